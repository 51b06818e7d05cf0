"""A contact as JSON: the one serializer behind ``today``, ``due``, ``find`` and ``show``, so that they agree."""

from datetime import date

import msgspec
from msgspec.structs import asdict

from followup_tui.book import Book
from followup_tui.model.ids import short
from followup_tui.model.words import Status
from followup_tui.rules.aftermath import StepKind
from followup_tui.rules.today import Planned
from followup_tui.rules.verdict import Verdict


class StepRow(msgspec.Struct, frozen=True):
    """What follows an interview next: due from `opens` to `latest`, not asked for any more after `lapses`."""

    kind: StepKind
    interview: str
    opens: date
    latest: date
    lapses: date


class Row(msgspec.Struct, frozen=True):
    """A contact and where they stand. Texts that are not known are empty, days null, and a step where none is left."""

    id: str
    name: str
    company: str
    title: str
    emails: tuple[str, ...]
    tags: tuple[str, ...]
    status: Status
    last_touch: date | None
    anchor: date | None
    opens: date | None
    latest: date | None
    days_overdue: int
    cadence: str
    cadence_from: str
    reason: str
    step: StepRow | None


class PlannedRow(Row, frozen=True):
    """A contact on today's list, with the template that fits best and why.

    `warm_up`: an easy one who comes before more urgent check-ins.
    """

    template: str
    why_template: str
    kind: str
    warm_up: bool


class FoundRow(Row, frozen=True):
    """A contact that was found; `found_in` is the text around the words when it is not their own line."""

    found_in: str


def row_of(book: Book, contact: int, reason: str | None = None) -> Row:
    """The row of a contact as of the book's day; `reason` when a list has one of its own."""
    record = book.contacts[contact]
    verdict = book.verdict(contact)
    return Row(
        id=short(contact),
        name=record.name,
        company=book.company_name(record.company),
        title=record.title,
        emails=record.emails,
        tags=record.tags,
        status=verdict.status,
        last_touch=verdict.last_touch,
        anchor=verdict.anchor,
        opens=verdict.opens,
        latest=verdict.latest,
        days_overdue=verdict.days_overdue,
        cadence=verdict.cadence,
        cadence_from=verdict.cadence_from,
        reason=book.reason_for(contact) if reason is None else reason,
        step=_step(book, verdict),
    )


def planned_row(book: Book, planned: Planned, template: str, why_template: str) -> PlannedRow:
    """The row of somebody on today's list."""
    row = row_of(book, planned.contact, book.reason(planned))
    return PlannedRow(
        **asdict(row), template=template, why_template=why_template, kind=planned.kind.value, warm_up=planned.warm_up
    )  # fmt: skip


def _step(book: Book, stands: Verdict) -> StepRow | None:
    step, met = stands.step, book.encounter(stands.contact)
    if step is None or met is None:
        return None
    return StepRow(step.kind, short(met.interview), step.opens, step.latest, step.lapses)


def found_row(book: Book, contact: int, found_in: str) -> FoundRow:
    """The row of somebody whom a query found."""
    return FoundRow(**asdict(row_of(book, contact)), found_in=found_in)
