"""Changes of the settings that undo takes back: they are in no history of the data, so they are remembered here.

Each lies between two steps of the data's history, and is reached by undo when the steps after it are undone.
"""

from asyncio import Lock
from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.plan_settings import SettingsChange, take_back
from followup_tui.actions.travelling import Way
from followup_tui.book import Book
from followup_tui.model.settings import Settings


class _Step(NamedTuple):
    """A change, and how many steps of the data could be undone before it, and redone after it."""

    change: SettingsChange
    undone: int
    redone: int

    def is_next(self, way: Way, depth: tuple[int, int]) -> bool:
        """Whether no step of the data comes before it. Redo is of no use where other changes were made since."""
        return self.undone == depth[0] and (way == "undo" or self.redone == depth[1])


class SettingsSteps:
    """The changes of one session, the last one first to go."""

    def __init__(self, config: Path) -> None:
        self.turn = Lock()
        """Held while one is made, taken back or made again: only when it is noted is it known what the next is."""
        self._config = config
        self._steps: dict[Way, list[_Step]] = {"undo": [], "redo": []}

    def note(self, change: SettingsChange, book: Book) -> None:
        """Remembers a change that was made."""
        self._steps["undo"].append(_Step(change, *book.store.depth()))
        self._steps["redo"].clear()

    def reaches(self, way: Way, book: Book) -> bool:
        """Whether the next step back, or forth, is one of the settings."""
        steps = self._steps[way]
        return bool(steps) and steps[-1].is_next(way, book.store.depth())

    def travel(self, way: Way, depth: tuple[int, int]) -> tuple[Settings, str]:
        """Takes the last change back, or makes it again; gives the settings that hold then, and what to say.

        `depth` is how many steps of the data can be undone and redone. Blocks on the file. May be called in a thread.

        Raises:
            StoreError: the file was changed since and stays as it is, or cannot be written.
        """
        step = self._steps[way].pop()
        change = step.change
        settings = take_back(self._config, change)
        edit = change.edit._replace(before=change.edit.after, after=change.edit.before) if change.edit else None
        other: Way = "redo" if way == "undo" else "undo"
        self._steps[other].append(_Step(change._replace(edit=edit), *depth))
        return settings, f"{'Undid' if way == 'undo' else 'Did again'}: {change.said}"
