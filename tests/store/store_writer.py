"""A program that writes to a data file, to be killed: run by the tests as a process of its own.

Each change inserts an interaction and counts it on a contact, in one transaction. It prints a line for every change
that was acknowledged, and a dot before every call to the disk, so that a test can kill it anywhere in a commit.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from followup_tui.store.disk import DISK
from followup_tui.store.store import Op, Store
from tests.store.store_rig import WAIT, change, document, now


class TellingDisk:
    """The real disk; says before each call that it comes, and kills its own process at call number `last`."""

    def __init__(self, last: int) -> None:
        self._left = last

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        whole = b"".join(chunks)
        DISK.write(descriptor, [whole[: len(whole) // 2]])
        self._tell()  # half of it is written
        DISK.write(descriptor, [whole[len(whole) // 2 :]])

    def fsync(self, descriptor: int) -> None:
        self._tell()
        DISK.fsync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._tell()
        DISK.replace(source, target)

    def fsync_folder(self, folder: Path) -> None:
        self._tell()
        DISK.fsync_folder(folder)

    def _tell(self) -> None:
        os.write(1, b".")
        self._left -= 1
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def log_one(store: Store, name: str, seq: int) -> int:
    """Logs one interaction and counts it; gives the id it has in the end."""
    number = max(store.documents("interactions"), default=0) + 1
    before = store.documents("contacts")[1]
    contact = json.loads(before)
    contact[name] = contact.get(name, 0) + 1
    added = Op("interactions", number, None, document(contacts=[1], writer=name, seq=seq))
    committed = store.commit_and_wait(change(added, Op("contacts", 1, before, document(**contact))), WAIT)
    return committed.remapped.get(("interactions", number), number)


def main() -> None:
    """Writes `count` changes as `name`; dies by itself at disk call `last`, if that is not 0."""
    path, name, count, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    store = Store.open(path, clock_now=now, disk=TellingDisk(last))
    for seq in range(count):
        number = log_one(store, name, seq)
        os.write(1, f"\n{name} {seq} {number}\n".encode())
    store.close(WAIT)


if __name__ == "__main__":
    main()
