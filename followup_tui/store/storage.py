"""TinyDB's storage of one data file: memory is the state, every write one durable transaction.

All changes to the file pass through `FileStorage`: those that `Store` makes and those of TinyDB's own table methods.
"""

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLong
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import Any

from tinydb.storages import Storage

from followup_tui.model.ids import IdSource
from followup_tui.store.atomic import FILE_MODE, FOLDER_MODE
from followup_tui.store.changes import Change, Committed, Op, Undone
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.documents import to_bytes, to_object
from followup_tui.store.entries import Entry
from followup_tui.store.errors import NotSaved, ReadOnly, UndoRefused
from followup_tui.store.layout import META, Contents
from followup_tui.store.ledger import Ledger
from followup_tui.store.loading import load
from followup_tui.store.places import Places, places_of
from followup_tui.store.writer import Timing, Writer


class FileStorage(Storage):
    """One open data file. Thread-safe."""

    def __init__(
        self,
        path: Path,
        clock_now: Callable[[], datetime],
        *,
        contents: Contents | None = None,
        disk: Disk = DISK,
        timing: Timing | None = None,
    ) -> None:
        """Opens the file; a missing one is an empty network and is made by the first commit.

        Args:
            path: the data file.
            clock_now: the moment that counts as now, UTC.
            contents: its state, if it was read already.
            disk: what does the writing.
            timing: how long to wait for what.

        Raises:
            Unreadable: the file was left as it is.
            NewerSchema: a newer program wrote it, in a form that cannot be read here.
        """
        self.places: Places = places_of(path)
        self.clock_now = clock_now
        self.disk = disk
        contents = load(self.places, newer_too=True) if contents is None else contents
        self._ids = IdSource(SystemRandom())
        self.ledger = Ledger(contents.tables, contents.meta.rev, self._fresh_id)
        self.writer = Writer(self.places, contents, self.ledger, disk, timing or Timing(), clock_now)
        self._marked_read_only = why_marked_read_only(self.places)
        if not self.read_only:
            _tighten(self.places)

    @property
    def read_only(self) -> str:
        """Empty, or the sentence why nothing can be changed: also from the moment a newer program wrote the file."""
        newer = self.writer.newer
        return newer.sentence if newer else self._marked_read_only

    def _fresh_id(self, rows: Mapping[int, bytes]) -> int:
        while (number := self._ids.next(self.clock_now())) in rows:
            pass
        return number

    # -- transactions ----------------------------------------------------------------------------------------------

    def commit(self, change: Change) -> "Future[Committed]":
        """Applies a change to memory at once; it is durable when the future resolves.

        Raises:
            ReadOnly: the file may not be written.
            StoreError: a document is not a JSON object.
        """
        return self._queue(self._entry(change))

    def commit_and_wait(self, change: Change, timeout: float | None = None) -> Committed:
        """Like `commit`, and waits for the disk. At a failure the change is taken out of memory again.

        Raises:
            ReadOnly: the file may not be written.
            NotSaved: it is not on disk, for the reason that the sentence gives.
        """
        entry = self._entry(change)
        entry.attended = True
        committed: Committed = self.wait_for(entry, self._queue(entry), timeout)
        return committed

    def wait_for(self, entry: Entry, future: "Future[Any]", timeout: float | None) -> Any:
        """The future's result; a change that took longer than `timeout` seconds is taken back if it still can be."""
        try:
            return future.result(timeout)
        except TooLong:
            with self.ledger.mutex:
                if not entry.rev:
                    self.ledger.take_back([entry])
                    raise NotSaved(f"Not saved to {self.places.shown}: the disk did not answer in time.") from None
            raise NotSaved(f"It is not known yet whether {self.places.shown} was saved; look at the history.") from None

    def _entry(self, change: Change) -> Entry:
        return Entry(change.label, change.command, change.at, pending_ops=change.ops)

    def _queue(self, entry: Entry) -> "Future[Any]":
        with self.ledger.mutex:  # nothing comes in while the writer finds that the file is a newer program's now
            self._refuse()
            waits = self.ledger.commit(entry)
        if waits:
            self.writer.wake()
        else:
            entry.future.set_result(entry.outcome(self.ledger.rev))
        return entry.future

    def undo(self, *, attended: bool = False) -> tuple[Entry, "Future[Undone]"]:
        """Takes the last change back.

        Raises:
            NothingToUndo, UndoRefused, ReadOnly: nothing was changed.
        """
        return self._reverse(self.ledger.undo, attended)

    def redo(self, *, attended: bool = False) -> tuple[Entry, "Future[Undone]"]:
        """Brings back what was undone last.

        Raises:
            NothingToUndo, UndoRefused, ReadOnly: nothing was changed.
        """
        return self._reverse(self.ledger.redo, attended)

    def _reverse(self, step: Callable[[datetime], Entry], attended: bool) -> tuple[Entry, "Future[Undone]"]:
        self._refuse()
        self.writer.need_history()
        try:
            with self.ledger.mutex:
                self._refuse()
                entry = step(self.clock_now())
                entry.attended = attended
        except UndoRefused:
            # The next undo takes back first what stands in the way of this one.
            (self.writer.record_outside if attended else self.writer.want_outside)()
            raise
        self.writer.wake()
        return entry, entry.future

    def _refuse(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only)
        if self.writer.ended:
            raise NotSaved(f"Not saved to {self.places.shown}: the file was closed already.")

    # -- TinyDB's interface ----------------------------------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Any]]:
        """Every table with its documents, decoded. The tables themselves do not come this way (`tables.py`)."""
        with self.ledger.mutex:
            tables = {name: rows.copy() for name, rows in self.ledger.tables.items()}
            tables = {META: self.writer.meta.rows(), **tables}
        return {name: {str(n): to_object(row) for n, row in rows.items()} for name, rows in tables.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Makes the documents what `data` says, as one durable transaction; `_meta` is ours and stays.

        Raises:
            StoreError: it could not be written; nothing was changed.
        """
        with self.ledger.mutex:
            tables = {name: rows.copy() for name, rows in self.ledger.tables.items()}
        ops = [op for name in {*tables, *data} - {META} for op in _rewritten(name, tables.get(name, {}), data)]
        self.commit_by_script("Write", ops)

    def commit_by_script(self, label: str, ops: Iterable[Op]) -> Committed:
        """A durable change made through TinyDB's own methods.

        Raises:
            StoreError: it could not be written; nothing was changed.
        """
        return self.commit_and_wait(Change(label, "tinydb", self.clock_now(), tuple(ops)))

    def close(self) -> None:
        """Waits for the disk and ends the writer."""
        self.writer.stop(self.writer.timing.lock)


def _rewritten(name: str, rows: Mapping[int, bytes], data: Mapping[str, Mapping[Any, Any]]) -> Iterable[Op]:
    wanted = {int(number): fields for number, fields in data.get(name, {}).items()}
    for number in rows.keys() - wanted.keys():
        yield Op(name, number, rows[number], None)
    for number, fields in wanted.items():
        before = rows.get(number)
        if before is None or to_object(before) != fields:
            yield Op(name, number, before, to_bytes(fields))


def _tighten(places: Places) -> None:
    """Takes rights of others on what is there already away, as every write would; quietly nothing where that fails."""
    if os.name != "posix":
        return
    for path, mode in ((places.file, FILE_MODE), (places.folder, FOLDER_MODE)):
        with suppress(OSError):
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                path.chmod(mode)


def why_marked_read_only(places: Places) -> str:
    """Empty, or the sentence that nobody may write the file."""
    try:
        mode = places.file.stat().st_mode
    except OSError:
        return ""
    if stat.S_IMODE(mode) & 0o222:
        return ""
    return f"{places.shown} is marked read-only, so nothing can be changed; give it write permission first."
