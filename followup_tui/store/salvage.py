"""Reads what can be read of a file that is no JSON any more: every record that is complete, wherever it stands.

Works on one record a line and on everything in one line alike, since it looks for ``"id": {`` and lets the JSON decoder
find the end. What was overwritten, cut off or torn in two is skipped; a record stands or falls by itself.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from followup_tui.model.records import RECORDS, TABLES, Record
from followup_tui.store.documents import whole_number
from followup_tui.store.layout import META

MARKERS = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
"""What a text merge leaves around a conflict."""
_BASE = re.compile(r"^\|{7}.*?^(?=={7})", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r'(?<!\\)"((?:[^"\\\n]|\\.){1,200})"\s*:\s*(?=\{)')
_ID = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_FULL = re.compile(r'\{\s*"-?[0-9]+"\s*:\s*\{')
_INNER = re.compile(r'(?<!\\)"-?[0-9]+"\s*:\s*\{')
_DECODER = json.JSONDecoder(parse_int=whole_number)
_KINDS: dict[str, type[Record]] = {kind.table: kind for kind in RECORDS}
_UNSAID = frozenset({"id", "created", "updated"})


_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))


def encoding_of(data: bytes) -> str:
    """How the text in the bytes is written: UTF-8, or the UTF-16 in which some editors save."""
    return next((name for begins, name in _WIDE if data.startswith(begins)), "utf-8-sig")


def text_of(data: bytes) -> str:
    """The text in the bytes, without the mark at its beginning; what is none becomes U+FFFD."""
    return data.decode(encoding_of(data), errors="replace")


class Found(NamedTuple):
    """A complete record. `table` is empty where nothing says which table it was of."""

    table: str
    id: int
    fields: dict[str, Any]


class Salvage(NamedTuple):
    """What was found, in the order of the file, and how many records were begun and could not be read."""

    found: tuple[Found, ...]
    torn: tuple[str, ...]


def salvage(data: bytes) -> Salvage:
    """Every complete record in the bytes. Bytes that are no UTF-8 become U+FFFD within their text."""
    text = _BASE.sub("", text_of(data))
    whole = _decoded(text, 0)[1]
    shelf = _Shelf()
    torn: list[str] = []
    at = 0
    while (head := _HEAD.search(text, at)) is not None:
        name, start = _unquoted(head[1]), head.end()
        if not _ID.fullmatch(name):
            if _begins_table(name, text, start):
                shelf.begin(name)
            at = start
            continue
        fields, end = _decoded(text, start)
        if fields is None or (shelf.knows_table and _INNER.search(text, start, end)):  # torn, or it swallowed others
            torn.append(text[head.start() : _line_end(text, start)][:500])
            shelf.sure, at = False, start
            continue
        shelf.sure &= not text[at : head.start()].strip(" \t\r\n,{")
        shelf.put(int(name), fields, is_rest=0 < whole <= head.start())
        at = end
    return Salvage(tuple(shelf.found), tuple(torn))


class _Shelf:
    """The records found so far, and the table that is being read; not `sure` once a heading may have been lost."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.sure = False
        self._table = ""
        self._last = 0
        self._seen: dict[tuple[str, int], dict[str, Any]] = {}

    @property
    def knows_table(self) -> bool:
        """Whether the table that is being read is one of ours, whose records hold no others."""
        return not self._table or self._table in _KINDS

    def begin(self, table: str) -> None:
        """A table's heading was read."""
        self._table, self._last, self.sure = table, 0, True

    def put(self, number: int, fields: dict[str, Any], *, is_rest: bool) -> None:
        """A record was read; `is_rest` where it lies behind the end, in what is left of an older file."""
        table = self._table if self.sure else self._guessed(number, fields, is_rest)
        if table and not self.sure:
            self._table, self.sure = table, True
        if table == self._table:
            self._last = number
        self._seen[table, number] = fields
        self.found.append(Found(table, number, fields))

    def _guessed(self, number: int, fields: dict[str, Any], is_rest: bool) -> str:
        """The table of a record after a gap, in which the heading of the next table may have been.

        Ids ascend within a table, and tables have their order. The rest of an older file was mostly read before.
        """
        fitting = [name for name in TABLES if _fits(_KINDS[name], fields)]
        same = [name for name in fitting if self._seen.get((name, number)) == fields]
        known = [name for name in fitting if is_rest and (name, number) in self._seen]
        here = [name for name in fitting if name == self._table and number > self._last]
        place = TABLES.index(self._table) if self._table in TABLES else -1
        later = [name for name in fitting if TABLES.index(name) > place]
        chosen = [*same, *known, *here, *later, *fitting]
        return chosen[0] if chosen else _table_of(self._table, fields)


