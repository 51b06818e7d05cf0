"""What another program did to the file: an editor, a script with plain TinyDB, a sync that brought another version.

The history tells what the file should hold; where it holds something else, somebody else wrote it. That becomes an
entry of the history like any other, so that it is told, can be taken back, and a restore to a moment passes over it.

Whether to look costs a `stat`: beside the file stands what the file looked like when we wrote it last. Looking reads
the newest snapshot that the history leads on from.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

from followup_tui.store.atomic import Signature, replace_file, signature_of
from followup_tui.store.backups import backups_at
from followup_tui.store.changes import Op, Tables, fits
from followup_tui.store.entries import Entry
from followup_tui.store.errors import StoreError
from followup_tui.store.ledger import difference
from followup_tui.store.places import Places
from followup_tui.store.restoring import read_copy

COMMAND = "outside"
_THOUSAND = 1_000_000_000


def note_written(places: Places, signature: Signature | None) -> None:
    """Keeps what the file looks like now that we wrote it. Its loss costs a look, so nothing waits for the disk."""
    if signature is None:
        return
    with suppress(OSError):
        replace_file(places.written, [json.dumps(signature).encode()], locked=True, durable=False)


def may_be_anothers(places: Places, signature: Signature | None) -> bool:
    """Whether the file may have been written by another program since we did; False when that was never noted."""
    try:
        noted = Signature(*json.loads(places.written.read_bytes()))
    except (OSError, ValueError, TypeError):
        return False
    return signature is not None and noted != signature


def outside_entry(places: Places, story: Sequence[Entry], rev: int, now: Tables) -> Entry | None:
    """What other programs did since the last change of the history, as an entry; None when that was nothing, or the
    history does not reach back to a known state.

    Args:
        places: where the snapshots are.
        story: the entries of the history up to the file's rev, oldest first.
        rev: the file's rev.
        now: the documents as the file holds them.
    """
    known = _known(places, [entry for entry in story if entry.rev <= rev])
    if known is None:
        return None
    ops = tuple(
        Op(table, number, known.get(table, {}).get(number), document)
        for (table, number), document in sorted(difference(known, now).items())
    )
    if not ops:
        return None
    number = f"{len(ops):,} records" if len(ops) > 1 else "a record"
    return Entry(f"Another program changed {number}", COMMAND, _moment(places, story), pending_ops=ops)


def _moment(places: Places, story: Sequence[Entry]) -> datetime:
    """When the file was written, but never before the last change that we know."""
    last = story[-1].at if story else datetime.min.replace(tzinfo=UTC)
    found = signature_of(places.file)
    return max(last, datetime.fromtimestamp(found.modified / _THOUSAND, UTC)) if found else last


def _known(places: Places, story: Sequence[Entry]) -> Tables | None:
    """The documents that the history leads to: from nothing where it is whole, else from a snapshot."""
    if not story:
        return None
    if story[0].rev == 1 and _is_gapless(story):
        return _led_to({}, story)
    for backup in reversed(backups_at(places)):
        with suppress(StoreError):
            contents = read_copy(backup.path)
            start = contents.meta.rev
            later = [entry for entry in story if entry.rev > start]
            reaches = later[0].rev == start + 1 if later else story[-1].rev == start
            if reaches and _is_gapless(later) and (known := _led_to(_copied(contents.tables), later)) is not None:
                return known
    return None


def _is_gapless(story: Sequence[Entry]) -> bool:
    return all(later.rev == earlier.rev + 1 for earlier, later in pairwise(story))


def _copied(tables: Tables) -> Tables:
    return {name: dict(rows) for name, rows in tables.items()}


def _led_to(tables: Tables, story: Iterable[Entry]) -> Tables | None:
    """The documents after the changes; None where one does not fit."""
    return tables if fits(tables, (op for entry in story for op in entry.ops)) else None
