"""The four things the store asks of a disk, behind one protocol, so that a test can make each of them fail."""

import errno
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

_VECTOR = 512
"""Byte strings handed to one `writev`; Linux takes 1024 at most."""
_BUSY_SECONDS = 2.0
"""How long a virus scanner may hold a file on Windows before a replace gives up."""


class Disk(Protocol):
    """Where bytes go. Every method raises OSError when the disk says no."""

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        """Writes all chunks, in order, at the descriptor's position."""

    def fsync(self, descriptor: int) -> None:
        """Returns once the file's bytes would survive a power cut."""

    def replace(self, source: Path, target: Path) -> None:
        """Puts `source` in the place of `target` in one step."""

    def fsync_folder(self, folder: Path) -> None:
        """Returns once the names in the folder would survive a power cut."""


class SystemDisk:
    """The operating system's own."""

    def write(self, descriptor: int, chunks: Sequence[bytes]) -> None:
        """Writes all chunks; the interpreter's lock is free meanwhile."""
        for start in range(0, len(chunks), _VECTOR):
            _write_all(descriptor, chunks[start : start + _VECTOR])

    def fsync(self, descriptor: int) -> None:
        """Flushes to the medium; on macOS `fsync` alone stops at the drive's cache."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                    raise
            else:
                return
        os.fsync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Renames over the target; on Windows tries again while another program has it open."""
        if sys.platform != "win32":
            source.replace(target)
            return
        give_up = time.monotonic() + _BUSY_SECONDS
        while True:
            try:
                source.replace(target)
            except PermissionError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
            else:
                return

    def fsync_folder(self, folder: Path) -> None:
        """Flushes the folder's entries; Windows has no such call and needs none."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_all(descriptor: int, chunks: Sequence[bytes]) -> None:
    """One `writev`, and plain writes for what it left over."""
    if not hasattr(os, "writev"):
        _write_rest(descriptor, b"".join(chunks))
        return
    written = os.writev(descriptor, chunks)
    if written < sum(map(len, chunks)):
        _write_rest(descriptor, b"".join(chunks)[written:])


def _write_rest(descriptor: int, rest: bytes) -> None:
    view = memoryview(rest)
    while view:
        view = view[os.write(descriptor, view) :]


DISK: Disk = SystemDisk()
