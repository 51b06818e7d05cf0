"""The open network: records, what follows from them, and one transaction at a time.

The book is the only thing that screens, commands and actions read. It keeps typed records of the store's documents,
remembers what the rules made of them until something changes, and turns a set of new records into one change of the
store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from random import SystemRandom
from typing import NamedTuple

from followup_tui.book_index import EDITION, BookIndex, packed, unpacked
from followup_tui.derived import Derived
from followup_tui.model.clock import Clock
from followup_tui.model.codec import BadRecord, decode, revise
from followup_tui.model.ids import IdSource
from followup_tui.model.records import Clipping, Contact, Interaction, Record, Result, Task
from followup_tui.model.settings import Settings
from followup_tui.network import KINDS, concerns, unusable
from followup_tui.standing import Standing
from followup_tui.store.changes import Change, HistoryEntry, Key, Op, Undone
from followup_tui.store.errors import ReadOnly
from followup_tui.store.index_file import read_index, write_index
from followup_tui.store.store import Opening, Store
from followup_tui.transaction import Transaction, Travelled

WORTH_AN_INDEX = 500
"""Contacts from whom on an index saves more than its own reading costs."""


class DerivedIndex(NamedTuple):
    """An index, and the version of memory it was derived from."""

    content: BookIndex
    version: int


class Book(Standing):
    """Records of an open store, with the rules applied as of a day.

    `patient` commits wait until the change is on disk, as a command does; otherwise they return at once, as the app
    needs. A `dry_run` book applies changes in memory only. `changes` counts what changed since the book was opened,
    `people_changes` the contacts among that.
    """

    def __init__(
        self,
        source: "Store | Opening",
        settings: Settings,
        clock: Clock,
        *,
        patient: bool = False,
        dry_run: bool = False,
    ) -> None:
        """A book on an open store, or on one that is still being opened: then the rest is read when it is needed."""
        index = unpacked(read_index(source), clock.today())
        super().__init__(source, settings, clock, index)
        self.patient = patient
        self.dry_run = dry_run
        self.changes = 0
        self.people_changes = 0
        self._indexed = source.version if index else -1
        self._ids = IdSource(SystemRandom())
        self._outer: Transaction | None = None

    @contextmanager
    def transaction(self, label: str, command: str) -> Iterator[Transaction]:
        """Collects records and keeps them as one change, undone as one; nothing is kept when the block raises.

        A transaction within another joins it: several actions become one change under the outer label.

        Raises:
            Invalid: a record does not hold.
            StoreError: the change could not be kept.
        """
        if self._outer is not None:
            yield self._outer
            return
        change = self._outer = Transaction(label, self.clock.now(), self.new_id, self._lookup)
        try:
            yield change
        finally:
            self._outer = None
        self._commit(change, command)

    def undo(self) -> Travelled:
        """Takes back the last change.

        Raises:
            StoreError: there is none, or it would overwrite what somebody else changed since.
        """
        return self._travel(self.store.undo_and_wait if self.patient else self.store.undo_now)

    def redo(self) -> Travelled:
        """Does again what was undone last.

        Raises:
            StoreError: there is nothing to do again.
        """
        return self._travel(self.store.redo_and_wait if self.patient else self.store.redo_now)

    def history(self, limit: int = 50) -> list[HistoryEntry]:
        """The last changes, newest first."""
        return self.store.history(limit)

    def use_settings(self, settings: Settings) -> None:
        """Goes on with other settings; what the rules made of the former ones is forgotten.

        Another pace moves no window: where people stand is not judged anew.
        """
        former, before, self.settings = self._fresh(), self.settings, settings
        self._derived = Derived(self.as_of, former)
        self._derived.touches = former.touches
        if (before.cadence, before.interviews) == (settings.cadence, settings.interviews):
            self._derived.verdicts, self._derived.encounters = former.verdicts, former.encounters
            self._derived.roster, self._derived.moved = former.roster, former.moved
        self.changes += 1

    def on(self, clock: Clock) -> "Book":
        """The same records seen on another day; for reading only."""
        other = copy(self)
        other.clock, other.dry_run = clock, True
        other._derived = Derived(self.as_of, self._derived)
        other._derived.touches = self._derived.touches
        return other

    def rehearsal(self) -> "Book":
        """The records in a book of its own, where a change can be tried: nothing of it reaches this book or the disk.

        Interactions are shared with this book, so none may be tried. It may be used in any thread.
        """
        other = copy(self)
        other.dry_run, other._outer = True, None
        other._records = {table: dict(records) for table, records in self._records.items()}
        former = self._fresh()
        other._derived = Derived(self.as_of, former)
        other._derived.touches = dict(former.touches)  # what is found in a thread may be of before a change here
        other._derived.verdicts = dict(former.verdicts)
        other._derived.called = dict(former.called)
        other._derived.plans, other._derived.ahead = dict(former.plans), dict(former.ahead)
        other._derived.encounters, other._derived.at_company = former.encounters, former.at_company
        return other

    def refresh(self, changed: Iterable[Key]) -> tuple[str, ...]:
        """Takes in documents that changed in the store without the book's doing.

        One that cannot be used (a hand edited it) leaves the former record; there is a sentence about each of those.
        In a newer program's file it is left out, and counted.
        """
        keys = list(changed)
        return tuple(problem for found in self.refreshing(keys, len(keys)) for problem in found)

    def refreshing(self, keys: Sequence[Key], at_once: int) -> Iterator[list[str]]:
        """Like `refresh`, so many documents each time the next is asked for; gives the sentences about those."""
        owners = self._links.owners_of({number for table, number in keys if table == Interaction.table})
        for start in range(0, len(keys), max(at_once, 1)):
            yield [
                problem
                for key in keys[start : start + at_once]
                if (problem := self._taken_in(key, owners.get(key[1], ())))
            ]

    def _taken_in(self, key: Key, owners: tuple[int, ...]) -> str:
        """Takes in a document as the store has it now; the sentence why it cannot be used, if so."""
        table, number = key
        kind = KINDS.get(table)
        if kind is None:
            return ""
        document = self.store.documents(table).get(number)
        try:
            record = None if document is None else self._decoded(kind, number, document)
        except BadRecord as error:
            return unusable(error, self.store.path)
        before = None if kind is Interaction else self._lookup(kind, number)
        self._replace(kind, number, owners if kind is Interaction else concerns(before), record)
        return ""

    def _decoded(self, kind: type[Record], number: int, document: bytes) -> Record | None:
        return self._left_out.record(kind, number, document) if self.newer else decode(kind, number, document)

    def new_id(self, now: datetime) -> int:
        """A fresh document id."""
        return self._ids.next(now)

    # The index

    def derive_index(self) -> DerivedIndex | None:
        """What the next start need not read, as of now; None when it is kept already, or reading is as quick.

        Called where the book is used; `keep_index` may then take its time in any thread.
        """
        links = self._links
        if self.newer or self.dry_run or not self.is_complete or len(links.by_contact) < WORTH_AN_INDEX:
            return None
        version = self.store.version
        if version == self._indexed:
            return None
        touches = {number: self.touches(number) for number in links.by_contact if number in self.contacts}
        tail = {kind.table: dict(self.store.documents(kind.table)) for kind in (Clipping, Result, Task)}
        return DerivedIndex(BookIndex(EDITION, links.newest, touches, dict(links.by_contact), tail), version)

    def keep_index(self, derived: DerivedIndex | None) -> bool:
        """Writes an index beside the file; False when there is none, or the file has moved on."""
        if derived is None or not write_index(self.store, packed(derived.content), derived.version):
            return False
        self._indexed = derived.version
        return True

    def write_index(self) -> bool:
        """Derives and keeps the index."""
        return self.keep_index(self.derive_index())

    def close(self, timeout: float) -> bool:
        """Ends the book: waits `timeout` seconds at most for the disk, keeps the index. False: not all is saved."""
        if not isinstance(self._source, Store):
            self._source.close()
            return True
        saved = self._source.flush(timeout)
        if saved:
            self.write_index()
        return self._source.close(timeout) and saved

    # Inside

    def _commit(self, change: Transaction, command: str) -> None:
        if not change.records:
            return
        if self.read_only:  # a dry run tells what would happen, and that is this
            raise ReadOnly(self.read_only)
        known = {key: self._lookup(KINDS[key[0]], key[1]) for key in change.records}
        ops = tuple(
            op for (key, record) in change.records.items() if (op := self._op(key, known[key], record)) is not None
        )
        if ops and not self.dry_run:
            made = Change(change.label, command, self.clock.now(), ops)
            if self.patient:
                change.committed = self.store.commit_and_wait(made)
            else:
                change.saving = self.store.commit(made)
        for (table, number), record in change.records.items():
            self._replace(KINDS[table], number, concerns(known[table, number]), record)

    def _op(self, key: Key, known: Record | None, record: Record | None) -> Op | None:
        """A document's step from what the book knew of it: where the store knows more by now, it merges the two."""
        table, number = key
        current = self.store.documents(table).get(number)
        before = current if known is None or current is None else revise(known, current)
        after = None if record is None else revise(record, current)
        return Op(table, number, before, after) if before != after else None

    def _travel(self, move: Callable[[], "Undone | tuple[Undone, Future[Undone]]"]) -> Travelled:
        moved = move()
        undone, saving = (moved, None) if isinstance(moved, Undone) else moved
        self.refresh((op.table, op.id) for op in undone.ops)
        return Travelled(undone, saving)

    def _replace(self, kind: type[Record], number: int, owners: tuple[int, ...], record: Record | None) -> None:
        """Puts a record (None: nothing) in place of one that concerned `owners`, and forgets what followed from it."""
        before = None if kind is Interaction else self._lookup(kind, number)
        moved = not (isinstance(before, Contact) and isinstance(record, Contact) and before.company == record.company)
        self._put(kind, number, owners, record)
        self._derived.forget(kind, {*owners, *concerns(record)}, moved=moved)
        self._derived.rename(before, record)
        self.changes += 1
        self.people_changes += kind is Contact
