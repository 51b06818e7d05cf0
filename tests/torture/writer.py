"""A program that writes until it is killed, run as a process of its own: on followup's store or on vanilla TinyDB.

It says ``ready``, waits for a line, and then prints ``TOKEN ID`` for each change once that is acknowledged. With a cut,
it writes only so many bytes of the data file when its second change is written, and kills itself, as a power cut would.
"""

import errno
import json
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from tinydb import TinyDB

from followup_tui.store.changes import Committed
from followup_tui.store.disk import SystemDisk
from followup_tui.store.documents import to_bytes
from followup_tui.store.store import Change, Op, Store
from followup_tui.store.writer import Timing
from tests.torture.network import chosen, interaction, noted

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BURST = 4
"""Changes that followup's writer queues at once, at most."""
FAILING = -2
"""In place of a byte to cut at."""
DATA_FILE = 100_000
"""Bytes from which a write is that of the data file and not of the history."""


def main() -> None:
    """Arguments: store, path, name of the writer, first number, contacts, seed, byte to cut at (-1: none; -2: the disk
    fails now and then)."""
    store, path, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    first, contacts, seed, cut = map(int, sys.argv[4:8])
    writes = _followup if store == "followup" else _vanilla
    writes(path, name, first, contacts, Random(seed), cut)


def _ready() -> None:
    os.write(1, b"ready\n")
    os.read(0, 1)


def _acknowledge(token: str, number: int) -> None:
    os.write(1, f"{token} {number}\n".encode())


def _followup(path: Path, name: str, first: int, contacts: int, chance: Random, cut: int) -> None:
    disk = CutDisk(cut) if cut >= 0 else FailingDisk(chance) if cut == FAILING else SystemDisk()
    store = Store.open(path, clock_now=lambda: NOW, disk=disk, timing=Timing(lock=10.0, retry=0.002))
    _ready()
    numbers = count(first)
    while True:
        burst = 1 if cut >= 0 else chance.randint(1, BURST)
        tokens = [f"{name}{next(numbers)}" for _ in range(burst)]
        sent = [(token, *_sent(store, chosen(chance, contacts), token)) for token in tokens]
        for token, change, number in sent:
            committed = change.result()
            _acknowledge(token, committed.remapped.get(("interactions", number), number))


def _sent(store: Store, contact: int, token: str) -> tuple[Future[Committed], int]:
    number = max(store.documents("interactions")) + 1  # the other writer takes the same one, which is the point
    before = store.documents("contacts")[contact]
    after = to_bytes(noted(json.loads(before), token))
    logged = to_bytes(interaction(contact, token))
    ops = (Op("interactions", number, None, logged), Op("contacts", contact, before, after))
    return store.commit(Change(f"Log {token}", "log", NOW, ops)), number


def _vanilla(path: Path, name: str, first: int, contacts: int, chance: Random, cut: int) -> None:
    db = TinyDB(path, encoding="utf-8")
    people, interactions = db.table("contacts"), db.table("interactions")
    _ready()
    for number in count(first):
        contact, token = chosen(chance, contacts), f"{name}{number}"
        found = interactions.insert(interaction(contact, token))
        if cut >= 0 and number > first:
            _cut_writes(db, cut)
        before = people.get(doc_id=contact)
        assert isinstance(before, dict)
        people.update(noted(dict(before), token), doc_ids=[contact])
        _acknowledge(token, found)


class CutDisk(SystemDisk):
    """The real disk, which goes dark in the middle of the second write of a data file."""

    def __init__(self, cut: int) -> None:
        self._cut = cut
        self._whole = 1

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        """Writes all, or as much as the cut leaves."""
        whole = b"".join(chunks)
        if len(whole) < DATA_FILE or self._whole:
            self._whole -= len(whole) >= DATA_FILE
            super().write(descriptor, chunks)
            return
        super().write(descriptor, [whole[: self._cut]])
        os.kill(os.getpid(), signal.SIGKILL)


class FailingDisk(SystemDisk):
    """The real disk, which is full or broken now and then: half of a write, or a sync that is not one."""

    def __init__(self, chance: Random) -> None:
        self._chance = Random(chance.random())

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        """Writes all, or half of it."""
        if self._fails():
            whole = b"".join(chunks)
            super().write(descriptor, [whole[: len(whole) // 2]])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(descriptor, chunks)

    def fsync(self, descriptor: int) -> None:
        """Syncs, or says that it could not."""
        self._perhaps()
        super().fsync(descriptor)

    def fsync_folder(self, folder: Path) -> None:
        """The same for a folder."""
        self._perhaps()
        super().fsync_folder(folder)

    def _perhaps(self) -> None:
        if self._fails():
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _fails(self) -> bool:
        return self._chance.random() < 0.2


def _cut_writes(db: TinyDB, cut: int) -> None:
    """From now on a write reaches the file as far as the cut only."""
    handle = db.storage._handle  # type: ignore[attr-defined]  # the file that vanilla TinyDB writes to
    whole_write = handle.write

    def write(text: str) -> None:
        whole_write(text[:cut])
        handle.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    handle.write = write


if __name__ == "__main__":
    main()
