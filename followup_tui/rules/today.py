"""Today's list: whom to write to, in which order, and who waits because the day is full."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, pairwise
from typing import NamedTuple, overload

from followup_tui.model.records import Contact, Task
from followup_tui.model.settings import Plan
from followup_tui.model.words import Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.roster import Roster
from followup_tui.rules.touches import Touches
from followup_tui.rules.turns import HORIZON, held_back, pressed
from followup_tui.rules.verdict import Verdict


class Kind(StrEnum):
    """Why somebody is on the list; `interview` is a courtesy that follows one: thanks, an answer, our own no."""

    REPLY = "reply"
    TASK = "task"
    INTERVIEW = "interview"
    BIRTHDAY = "birthday"
    CHECK_IN = "check-in"


class Planned(NamedTuple):
    """Somebody on the list; `task` is the promise that put them there, 0 when it was something else.

    `warm_up`: an easy one, put before more urgent check-ins (`rules/warm_up.py`).
    """

    contact: int
    kind: Kind
    task: int = 0
    warm_up: bool = False


class CheckIns(Sequence[Planned]):
    """Check-ins with these contacts, each made when it is looked at: 30,000 who wait cost what their numbers cost."""

    __slots__ = ("contacts",)

    def __init__(self, contacts: Iterable[int]) -> None:
        self.contacts = tuple(contacts)

    def __len__(self) -> int:
        return len(self.contacts)

    @overload
    def __getitem__(self, index: int) -> Planned: ...
    @overload
    def __getitem__(self, index: slice) -> "CheckIns": ...
    def __getitem__(self, index: int | slice) -> "Planned | CheckIns":
        if isinstance(index, slice):
            return CheckIns(self.contacts[index])
        return Planned(self.contacts[index], Kind.CHECK_IN)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CheckIns) and self.contacts == other.contacts

    def __hash__(self) -> int:
        return hash(self.contacts)

    def __repr__(self) -> str:
        return f"CheckIns({self.contacts!r})"


class Today(NamedTuple):
    """The plan of a day.

    `planned` fits the capacity; `waiting` are due or overdue too, but the day is full; `courtesy` wait because
    somebody else at their company was written to lately; `skipped` were put off for today; `done` were written to.
    """

    planned: tuple[Planned, ...]
    waiting: CheckIns
    courtesy: tuple[Planned, ...]
    skipped: tuple[int, ...]
    done: tuple[int, ...]
    capacity: int
    overdue_total: int
    due_total: int


def todays_list(
    roster: Roster,
    contacts: Mapping[int, Contact],
    tasks: Iterable[Task],
    last_at_company: Callable[[int], Mapping[int, date]],
    plan: Plan,
    extra: int = 0,
) -> Today:
    """The plan of the day that `roster` is of.

    Replies come first, then promises, courtesies after an interview, birthdays, and who was moved to this day; those
    are never held back. Check-ins fill what is left of the day's capacity, by turns (`_turns`), and stand in the order
    of urgency: overdue by how far past the window, then the earliest closing day. `last_at_company` gives, for a
    company, the last day each of its people was in touch with us; `extra` is how many more the person asked for today.
    Who was written to today and has a promise open all the same takes one place of the day, not two.
    """
    as_of, done = roster.as_of, roster.written_to
    first = _first_class(roster, tasks)
    taken = {entry.contact for entry in first}
    elsewhere = taken | done | roster.skipped
    overdue = [number for number in roster.overdue() if number not in elsewhere]
    due = [number for number in roster.open() if number not in elsewhere]
    capacity = capacity_on(as_of, plan)
    room = max(capacity - len(taken | done), 0) + extra
    urgent = _pressed(due, room, roster, plan)
    turns = chain(_turns(overdue, urgent, roster), due[len(urgent) :])
    courtesy = _Courtesy(roster, contacts, taken, frozenset(urgent), last_at_company, plan.courtesy_days)
    chosen, courteous = _fill(turns, room, courtesy)
    there = {*chosen, *courteous}
    waiting = [number for number in chain(overdue, due) if number not in there]
    return Today(
        planned=(*first, *CheckIns(sorted(chosen, key=roster.rank))),
        waiting=CheckIns(waiting),
        courtesy=tuple(CheckIns(sorted(courteous, key=roster.rank))),
        skipped=tuple(sorted(roster.skipped - done)),
        done=tuple(sorted(done)),
        capacity=capacity,
        overdue_total=roster.number_of[Status.OVERDUE],
        due_total=roster.number_of[Status.DUE],
    )


def _first_class(roster: Roster, tasks: Iterable[Task]) -> list[Planned]:
    """Replies, promises, courtesies, birthdays, people moved to this day: never held back by the capacity."""
    entries: dict[int, Planned] = {}
    for number, _ in sorted(roster.owing.items(), key=lambda owed: (owed[1], owed[0])):
        if number not in roster.skipped:
            entries[number] = Planned(number, Kind.REPLY)
    promised = [task for task in tasks if task.on and task.on <= roster.as_of and not task.done_on]
    for task in sorted(promised, key=lambda task: (task.on or roster.as_of, task.id)):
        for number in task.contacts:
            if roster.may_be_asked(number):
                entries.setdefault(number, Planned(number, Kind.TASK, task.id))
    for number, _ in sorted(roster.courtesies.items(), key=lambda owed: (owed[1], owed[0])):
        if roster.may_be_asked(number):
            entries.setdefault(number, Planned(number, Kind.INTERVIEW))
    for number in sorted(roster.born_on(roster.as_of) - roster.written_to):
        if roster.may_be_asked(number):
            entries.setdefault(number, Planned(number, Kind.BIRTHDAY))
    for number in sorted(number for number, day in roster.moved.items() if day == roster.as_of):
        if roster.may_be_asked(number) and number not in roster.written_to:
            entries.setdefault(number, Planned(number, Kind.CHECK_IN))
    return list(entries.values())


def _pressed(due: Sequence[int], room: int, roster: Roster, plan: Plan) -> Sequence[int]:
    """Who of `due`, which has them closing first, has to be written to today."""
    days = [roster.as_of + timedelta(days=step) for step in range(HORIZON + 1)]
    closed = [bisect_right(due, day, key=roster.closes) for day in days]
    closing = [after - before for before, after in pairwise((0, *closed))]
    return due[: pressed(closing, [capacity_on(day, plan) for day in days], room)]


def _turns(overdue: Sequence[int], urgent: Sequence[int], roster: Roster) -> Iterable[int]:
    """In which turn people get the places of a day, until those take over who are due and can wait."""
    yield from sorted(
        (number for number in overdue if number in roster.long_late), key=lambda one: roster.rank(one)[3:]
    )
    yield from urgent
    yield from (number for number in overdue if number not in roster.long_late)


def _fill(turns: Iterable[int], room: int, courtesy: "_Courtesy") -> tuple[list[int], list[int]]:
    """Chooses by turns while there is room; gives whom, and who waits for a colleague's sake."""
    chosen: list[int] = []
    courteous: list[int] = []
    for number in turns:
        if len(chosen) >= room:
            break
        if courtesy.holds_back(number):
            courteous.append(number)
        else:
            courtesy.write_to(number)
            chosen.append(number)
    return chosen, courteous


