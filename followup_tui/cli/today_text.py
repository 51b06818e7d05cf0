"""Today's plan: as a document for programs, and as the lines a login shell shows."""

from datetime import date

import msgspec

from followup_tui.actions.templates import Library
from followup_tui.book import Book
from followup_tui.cli.contact_text import name_and_place, planned_badge, style_of
from followup_tui.cli.digest import Digest, Entry
from followup_tui.cli.lists import nobody_yet
from followup_tui.cli.output import plain
from followup_tui.cli.rows import PlannedRow, planned_row
from followup_tui.cli.suggesting import best_template
from followup_tui.model.words import Status
from followup_tui.rules.calendar import why_closed
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.wording import counted, weekday_words


class TodayDocument(msgspec.Struct, frozen=True):
    """What ``today --json`` prints. `waiting_total` are due too, but the day is full or their company had its turn.

    `new_total` were never in touch yet; they are among those who wait or are listed, and are not counted as due.
    """

    as_of: date
    capacity: int
    done_today: int
    overdue_total: int
    due_total: int
    waiting_total: int
    new_total: int
    contacts: list[PlannedRow]


def digest_of(book: Book, library: Library) -> Digest:
    """The digest of the book's day, with the template that fits each contact best."""
    plan = book.today()
    rows = [planned_row(book, one, *best_template(book, one.contact, library)) for one in plan.planned]
    waiting = len(plan.waiting) + len(plan.courtesy)
    new = sum(one.status is Status.NEW for one in book.verdicts().values())
    document = TodayDocument(
        book.as_of, plan.capacity, len(plan.done), plan.overdue_total, plan.due_total, waiting, new, rows
    )  # fmt: skip
    return Digest(
        as_of=book.as_of.isoformat(),
        day=weekday_words(book.as_of, book.as_of),
        people=len(book.contacts),
        capacity=plan.capacity,
        done=len(plan.done),
        overdue=plan.overdue_total,
        due=plan.due_total,
        waiting=waiting,
        new=new,
        entries=tuple(_entry(book, planned, row) for planned, row in zip(plan.planned, rows, strict=True)),
        ending=_ending(book, document),
        document=msgspec.json.encode(document).decode(),
    )


def _entry(book: Book, planned: Planned, row: PlannedRow) -> Entry:
    name, company = name_and_place(book, book.contacts[planned.contact])
    style = style_of(book.verdict(planned.contact)) if planned.kind is Kind.CHECK_IN else "bold"
    said = (plain(row.reason), plain(row.template), plain(row.why_template))
    return Entry(row.id, row.kind, planned_badge(planned, book), style, name, company, *said)


def _ending(book: Book, document: TodayDocument) -> str:
    if not book.contacts:
        return nobody_yet(book)
    if document.contacts:
        first = _typed(document.contacts[0])
        more = f"{document.waiting_total:,} more can wait (followup due --all). " if document.waiting_total else ""
        return f"{more}followup compose {first} prints the message."
    if document.waiting_total:
        closed = "" if document.done_today else why_closed(book.as_of, book.settings.plan)
        said = f"Nobody is planned today ({closed})" if closed else "The day is done"
        return f"{said}; {document.waiting_total:,} more can wait (followup due --all)."
    return _nobody_today(book)


def _typed(row: PlannedRow) -> str:
    """What to type for a contact: the name when a shell takes it as it is, else the id."""
    name = plain(row.name)
    return name if all(letter.isalnum() or letter in " -." for letter in name) else row.id


def _nobody_today(book: Book) -> str:
    coming = min(
        ((one.opens, one.contact) for one in book.verdicts().values() if one.status is Status.LATER and one.opens),
        default=None,
    )
    if coming is None:
        return "Nobody is due."
    opens, contact = coming
    total = counted(len(book.contacts), "person", "people")
    name = plain(book.contacts[contact].name)
    return f"Nobody of {total} is due; the next is {name}, from {weekday_words(opens, book.as_of)}."
