"""What the tests of the doctor share: the day, what it tells, and that all is well after a repair."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from followup_tui.model.clock import Clock
from followup_tui.safekeeping import repaired
from followup_tui.store.doctor import Diagnosis
from followup_tui.store.repair import Repaired
from tests.store.store_rig import plain

TABLES = ("contacts", "companies", "interactions", "tasks")
Records = dict[tuple[str, int], dict[str, Any]]
CLOCK = Clock(date(2026, 11, 20), lambda: datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


def told(found: Diagnosis) -> str:
    """Every finding with its place and its repair."""
    return "\n".join(f"{one.what} | {one.where} | {one.repair}" for one in (*found.problems, *found.notes))


def sound_afterwards(path: Path, done: Repaired) -> None:
    """Nothing is left to be found, and a second repair does nothing."""
    assert done.left is not None
    assert not done.left.problems, told(done.left)
    assert repaired(path, CLOCK).done == []


def records(data: bytes) -> Records:
    """Every record in the bytes of a file."""
    tables = json.loads(data)
    return {(table, int(n)): row for table in TABLES for n, row in tables[table].items()}


def there(path: Path) -> Records:
    """Every record as a plain TinyDB reads it."""
    return {(table, number): row for table in TABLES for number, row in plain(path, table).items()}
