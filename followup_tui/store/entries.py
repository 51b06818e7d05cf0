"""One change on its way: in memory, then a line of the history, then folded into what can be undone.

A document may hold what plain TinyDB writes and JSON has not (NaN, half of a surrogate pair). Such documents are kept
to the byte, so that an undo brings them back as they were; a line that holds them is read in its pieces.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Any, NamedTuple

import msgspec

from followup_tui.store.changes import Committed, HistoryEntry, Key, Op, Undone
from followup_tui.store.errors import StoreError


class Kind(Enum):
    """What an entry does to the stacks."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"


def _running() -> "Future[Any]":
    """A future that cannot be cancelled: its change is in memory already, and whoever waits may stop waiting."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


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
    future: "Future[Any]" = field(default_factory=_running)

    @property
    def ops(self) -> tuple[Op, ...]:
        """The ops: those in memory, or those of the line it was read from."""
        return self.read_ops()

    def read_ops(self) -> tuple[Op, ...]:
        """The same, as a function to be called later."""
        pending = self.pending_ops  # read first: the writer sets the line before it lets go of these
        return ops_of(self.line) if self.line else pending

    def outcome(self, rev: int) -> Committed | Undone:
        """What the future resolves to once the file is at `rev`."""
        if self.kind is Kind.CHANGE:
            return Committed(rev, self.rev, self.remapped, self.outside)
        return self.undone(rev)

    def undone(self, rev: int) -> Undone:
        """What an undo or redo tells: about the change it reverses."""
        told = self.target or self
        return Undone(told.label, told.command, told.at, self.ops, rev)


class _Line(msgspec.Struct, omit_defaults=True):
    rev: int
    at: datetime
    command: str
    label: str
    undo_of: int = 0
    redo_of: int = 0
    ops: msgspec.Raw = msgspec.Raw(b"[]")
    packed: bytes = b""
    """In place of `ops` when they are long: the same, compressed."""


_LINES = msgspec.json.Decoder(_Line)
_OPS = msgspec.json.Decoder(list[tuple[str, int, msgspec.Raw, msgspec.Raw]])
_NULL = b"null"
_OPS_BEGIN = b',"ops":'
_PIECES = json.JSONDecoder()
_DAMAGED = "the ops of a line of the history are damaged"

_PACKED_FROM = 8 * 1024
"""Bytes of ops from which they are compressed; an import of 30,000 people shrinks from 15 MB to 4.5."""


def line_of(entry: Entry) -> bytes:
    """The entry as one line of the history, without its line end."""
    target = entry.target.rev if entry.target else 0
    undo_of, redo_of = (target if entry.kind is kind else 0 for kind in (Kind.UNDO, Kind.REDO))
    line = _Line(entry.rev, entry.at, entry.command, entry.label, undo_of, redo_of)
    ops = _encoded(entry.ops)
    if len(ops) < _PACKED_FROM:
        line.ops = msgspec.Raw(ops)
    else:
        line.packed = zlib.compress(ops, 1)
    return msgspec.json.encode(line)


def _encoded(ops: Iterable[Op]) -> bytes:
    """One op at a time, so that a large import does not hold up the other threads."""
    names: dict[str, bytes] = {}
    pieces = []
    for op in ops:
        table = names.get(op.table) or names.setdefault(op.table, msgspec.json.encode(op.table))
        pieces.append(b"[%b,%d,%b,%b]" % (table, op.id, op.before or _NULL, op.after or _NULL))
    return b"[%b]" % b",".join(pieces)


def ops_of(line: bytes) -> tuple[Op, ...]:
    """The ops in a line of the history.

    Raises:
        msgspec.MsgspecError, ValueError, zlib.error: the line is damaged.
    """
    read, ops = _read(line)
    if read.packed:
        ops = zlib.decompress(read.packed)
    try:
        rows = _OPS.decode(ops)
    except msgspec.MsgspecError:
        return tuple(_ops_in_pieces(ops.decode()))
    return tuple(Op(table, number, _document(before), _document(after)) for table, number, before, after in rows)


def _read(line: bytes) -> tuple[_Line, bytes]:
    """A line without its ops, and those as they stand there."""
    try:
        read = _LINES.decode(line)
    except msgspec.MsgspecError:
        head, found, ops = line.partition(_OPS_BEGIN)  # no text can hold it: a quote inside one is escaped
        if not found or not ops.endswith(b"]}"):
            raise
        for _ in _ops_in_pieces(ops[:-1].decode()):  # is it only that?
            pass
        return _LINES.decode(head + b"}"), ops[:-1]
    return read, bytes(read.ops)


def _ops_in_pieces(ops: str) -> Iterator[Op]:
    """The ops of a list that is no JSON as a whole, each document cut out as it stands there.

    Raises:
        ValueError: something else is wrong with it.
    """
    at = 0
    while ops[at + 1 : at + 2] == "[":
        at += 1
        pieces, values = [], []
        for begins in "[,,,":
            if not ops.startswith(begins, at):
                raise ValueError(_DAMAGED)
            value, end = _PIECES.raw_decode(ops, at + 1)
            pieces.append(ops[at + 1 : end].encode())
            values.append(value)
            at = end
        table, number, before, after = values
        if not (isinstance(table, str) and isinstance(number, int) and _is_document(before) and _is_document(after)):
            raise ValueError(_DAMAGED)
        yield Op(table, number, _document(pieces[2]), _document(pieces[3]))
        at += 1
        if ops[at : at + 1] != ",":
            break
    if ops[at:] != "]":
        raise ValueError(_DAMAGED)


def _is_document(value: object) -> bool:
    return value is None or isinstance(value, dict)


def entry_of(line: bytes, known: dict[int, Entry]) -> Entry | None:
    """The entry a line tells of; None when the line is torn. `known` finds what it undoes by rev, and learns it."""
    try:
        read = _read(line)[0]
    except (msgspec.MsgspecError, ValueError):
        return None
    kind = Kind.UNDO if read.undo_of else Kind.REDO if read.redo_of else Kind.CHANGE
    target = known.get(read.undo_of or read.redo_of)
    entry = Entry(read.label, read.command, read.at, kind, target, rev=read.rev, line=line)
    known[read.rev] = entry
    return entry


def rewritten(line: bytes, ops: tuple[Op, ...], label: str) -> bytes:
    """The line with other ops and another label."""
    read, _ = _read(line)
    read.label = label
    encoded = _encoded(ops)
    packed = len(encoded) >= _PACKED_FROM
    read.ops = msgspec.Raw(b"[]" if packed else encoded)
    read.packed = zlib.compress(encoded, 1) if packed else b""
    return msgspec.json.encode(read)


def _document(raw: msgspec.Raw | bytes) -> bytes | None:
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

    def copy(self) -> "Stacks":
        """The same steps, which later ones do not touch."""
        other = Stacks()
        other.undo, other.redo = self.undo.copy(), self.redo.copy()
        return other

    def allow(self, entry: Entry) -> bool:
        """Whether an undo or redo, made when less was known, still takes the step it meant and passes over no other.

        A step above it on the same document would never fit again.
        """
        steps = self.undo if entry.kind is Kind.UNDO else self.redo
        touched = {op.key for op in entry.ops}
        for change, by in reversed(steps):
            if _is_same(change, entry.target):
                return _is_same(by, entry.by)
            if touched.intersection(op.key for op in by.ops):
                return False
        return False

    def push(self, entry: Entry) -> None:
        """Takes the next entry into account."""
        if entry.kind is Kind.CHANGE:
            self.undo.append(Step(entry, entry))
            self.redo.clear()
        elif entry.target is not None:
            old, new = (self.undo, self.redo) if entry.kind is Kind.UNDO else (self.redo, self.undo)
            _drop(old, entry.target)
            new.append(Step(entry.target, entry))


def _is_same(entry: Entry, other: Entry | None) -> bool:
    """Entries of a history that was read anew are other objects with the same rev."""
    return entry is other or (other is not None and entry.rev == other.rev > 0)


def _drop(steps: list[Step], change: Entry) -> None:
    for place in reversed(range(len(steps))):
        if steps[place].change is change:
            del steps[place]
            return


def listed(entries: Iterable[Entry], stacks: Stacks, limit: int) -> list[HistoryEntry]:
    """The newest `limit` entries as people are shown them, newest first; `stacks` are what they fold into."""
    undone: dict[Entry, bool] = {}
    entries = list(entries)
    for entry in entries:
        if entry.target is not None:
            undone[entry.target] = entry.kind is Kind.UNDO
    far = {step.change: number for number, step in enumerate(reversed(stacks.undo), 1)}
    far |= {step.change: -number for number, step in enumerate(reversed(stacks.redo), 1)}
    newest = reversed(entries[-limit:] if limit > 0 else [])
    return [_shown(entry, undone.get(entry, False), far.get(entry, 0)) for entry in newest]


def _shown(entry: Entry, undone: bool, steps: int) -> HistoryEntry:
    target = entry.target.rev if entry.target else 0
    return HistoryEntry(
        id=entry.rev,
        at=entry.at,
        label=entry.label,
        command=entry.command,
        state="undone" if undone else "done",
        undo_of=target if entry.kind is Kind.UNDO else 0,
        redo_of=target if entry.kind is Kind.REDO else 0,
        kind=entry.kind.value,
        steps=steps,
        read_ops=partial(_told_ops, entry),
    )


def _told_ops(entry: Entry) -> tuple[Op, ...]:
    """What it did, for people.

    Raises:
        StoreError: its line is damaged there, or a newer program tells that in another form.
    """
    try:
        return entry.read_ops()
    except (ValueError, msgspec.MsgspecError, zlib.error) as error:
        raise StoreError(
            "What this change did cannot be told: a newer followup wrote it down, or it is damaged."
        ) from error
