"""Today's list: whom to write to, in which order, and who waits because the day is full."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Contact, Task
from followup_tui.model.settings import Plan
from followup_tui.model.words import MarkKind, Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.verdict import Verdict


class Kind(StrEnum):
    """Why somebody is on the list; `interview` is a courtesy that follows one: thanks, an answer, our own no."""

    REPLY = "reply"
    TASK = "task"
    INTERVIEW = "interview"
    BIRTHDAY = "birthday"
    CHECK_IN = "check-in"


class Planned(NamedTuple):
    """Somebody on the list; `task` is the promise that put them there, 0 when it was something else."""

    contact: int
    kind: Kind
    task: int = 0


class Today(NamedTuple):
    """The plan of a day.

    `planned` fits the capacity; `waiting` are due or overdue too, but the day is full; `courtesy` wait because
    somebody else at their company was written to lately; `skipped` were put off for today; `done` were written to.
    """

    planned: tuple[Planned, ...]
    waiting: tuple[Planned, ...]
    courtesy: tuple[Planned, ...]
    skipped: tuple[int, ...]
    done: tuple[int, ...]
    capacity: int
    overdue_total: int
    due_total: int


_ACTIVE = frozenset({Status.DUE, Status.OVERDUE, Status.NEW})
_SILENT = frozenset({Status.SNOOZED, Status.PAUSED, Status.ARCHIVED})


def todays_list(
    contacts: Mapping[int, Contact],
    verdicts: Mapping[int, Verdict],
    tasks: Iterable[Task],
    done: Collection[int],
    last_at_company: Callable[[int], Mapping[int, date]],
    plan: Plan,
    as_of: date,
    extra: int = 0,
) -> Today:
    """The plan of the day `as_of`.

    Replies come first, then promises, courtesies after an interview, birthdays; those are never held back. Check-ins
    fill what is left of the day's capacity: overdue by how far past the window, then the earliest closing day. `done`
    are the contacts already written to today; `last_at_company` gives, for a company, the last day each of its people
    was in touch with us; `extra` is how many more the person asked for today.
    """
    skipped = {number for number, contact in contacts.items() if contact.marks and _skipped(contact, as_of)}
    first = _first_class(contacts, verdicts, tasks, done, skipped, as_of)
    taken = {entry.contact for entry in first}
    candidates = sorted(
        (
            one
            for one in verdicts.values()
            if one.status in _ACTIVE and one.contact not in taken and one.contact not in done
            and one.contact not in skipped
        ),
        key=by_urgency,
    )  # fmt: skip
    capacity = capacity_on(as_of, plan)
    room = max(capacity - len(done) - len(first), 0) + extra
    chosen, waiting, courteous = _fill(candidates, room, contacts, taken, last_at_company, plan, as_of)
    return Today(
        planned=(*first, *(Planned(one.contact, Kind.CHECK_IN) for one in chosen)),
        waiting=tuple(Planned(one.contact, Kind.CHECK_IN) for one in waiting),
        courtesy=tuple(Planned(one.contact, Kind.CHECK_IN) for one in courteous),
        skipped=tuple(sorted(skipped - set(done))),
        done=tuple(done),
        capacity=capacity,
        overdue_total=sum(1 for one in verdicts.values() if one.status is Status.OVERDUE),
        due_total=sum(1 for one in verdicts.values() if one.status is Status.DUE),
    )


def by_urgency(one: Verdict) -> tuple[int, float, date, date, int]:
    """Most urgent first: overdue by lengths of the window, then the earliest closing day, then the longest silence."""
    late = 0 if one.status is Status.OVERDUE else 1 if one.owes_since else 2 if one.status in _ACTIVE else 3
    return late, -one.urgency, one.latest or date.max, one.anchor or date.max, one.contact


def _first_class(
    contacts: Mapping[int, Contact],
    verdicts: Mapping[int, Verdict],
    tasks: Iterable[Task],
    done: Collection[int],
    skipped: Collection[int],
    as_of: date,
) -> list[Planned]:
    """Replies, promises, courtesies and birthdays: they have their day and are never held back by the capacity."""
    entries: dict[int, Planned] = {}
    owing = [one for one in verdicts.values() if one.owes_since and one.status not in _SILENT]
    for one in sorted(owing, key=lambda one: (one.owes_since or as_of, one.contact)):
        if one.contact not in skipped:
            entries[one.contact] = Planned(one.contact, Kind.REPLY)
    promised = [task for task in tasks if task.on and task.on <= as_of and not task.done_on]
    for task in sorted(promised, key=lambda task: (task.on or as_of, task.id)):
        for number in task.contacts:
            if _may_be_asked(number, verdicts, skipped):
                entries.setdefault(number, Planned(number, Kind.TASK, task.id))
    courtesies = [one for one in verdicts.values() if one.step and one.step.is_courtesy]
    for one in sorted(courtesies, key=lambda one: (one.step.latest if one.step else as_of, one.contact)):
        if _may_be_asked(one.contact, verdicts, skipped):
            entries.setdefault(one.contact, Planned(one.contact, Kind.INTERVIEW))
    for number, contact in contacts.items():
        if not contact.birthday or number in done or birthday_in(contact.birthday, as_of.year) != as_of:
            continue
        if _may_be_asked(number, verdicts, skipped):
            entries.setdefault(number, Planned(number, Kind.BIRTHDAY))
    return list(entries.values())


def _may_be_asked(number: int, verdicts: Mapping[int, Verdict], skipped: Collection[int]) -> bool:
    return number in verdicts and verdicts[number].status not in _SILENT and number not in skipped


def _fill(
    candidates: Iterable[Verdict],
    room: int,
    contacts: Mapping[int, Contact],
    taken: Collection[int],
    last_at_company: Callable[[int], Mapping[int, date]],
    plan: Plan,
    as_of: date,
) -> tuple[list[Verdict], list[Verdict], list[Verdict]]:
    """Chooses in order while there is room, one person a company (DESIGN, rule 7)."""
    chosen: list[Verdict] = []
    waiting: list[Verdict] = []
    courteous: list[Verdict] = []
    companies = {contacts[number].company for number in taken} - {0}
    since = as_of - timedelta(days=plan.courtesy_days)
    for one in candidates:
        if len(chosen) >= room:
            waiting.append(one)
            continue
        company = contacts[one.contact].company
        if plan.courtesy_days and company and (
            company in companies or _lately(last_at_company(company), one.contact, since)
        ):  # fmt: skip
            courteous.append(one)
            continue
        companies.add(company)
        chosen.append(one)
    return chosen, waiting, courteous


def _lately(last: Mapping[int, date], but: int, since: date) -> bool:
    return any(day > since for number, day in last.items() if number != but)


def _skipped(contact: Contact, as_of: date) -> bool:
    return any(mark.kind is MarkKind.SKIP and mark.on == as_of for mark in contact.marks)
