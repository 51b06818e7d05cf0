"""Repairs what the doctor found. Whatever is changed is kept first: a broken file is put aside and never overwritten.

A file that cannot be read is written anew from the records that are complete, and from those that snapshots and history
have besides. The records of a readable file are mended by one ordinary change, so that undo takes the repair back.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from followup_tui.store.atomic import FILE_MODE, FOLDER_MODE, own_folder, replace_file
from followup_tui.store.backups import Backup, backups_at
from followup_tui.store.changes import Change, Tables
from followup_tui.store.conflict_copies import conflict_copies
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.doctor import Diagnosis, Read, examine, read_file
from followup_tui.store.documents import to_bytes, to_object
from followup_tui.store.drafts import DraftShelf
from followup_tui.store.entries import Entry
from followup_tui.store.errors import NewerSchema, StoreError, not_saved
from followup_tui.store.fingerprints import forget_theirs_too
from followup_tui.store.history import HistoryFile
from followup_tui.store.layout import META, SCHEMA, Contents, Meta, whole
from followup_tui.store.loading import newer_file_at
from followup_tui.store.lock import locked
from followup_tui.store.mending import changed_ops
from followup_tui.store.migrations import migrate
from followup_tui.store.outside import note_written
from followup_tui.store.places import Places
from followup_tui.store.restoring import read_copy
from followup_tui.store.salvage import Found, Salvage, occurrences, salvage, swallowed, text_of
from followup_tui.store.store import Store
from followup_tui.store.surroundings import Oddity, good_lines, misplaced, oddities
from followup_tui.store.taking_in import take_in
from followup_tui.store.unwanted import IsUnwanted

COMMAND = "repair"
SECONDS = 10.0
"""How long a repair waits for another program that is writing."""
_ALL = 2**63
"""A rev that no history reaches."""


@dataclass
class Repaired:
    """What was done, a sentence each; `kept` are the files where what was replaced can be found."""

    done: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    change: int | None = None
    left: Diagnosis | None = None
    """What the doctor finds afterwards."""


class Surgeon:
    """One repair of one data file."""

    def __init__(
        self,
        places: Places,
        now: Callable[[], datetime],
        today: date,
        fresh_id: Callable[[Mapping[int, bytes]], int],
        unwanted: IsUnwanted | None = None,
        disk: Disk = DISK,
    ) -> None:
        self._places = places
        self._now = now
        self._today = today
        self._fresh_id = fresh_id
        self._unwanted = unwanted
        self._disk = disk
        self._told = Repaired()

    def operate(self) -> Repaired:
        """Repairs what can be repaired without losing anything readable.

        Raises:
            StoreError: the file may not be read or written; what was there is there still.
        """
        read = read_file(self._places)
        if read.state == "missing" or read.state == "newer":
            self._told.left = self._examine()
            return self._told
        try:
            self._make_way()
            own_folder(self._places.folder, self._disk)
            with locked(self._places.lock, SECONDS):
                read = read_file(self._places)
                if read.state in ("unreadable", "gone"):
                    self._write_anew(read)
                readable = read_file(self._places)
                there = readable.contents.tables.get("contacts") if readable.state == "readable" else None
                for oddity in list(oddities(self._places, there, holding_lock=True)):
                    self._cure(oddity)
        except OSError as error:
            raise not_saved(self._places.shown, error) from error
        self._take_in_copies()
        self._told.left = self._mend_records()
        return self._told

    def put_back_newest(self) -> Repaired:
        """Puts the newest readable snapshot in the place of a file that cannot be read; that is put aside first.

        Raises:
            StoreError: there is none, or the disk said no; what was there is there still.
        """
        backup, contents = next(_readable(self._places), (None, Contents()))
        if backup is None:
            raise StoreError(f"No snapshot of {self._places.shown} can be read.")
        try:
            self._make_way()
            own_folder(self._places.folder, self._disk)
            with locked(self._places.lock, SECONDS):
                if newer := newer_file_at(self._places):
                    raise NewerSchema(newer.sentence)
                if self._places.file.exists():
                    self._put_aside(self._places.file, remove=False)
                rev = max(contents.meta.rev, self._last_rev()) + 1
                contents.meta = Meta(SCHEMA, rev, contents.meta.rest, contents.meta.others)
                note_written(self._places, replace_file(self._places.file, whole(contents), self._disk, locked=True))
        except OSError as error:
            raise not_saved(self._places.shown, error) from error
        self._told.done.append(f"Put the snapshot {backup.path.name} in the file's place.")
        self._told.left = self._examine()
        return self._told

    def _examine(self) -> Diagnosis:
        return examine(self._places, self._today, self._fresh_id, self._unwanted)

    # -- a file that cannot be read ------------------------------------------------------------------------------------

    def _write_anew(self, read: Read) -> None:
        if read.state == "unreadable":
            self._put_aside(self._places.file, remove=False)
        contents, saved = self._salvaged(read.data)
        rebuilt = rebuilt_state(self._places, self._disk)
        added = _add_missing(contents.tables, rebuilt.tables) if rebuilt else 0
        if not saved and not added:
            with suppress(FileNotFoundError):
                self._places.file.unlink()
            self._told.done.append("Nothing in the file could be read, so the next start begins with an empty network.")
            return
        rev = max(contents.meta.rev, rebuilt.meta.rev if rebuilt else 0, self._last_rev()) + 1
        contents.meta = Meta(SCHEMA, rev, contents.meta.rest, contents.meta.others)
        note_written(self._places, replace_file(self._places.file, whole(contents), self._disk, locked=True))
        self._told.done.append(f"Wrote the file anew with {saved:,} records that could be read.")
        if added:
            self._told.done.append(f"Brought back {added:,} more records from snapshots and history.")

    def _salvaged(self, data: bytes) -> tuple[Contents, int]:
        """The records that are complete, each once, and how many those are."""
        contents = Contents(Meta(0))
        unknown = 0
        salvaged = _found(data)
        for one in salvaged.found:
            if one.table == META:
                contents.meta = _meta(contents.meta, one)
            elif not one.table:
                unknown += 1
            else:
                self._take(contents.tables.setdefault(one.table, {}), one)
        if not contents.meta.schema:
            contents.tables = _brought_up(contents.tables)
        contents.complete()
        for number, what in ((len(salvaged.torn), "could not be read"), (unknown, "are of no table that can be told")):
            if number:
                self._told.done.append(f"{number:,} records {what}; they are in the file put aside.")
        return contents, sum(map(len, contents.tables.values()))

    def _take(self, rows: dict[int, bytes], one: Found) -> None:
        row = to_bytes(one.fields)
        if rows.get(one.id) == row:
            return
        number = one.id
        if number in rows or not number:
            if row in rows.values():
                return
            number = self._fresh_id(rows)
            self._told.done.append(f"A record of {one.table} whose id {one.id} was taken got another one ({number}).")
        rows[number] = row

    def _last_rev(self) -> int:
        return max((entry.rev for entry in _story(self._places, self._disk)), default=0)

    # -- what lies beside it -------------------------------------------------------------------------------------------

    def _cure(self, oddity: Oddity) -> None:
        path = oddity.path
        if not os.path.lexists(path):
            return  # it went with another finding
        if oddity.cure == "aside":
            self._put_aside(path, remove=True)
        elif oddity.cure == "mode":
            others = path.stat().st_mode & 0o077
            path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
            self._told.done.append(
                f"Took the rights of others on {path} away." if others else f"Gave you back your rights on {path}."
            )
        elif oddity.cure == "draft":
            DraftShelf(self._places.drafts, self._now, self._disk).discard(int(path.stem))
            self._told.done.append(f"Put the draft {path.name} in the bin of drafts, where it is kept for 30 days.")
        elif oddity.cure == "history":
            self._put_aside(path, remove=False)
            good, _ = good_lines(path.read_bytes())
            replace_file(path, [line + b"\n" for line in good], self._disk, locked=True)
            self._told.done.append(f"Kept the {len(good):,} lines of the history that can be read.")

        elif oddity.cure == "forgotten":
            if forget_theirs_too(self._places, path, self._disk):
                self._told.done.append("Took over whom the other machine forgot.")
            self._put_aside(path, remove=True)

    def _take_in_copies(self) -> None:
        if read_file(self._places).state not in ("readable", "missing"):
            return
        for path in conflict_copies(self._places):
            taken = take_in(self._places, path, self._now, self._unwanted, self._disk)
            if taken:
                self._told.done += taken.done
                self._told.kept += taken.kept
                self._told.change = taken.change or self._told.change

    def _make_way(self) -> None:
        """Puts aside what stands in the place of a folder or of the lock, without which nothing can be repaired."""
        for folder in (self._places.folder, self._places.broken):
            if os.path.lexists(folder) and not folder.is_dir():
                spare = folder.with_name(f"{folder.name}.aside")
                folder.rename(spare)
                own_folder(folder, self._disk)
                self._put_aside(spare, remove=True)
        for oddity in list(misplaced(self._places)):
            if oddity.path == self._places.lock:
                self._put_aside(oddity.path, remove=True)

    def _put_aside(self, path: Path, *, remove: bool) -> None:
        kept = self._aside(path.name.lstrip("."))
        if path.is_dir() or path.is_symlink():
            path.rename(kept)
            for one in (kept, *kept.rglob("*")):
                if not one.is_symlink():
                    one.chmod(FOLDER_MODE if one.is_dir() else FILE_MODE)
        else:
            replace_file(kept, [path.read_bytes()], self._disk)
        self._told.kept.append(kept)
        if remove and os.path.lexists(path):
            path.unlink()
        self._told.done.append(f"{'Put' if remove else 'Copied'} {path.name} aside as {kept}.")

    def _aside(self, name: str) -> Path:
        """A path that is free, for what is put aside."""
        folder = self._places.broken
        own_folder(folder, self._disk)
        stamp, number = self._now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"), 1
        path = folder / f"{stamp}-{name}"
        while path.exists():
            number += 1
            path = folder / f"{stamp}.{number}-{name}"
        return path

    # -- records -------------------------------------------------------------------------------------------------------

    def _mend_records(self) -> Diagnosis:
        """Mends what can be mended; gives what the doctor finds then."""
        found = self._examine()
        if found.read.state != "readable" or not found.mended.problems:
            return found
        store = Store.open(self._places.shown, clock_now=self._now, disk=self._disk)
        try:
            ops = changed_ops(found.read.contents.tables, found.mended)
            self._keep_originals(found)
            mended = f"{len(ops):,} {'record' if len(ops) == 1 else 'records'}"
            change = Change(f"Repair {mended}", COMMAND, self._now(), ops)
            self._told.change = store.commit_and_wait(change).change_id
        finally:
            store.close(SECONDS)
        self._told.done += [f"{one.where}: {one.what}" for one in found.mended.problems]
        self._told.done.append(f"Mended {mended}; followup undo takes it back.")
        return self._examine()

    def _keep_originals(self, found: Diagnosis) -> None:
        if not found.mended.originals:
            return
        kept = self._aside("records.jsonl")
        lines = [
            b'{"table":%b,"id":%d,"was":%b}\n' % (msgspec.json.encode(table), number, row)
            for (table, number), row in found.mended.originals.items()
        ]
        try:
            replace_file(kept, lines, self._disk)
        except OSError as error:
            raise not_saved(kept, error) from error
        self._told.kept.append(kept)
        self._told.done.append(f"Kept the records as they were in {kept}.")


def _found(data: bytes) -> Salvage:
    """The records of a file that is JSON, or else what can be salvaged of it."""
    with suppress(ValueError, RecursionError):
        found = occurrences(text_of(data))
        if found and not any(swallowed({one.table: {one.id: to_bytes(one.fields)}}) for one in found):
            return Salvage(found, ())
    return salvage(data)


def _meta(meta: Meta, one: Found) -> Meta:
    if one.id != 1:
        return Meta(meta.schema, meta.rev, meta.rest, {**meta.others, one.id: to_bytes(one.fields)})
    fields = dict(one.fields)
    rev = fields.pop("rev", 0)
    fields.pop("schema", None)
    return Meta(SCHEMA, rev if type(rev) is int and rev > meta.rev else meta.rev, fields or meta.rest, meta.others)


def _brought_up(tables: Tables) -> Tables:
    """The tables of a file that does not say its schema. The steps leave records that are new already alone."""
    plain = {name: {number: to_object(row) for number, row in rows.items()} for name, rows in tables.items()}
    return {name: {n: to_bytes(row) for n, row in rows.items()} for name, rows in migrate(plain, 0).items()}


def _add_missing(tables: Tables, others: Tables) -> int:
    """Adds the documents of `others` whose ids are not there. Gives how many."""
    added = 0
    for table, rows in others.items():
        mine = tables.setdefault(table, {})
        missing = {number: row for number, row in rows.items() if number not in mine}
        mine.update(missing)
        added += len(missing)
    return added


def rebuilt_state(places: Places, disk: Disk) -> Contents | None:
    """The newest state that snapshots and history tell of: the newest readable snapshot and the changes since.

    Without a snapshot the history does alone, if it begins with the first change. None when there is neither.
    """
    story = _story(places, disk)
    base = _newest(places)
    if base is None:
        if not story or story[0].rev != 1:
            return None
        base = Contents()
        base.complete()
    rev = base.meta.rev
    for entry in story:
        if entry.rev <= rev:
            continue
        if any(base.tables.get(op.table, {}).get(op.id) != op.before for op in entry.ops):
            break  # something in between is not known: up to here it is certain
        for op in entry.ops:
            if op.after is None:
                base.tables[op.table].pop(op.id, None)
            else:
                base.tables.setdefault(op.table, {})[op.id] = op.after
        base.meta = Meta(SCHEMA, entry.rev, base.meta.rest, base.meta.others)
    return base


def _newest(places: Places) -> Contents | None:
    return next((contents for _, contents in _readable(places)), None)


def _readable(places: Places) -> Iterator[tuple[Backup, Contents]]:
    """The snapshots that can be read, newest first."""
    for backup in reversed(backups_at(places)):
        with suppress(StoreError):
            yield backup, read_copy(backup.path)


def _story(places: Places, disk: Disk) -> list[Entry]:
    history = HistoryFile(places.history, disk)
    with suppress(OSError):
        history.refresh(_ALL)
    return history.entries
