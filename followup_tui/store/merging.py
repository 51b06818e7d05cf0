"""Changes that met others' changes: merge field by field, move new ids that are taken, and lose nothing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from followup_tui.model.records import REFERENCES
from followup_tui.store.changes import Key, Op
from followup_tui.store.documents import to_bytes, to_object

Rows = Mapping[int, bytes]
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


def merged(base: bytes | None, theirs: bytes | None, ours: bytes | None) -> bytes | None:
    """What becomes of a document that both sides changed. An edit wins over a deletion."""
    if theirs is None or theirs in (base, ours):
        return ours
    if ours is None or ours == base:
        return theirs
    return to_bytes(_merged_fields(to_object(base) if base is not None else {}, to_object(theirs), to_object(ours)))


def _merged_fields(base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name in theirs | ours:
        sides = (base.get(name, _MISSING), theirs.get(name, _MISSING), ours.get(name, _MISSING))
        value = _merged_value(*sides)
        if value is not _MISSING:
            result[name] = value
    return result


def _merged_value(base: Any, theirs: Any, ours: Any) -> Any:
    """One field. Where both changed it and it cannot be merged, theirs stands: it is already on disk."""
    if theirs == base:
        return ours
    if ours in (base, theirs):
        return theirs
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return _merged_fields(base if isinstance(base, dict) else {}, theirs, ours)
    if isinstance(theirs, list) and isinstance(ours, list):
        return _merged_list(base if isinstance(base, list) else [], theirs, ours)
    return theirs


def _merged_list(base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
    """Scalars as a set in their order. Lists of objects only when both sides did nothing but add."""
    only_added = all(item in theirs and item in ours for item in base)
    if not only_added and any(isinstance(item, dict | list) for item in (*base, *theirs, *ours)):
        return theirs
    kept = [item for item in theirs if item in ours or item not in base]
    return kept + [item for item in ours if item not in base and item not in kept]


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
