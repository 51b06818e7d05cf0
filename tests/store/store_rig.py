"""What the store's tests share: a fixed moment, short ways to make changes, and disks that fail on demand."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from followup_tui.store.disk import DISK, Disk
from followup_tui.store.store import Change, Op, Store
from followup_tui.store.writer import Timing

WAIT = 20.0
"""Seconds after which a test gives up on a future; none takes nearly as long."""
SOON = Timing(lock=10.0, retry=0.01)


def now() -> datetime:
    """The moment of every change in these tests."""
    return datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def document(**fields: Any) -> bytes:
    """A document as the codec writes it."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def change(*ops: Op, label: str = "Change", command: str = "test") -> Change:
    """A change of these ops."""
    return Change(label, command, now(), ops)


def added(number: int, table: str = "contacts", /, **fields: Any) -> Op:
    """The op that inserts a document."""
    return Op(table, number, None, document(**fields))


def edited(store: Store, number: int, table: str = "contacts", /, **fields: Any) -> Op:
    """The op that sets fields of a document as the store has it now."""
    before = store.documents(table)[number]
    return Op(table, number, before, document(**(json.loads(before) | fields)))


def removed(store: Store, number: int, table: str = "contacts") -> Op:
    """The op that deletes a document."""
    return Op(table, number, store.documents(table)[number], None)


@contextmanager
def opened(path: Path, disk: Disk = DISK, timing: Timing = SOON) -> Iterator[Store]:
    """A store that is closed at the end."""
    store = Store.open(path, clock_now=now, disk=disk, timing=timing)
    try:
        yield store
    finally:
        store.close(WAIT)


def plain(path: Path, table: str = "contacts") -> dict[int, dict[str, Any]]:
    """What a plain TinyDB sees in a table."""
    with TinyDB(path, encoding="utf-8", access_mode="r") as db:
        return {found.doc_id: dict(found) for found in db.table(table)}


def shown(store: Store, table: str = "contacts") -> dict[int, dict[str, Any]]:
    """What the store has in a table."""
    return {number: json.loads(row) for number, row in store.documents(table).items()}


class QuickDisk:
    """The real disk without its waits, for tests of what is written and not of when."""

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        DISK.write(descriptor, chunks)

    def fsync(self, descriptor: int) -> None:
        """Leaves it to the system."""

    def replace(self, source: Path, target: Path) -> None:
        DISK.replace(source, target)

    def fsync_folder(self, folder: Path) -> None:
        """Leaves it to the system."""


class FaultyDisk(QuickDisk):
    """Notes every call with the file it was about, and fails those of the kinds in `failing` with their errno."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.calls: list[tuple[str, str]] = []
        self.failing: dict[tuple[str, str], int] = {}

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        """Writes half of it when it is to fail, as a full disk does."""
        try:
            self._note("write", self._name(descriptor))
        except OSError:
            whole = b"".join(chunks)
            super().write(descriptor, [whole[: len(whole) // 2]])
            raise
        super().write(descriptor, chunks)

    def fsync(self, descriptor: int) -> None:
        self._note("fsync", self._name(descriptor))

    def replace(self, source: Path, target: Path) -> None:
        self._note("replace", target.name)
        super().replace(source, target)

    def fsync_folder(self, folder: Path) -> None:
        self._note("fsync_folder", folder.name)

    def _note(self, call: str, name: str) -> None:
        self.calls.append((call, name))
        number = self.failing.get((call, name))
        if number is not None:
            raise OSError(number, os.strerror(number))

    def _name(self, descriptor: int) -> str:
        inode = os.fstat(descriptor).st_ino
        return next((path.name for path in self._root.rglob("*") if path.stat().st_ino == inode), "elsewhere")
