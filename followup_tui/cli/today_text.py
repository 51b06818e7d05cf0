"""Today's plan: as a document for programs, and as the lines a login shell shows."""

from datetime import date

import msgspec

from followup_tui.actions.templates import Library
from followup_tui.book import Book
from followup_tui.cli.columns import padded, wrapped
from followup_tui.cli.contact_text import name_and_place, planned_badge, style_of
from followup_tui.cli.lists import nobody_yet
from followup_tui.cli.output import Paper, plain
from followup_tui.cli.rows import PlannedRow, planned_row
from followup_tui.cli.suggesting import best_template
from followup_tui.model.words import Status
from followup_tui.rules.today import Kind, Planned, Today
from followup_tui.rules.wording import counted, weekday_words

_INDENT = " " * 14


class TodayDocument(msgspec.Struct, frozen=True):
    """What ``today --json`` prints. `waiting_total` are due too, but the day is full or their company had its turn."""

    as_of: date
    capacity: int
    done_today: int
    overdue_total: int
    due_total: int
    waiting_total: int
    contacts: list[PlannedRow]


def document_of(book: Book, plan: Today, library: Library) -> TodayDocument:
    """The document of a day's plan, with the template that fits each contact best."""
    rows = [planned_row(book, one, *best_template(book, one.contact, library)) for one in plan.planned]
    waiting = len(plan.waiting) + len(plan.courtesy)
    return TodayDocument(
        book.as_of, plan.capacity, len(plan.done), plan.overdue_total, plan.due_total, waiting, rows
    )  # fmt: skip


def today_lines(book: Book, plan: Today, library: Library, on: Paper) -> list[str]:
    """The day in a line, then each contact in three: who, why now, and what to say."""
    if not book.contacts:
        return [nobody_yet(book)]
    document = document_of(book, plan, library)
    lines = [on.tinted(_headline(document), "bold")]
    if plan.planned:
        lines.append("")
    for planned, row in zip(plan.planned, document.contacts, strict=True):
        lines += _entry(book, planned, row, on)
    return [*lines, "", *wrapped(_ending(book, document), on.width)]


def _headline(document: TodayDocument) -> str:
    day = weekday_words(document.as_of, document.as_of)
    counts = f"{len(document.contacts):,} planned, {document.done_today:,} done"
    return f"{day}: {counts} · {document.overdue_total:,} overdue, {document.due_total:,} due"


def _entry(book: Book, planned: Planned, row: PlannedRow, on: Paper) -> list[str]:
    words = planned_badge(planned, book)
    name, company = name_and_place(book, book.contacts[planned.contact])
    style = style_of(book.verdict(planned.contact)) if planned.kind is Kind.CHECK_IN else "bold"
    start = on.tinted(words, style) + padded("", max(len(_INDENT) - len(words), 1))
    lines = [f"{start}{on.tinted(name, 'bold')}{f' · {company}' if company else ''}"]
    lines += wrapped(plain(row.reason), on.width, _INDENT)
    if row.template:
        lines += [
            on.tinted(line, "dim") for line in wrapped(f"{row.template}: {plain(row.why_template)}", on.width, _INDENT)
        ]
    return lines


def _ending(book: Book, document: TodayDocument) -> str:
    if document.contacts:
        first = _typed(document.contacts[0])
        more = f"{document.waiting_total:,} more can wait (followup due --all). " if document.waiting_total else ""
        return f"{more}followup compose {first} prints the message."
    if document.waiting_total:
        return f"The day is done; {document.waiting_total:,} more can wait (followup due --all)."
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
