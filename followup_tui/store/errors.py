"""What can go wrong with the file. Every error is one plain sentence that says what to do."""

import errno
from pathlib import Path


class StoreError(Exception):
    """The world said no. The message is one sentence, fit for a status line or stderr."""


class Unreadable(StoreError):
    """The file is there and is not a followup file that can be read. It was left as it is."""


class NewerSchema(StoreError):
    """The file was written by a newer program, so it is not written, or cannot be used. It was left as it is."""


class ReadOnly(StoreError):
    """The file may be read and not written."""


class NotSaved(StoreError):
    """A change did not reach the disk. The file is as it was before."""


class LockedTooLong(NotSaved):
    """Another program held the lock for longer than we wait."""


class AlreadyThere(NotSaved):
    """A file would be written over, and nobody said that it may be."""


class NothingToUndo(StoreError):
    """There is no change to take back, or none to bring back."""


class UndoRefused(StoreError):
    """Taking this change back would overwrite a later change made outside."""


_WHY = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your quota on this disk is used up; free some space",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there is no permission to write there; check the folder's permissions",
    errno.EPERM: "there is no permission to write there; check the folder's permissions",
    errno.EIO: "the disk reported an error; save a copy on another disk",
    errno.ENOENT: "its folder is gone; is the disk still there?",
    errno.ENOTDIR: "its folder is not a folder",
    errno.EISDIR: "a folder stands in its place",
    errno.EEXIST: "a file stands in the place of its folder",
}


def not_saved(path: Path, error: Exception) -> NotSaved:
    """The sentence for a failed write of `path`."""
    if isinstance(error, NotSaved):
        return error
    if isinstance(error, OSError):
        why = _WHY.get(error.errno or 0, error.strerror or type(error).__name__)
        return NotSaved(f"Not saved to {path}: {_ended(why)}")
    if isinstance(error, StoreError):
        return NotSaved(f"Not saved: {error}")
    return NotSaved(f"Not saved to {path}: {_ended(str(error))}")


def _ended(why: str) -> str:
    """A reason as the end of a sentence: with one mark, not two."""
    return why if why.endswith("?") else f"{why.rstrip('.')}."
