"""One writer at a time, among all programs. The lock is the system's, so it ends with the process that held it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from followup_tui.store.atomic import FILE_MODE
from followup_tui.store.errors import LockedTooLong

_POLL_SECONDS = 0.005


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Holds the lock file `path` for the length of a `with`, waiting up to `seconds` for it.

    Raises:
        LockedTooLong: another program held it all the while.
        OSError: there can be no lock file there.
    """
    from filelock import FileLock, Timeout  # 60 ms to import, and only a writer needs it

    lock = FileLock(path, timeout=seconds, mode=FILE_MODE, poll_interval=_POLL_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        message = f"Locked too long: another program is writing next to {path.parent.name} and did not finish"
        raise LockedTooLong(f"{message} within {seconds:g} seconds; try again when it is done.") from None
    try:
        yield
    finally:
        lock.release()
