"""Back to a former state: of a snapshot, of any other followup file, or of a moment; always as one ordinary change."""

import zlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from followup_tui.store.backups import backups_at
from followup_tui.store.changes import Change, Op, Tables, fits
from followup_tui.store.entries import Entry
from followup_tui.store.errors import StoreError, Unreadable
from followup_tui.store.layout import Contents
from followup_tui.store.ledger import difference
from followup_tui.store.places import Places
from followup_tui.store.reading import open_file, read_data

COMMAND = "restore"
_GZIP = b"\x1f\x8b"


class Former(NamedTuple):
    """A state to go back to; `source` says in words where it comes from."""

    tables: Mapping[str, Mapping[int, bytes]]
    source: str


def unpacked(path: Path) -> bytes:
    """The bytes of a snapshot or of a plain copy.

    Raises:
        Unreadable: there is none, or it is torn.
    """
    handle = open_file(path, path)
    if handle is None:
        raise Unreadable(f"There is no file {path}.")
    with handle:
        data = handle.read()
    if not data.startswith(_GZIP):
        return data
    import gzip

    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise Unreadable(f"The snapshot {path} is damaged; take another one (followup backup list).") from None


def read_copy(path: Path) -> Contents:
    """The state in a snapshot or in any other followup file.

    Raises:
        StoreError: it cannot be read.
    """
    return read_data(unpacked(path), path)


def former_at(places: Places, story: list[Entry], now: Tables, moment: datetime) -> Former:
    """The state at a moment: by the history, step by step backwards, where it goes back so far and fits; else from the
    newest snapshot that is not later.

    Args:
        places: where the snapshots are.
        story: every change, oldest first.
        now: the documents as they are; they are changed.
        moment: UTC.

    Raises:
        StoreError: nothing reaches back so far.
    """
    rewound = _rewound(story, now, moment)
    if rewound is not None:
        return Former(rewound, "the history")
    for backup in reversed(backups_at(places)):
        if backup.at <= moment:
            return Former(read_copy(backup.path).tables, f"the snapshot {backup.path.name}")
    raise StoreError(f"Nothing reaches back to {moment.astimezone():%Y-%m-%d %H:%M}; followup backup list shows all.")


def _rewound(story: list[Entry], tables: Tables, moment: datetime) -> Tables | None:
    """The documents with every change after `moment` taken back; None where the history does not tell enough."""
    later = [entry for entry in story if entry.at > moment]
    if len(later) == len(story) or story[len(story) - len(later) :] != later:
        return None
    back = (op.inverse() for entry in reversed(later) for op in reversed(entry.ops))
    return tables if fits(tables, back) else None


def back_to(
    former: Mapping[str, Mapping[int, bytes]], now: Mapping[str, Mapping[int, bytes]], label: str, at: datetime
) -> Change:
    """The change that makes the documents what they were."""
    ops = (
        Op(table, number, now.get(table, {}).get(number), document)
        for (table, number), document in difference(now, former).items()
    )
    return Change(label, COMMAND, at, tuple(sorted(ops, key=lambda op: op.key)))