class _Courtesy:
    """Keeps colleagues apart: one person a company and day, and none soon after another (DESIGN, rule 7)."""

    def __init__(
        self,
        roster: Roster,
        contacts: Mapping[int, Contact],
        taken: Iterable[int],
        pressed: Collection[int],
        last_at_company: Callable[[int], Mapping[int, date]],
        days: int,
    ) -> None:
        self._roster = roster
        self._contacts = contacts
        self._pressed = pressed
        self._last_at_company = last_at_company
        self._days = days
        self._today = {contacts[number].company for number in taken} - {0}

    def write_to(self, contact: int) -> None:
        """Somebody is on the list of the day."""
        self._today.add(self._contacts[contact].company)

    def holds_back(self, contact: int) -> bool:
        """Whether somebody waits for a colleague's sake."""
        company = self._contacts[contact].company
        if not self._days or not company:
            return False
        last = (day for number, day in self._last_at_company(company).items() if number != contact)
        return held_back(
            self._roster.closes(contact).toordinal(),
            self._roster.as_of.toordinal(),
            self._days,
            max(last, default=date.min).toordinal(),
            is_pressed=contact in self._pressed,
            is_met=company in self._today,
        )


def written_at(
    people: Iterable[int], touches: Callable[[int], Touches], verdicts: Callable[[int], Verdict], courtesy: int
) -> Mapping[int, date]:
    """When each of the people of one company was written to last; `courtesy` is the number of days between two.

    Those whom we are in touch with more often than the courtesy lasts do not count: their colleagues would never have a
    turn.
    """
    last = {}
    for number in people:
        day, stands = touches(number).last_out, verdicts(number)
        opens = None if stands.step else stands.opens
        if day and not (opens and (opens - day).days <= courtesy):
            last[number] = day
    return last
