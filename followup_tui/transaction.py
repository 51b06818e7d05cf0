"""What is collected before it is kept together, and what a change that was taken back tells."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import NamedTuple, TypeVar, cast

from msgspec.structs import replace

from followup_tui.model.records import Record
from followup_tui.model.validation import check
from followup_tui.store.changes import Committed, Key, Undone

R = TypeVar("R", bound=Record)
Lookup = Callable[[type[Record], int], Record | None]


class Travelled(NamedTuple):
    """A change that was taken back or done again; `saving` resolves when that is on disk, None when it is."""

    change: Undone
    saving: "Future[Undone] | None"


class Transaction:
    """Records to be kept together. `saving` is the future of an impatient book, `committed` the answer to a patient."""

    def __init__(self, label: str, now: datetime, new_id: Callable[[datetime], int], get: Lookup) -> None:
        self.label = label
        self.records: dict[Key, Record | None] = {}
        self.saving: Future[Committed] | None = None
        self.committed: Committed | None = None
        self._now = now
        self._new_id = new_id
        self._get = get

    def put(self, record: R) -> R:
        """Keeps a record, a new one when its id is 0; gives it as kept, with its id and moments.

        Raises:
            Invalid: it does not hold.
        """
        check(record)
        number = record.id or self._new_id(self._now)
        kept = replace(record, id=number, created=record.created or self._now, updated=self._now)
        self.records[kept.table, number] = kept
        return kept

    def get(self, kind: type[R], number: int) -> R | None:
        """The record of that id as this transaction has it so far."""
        key = (kind.table, number)
        if key in self.records:
            return cast("R | None", self.records[key])
        return cast("R | None", self._get(kind, number))

    def remove(self, record: Record) -> None:
        """Takes a record out; undo brings it back."""
        self.records[record.table, record.id] = None
