"""Changes as rows, as lines, and as the steps that undo and redo would take."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from followup_tui.book import Book
from followup_tui.cli.columns import table
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short
from followup_tui.opening import HistoryEntry, StoreError

_PAST = {"undo": "Undone", "redo": "Done again"}


def change_row(entry: HistoryEntry) -> dict[str, Any]:
    """A change as JSON."""
    return {
        "id": entry.id,
        "at": entry.at,
        "label": entry.label,
        "command": entry.command,
        "state": entry.state,
        "undo_of": entry.undo_of or None,
        "redo_of": entry.redo_of or None,
        "touched": [{"table": table_name, "id": short(number)} for table_name, number in entry.touched],
    }


def history_lines(entries: Sequence[HistoryEntry], on: Paper) -> list[str]:
    """A line a change: its number, when, whether it holds, by which command, and what."""
    rows = [(str(one.id), moment(one.at), _state(one), plain(one.command), plain(one.label)) for one in entries]
    return table(rows, (8, 16, 12, 14), on.width)


def moment(at: datetime) -> str:
    """A moment in the person's own time zone, to the minute."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def moved_row(label: str, command: str, at: datetime) -> dict[str, Any]:
    """A change that undo or redo went over."""
    return {"label": label, "command": command, "at": at}


def moved_words(way: str, moved: dict[str, Any], dry_run: bool) -> str:
    """What undo or redo says of one change."""
    said = f"{_PAST[way]}: {plain(moved['label'])} (of {moment(moved['at'])})"
    return f"Dry run, nothing was changed: {said}" if dry_run else said


def steps_ahead(book: Book, way: str, steps: int) -> list[HistoryEntry]:
    """The changes that so many steps would go over, in their order.

    Raises:
        StoreError: there is none.
    """
    undoable, redoable = book.store.depth()
    wanted = "done" if way == "undo" else "undone"
    originals = [
        one for one in book.history(_EVERYTHING) if not one.undo_of and not one.redo_of and one.state == wanted
    ]  # fmt: skip
    ahead = originals[:undoable] if way == "undo" else originals[:redoable][::-1]
    if not ahead:
        raise StoreError(f"There is nothing to {way}.")
    return ahead[:steps]


_EVERYTHING = 1_000_000


def _state(entry: HistoryEntry) -> str:
    if entry.undo_of:
        return "took back"
    if entry.redo_of:
        return "did again"
    return entry.state
