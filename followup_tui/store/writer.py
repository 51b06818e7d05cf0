"""The one thread that writes: takes every waiting change at once, and replaces the file with one that holds them.

The order is what makes it safe (STORAGE.md 5 and 6): lock; look whether another program wrote, and if so put our
changes on top of theirs; history, synced; temporary file, synced; replace; folder synced; only then tell
those who wait.
"""

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from threading import Event, Lock, Thread
from typing import NamedTuple, TypeVar

from followup_tui.store.atomic import Signature, Unconfirmed, own_folder, replace_file, signature_of
from followup_tui.store.backups import take_before
from followup_tui.store.blocks import Block, TableBlocks
from followup_tui.store.changes import Key
from followup_tui.store.disk import Disk
from followup_tui.store.entries import Entry
from followup_tui.store.errors import NewerSchema, NotSaved, StoreError, not_saved
from followup_tui.store.history import HistoryFile
from followup_tui.store.layout import Contents, chunks
from followup_tui.store.ledger import Ledger, Rebased, difference
from followup_tui.store.loading import load
from followup_tui.store.lock import locked
from followup_tui.store.newer_file import NewerFile
from followup_tui.store.outside import COMMAND as OUTSIDE
from followup_tui.store.outside import may_be_anothers, note_written, outside_entry
from followup_tui.store.places import Places

_Told = TypeVar("_Told")
_Work = list[tuple[Block, Mapping[int, bytes]]]


class Timing(NamedTuple):
    """Seconds: how long to wait for another program's lock, and between tries after a failure."""

    lock: float = 10.0
    retry: float = 2.0


class _Batch(NamedTuple):
    entries: list[Entry]
    rev: int
    tables: list[str]


