"""What lies beside the data file and should not, or should lie there otherwise: each with what repairs it."""

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from followup_tui.model.records import Draft
from followup_tui.store.atomic import FILE_MODE, FOLDER_MODE
from followup_tui.store.backups import backups_at
from followup_tui.store.conflict_copies import copies_within
from followup_tui.store.entries import entry_of, ops_of
from followup_tui.store.errors import LockedTooLong, StoreError, Unreadable
from followup_tui.store.fingerprints import fingerprints_of
from followup_tui.store.lock import locked
from followup_tui.store.places import Places
from followup_tui.store.problems import Problem, by_repair
from followup_tui.store.restoring import unpacked
from followup_tui.store.steps import Tell, untold

_TWO = "Two machines wrote {} at once, and the syncing program kept the other one's version here."


class Oddity(NamedTuple):
    """A finding about a file, and the way to repair it: None where only the person can.

    `cure` is ``aside`` (put the file aside), ``mode`` (take rights away), ``draft``, ``history`` or ``forgotten``.
    """

    problem: Problem
    path: Path
    cure: str


def oddities(
    places: Places, contacts: Iterable[int] | None, *, holding_lock: bool = False, tell: Tell = untold
) -> Iterator[Oddity]:
    """Everything odd around a data file. `contacts` are those there are, None where the file cannot be read."""
    if holding_lock or not _is_being_written(places):
        yield from _stray(places)
    yield from misplaced(places)
    yield from _copies_within(places)
    yield from _modes(places)
    tell("Checking the history")
    yield from _history(places)
    yield from _snapshots(places, tell)
    yield from _forgotten(places)
    yield from _drafts(places, contacts)


def misplaced(places: Places) -> Iterator[Oddity]:
    """What is a folder and should be a file, or the other way round, or leads elsewhere as a link."""
    inner = (places.drafts, places.snapshots, places.conflicts, places.broken)
    files = [places.lock, places.history, places.forgotten, places.written]
    files += [places.index_file, places.today, places.digest]
    files += [path for path in _entries(places.drafts) if path.suffix == ".json"]
    files += [path for path in _entries(places.snapshots) if path.suffix == ".gz"]
    for path, wanted in [*((one, "folder") for one in (places.folder, *inner)), *((one, "file") for one in files)]:
        is_wrong = not path.is_dir() if wanted == "folder" else path.is_dir()
        if os.path.lexists(path) and (is_wrong or (path.is_symlink() and wanted == "file")):
            what = f"It should be a {wanted}, and is {_kind_of(path)}."
            yield Oddity(Problem(what, str(path), by_repair("puts it aside")), path, "aside")


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _kind_of(path: Path) -> str:
    return "a link to elsewhere" if path.is_symlink() else "a folder" if path.is_dir() else "a file"


def _is_being_written(places: Places) -> bool:
    """Whether another program writes at this moment: then a temporary file is as it should be."""
    if not places.lock.exists():
        return False
    try:
        with locked(places.lock, 0):
            return False
    except LockedTooLong:
        return True
    except OSError:
        return False


def stray_files(places: Places) -> list[Path]:
    """Temporary files of ours that a crash left behind."""
    beside = [path for path in _listed(places.file.parent) if _is_spare(path, places.file.name)]
    return beside + [path for path in _inside(places.folder) if path.name.startswith(".") and path.suffix == ".tmp"]


def unsaved_copies(places: Places, home: Path) -> list[Path]:
    """What the app wrote elsewhere when it could not save (``followup.json.unsaved-20260302-092000``)."""
    names = tuple(f"{name}.unsaved-" for name in {places.file.name, places.shown.name})
    folders = dict.fromkeys((places.file.parent, places.shown.parent, home))
    return [path for folder in folders for path in _listed(folder) if path.name.startswith(names)]


def _is_spare(path: Path, name: str) -> bool:
    return path.name.startswith(f".{name}.") and path.suffix == ".tmp"


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _stray(places: Places) -> Iterator[Oddity]:
    for path in stray_files(places):
        what = "A temporary file was left by a program that did not end well; nothing reads it."
        yield Oddity(Problem(what, str(path), by_repair("puts it aside")), path, "aside")


