"""The occasions that an interview brings along, from the day after a round to its anniversaries.

What is left to do, and until when, is the verdict's to say (`rules.aftermath`), so that the message offered is the one
that the list asks for. For somebody without a cadence the verdict says nothing, and fixed days take its place.
"""

from collections.abc import Callable
from datetime import date, timedelta

from followup_tui.model.partial_date import birthday_in
from followup_tui.model.words import Outcome, Relation, Stage
from followup_tui.rules.aftermath import ANSWERED, Step, StepKind
from followup_tui.rules.evidence import Interviewed
from followup_tui.rules.facts import LONG_SILENCE, one_line
from followup_tui.rules.occasion_words import called, in_quotes
from followup_tui.rules.situation import Situation
from followup_tui.rules.wording import day_words, month_words

INTERVIEW_DAYS = 14
DECLINED_DAYS = 7
ANSWER_DAYS = 7
WITHDREW_DAYS = 14
CLOSED_DAYS = 120
"""Four months: the first hello of four to eight weeks, and the one at 90 days, when a seat may be open again (BambooHR:
14 % of those who leave within half a year do so in the sixth month)."""
NUDGE_DAYS = (8, 60)
"""One question how things stand, after seven working days without a word (career advice of SFU and Duke)."""
NUDGE = "any-news"
ANNIVERSARY_DAYS = (-3, 7)
ANNIVERSARY_QUIET = 60
"""Who was in touch within two months needs no anniversary."""
YEARS_LATER = 730
TOLD_DAYS = 180
"""Who was in touch within half a year mostly knows where we are."""
_NOT_TOLD = frozenset({Relation.INTERVIEWER, Relation.COLLEAGUE, Relation.EXECUTIVE})
"""Who took part in an interview, but is rarely the one to say how it stands."""

Found = tuple[int, str] | None


def _interview(about: Situation) -> Found:
    held = about.interview
    if held is None or held.round_days is None or held.outcome is not Outcome.OPEN:
        return None
    by_days = held.round_days <= INTERVIEW_DAYS and not held.written_since_round
    if not _is_left(about, StepKind.THANK, by_days=by_days):
        return None
    return 86, f"{called(about)} interviewed you{_for_role(held)} {_ago(held.round_days)}"


def _no_word(about: Situation) -> Found:
    """Somebody who should know more, after a round on which nobody said anything, once."""
    held, days = about.interview, about.interview.round_days if about.interview else None
    if held is None or days is None or held.outcome is not Outcome.OPEN or held.stage is Stage.OFFER:
        return None
    least, most = NUDGE_DAYS
    since = about.as_of - timedelta(days=days)
    heard = about.last_said is not None and about.last_said.on >= since
    lately = any((about.as_of - one.on).days < least or one.template == NUDGE for one in about.sent if one.on >= since)
    if not least <= days <= most or heard or lately or about.relation in _NOT_TOLD:
        return None
    return 80, f"{called(about)} interviewed you{_for_role(held)} {_ago(days)}, and no word has come since"


def _offer(about: Situation) -> Found:
    held = about.interview
    if held is None:
        return None
    if held.outcome is Outcome.OPEN and held.stage is Stage.OFFER:
        return 85, f"the offer{_for_role(held)} is waiting for your decision"
    if about.told_first or not _is_untold(held, about):
        return None
    return 85, f"you declined the offer{_for_role(held)} {_ago(held.closed_days or 0)} and have not told them"


def _told_colleague(about: Situation) -> Found:
    held = about.interview
    if held is None or not about.told_first or not _is_untold(held, about):
        return None
    told = one_line(about.told_first, 40)
    return 85, f"you declined the offer{_for_role(held)} {_ago(held.closed_days or 0)}; {told} knows, they do not"


def _is_untold(held: Interviewed, about: Situation) -> bool:
    if held.outcome is not Outcome.OFFER_DECLINED or held.closed_days is None:
        return False
    return _is_left(about, StepKind.TELL, by_days=held.closed_days <= DECLINED_DAYS and not held.written_since_end)


