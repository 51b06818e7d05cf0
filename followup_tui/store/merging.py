"""Changes that met others' changes: merge field by field, move new ids that are taken, and lose nothing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from followup_tui.model.records import REFERENCES
from followup_tui.store.changes import Key, Op
from followup_tui.store.documents import to_bytes, to_object

Rows = Mapping[int, bytes]
Told = Callable[[str, Any, Any], None]
"""Is told of a field that both sides changed and that could not be merged: its name, what is kept and what is dropped.
None stands for no value."""
_MISSING = object()


class Resolved(NamedTuple):
    """Ops that fit the documents as they are now, and the new ids that had to move."""

    ops: tuple[Op, ...]
    remapped: dict[Key, int]


def normalised(ops: Iterable[Op]) -> tuple[Op, ...]:
    """The same change with one op a document, without those that change nothing."""
    steps: dict[Key, Op] = {}
    for op in ops:
        first = steps.get(op.key)
        steps[op.key] = op if first is None else first._replace(after=op.after)
    return tuple(op for op in steps.values() if op.before != op.after)


def resolve(
    ops: tuple[Op, ...], rows_of: Callable[[str], Rows], fresh_id: Callable[[str], int], earlier: Mapping[Key, int]
) -> Resolved:
    """Fits a change to documents that may have moved on.

    Args:
        ops: the change, one op a document.
        rows_of: the documents of a table as they are now.
        fresh_id: an id that is free in a table.
        earlier: ids that earlier changes of ours had to move.
    """
    tables = {name: rows_of(name) for name in {op.table for op in ops}}
    ops = _all_renumbered(ops, earlier)
    moved = {
        op.key: fresh_id(op.table)
        for op in ops
        if op.before is None and op.id in tables[op.table] and op.after != tables[op.table][op.id]
    }
    ops = _all_renumbered(ops, moved)
    if any(tables[op.table].get(op.id) != op.before for op in ops):
        ops = tuple(_fitted(op, tables[op.table].get(op.id)) for op in ops)
    return Resolved(tuple(op for op in ops if op.before != op.after), moved)


def _all_renumbered(ops: tuple[Op, ...], remapped: Mapping[Key, int]) -> tuple[Op, ...]:
    return tuple(renumbered(op, remapped) for op in ops) if remapped else ops


def _fitted(op: Op, current: bytes | None) -> Op:
    return op if current == op.before else op._replace(before=current, after=merged(op.before, current, op.after))


def merged(base: bytes | None, theirs: bytes | None, ours: bytes | None, told: Told | None = None) -> bytes | None:
    """What becomes of a document that both sides changed. An edit wins over a deletion, `theirs` over `ours`."""
    if theirs is None or theirs in (base, ours):
        return ours
    if ours is None or ours == base:
        return theirs
    fields = _Merge(told).fields(to_object(base) if base is not None else {}, to_object(theirs), to_object(ours))
    return to_bytes(fields)


class _Merge:
    """One merge of two documents; tells of what it had to drop."""

    def __init__(self, told: Told | None) -> None:
        self._told = told

    def fields(
        self, base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any], within: str = ""
    ) -> dict[str, Any]:
        """The fields of both; `within` is the path of the object they are in."""
        result: dict[str, Any] = {}
        for name in theirs | ours:
            sides = (base.get(name, _MISSING), theirs.get(name, _MISSING), ours.get(name, _MISSING))
            value = self._value(f"{within}{name}", *sides)
            if value is not _MISSING:
                result[name] = value
        return result

    def _value(self, name: str, base: Any, theirs: Any, ours: Any) -> Any:
        """One field. Where both changed it and it cannot be merged, theirs stands."""
        if theirs == base:
            return ours
        if ours in (base, theirs):
            return theirs
        if isinstance(theirs, dict) and isinstance(ours, dict):
            return self.fields(base if isinstance(base, dict) else {}, theirs, ours, f"{name}.")
        if isinstance(theirs, list) and isinstance(ours, list):
            both = merged_list(base if isinstance(base, list) else [], theirs, ours)
            if both is not None:
                return both
        if self._told is not None:
            self._told(name, *(None if side is _MISSING else side for side in (theirs, ours)))
        return theirs


def merged_list(base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any] | None:
    """Scalars as a set in their order. Of lists of objects, what one side added goes with what the other changed; None
    when both did more than add."""
    they_added, we_added = (all(item in side for item in base) for side in (theirs, ours))
    if not any(isinstance(item, dict | list) for item in (*base, *theirs, *ours)) or (they_added and we_added):
        kept = [item for item in theirs if item in ours or item not in base]
        return kept + [item for item in ours if item not in base and item not in kept]
    if we_added:
        return _with_additions(theirs, ours, base)
    return _with_additions(ours, theirs, base) if they_added else None


def _with_additions(changed: list[Any], grown: list[Any], base: list[Any]) -> list[Any]:
    """What was added at the front stays there: the current position stands first."""
    added = [item for item in grown if item not in base and item not in changed]
    return [*added, *changed] if added and grown[0] == added[0] else [*changed, *added]


def renumbered(op: Op, remapped: Mapping[Key, int]) -> Op:
    """The op with ids that moved, its own and those its documents refer to."""
    return Op(
        op.table,
        remapped.get(op.key, op.id),
        _renumbered_document(op.table, op.before, remapped),
        _renumbered_document(op.table, op.after, remapped),
    )


def _renumbered_document(table: str, document: bytes | None, remapped: Mapping[Key, int]) -> bytes | None:
    if document is None or table not in REFERENCES:
        return document
    fields = to_object(document)
    changed = False
    for path, target in REFERENCES[table].items():
        moved = {old: new for (where, old), new in remapped.items() if where == target}
        if moved:
            changed |= _renumber(fields, path.split("."), moved)
    return to_bytes(fields) if changed else document


def _renumber(fields: Any, path: list[str], moved: Mapping[int, int]) -> bool:
    """Replaces ids at `path` in place; True when there was one. Items of another shape are left alone."""
    if not isinstance(fields, dict) or path[0] not in fields:
        return False
    value = fields[path[0]]
    if len(path) > 1:
        items = value if isinstance(value, list) else [value]
        return sum(_renumber(item, path[1:], moved) for item in items) > 0
    if isinstance(value, list):
        fields[path[0]] = [moved.get(item, item) if isinstance(item, int) else item for item in value]
    elif isinstance(value, int):
        fields[path[0]] = moved.get(value, value)
    return bool(fields[path[0]] != value)
