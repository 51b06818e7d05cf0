"""Looking mode: whom to approach again when one is looking, in which order, and why.

People write to those they know best, and least to those who would help most: reconnected contacts of higher status
whom one met little, and who trust one and are willing (Walter, Levin and Murnighan 2015; Levin et al. 2011). So how
well somebody is known weighs little here, and that they wanted us, decide something, agreed to hear from us or gave
before weighs much. Each point has its reason in words; the points only order.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.model.clean import folded
from followup_tui.model.records import Company, Contact, Interview, Result
from followup_tui.model.settings import Plan
from followup_tui.model.words import Outcome, Permission, Relation, Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Verdict
from followup_tui.rules.wording import day_words, length_words, month_words

LOOKING_DAYS = 14
"""The plan reaches two weeks ahead; a search changes too much for more."""
RECENT = timedelta(days=14)
"""Whoever was written to within two weeks has their message already, and an interview that ended its own words."""
DORMANT = 3 * 365
"""Days of silence after which somebody knows what we do not (MIT Sloan's summary of Levin et al. 2011)."""
QUIET = 365
CLOSE = 12
"""Interactions from which on two people know the same."""

_OUTCOMES: Mapping[Outcome, tuple[int, str]] = {
    Outcome.OFFER_DECLINED: (30, "they made you an offer"),
    Outcome.OFFER_EXPIRED: (28, "they made you an offer"),
    Outcome.RUNNER_UP: (24, "you were their second choice"),
    Outcome.ROLE_CLOSED: (16, "the role was closed, not you refused"),
    Outcome.WITHDREW: (12, "you withdrew, they went on"),
    Outcome.HIRED: (10, "you worked together"),
    Outcome.REJECTED: (8, "they know your work"),
    Outcome.NO_REPLY: (2, "it ended without a word"),
}
_DECIDES: Mapping[Relation, int] = {Relation.HIRING_MANAGER: 8, Relation.EXECUTIVE: 8, Relation.RECRUITER: 5}
_HIGH = re.compile(
    r"\b(?:chief|c[efitopmd]o|(?:co-?)?founder|president|owner|managing director|(?:managing|founding|general) partner"
    r"|geschaftsfuhrer\w*)\b|^partner\b"
)
_MIDDLE = re.compile(r"\b(?:vp|svp|evp|vice president|head|director|general manager)\b")


class Reason(NamedTuple):
    """Something that speaks for somebody (or, with points below 0, against), as a fact."""

    points: int
    words: str


class Approach(NamedTuple):
    """Somebody to approach, the most telling reason first. `left_out` says why they are not asked; else empty."""

    contact: int
    reasons: tuple[Reason, ...]
    left_out: str = ""

    @property
    def points(self) -> int:
        """What only orders."""
        return sum(one.points for one in self.reasons)

    @property
    def why(self) -> str:
        """The reasons in one line, those against at the end."""
        return " · ".join(one.words for one in self.reasons)


class Planned(NamedTuple):
    """Somebody on a day of the plan."""

    on: date
    contact: int


class Facts(NamedTuple):
    """What is known of somebody for this purpose."""

    contact: Contact
    company: Company | None
    interviews: Sequence[Interview]
    touches: Touches
    verdict: Verdict
    results: Sequence[Result]


def approach(about: Facts, as_of: date, companies: Callable[[int], str]) -> Approach:
    """Whether and why to approach somebody. `companies` names a company."""
    left_out = _left_out(about, as_of)
    found = [
        *_interview(about, companies),
        *_decides(about),
        *_willing(about, as_of),
        *_gave(about, as_of),
        *_silence(about, as_of),
        *_employer(about),
    ]
    return Approach(about.contact.id, tuple(sorted(found, key=lambda one: -one.points)), left_out)


def by_promise(found: Iterable[Approach], anchors: Callable[[int], date | None]) -> tuple[Approach, ...]:
    """Whoever may be approached, the most promising first; then those who are left out, each with the reason.

    Among equals the longest silence comes first: `anchors` gives the day of the last contact. Deterministic.
    """
    return tuple(
        sorted(
            found,
            key=lambda one: (bool(one.left_out), -one.points, anchors(one.contact) or date.min, one.contact),
        )
    )


def two_weeks(
    order: Iterable[Approach],
    company_of: Callable[[int], int],
    taken: Mapping[date, int],
    plan: Plan,
    as_of: date,
) -> tuple[Planned, ...]:
    """Who to approach on which of the coming days: in order, within what the days hold, one person a company.

    `taken` is how many of a day's places are taken already, by promises, replies and whoever is on today's list.
    """
    days = [as_of + timedelta(days=step) for step in range(LOOKING_DAYS)]
    room = {day: max(capacity_on(day, plan) - taken.get(day, 0), 0) for day in days}
    planned: list[Planned] = []
    companies: set[int] = set()
    waiting = (one for one in order if not one.left_out)
    for day in days:
        while room[day]:
            one = next((one for one in waiting if company_of(one.contact) not in companies), None)
            if one is None:
                return tuple(planned)
            companies |= {company_of(one.contact)} - {0}
            planned.append(Planned(day, one.contact))
            room[day] -= 1
    return tuple(planned)


def seniority(title: str) -> int:
    """2 for who decides about a company, 1 for who decides about a part of it, 0 for everybody else."""
    words = folded(title)
    return 2 if _HIGH.search(words) else 1 if _MIDDLE.search(words) else 0


def _left_out(about: Facts, as_of: date) -> str:
    if about.contact.archived_on or about.verdict.status is Status.ARCHIVED:
        return "archived"
    if about.verdict.status is Status.PAUSED:
        return "paused"
    if about.interviews and about.interviews[0].permission is Permission.REFUSED:
        return "would rather not hear from you"
    last = about.touches.last_out
    if last and as_of - last < RECENT:
        return f"you wrote on {day_words(last, as_of)}"
    ended = about.interviews[0].ended if about.interviews else None
    if ended and as_of - ended < RECENT:
        return f"the interview ended on {day_words(ended, as_of)}"
    return ""


def _interview(about: Facts, companies: Callable[[int], str]) -> Iterable[Reason]:
    """The interview in which they wanted us most."""
    held = max(
        (one for one in about.interviews if one.outcome in _OUTCOMES),
        key=lambda one: (_OUTCOMES[one.outcome][0], one.ended or one.began or date.min),
        default=None,
    )
    if held is None:
        return
    points, words = _OUTCOMES[held.outcome]
    when = held.ended or held.began
    at = companies(held.company)
    day = f" in {month_words(when)}" if when else ""
    yield Reason(points, f"{words}{f' at {at}' if at else ''}{day}")


def _decides(about: Facts) -> Iterable[Reason]:
    level = seniority(about.contact.title)
    if level:
        yield Reason(12 if level > 1 else 8, f"decides: {about.contact.title}")
    if about.contact.relation in _DECIDES:
        yield Reason(_DECIDES[about.contact.relation], f"was your {about.contact.relation.value.replace('-', ' ')}")


def _willing(about: Facts, as_of: date) -> Iterable[Reason]:
    touches, verdict = about.touches, about.verdict
    if about.interviews and about.interviews[0].permission is Permission.GIVEN:
        yield Reason(12, "agreed that you keep in touch")
    if verdict.owes_since:
        yield Reason(14, f"wrote on {day_words(verdict.owes_since, as_of)} and waits for your answer")
    elif touches.last_in:
        yield Reason(8, f"answered last on {day_words(touches.last_in, as_of)}")
    if verdict.unanswered > 1:
        yield Reason(-6 * min(verdict.unanswered, 4), f"{verdict.unanswered} messages unanswered")


def _gave(about: Facts, as_of: date) -> Iterable[Reason]:
    if about.results:
        newest = max(about.results, key=lambda one: (one.on, one.id))
        day = day_words(newest.on, as_of)
        more = f" and {len(about.results) - 1} more" if len(about.results) > 1 else ""
        yield Reason(10, f"gave you {newest.kind.with_article} on {day}{more}")


def _silence(about: Facts, as_of: date) -> Iterable[Reason]:
    """Who is somewhere else than we are knows something else; who is close knows what we know."""
    anchor = about.verdict.anchor
    if anchor is None:
        return
    days = (as_of - anchor).days
    if days >= DORMANT:
        yield Reason(10, f"out of touch for {length_words(days)}: knows what you do not")
    elif days >= QUIET:
        yield Reason(6, f"not in touch for {length_words(days)}")
    if about.touches.number >= CLOSE:
        yield Reason(-4, "you two know the same by now")
    elif about.touches.number and about.touches.number <= 3:
        yield Reason(4, "you know them little, which is where news comes from")


def _employer(about: Facts) -> Iterable[Reason]:
    if about.company and about.company.worked_for:
        yield Reason(-8, f"is at {about.company.name}, where you worked")
