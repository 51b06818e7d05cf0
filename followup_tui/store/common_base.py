"""The state from which two versions of a file went apart, as far as history and snapshots tell it.

Two machines know nothing of each other, so the state is found by its traces. A document that a change left behind, and
that the other version holds to the byte, shows that the other version has this change and all before it; the latest
such change is the base. An older base than the true one is nearly as good; a newer one would take edits for agreed. So
a document of which the history does not know enough has no base, and is merged without one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from followup_tui.store.backups import Backup, backups_at
from followup_tui.store.changes import Key, Op
from followup_tui.store.conflict_copies import KEPT, kept_copies
from followup_tui.store.documents import to_object
from followup_tui.store.entries import Entry
from followup_tui.store.errors import StoreError
from followup_tui.store.layout import Contents
from followup_tui.store.ledger import difference
from followup_tui.store.places import Places
from followup_tui.store.restoring import read_copy

State = Mapping[str, Mapping[int, bytes]]
MOST_SNAPSHOTS = 6
"""How many of the newest snapshots are looked at where the history does not go back far enough."""


_SKEW = timedelta(days=2)
"""How far the clocks of two machines may be apart."""


NOTHING = -1
_FROM_OUTSIDE = frozenset({"sync", "restore", "merge-files", "import"})


class Unknown(Enum):
    """Nothing tells what a document was."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


class Step(NamedTuple):
    """A step of one line of states. Whoever has what it left behind has everything up to rev `proves`, or `NOTHING`."""

    rev: int
    proves: int
    at: datetime
    ops: tuple[Op, ...]


class _Version(NamedTuple):
    rev: int
    proves: int
    before: bytes | None
    after: bytes | None


Chains = Mapping[Key, Sequence[_Version]]


class Base:
    """The documents as both versions had them once. `own` is the version whose story is known, from `begins` on."""

    def __init__(self, own: State, other: State, chains: Chains, rev: int, begins: datetime) -> None:
        self.rev = rev
        self._begins = begins
        self._own = own
        self._other = other
        self._chains = chains

    def of(self, table: str, number: int) -> bytes | Unknown | None:
        """What a document was; None when there was none."""
        own, other = self._own.get(table, {}).get(number), self._other.get(table, {}).get(number)
        chain = self._chains.get((table, number))
        found = self._untold(own, other) if chain is None else self._told(chain, own, other)
        if isinstance(found, bytes) and other is not None and other != found and _is_older(other, found):
            return UNKNOWN
        return found

    def _told(self, chain: Sequence[_Version], own: bytes | None, other: bytes | None) -> bytes | Unknown | None:
        place = bisect_right(chain, self.rev, key=lambda version: version.rev)
        found = chain[place - 1].after if place else chain[0].before
        if own != chain[-1].after:  # changed since by somebody who wrote no history
            return found if own is not None and other == found else UNKNOWN
        return UNKNOWN if 0 < place < len(chain) and chain[place].before != found else found

    def _untold(self, own: bytes | None, other: bytes | None) -> bytes | Unknown | None:
        """A document that no change of the story was about: own has it as it was, unless it came by another program.

        That it was there before the story began is believed of one that was made long before.
        """
        if own is None or own == other:
            return own
        if other is None:
            made = moment_of(own, "created")
            return own if made and made + _SKEW < self._begins else UNKNOWN
        return own if _is_older(own, other) else UNKNOWN


def _is_older(one: bytes, other: bytes) -> bool:
    first, second = moment_of(one, "updated"), moment_of(other, "updated")
    return second is not None and (first is None or first < second)


def moment_of(document: bytes, field: str) -> datetime | None:
    """A moment that a document names, such as `updated`; None where it names none that can be read."""
    value = to_object(document).get(field)
    with suppress(ValueError, TypeError):
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment if moment and moment.tzinfo else None
    return None


def common_base(places: Places, story: Sequence[Entry], file: Contents, copy: Contents) -> Base | None:
    """The base of a file and its conflict copy; None where nothing proves one."""
    both = min(file.meta.rev, copy.meta.rev)
    latest = max(file.meta.rev, copy.meta.rev)
    steps = [Step(entry.rev, _proves(entry), entry.at, entry.ops) for entry in story if entry.rev <= latest]
    return _proven(steps, file.tables, copy.tables, both) or _proven(
        _steps_of_snapshots(places, file), file.tables, copy.tables, both
    )


