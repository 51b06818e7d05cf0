"""Today's list: whom to write to, in which order, and who waits because the day is full."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, overload

from followup_tui.model.records import Contact, Task
from followup_tui.model.settings import Plan
from followup_tui.model.words import Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.roster import Roster


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
    are never held back. Check-ins fill what is left of the day's capacity: overdue by how far past the window, then
    the earliest closing day. `last_at_company` gives, for a company, the last day each of its people was in touch with
    us; `extra` is how many more the person asked for today.
    """
    as_of, done = roster.as_of, roster.written_to
    first = _first_class(roster, tasks)
    taken = {entry.contact for entry in first}
    elsewhere = taken | done | roster.skipped
    candidates = [number for number in roster.active() if number not in elsewhere]
    capacity = capacity_on(as_of, plan)
    room = max(capacity - len(done) - len(first), 0) + extra
    chosen, waiting, courteous = _fill(candidates, room, contacts, taken, last_at_company, plan, as_of)
    return Today(
        planned=(*first, *CheckIns(chosen)),
        waiting=CheckIns(waiting),
        courtesy=tuple(CheckIns(courteous)),
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


def _fill(
    candidates: Sequence[int],
    room: int,
    contacts: Mapping[int, Contact],
    taken: Collection[int],
    last_at_company: Callable[[int], Mapping[int, date]],
    plan: Plan,
    as_of: date,
) -> tuple[list[int], Sequence[int], list[int]]:
    """Chooses in order while there is room, one person a company (DESIGN, rule 7); gives who waits, and who for a
    colleague's sake."""
    chosen: list[int] = []
    courteous: list[int] = []
    companies = {contacts[number].company for number in taken} - {0}
    since = as_of - timedelta(days=plan.courtesy_days)
    for place, number in enumerate(candidates):
        if len(chosen) >= room:
            return chosen, candidates[place:], courteous
        company = contacts[number].company
        if plan.courtesy_days and company and (
            company in companies or _lately(last_at_company(company), number, since)
        ):  # fmt: skip
            courteous.append(number)
            continue
        companies.add(company)
        chosen.append(number)
    return chosen, (), courteous


def _lately(last: Mapping[int, date], but: int, since: date) -> bool:
    return any(day > since for number, day in last.items() if number != but)
