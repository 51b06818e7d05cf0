"""Snapshots and going back to them, from a screen that shows them.

Reading and comparing run in threads; only taking in what was restored is done on the app's own thread, in slices.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any

from followup_tui.actions.change_text import RecordChange, name_in, record_changes
from followup_tui.actions.outcome import Refused
from followup_tui.actions.restoring import plan_restore, restore_meant
from followup_tui.opening import StoreError
from followup_tui.safekeeping import Backup, PlannedRestore, Tell, backups, is_saved, take_backup

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen

SLICE = 200
"""Records taken in before others have their turn: some milliseconds."""


class Copies:
    """The snapshots of the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._book = screen.book
        self._path = screen.followup.path

    def backups(self) -> tuple[Backup, ...]:
        """Every snapshot, newest first; called in a thread."""
        return backups(self._path)[::-1]

    def take(self, tell: Tell) -> Backup:
        """Takes a snapshot now; called in a thread.

        Raises:
            StoreError: it cannot be taken, or would not hold what is not saved yet; or `tell` stopped it.
        """
        store = self._book.store
        if self._book.newer:
            raise StoreError(
                f"{self._screen.why_read_only} No snapshot is put among its own; W saves a copy elsewhere."
            )
        if not is_saved(store, tell):
            raise StoreError(f"{store.trouble} A snapshot would not hold what is not saved; save a copy elsewhere.")
        tell("Taking a snapshot")
        return take_backup(self._path, self._book.clock)

    def plan(self, text: str, tell: Tell) -> PlannedRestore:
        """What going back to a snapshot, file or moment would change; called in a thread.

        Raises:
            Refused: it is none of these.
            StoreError: it cannot be gone back to, or the file can only be read.
        """
        if self._screen.why_read_only:
            raise StoreError(self._screen.why_read_only)
        meant = restore_meant(self._path, text, self._book.as_of)
        return plan_restore(self._book.store, meant, self._book.clock, tell=tell)

    def changes(self, planned: PlannedRestore) -> Iterator[RecordChange]:
        """What that would do, record by record; called in a thread."""
        return record_changes(planned.change.ops, partial(name_in, self._book))

    async def restore(self, planned: PlannedRestore, tell: Callable[[int], None]) -> str:
        """Goes back, as one change, and says so; `tell` hears how many records are taken in.

        Raises:
            Refused: the network is not what was looked at.
            StoreError: it cannot be changed.
        """
        store, screen = self._book.store, self._screen
        if store.version != planned.version:
            raise Refused("The network changed meanwhile; look again what this would change.")
        saving: Future[Any] = await asyncio.to_thread(store.commit, planned.change)
        keys = [op.key for op in planned.change.ops]
        for number, _ in enumerate(self._book.refreshing(keys, SLICE), 1):
            tell(min(number * SLICE, len(keys)))
            await asyncio.sleep(0)
        await self._think_anew()
        screen.watch_saving(saving, lambda: self._book.refresh(keys))
        screen.started_anew()
        return f"Restored {len(keys):,} {'record' if len(keys) == 1 else 'records'}; undo takes it back"

    async def _think_anew(self) -> None:
        """Finds out where everybody stands, in slices: drawing would do it for all at once."""
        for number, contact in enumerate(list(self._book.contacts), 1):
            self._book.verdict(contact)
            if number % SLICE == 0:
                await asyncio.sleep(0)
