"""One way to replace a file: whole, synced, private, or not at all."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from followup_tui.store.disk import DISK, Disk

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_FLAGS = os.O_CLOEXEC if hasattr(os, "O_CLOEXEC") else 0
_FLAGS |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Signature(NamedTuple):
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    modified: int
    """Nanoseconds."""


class Unconfirmed(OSError):
    """The new file is in place, and the disk would not say that this survives a power cut."""

    def __init__(self, cause: OSError, signature: Signature) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.signature = signature


def signature_of(path: Path) -> Signature | None:
    """The file's signature, None when there is no file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return signature_from(found)


def signature_from(found: os.stat_result) -> Signature:
    """The signature in a `stat` result."""
    return Signature(found.st_ino, found.st_size, found.st_mtime_ns)


def private_folder(folder: Path, disk: Disk = DISK) -> None:
    """Makes the folder and those above it that are missing, all for the owner alone; an existing one is left.

    Each is synced into the one above it: a file in a folder that a power cut took is gone, however well it was synced.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    private_folder(folder.parent, disk)
    with suppress(FileExistsError):
        folder.mkdir(FOLDER_MODE)
    folder.chmod(FOLDER_MODE)  # the umask may have taken bits that the owner needs
    disk.fsync_folder(folder.parent)


def own_folder(folder: Path, disk: Disk = DISK) -> None:
    """Like `private_folder`, and takes rights of others on an existing folder away.

    Raises:
        OSError: it cannot be made or changed.
    """
    private_folder(folder, disk)
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(FOLDER_MODE)


def private_open(path: Path, flags: int) -> int:
    """Opens a file of ours, made when missing, and sees that only the owner can read it.

    Raises:
        OSError: it cannot be opened.
    """
    descriptor = os.open(path, flags | os.O_CREAT | _FLAGS, FILE_MODE)
    if hasattr(os, "fchmod") and stat.S_IMODE(os.fstat(descriptor).st_mode) != FILE_MODE:
        os.fchmod(descriptor, FILE_MODE)
    return descriptor


def replace_file(
    target: Path, chunks: Sequence[bytes], disk: Disk = DISK, *, locked: bool = False, durable: bool = True
) -> Signature:
    """Puts `chunks` in the place of `target`: a temporary file beside it, fsync, replace, fsync of the folder.

    Whatever happens, `target` is either wholly the old file or wholly the new one. A link is followed, so that it
    stays a link.

    Args:
        target: the file to replace or make; its folder must be there.
        chunks: the new bytes.
        disk: what does the writing.
        locked: the caller holds a lock, so that the temporary file can have a fixed name and what a crash left is
            overwritten; without one the name has the process id in it.
        durable: False leaves out both fsyncs, for a cache whose loss costs nothing.

    Raises:
        Unconfirmed: the file is in place, and the folder could not be synced.
        OSError: nothing was replaced.
    """
    target = Path(os.path.realpath(target))
    spare = target.with_name(f".{target.name}.tmp" if locked else f".{target.name}.{os.getpid()}.tmp")
    try:
        signature = _write_spare(spare, chunks, disk, durable)
        disk.replace(spare, target)
    except BaseException:
        with suppress(OSError):
            spare.unlink()
        raise
    try:
        if durable:
            disk.fsync_folder(target.parent)
    except OSError as error:
        raise Unconfirmed(error, signature) from error
    return signature


def _write_spare(spare: Path, chunks: Sequence[bytes], disk: Disk, durable: bool) -> Signature:
    descriptor = private_open(spare, os.O_WRONLY | os.O_TRUNC)
    try:
        disk.write(descriptor, chunks)
        if durable:
            disk.fsync(descriptor)
        return signature_from(os.fstat(descriptor))
    finally:
        os.close(descriptor)
