"""What Tab makes of the last word in a line: the rest of a tag, a company or a field that begins like it."""

from collections.abc import Iterable

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.rules.search import FIELDS


def completed_person(book: Book, line: str) -> str:
    """An add line with its last ``@company`` or ``#tag`` completed."""
    mark = max(line.rfind("@"), line.rfind("#"))
    if mark < 0 or mark == len(line) - 1:
        return line
    begun = line[mark + 1 :]
    known = tags_of(book) if line[mark] == "#" else (one.name for one in book.companies.values())
    return line[: mark + 1] + _first(known, begun)


def completed_filter(book: Book, line: str) -> str:
    """A filter with its last field, or the tag or company of it, completed."""
    before, _, word = line.rpartition(" ")
    space = f"{before} " if before else ""
    sign = "-" if word.startswith("-") else ""
    field, colon, value = word.removeprefix("-").partition(":")
    if not field or (colon and not value):
        return line
    if not colon:
        found = _first(FIELDS, field)
        return f"{space}{sign}{found}:" if found in FIELDS else line
    known = {"tag": tags_of(book), "company": [one.name for one in book.companies.values()]}.get(field, ())
    found = _first(known, value.strip('"'))
    return f"{space}{sign}{field}:{found if ' ' not in found else chr(34) + found + chr(34)}"


def completed_company(book: Book, line: str) -> str:
    """A line with the company completed that it begins with, or that stands behind its last ``@``."""
    mark = line.rfind("@")
    begun = line[mark + 1 :]
    if not begun.strip() or "," in begun:
        return line
    return line[: mark + 1] + _first((one.name for one in book.companies.values()), begun)


def tags_of(book: Book) -> Iterable[str]:
    """Every tag there is."""
    return dict.fromkeys(tag for contact in book.contacts.values() for tag in contact.tags)


def _first(known: Iterable[str], begun: str) -> str:
    """The first in the alphabet that begins so, or what was typed."""
    wanted = folded(begun)
    return min((one for one in known if folded(one).startswith(wanted)), key=folded, default=begun)
