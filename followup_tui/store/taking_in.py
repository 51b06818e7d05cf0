"""Takes another machine's version of the file, which a syncing program left beside it, into the file.

The merge is one ordinary change: a snapshot comes before it, and undo takes it back. The copy is then kept, packed, in
`conflicts/` beside the history, with the values of it or of the file that the merge had to drop.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from followup_tui.model.records import TABLES, Contact
from followup_tui.store.atomic import own_folder, replace_file
from followup_tui.store.changes import Change
from followup_tui.store.common_base import common_base
from followup_tui.store.conflict_copies import KEPT, conflict_copies, place_to_keep, thin_kept_copies
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.documents import to_bytes
from followup_tui.store.errors import NewerSchema, StoreError, not_saved
from followup_tui.store.history import HistoryFile
from followup_tui.store.layout import META, SCHEMA, Contents, Meta
from followup_tui.store.loading import load
from followup_tui.store.places import Places
from followup_tui.store.problems import Problem, by_repair, counted, record_at
from followup_tui.store.reading import read_data
from followup_tui.store.salvage import salvage
from followup_tui.store.store import Store
from followup_tui.store.uniting import Clash, United, unite
from followup_tui.store.unwanted import IsUnwanted, without_forgotten

COMMAND = "sync"
SECONDS = 10.0
"""How long a merge waits for another program that is writing."""
_LEVEL = 1
_ALL = 2**63
MOST_TOLD = 20
"""Dropped values told one by one; all of them are in the file beside the copy."""


class Copy(NamedTuple):
    """A conflict copy as it was read. ``damaged``: its complete records alone are there; ``newer``: not to be read."""

    path: Path
    state: Literal["whole", "damaged", "newer"]
    data: bytes
    contents: Contents
    refusal: str


class TakenIn(NamedTuple):
    """What came of one copy: sentences, the files that were kept, and the history's change, None for nothing new."""

    path: Path
    done: tuple[str, ...]
    kept: tuple[Path, ...]
    change: int | None
    united: United


def read_conflict_copy(path: Path) -> Copy:
    """A conflict copy, or what is complete in it.

    Raises:
        OSError: the system does not let us read it.
    """
    data = path.read_bytes()
    try:
        return Copy(path, "whole", data, read_data(data, path), "")
    except NewerSchema as error:
        return Copy(path, "newer", data, Contents(), str(error))
    except StoreError as error:
        return Copy(path, "damaged", data, _complete_records(data), str(error))


def _complete_records(data: bytes) -> Contents:
    contents = Contents()
    for one in salvage(data).found:
        if one.table == META and type(one.fields.get("rev")) is int:
            contents.meta = Meta(SCHEMA, one.fields["rev"])
        elif one.table in TABLES and one.id:
            contents.tables.setdefault(one.table, {})[one.id] = to_bytes(one.fields)
    contents.complete()
    return contents


def united_with(places: Places, file: Contents, copy: Copy, unwanted: IsUnwanted | None, disk: Disk = DISK) -> United:
    """The file and a copy in one. Nobody whom the person asked to forget comes back by a copy."""
    contents = copy.contents
    there = file.tables.get(Contact.table, {})
    tables = without_forgotten(places, contents.tables, there, unwanted)
    base = None
    if copy.state == "whole":  # what a damaged copy has not was not necessarily deleted
        contents = Contents(contents.meta, {name: dict(rows) for name, rows in tables.items()})
        history = HistoryFile(places.history, disk)
        with suppress(OSError):
            history.refresh(_ALL)
        base = common_base(places, history.entries, file, contents)
    return unite(file.tables, tables, base)


# -- what the doctor says ------------------------------------------------------------------------------------------


def findings(places: Places, file: Contents | None, unwanted: IsUnwanted | None) -> list[Problem]:
    """What each copy has that the file has not; `file` is None where it cannot be read."""
    return [_finding(places, file, path, unwanted) for path in conflict_copies(places)]


def _finding(places: Places, file: Contents | None, path: Path, unwanted: IsUnwanted | None) -> Problem:
    two = "Two machines wrote the file at once, and the syncing program kept the other one's version here"
    takes = by_repair(f"takes it in as one change, and keeps the copy in {places.conflicts}")
    try:
        copy = read_conflict_copy(path)
    except OSError as error:
        return Problem(f"{two}; it cannot be read: {error.strerror}.", str(path), "Give yourself the right to read it.")
    if copy.state == "newer":
        return Problem(f"{two}; a newer followup wrote it.", str(path), "Update followup; then repair.")
    if copy.state == "damaged":
        two = f"{two}, and it is damaged, so only its complete records count"
    if file is None:
        return Problem(f"{two}.", str(path), takes)
    return Problem(f"{two}: {_has(united_with(places, file, copy, unwanted))}.", str(path), takes)


