"""Memory: the documents as they are now, the changes that wait for the disk, and what can be undone.

Holds at every moment: memory is what the file holds, as last read or written, plus the waiting changes in order. No
input or output happens here, so every call is short.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import RLock
from typing import NamedTuple

from followup_tui.model.ids import short
from followup_tui.store.changes import Key, Op, Tables, apply
from followup_tui.store.documents import BadDocument, checked, to_object
from followup_tui.store.entries import Entry, Kind, Stacks
from followup_tui.store.errors import NothingToUndo, StoreError, UndoRefused
from followup_tui.store.merging import normalised, renumbered, resolve

Difference = Mapping[Key, bytes | None]
"""Documents as another program left them."""


class Rebased(NamedTuple):
    """What came of others' changes: documents that are not what they were, and waiting changes that fell away."""

    changed: frozenset[Key]
    refused: list[tuple[Entry, UndoRefused]]
    settled: list[Entry]


class Ledger:
    """Thread-safe: `mutex` guards everything and is held for moments only."""

    def __init__(self, tables: Tables, rev: int, fresh_id: Callable[[Mapping[int, bytes]], int]) -> None:
        self.mutex = RLock()
        self.tables = tables
        self.rev = rev
        self.version = 0
        self.pending: list[Entry] = []
        self.stacks = Stacks()
        self._recorded: list[Entry] = []
        self._story_is_new = False
        self._touched: set[Key] = set()
        self._fresh_id = fresh_id

    def rows(self, table: str) -> dict[int, bytes]:
        """The documents of a table, which is made when it is new."""
        return self.tables.setdefault(table, {})

    def commit(self, entry: Entry) -> bool:
        """Applies a change to memory and queues it. False when it changes nothing.

        Raises:
            StoreError: a document is not a JSON object.
        """
        ops = tuple(_checked(op) for op in normalised(entry.pending_ops))
        with self.mutex:
            entry.pending_ops, entry.remapped = resolve(ops, self.rows, self._fresh, {})
            if entry.pending_ops:
                self._enqueue(entry)
            return bool(entry.pending_ops)

    def _fresh(self, table: str) -> int:
        return self._fresh_id(self.rows(table))

    def _enqueue(self, entry: Entry) -> None:
        self._apply(entry.pending_ops)
        self.pending.append(entry)
        self.stacks.push(entry)

    def _apply(self, ops: Iterable[Op]) -> None:
        for op in ops:
            self._set(op.key, op.after)
        self.version += 1

    def _set(self, key: Key, document: bytes | None) -> None:
        table, number = key
        if document is None:
            self.rows(table).pop(number, None)
        else:
            self.rows(table)[number] = document
        self._touched.add(key)

    def undo(self, now: datetime) -> Entry:
        """Takes the last change back, in memory.

        Raises:
            NothingToUndo: there is none.
            UndoRefused: a document of it was changed since by something the history does not know.
        """
        return self._reverse(Kind.UNDO, now)

    def redo(self, now: datetime) -> Entry:
        """Brings back the change that was undone last, in memory.

        Raises:
            NothingToUndo: there is none.
            UndoRefused: a document of it was changed since.
        """
        return self._reverse(Kind.REDO, now)

    def _reverse(self, kind: Kind, now: datetime) -> Entry:
        with self.mutex:
            steps = self.stacks.undo if kind is Kind.UNDO else self.stacks.redo
            if not steps:
                raise NothingToUndo(f"There is nothing to {kind.value}.")
            change, by = steps[-1]
            entry = Entry(change.label, kind.value, now, kind, change, by, pending_ops=_reversed_ops(by))
            self._refuse_if_changed(entry)
            self._enqueue(entry)
            return entry

    def _refuse_if_changed(self, entry: Entry) -> None:
        for op in entry.pending_ops:
            current = self.rows(op.table).get(op.id)
            if current != op.before:
                verb = "taken back" if entry.kind is Kind.UNDO else "brought back"
                who = _called(op.id, current or op.before or b"{}")
                raise UndoRefused(f'"{entry.label}" cannot be {verb}: {who} was changed since by another program.')

    def take_back(self, entries: Iterable[Entry]) -> frozenset[Key]:
        """Removes waiting changes from memory, as if they had never been made. Gives the documents that changed."""
        with self.mutex:
            gone = set(entries)
            if not gone.intersection(self.pending):
                return frozenset()
            return self._replay({}, lambda entry: entry not in gone).changed

    def rebase(self, theirs: Difference, rev: int) -> Rebased:
        """Puts the waiting changes on top of what another program wrote; the file is at `rev` now."""
        with self.mutex:
            self.rev = rev
            return self._replay(theirs, lambda _: True)

    def drop_overtaken(self) -> Rebased:
        """Refuses waiting undos and redos whose step another program took, or built upon, before they were written."""
        with self.mutex:
            overtaken: list[tuple[Entry, UndoRefused]] = []
            if self._story_is_new and any(entry.kind is not Kind.CHANGE for entry in self.pending):
                stacks = Stacks(self._recorded)
                for entry in self.pending:
                    if entry.kind is Kind.CHANGE or stacks.allow(entry):
                        stacks.push(entry)
                    else:
                        overtaken.append((entry, _overtaken(entry)))
            self._story_is_new = False
            if not overtaken:
                return Rebased(frozenset(), [], [])
            gone = {entry for entry, _ in overtaken}
            rebased = self._replay({}, lambda entry: entry not in gone)
            return rebased._replace(refused=[*overtaken, *rebased.refused])

    def _replay(self, theirs: Difference, stays: Callable[[Entry], bool]) -> Rebased:
        waiting, self.pending = self.pending, []
        keys = {op.key for entry in waiting for op in entry.pending_ops} | set(theirs)
        before = {key: self.rows(key[0]).get(key[1]) for key in keys}
        for entry in reversed(waiting):
            self._apply(op.inverse() for op in entry.pending_ops)
        for key, document in theirs.items():
            self._set(key, document)
        refused, settled = self._requeue([entry for entry in waiting if stays(entry)], outside=bool(theirs))
        keys |= {op.key for entry in self.pending for op in entry.pending_ops}
        self._fold()
        changed = frozenset(key for key in keys if before.get(key) != self.rows(key[0]).get(key[1]))
        return Rebased(changed, refused, settled)

    def _requeue(self, waiting: list[Entry], outside: bool) -> tuple[list[tuple[Entry, UndoRefused]], list[Entry]]:
        refused: list[tuple[Entry, UndoRefused]] = []
        settled: list[Entry] = []
        moved: dict[Key, int] = {}
        for entry in waiting:
            try:
                self._refit(entry, moved)
            except UndoRefused as error:
                refused.append((entry, error))
                continue
            entry.outside |= outside
            self._apply(entry.pending_ops)
            (self.pending if entry.pending_ops else settled).append(entry)
        return refused, settled

    def _refit(self, entry: Entry, moved: dict[Key, int]) -> None:
        if entry.kind is not Kind.CHANGE:
            anew = entry.by is not None and not entry.by.line  # what it reverses waits too, and was just refitted
            ops = _reversed_ops(entry.by) if anew and entry.by else entry.pending_ops
            entry.pending_ops = tuple(renumbered(op, moved) for op in ops) if moved else ops
            self._refuse_if_changed(entry)
            return
        entry.pending_ops, found = resolve(entry.pending_ops, self.rows, self._fresh, moved)
        entry.remapped = entry.remapped | found
        moved.update(found)

    def admit(self, outside: Entry) -> None:
        """Puts what another program did, which memory holds already, before the waiting changes."""
        with self.mutex:
            self.pending.insert(0, outside)
            self._fold()

    def confirm(self, batch: list[Entry], rev: int) -> None:
        """The first waiting changes, `batch`, are in the file, which is at `rev`."""
        with self.mutex:
            del self.pending[: len(batch)]
            self._recorded.extend(batch)
            self.rev = rev

    def take_touched(self) -> dict[str, set[int]]:
        """The documents that changed since the last call, by table. For the holder of the mutex."""
        touched: dict[str, set[int]] = {}
        for table, number in self._touched:
            touched.setdefault(table, set()).add(number)
        self._touched = set()
        return touched

    def set_history(self, recorded: list[Entry]) -> None:
        """Takes over the entries of the history file."""
        with self.mutex:
            self._recorded = list(recorded)
            self._story_is_new = True
            known = {entry.rev: entry for entry in recorded}
            for entry in self.pending:
                if entry.target is not None:
                    entry.target = known.get(entry.target.rev, entry.target)
            self._fold()

    def story(self) -> list[Entry]:
        """Every entry in order, the waiting ones last."""
        with self.mutex:
            return [*self._recorded, *self.pending]

    def base(self) -> Tables:
        """A copy of the documents as the file holds them: memory without the waiting changes."""
        with self.mutex:
            tables = {name: rows.copy() for name, rows in self.tables.items()}
            ops = [op for entry in self.pending for op in entry.pending_ops]
        for op in reversed(ops):
            apply(tables, op.inverse())
        return tables

    def _fold(self) -> None:
        self.stacks = Stacks([*self._recorded, *self.pending])


