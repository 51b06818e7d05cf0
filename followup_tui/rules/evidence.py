"""What the records say about a contact up to a day: the pieces that a situation is put together from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.model.clean import folded
from followup_tui.model.partial_date import birthday_in, first_day
from followup_tui.model.records import Company, Contact, Interaction, Interview, Result, Task
from followup_tui.model.words import Channel, Direction, Outcome, Permission, Stage
from followup_tui.rules.news import is_bad_news

NEW_ROLE_DAYS = 90
"""A role is new, and worth congratulating on, for three months."""
FAVOUR_DAYS = 60
"""Thanks for a lead later than two months after it would read as a request for the next."""
PROMISE_DAYS = 7
"""A promise is something to write about from a week before its day."""
WISHED_DAYS = 30
"""A birthday message of the last month was for this birthday."""
TALK_DAYS = 3
"""A word after a call or a meeting belongs to the days after it."""
CONGRATULATIONS = "congratulations"
"""The template that congratulates on a new role."""
LONG_GAP = 365
_TALKS = frozenset({Channel.CALL, Channel.MEETING, Channel.EVENT})


class Said(NamedTuple):
    """A message of theirs."""

    on: date
    text: str
    subject: str


class Sent(NamedTuple):
    """A message of ours; `template` is empty when it was written freely, `text` when what it said was not kept."""

    on: date
    template: str
    gave: bool = False
    """Whether a clipping went with it."""
    text: str = ""


class Talk(NamedTuple):
    """A call or a meeting of the last days after which we have not written. `days` is how long ago."""

    on: date
    days: int
    text: str


class Memory(NamedTuple):
    """Something specific to come back to. `source` is ``raise`` (a note of ours), ``talk`` or ``interview``."""

    note: str
    source: str
    on: date | None


class Promise(NamedTuple):
    """A task of ours for them that is not done."""

    text: str
    on: date | None


class NewRole(NamedTuple):
    """A position that began lately. `days` is how long ago."""

    title: str
    company: str
    since: date
    days: int


class Favour(NamedTuple):
    """A result that nobody has thanked them for yet."""

    result: Result
    company: str


class Interviewed(NamedTuple):
    """The last interview with them. `closed_days` counts from its end, `round_days` from the last round with them.

    `written_since_end`, `written_since_round`: whether we wrote to them after that. `told_us`: whether they were the
    one who said how it ended, as far as that is known.
    """

    company: str
    role: str
    on: date | None
    outcome: Outcome
    stage: Stage = Stage.APPLIED
    permission: Permission = Permission.NOT_ASKED
    closed_days: int | None = None
    round_days: int | None = None
    written_since_end: bool = False
    written_since_round: bool = False
    told_us: bool = True


def past_of(interactions: Iterable[Interaction], contact: int, as_of: date) -> list[Interaction]:
    """What counts as contact up to `as_of`, newest first."""
    past = [
        one
        for one in interactions
        if one.on <= as_of and one.counts and one.channel is not Channel.NOTE and contact in one.contacts
    ]
    return sorted(past, key=lambda one: (one.on, one.id), reverse=True)


# What came of interviews


def last_day(interview: Interview) -> date | None:
    """The last day that is known of an interview."""
    days = (interview.began, interview.ended, *(one.on for one in interview.rounds))
    return max((day for day in days if day), default=None)


def interviews_with(contact: int, interviews: Iterable[Interview]) -> list[Interview]:
    """The interviews with a contact, the last one at the end."""
    held = [
        one
        for one in interviews
        if contact in one.contacts or contact == one.said_by or any(contact in step.contacts for step in one.rounds)
    ]
    return sorted(held, key=lambda one: (last_day(one) or date.min, one.id))


def interviewed(
    contact: int, interview: Interview, companies: Mapping[int, Company], past: Sequence[Interaction], as_of: date
) -> Interviewed:
    """What there is to know about the interview `interview` for writing to one of its interviewers."""
    company = companies.get(interview.company)
    over = last_day(interview) if interview.outcome is not Outcome.OPEN else None
    talk = _last_round(contact, interview, as_of)
    return Interviewed(
        company=company.name if company else "",
        role=interview.role,
        on=interview.began or last_day(interview),
        outcome=interview.outcome,
        stage=interview.stage,
        permission=interview.permission,
        closed_days=(as_of - over).days if over and over <= as_of else None,
        round_days=(as_of - talk).days if talk else None,
        written_since_end=bool(over) and _written_since(past, over),
        written_since_round=bool(talk) and _written_since(past, talk),
        told_us=interview.said_by in {0, contact},
    )


def _last_round(contact: int, interview: Interview, as_of: date) -> date | None:
    """The day they last interviewed us; an open interview without rounds has only its last day."""
    days = [one.on for one in interview.rounds if not one.contacts or contact in one.contacts]
    if not interview.rounds and interview.outcome is Outcome.OPEN:
        days = [interview.ended]
    return max((day for day in days if day and day <= as_of), default=None)


def _written_since(past: Iterable[Interaction], day: date | None) -> bool:
    """Whether we wrote after `day`, or on it with a template: an unmarked mail of that day may have come before."""
    return any(
        one.direction is Direction.OUT and day is not None and (one.on > day or (one.on == day and one.template))
        for one in past
    )


# What passed between us


def said_in(past: Iterable[Interaction]) -> Iterator[Said]:
    """Their messages, in the order given."""
    return (Said(one.on, one.text, one.subject) for one in past if one.direction is Direction.IN)


def owed(past: Sequence[Interaction], since: date | None) -> Said | None:
    """Their newest message that waits for an answer; the newest says best what it is about."""
    if since is None:
        return None
    waiting = [said for said in said_in(past) if said.on >= since]
    return next((said for said in waiting if said.text), waiting[0] if waiting else Said(since, "", ""))


def talk_of(past: Sequence[Interaction], interviews: Iterable[Interview], as_of: date) -> Talk | None:
    """The newest contact when it was a talk of the last days, and no round of an interview."""
    newest = past[0] if past else None
    if newest is None or newest.direction is not Direction.BOTH or newest.channel not in _TALKS:
        return None
    days = (as_of - newest.on).days
    if days > TALK_DAYS or any(held.on == newest.on for one in interviews for held in one.rounds):
        return None
    return Talk(newest.on, days, newest.text)


def is_reopening(past: Sequence[Interaction], interview: Interview | None) -> bool:
    """Whether the last contact is a message of ours that ended a year of silence or more, and has no answer yet."""
    if not past or past[0].direction is not Direction.OUT:
        return False
    newest = past[0].on
    met = last_day(interview) if interview else None
    earlier = [one.on for one in past if one.on < newest] + ([met] if met and met < newest else [])
    return bool(earlier) and (newest - max(earlier)).days >= LONG_GAP


def memory_of(contact: Contact, past: Iterable[Interaction], interview: Interview | None) -> Memory | None:
    """Something specific: our note to raise it, else what was last talked about, else the interview's story.

    Bad news is left to the templates made for it (`rules.news`): nobody is asked how that went on.
    """
    if contact.raise_next.strip() and not is_bad_news(contact.raise_next):
        return Memory(contact.raise_next, "raise", None)
    talk = next((one for one in past if one.channel in _TALKS and one.text.strip() and not is_bad_news(one.text)), None)
    if talk:
        return Memory(talk.text, "talk", talk.on)
    if interview and interview.story.strip():
        return Memory(interview.story, "interview", last_day(interview))
    return None


def promise_of(contact: int, tasks: Iterable[Task], favour: Favour | None, as_of: date) -> Promise | None:
    """The task that is due first. A task to thank them is left to the template that does it."""
    near = as_of + timedelta(days=PROMISE_DAYS)
    open_tasks = [
        one
        for one in tasks
        if contact in one.contacts
        and not one.done_on
        and (one.on is None or one.on <= near)
        and not (favour and folded(one.text).startswith("thank"))
    ]
    first = min(open_tasks, key=lambda one: (one.on or date.max, one.id), default=None)
    return Promise(first.text, first.on) if first else None


def thanks_day(contact: int, tasks: Iterable[Task], favour: Favour | None) -> date | None:
    """The first day on which thanks are promised, while there is something to thank for."""
    days = [
        one.on
        for one in tasks
        if favour and one.on and contact in one.contacts and not one.done_on and folded(one.text).startswith("thank")
    ]
    return min(days, default=None)


def days_to_birthday(contact: Contact, past: Iterable[Interaction], as_of: date) -> int | None:
    """Days to their next birthday, None when unknown or when we have wished them well already."""
    if any(one.template == "birthday" and (as_of - one.on).days < WISHED_DAYS for one in past):
        return None
    for year in (as_of.year, as_of.year + 1):
        day = birthday_in(contact.birthday, year)
        if day and day >= as_of:
            return (day - as_of).days
    return None


def new_role_of(
    contact: Contact,
    companies: Mapping[int, Company],
    past: Sequence[Interaction],
    interviews: Iterable[Interview],
    as_of: date,
) -> NewRole | None:
    """Their position when it began lately, after we got to know them, and we did not write since we heard of it.

    What went out between the first day of the position, often only known by its month, and the day on which we heard
    of it cannot have been about it; unless it says that it was.
    """
    held = contact.position
    since = first_day(held.since) if held and len(held.since) >= len("2021-05") else None
    if not held or not since or not 0 <= (as_of - since).days <= NEW_ROLE_DAYS:
        return None
    source = contact.sources.get("positions")
    heard = max(since, source.on) if source else since
    if any(
        one.direction is not Direction.IN and (one.on >= heard or (one.on >= since and one.template == CONGRATULATIONS))
        for one in past
    ):
        return None
    known = [past[-1].on] if past else []
    known += [day for one in interviews if (day := one.began or last_day(one))]
    met = first_day(contact.met_on) if contact.met_on else None
    if min([*known, *([met] if met else [])], default=date.min) >= since:
        return None
    company = companies.get(held.company)
    if not (held.title or company):
        return None
    return NewRole(held.title, company.name if company else "", since, (as_of - since).days)


def favour_of(
    contact: int,
    results: Iterable[Result],
    companies: Mapping[int, Company],
    past: Sequence[Interaction],
    as_of: date,
) -> Favour | None:
    """The newest result of the last two months that came from them and after which we have not written."""
    lately = [
        one
        for one in results
        if one.contact == contact and 0 <= (as_of - one.on).days <= FAVOUR_DAYS and not _written_since(past, one.on)
    ]
    newest = max(lately, key=lambda one: (one.on, one.id), default=None)
    if newest is None:
        return None
    company = companies.get(newest.company)
    return Favour(newest, company.name if company else "")
