"""The open data file, as the rest of the program sees it."""

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from concurrent.futures import Future, wait
from datetime import datetime
from pathlib import Path

from followup_tui.store.atomic import Signature, private_folder, replace_file
from followup_tui.store.changes import Change, Committed, HistoryEntry, Key, Op, Tables, Undone
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.drafts import DraftShelf
from followup_tui.store.entries import Entry, listed
from followup_tui.store.errors import AlreadyThere, NothingToUndo, StoreError, UndoRefused, not_saved
from followup_tui.store.loading import Loading
from followup_tui.store.newer_file import NewerFile
from followup_tui.store.places import places_of
from followup_tui.store.steps import Tell, untold
from followup_tui.store.storage import FileStorage, why_marked_read_only
from followup_tui.store.tables import StoredTinyDB
from followup_tui.store.writer import Timing

__all__ = [
    "Change",
    "Committed",
    "Documents",
    "HistoryEntry",
    "Key",
    "NothingToUndo",
    "Op",
    "Opening",
    "Store",
    "StoreError",
    "UndoRefused",
    "Undone",
]


class Documents(Mapping[int, bytes]):
    """A table's documents by id, as they are now. Going through them is safe while another thread changes them."""

    def __init__(self, rows: dict[int, bytes]) -> None:
        self._rows = rows

    def __getitem__(self, number: int) -> bytes:
        return self._rows[number]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[int]:
        return iter(list(self._rows))

    def __contains__(self, number: object) -> bool:
        return number in self._rows

    def items(self) -> ItemsView[int, bytes]:
        """Ids and documents as of this moment."""
        return self._rows.copy().items()

    def values(self) -> ValuesView[bytes]:
        """The documents as of this moment."""
        return self._rows.copy().values()


class Opening:
    """A file being opened: its first tables can be used while the rest is read."""

    def __init__(self, path: Path, clock_now: Callable[[], datetime], disk: Disk, timing: Timing) -> None:
        self.path = path
        self._clock_now = clock_now
        self._disk = disk
        self._timing = timing
        places = places_of(path)
        self._marked_read_only = why_marked_read_only(places)
        self._loading = Loading(places.file, places.shown, newer_too=True)
        self._loading.advance("contacts")
        self._loading.advance("companies")

    @property
    def rev(self) -> int:
        """The file's rev."""
        return self._loading.contents.meta.rev

    @property
    def signature(self) -> Signature | None:
        """The file's signature, None when there is no file."""
        return self._loading.contents.signature

    @property
    def newer(self) -> NewerFile | None:
        """What to say when a newer program wrote the file, None when it did not."""
        return self._loading.contents.meta.newer_file(self.path)

    @property
    def read_only(self) -> str:
        """Empty, or the sentence why nothing can be changed."""
        return self.newer.sentence if self.newer else self._marked_read_only

    @property
    def saved(self) -> bool:
        """True: nothing can be changed before `finish`."""
        return True

    @property
    def version(self) -> int:
        """Counts changes of memory; none happen before `finish`."""
        return 0

    def documents(self, table: str) -> Mapping[int, bytes]:
        """The documents of a table, reading on as far as needed; contacts and companies are there already.

        Raises:
            StoreError: the file is broken further on.
        """
        self._loading.advance(table)
        return Documents(self._loading.contents.tables.get(table, {}))

    def close(self) -> None:
        """Lets go of the file without opening it further."""
        self._loading.close()

    def finish(self) -> "Store":
        """Reads the rest, in slices that leave other threads room.

        Raises:
            StoreError: the file is broken further on.
        """
        contents = self._loading.finish()
        storage = FileStorage(self.path, self._clock_now, contents=contents, disk=self._disk, timing=self._timing)
        return Store(storage)


