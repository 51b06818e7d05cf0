"""The files that syncing programs make when two machines wrote the same file: how they are called, and where they lie.

Taken from what the programs do: Syncthing ``name.sync-conflict-20261120-101112-ABCDEFG.json``; Dropbox, Nextcloud and
ownCloud ``name (Ann's conflicted copy 2026-11-20).json`` in several languages; older ownCloud
``name_conflict-20261120-101112.json``; Resilio ``name.Conflict.json``; Seafile ``name (SFConflict …).json``; pCloud
``name [conflicted].json``; OneDrive ``name-DESKTOP-AB12CD3.json``, the name of the machine. What could as well be a
person's own copy, such as ``name (1).json``, is none.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from followup_tui.store.backups import MOST_BYTES
from followup_tui.store.places import Places

KEPT = timedelta(days=90)
"""How long a copy that was taken in is kept."""
_STAMP = "%Y%m%dT%H%M%SZ"
_KEPT_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:\.\d+)?-.+")
_WORDS = (
    r"conflicted copy|case conflict|SFConflict|in Konflikt stehende Kopie|copie en conflit|copia en conflicto"
    r"|copia in conflitto|cópia em conflito"
)
_MARKS = re.compile(
    rf"\.sync-conflict-\d{{8}}-\d{{6}}-\w{{7}}|_conflict-\d{{8}}-\d{{6}}|\.Conflict"
    rf"| \((?:[^()]|\([^()]*\))*(?:{_WORDS})(?:[^()]|\([^()]*\))*\)"
    rf"| ?\[conflicted(?: \d+)?\]"
    r"|(?-i:-(?:DESKTOP-[A-Z0-9]{7}|LAPTOP-[A-Z0-9]{8}|WIN-[A-Z0-9]{11}|[\w'’-]*(?:MacBook|iMac)[\w'’ -]*))",
    re.IGNORECASE,
)  # fmt: skip


def original_of(name: str) -> str:
    """The name of the file that a conflict copy was made of; the name itself when it is none."""
    return _MARKS.sub("", name)


def conflict_copies(places: Places) -> list[Path]:
    """The copies that a syncing program made of the data file when two machines wrote it, in the order of their names.

    A look at one folder; a folder that cannot be read has none.
    """
    names = {places.file.name, places.shown.name}
    try:
        beside = [path for path in places.file.parent.iterdir() if path.name not in names and path.name[:1] != "."]
    except OSError:
        return []
    return sorted(path for path in beside if original_of(path.name) in names and path.is_file())


def copies_within(places: Places) -> list[Path]:
    """The copies that a syncing program made of what lies in the folder beside the data file."""
    if not places.folder.is_dir():
        return []
    aside = {places.broken, places.conflicts}
    return sorted(
        path
        for path in places.folder.rglob("*")
        if original_of(path.name) != path.name and not aside & set(path.parents) and path.is_file()
    )


# -- those that were taken in --------------------------------------------------------------------------------------


def place_to_keep(places: Places, name: str, now: datetime) -> Path:
    """A path that is free, for a copy that was taken in now."""
    stamp, number = now.astimezone(UTC).strftime(_STAMP), 1
    path = places.conflicts / f"{stamp}-{name}.gz"
    while path.exists():
        number += 1
        path = places.conflicts / f"{stamp}.{number}-{name}.gz"
    return path


def kept_copies(places: Places) -> list[tuple[datetime, Path]]:
    """What is kept of copies that were taken in, and when that was; oldest first."""
    found = []
    with suppress(OSError):
        for path in places.conflicts.iterdir():
            match = _KEPT_NAME.fullmatch(path.name)
            with suppress(ValueError):
                if match:
                    found.append((datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), path))
    return sorted(found)


def thin_kept_copies(places: Places, now: datetime, most_bytes: int = MOST_BYTES) -> None:
    """Removes what was kept long enough, and the oldest while all takes too much. What cannot be removed stays."""
    total = 0
    for at, path in reversed(kept_copies(places)):
        with suppress(OSError):
            total += path.stat().st_size
            if now - at > KEPT or total > most_bytes:
                path.unlink()
