"""Suggestions about the pace: numbered for people, and as JSON."""

from collections.abc import Sequence
from typing import Any

from followup_tui.actions.pacing import PaceSuggestion
from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short

_INDENT = "   "


def suggestion_lines(book: Book, found: Sequence[PaceSuggestion], on: Paper) -> list[str]:
    """Each with what it would change."""
    if not found:
        return ["Nothing to suggest: the pace does, and nobody is late."]
    lines = []
    for number, one in enumerate(found, 1):
        lines += wrapped(f"{number}  {plain(one.words)}", on.width)
        for said in one.effect:
            lines += wrapped(plain(said), on.width, _INDENT)
    return lines


def how_to_take(found: Sequence[PaceSuggestion]) -> str:
    """How to take one of those that are listed."""
    return f"followup plan suggest --take {1 if len(found) == 1 else 'N'} does it; --dry-run shows it first."


def suggestion_row(book: Book, one: PaceSuggestion) -> dict[str, Any]:
    """A suggestion as JSON."""
    return {
        "kind": one.kind.value,
        "words": one.words,
        "effect": one.effect,
        "per_day": one.per_day or None,
        "since": one.since,
        "contacts": [{"id": short(number), "name": book.contacts[number].name} for number in one.people],
    }
