"""Lists of contacts: who is on them, and their lines for people."""

from collections.abc import Sequence

from followup_tui.book import Book
from followup_tui.cli.columns import table
from followup_tui.cli.contact_text import BADGE_CELLS, COMPANY_CELLS, NAME_CELLS, badge, name_and_place, style_of
from followup_tui.cli.output import Paper, plain
from followup_tui.model.words import Status
from followup_tui.rules.roster import by_urgency

_CALLING = frozenset({Status.DUE, Status.OVERDUE})


def due_contacts(book: Book, everybody: bool) -> list[int]:
    """The ids of everyone due or overdue, most urgent first; `everybody` adds all who are not archived."""
    chosen = [
        one
        for one in book.verdicts().values()
        if one.status in _CALLING or (everybody and one.status is not Status.ARCHIVED)
    ]
    return [one.contact for one in sorted(chosen, key=by_urgency)]


def contact_lines(book: Book, rows: Sequence[tuple[int, str]], on: Paper) -> list[str]:
    """A line each: badge, name, company, and the text that belongs to the list."""
    cells = []
    for contact, text in rows:
        cells.append((badge(book.verdict(contact), book), *name_and_place(book, book.contacts[contact]), plain(text)))
    lines = table(cells, _most(on), on.width)
    if not on.colour:
        return lines
    return [
        on.tinted(cell[0], style_of(book.verdict(contact))) + line[len(cell[0]) :]
        for line, cell, (contact, _) in zip(lines, cells, rows, strict=True)
    ]


def _most(on: Paper) -> tuple[int, int, int]:
    """Narrow terminals give the name and the company less, so that some of the reason is seen."""
    if on.width is not None and on.width < 100:
        return BADGE_CELLS, 18, 16
    return BADGE_CELLS, NAME_CELLS, COMPANY_CELLS


def nobody_yet(book: Book) -> str:
    """What an empty network says."""
    file = plain(str(book.store.path))
    return f"There is nobody in {file} yet: followup add or followup import begin a network, followup demo shows one."
