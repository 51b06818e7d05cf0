"""One change on its way: in memory, then a line of the history, then folded into what can be undone."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple

import msgspec

from followup_tui.store.changes import Committed, HistoryEntry, Key, Op, Undone


class Kind(Enum):
    """What an entry does to the stacks."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"


@dataclass(eq=False, slots=True)
class Entry:
    """A change with its place in the story. `rev` is 0 until it is written; `target` is what it undoes or redoes."""

    label: str
    command: str
    at: datetime
    kind: Kind = Kind.CHANGE
    target: "Entry | None" = None
    by: "Entry | None" = None
    """Whose ops it reverses: the target, or what redid it last."""
    rev: int = 0
    line: bytes = b""
    pending_ops: tuple[Op, ...] = ()
    remapped: dict[Key, int] = field(default_factory=dict)
    outside: bool = False
    attended: bool = False
    """Somebody waits for it and takes a failure at once, instead of a retry."""
    future: "Future[Any]" = field(default_factory=Future)

    @property
    def ops(self) -> tuple[Op, ...]:
        """The ops: those in memory, or those of the line it was read from."""
        return ops_of(self.line) if self.line else self.pending_ops

    def outcome(self, rev: int) -> Committed | Undone:
        """What the future resolves to once the file is at `rev`."""
        if self.kind is Kind.CHANGE:
            return Committed(rev, self.rev, self.remapped, self.outside)
        told = self.target or self
        return Undone(told.label, told.command, told.at, self.ops, rev)


class _Line(msgspec.Struct, omit_defaults=True):
    rev: int
    at: datetime
    command: str
    label: str
    ops: msgspec.Raw
    undo_of: int = 0
    redo_of: int = 0


_LINES = msgspec.json.Decoder(_Line)
_OPS = msgspec.json.Decoder(list[tuple[str, int, msgspec.Raw, msgspec.Raw]])
_NULL = b"null"


class _OnlyOps(msgspec.Struct):
    ops: msgspec.Raw


_ONLY_OPS = msgspec.json.Decoder(_OnlyOps)


def line_of(entry: Entry) -> bytes:
    """The entry as one line of the history, without its line end."""
    target = entry.target.rev if entry.target else 0
    ops = [(op.table, op.id, _raw(op.before), _raw(op.after)) for op in entry.ops]
    return msgspec.json.encode(
        _Line(
            rev=entry.rev,
            at=entry.at,
            command=entry.command,
            label=entry.label,
            ops=msgspec.Raw(msgspec.json.encode(ops)),
            undo_of=target if entry.kind is Kind.UNDO else 0,
            redo_of=target if entry.kind is Kind.REDO else 0,
        )
    )


def ops_of(line: bytes) -> tuple[Op, ...]:
    """The ops in a line of the history."""
    rows = _OPS.decode(_ONLY_OPS.decode(line).ops)
    return tuple(Op(table, number, _document(before), _document(after)) for table, number, before, after in rows)


def entry_of(line: bytes, known: dict[int, Entry]) -> Entry | None:
    """The entry a line tells of; None when the line is torn. `known` finds what it undoes by rev, and learns it."""
    try:
        read = _LINES.decode(line)
    except msgspec.MsgspecError:
        return None
    kind = Kind.UNDO if read.undo_of else Kind.REDO if read.redo_of else Kind.CHANGE
    target = known.get(read.undo_of or read.redo_of)
    entry = Entry(read.label, read.command, read.at, kind, target, rev=read.rev, line=line)
    known[read.rev] = entry
    return entry


def _raw(document: bytes | None) -> msgspec.Raw:
    return msgspec.Raw(_NULL if document is None else document)


def _document(raw: msgspec.Raw) -> bytes | None:
    document = bytes(raw)
    return None if document == _NULL else document


class Step(NamedTuple):
    """Something that can be undone or redone: the change it is about, and the entry whose ops did it last."""

    change: Entry
    by: Entry


class Stacks:
    """What can be undone and what can be redone, folded from the entries in order."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.undo: list[Step] = []
        self.redo: list[Step] = []
        for entry in entries:
            self.push(entry)

    def push(self, entry: Entry) -> None:
        """Takes the next entry into account."""
        if entry.kind is Kind.CHANGE:
            self.undo.append(Step(entry, entry))
            self.redo.clear()
        elif entry.target is not None:
            old, new = (self.undo, self.redo) if entry.kind is Kind.UNDO else (self.redo, self.undo)
            _drop(old, entry.target)
            new.append(Step(entry.target, entry))


def _drop(steps: list[Step], change: Entry) -> None:
    for place in reversed(range(len(steps))):
        if steps[place].change is change:
            del steps[place]
            return


def listed(entries: Iterable[Entry], limit: int) -> list[HistoryEntry]:
    """The newest `limit` entries as people are shown them, newest first."""
    undone: dict[Entry, bool] = {}
    entries = list(entries)
    for entry in entries:
        if entry.target is not None:
            undone[entry.target] = entry.kind is Kind.UNDO
    return [_shown(entry, undone.get(entry, False)) for entry in reversed(entries[-limit:] if limit > 0 else [])]


def _shown(entry: Entry, undone: bool) -> HistoryEntry:
    target = entry.target.rev if entry.target else 0
    return HistoryEntry(
        id=entry.rev,
        at=entry.at,
        label=entry.label,
        command=entry.command,
        state="undone" if undone else "done",
        undo_of=target if entry.kind is Kind.UNDO else 0,
        redo_of=target if entry.kind is Kind.REDO else 0,
        touched=tuple(op.key for op in entry.ops),
    )
