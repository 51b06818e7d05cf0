"""The doctor as a screen needs it: findings in words, and a repair that keeps first what it is about to change."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup_tui.actions.forgetting import forgotten_in
from followup_tui.model.clock import Clock
from followup_tui.opening import StoreError
from followup_tui.rules.wording import counted
from followup_tui.safekeeping import (
    REPAIRABLE,
    IsUnwanted,
    Problem,
    Tell,
    examined,
    put_back_newest,
    repaired,
    take_backup,
    untold,
)

if TYPE_CHECKING:
    from followup_tui.safekeeping import Diagnosis, Repaired


class Finding(NamedTuple):
    """Something the doctor found: what is wrong, where, and what a repair would do or the person can.

    `is_problem` is False for what is only said; `is_repairable` tells whether a repair does it.
    """

    what: str
    where: str
    repair: str
    is_problem: bool
    is_repairable: bool


class Checkup(NamedTuple):
    """What the doctor found, and in one sentence how the file is. `done` and `kept` are of the repair before it."""

    findings: tuple[Finding, ...]
    said: str
    state: str
    done: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()

    @property
    def is_repairable(self) -> bool:
        """Whether a repair would do something."""
        return any(one.is_repairable for one in self.findings)

    @property
    def can_be_opened(self) -> bool:
        """Whether the file can be read now."""
        return self.state in ("readable", "missing")


def check(path: Path, clock: Clock, tell: Tell = untold) -> Checkup:
    """Examines a data file and what lies beside it.

    Raises:
        StoreError: the system does not let us read it, or `tell` stopped it.
    """
    return _checkup(examined(path, clock, unwanted_in(path), tell=tell))


def repair(path: Path, clock: Clock, before: Checkup, tell: Tell = untold) -> Checkup:
    """Repairs what was found; a snapshot of a readable file comes first, a broken one is put aside by the repair.

    Raises:
        StoreError: it cannot be written, or `tell` stopped it before it began; what was there is there still.
    """
    done: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    if before.state == "readable":
        tell("Taking a snapshot")
        backup = take_backup(path, clock)
        done, kept = (f"Took the snapshot {backup.path.name} first.",), (backup.path,)
    tell("Repairing")
    return _after(repaired(path, clock, unwanted_in(path)), done, kept)


def put_back(path: Path, clock: Clock, tell: Tell = untold) -> Checkup:
    """Puts the newest readable snapshot in the place of a file that cannot be read, which is put aside.

    Raises:
        StoreError: there is none, or it cannot be written.
    """
    tell("Putting the newest snapshot in its place")
    return _after(put_back_newest(path, clock), (), ())


def _after(done: "Repaired", said: tuple[str, ...], kept: tuple[Path, ...]) -> Checkup:
    if done.left is None:
        raise StoreError("The repair did not come to an end; examine the file again.")
    return _checkup(done.left)._replace(done=(*said, *done.done), kept=(*kept, *done.kept))


def _checkup(found: "Diagnosis") -> Checkup:
    findings = (*(_finding(one, True) for one in found.problems), *(_finding(one, False) for one in found.notes))
    return Checkup(findings, _said(found), found.read.state)


def _finding(one: Problem, is_problem: bool) -> Finding:
    return Finding(one.what, one.where, one.repair, is_problem, one.repair.startswith(REPAIRABLE))


def _said(found: "Diagnosis") -> str:
    tables = found.read.contents.tables
    people, touches = len(tables.get("contacts", ())), len(tables.get("interactions", ()))
    there = f"{counted(people, 'contact')}, {counted(touches, 'interaction')}"
    if found.read.state == "missing":
        return "There is no file yet; the first change makes it."
    if found.read.state == "newer":
        return "A newer followup wrote the file: what is understood can be read, and nothing is changed or repaired."
    if found.ok:
        return f"All is well: {there}."
    problems = counted(len(found.problems), "problem")
    return (
        f"{problems}: {there}." if found.read.state == "readable" else f"{problems}; the file cannot be used as it is."
    )


def unwanted_in(path: Path) -> IsUnwanted | None:
    """Who is not to come back by a conflict copy; nobody where that cannot be read, which is a finding of its own."""
    try:
        return forgotten_in(path)
    except StoreError:
        return None
