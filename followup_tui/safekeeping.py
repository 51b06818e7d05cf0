"""What keeps the file safe, for the layers above the store: snapshots and restore, doctor, and forgetting somebody."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, NamedTuple

from followup_tui.model.clock import Clock
from followup_tui.model.ids import IdSource
from followup_tui.model.records import Contact
from followup_tui.opening import CLOSING_SECONDS, begin
from followup_tui.rules.wording import moment_words
from followup_tui.store.backups import MOST_BYTES as MOST_BYTES
from followup_tui.store.backups import Backup as Backup
from followup_tui.store.backups import backups_at, take_now
from followup_tui.store.changes import Change
from followup_tui.store.errors import AlreadyThere as AlreadyThere
from followup_tui.store.errors import StoreError, Unreadable, not_saved
from followup_tui.store.places import places_of
from followup_tui.store.problems import REPAIRABLE as REPAIRABLE
from followup_tui.store.problems import Problem as Problem
from followup_tui.store.restoring import Former, back_to, former_at, read_copy
from followup_tui.store.steps import Stopped as Stopped
from followup_tui.store.steps import Tell as Tell
from followup_tui.store.steps import untold as untold

if TYPE_CHECKING:
    from followup_tui.store.doctor import Diagnosis as Diagnosis
    from followup_tui.store.fingerprints import Fingerprints as Fingerprints
    from followup_tui.store.forgetting import Forgotten as Forgotten
    from followup_tui.store.forgetting import MarksOf
    from followup_tui.store.repair import Repaired as Repaired
    from followup_tui.store.store import Store
    from followup_tui.store.taking_in import TakenIn as TakenIn

IsUnwanted = Callable[[Contact, str], bool]
"""Tells whether a contact, at a company of that name, is one whom the person asked to forget."""
LOCK_SECONDS = 10.0
"""How long a call waits for another program that is writing."""
LOOK_SECONDS = 0.2
"""How often whoever waits for the disk looks whether that is still wanted."""


class Restored(NamedTuple):
    """What a restore changed, or would change: records by table, where they came from, and the change's id."""

    source: str
    records: dict[str, int]
    change: int | None

    @property
    def total(self) -> int:
        """Records that changed."""
        return sum(self.records.values())


def backups(path: Path) -> tuple[Backup, ...]:
    """The snapshots of a data file, oldest first."""
    return backups_at(places_of(path))


def take_backup(path: Path, clock: Clock) -> Backup:
    """Takes a snapshot now.

    Raises:
        StoreError: there is no file yet, or the disk said no.
    """
    return take_now(places_of(path), clock.now(), LOCK_SECONDS)


def is_saved(store: "Store", tell: Tell = untold) -> bool:
    """Waits until everything in memory is on disk; False as soon as it is known that the disk does not take it.

    Raises:
        Stopped: by `tell`, which is asked again and again meanwhile.
    """
    while not store.flush(LOOK_SECONDS):
        tell("Waiting for the disk")
        if store.trouble:
            return False
    return True


def write_copy(path: Path, target: Path, clock: Clock, *, force: bool = False) -> int:
    """Writes the network as a plain file of its own, readable by the owner alone. Gives its bytes.

    Raises:
        StoreError: the network cannot be read, there is a file already, or the disk said no.
    """
    if not path.is_file():
        raise StoreError(f"There is no file {path} yet, so there is nothing to back up.")
    with store_open(path, clock) as store:
        return save_copy(store, target, force=force)


def save_copy(store: "Store", target: Path, *, force: bool = False, tell: Tell = untold) -> int:
    """Writes what is in memory, also what could not be saved, as `write_copy` does. Gives its bytes.

    Raises:
        AlreadyThere: there is a file already, and no `force`.
        StoreError: it is the data file or a folder, the disk said no, or `tell` stopped it.
    """
    try:
        if target.exists() and store.path.exists() and target.samefile(store.path):
            raise StoreError(f"{target} is the data file itself; name another file.")
        if target.is_dir():
            raise StoreError(f"{target} is a folder; name a file in it.")
        store.save_elsewhere(target, overwrite=force, tell=tell)
        return target.stat().st_size
    except OSError as error:
        raise not_saved(target, error) from error


