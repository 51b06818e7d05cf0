"""Ann, what may have happened between her and us, and the situation it makes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Result,
    Round,
    Task,
)
from followup_tui.model.settings import Looking, Me, Settings
from followup_tui.model.words import (
    Channel,
    ClippingKind,
    Direction,
    Outcome,
    ResultKind,
)
from followup_tui.rules.situation import Situation, situation
from followup_tui.rules.suggestions import Suggestion
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import encounters, verdict

TODAY = date(2026, 11, 23)
ACME = Company(id=1, name="Acme")
FISHER = Company(id=2, name="Fisher Diagnostics")
LAID_OFF = Company(
    id=3, name="Ibis Labs", note="12 % laid off in November", updated=datetime(2026, 11, 13, 9, tzinfo=UTC)
)
ANN = Contact(id=1, name="Ann Lee", emails=("ann@example.org",))
SAM = Settings(me=Me(name="Sam Rivera"))
SAM_NOW = Settings(me=Me(name="Sam Rivera", now="leading a team of eight"))
LOOKING = replace(SAM_NOW, looking=Looking(since=date(2026, 11, 1), what="a product role in Oslo"))


def ago(days: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=days)


def wrote(days: int, text: str = "", template: str = "", shared: tuple[int, ...] = ()) -> Interaction:
    """A message of ours."""
    return Interaction(id=10_000 - days, on=ago(days), contacts=(1,), text=text, template=template, shared=shared)


def heard(days: int, text: str = "", subject: str = "") -> Interaction:
    """A message of theirs."""
    return Interaction(
        id=10_000 - days, on=ago(days), contacts=(1,), text=text, subject=subject, direction=Direction.IN
    )


def met(days: int, text: str = "") -> Interaction:
    """A meeting."""
    return Interaction(
        id=10_000 - days, on=ago(days), contacts=(1,), text=text, direction=Direction.BOTH, channel=Channel.MEETING
    )


def interview(outcome: Outcome, ended: int, *, role: str = "Staff Engineer", story: str = "") -> Interview:
    """An interview at Acme with Ann that ended so many days ago."""
    return Interview(
        id=1, company=1, role=role, outcome=outcome, began=ago(ended + 30), ended=ago(ended), contacts=(1,), story=story
    )


def noted(days: int, text: str) -> Interaction:
    """A note of ours about somebody, which is no contact."""
    return Interaction(id=10_000 - days, on=ago(days), contacts=(1,), text=text, channel=Channel.NOTE, counts=False)


OPEN_12 = Interview(id=1, company=1, role="Staff Engineer", contacts=(1,), rounds=(Round(on=ago(12), contacts=(1,)),))
ARTICLE = Clipping(id=1, title="Build times halved", url="https://example.org/a", topics=("builds", "tools"))
EVENT = Clipping(id=2, kind=ClippingKind.EVENT, title="Tools Day", topics=("builds",), on=ago(-20), text="In Oslo.")
LEAD = Result(id=1, kind=ResultKind.LEAD, contact=1, on=ago(10), company=2, role="Data Lead")
PAPER = Task(id=1, contacts=(1,), text="send her the paper on caching", on=TODAY)


def situation_of(
    contact: Contact = ANN,
    interviews: Iterable[Interview] = (),
    interactions: Iterable[Interaction] = (),
    clippings: Iterable[Clipping] = (),
    results: Iterable[Result] = (),
    tasks: Iterable[Task] = (),
    settings: Settings = SAM,
    shared: frozenset[int] = frozenset(),
    as_of: date = TODAY,
    companies: Iterable[Company] = (ACME, FISHER, LAID_OFF),
    told_first: str = "",
) -> Situation:
    """The situation that the book would hand in."""
    held, past = tuple(interviews), tuple(interactions)
    touches = touches_of([one for one in past if contact.id in one.contacts], as_of)
    return situation(
        contact,
        companies={one.id: one for one in companies},
        interviews=held,
        interactions=past,
        clippings=clippings,
        results=results,
        tasks=tasks,
        touches=touches,
        verdict=verdict(
            contact, touches, encounters(held, as_of).get(contact.id), settings.cadence, as_of, settings.interviews
        ),
        settings=settings,
        as_of=as_of,
        shared_with_company=shared,
        told_first=told_first,
    )


def names(found: Iterable[Suggestion]) -> list[str]:
    """The names of the suggested templates."""
    return [one.template.name for one in found]