class Store:
    """The documents, every change to them, and what is kept beside them. Thread-safe."""

    def __init__(self, storage: FileStorage) -> None:
        self._storage = storage
        self._ledger = storage.ledger
        self._writer = storage.writer
        self.path = storage.places.shown
        self.places = storage.places
        self.drafts = DraftShelf(storage.places.drafts, storage.clock_now, why_not=self._why_no_drafts)

    @classmethod
    def begin(
        cls, path: Path, *, clock_now: Callable[[], datetime], disk: Disk = DISK, timing: Timing | None = None
    ) -> Opening:
        """Opens a file as far as its contacts and companies.

        Raises:
            StoreError: it cannot be used; one sentence says why, and it was left as it is.
        """
        return Opening(path, clock_now, disk, timing or Timing())

    @classmethod
    def open(
        cls, path: Path, *, clock_now: Callable[[], datetime], disk: Disk = DISK, timing: Timing | None = None
    ) -> "Store":
        """Opens a file; a missing one is an empty network, made by the first commit.

        Args:
            path: the data file.
            clock_now: the moment that counts as now, UTC.
            disk: what does the writing.
            timing: seconds to wait for a lock and between tries.

        Raises:
            StoreError: it cannot be used; one sentence says why, and it was left as it is.
        """
        return cls.begin(path, clock_now=clock_now, disk=disk, timing=timing).finish()

    # -- what is there ---------------------------------------------------------------------------------------------

    @property
    def rev(self) -> int:
        """How many changes the file on disk has seen."""
        return self._ledger.rev

    @property
    def version(self) -> int:
        """Counts every change of memory; equal versions mean equal documents."""
        return self._ledger.version

    @property
    def signature(self) -> Signature | None:
        """The file's signature as it was read or written last, None before there is one."""
        return self._writer.signature

    @property
    def read_only(self) -> str:
        """Empty, or the sentence why nothing can be changed."""
        return self._storage.read_only

    @property
    def newer(self) -> NewerFile | None:
        """What to say when a newer program wrote the file, None when it did not; that can happen at any time."""
        return self._writer.newer

    def _why_no_drafts(self) -> str:
        return self.newer.no_drafts if self.newer else ""

    @property
    def saved(self) -> bool:
        """Whether everything in memory is on disk."""
        return not self._writer.unsaved()

    @property
    def trouble(self) -> str:
        """Empty, or the sentence why changes are not being saved; they stay in memory and are tried again."""
        return self._writer.trouble

    @property
    def db(self) -> StoredTinyDB:
        """The same memory through TinyDB's public interface."""
        return StoredTinyDB(storage=lambda: self._storage)

    def documents(self, table: str) -> Mapping[int, bytes]:
        """The documents of a table: a live view of memory."""
        return Documents(self._ledger.tables.get(table, {}))

    @property
    def table_names(self) -> tuple[str, ...]:
        """Every table there is, also those that this version knows nothing of."""
        return tuple(self._ledger.tables)

    def history(self, limit: int) -> list[HistoryEntry]:
        """The newest `limit` changes, newest first.

        Raises:
            StoreError: the history cannot be read.
        """
        self._writer.need_history()
        with self._ledger.mutex:
            story, stacks = self._ledger.story(), self._ledger.stacks.copy()
        return listed(story, stacks, limit)

    def unread_history(self) -> int:
        """How many changes of the history are not understood here.

        Raises:
            StoreError: the history cannot be read.
        """
        self._writer.need_history()
        return self._writer.unread_history

    def whole_story(self) -> tuple[list[Entry], Tables]:
        """Every change, oldest first, and a copy of the documents that they led to.

        Raises:
            StoreError: the history cannot be read.
        """
        outside = self._writer.outside()
        with self._ledger.mutex:
            story, waiting = self._ledger.story(), len(self._ledger.pending)
            tables = {name: rows.copy() for name, rows in self._ledger.tables.items()}
        if outside is not None:
            story.insert(len(story) - waiting, outside)
        return story, tables

    def depth(self) -> tuple[int, int]:
        """How many changes can be undone, and how many redone.

        Raises:
            StoreError: the history cannot be read.
        """
        self._writer.need_history()
        with self._ledger.mutex:
            return len(self._ledger.stacks.undo), len(self._ledger.stacks.redo)

    # -- changing it -----------------------------------------------------------------------------------------------

    def commit(self, change: Change) -> "Future[Committed]":
        """Applies a change to memory at once; it is durable when the future resolves. Never waits for the disk.

        Raises:
            StoreError: the file is read-only, or a document is not a JSON object.
        """
        return self._storage.commit(change)

    def commit_and_wait(self, change: Change, timeout: float | None = None) -> Committed:
        """Like `commit`, and waits for the disk. At the first failure the change is taken out of memory again.

        Raises:
            StoreError: it is not on disk; the sentence says why.
        """
        return self._storage.commit_and_wait(change, timeout)

    def undo(self) -> "Future[Undone]":
        """Takes the last change back: in memory at once, on disk when the future resolves.

        Raises:
            NothingToUndo: there is no change.
            UndoRefused: a later change by another program would be overwritten; the future may raise it too.
        """
        return self._storage.undo()[1]

    def redo(self) -> "Future[Undone]":
        """Brings back the change that was undone last.

        Raises:
            NothingToUndo: nothing was undone, or something was changed since.
            UndoRefused: a later change by another program would be overwritten; the future may raise it too.
        """
        return self._storage.redo()[1]

    def undo_now(self) -> "tuple[Undone, Future[Undone]]":
        """Like `undo`, and tells at once what was taken back in memory; `rev` is still that of the file."""
        entry, future = self._storage.undo()
        return entry.undone(self.rev), future

    def redo_now(self) -> "tuple[Undone, Future[Undone]]":
        """Like `redo`, and tells at once what was brought back in memory; `rev` is still that of the file."""
        entry, future = self._storage.redo()
        return entry.undone(self.rev), future

    def undo_and_wait(self, timeout: float | None = None) -> Undone:
        """Like `undo`, and waits for the disk as `commit_and_wait` does."""
        return self._waited(*self._storage.undo(attended=True), timeout)

    def redo_and_wait(self, timeout: float | None = None) -> Undone:
        """Like `redo`, and waits for the disk as `commit_and_wait` does."""
        return self._waited(*self._storage.redo(attended=True), timeout)

    def _waited(self, entry: Entry, future: "Future[Undone]", timeout: float | None) -> Undone:
        undone: Undone = self._storage.wait_for(entry, future, timeout)
        return undone

    # -- others ----------------------------------------------------------------------------------------------------

    def poll(self) -> bool:
        """Looks whether another program changed the file, and takes its changes in. True when memory changed.

        The look costs microseconds; taking in costs as much as loading the file, so call this in a thread.
        """
        return self._writer.poll()

    @property
    def on_change(self) -> Callable[[frozenset[Key]], None] | None:
        """Called with the documents that changed by others or by a moved id, from whichever thread found out."""
        return self._writer.on_change

    @on_change.setter
    def on_change(self, callback: Callable[[frozenset[Key]], None] | None) -> None:
        self._writer.on_change = callback

    @property
    def on_trouble(self) -> Callable[[str], None] | None:
        """Called with `trouble` whenever it changes, from the writer's thread."""
        return self._writer.on_trouble

    @on_trouble.setter
    def on_trouble(self, callback: Callable[[str], None] | None) -> None:
        self._writer.on_trouble = callback

    # -- ending ----------------------------------------------------------------------------------------------------

    def flush(self, timeout: float | None = None) -> bool:
        """Waits until everything in memory is on disk; False when it is not after `timeout` seconds."""
        wait([entry.future for entry in self._writer.unsaved()], timeout)
        return self.saved

    def close(self, timeout: float | None = None) -> bool:
        """Like `flush`, and ends the writer. False: there are changes that are only in memory."""
        saved = self.flush(timeout)
        self._writer.stop(timeout)
        return saved

    def save_elsewhere(self, path: Path, *, overwrite: bool = False, tell: Tell = untold) -> None:
        """Writes everything in memory, saved or not, to another file. The store itself stays as it is.

        A newer program's file is copied byte by byte, unless there are changes that did not get into it.

        Raises:
            AlreadyThere: there is a file already (and no `overwrite`).
            StoreError: the disk said no, or `tell` stopped it.
        """
        try:
            if path.exists() and not overwrite:
                raise AlreadyThere(f"{path} is there already; name a file that is not.")
            tell("Putting everything together")
            as_it_is = self.newer is not None and self.saved
            pieces = [self.places.file.read_bytes()] if as_it_is else self._writer.whole_file()
            tell(f"Writing {path.name}")
            private_folder(path.absolute().parent, self._storage.disk)
            replace_file(path, pieces, self._storage.disk)
        except OSError as error:
            raise not_saved(path, error) from error