class Writer:
    """Writes a ledger to its file. `_files` guards file, history and blocks, and is taken before the mutex."""

    def __init__(
        self,
        places: Places,
        contents: Contents,
        ledger: Ledger,
        disk: Disk,
        timing: Timing,
        now: Callable[[], datetime],
    ) -> None:
        self.trouble = ""
        self.on_trouble: Callable[[str], None] | None = None
        self.on_change: Callable[[frozenset[Key]], None] | None = None
        self.signature = contents.signature
        self._places = places
        self._ledger = ledger
        self._disk = disk
        self.timing = timing
        self._now = now
        self._files = Lock()
        self.meta = contents.meta
        self.newer: NewerFile | None = contents.meta.newer_file(places.shown)
        """Set while the file on disk is a newer program's: then nothing at all is written."""
        self._newer_at = contents.signature
        self._migrated_from = contents.migrated_from
        self._blocks = contents.blocks
        self._history = HistoryFile(places.history, disk)
        self._history_read = False
        self._unconfirmed: list[Entry] = []
        self._unread: Signature | None = None
        self._snapshot_of: Signature | None = None
        self._news: list[Rebased] = []
        self._wants_outside = False
        self._starting = Lock()
        self._wake = Event()
        self._ending = False
        self._thread: Thread | None = None

    # -- called from any thread ------------------------------------------------------------------------------------

    def wake(self) -> None:
        """There is something to write."""
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="followup-writer", daemon=True)
                self._thread.start()
        self._wake.set()

    @property
    def ended(self) -> bool:
        """Whether `stop` was called."""
        return self._ending

    def stop(self, timeout: float | None) -> None:
        """Ends the thread once it has nothing more to do, or gives up on it after `timeout` seconds."""
        self._ending = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def unsaved(self) -> list[Entry]:
        """The changes that are not known to be safe."""
        with self._ledger.mutex:
            return [*self._unconfirmed, *self._ledger.pending]

    def need_history(self) -> None:
        """Reads the history if that has not happened yet.

        Raises:
            StoreError: it cannot be read.
        """
        if self._history_read:
            return
        with self._files:
            try:
                self._refresh_history()
            except OSError as error:
                raise StoreError(f"{self._places.history} cannot be read: {error.strerror}.") from error

    @property
    def unread_history(self) -> int:
        """How many whole lines of the history are not understood."""
        return self._history.unread

    def poll(self) -> bool:
        """Takes in what another program wrote. True when memory changed; False too while we are writing ourselves."""
        if not self._files.acquire(blocking=False):
            return False
        try:
            trouble = self._look()
        finally:
            self._files.release()
        if trouble is not None:
            self._say(trouble)
        return self._tell()

    def _look(self) -> str | None:
        """Takes in what is new. Gives the trouble to report: empty when there is none, None to leave it as it is."""
        found = None
        try:
            found = signature_of(self._places.file)
            if found not in (None, self.signature):
                self._catch_up()
                if self._history_read:
                    self._refresh_history()
        except NewerSchema as error:
            return str(not_saved(self._places.shown, error))
        except (StoreError, OSError) as error:
            again, self._unread = found == self._unread, found
            return str(error) if again else None  # once may be a program half way through writing in place
        self._unread = None
        return None if self.unsaved() else ""

    def whole_file(self) -> list[bytes]:
        """The file as it would be with everything that is in memory, for a copy elsewhere."""
        with self._ledger.mutex:
            blocks = {name: TableBlocks() for name in self._ledger.tables}
            tables = {name: rows.copy() for name, rows in self._ledger.tables.items()}
            rev = self._ledger.rev + len(self._ledger.pending)
        for name, rows in tables.items():
            blocks[name].rebuild(rows)
            _encode(blocks[name].stale(rows))
        return chunks(replace(self.meta, rev=rev), tables, blocks)

    # -- the thread ------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            self._wake.wait(self.timing.retry if self.trouble else None)
            self._wake.clear()
            self.save()
            if self._ending and (self.trouble or not self.unsaved()):
                return

    def save(self) -> None:
        """One round: everything that waits goes to disk, or a sentence says why not."""
        if not self.unsaved() and not self._wants_outside:
            return
        self._wants_outside = False
        try:
            with self._files:
                written = self._save()
        except (StoreError, OSError, ValueError) as error:
            self._failed(not_saved(self._places.shown, error))
            return
        except Exception as error:  # noqa: BLE001 - the thread must live: whatever it was, the changes wait for the next try
            self._failed(NotSaved(f"Not saved to {self._places.shown}: {type(error).__name__}: {error}"))
            return
        self._say("")
        for entry in written:
            entry.future.set_result(entry.outcome(self._ledger.rev))
        self._tell()

    def _save(self) -> list[Entry]:
        if self.newer and signature_of(self._places.file) == self._newer_at:
            raise NewerSchema(self.newer.sentence)
        self._refuse_if_gone()
        own_folder(self._places.folder, self._disk)
        with locked(self._places.lock, self.timing.lock):
            if self._unconfirmed:
                self._disk.fsync_folder(self._places.file.parent)
            self._catch_up()
            if self.newer:
                raise NewerSchema(self.newer.sentence)
            self._refresh_history()
            self._news.append(self._ledger.drop_overtaken())
            if may_be_anothers(self._places, self.signature):
                self._record_outside()
            batch = self._take()
            if batch.entries:
                self._keep_old_file(batch)
                self._replace(batch)
        written, self._unconfirmed = [*self._unconfirmed, *batch.entries], []
        return written

    def _refuse_if_gone(self) -> None:
        """A file that vanished alone is written anew; with its folder gone too, the medium was taken out.

        Writing into the empty mount point would hide the changes from the medium, and the older file on it would
        take them back once it is there again.
        """
        known = self.signature is not None
        if known and not self._places.file.exists() and not self._places.lock.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _take(self) -> _Batch:
        """Everything that waits, numbered, and its blocks encoded."""
        ledger = self._ledger
        work: _Work = []
        with ledger.mutex:
            batch = list(ledger.pending)
            for place, entry in enumerate(batch, 1):
                entry.rev = ledger.rev + place
            touched = ledger.take_touched()
            for name, rows in ledger.tables.items():
                work += self._followed(name, touched.get(name, set()), rows)
            taken = _Batch(batch, ledger.rev + len(batch), list(ledger.tables))
        _encode(work)
        return taken

    def _followed(self, name: str, touched: set[int], rows: dict[int, bytes]) -> _Work:
        if name not in self._blocks:
            self._blocks[name] = TableBlocks()
            self._blocks[name].rebuild(rows)
        else:
            self._blocks[name].update(touched, rows)
        return self._blocks[name].stale(rows)

    def _replace(self, batch: _Batch) -> None:
        lines = self._history.append(batch.entries)
        self.meta = replace(self.meta, rev=batch.rev)
        pieces = chunks(self.meta, batch.tables, self._blocks)
        try:
            self.signature = replace_file(self._places.file, pieces, self._disk, locked=True)
        except Unconfirmed as error:
            self.signature = error.signature
            self._confirm(batch, lines)
            self._unconfirmed += batch.entries
            raise
        self._confirm(batch, lines)
        note_written(self._places, self.signature)

    def _confirm(self, batch: _Batch, lines: list[bytes]) -> None:
        self._migrated_from = None
        with self._ledger.mutex:
            self._history.confirm(batch.entries, lines, batch.rev)
            self._ledger.confirm(batch.entries, batch.rev)

    def _keep_old_file(self, batch: _Batch) -> None:
        """Takes a snapshot where one is due, once for each state of the file: a failed write is tried again."""
        if self._snapshot_of == self.signature:
            return
        last = self._history.entries[-1].at if self._history.entries else None
        commands = [entry.command for entry in batch.entries]
        take_before(self._places, commands, last, self._migrated_from, self._now(), self._disk)
        self._snapshot_of = self.signature

    # -- others' changes -------------------------------------------------------------------------------------------

    def _record_outside(self) -> None:
        """Makes an entry of what another program did to the file, so that it is told and can be taken back."""
        if any(entry.command == OUTSIDE for entry in self._ledger.pending):
            return
        found = outside_entry(self._places, self._history.entries, self._ledger.rev, self._ledger.base())
        if found is not None:
            self._ledger.admit(found)

    def outside(self) -> Entry | None:
        """What another program did that is in no history yet; None when that is nothing.

        Raises:
            StoreError: the history cannot be read.
        """
        self.need_history()
        with self._files:
            known = any(entry.command == OUTSIDE for entry in self._ledger.pending)
            if known or not may_be_anothers(self._places, self.signature):
                return None
            return outside_entry(self._places, self._history.entries, self._ledger.rev, self._ledger.base())

    def want_outside(self) -> None:
        """Has the thread write into the history what another program did."""
        self._wants_outside = True
        self.wake()

    def record_outside(self) -> None:
        """Writes what another program did into the history, when there is something; quietly nothing on a failure."""
        written: list[Entry] = []
        with suppress(StoreError, OSError), self._files:
            written = self._save() if may_be_anothers(self._places, signature_of(self._places.file)) else []
        for entry in written:
            entry.future.set_result(entry.outcome(self._ledger.rev))
        self._tell()

    def _catch_up(self) -> None:
        """Reads the file again if it is not the one we know, and puts the waiting changes on top.

        Raises:
            NewerSchema: a newer program wrote it while changes waited; they stay in memory, apart from that file.
        """
        found = signature_of(self._places.file)
        if found in (None, self.signature):  # a file that vanished is written anew from memory
            return
        if self.newer and found == self._newer_at and self.unsaved():
            raise NewerSchema(self.newer.sentence)
        theirs = load(self._places, newer_too=True)
        changed = difference(self._ledger.base(), theirs.tables)
        with self._ledger.mutex:
            self.newer, self._newer_at = theirs.meta.newer_file(self._places.shown), theirs.signature
            if self.newer and self.unsaved():
                raise NewerSchema(self.newer.sentence)
            self._news.append(self._ledger.rebase(changed, theirs.meta.rev))
            self.meta, self._migrated_from = theirs.meta, theirs.migrated_from
            self.signature = theirs.signature

    def _refresh_history(self) -> None:
        if self._history.refresh(self._ledger.rev) or not self._history_read:
            self._ledger.set_history(self._history.entries)
        self._history_read = True

    # -- telling ---------------------------------------------------------------------------------------------------

    def _tell(self) -> bool:
        """Tells what others' changes did, outside of every lock. True when memory changed by them."""
        news, self._news = self._news, []
        for rebased in news:
            for entry, error in rebased.refused:
                entry.future.set_exception(error)
            for entry in rebased.settled:
                entry.future.set_result(entry.outcome(self._ledger.rev))
        changed = frozenset[Key]().union(*(rebased.changed for rebased in news))
        if changed:
            _call(self.on_change, changed)
        return bool(changed)

    def _failed(self, error: NotSaved) -> None:
        self._tell()
        with self._ledger.mutex:
            for entry in self._ledger.pending:
                entry.rev = 0
        attended = [entry for entry in self.unsaved() if entry.attended]
        changed = self._ledger.take_back(attended)
        for entry in attended:
            entry.future.set_exception(error)
        self._unconfirmed = [entry for entry in self._unconfirmed if not entry.attended]
        if changed:
            _call(self.on_change, changed)
        self._say(str(error) if self.unsaved() else "")

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            _call(self.on_trouble, trouble)


def _call(callback: Callable[[_Told], None] | None, told: _Told) -> None:
    """Tells the app; an app that is just closing must not end the thread that saves its changes."""
    if callback is not None:
        with suppress(Exception):
            callback(told)


def _encode(work: _Work) -> None:
    for block, rows in work:
        block.encode(rows)
