"""Occasions: the reasons there are to write to somebody today, each with one line that quotes its fact.

The order among them follows what a reader would forgive least: an unanswered letter, a broken promise, a missed day,
then news, and only then what can wait. The figures are fits from 0 to 100 and mean nothing but their order.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from followup_tui.model.words import Direction, ResultKind
from followup_tui.rules.facts import LONG_SILENCE, one_line
from followup_tui.rules.give_and_ask import BUILT_IN_ASKS, asking_is_welcome, balance_of, is_favour
from followup_tui.rules.matching import TOPIC_WEIGHT
from followup_tui.rules.occasion_words import called, in_quotes
from followup_tui.rules.process_occasions import PROCESS, Found
from followup_tui.rules.promises import came_of, is_search_ended
from followup_tui.rules.situation import Situation
from followup_tui.rules.wording import ago, day_words, month_words

BIRTHDAY_DAYS = 7
MET_DAYS = 21
"""Somebody met is news for three weeks."""
GIVE_BACK_DAYS = 60
"""An offer of help on the heels of the thanks would look like paying a bill."""
YEAR_END = ((12, 12), (1, 10))
YEAR_END_SILENCE = (30, 730)
"""Days: wishes to somebody of last week would be the second letter of a month, and to a stranger a circular."""
PROMISED = 17
"""What thanks on their promised day gain: they stand before a promise that is due."""
CAME_THROUGH = frozenset({ResultKind.INTERVIEW, ResultKind.OFFER, ResultKind.JOB, ResultKind.CUSTOMER})
"""Results that are what a lead hopes for: the thanks for them promise no news of what comes of it."""


class Occasion(NamedTuple):
    """A reason to write: its kind, how well it fits today (0 to 100), and its fact in one line."""

    kind: str
    fit: int
    why: str


def occasions(about: Situation) -> dict[str, Occasion]:
    """Every occasion of a situation by kind. ``check-in`` is always among them."""
    return {kind: Occasion(kind, *found) for kind, find in KINDS.items() if (found := find(about))}


def _reply(about: Situation) -> Found:
    if about.owed is None:
        return None
    text = about.owed.text or about.owed.subject
    said = f": {in_quotes(text)}" if text.strip() else ""
    return 98, f"{called(about)} wrote on {day_words(about.owed.on, about.as_of)}{said} – nobody answered"


def _task(about: Situation) -> Found:
    if about.promise is None:
        return None
    text, on = in_quotes(about.promise.text), about.promise.on
    if on is None:
        return 80, f"you promised: {text}"
    when = f"for {day_words(on, about.as_of)}, {ago(on, about.as_of)}"
    return (94 if on <= about.as_of else 82), f"you promised {text} {when}"


def _search_ended(about: Situation) -> Found:
    found = _task(about)
    return (found[0] + 1, found[1]) if found and about.promise and is_search_ended(about.promise.text) else None


def _came_of(about: Situation) -> Found:
    found = _task(about)
    return (found[0] + 1, found[1]) if found and about.promise and came_of(about.promise.text) else None


def _hard_times(about: Situation) -> Found:
    return (96, _noted(about)) if about.trouble and about.trouble.personal else None


def _layoffs(about: Situation) -> Found:
    return (93, _noted(about)) if about.trouble and not about.trouble.personal else None


def _noted(about: Situation) -> str:
    assert about.trouble  # noqa: S101 - asked only where there is some
    when = f" on {day_words(about.trouble.on, about.as_of)}" if about.trouble.on else ""
    return f"you noted{when}: {in_quotes(about.trouble.text)}"


def _just_met(about: Situation) -> Found:
    if not _only_met(about) or about.met_on is None or not 0 <= (about.as_of - about.met_on).days <= MET_DAYS:
        return None
    where = f": {in_quotes(about.how_met)}" if about.how_met.strip() else ""
    return 83, f"you met in {month_words(about.met_on)}{where}, and have not written yet"


def _talk(about: Situation) -> Found:
    talk = about.talk
    if talk is None:
        return None
    said = f": {in_quotes(talk.text)}" if talk.text.strip() else ""
    return 79, f"you talked on {day_words(talk.on, about.as_of)}, {ago(talk.on, about.as_of)}{said}"


def _birthday(about: Situation) -> Found:
    days = about.birthday_in
    if days is None or days > BIRTHDAY_DAYS:
        return None
    day = about.as_of + timedelta(days=days)
    if days == 0:
        return 92, f"{called(about)}'s birthday is today, {day_words(day, about.as_of)}"
    return (90 if days <= 3 else 75), (
        f"{called(about)}'s birthday is on {day_words(day, about.as_of)}, {ago(day, about.as_of)}"
    )


def _new_role(about: Situation) -> Found:
    new = about.new_role
    if new is None:
        return None
    title = f" as {one_line(new.title, 60)}" if new.title else ""
    company = f" at {one_line(new.company, 60)}" if new.company else ""
    return (88 if new.days <= 60 else 79), f"{called(about)} started{title}{company} in {month_words(new.since)}"


def _favour(about: Situation) -> Found:
    """Something that still has to lead somewhere; what came through has thanks of its own."""
    if about.favour is None or about.favour.result.kind in CAME_THROUGH:
        return None
    return _thanks_fit(about, 78), _gave(about)


def _advice(about: Situation) -> Found:
    return (
        (_thanks_fit(about, 79), _gave(about))
        if about.favour and about.favour.result.kind is ResultKind.ADVICE
        else None
    )


def _came_through(about: Situation) -> Found:
    return (_thanks_fit(about, 79), _gave(about)) if about.favour and about.favour.result.kind in CAME_THROUGH else None


def _thanks_fit(about: Situation, fit: int) -> int:
    """Promised thanks come on their day before a promise of a later one, as they do among the reasons of a day."""
    on, promise = about.thanks_on, about.promise
    if on is None or (promise and promise.on and promise.on < on):
        return fit
    return fit + PROMISED if on <= about.as_of else fit


def _gave(about: Situation) -> str:
    assert about.favour  # noqa: S101 - asked only where there is one
    result = about.favour.result
    what = about.favour.company or result.role or result.value or result.note
    named = f" ({one_line(what, 60)})" if what.strip() else ""
    day = day_words(result.on, about.as_of)
    return f"{called(about)} gave you {result.kind.with_article}{named} on {day}, and no thanks went out"


def _event(about: Situation) -> Found:
    match = about.event
    if match is None:
        return None
    clipping = match.clipping
    when = f" on {day_words(clipping.on, about.as_of)}" if clipping.on else ""
    near = " and is where they live" if match.near else ""
    return (76 if match.near else 60), f"{in_quotes(clipping.title or clipping.url)}{when}{_shares(match.about)}{near}"


def _article(about: Situation) -> Found:
    match = about.article
    if match is None:
        return None
    clipping = match.clipping
    fit = 70 if match.strength > TOPIC_WEIGHT else 66 if match.strength == TOPIC_WEIGHT else 54
    return fit, f"{in_quotes(clipping.title or clipping.text or clipping.url)}{_shares(match.about)}, not sent yet"


def _job(about: Situation) -> Found:
    match = about.job
    if match is None:
        return None
    until = f" until {day_words(match.clipping.expires, about.as_of)}" if match.clipping.expires else ""
    fit = 65 if match.strength >= TOPIC_WEIGHT else 53
    return fit, f"the job {in_quotes(match.clipping.title or match.clipping.url)}{until}{_shares(match.about)}"


def _thought(about: Situation) -> Found:
    match = about.thought
    if match is None:
        return None
    fit = 60 if match.strength >= TOPIC_WEIGHT else 52
    return (
        fit,
        f"the thought {in_quotes(match.clipping.title or match.clipping.text)}{_shares(match.about)}, not told yet",
    )


def _memory(about: Situation) -> Found:
    memory = about.memory
    if memory is None:
        return None
    if is_favour(memory.note) and asking_is_welcome(about) is None:
        return None
    if memory.source == "raise":
        return 71, f"you noted to raise {in_quotes(memory.note)}"
    when = f" on {day_words(memory.on, about.as_of)}" if memory.on else ""
    if memory.source == "talk":
        return 62, f"you talked{when}: {in_quotes(memory.note)}"
    return 61, f"from the interview{when}: {in_quotes(memory.note)}"


def _silence(about: Situation) -> Found:
    since = about.silent_since
    if since is None or (about.silent_days or 0) < LONG_SILENCE:
        return None
    what = "you met in" if _only_met(about) else "the last contact was in"
    first = "; no request before a word that asks nothing" if about.looking_for else ""
    return 73, f"{what} {month_words(since)}, {ago(since, about.as_of)}{first}"


def _year_end(about: Situation) -> Found:
    """The weeks around the turn of the year, for those we know and have not written to this month."""
    day, silent = about.as_of, about.silent_days
    if (day.month, day.day) < YEAR_END[0] and (day.month, day.day) > YEAR_END[1]:
        return None
    if silent is None or not YEAR_END_SILENCE[0] <= silent <= YEAR_END_SILENCE[1]:
        return None
    return 52, f"the year ends; last in touch {ago(about.silent_since or day, day)}"


def _give_back(about: Situation) -> Found:
    """They gave, and we asked and got more than we gave: something useful, offered without a request."""
    if not about.got or (about.silent_days or 0) < GIVE_BACK_DAYS:
        return None
    balance = balance_of(about)
    return (59, balance.words) if balance.gave < len(balance.got) + balance.asked else None


def _looking(about: Situation) -> Found:
    """While one is looking, for those who were not told since it began."""
    since = about.looking_since
    if since is None or not about.looking_for.strip() or since > about.as_of:
        return None
    if any(one.template in BUILT_IN_ASKS and one.on >= since for one in about.sent):
        return None
    return 77, f"you are looking for {one_line(about.looking_for, 60)}, and {called(about)} does not know"


def _check_in(about: Situation) -> Found:
    since = about.silent_since
    if since is None:
        added = (
            f" since you added {called(about)} on {day_words(about.added_on, about.as_of)}" if about.added_on else ""
        )
        return 50, f"no contact yet{added}"
    if about.unanswered > 1:
        return 50, f"{about.unanswered} messages unanswered since {day_words(since, about.as_of)}"
    if _only_met(about):
        return 50, f"you met in {month_words(since)} and have not been in touch since"
    if about.last_touch != since and about.interview:
        where = f" at {one_line(about.interview.company, 60)}" if about.interview.company else ""
        return 50, f"not in touch since the interview{where} in {month_words(since)}, {ago(since, about.as_of)}"
    return 50, f"last in touch on {day_words(since, about.as_of)}, {ago(since, about.as_of)}{_last_word(about)}"


def _last_word(about: Situation) -> str:
    if about.last_direction is Direction.IN:
        return f"; {called(about)} wrote last"
    return "; your message has no answer yet" if about.unanswered else ""


KINDS: dict[str, Callable[[Situation], Found]] = {
    "reply": _reply,
    "task": _task,
    "search-ended": _search_ended,
    "came-of": _came_of,
    "hard-times": _hard_times,
    "layoffs": _layoffs,
    "birthday": _birthday,
    "just-met": _just_met,
    "talk": _talk,
    "new-role": _new_role,
    **PROCESS,
    "favour": _favour,
    "advice": _advice,
    "came-through": _came_through,
    "event": _event,
    "article": _article,
    "job": _job,
    "thought": _thought,
    "memory": _memory,
    "silence": _silence,
    "give-back": _give_back,
    "year-end": _year_end,
    "looking": _looking,
    "check-in": _check_in,
}
"""Every kind of occasion a template may name in its header."""


def _only_met(about: Situation) -> bool:
    return about.last_touch is None and about.interview is None


def _shares(what: str) -> str:
    return f" fits “{what}”" if what else ""
