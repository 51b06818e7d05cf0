"""Changes of the settings that undo takes back: they are in no history of the data, so they are remembered here.

Each lies between two steps of the data's history, and is reached by undo when the steps after it are undone.
"""

from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.plan_settings import SettingsChange, take_back
from followup_tui.actions.travelling import Way
from followup_tui.book import Book
from followup_tui.model.settings import Settings


class _Step(NamedTuple):
    """A change, and how many steps of the data could be undone before it."""

    change: SettingsChange
    depth: int


class SettingsSteps:
    """The changes of one session, the last one first to go."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._steps: dict[Way, list[_Step]] = {"undo": [], "redo": []}

    def note(self, change: SettingsChange, book: Book) -> None:
        """Remembers a change that was made."""
        self._steps["undo"].append(_Step(change, book.store.depth()[0]))
        self._steps["redo"].clear()

    def reaches(self, way: Way, book: Book) -> bool:
        """Whether the next step back, or forth, is one of the settings."""
        steps = self._steps[way]
        return bool(steps) and steps[-1].depth == book.store.depth()[0]

    def travel(self, way: Way) -> tuple[Settings, str]:
        """Takes the last change back, or makes it again; gives the settings that hold then, and what to say.

        Blocks on the file. May be called in a thread.

        Raises:
            StoreError: the file was changed since and stays as it is, or cannot be written.
        """
        step = self._steps[way].pop()
        change = step.change
        settings = take_back(self._config, change)
        edit = change.edit._replace(before=change.edit.after, after=change.edit.before) if change.edit else None
        other: Way = "redo" if way == "undo" else "undo"
        self._steps[other].append(_Step(change._replace(edit=edit), step.depth))
        return settings, f"{'Undid' if way == 'undo' else 'Did again'}: {change.said}"
