"""Records that do not hold: what is wrong with each, and the same records mended. Pure: nothing is read or written.

Mending loses nothing that can be read: a field that does not fit is taken out of its record, which is handed back as it
was, to be kept elsewhere. References to records that are not there are taken out of their lists.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from followup_tui.model.codec import BadRecord, decode, decode_exactly, without_strangers
from followup_tui.model.ids import short
from followup_tui.model.records import RECORDS, REFERENCES, Interaction, Record
from followup_tui.model.validation import problems_of
from followup_tui.store.changes import Key, Op
from followup_tui.store.cross_checks import circles, said_twice
from followup_tui.store.documents import MOST_DIGITS, BadDocument, to_bytes, to_object
from followup_tui.store.merging import renumbered
from followup_tui.store.problems import Problem, by_repair, record_at
from followup_tui.store.salvage import Found, looks_like

LARGEST_ID = 2**53 - 1
"""Any JSON reader keeps a number up to this one exact."""
_TOO_LONG = re.compile(rb"[:,\[] ?-?[0-9]{%d}" % (MOST_DIGITS + 1))
AHEAD = timedelta(days=366)
"""An interaction later than a year from today was not; somebody mistyped its year."""
_KINDS: dict[str, type[Record]] = {kind.table: kind for kind in RECORDS}
_FIELDS = {kind.table: frozenset(kind.__struct_fields__) for kind in RECORDS}
_NO_JSON = "it holds what JSON has no word for (NaN, Infinity, half a character)"
_KEEPS = "takes the value out and keeps the record as it was in a side file"
_NEEDED = {"interactions": "contacts", "results": "contact", "interviews": "company"}
"""The reference without which a record is shown nowhere."""


@dataclass
class Mended:
    """What was found. `tables` are the documents as they should be, `originals` those that lost something."""

    tables: dict[str, dict[int, bytes]]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    remaining: list[Problem] = field(default_factory=list)
    """Problems that only the person can settle."""
    originals: dict[Key, bytes] = field(default_factory=dict)


def mend(
    tables: Mapping[str, Mapping[int, bytes]],
    dropped: Iterable[Found],
    today: date,
    fresh_id: Callable[[Mapping[int, bytes]], int],
) -> Mended:
    """Looks at every record.

    Args:
        tables: the documents of a readable file.
        dropped: records that the file's reader dropped, since their key comes twice.
        today: the day that counts as today.
        fresh_id: an id that is free among the documents of a table.
    """
    result = Mended({name: dict(rows) for name, rows in tables.items()})
    _take_in(result, dropped, fresh_id)
    _put_back(result, fresh_id)
    _move_ids(result, fresh_id)
    strangers: Counter[tuple[str, str]] = Counter()
    for table, rows in result.tables.items():
        if table not in _KINDS:
            if rows:
                what = f'The table "{table[:40]}" is none of followup\'s; it is kept as it is.'
                result.notes.append(Problem(what, f'table "{table[:40]}"', "Nothing needs to be done."))
            continue
        for number, row in list(rows.items()):
            _mend_record(result, table, number, row, strangers, today)
    _open_circles(result)
    result.notes += said_twice(result.tables)
    for (table, name), count in sorted(strangers.items()):
        what = f'The field "{name[:40]}" is none that followup knows; it is kept as it is.'
        result.notes.append(
            Problem(what, f"{table}, {count:,} {'record' if count == 1 else 'records'}", "Nothing needs to be done.")
        )
    return result


def changed_ops(before: Mapping[str, Mapping[int, bytes]], mended: Mended) -> tuple[Op, ...]:
    """The steps from the documents as they were to the mended ones."""
    ops = []
    for table, rows in mended.tables.items():
        old = before.get(table, {})
        ops += [Op(table, number, old.get(number), row) for number, row in rows.items() if old.get(number) != row]
        ops += [Op(table, number, row, None) for number, row in old.items() if number not in rows]
    return tuple(ops)


def _take_in(result: Mended, dropped: Iterable[Found], fresh_id: Callable[[Mapping[int, bytes]], int]) -> None:
    for one in dropped:
        rows = result.tables.setdefault(one.table, {})
        number = fresh_id(rows) if one.id in rows else one.id
        rows[number] = to_bytes(one.fields)
        what = "Two records have the same id, and every reader of JSON sees only the last one."
        repair = by_repair("keeps both: the one that is not seen gets an id of its own")
        result.problems.append(Problem(what, record_at(one.table, one.id, one.fields), repair))


def _put_back(result: Mended, fresh_id: Callable[[Mapping[int, bytes]], int]) -> None:
    """Puts records whose table has a damaged name back where they belong, so that what refers to them still does."""
    for table in [name for name, rows in result.tables.items() if rows and name not in _KINDS]:
        for wanted in get_close_matches(table, _KINDS, n=1, cutoff=0.75):
            rows, own = result.tables[table], result.tables.setdefault(wanted, {})
            fitting = {number: row for number, row in rows.items() if looks_like(wanted, to_object(row))}
            if 2 * len(fitting) < len(rows):
                continue
            for number, row in fitting.items():
                own[fresh_id(own) if number in own else number] = row
                del rows[number]
            what = f'The name of the table "{table[:40]}" is damaged: it holds {len(fitting):,} {wanted}.'
            repair = by_repair(f"puts them back into {wanted}")
            result.problems.append(Problem(what, f'table "{table[:40]}"', repair))


def _move_ids(result: Mended, fresh_id: Callable[[Mapping[int, bytes]], int]) -> None:
    """Gives new ids to records whose own can mean nothing (0) or is not kept by every reader; references follow."""
    moved: dict[Key, int] = {}
    for table, rows in result.tables.items():
        for number in [one for one in rows if not 0 < one <= LARGEST_ID] if table in _KINDS else ():
            result.originals[table, number] = rows[number]
            moved[table, number] = fresh_id(rows)
            rows[moved[table, number]] = rows.pop(number)
            what = "Its id is not a number that every program keeps as it is; it gets a new one."
            result.problems.append(Problem(what, record_at(table, number), by_repair("gives it another id")))
    follow = {key: number for key, number in moved.items() if key[1]}
    for table, rows in result.tables.items() if follow else ():
        for number, row in rows.items():
            rows[number] = renumbered(Op(table, number, None, row), follow).after or row


def _mend_record(
    result: Mended, table: str, number: int, row: bytes, strangers: Counter[tuple[str, str]], today: date
) -> None:
    kind = _KINDS[table]
    try:
        fields = to_object(row)
    except BadDocument:
        return  # the store holds objects only
    strangers.update((table, name) for name in fields.keys() - _FIELDS[table])
    unfit = [] if _reads(kind, number, row) else list(_unfit(kind, number, fields))
    if _TOO_LONG.search(row):
        unfit.append(("It holds a number of more digits than programs read.", by_repair("writes it as a text")))
    lost = [*unfit, *_dangling(result.tables, table, fields)]
    if lost:
        result.originals.setdefault((table, number), row)
        result.tables[table][number] = to_bytes(fields)
        where = record_at(table, number, fields)
        result.problems += [Problem(what, where, repair) for what, repair in lost]
    _judge(result, decode(kind, number, result.tables[table][number]), fields, today)


def _open_circles(result: Mended) -> None:
    for (table, number), name in circles(result.tables):
        row = result.tables[table][number]
        fields = to_object(row)
        result.originals.setdefault((table, number), row)
        del fields[name]
        result.tables[table][number] = to_bytes(fields)
        what = f'Its "{name}" leads from record to record back to itself.'
        repair = by_repair("takes the reference out of the newest of them")
        result.problems.append(Problem(what, record_at(table, number, fields), repair))


def _judge(result: Mended, record: Record, fields: dict[str, Any], today: date) -> None:
    """What only the person can settle."""
    needed = _NEEDED.get(record.table)
    orphan = needed is not None and not getattr(record, needed)
    if orphan:
        what = f"Nobody is named as its {needed}, so it is shown nowhere; it is kept."
        result.notes.append(
            Problem(what, record_at(record.table, record.id, fields), "Name somebody in the file, or leave it.")
        )
    for what in problems_of(record):
        if not (orphan and " needs " in what):
            verb = f"followup edit {short(record.id)}, or " if record.table == "contacts" else ""
            how = f"Correct it: {verb}in the file."
            result.remaining.append(Problem(what, record_at(record.table, record.id, fields), how))
    if isinstance(record, Interaction) and record.on - today > AHEAD:
        what = f"It is dated {record.on.isoformat()}, more than a year ahead."
        where = record_at(record.table, record.id, fields)
        result.remaining.append(Problem(what, where, "Correct its date in the file, or take it back: followup undo."))


def _unfit(kind: type[Record], number: int, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Takes out what cannot be read as its field, item by item of a list; tells of each."""
    for name, value in list(fields.items()):
        if _fits(kind, number, {name: value}):
            continue
        half = without_strangers(value) if isinstance(value, str | list | dict) else value
        if half and half != value and _fits(kind, number, {name: half}):
            fields[name] = half
            yield f'The field "{name}" cannot be read by every program: {_NO_JSON}.', by_repair(_KEEPS)
            continue
        told = f'The field "{name}" cannot be read: {_why(kind, number, {name: value})}.'
        text = _as_text(value)
        if text != value and _is_sound(kind, number, {name: text}):
            fields[name] = text
            yield told, by_repair("writes the number as a text")
            continue
        kept = [item for item in value if _fits(kind, number, {name: [item]})] if isinstance(value, list) else []
        if kept and _fits(kind, number, {name: kept}):
            fields[name] = kept
        else:
            del fields[name]
        yield told, by_repair(_KEEPS)