class Counts(NamedTuple):
    """Records of one table that a restore would bring back, change, and take out."""

    table: str
    back: int
    changed: int
    gone: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.back + self.changed + self.gone


class PlannedRestore(NamedTuple):
    """A restore that was looked at and not done: the change that it would be, on the network as of a `version`."""

    source: str
    change: Change
    counts: tuple[Counts, ...]
    version: int

    @property
    def total(self) -> int:
        """Records that would change."""
        return len(self.change.ops)


def planned_from_file(
    store: "Store", source: Path, clock: Clock, *, unwanted: IsUnwanted | None = None, tell: Tell = untold
) -> PlannedRestore:
    """What it would change to make the network what a snapshot or another followup file holds.

    A contact whom `unwanted` tells of, and who is not in the network now, does not come back: they were forgotten.

    Raises:
        StoreError: a file cannot be read, or `tell` stopped it.
    """
    tell(f"Reading {source.name}")
    former = Former(read_copy(source).tables, str(source))
    version = store.version
    tell("Comparing")
    if unwanted is not None:
        former = Former(_without(former.tables, store, unwanted), former.source)
    change = back_to(former.tables, store.whole_story()[1], f"Restore {source.name}", clock.now())
    return PlannedRestore(former.source, change, _counts(change), version)


def planned_to_moment(store: "Store", moment: datetime, clock: Clock, *, tell: Tell = untold) -> PlannedRestore:
    """What it would change to make the network what it was at a moment.

    Raises:
        StoreError: nothing reaches back so far, a file cannot be read, or `tell` stopped it.
    """
    tell("Reading the history")
    version = store.version
    story, now = store.whole_story()
    former = former_at(store.places, story, {name: rows.copy() for name, rows in now.items()}, moment)
    tell("Comparing")
    change = back_to(former.tables, now, f"Restore to {moment_words(moment)}", clock.now())
    return PlannedRestore(former.source, change, _counts(change), version)


def restore_file(
    path: Path, source: Path, clock: Clock, *, unwanted: IsUnwanted | None = None, dry_run: bool = False
) -> Restored:
    """Makes the network what a snapshot or another followup file holds, as one change that can be undone.

    Raises:
        StoreError: a file cannot be read, or written.
    """
    with _writable(path, clock) as store:
        return _restored(store, planned_from_file(store, source, clock, unwanted=unwanted), dry_run)


def restore_moment(path: Path, moment: datetime, clock: Clock, *, dry_run: bool = False) -> Restored:
    """Makes the network what it was at a moment, as one change that can be undone.

    Raises:
        StoreError: nothing reaches back so far, or a file cannot be read or written.
    """
    with _writable(path, clock) as store:
        return _restored(store, planned_to_moment(store, moment, clock), dry_run)


@contextmanager
def _writable(path: Path, clock: Clock) -> "Iterator[Store]":
    with store_open(path, clock) as store:
        if store.read_only:
            raise StoreError(store.read_only)
        yield store


def _without(
    tables: Mapping[str, Mapping[int, bytes]], store: "Store", unwanted: IsUnwanted
) -> Mapping[str, Mapping[int, bytes]]:
    from followup_tui.store.unwanted import without_forgotten

    return without_forgotten(store.places, tables, store.documents(Contact.table), unwanted)