def _rejection(about: Situation) -> Found:
    held = about.interview
    if held is None or held.outcome not in ANSWERED or held.closed_days is None:
        return None
    by_days = held.closed_days <= ANSWER_DAYS and not held.written_since_end
    if not _is_left(about, StepKind.ANSWER, by_days=by_days):
        return None
    step = _step(about, StepKind.ANSWER)
    late = "; an answer is still welcome" if step and step.latest < about.as_of else ""
    return 84, f"{_ended(held)}{late}"


def _withdrew(about: Situation) -> Found:
    held = about.interview
    if held is None or held.outcome is not Outcome.WITHDREW or held.closed_days is None:
        return None
    if held.closed_days > WITHDREW_DAYS or held.written_since_end:
        return None
    return 83, f"you withdrew from the process{_for_role(held)} {_ago(held.closed_days)} and have not written since"


def _closed(about: Situation) -> Found:
    """A process that is over: a gentle word of the verdict's, or the weeks in which a first hello fits."""
    held = about.interview
    if held is None or held.closed_days is None or held.outcome is Outcome.HIRED:
        return None
    word = _step(about, StepKind.WORD)
    if word:
        return 81, f"{_ended(held)}; the seat may be open again"
    if held.closed_days > CLOSED_DAYS or (held.closed_days <= ANSWER_DAYS and held.written_since_end):
        return None
    return (82 if held.closed_days <= ANSWER_DAYS else 68), _ended(held)


def _anniversary(about: Situation) -> Found:
    held = about.interview
    if held is None or held.on is None or held.outcome in {Outcome.OPEN, Outcome.HIRED} or about.unanswered > 1:
        return None
    if (about.silent_days or 0) < ANNIVERSARY_QUIET:
        return None
    day = _near_anniversary(held.on, about.as_of)
    if day is None:
        return None
    years = day.year - held.on.year
    when = f"{years} year{'' if years == 1 else 's'} ago, on {day_words(held.on, about.as_of)}"
    return 74, f"the interview{_for_role(held)} was {when}"


def _near_anniversary(on: date, as_of: date) -> date | None:
    least, most = ANNIVERSARY_DAYS
    for year in (as_of.year - 1, as_of.year, as_of.year + 1):
        day = birthday_in(on.isoformat(), year)
        if day and year > on.year and least <= (as_of - day).days <= most:
            return day
    return None


def _years(about: Situation) -> Found:
    """Years after an interview, when there is something to tell and they were not told within the last two years.

    While one is looking this is the first word to those who were silent for a year: it asks nothing, and says it all.
    """
    held = about.interview
    silent = about.silent_days or 0
    if held is None or held.on is None or not about.my_now.strip() or silent < TOLD_DAYS:
        return None
    told = any(one.template == "where-i-am-now" and (about.as_of - one.on).days < YEARS_LATER for one in about.sent)
    if told or (about.as_of - held.on).days < YEARS_LATER:
        return None
    at = f" at {one_line(held.company, 60)}" if held.company else ""
    why = f"the interview{at} was in {month_words(held.on)}; where you are now: {in_quotes(about.my_now)}"
    if silent < LONG_SILENCE:
        return 57, why
    return (75 if about.looking_for else 69), why


def _is_left(about: Situation, kind: StepKind, *, by_days: bool) -> bool:
    """Whether the verdict asks for it; `by_days` decides for somebody without a cadence."""
    return _step(about, kind) is not None if about.has_cadence else by_days


def _step(about: Situation, kind: StepKind) -> Step | None:
    return next((one for one in about.steps if one.kind is kind and one.opens <= about.as_of), None)


def _ended(held: Interviewed) -> str:
    return f"the process{_for_role(held)} ended {_ago(held.closed_days or 0)}: {held.outcome.phrase}"


def _ago(days: int) -> str:
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def _for_role(held: Interviewed) -> str:
    role = f" for {one_line(held.role, 60)}" if held.role else ""
    return f"{role} at {one_line(held.company, 60)}" if held.company else role


PROCESS: dict[str, Callable[[Situation], Found]] = {
    "interview": _interview,
    "no-word": _no_word,
    "offer": _offer,
    "told-colleague": _told_colleague,
    "rejection": _rejection,
    "withdrew": _withdrew,
    "closed": _closed,
    "anniversary": _anniversary,
    "years-later": _years,
}
"""The occasions of an interview by kind."""
