"""Snapshots: compressed copies of the file as it was before something large, and once a day, thinned with age.

They lie in `snapshots/` beside the history, named by their UTC moment and the reason. A snapshot holds the state before
the change it was taken for, so one of this morning is how things stood last night.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from followup_tui.store.atomic import own_folder, replace_file
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.errors import NewerSchema, StoreError, not_saved
from followup_tui.store.places import Places

MOST_BYTES = 200_000_000
"""What all snapshots of one file may take together: 250 of a typical network of 5 MB, 15 of the largest."""
LARGE = frozenset({"import", "merge", "merge-files", "sync", "restore", "repair"})
"""The commands whose changes are large enough for a snapshot of their own."""
DAILY = "daily"
ASKED = "backup"
_STAMP = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"(\d{8}T\d{6})Z?-([a-z0-9-]+?)(?:\.(\d+))?\.json(?:\.gz)?")
_LEVEL = 1
"""Of compression: a fifth of the size at 100 MB a second; the best level gains a tenth and takes ten times as long."""


class Backup(NamedTuple):
    """One snapshot: its moment (UTC), why it was taken, and its size in bytes."""

    path: Path
    at: datetime
    reason: str
    size: int


def backups_at(places: Places) -> tuple[Backup, ...]:
    """The snapshots of a data file, oldest first; files with other names are not ours."""
    found: list[tuple[int, Backup]] = []
    with suppress(OSError):
        for path in places.snapshots.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                with suppress(OSError, ValueError):
                    at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    found.append((int(match[3] or 1), Backup(path, at, match[2], path.stat().st_size)))
    return tuple(one for _, one in sorted(found, key=lambda each: (each[1].at, each[0], each[1].path.name)))


def take(places: Places, reason: str, now: datetime, disk: Disk = DISK) -> Backup:
    """Keeps the file as it is on disk now, and thins the older snapshots. The caller holds the lock.

    Raises:
        OSError: it could not be kept.
    """
    import gzip

    own_folder(places.folder, disk)
    own_folder(places.snapshots, disk)
    packed = gzip.compress(places.file.read_bytes(), _LEVEL, mtime=0)
    path = _free(places.snapshots, now.astimezone(UTC).strftime(_STAMP), reason)
    replace_file(path, [packed], disk, locked=True)
    thin(places, now)
    return Backup(path, now.astimezone(UTC).replace(microsecond=0), reason, len(packed))


def _free(folder: Path, stamp: str, reason: str) -> Path:
    """A path of its own for a snapshot: the later ones of one second are numbered, so that their order is known."""
    numbers = [int(match[3] or 1) for match in map(_NAME.fullmatch, _names(folder, stamp)) if match]
    number = f".{max(numbers) + 1}" if numbers else ""
    return folder / f"{stamp}Z-{reason}{number}.json.gz"


def _names(folder: Path, stamp: str) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(stamp)]


def take_before(
    places: Places, commands: Iterable[str], last: datetime | None, old_schema: int | None, now: datetime, disk: Disk
) -> None:
    """Keeps the file before a commit where one is due: a migration, a large change, the first change of a local day.

    A migration has to wait for its copy; any other change is worth more than the copy, and the history has its inverse.

    Args:
        places: where everything is.
        commands: of the changes that are about to be written.
        last: the moment of the last change before them, None when the history has none.
        old_schema: what the file is migrated from, if it is.
        now: UTC.
        disk: what does the writing.

    Raises:
        OSError: a migrated file's copy could not be kept.
    """
    if not places.file.exists():
        return
    if old_schema is not None:
        take(places, f"schema-{old_schema}", now, disk)
        return
    reason = next((command for command in commands if command in LARGE), "")
    if not reason and (last is None or _local_day(last) != _local_day(now)):
        reason = DAILY
    if reason:
        with suppress(OSError):
            take(places, reason, now, disk)


def _local_day(moment: datetime) -> Hashable:
    return moment.astimezone().date()


def take_now(places: Places, now: datetime, seconds: float, disk: Disk = DISK) -> Backup:
    """Keeps a snapshot because the person asked for it, waiting up to `seconds` for another program's lock.

    Raises:
        NewerSchema: the snapshots are a newer program's.
        StoreError: there is no file yet, or the disk said no.
    """
    from followup_tui.store.loading import newer_file_at
    from followup_tui.store.lock import locked

    if not places.file.is_file():
        raise StoreError(f"There is no file {places.shown} yet, so there is nothing to back up.")
    if newer := newer_file_at(places):
        raise NewerSchema(f"{newer.cause}, so no snapshot was put among its own; followup backup PATH writes a copy.")
    try:
        own_folder(places.folder, disk)
        with locked(places.lock, seconds):
            return take(places, ASKED, now, disk)
    except OSError as error:
        raise not_saved(places.snapshots, error) from error


def thin(places: Places, now: datetime, most_bytes: int = MOST_BYTES) -> None:
    """Removes the snapshots that are not worth keeping any more. One that cannot be removed stays."""
    for backup in superfluous(backups_at(places), now, most_bytes):
        with suppress(OSError):
            backup.path.unlink()


def superfluous(backups: Sequence[Backup], now: datetime, most_bytes: int = MOST_BYTES) -> list[Backup]:
    """Which snapshots to remove: those that thinning by age leaves over, and the oldest while all are too large.

    Everything of the last hour stays, then the newest of each hour for a day, of each day for a month, of each week
    for a year, of each month always. Of too many bytes, those go first that are not the last of their month.
    """
    kept = _kept(backups, now)
    gone = [one for one in backups if one not in kept]
    months = _newest_of(backups, lambda at: (at.year, at.month))
    total = sum(one.size for one in kept)
    for one in sorted(kept - {backups[-1]} if backups else (), key=lambda one: (one in months, one.at)):
        if total <= most_bytes:
            break
        total -= one.size
        gone.append(one)
    return gone


def _kept(backups: Sequence[Backup], now: datetime) -> set[Backup]:
    """Whatever is the newest of its span. Thinning often comes to the same as thinning once, at the end."""
    kept = {one for one in backups if now - one.at < timedelta(hours=1)}
    for age, span in _SPANS:
        kept |= {one for one in _newest_of(backups, span) if now - one.at < age}
    return kept


_SPANS: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(days=1), lambda at: (at.date(), at.hour)),
    (timedelta(days=31), lambda at: at.date()),
    (timedelta(days=366), lambda at: at.isocalendar()[:2]),
    (timedelta.max, lambda at: (at.year, at.month)),
)


def _newest_of(backups: Sequence[Backup], span: Callable[[datetime], Hashable]) -> set[Backup]:
    return set({span(one.at): one for one in backups}.values())
