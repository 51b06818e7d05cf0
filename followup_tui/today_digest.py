"""Today's list as the shell told it last, kept beside the file: a status bar asks every minute and pays little.

Like the first frame of the app (`today_snapshot`) it is never the truth. It holds for one state of the file, one day,
one text of the settings, one set of templates and one state of the program, and anything else makes it anew.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from followup_tui.store.atomic import signature_from, signature_of
from followup_tui.store.places import places_of
from followup_tui.today_snapshot import read_snapshot, write_snapshots

NAME = "digest"
EDITION = 3
"""Counts the forms of this cache: another form is not read but made anew."""
MOST_SETTINGS = 65536
"""Bytes of a settings file that are compared as they are; a longer one is nobody's."""
_PROGRAM = Path(__file__).parent


def stamp_of(file: Path, config: Path, templates: Path) -> str:
    """What a digest made now would hold for; empty when there is no file, or it cannot be said."""
    with suppress(OSError):
        signature = signature_of(places_of(file).file)
        settings = _settings(config)
        if signature and settings is not None:
            return json.dumps([EDITION, list(_program()), signature, settings, list(_templates(templates))])
    return ""


def kept_digest(file: Path, stamp: str, day: str) -> Any:
    """What was told on a day (ISO), as JSON knows it; None when there is none that holds."""
    return read_snapshot(file, stamp, day, NAME)


def keep_digest(file: Path, stamp: str, day: str, told: Any) -> None:
    """Keeps what was told on a day in place of the former; quietly nothing when the disk says no.

    Nothing is begun beside a file that has nothing beside it: reading one leaves no trace.
    """
    if stamp and places_of(file).folder.is_dir():
        write_snapshots(file, stamp, {day: told}, NAME)


def _settings(config: Path) -> str | None:
    """The settings file as it is; None when it is too long."""
    try:
        with config.open("rb") as opened:
            text = opened.read(MOST_SETTINGS + 1)
    except FileNotFoundError:
        return ""
    return text.decode("latin-1") if len(text) <= MOST_SETTINGS else None


def _templates(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The person's own templates: a new one may be suggested, a changed one has other conditions."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in sorted(entries, key=lambda one: one.name):
        if entry.name.endswith(".md"):
            yield entry.name, signature_from(entry.stat())


def _program() -> Iterator[int]:
    """Changes with an update of the program, whose words and rules may be others."""
    for name in ("", "model", "rules", "messages", "messages/templates", "actions", "cli"):
        found = (_PROGRAM / name).stat()
        yield from (found.st_ino, found.st_mtime_ns)
