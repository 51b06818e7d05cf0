"""The file as the doctor's screen treats it: open in the app, or one that could not be opened. All in threads."""

from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.actions.doctoring import Checkup, check, put_back, repair
from followup_tui.model.clock import Clock
from followup_tui.opening import StoreError
from followup_tui.safekeeping import Backup, Tell, backups, is_saved

if TYPE_CHECKING:
    from followup_tui.opening import Store


class Patient:
    """A data file; `store` is the open one, None where it could not be opened."""

    def __init__(self, path: Path, clock: Clock, store: "Store | None" = None) -> None:
        self._path, self._clock, self._store = path, clock, store

    def check(self, tell: Tell) -> Checkup:
        """Examines it, with everything that waited for the disk.

        Raises:
            StoreError: it cannot be read, or `tell` stopped it.
        """
        self._wait_for_disk(tell)
        return check(self._path, self._clock, tell)

    def repair(self, before: Checkup, tell: Tell) -> Checkup:
        """Repairs it; what the app shows follows.

        Raises:
            StoreError: it cannot be written, or `tell` stopped it before it began.
        """
        self._wait_for_disk(tell)
        after = repair(self._path, self._clock, before, tell)
        if self._store is not None:
            self._store.poll()
        return after

    def put_back(self, tell: Tell) -> Checkup:
        """Puts the newest snapshot in the place of a file that cannot be read.

        Raises:
            StoreError: there is none, or it cannot be written.
        """
        return put_back(self._path, self._clock, tell)

    def newest(self) -> Backup | None:
        """The newest snapshot."""
        return next(iter(backups(self._path)[::-1]), None)

    def _wait_for_disk(self, tell: Tell) -> None:
        if self._store is not None and not is_saved(self._store, tell):
            raise StoreError(f"{self._store.trouble} The file is examined when everything is saved.")
