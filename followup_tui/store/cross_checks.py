"""What is wrong between records that are each sound: references that go round in a circle, and things said twice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from followup_tui.store.changes import Key
from followup_tui.store.documents import to_object
from followup_tui.store.problems import Problem, record_at

_CHAINS = (("results", "came_of"), ("contacts", "introduced_by"))
"""Fields that name a record of the same table, which can never lead back to where it began."""
_SINGLE = (("contacts", "emails", "e-mail address"), ("contacts", "keys", "key"), ("interactions", "keys", "key"))
MOST_TOLD = 20


def circles(tables: Mapping[str, Mapping[int, bytes]]) -> Iterator[tuple[Key, str]]:
    """For each circle of references its newest record, and the field that has to let go."""
    for table, field in _CHAINS:
        needle = f'"{field}"'.encode()
        rows = {number: to_object(row) for number, row in tables.get(table, {}).items() if needle in row}
        onward = {number: fields[field] for number, fields in rows.items() if isinstance(fields.get(field), int)}
        settled: set[int] = set()
        for start in onward:
            way: dict[int, None] = {}
            at = start
            while at in onward and at not in settled and at not in way:
                way[at] = None
                at = onward[at]
            if at in way:
                passed = list(way)
                yield (table, max(passed[passed.index(at) :])), field
            settled.update(way)


def said_twice(tables: Mapping[str, Mapping[int, bytes]]) -> list[Problem]:
    """A note for each address or key that more than one record has; the last tells how many more there are."""
    notes: list[Problem] = []
    for table, field, what in _SINGLE:
        held: defaultdict[str, list[int]] = defaultdict(list)
        needle = f'"{field}"'.encode()
        for number, row in tables.get(table, {}).items():
            for value in _texts(to_object(row).get(field)) if needle in row else ():
                held[value.strip().casefold()].append(number)
        for value, numbers in held.items():
            if len(set(numbers)) > 1:
                notes.append(_twice(tables[table], table, f'The {what} "{value[:60]}"', sorted(set(numbers))))
    if len(notes) > MOST_TOLD:
        rest = f"{len(notes) - MOST_TOLD:,} more addresses or keys stand at more than one record."
        notes[MOST_TOLD:] = [Problem(rest, "contacts, interactions", notes[0].repair)]
    return notes


def _twice(rows: Mapping[int, bytes], table: str, what: str, numbers: Sequence[int]) -> Problem:
    where = " and ".join(record_at(table, number, to_object(rows[number])) for number in numbers[:3])
    more = f" and {len(numbers) - 3:,} more" if len(numbers) > 3 else ""
    advice = "Look whether they are one and the same; nothing needs to be done."
    return Problem(f"{what} stands at {len(numbers):,} {table}.", f"{where}{more}", advice)


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
