"""Two versions of a network made one, record by record and field by field. Pure: nothing is read or written.

Where a base tells what both had, a change of one side stands, and of two changes to one value that of the record
changed later. Without one everything that either has is kept. An interaction is never taken out, an edit wins over a
deletion, and what something that is kept refers to is kept too. Two different new records that came to the same id are
both kept: the file's keeps it, the copy's moves to one made from its content, so that other machines come to the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from followup_tui.model.records import REFERENCES
from followup_tui.store.changes import Key, Op
from followup_tui.store.common_base import UNKNOWN, Base, State, moment_of
from followup_tui.store.documents import to_bytes, to_object
from followup_tui.store.merging import merged, renumbered

_DECISIONS = frozenset(
    {"snoozed_until", "planned_on", "paused_on", "paused_until", "archived_on", "first_by", "done_on", "worked_for",
     "needs_contact", "counts"}
)  # fmt: skip
"""Fields of which no value is one too: without a base the later record says whether there is one."""
_MOMENTS = frozenset({"created", "updated"})
_ALIKE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "contacts": (("name",), ("emails",), ("linkedin",), ("keys",)),
    "companies": (("name",), ("domains",)),
    "interviews": (("company", "role"), ("keys",)),
    "interactions": (("on", "contacts"), ("keys",)),
    "clippings": (("url",), ("title",)),
    "results": (("contact", "on", "kind"),),
    "tasks": (("text",),),
}
"""What tells that two records without a moment of their making are one: any of these in common."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
Moved = Mapping[Key, int]


class Clash(NamedTuple):
    """A value that both changed: the one that is kept and the one that is dropped, None for none."""

    table: str
    id: int
    name: str
    field: str
    kept: Any
    dropped: Any


class United(NamedTuple):
    """The steps from the file to both versions in one, what they come to by table, and what could not be kept."""

    ops: tuple[Op, ...]
    added: Counter[str]
    changed: Counter[str]
    removed: Counter[str]
    clashes: tuple[Clash, ...]


def unite(file: State, copy: State, base: Base | None) -> United:
    """The file with everything in it that its conflict copy has."""
    return _Union(file, _with_own_ids(file, copy, base), base).united()


class _Union:
    def __init__(self, file: State, copy: State, base: Base | None) -> None:
        self._file = file
        self._copy = copy
        self._base = base
        self._clashes: list[Clash] = []

    def united(self) -> United:
        result: dict[Key, bytes | None] = {}
        for table, rows in self._copy.items():
            mine = self._file.get(table, {})
            for number, row in rows.items():
                if mine.get(number) != row:
                    result[table, number] = self._both(table, number, mine.get(number), row)
        for table, mine in self._file.items():
            rows = self._copy.get(table, {})
            result.update(
                {(table, n): None for n, row in mine.items() if n not in rows and self._deleted(table, n, row)}
            )
        self._keep_what_is_referred_to(result)
        ops = tuple(
            Op(table, number, before, after)
            for (table, number), after in sorted(result.items(), key=lambda one: one[0])
            if (before := self._file.get(table, {}).get(number)) != after
        )
        return United(
            ops,
            Counter(op.table for op in ops if op.before is None),
            Counter(op.table for op in ops if op.before is not None and op.after is not None),
            Counter(op.table for op in ops if op.after is None),
            tuple(self._clashes),
        )

    def _deleted(self, table: str, number: int, kept: bytes) -> bool:
        """Whether a record that one side has no more is to go: the other left it as it was."""
        return self._base is not None and table != "interactions" and self._base.of(table, number) == kept

    def _both(self, table: str, number: int, mine: bytes | None, theirs: bytes) -> bytes | None:
        if mine is None:
            return None if self._deleted(table, number, theirs) else theirs
        base = self._base.of(table, number) if self._base else UNKNOWN
        first, second = (theirs, mine) if _moment(theirs) > _moment(mine) else (mine, theirs)
        told = self._teller(table, number, first)
        if isinstance(base, bytes):
            return merged(base, first, second, told)
        return to_bytes(_union(to_object(first), to_object(second), told))

    def _teller(self, table: str, number: int, kept: bytes) -> Callable[[str, Any, Any], None]:
        fields = to_object(kept)
        words = (fields.get(field) for field in ("name", "title", "role", "subject", "text"))
        name = next((word[:60] for word in words if isinstance(word, str) and word), "")

        def tell(field: str, stays: Any, goes: Any) -> None:
            if field not in _MOMENTS:
                self._clashes.append(Clash(table, number, name, field, stays, goes))

        return tell

    def _keep_what_is_referred_to(self, result: dict[Key, bytes | None]) -> None:
        """Takes back deletions that would leave a reference to nothing, until none would."""
        gone = {key: self._there(key) for key, row in result.items() if row is None}
        while gone:
            needed = {key for key in self._references(result) if key in gone}
            if not needed:
                return
            result.update({key: gone.pop(key) for key in needed})

    def _there(self, key: Key) -> bytes | None:
        table, number = key
        return self._file.get(table, {}).get(number) or self._copy.get(table, {}).get(number)

    def _references(self, result: Mapping[Key, bytes | None]) -> Iterator[Key]:
        for table, rows in self._file.items():
            for number, row in rows.items():
                if (table, number) not in result:
                    yield from _references_of(table, row)
        for (table, _), kept in result.items():
            if kept is not None:
                yield from _references_of(table, kept)