def _copies_within(places: Places) -> Iterator[Oddity]:
    for path in copies_within(places):
        if path.name.startswith(places.forgotten.stem):
            repair = by_repair("forgets whom the other machine forgot too, and puts the copy aside")
            yield Oddity(Problem(_TWO.format("the list of whom to forget"), str(path), repair), path, "forgotten")
        elif path.parent == places.drafts:
            repair = by_repair("puts the other text aside, where it can be read; the draft stays as it is")
            yield Oddity(Problem(_TWO.format("this draft"), str(path), repair), path, "aside")
        else:
            repair = by_repair("puts it aside; nothing reads it")
            yield Oddity(Problem(_TWO.format("this file"), str(path), repair), path, "aside")


def _modes(places: Places) -> Iterator[Oddity]:
    if os.name != "posix":
        return
    folders = [path for path in (places.folder, *places.folder.rglob("*")) if path.is_dir()]
    for path in [places.file, *_inside(places.folder), *folders]:
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
        wanted = FOLDER_MODE if path.is_dir() else FILE_MODE
        if mode & 0o077:
            what = f"Others on this machine may read it (mode {mode:04o})."
            yield Oddity(Problem(what, str(path), by_repair(f"makes it {wanted:04o}")), path, "mode")
        elif path.exists() and path != places.file and mode & wanted != wanted:
            what = f"You yourself may not read and write it (mode {mode:04o})."
            yield Oddity(Problem(what, str(path), by_repair(f"makes it {wanted:04o}")), path, "mode")


def good_lines(history: bytes) -> tuple[list[bytes], int]:
    """The lines of a history that can be read, and how many cannot; an unfinished last line is no damage."""
    lines = history.split(b"\n")[:-1]
    good = [line for line in lines if _reads(line)]
    return good, len(lines) - len(good)


def _reads(line: bytes) -> bool:
    try:
        if entry_of(line, {}) is None:
            return False
        ops_of(line)
    except (msgspec.MsgspecError, ValueError, zlib.error):
        return False
    return True


def _history(places: Places) -> Iterator[Oddity]:
    try:
        broken = good_lines(places.history.read_bytes())[1]
    except OSError:
        return
    if broken:
        what = f"{broken:,} {'line' if broken == 1 else 'lines'} of the history cannot be read: not to be undone."
        repair = by_repair("keeps the lines that can be read, and puts the old file aside")
        yield Oddity(Problem(what, str(places.history), repair), places.history, "history")


def _snapshots(places: Places, tell: Tell) -> Iterator[Oddity]:
    found = [backup for backup in backups_at(places) if not backup.path.is_dir()]
    for number, backup in enumerate(found):
        tell("Checking the snapshots", number, len(found))
        try:
            data = unpacked(backup.path).strip()
            damaged = not (data.startswith(b"{") and data.endswith(b"}"))
        except StoreError:
            damaged = True
        if damaged:
            repair = by_repair("puts it aside; the other snapshots are not concerned")
            yield Oddity(Problem("A snapshot is damaged.", str(backup.path), repair), backup.path, "aside")


def _forgotten(places: Places) -> Iterator[Oddity]:
    try:
        fingerprints_of(places)
    except Unreadable:
        what = "The list of whom you asked to forget is damaged: an import or a copy may bring them back."
        repair = by_repair("puts it aside; forget them again should they come back")
        yield Oddity(Problem(what, str(places.forgotten), repair), places.forgotten, "aside")


def _drafts(places: Places, contacts: Iterable[int] | None) -> Iterator[Oddity]:
    there = None if contacts is None else set(contacts)
    for path in _listed(places.drafts):
        if path.suffix != ".json" or not path.stem.isdecimal():
            continue
        try:
            draft = msgspec.json.decode(path.read_bytes(), type=Draft)
        except (OSError, msgspec.MsgspecError):
            problem = Problem("A draft cannot be read.", str(path), by_repair("puts it aside"))
            yield Oddity(problem, path, "aside")
            continue
        if there is not None and draft.contact not in there:
            repair = by_repair("puts it in the bin of drafts, where it is kept for 30 days")
            yield Oddity(Problem("A draft is to a contact who is not there.", str(path), repair), path, "draft")
