"""Today's list as it was drawn last, kept beside the file: the next start shows it before anything else is read.

A snapshot holds for one state of the file, one day and one set of settings, and is never the truth. It imports next to
nothing, as it is read before everything else.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from followup_tui.store.atomic import own_folder, replace_file, signature_of
from followup_tui.store.places import places_of

NAME = "today"
EDITION = 2
"""Counts the forms of this cache: another form is not read but made anew."""


def stamp_of(path: Path, settings: Any) -> str:
    """What a snapshot holds for: this state of the file, and these settings; empty when there is no file."""
    with suppress(OSError):
        signature = signature_of(places_of(path).file)
        return json.dumps([EDITION, *signature, repr(settings)]) if signature else ""
    return ""


def read_snapshot(path: Path, stamp: str, day: str, name: str = NAME) -> Any:
    """The snapshot of a day (ISO), as JSON knows it; None when there is none that holds. `name` is the cache's."""
    if not stamp:
        return None
    with suppress(OSError, ValueError):
        kept = json.loads((places_of(path).folder / name).read_bytes())
        if isinstance(kept, dict) and kept.get("stamp") == stamp and isinstance(days := kept.get("days"), dict):
            return days.get(day)
    return None


def write_snapshots(path: Path, stamp: str, days: Mapping[str, Any], name: str = NAME) -> None:
    """Keeps the snapshots of these days (by ISO day) in place of the former; quietly nothing when the disk says no."""
    folder = places_of(path).folder
    with suppress(OSError):
        own_folder(folder)
        replace_file(folder / name, [json.dumps({"stamp": stamp, "days": days}).encode()], durable=False)
