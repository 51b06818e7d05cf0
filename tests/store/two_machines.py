"""Two machines that edit the same network without knowing of each other."""

import json
import shutil
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from followup_tui.model.clock import Clock
from followup_tui.safekeeping import take_in_copies
from followup_tui.store.changes import Change
from followup_tui.store.store import Op, Store
from followup_tui.store.taking_in import TakenIn
from tests.store.store_rig import WAIT, QuickDisk, document, opened, plain

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CLOCK = Clock(date(2026, 11, 20), lambda: NOW)
NAME = "followup.sync-conflict-20261120-101112-ABCDEFG.json"
TABLES = ("contacts", "companies", "interactions")
Tables = dict[str, dict[int, dict[str, Any]]]


def at(minute: int) -> str:
    return (NOW - timedelta(days=1) + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")


class Machine:
    """One of two machines that edit the same network without knowing of each other."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "followup.json"
        self.minute = 0

    def parted(self, folder: Path, minute: int) -> "Machine":
        """Another machine with all that this one has; its clock goes in other minutes."""
        shutil.copytree(self.path.parent, folder)
        other = Machine(folder)
        other.minute = minute
        return other

    def do(self, edits: list[tuple[Any, ...]]) -> None:
        """Each edit as a change of its own."""
        with opened(self.path, QuickDisk()) as store:
            for edit in edits:
                self.minute += 2
                with suppress(KeyError):  # of a record that is gone
                    moment = datetime.fromisoformat(at(self.minute))
                    store.commit_and_wait(Change("Edit", "test", moment, (self._op(store, *edit),)), WAIT)

    def _op(self, store: Store, kind: str, table: str, number: int, *how: Any) -> Op:
        rows = store.documents(table)
        moments = {"created": at(self.minute), "updated": at(self.minute)}
        if kind == "add":
            if number in rows:
                raise KeyError
            return Op(table, number, None, document(**how[0], **moments))
        before = rows[number]
        if kind == "delete":
            return Op(table, number, before, None)
        fields = json.loads(before)
        if kind == "set":
            fields[how[0]] = how[1]
        else:
            tags = [tag for tag in fields.get("tags", []) if tag != how[0]]
            fields["tags"] = [*tags, *([how[0]] if kind == "tag" else [])]
        return Op(table, number, before, document(**fields | {"updated": at(self.minute)}))

    def tables(self) -> Tables:
        return {table: plain(self.path, table) for table in TABLES}

    def meets(self, other: "Machine", folder: Path, home: "Machine | None" = None) -> tuple["Machine", list[TakenIn]]:
        """What comes of this machine's file with the other's as its conflict copy, on either machine (`home`)."""
        one = (home or self).parted(folder, 0)
        shutil.copy(self.path, one.path)
        return one, one.takes(other.path)

    def takes(self, copy: Path) -> list[TakenIn]:
        shutil.copy(copy, self.path.with_name(NAME))
        return take_in_copies(self.path, CLOCK)