def _proves(entry: Entry) -> int:
    """A change that took in another version holds that one's documents, so it proves nothing about where they are."""
    return NOTHING if (entry.target or entry).command in _FROM_OUTSIDE else entry.rev


def _chains(steps: Iterable[Step]) -> Chains:
    chains: defaultdict[Key, list[_Version]] = defaultdict(list)
    for step in steps:
        for op in step.ops:
            chains[op.key].append(_Version(step.rev, step.proves, op.before, op.after))
    return dict(chains)


def _proven(steps: Sequence[Step], file: State, copy: State, both: int) -> Base | None:
    if not steps:
        return None
    chains = _chains(steps)
    own, other = _own_first(chains, file, copy)
    highest = min(both, _traces(chains, own).highest)
    found = _traces(chains, other)
    revs = [rev for rev in found.sure if NOTHING < rev <= highest]
    revs = revs or [rev for rev in found.likely if NOTHING < rev <= min(highest, found.highest)]
    if not revs:
        return None
    return Base(own, other, chains, max(revs), steps[0].at)


def _own_first(chains: Chains, file: State, copy: State) -> tuple[State, State]:
    """The two versions, the one first whose story it is: a sync may have put the other machine's file in its place."""

    def fitting(tables: State) -> int:
        return sum(tables.get(table, {}).get(number) == chain[-1].after for (table, number), chain in chains.items())

    return (copy, file) if fitting(copy) > fitting(file) else (file, copy)


class _Traces(NamedTuple):
    """What a version shows of a story: the changes that it has for `sure`, or `likely` (documents without a moment may
    be equal by chance), and the `highest` rev that it can have."""

    sure: list[int]
    likely: list[int]
    highest: int


def _traces(chains: Chains, tables: State) -> _Traces:
    sure: list[int] = []
    likely: list[int] = []
    highest = 2**63
    for (table, number), chain in chains.items():
        document = tables.get(table, {}).get(number)
        if document is None:
            continue
        place = next((at for at in reversed(range(len(chain))) if chain[at].after == document), -1)
        if place >= 0:
            (sure if b'"updated":' in document else likely).append(chain[place].proves)
        elif document != chain[0].before:
            if _was_made_by(chain[0], document):
                sure.append(chain[0].proves)
            continue
        if place + 1 < len(chain):
            highest = min(highest, chain[place + 1].rev - 1)
    return _Traces(sure, likely, highest)


def _was_made_by(version: _Version, document: bytes) -> bool:
    """Whether a document is the one that a change inserted, edited since: the moment of its making is the same."""
    if version.before is not None or version.after is None:
        return False
    made = moment_of(document, "created")
    return made is not None and made == moment_of(version.after, "created")


def _steps_of_snapshots(places: Places, file: Contents) -> list[Step]:
    """The line of states that the snapshots are, up to the file.

    A step in which another version may have been taken in proves nothing, and what was taken in is known for as long as
    it is kept.
    """
    backups = backups_at(places)[-MOST_SNAPSHOTS:]
    taken_in = [at for at, _ in kept_copies(places)]
    steps: list[Step] = []
    last: tuple[Backup, Contents] | None = None
    for backup in backups:
        with suppress(StoreError):
            read = read_copy(backup.path)
            if last is not None and read.meta.rev > last[1].meta.rev:
                steps.append(_step(*last, read, _is_ours(last[0], backup.at, backups[-1].at, taken_in)))
            if last is None or read.meta.rev > last[1].meta.rev:
                last = backup, read
    if last is not None and file.meta.rev > last[1].meta.rev:
        steps.append(_step(*last, file, _is_ours(last[0], datetime.max.replace(tzinfo=UTC), last[0].at, taken_in)))
    return steps


def _is_ours(before: Backup, until: datetime, newest: datetime, taken_in: Iterable[datetime]) -> bool:
    """Whether nothing came from outside between a snapshot and the next state."""
    met = any(before.at <= at <= until for at in taken_in)
    return not met and before.reason not in _FROM_OUTSIDE and newest - before.at < KEPT


def _step(backup: Backup, before: Contents, after: Contents, is_ours: bool) -> Step:
    ops = (
        Op(table, number, before.tables.get(table, {}).get(number), row)
        for (table, number), row in difference(before.tables, after.tables).items()
    )
    return Step(after.meta.rev, before.meta.rev if is_ours else NOTHING, backup.at, tuple(ops))