def _unquoted(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted
    try:
        return str(json.loads(f'"{quoted}"'))
    except ValueError:
        return quoted


def _begins_table(name: str, text: str, start: int) -> bool:
    return name in TABLES or name == META or _FULL.match(text, start) is not None


def _decoded(text: str, start: int) -> tuple[dict[str, Any] | None, int]:
    try:
        fields, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
    return fields, end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _table_of(table: str, fields: dict[str, Any]) -> str:
    """The table of a record: the one it stands under, unless it only fits another, whose heading is gone."""
    if table == META and "schema" in fields:
        return META
    if table not in ("", META) and (table not in _KINDS or _fits(_KINDS[table], fields)):
        return table
    fitting = [kind.table for kind in RECORDS if fields and _fits(kind, fields)]
    return fitting[0] if fitting else "" if table == META else table


def _fits(kind: type[Record], fields: dict[str, Any]) -> bool:
    """Whether every field is one of that kind and can be read as such, and what makes such a record is there."""
    if not fields.keys() <= set(kind.__struct_fields__) or not _OWN[kind.table] & fields.keys():
        return False
    try:
        msgspec.convert(fields, kind, strict=False)
    except (msgspec.ValidationError, ValueError):
        return False
    return True


def looks_like(table: str, fields: dict[str, Any]) -> bool:
    """Whether a record could stand in a table by its fields."""
    return _fits(_KINDS[table], fields)


_OWN: dict[str, frozenset[str]] = {
    kind.table: frozenset(kind.__struct_fields__) - _UNSAID for kind in RECORDS
}  # fmt: skip


def swallowed(tables: Mapping[str, Mapping[int, bytes]]) -> bool:
    """Whether a record of ours holds what looks like other records: a piece with brackets between them was lost."""
    return any(
        _INNER.search(row.decode(errors="replace"))
        for name in _KINDS.keys() & tables.keys()
        for row in tables[name].values()
    )


def occurrences(text: str) -> tuple[Found, ...]:
    """Every record of readable JSON in the order of the text, with those that a decoder drops since their key comes
    again later. Ids that are no whole numbers become 0: such a record needs one. What is no object is left out.

    Raises:
        ValueError: it is not JSON.
    """
    whole = json.loads(text, object_pairs_hook=_Pairs, parse_int=whole_number)
    found: list[Found] = []
    for table, rows in whole if isinstance(whole, _Pairs) else ():
        numbered = rows if isinstance(rows, _Pairs) else []
        if isinstance(rows, list) and not isinstance(rows, _Pairs):
            numbered = [("", row) for row in rows]
        for number, fields in numbered:
            if isinstance(fields, _Pairs):
                found.append(Found(table, int(number) if _ID.fullmatch(number) else 0, fields.plain()))
    return tuple(found)


def repeated_tables(text: str) -> list[str]:
    """The tables that stand more than once in readable JSON, of which a decoder keeps the last.

    Raises:
        ValueError: it is not JSON.
    """
    whole = json.loads(text, object_pairs_hook=_Pairs, parse_int=whole_number)
    counts = Counter(name for name, _ in whole) if isinstance(whole, _Pairs) else Counter[str]()
    return [name for name, count in counts.items() if count > 1]


def dropped(text: str) -> tuple[Found, ...]:
    """The records of readable JSON that a decoder drops without a word.

    Raises:
        ValueError: it is not JSON.
    """
    kept = json.loads(text, parse_int=whole_number)
    found = occurrences(text)
    return tuple(one for one in found if one.id and not _same(kept[one.table].get(str(one.id)), one.fields))


def _same(one: object, other: object) -> bool:
    return one == other or json.dumps(one) == json.dumps(other)  # a NaN is not equal to itself


class _Pairs(list[tuple[str, Any]]):
    """An object as the text has it, with the keys that come twice."""

    def plain(self) -> dict[str, Any]:
        """The same as a decoder makes it."""
        return {name: _plain(value) for name, value in self}


def _plain(value: Any) -> Any:
    if isinstance(value, _Pairs):
        return value.plain()
    return [_plain(item) for item in value] if isinstance(value, list) else value