def _counts(change: Change) -> tuple[Counts, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for op in change.ops:
        found[op.table]["back" if op.before is None else "gone" if op.after is None else "changed"] += 1
    return tuple(Counts(table, one["back"], one["changed"], one["gone"]) for table, one in sorted(found.items()))


def _restored(store: "Store", planned: PlannedRestore, dry_run: bool) -> Restored:
    records = {one.table: one.total for one in planned.counts}
    if dry_run or not planned.total:
        return Restored(planned.source, records, None)
    return Restored(planned.source, records, store.commit_and_wait(planned.change).change_id)


def examined(
    path: Path, clock: Clock, unwanted: IsUnwanted | None = None, *, tell: Tell = untold
) -> "Diagnosis":  # fmt: skip
    """What the doctor finds in a data file and beside it. Whoever is `unwanted` counts for nothing in a conflict copy.

    Raises:
        StoreError: the system does not let us read it, or `tell` stopped it.
    """
    from followup_tui.store.doctor import examine

    return examine(places_of(path), clock.today(), _fresh_ids(clock), unwanted, tell)


def repaired(path: Path, clock: Clock, unwanted: IsUnwanted | None = None) -> "Repaired":
    """Repairs what the doctor finds, as far as it can be without losing anything readable.

    Whoever is `unwanted` does not come back by a conflict copy: they were forgotten.

    Raises:
        StoreError: it may not be read or written; what was there is there still.
    """
    from followup_tui.store.repair import Surgeon

    return Surgeon(places_of(path), clock.now, clock.today(), _fresh_ids(clock), unwanted).operate()


def put_back_newest(path: Path, clock: Clock) -> "Repaired":
    """Puts the newest readable snapshot in the place of a file that cannot be read; that is put aside first.

    Raises:
        StoreError: there is none, or it may not be written; what was there is there still.
    """
    from followup_tui.store.repair import Surgeon

    return Surgeon(places_of(path), clock.now, clock.today(), _fresh_ids(clock)).put_back_newest()


def needs_doctor(path: Path, error: Exception | None = None) -> bool:
    """Whether a file that could not be opened, or is not there, is one that the doctor can do something about.

    That is so for a damaged file that we may read, and for one that is gone while its history or snapshots are there.
    """
    places = places_of(path)
    if not places.file.exists():
        return places.history.exists() or bool(backups_at(places))
    return isinstance(error, Unreadable) and places.file.is_file() and os.access(places.file, os.R_OK)


def conflict_copies(path: Path) -> list[Path]:
    """Other machines' versions of the file that a syncing program left beside it: a look at one folder."""
    from followup_tui.store.conflict_copies import conflict_copies as beside

    return beside(places_of(path))


def take_in_copies(path: Path, clock: Clock, unwanted: IsUnwanted | None = None) -> "list[TakenIn]":
    """Takes every conflict copy into the file, each as one change that can be undone, and keeps the copies apart.

    A copy that a newer program wrote, or that may not be read, stays where it is; the doctor says so.

    Raises:
        StoreError: the file cannot be read or written; the copies that were not taken in are still there.
    """
    from followup_tui.store.taking_in import take_in

    taken = (take_in(places_of(path), copy, clock.now, unwanted) for copy in conflict_copies(path))
    return [one for one in taken if one is not None]


def forget_contact(
    store: "Store",
    contact: int,
    marks_of: "MarksOf",
    on: date,
    *,
    dry_run: bool = False,
    home: Path | None = None,
    tell: Tell = untold,
) -> "Forgotten":
    """Takes a contact out of data, history and snapshots, never to be undone; leaves a fingerprint of what `marks_of`
    makes of all that they ever were.

    Copies that the app wrote beside the file, or to `home`, when it could not save, are cleaned too.
    A dry run tells the same figures and changes nothing.

    Raises:
        StoreError: something waits to be saved, or cannot be read or written, or `tell` stopped it.
    """
    from followup_tui.store.forgetting import Eraser
    from followup_tui.store.surroundings import unsaved_copies

    if not is_saved(store, tell):
        raise StoreError("There are changes that could not be saved yet, so nobody was forgotten; try again then.")
    if store.read_only:
        raise StoreError(store.read_only)
    unsaved = unsaved_copies(store.places, home or Path.home())
    found = Eraser(store.places, contact).erase(marks_of, on, dry_run=dry_run, unsaved=unsaved, tell=tell)
    if not dry_run:
        store.poll()
    return found


def fingerprints(path: Path) -> "Fingerprints":
    """Whom the person asked to forget.

    Raises:
        StoreError: they cannot be read.
    """
    from followup_tui.store.fingerprints import fingerprints_of

    return fingerprints_of(places_of(path))


def _fresh_ids(clock: Clock) -> Callable[[Mapping[int, bytes]], int]:
    source = IdSource(SystemRandom())

    def fresh(rows: Mapping[int, bytes]) -> int:
        while (number := source.next(clock.now())) in rows:
            pass
        return number

    return fresh


@contextmanager
def store_open(path: Path, clock: Clock) -> "Iterator[Store]":
    """The store of a data file, closed at the end.

    Raises:
        StoreError: it cannot be used.
    """
    store = begin(path, clock).finish()
    try:
        yield store
    finally:
        store.close(CLOSING_SECONDS)
