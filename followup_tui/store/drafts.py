"""Drafts: one small file a contact, written whole at each save, so that a message begun survives everything."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

import msgspec

from followup_tui.model.records import Draft
from followup_tui.store.atomic import own_folder, replace_file
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.errors import ReadOnly, StoreError, not_saved
from followup_tui.store.unfinished import UnfinishedForms

KEPT = timedelta(days=30)
"""How long a discarded draft stays in the bin."""
_STAMP = "%Y%m%dT%H%M%S%f"
_DECODER = msgspec.json.Decoder(Draft)


class DraftShelf:
    """The drafts beside one data file. Thread-safe; a call that writes takes as long as the disk.

    While `why_not` gives a sentence, nothing is written or moved: the drafts are a newer program's too.
    """

    def __init__(
        self,
        folder: Path,
        clock_now: Callable[[], datetime],
        disk: Disk = DISK,
        *,
        why_not: Callable[[], str] = lambda: "",
    ) -> None:
        self._folder = folder
        self._bin = folder / "bin"
        self._broken = folder / "broken"
        self._now = clock_now
        self._disk = disk
        self._lock = Lock()
        self._why_not = why_not
        self.forms = UnfinishedForms(folder / "forms", disk, why_not=why_not)
        """What was typed into forms and not saved."""

    @property
    def bin(self) -> Path:
        """Where discarded drafts lie for 30 days."""
        return self._bin

    def get(self, contact: int) -> Draft | None:
        """The draft to a contact, None if there is none. A file that cannot be read is put aside."""
        with self._lock:
            return self._read(self._path(contact))

    def all(self) -> list[Draft]:
        """Every draft, by contact."""
        with self._lock:
            paths = sorted(path for path in self._folder.glob("*.json") if path.stem.isdecimal())
            drafts = (self._read(path) for path in paths)
            return sorted((draft for draft in drafts if draft), key=lambda draft: draft.contact)

    def put(self, draft: Draft) -> None:
        """Keeps a draft in place of the contact's former one. It is on disk when this returns.

        Raises:
            ReadOnly: nothing may be written beside this file.
            NotSaved: the disk said no; the former draft is still there.
        """
        self._refuse()
        path = self._path(draft.contact)
        with self._lock:
            try:
                own_folder(self._folder, self._disk)
                replace_file(path, [msgspec.json.encode(draft)], self._disk)
            except OSError as error:
                raise not_saved(path, error) from error

    def discard(self, contact: int) -> None:
        """Puts the draft to a contact into the bin, and empties the bin of what has been there for 30 days.

        Raises:
            ReadOnly: nothing may be written beside this file.
            NotSaved: the disk said no.
        """
        self._refuse()
        path = self._path(contact)
        with self._lock:
            try:
                self._empty_bin()
                if path.exists():
                    own_folder(self._bin, self._disk)
                    self._disk.replace(path, self._bin / f"{contact}-{self._now().strftime(_STAMP)}.json")
                    self._disk.fsync_folder(self._folder)
            except OSError as error:
                raise not_saved(path, error) from error

    def restore(self, contact: int) -> Draft | None:
        """Takes the draft to a contact that was discarded last out of the bin again; None if there is none.

        Raises:
            StoreError: there is a newer draft in its place, or nothing may be written beside this file.
            NotSaved: the disk said no.
        """
        self._refuse()
        with self._lock:
            path = self._path(contact)
            binned = sorted(self._bin.glob(f"{contact}-*.json"))
            if not binned:
                return None
            if path.exists():
                raise StoreError("There is a newer draft to this contact; discard it first.")
            try:
                self._disk.replace(binned[-1], path)
                self._disk.fsync_folder(self._folder)
            except OSError as error:
                raise not_saved(path, error) from error
            return self._read(path)

    def _refuse(self) -> None:
        if why_not := self._why_not():
            raise ReadOnly(why_not)

    def _path(self, contact: int) -> Path:
        return self._folder / f"{contact}.json"

    def _read(self, path: Path) -> Draft | None:
        try:
            return _DECODER.decode(path.read_bytes())
        except OSError:
            return None
        except msgspec.MsgspecError:
            if not self._why_not():
                self._put_aside(path)
            return None

    def _put_aside(self, path: Path) -> None:
        with suppress(OSError):
            own_folder(self._broken)
            path.replace(self._broken / f"{path.stem}-{self._now().strftime(_STAMP)}.json")

    def _empty_bin(self) -> None:
        oldest = self._now() - KEPT
        for path in self._bin.glob("*-*.json"):
            stamp = path.stem.partition("-")[2]
            with suppress(ValueError, OSError):
                if datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC) < oldest:
                    path.unlink()
