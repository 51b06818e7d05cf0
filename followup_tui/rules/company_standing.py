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
from followup_tui.model.words import Outcome, Status
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
    front. Without any, `opens` and `latest` are the company's own window, counted from `anchor`: the last contact with
    anyone, or an interview that came after it (DESIGN, rule 2). `last_touch` is that contact alone, None when there was
    none; `open_interview` says that the anchor is the last step of an interview that is not over.
    """

    care: Care
    carriers: tuple[int, ...]
    anchor: date | None
    opens: date | None
    latest: date | None
    cadence: str
    needs_contact: bool
    last_touch: date | None = None
    open_interview: bool = False


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
    steps = [(one, one.ended or max((step.on for step in one.rounds if step.on), default=one.began)) for one in held]
    touch = _newest((*(one.last_touch for one in people), *former), as_of)
    anchor = _newest((touch, *(one.anchor for one in people), *(day for _, day in steps)), as_of)
    there = [one for one in people if one.status not in _AWAY]
    carriers = sorted((one for one in there if one.latest), key=lambda one: (one.latest or date.max, one.contact))
    words, cadence = _cadence(company, cadences)
    stands = CompanyStanding(
        care=Care.WORKED_FOR if company.worked_for else Care.CARRIED if carriers else Care.LATER,
        carriers=tuple(one.contact for one in carriers),
        anchor=anchor,
        opens=None,
        latest=None,
        cadence=words,
        needs_contact=not there and not company.worked_for and bool(people or held or company.needs_contact or anchor),
        last_touch=touch,
        open_interview=any(day == anchor and one.outcome is Outcome.OPEN for one, day in steps),
    )
    if stands.care is not Care.LATER or anchor is None or cadence is None:
        return stands
    opens, latest = window_after(anchor, cadence)
    care = Care.OVERDUE if as_of > latest else Care.DUE if as_of >= opens else Care.LATER
    return stands._replace(care=care, opens=opens, latest=latest)


def standing_words(stands: CompanyStanding, names: Sequence[str], as_of: date) -> str:
    """Where a company stands, in one line. `names` are those of its carriers."""
    last = _last_words(stands, as_of)
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


def _last_words(stands: CompanyStanding, as_of: date) -> str:
    """When we were last in touch; an interview is told as what it is, so that nobody takes it for a message."""
    touch = f"last in touch {ago(stands.last_touch, as_of)}" if stands.last_touch else ""
    if stands.anchor is None or stands.anchor == stands.last_touch:
        return touch or "never in touch"
    if stands.open_interview:
        interview = f"an interview is open, its last step was {ago(stands.anchor, as_of)}"
    else:
        interview = f"an interview ended {ago(stands.anchor, as_of)}"
    return f"{interview}, {touch or 'never in touch besides'}"


def _newest(days: Iterable[date | None], as_of: date) -> date | None:
    return max((day for day in days if day and day <= as_of), default=None)


def _cadence(company: Company, cadences: Cadences) -> tuple[str, Cadence | None]:
    """The company's own cadence, else that of its tags, the shortest of them, else the default."""
    if company.cadence:
        with suppress(BadCadence):
            return company.cadence, parse_cadence(company.cadence)
    tagged = [(words, parse_cadence(words)) for tag in company.tags if (words := cadences.tags.get(tag.lower(), ""))]
    if tagged:
        return min(tagged, key=lambda one: one[1].most.about_days if one[1] else 10**6)
    return cadences.default, parse_cadence(cadences.default)
