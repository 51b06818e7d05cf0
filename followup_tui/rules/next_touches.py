"""What the planner works on: the window of everybody's next touch, and the days that are not ours to choose."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Contact, Task
from followup_tui.model.settings import Plan
from followup_tui.model.words import Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.planner import Fixed, Job
from followup_tui.rules.roster import Roster
from followup_tui.rules.today import Kind, Today
from followup_tui.rules.verdict import Verdict

_A_YEAR = 366
"""Days within which a day that holds somebody is looked for."""


def next_touches(
    contacts: Mapping[int, Contact], verdicts: Mapping[int, Verdict], as_of: date, plan: Plan
) -> Iterator[Job]:
    """The job of everybody who is ever due: not of those who were put away, rest for good, or have cadence ``none``.

    Who was put off or rests until a day comes back on it; when the window has closed by then, that day is its last, or
    the first after it that holds anybody by `plan`: putting somebody off is a decision and no lateness. Their turn is
    that of their window, as in the list of that day. What follows comes by the cadence that holds today.
    """
    read = cache(parse_cadence)
    for number, contact in contacts.items():
        stands = verdicts[number]
        if stands.status is Status.ARCHIVED or stands.opens is None or stands.latest is None:
            continue
        once = contact.first_by is not None or contact.planned_on is not None
        if stands.status in {Status.SNOOZED, Status.PAUSED}:
            if stands.returns:
                release = max(stands.returns, stands.opens)
                closes = max(stands.latest, _held_from(release, plan))
                yield Job(
                    number, release, closes, contact.company, cadence=read(stands.cadence),
                    closed=stands.latest if stands.latest < closes else None, opened=stands.opens, anchor=stands.anchor,
                    once=once,
                )  # fmt: skip
            continue
        release = as_of if stands.status is not Status.LATER else max(stands.opens, as_of)
        owed = stands.owes_since is not None
        is_new = stands.status is Status.NEW
        yield Job(
            number, release, stands.latest, contact.company, owed, read(stands.cadence), is_new, None,
            stands.opens, stands.anchor, once,
        )  # fmt: skip


def _held_from(day: date, plan: Plan) -> date:
    """The first day from `day` on that holds anybody; `day` where there is none within a year."""
    days = (day + timedelta(days=step) for step in range(_A_YEAR))
    return next((one for one in days if capacity_on(one, plan)), day)


def fixed_days(
    contacts: Mapping[int, Contact],
    verdicts: Mapping[int, Verdict],
    tasks: Iterable[Task],
    roster: Roster,
    today: Today,
    weeks: int,
) -> Iterator[Fixed]:
    """Today's list, promises on their day, birthdays on theirs, people moved to a day on that, within so many weeks.

    A promise to somebody who was skipped today comes up tomorrow; one to somebody who was put off, on their return.
    """
    as_of = roster.as_of
    tomorrow, last = as_of + timedelta(days=1), as_of + timedelta(days=weeks * 7 - 1)
    others = list(_promises_and_birthdays(contacts, verdicts, tasks, roster, today, last))
    yield from others
    for planned in today.planned:
        yield Fixed(as_of, planned.contact, planned.kind, planned.task, contacts[planned.contact].company)
    asked = {one.contact for one in today.planned}
    touched = dict[int, date]()
    for one in others:
        touched[one.contact] = min(one.on, touched.get(one.contact, date.max))
    for number, moved_to in roster.moved.items():
        is_ended = number in asked or touched.get(number, date.max) <= moved_to  # by a touch before
        if tomorrow <= moved_to <= last and not is_ended:
            yield Fixed(moved_to, number, Kind.CHECK_IN, 0, contacts[number].company)


def _promises_and_birthdays(
    contacts: Mapping[int, Contact],
    verdicts: Mapping[int, Verdict],
    tasks: Iterable[Task],
    roster: Roster,
    today: Today,
    last: date,
) -> Iterator[Fixed]:
    as_of = roster.as_of
    tomorrow = as_of + timedelta(days=1)
    listed = {(one.task, one.contact) for one in today.planned if one.task}
    for task in tasks:
        if not task.on or task.done_on or task.on > last:
            continue
        for number in task.contacts:
            returns = _there_from(verdicts.get(number), tomorrow)
            if returns and (task.id, number) not in listed:
                yield Fixed(max(task.on, returns), number, Kind.TASK, task.id, contacts[number].company)
    for born, numbers in roster.born.items():
        for year in range(as_of.year, last.year + 1):
            day = birthday_in(born, year)
            if day is None or not tomorrow <= day <= last:
                continue
            for number in numbers:
                returns = _there_from(verdicts.get(number), tomorrow)
                if returns and returns <= day:
                    yield Fixed(day, number, Kind.BIRTHDAY, 0, contacts[number].company)


def _there_from(stands: Verdict | None, tomorrow: date) -> date | None:
    """From which day on somebody may be asked for, None when never."""
    if stands is None or stands.status is Status.ARCHIVED:
        return None
    if stands.status in {Status.SNOOZED, Status.PAUSED}:
        return stands.returns
    return tomorrow
