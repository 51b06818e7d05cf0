"""A file that somebody asked an export to be written to: private, whole or not at all, and nothing of theirs lost."""

import os
from pathlib import Path

from followup_tui.store.atomic import Unconfirmed, replace_file
from followup_tui.store.errors import AlreadyThere as AlreadyThere
from followup_tui.store.errors import StoreError, not_saved
from followup_tui.store.places import places_of
from followup_tui.store.steps import Tell as Tell
from followup_tui.store.steps import untold as untold

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is no earlier export: the plan of 30,000 people has 20 MB."""


def lies_at(target: Path, data_file: Path) -> bytes:
    """What lies at the place of an export now; empty when nothing does.

    Raises:
        StoreError: nothing can be written there, or it is the network itself.
    """
    places = places_of(data_file)
    place = Path(os.path.realpath(target))
    if place == places.file or places.folder in (place, *place.parents):
        raise StoreError(f"{target} belongs to the network itself; name another file.")
    try:
        if place.is_dir():
            raise StoreError(f"{target} is a folder; name a file in it.")
        if not place.parent.is_dir():
            raise StoreError(f"There is no folder {target.parent}; make it first, or name another.")
        if not place.exists():
            return b""
        if not place.is_file():
            raise StoreError(f"{target} is no file that can be replaced; leave -o out to write to standard output.")
        if place.stat().st_size > MOST_BYTES:
            return b"too large for an export"
        return place.read_bytes()
    except OSError as error:
        raise StoreError(f"{target} cannot be read: {error.strerror or error}.") from error


def put_there(target: Path, data: bytes) -> None:
    """Writes an export, readable by the owner alone; what was there stays whole when that fails.

    Raises:
        StoreError: the disk said no.
    """
    try:
        replace_file(target, [data])
    except Unconfirmed:
        return  # it is in place, and can be written again
    except OSError as error:
        raise not_saved(target, error) from error