def _moment(document: bytes) -> datetime:
    return moment_of(document, "updated") or _NEVER


def _union(first: dict[str, Any], second: dict[str, Any], told: Callable[[str, Any, Any], None]) -> dict[str, Any]:
    """What either has; `first` stands where they differ."""
    result: dict[str, Any] = {}
    for name in first | second:
        here, there = first.get(name), second.get(name)
        if name in first and (here == there or name not in second) and not (name in _DECISIONS and name not in second):
            result[name] = here
        elif isinstance(here, dict) and isinstance(there, dict):
            result[name] = _union(here, there, lambda field, *both, of=name: told(f"{of}.{field}", *both))
        elif isinstance(here, list) and isinstance(there, list):
            result[name] = [*here, *(item for item in there if item not in here)]
        elif name in first:
            result[name] = here
            told(name, here, there)
        elif name in _DECISIONS:
            told(name, None, there)
        else:
            result[name] = there
    return result


def _references_of(table: str, row: bytes) -> Iterator[Key]:
    fields = to_object(row) if REFERENCES.get(table) else {}
    for path, target in REFERENCES.get(table, {}).items():
        for number in _at(fields, path.split(".")):
            yield target, number


def _at(fields: Any, path: list[str]) -> Iterator[int]:
    value = fields.get(path[0]) if isinstance(fields, dict) else None
    for item in value if isinstance(value, list) else [value]:
        if len(path) > 1:
            yield from _at(item, path[1:])
        elif isinstance(item, int):
            yield item


# -- different records with one id ---------------------------------------------------------------------------------


def _with_own_ids(file: State, copy: State, base: Base | None) -> State:
    moved: dict[Key, int] = {}
    for table, rows in copy.items():
        mine = file.get(table, {})
        for number, row in rows.items():
            here = mine.get(number)
            if here is not None and here != row and not _is_one(table, number, here, row, base):
                moved[table, number] = _own_id(table, number, row, mine, rows)
    if not moved:
        return copy
    return {table: dict(_renumbered(table, rows, moved)) for table, rows in copy.items()}


def _renumbered(table: str, rows: Mapping[int, bytes], moved: Moved) -> Iterator[tuple[int, bytes]]:
    for number, row in rows.items():
        op = renumbered(Op(table, number, None, row), moved)
        yield op.id, op.after or row


def _is_one(table: str, number: int, one: bytes, other: bytes, base: Base | None) -> bool:
    """Whether two documents with one id are the same record, changed; else both were new, and met by chance."""
    if base is not None and isinstance(base.of(table, number), bytes):
        return True
    return _alike(table, to_object(one), to_object(other))


def _alike(table: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one.get("created") and other.get("created"):
        return bool(one["created"] == other["created"])
    groups = _ALIKE.get(table)
    if groups is None:  # a table of the person's own: the same when most of it is
        same = sum(other.get(name) == value for name, value in one.items())
        return bool(2 * same >= len(one.keys() | other.keys()))
    return any(all(_in_common(one.get(name), other.get(name)) for name in group) for group in groups)


def _in_common(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return any(item in other for item in one)
    same: bool = one == other
    return same if one else False


def _own_id(table: str, number: int, row: bytes, mine: Mapping[int, bytes], rows: Mapping[int, bytes]) -> int:
    """Another id for a record, near its own and made from its content; the one it was given before, if it was."""
    start = int.from_bytes(blake2b(table.encode() + row, digest_size=4).digest())
    block = number >> 12 << 12
    for step in range(2**52):
        found = block + (step >> 12 << 12) + ((start + step) & 0xFFF)
        if found <= 0 or found in rows:
            continue
        if found not in mine or _alike(table, to_object(mine[found]), to_object(row)):
            return found
    raise AssertionError("there are more ids than records")
