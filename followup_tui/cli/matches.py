"""WHO on the command line: one contact, or a refusal that lists everybody who could be meant."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from followup_tui.actions.who import Several, find_contact
from followup_tui.book import Book
from followup_tui.cli.columns import table
from followup_tui.cli.output import plain
from followup_tui.model.ids import short
from followup_tui.model.records import Contact

MOST = 20
"""More matches than fit a screen help nobody."""


class Unclear(click.ClickException):
    """More than one contact is meant; `lines` are they, with id and company."""

    exit_code = 2

    def __init__(self, message: str, lines: tuple[str, ...]) -> None:
        super().__init__(message)
        self.lines = lines


def contact_meant(book: Book, words: Sequence[str]) -> Contact:
    """The one contact that the words of a WHO mean together.

    Raises:
        Nobody: there is no such contact.
        Unclear: it could be several.
    """
    with matches_listed(book):
        return find_contact(book, " ".join(words))


@contextmanager
def matches_listed(book: Book) -> Iterator[None]:
    """Refuses a name that could be several contacts with all of them.

    Raises:
        Unclear: it could be several.
    """
    try:
        yield
    except Several as error:
        raise Unclear(str(error), tuple(_lines(book, error.matches))) from None


def _lines(book: Book, matches: Sequence[Contact]) -> list[str]:
    rows = [(f"  {short(one.id)}", plain(one.name), plain(book.company_name(one.company))) for one in matches[:MOST]]
    lines = table(rows, (13, 40), None)
    return [*lines, f"  and {len(matches) - MOST:,} more"] if len(matches) > MOST else lines
