"""Changes as rows and as lines."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from followup_tui.actions.travelling import state_words
from followup_tui.cli.columns import table
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short
from followup_tui.opening import HistoryEntry
from followup_tui.rules.wording import moment_words

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
    rows = [
        (str(one.id), moment_words(one.at), state_words(one), plain(one.command), plain(one.label)) for one in entries
    ]
    return table(rows, (8, 16, 12, 14), on.width)


def moved_row(label: str, command: str, at: datetime) -> dict[str, Any]:
    """A change that undo or redo went over."""
    return {"label": label, "command": command, "at": at}


def moved_lines(way: str, moved: Sequence[dict[str, Any]], steps: int, dry_run: bool) -> list[str]:
    """What undo or redo says of the changes it went over, of so many `steps` asked for: a line each."""
    lines = [f"{_PAST[way]}: {plain(one['label'])} (of {moment_words(one['at'])})" for one in moved]
    if len(moved) < steps:
        lines.append(f"{_all_of_them(way, len(moved))}; {steps:,} were asked for.")
    if dry_run:
        return [f"Dry run, nothing was changed: {lines[0]}", *lines[1:]]
    return lines


def _all_of_them(way: str, number: int) -> str:
    if way == "undo":
        return f"Undid all {number:,} changes there were" if number > 1 else "Undid the one change there was"
    return f"Did all {number:,} undone changes again" if number > 1 else "Did the one undone change again"
