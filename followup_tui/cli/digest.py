"""Today's list as far as it is told: plain text and numbers, made once and kept until something changes.

Imports next to nothing, since a status bar asks every minute.
"""

import json
from typing import Any, NamedTuple

from followup_tui.cli.options import Call
from followup_tui.cli.paths import paths_of, templates_folder
from followup_tui.today_digest import keep_digest, kept_digest, stamp_of


class Entry(NamedTuple):
    """Somebody on the list. Texts are fit for one line, `badge` and `style` say how urgent it is."""

    id: str
    kind: str
    badge: str
    style: str
    name: str
    company: str
    reason: str
    template: str
    why_template: str


class Digest(NamedTuple):
    """A day's list.

    `day` is ``Mon 23 Nov``; `ending` the sentence after the list, or instead of it; `people` how many there are in the
    network, `new` how many of them were never in touch yet; `document` what ``today --json`` prints.
    """

    as_of: str
    day: str
    people: int
    capacity: int
    done: int
    overdue: int
    due: int
    waiting: int
    new: int
    entries: tuple[Entry, ...]
    ending: str
    document: str


def todays_digest(call: Call) -> Digest:
    """The digest of the running call: the kept one while it holds, else a new one.

    Raises:
        StoreError: the file cannot be read.
        BadSettings: the settings cannot be used.
    """
    file, config = paths_of(call)
    templates = templates_folder(call)
    stamp = stamp_of(file, config, templates)
    kept = _unpacked(kept_digest(file, stamp, call.today.isoformat()))
    if kept is not None:
        return kept
    from followup_tui.cli.opening import opened  # 150 ms, and the file is read
    from followup_tui.cli.suggesting import library_of
    from followup_tui.cli.today_text import digest_of

    with opened() as (_, book):
        told = digest_of(book, library_of(call))
        # A newer program's file is warned of each time; with nobody in it, the path is told as it was typed.
        may_be_kept = told.people > 0 and not book.newer
    if may_be_kept and stamp == stamp_of(file, config, templates):  # nobody changed anything while it was made
        keep_digest(file, stamp, told.as_of, told)
    return told


def _unpacked(kept: Any) -> Digest | None:
    """The digest of what was kept; None when it is none."""
    try:
        digest = Digest(*kept)
        entries = tuple(Entry(*one) for one in digest.entries)
        json.loads(digest.document)
    except (TypeError, ValueError):
        return None
    return digest._replace(entries=entries)
