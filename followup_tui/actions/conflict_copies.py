"""Other machines' versions of the file, left beside it by a syncing program: say that they are there, take them in."""

from dataclasses import dataclass
from pathlib import Path

from followup_tui.model.clock import Clock
from followup_tui.rules.wording import counted
from followup_tui.safekeeping import conflict_copies, take_in_copies


@dataclass(frozen=True)
class Taken:
    """What came of it: a sentence, and one for each step, the values that were replaced among them."""

    said: str
    done: tuple[str, ...]


def waiting_copies(file: Path) -> tuple[Path, ...]:
    """The copies that wait to be taken in. A look at one folder: some microseconds, in a worker."""
    return tuple(conflict_copies(file))


def copies_notice(copies: tuple[Path, ...]) -> str:
    """The sentence about copies that wait, for one line."""
    if len(copies) == 1:
        return "Another machine's version of the file waits"
    return f"{len(copies)} versions of other machines wait" if copies else ""


def take_in(file: Path, clock: Clock) -> Taken:
    """Takes every copy in. Each is one change that undo takes back; the copies are kept for 90 days.

    Raises:
        StoreError: the file cannot be read or written; what was not taken in still waits.
    """
    from followup_tui.actions.forgetting import forgotten_in  # it brings the importers along; a look needs none of them

    taken = take_in_copies(file, clock, forgotten_in(file))
    left = len(waiting_copies(file))
    done = tuple(sentence for one in taken for sentence in one.done)
    added = sum(sum(one.united.added.values()) for one in taken)
    changed = sum(sum(one.united.changed.values()) for one in taken)
    clashes = sum(len(one.united.clashes) for one in taken)
    said = f"Took in {counted(len(taken), 'version')}: {counted(added, 'record')} added, {changed:,} changed"
    if clashes:
        said += f", {counted(clashes, 'value')} replaced by a later one (kept in {file.name}.d/conflicts)"
    if left:
        said += f"; {counted(left, 'version')} cannot be taken in, followup doctor says why"
    return Taken(said, done)
