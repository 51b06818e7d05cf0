"""Clippings as rows and lines: on the shelf, and where one is chosen for a message."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from followup_tui.actions.clip_fits import Fits
from followup_tui.actions.clippings import Shelved, shown_title
from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.rules.wording import counted, day_words, weekday_words
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.rows import Cell, Row, note, section

SHELF_COLUMNS: Final = (
    Column("kind", 7),
    Column("title", 16, grow=True),
    Column("day", 11, "right", drop=1),
    Column("had", 6, "right", drop=2),
)
PEOPLE_COLUMNS: Final = (
    Column("name", 16, grow=True),
    Column("company", 14, drop=2),
    Column("why", 24, grow=True, drop=1),
)
_TITLES: Final = {"unused": "nobody had these", "used": "shared", "expired": "over"}
_SOON: Final = 7
"""Days: what is worth sending no longer than that stands out."""


class Who(NamedTuple):
    """Somebody in the list beside a clipping, and whether it may go to them."""

    contact: int
    may_have: bool


def shelf_rows(book: Book, shelved: Sequence[Shelved], query: str) -> Iterator[Row]:
    """The clippings that hold every word of `query`, under a title for each state."""
    words = folded(query).split()
    state = ""
    for one in shelved:
        if not all(word in _found_by(one) for word in words):
            continue
        if one.state != state:
            state = one.state
            yield section(_TITLES[state])
        yield _row(book, one)


def about_lines(book: Book, one: Shelved) -> list[str]:
    """A clipping from top to bottom."""
    clipping = one.clipping
    days = [
        f"on {weekday_words(clipping.on, book.as_of)}" if clipping.on else "",
        f"expires {weekday_words(clipping.expires, book.as_of)}" if clipping.expires else "",
        f"clipped {day_words(clipping.clipped_on, book.as_of)}" if clipping.clipped_on else "",
    ]
    lines = [shown_title(clipping), ", ".join(filter(None, (clipping.kind.value, *days)))]
    lines += [f"topics  {', '.join(clipping.topics)}" if clipping.topics else "no topics yet: e adds some"]
    if clipping.url and clipping.url != lines[0]:
        lines.append(clipping.url)
    if clipping.title and clipping.text:
        lines += clipping.text.split("\n")
    return lines


def people_of(book: Book, one: Shelved, found: Fits | None) -> Iterator[Row]:
    """Whom a clipping fits and why, and who had it; `found` is None while they are looked for."""
    if one.state == "expired":
        yield note("It is over: nobody is to have it any more.")
    elif found is None:
        yield note("Looking for whom it fits …")
    elif not found.total:
        yield note("It fits nobody who may still have it. Topics make it fit: e")
    else:
        yield section(f"fits {counted(found.total, 'person', 'people')}, one of a company")
        for fit in found.best:
            yield _person(book, fit.contact, True, fit.match.why)
        if found.total > len(found.best):
            yield note(f"… {found.total - len(found.best):,} more")
    if one.had:
        yield section(f"had by {counted(len(one.had), 'person', 'people')}")
        for had in one.had:
            yield _person(book, had.contact, False, day_words(had.on, book.as_of))


def _row(book: Book, one: Shelved) -> Row:
    clipping = one.clipping
    last = clipping.expires or clipping.on
    soon = last is not None and one.state != "expired" and (last - book.as_of).days <= _SOON
    word = (
        ""
        if last is None
        else day_words(last, book.as_of)
        if last == clipping.on
        else f"to {day_words(last, book.as_of)}"
    )
    return Row(
        clipping.id,
        (
            Cell(clipping.kind.value, "quiet"),
            Cell(shown_title(clipping), "quiet" if one.state == "expired" else ""),
            Cell(word, "due" if soon else "quiet"),
            Cell(f"{len(one.had)} had" if one.had else "", "quiet"),
        ),
    )


def _person(book: Book, number: int, may_have: bool, words: str) -> Row:
    contact = book.contacts.get(number)
    role = "" if may_have else "quiet"
    name, company = (contact.name, book.company_name(contact.company)) if contact else ("", "")
    return Row(Who(number, may_have), (Cell(name, role), Cell(company, "quiet"), Cell(words, "quiet")))


def _found_by(one: Shelved) -> str:
    clipping = one.clipping
    return folded(" ".join((clipping.kind, one.state, clipping.title, clipping.url, *clipping.topics, clipping.text)))
