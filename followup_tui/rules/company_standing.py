"""Where a company stands: who carries the contact, and by when somebody has to when nobody does.

A company is kept in touch with through its people. Where none of them carries a cadence - the last one left, is
archived or rests - the company has one of its own, counted from the last contact with anyone there.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from followup_tui.model.cadence import BadCadence, Cadence, parse_cadence
from followup_tui.model.records import Company, Interview
from followup_tui.model.settings import Cadences
from followup_tui.model.words import Status
from followup_tui.rules.verdict import Verdict, window_after
from followup_tui.rules.wording import ago, day_words

_AWAY = frozenset({Status.ARCHIVED, Status.PAUSED})


class Care(StrEnum):
    """What a company needs."""

    WORKED_FOR = "worked for"
    CARRIED = "carried"
    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"


class CompanyStanding(NamedTuple):
    """Where a company stands on a day.

    `carriers` are the contacts there whom a cadence brings up by itself, the one whose window closes first at the
    front. Without any, `opens` and `latest` are the company's own window. `anchor` is the last contact with anyone.
    """

    care: Care
    carriers: tuple[int, ...]
    anchor: date | None
    opens: date | None
    latest: date | None
    cadence: str
    needs_contact: bool


def company_standing(
    company: Company,
    people: Sequence[Verdict],
    former: Iterable[date | None],
    interviews: Iterable[Interview],
    cadences: Cadences,
    as_of: date,
) -> CompanyStanding:
    """Where `company` stands.

    Args:
        company: the company.
        people: the verdicts of those who are there now.
        former: the last days of contact with those who were met there and are elsewhere now.
        interviews: those with the company.
        cadences: the settings.
        as_of: the day.
    """
    held = tuple(interviews)
    ends = [one.ended or max((step.on for step in one.rounds if step.on), default=one.began) for one in held]
    days = (*(one.anchor for one in people), *former, *ends)
    anchor = max((day for day in days if day and day <= as_of), default=None)
    there = [one for one in people if one.status not in _AWAY]
    carriers = sorted((one for one in there if one.latest), key=lambda one: (one.latest or date.max, one.contact))
    words, cadence = _cadence(company, cadences)
    needs = not there and not company.worked_for and bool(people or held or company.needs_contact or anchor)
    if company.worked_for:
        return CompanyStanding(Care.WORKED_FOR, _ids(carriers), anchor, None, None, words, needs_contact=False)
    if carriers:
        return CompanyStanding(Care.CARRIED, _ids(carriers), anchor, None, None, words, needs)
    if anchor is None or cadence is None:
        return CompanyStanding(Care.LATER, (), anchor, None, None, words, needs)
    opens, latest = window_after(anchor, cadence)
    care = Care.OVERDUE if as_of > latest else Care.DUE if as_of >= opens else Care.LATER
    return CompanyStanding(care, (), anchor, opens, latest, words, needs)


def standing_words(stands: CompanyStanding, names: Sequence[str], as_of: date) -> str:
    """Where a company stands, in one line. `names` are those of its carriers."""
    last = f"last in touch {ago(stands.anchor, as_of)}" if stands.anchor else "never in touch"
    if stands.care is Care.WORKED_FOR:
        return f"You worked there; {last}."
    if stands.care is Care.CARRIED:
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"{names[0]}{more} keep{'' if more else 's'} it warm; {last}."
    nobody = "Nobody you know is there now: it needs a new contact" if stands.needs_contact else "Nobody keeps it warm"
    if stands.opens is None or stands.latest is None:
        return f"{nobody}; {last}."
    if stands.care is Care.OVERDUE:
        return f"{nobody}; {last}, its window closed on {day_words(stands.latest, as_of)} ({stands.cadence})."
    if stands.care is Care.DUE:
        return f"{nobody}; {last}, a good time is until {day_words(stands.latest, as_of)} ({stands.cadence})."
    return f"{nobody}; {last}, next from {day_words(stands.opens, as_of)} ({stands.cadence})."


def _ids(people: Iterable[Verdict]) -> tuple[int, ...]:
    return tuple(one.contact for one in people)


def _cadence(company: Company, cadences: Cadences) -> tuple[str, Cadence | None]:
    """The company's own cadence, else that of its tags, the shortest of them, else the default."""
    if company.cadence:
        with suppress(BadCadence):
            return company.cadence, parse_cadence(company.cadence)
    tagged = [(words, parse_cadence(words)) for tag in company.tags if (words := cadences.tags.get(tag.lower(), ""))]
    if tagged:
        return min(tagged, key=lambda one: one[1].most.about_days if one[1] else 10**6)
    return cadences.default, parse_cadence(cadences.default)
