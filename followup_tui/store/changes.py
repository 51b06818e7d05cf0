"""What a change is: to those who make one, and to those who ask about it afterwards."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from followup_tui.store.errors import StoreError

Key = tuple[str, int]
"""A table and a document id."""
Tables = dict[str, dict[int, bytes]]
"""The documents of each table by their ids."""


class Op(NamedTuple):
    """One document's step. Documents are compact JSON; None stands for one that is not there."""

    table: str
    id: int
    before: bytes | None
    after: bytes | None

    @property
    def key(self) -> Key:
        """Which document."""
        return (self.table, self.id)

    def inverse(self) -> "Op":
        """The step that takes this one back."""
        return Op(self.table, self.id, self.after, self.before)


def apply(tables: Tables, op: Op) -> None:
    """Takes one step in `tables`."""
    rows = tables.setdefault(op.table, {})
    if op.after is None:
        rows.pop(op.id, None)
    else:
        rows[op.id] = op.after


def fits(tables: Tables, ops: Iterable[Op]) -> bool:
    """Takes the steps in `tables`; False at the first whose document is not as it was before it, so that a step is
    missing between."""
    for op in ops:
        if tables.get(op.table, {}).get(op.id) != op.before:
            return False
        apply(tables, op)
    return True


class Change(NamedTuple):
    """One transaction: all of its ops, or none. `label` is for people, `command` the verb, `at` is UTC."""

    label: str
    command: str
    at: datetime
    ops: tuple[Op, ...]


class Committed(NamedTuple):
    """A change that is on disk. `remapped` holds new ids that had to move; `outside`: others' changes came with it."""

    rev: int
    change_id: int
    remapped: Mapping[Key, int]
    outside: bool


class Undone(NamedTuple):
    """A change taken back (or brought back) on disk: its label, command and moment, and the ops that did it."""

    label: str
    command: str
    at: datetime
    ops: tuple[Op, ...]
    rev: int


class HistoryEntry(NamedTuple):
    """One line of the history. `id` is 0 while it is being saved; `undo_of` and `redo_of` name another entry, or 0.

    `steps` is how many undos lead to before it, or, as a negative number, how many redos do it again; 0 where neither
    does, as it is an undo or redo itself, or was undone and something else done since.
    What it did to which documents is read when it is asked for: a history has ten thousands of entries.
    """

    id: int
    at: datetime
    label: str
    command: str
    state: Literal["done", "undone"]
    undo_of: int
    redo_of: int
    kind: Literal["change", "undo", "redo"]
    steps: int
    read_ops: Callable[[], tuple[Op, ...]]

    @property
    def ops(self) -> tuple[Op, ...]:
        """Each document's step.

        Raises:
            StoreError: its line of the history cannot be understood there.
        """
        return self.read_ops()

    @property
    def touched(self) -> tuple[Key, ...]:
        """The documents that it changed; none where that is not understood."""
        try:
            return tuple(op.key for op in self.ops)
        except StoreError:
            return ()
