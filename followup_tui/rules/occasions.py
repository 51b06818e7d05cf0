"""Occasions: the reasons there are to write to somebody today, each with one line that quotes its fact.

The order among them follows what a reader would forgive least: an unanswered letter, a broken promise, a missed day,
then news, and only then what can wait. The figures are fits from 0 to 100 and mean nothing but their order.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from followup_tui.model.words import Direction, Outcome, Stage
from followup_tui.rules.evidence import Interviewed
from followup_tui.rules.facts import LONG_SILENCE, one_line
from followup_tui.rules.matching import TOPIC_WEIGHT
from followup_tui.rules.situation import Situation
from followup_tui.rules.wording import ago, day_words, month_words

BIRTHDAY_DAYS = 7
INTERVIEW_DAYS = 14
"""A round is an occasion for two weeks; the built-in thank-you narrows it to two days."""
CLOSED_DAYS = 120
"""Four months: the first hello of four to eight weeks, and the one at 90 days, when a seat may be open again (BambooHR:
14 % of those who leave within half a year do so in the sixth month)."""
DECLINED_DAYS = 7
YEARS_LATER = 730
TOLD_DAYS = 180
"""Who was in touch within half a year mostly knows where we are."""
WARM_DAYS = 365
LOOKING = frozenset({"looking-again", "ask-who-is-hiring"})
"""The templates that say that one is looking."""


class Occasion(NamedTuple):
    """A reason to write: its kind, how well it fits today (0 to 100), and its fact in one line."""

    kind: str
    fit: int
    why: str


def occasions(about: Situation) -> dict[str, Occasion]:
    """Every occasion of a situation by kind. ``check-in`` is always among them."""
    return {kind: Occasion(kind, *found) for kind, find in KINDS.items() if (found := find(about))}


Found = tuple[int, str] | None


def _reply(about: Situation) -> Found:
    if about.owed is None:
        return None
    text = about.owed.text or about.owed.subject
    said = f": {_quote(text)}" if text.strip() else ""
    return 98, f"{_name(about)} wrote on {day_words(about.owed.on, about.as_of)}{said} – nobody answered"


def _task(about: Situation) -> Found:
    if about.promise is None:
        return None
    text, on = _quote(about.promise.text), about.promise.on
    if on is None:
        return 80, f"you promised: {text}"
    when = f"for {day_words(on, about.as_of)}, {ago(on, about.as_of)}"
    return (94 if on <= about.as_of else 82), f"you promised {text} {when}"


def _birthday(about: Situation) -> Found:
    days = about.birthday_in
    if days is None or days > BIRTHDAY_DAYS:
        return None
    day = about.as_of + timedelta(days=days)
    if days == 0:
        return 92, f"{_name(about)}'s birthday is today, {day_words(day, about.as_of)}"
    return (90 if days <= 3 else 75), (
        f"{_name(about)}'s birthday is on {day_words(day, about.as_of)}, {ago(day, about.as_of)}"
    )


def _new_role(about: Situation) -> Found:
    new = about.new_role
    if new is None:
        return None
    title = f" as {one_line(new.title, 60)}" if new.title else ""
    company = f" at {one_line(new.company, 60)}" if new.company else ""
    return (88 if new.days <= 60 else 79), f"{_name(about)} started{title}{company} in {month_words(new.since)}"


def _interview(about: Situation) -> Found:
    held = about.interview
    if held is None or held.round_days is None or held.round_days > INTERVIEW_DAYS or held.written_since_round:
        return None
    return 86, f"{_name(about)} interviewed you{_for_role(held)} {_ago(held.round_days)}"


def _offer(about: Situation) -> Found:
    held = about.interview
    if held is None:
        return None
    if held.outcome is Outcome.OPEN and held.stage is Stage.OFFER:
        return 85, f"the offer{_for_role(held)} is waiting for your decision"
    fresh = held.closed_days is not None and held.closed_days <= DECLINED_DAYS
    if held.outcome is Outcome.OFFER_DECLINED and fresh and not held.written_since_end:
        return 85, f"you declined the offer{_for_role(held)} {_ago(held.closed_days or 0)} and have not told them"
    return None


def _closed(about: Situation) -> Found:
    held = about.interview
    if held is None or held.closed_days is None or held.closed_days > CLOSED_DAYS or held.outcome is Outcome.HIRED:
        return None
    days = held.closed_days
    why = f"the process{_for_role(held)} ended {_ago(days)}: {held.outcome.phrase}"
    if days <= 7:
        return (84, why) if not held.written_since_end else None
    return (81 if 28 <= days <= 56 or 83 <= days <= 100 else 68), why


def _favour(about: Situation) -> Found:
    if about.favour is None:
        return None
    result = about.favour.result
    what = about.favour.company or result.role or result.value or result.note
    named = f" ({one_line(what, 60)})" if what.strip() else ""
    day = day_words(result.on, about.as_of)
    return 78, f"{_name(about)} gave you {result.kind.with_article}{named} on {day}, and no thanks went out"


def _event(about: Situation) -> Found:
    match = about.event
    if match is None:
        return None
    clipping = match.clipping
    when = f" on {day_words(clipping.on, about.as_of)}" if clipping.on else ""
    near = " and is where they live" if match.near else ""
    return (76 if match.near else 60), f"{_quote(clipping.title or clipping.url)}{when}{_shares(match.about)}{near}"


def _article(about: Situation) -> Found:
    match = about.article
    if match is None:
        return None
    clipping = match.clipping
    fit = 70 if match.strength > TOPIC_WEIGHT else 66 if match.strength == TOPIC_WEIGHT else 54
    return fit, f"{_quote(clipping.title or clipping.text or clipping.url)}{_shares(match.about)}, not sent yet"


def _job(about: Situation) -> Found:
    match = about.job
    if match is None:
        return None
    until = f" until {day_words(match.clipping.expires, about.as_of)}" if match.clipping.expires else ""
    fit = 65 if match.strength >= TOPIC_WEIGHT else 53
    return fit, f"the job {_quote(match.clipping.title or match.clipping.url)}{until}{_shares(match.about)}"


def _thought(about: Situation) -> Found:
    match = about.thought
    if match is None:
        return None
    fit = 60 if match.strength >= TOPIC_WEIGHT else 52
    return fit, f"the thought {_quote(match.clipping.title or match.clipping.text)}{_shares(match.about)}, not told yet"


def _memory(about: Situation) -> Found:
    memory = about.memory
    if memory is None:
        return None
    if memory.source == "raise":
        return 71, f"you noted to raise {_quote(memory.note)}"
    when = f" on {day_words(memory.on, about.as_of)}" if memory.on else ""
    if memory.source == "talk":
        return 62, f"you talked{when}: {_quote(memory.note)}"
    return 61, f"from the interview{when}: {_quote(memory.note)}"


def _silence(about: Situation) -> Found:
    since = about.silent_since
    if since is None or (about.silent_days or 0) < LONG_SILENCE:
        return None
    what = "you met in" if _only_met(about) else "the last contact was in"
    return 73, f"{what} {month_words(since)}, {ago(since, about.as_of)}"


def _years(about: Situation) -> Found:
    """Years after an interview, when there is something to tell and they were not told within the last two years."""
    held = about.interview
    silent = about.silent_days or 0
    if held is None or held.on is None or not about.my_now.strip() or silent < TOLD_DAYS:
        return None
    told = any(one.template == "where-i-am-now" and (about.as_of - one.on).days < YEARS_LATER for one in about.sent)
    if told or (about.as_of - held.on).days < YEARS_LATER:
        return None
    at = f" at {one_line(held.company, 60)}" if held.company else ""
    why = f"the interview{at} was in {month_words(held.on)}; where you are now: {_quote(about.my_now)}"
    return (69 if silent >= LONG_SILENCE else 57), why


def _looking(about: Situation) -> Found:
    """While one is looking, for those who were not told since it began."""
    since = about.looking_since
    if since is None or not about.looking_for.strip() or since > about.as_of:
        return None
    if any(one.template in LOOKING and one.on >= since for one in about.sent):
        return None
    return 77, f"you are looking for {one_line(about.looking_for, 60)}, and {_name(about)} does not know"


def _check_in(about: Situation) -> Found:
    since = about.silent_since
    if since is None:
        added = f" since you added {_name(about)} on {day_words(about.added_on, about.as_of)}" if about.added_on else ""
        return 50, f"no contact yet{added}"
    if about.unanswered > 1:
        return 50, f"{about.unanswered} messages unanswered since {day_words(since, about.as_of)}"
    if _only_met(about):
        return 50, f"you met in {month_words(since)} and have not been in touch since"
    if about.last_touch != since and about.interview:
        where = f" at {one_line(about.interview.company, 60)}" if about.interview.company else ""
        return 50, f"not in touch since the interview{where} in {month_words(since)}, {ago(since, about.as_of)}"
    return 50, f"last in touch on {day_words(since, about.as_of)}, {ago(since, about.as_of)}"


def asking_is_welcome(about: Situation, asks: frozenset[str]) -> Found:
    """Whether a request may come now: never first after a long silence, nor when they do not answer.

    `asks` are the templates that ask for something. They wrote last, or a message of ours within a year asked nothing
    (Levin et al.: reconnecting straight to the request can end a tie).
    """
    if about.unanswered > 1 or (about.silent_days or 0) >= LONG_SILENCE:
        return None
    if about.last_direction is Direction.IN and about.last_said:
        said = about.last_said
        quote = f": {_quote(said.text)}" if said.text.strip() else ""
        return 40, f"{_name(about)} wrote last, on {day_words(said.on, about.as_of)}{quote}"
    year = [one for one in about.sent if (about.as_of - one.on).days <= WARM_DAYS]
    if any(one.template in asks for one in year[:1]):
        return None
    free = next((one for one in year if one.template not in asks), None)
    return (40, f"your message of {day_words(free.on, about.as_of)} asked for nothing") if free else None


KINDS: dict[str, Callable[[Situation], Found]] = {
    "reply": _reply,
    "task": _task,
    "birthday": _birthday,
    "new-role": _new_role,
    "interview": _interview,
    "offer": _offer,
    "closed": _closed,
    "favour": _favour,
    "event": _event,
    "article": _article,
    "job": _job,
    "thought": _thought,
    "memory": _memory,
    "silence": _silence,
    "years-later": _years,
    "looking": _looking,
    "check-in": _check_in,
}
"""Every kind of occasion a template may name in its header."""


def _only_met(about: Situation) -> bool:
    return about.last_touch is None and about.interview is None


def _quote(text: str) -> str:
    """The beginning of a text in quotation marks; unlike a message's, a note's first sentence may say nothing."""
    return f"“{one_line(text, 70)}”"


def _name(about: Situation) -> str:
    return one_line(about.first_name, 40) or "They"


def _ago(days: int) -> str:
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def _for_role(held: Interviewed) -> str:
    role = f" for {one_line(held.role, 60)}" if held.role else ""
    return f"{role} at {one_line(held.company, 60)}" if held.company else role


def _shares(what: str) -> str:
    return f" fits “{what}”" if what else ""