def _reversed_ops(entry: Entry) -> tuple[Op, ...]:
    return tuple(op.inverse() for op in reversed(entry.ops))


def _overtaken(entry: Entry) -> UndoRefused:
    verb = "taken back" if entry.kind is Kind.UNDO else "brought back"
    return UndoRefused(f'"{entry.label}" cannot be {verb}: another program changed the network since; see the history.')


def _checked(op: Op) -> Op:
    if op.after is None:
        return op
    try:
        after = checked(op.after)
    except BadDocument as error:
        raise StoreError(f"Document {op.id} of {op.table} cannot be kept: {error}.") from error
    return op if after is op.after else op._replace(after=after)


def _called(number: int, document: bytes) -> str:
    try:
        fields = to_object(document)
    except BadDocument:
        fields = {}
    for field in ("name", "title", "subject", "role", "text"):
        value = fields.get(field)
        if isinstance(value, str) and value:
            return value[:60]
    return f"the record {short(abs(number))}"


def difference(before: Mapping[str, Mapping[int, bytes]], after: Mapping[str, Mapping[int, bytes]]) -> Difference:
    """The documents that differ, as they are in `after`; None for those that are gone."""
    found: dict[Key, bytes | None] = {}
    for table in {*before, *after}:
        old, new = before.get(table, {}), after.get(table, {})
        changed = [(number, row) for number, row in new.items() if old.get(number) != row]
        found.update({(table, number): row for number, row in changed})
        if len(new) - sum(number not in old for number, _ in changed) < len(old):
            found.update({(table, number): None for number in old.keys() - new.keys()})
    return found
