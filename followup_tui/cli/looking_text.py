"""Whom to approach, for people and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from followup_tui.book import Book
from followup_tui.cli.columns import padded, wrapped
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short
from followup_tui.rules.approach import Approach, Planned
from followup_tui.rules.wording import weekday_words

_NAME = 24


def approach_row(book: Book, one: Approach, rank: int) -> dict[str, Any]:
    """Somebody to approach, with each reason and what it counts for."""
    contact = book.contacts[one.contact]
    return {
        "rank": rank,
        "id": short(contact.id),
        "name": contact.name,
        "company": book.company_name(contact.company),
        "title": contact.title,
        "points": one.points,
        "reasons": [{"words": reason.words, "points": reason.points} for reason in one.reasons],
        "left_out": one.left_out,
    }


def approach_lines(book: Book, found: Sequence[Approach], on: Paper) -> list[str]:
    """Name and place in one line, the reasons under it."""
    return [line for rank, one in enumerate(found, 1) for line in _lines(book, one, f"{rank:>3}  ", on)]


def plan_lines(
    book: Book, planned: Sequence[Planned], found: Mapping[int, Approach], on: Paper
) -> list[str]:  # fmt: skip
    """The days, with who is on each and why."""
    lines: list[str] = []
    day = None
    for one in planned:
        if one.on != day:
            day = one.on
            lines += [*([""] if lines else []), on.tinted(weekday_words(day, book.as_of), "bold")]
        lines += _lines(book, found[one.contact], "  ", on)
    return lines


def _lines(book: Book, one: Approach, start: str, on: Paper) -> Iterator[str]:
    contact = book.contacts[one.contact]
    where = ", ".join(part for part in (plain(contact.title), plain(book.company_name(contact.company))) if part)
    yield f"{start}{on.tinted(padded(plain(contact.name), _NAME), 'bold')}  {where}".rstrip()
    words = f"not now: {one.left_out}" if one.left_out else one.why or "nothing speaks for or against it"
    yield from wrapped(plain(words), on.width, " " * (len(start) + 2))