def _has(united: United) -> str:
    told = []
    if united.added:
        told.append(f"it has {counted(united.added)} that the file has not")
    if united.changed:
        told.append(f"{counted(united.changed)} with changes of its own")
    if united.removed:
        told.append(f"{counted(united.removed)} deleted there")
    if united.clashes:
        told.append(f"{_values(len(united.clashes))} changed on both sides, of which the later one stays")
    return ", ".join(told) or "it has nothing that the file has not"


def _values(number: int) -> str:
    return f"{number:,} {'value' if number == 1 else 'values'}"


# -- taking in -----------------------------------------------------------------------------------------------------


def take_in(
    places: Places, path: Path, now: Callable[[], datetime], unwanted: IsUnwanted | None, disk: Disk = DISK
) -> TakenIn | None:
    """Takes one copy in and puts it away. None when it is left, since a newer program wrote it or nobody may read it.

    Raises:
        StoreError: the file cannot be read or written; the copy is still there.
    """
    try:
        copy = read_conflict_copy(path)
    except OSError:
        return None
    if copy.state == "newer":
        return None
    united = united_with(places, load(places), copy, unwanted, disk)
    change = _commit(places, path, united, now, disk)
    said = [f"Took in {path.name}: {_came_of(united)}."] if change else [f"{path.name} has nothing new."]
    said += [_told(clash) for clash in united.clashes[:MOST_TOLD]]
    if len(united.clashes) > MOST_TOLD:
        said.append(f"And {_values(len(united.clashes) - MOST_TOLD)} more that the other side's later ones replaced.")
    try:
        kept = _put_away(places, copy, united.clashes, now(), disk)
    except OSError as error:
        raise not_saved(places.conflicts, error) from error
    said.append(f"Kept it as {kept[0]} for {KEPT.days} days.")
    if len(kept) > 1:
        said.append(f"Kept the values that were replaced in {kept[1]}.")
    return TakenIn(path, tuple(said), kept, change, united)


def _commit(places: Places, path: Path, united: United, now: Callable[[], datetime], disk: Disk) -> int | None:
    if not united.ops:
        return None
    store = Store.open(places.shown, clock_now=now, disk=disk)
    try:
        label = f"Take in {path.name}: {_came_of(united)}"
        change = store.commit_and_wait(Change(label, COMMAND, now(), united.ops))
    finally:
        store.close(SECONDS)
    return change.change_id or None


def _came_of(united: United) -> str:
    kinds = ((united.added, "added"), (united.changed, "changed"), (united.removed, "deleted"))
    told = [f"{counted(records)} {what}" for records, what in kinds if records]
    if united.clashes:
        told.append(f"{_values(len(united.clashes))} of both sides replaced by the later one")
    return ", ".join(told)


def _told(clash: Clash) -> str:
    return (
        f'{record_at(clash.table, clash.id, {"name": clash.name})}: "{clash.field}" was changed on both sides; '
        f"{_shown(clash.kept)} stays, {_shown(clash.dropped)} does not."
    )


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return "no value" if value is None else f'"{text[:60]}{"…" if len(text) > 60 else ""}"'


# -- what is kept --------------------------------------------------------------------------------------------------


def _put_away(
    places: Places, copy: Copy, clashes: tuple[Clash, ...], now: datetime, disk: Disk
) -> tuple[Path, ...]:  # fmt: skip
    """Keeps the copy and what was dropped, and takes the copy away from beside the file if it is still that one."""
    import gzip

    own_folder(places.folder, disk)
    own_folder(places.conflicts, disk)
    target = place_to_keep(places, copy.path.name, now)
    replace_file(target, [gzip.compress(copy.data, _LEVEL, mtime=0)], disk)
    kept = [target]
    if clashes:
        dropped = target.with_name(target.name.removesuffix(".gz") + ".dropped.jsonl")
        replace_file(dropped, [msgspec.json.encode(clash._asdict()) + b"\n" for clash in clashes], disk)
        kept.append(dropped)
    if copy.path.read_bytes() == copy.data:
        copy.path.unlink()
    thin_kept_copies(places, now)
    return tuple(kept)
