"""Disks in trouble: real ones where root may mount a small one, and injected faults everywhere."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from followup_tui.store.disk import DISK, Disk
from tests.store.store_rig import FaultyDisk

FILE = "followup.json"
_NOT_ROOT = "only root may mount a small disk"


class Trouble:
    """A folder to keep a file in, and trouble that begins and ends. `kept` is where its bytes are meanwhile."""

    disk: Disk = DISK

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = folder

    def begin(self) -> None:
        """From now on nothing can be saved."""
        raise NotImplementedError

    def end(self) -> None:
        """All is well again."""
        raise NotImplementedError


class Injected(Trouble):
    """A call to the disk fails with an errno."""

    def __init__(self, folder: Path, call: str, number: int) -> None:
        super().__init__(folder)
        self._faulty = FaultyDisk(folder)
        self.disk = self._faulty
        self._fault = ((call, FILE if call == "replace" else f".{FILE}.tmp"), number)

    def begin(self) -> None:
        """The next call fails."""
        self._faulty.failing = dict([self._fault])

    def end(self) -> None:
        """Calls succeed."""
        self._faulty.failing = {}


class Full(Trouble):
    """A real disk without room."""

    def begin(self) -> None:
        """Fills it to the last byte."""
        with (self.folder / "filler").open("wb", buffering=0) as filler:
            for size in (4096, 1):
                with suppress(OSError):
                    while True:
                        filler.write(b"x" * size)

    def end(self) -> None:
        """Makes room."""
        (self.folder / "filler").unlink()


class ReadOnly(Trouble):
    """A disk that was mounted read-only, as Linux does after an error of the medium."""

    def begin(self) -> None:
        """Nothing can be written there."""
        _mount("-o", "remount,ro", str(self.folder))

    def end(self) -> None:
        """It can."""
        _mount("-o", "remount,rw", str(self.folder))


class Forbidden(Trouble):
    """A folder in which the user may not make files."""

    def begin(self) -> None:
        """Takes the right away."""
        self.folder.chmod(0o500)

    def end(self) -> None:
        """Gives it back."""
        self.folder.chmod(0o700)


class Moved(Trouble):
    """A folder that is gone for a while."""

    def begin(self) -> None:
        """Moves it."""
        self.kept = self.folder.with_name("elsewhere")
        self.folder.rename(self.kept)

    def end(self) -> None:
        """Moves it back."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.kept.rename(self.folder)
        self.kept = self.folder


class PulledOut(Trouble):
    """A medium that is taken out: its mount point is an empty folder meanwhile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.kept = folder.with_name("medium")
        self.kept.mkdir()
        _mount("--bind", str(self.kept), str(folder))

    def begin(self) -> None:
        """Takes it out."""
        _unmount(self.folder)

    def end(self) -> None:
        """Puts it in again."""
        _mount("--bind", str(self.kept), str(self.folder))


@contextmanager
def trouble(kind: str, folder: Path, room: int = 2**18) -> Iterator[Trouble]:
    """A trouble of a kind, in a new folder; the test is skipped where this machine cannot have it.

    `room` is how many bytes a small disk has.
    """
    folder.mkdir(mode=0o700)
    if kind in _INJECTED:
        yield Injected(folder, *_INJECTED[kind])
    elif kind == "moved":
        yield Moved(folder)
    elif kind == "forbidden":
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        yield Forbidden(folder)
    else:
        with _mounted(kind, folder, room) as found:
            yield found


_INJECTED = {
    "injected: full": ("write", errno.ENOSPC),
    "injected: fsync": ("fsync", errno.EIO),
    "injected: read-only": ("replace", errno.EROFS),
}
KINDS = (*_INJECTED, "moved", "forbidden", "full", "read-only", "pulled out")
"""Every kind of trouble."""


@contextmanager
def _mounted(kind: str, folder: Path, room: int) -> Iterator[Trouble]:
    if os.geteuid() != 0:
        pytest.skip(_NOT_ROOT)
    try:
        if kind != "pulled out":
            _mount("-t", "tmpfs", "-o", f"size={room},mode=0700", "tmpfs", str(folder))
        found = {"full": Full, "read-only": ReadOnly, "pulled out": PulledOut}[kind](folder)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(_NOT_ROOT)
    try:
        yield found
    finally:
        _unmount(folder)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True, capture_output=True)