def _as_text(value: Any) -> Any:
    """A number as a text, also in a list: what a spreadsheet makes of a telephone number."""
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return str(value) if is_number else value


def _is_sound(kind: type[Record], number: int, fields: dict[str, Any]) -> bool:
    """Whether fields can be read and there is nothing to say against them."""
    if not _fits(kind, number, fields):
        return False
    empty = decode_exactly(kind, number, b"{}")
    return set(problems_of(decode_exactly(kind, number, to_bytes(fields)))) <= set(problems_of(empty))


def _reads(kind: type[Record], number: int, row: bytes) -> bool:
    try:
        decode_exactly(kind, number, row)
    except BadRecord:
        return False
    return True


def _fits(kind: type[Record], number: int, fields: dict[str, Any]) -> bool:
    return not _why(kind, number, fields)


def _why(kind: type[Record], number: int, fields: dict[str, Any]) -> str:
    try:
        decode_exactly(kind, number, to_bytes(fields))
    except BadRecord as error:
        if without_strangers(fields) != fields:
            return _NO_JSON
        return str(error).partition(": ")[2].partition(" - at ")[0]
    return ""


def _dangling(
    tables: Mapping[str, Mapping[int, bytes]], table: str, fields: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    for path, target in REFERENCES[table].items():
        for missing in without_absent(fields, path.split("."), tables.get(target, {})):
            what = f'Its "{path}" names the record {short(abs(missing))} ({missing}) of {target}, which is not there.'
            yield what, by_repair("takes the reference out and leaves the rest")


def without_absent(fields: Any, path: list[str], there: Container[object]) -> list[int]:
    """Takes ids that are not `there` out at `path`; gives them."""
    if not isinstance(fields, dict) or path[0] not in fields:
        return []
    name, value = path[0], fields[path[0]]
    if len(path) > 1:
        return (
            [gone for item in value for gone in without_absent(item, path[1:], there)]
            if isinstance(value, list)
            else []
        )
    if isinstance(value, list):
        gone = [item for item in value if isinstance(item, int) and item not in there]
        if gone:
            fields[name] = [item for item in value if item not in gone]
        return gone
    if isinstance(value, int) and value and value not in there:
        del fields[name]
        return [value]
    return []
