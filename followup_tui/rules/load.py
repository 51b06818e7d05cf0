"""The load of the coming days: how many people come due on each, so that a day can be chosen with its consequence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Task
from followup_tui.rules.calendar import days_between
from followup_tui.rules.planner import PlanAhead
from followup_tui.rules.roster import Roster

QUIET_WITHIN = 14
"""Days within which a quiet day is looked for first."""


def arrivals(roster: Roster, tasks: Iterable[Task], first: date, days: int) -> Mapping[date, int]:
    """How many people come due on each of `days` days from `first` on.

    Somebody comes due on the day their window opens, their snooze or pause ends, their birthday falls on, or a promise
    to them is for.
    """
    last = first + timedelta(days=days - 1)
    arriving: dict[date, set[int]] = {}
    for day, number in roster.arriving(first, last):
        arriving.setdefault(day, set()).add(number)
    load = Counter({day: len(numbers) for day, numbers in arriving.items()})
    for born, numbers in roster.born.items():
        for year in range(first.year, last.year + 1):
            birthday = birthday_in(born, year)
            if birthday and first <= birthday <= last:
                load[birthday] += len(numbers - arriving.get(birthday, set()))
    for task in tasks:
        if task.on and not task.done_on and first <= task.on <= last:
            load[task.on] += 1
    return load


def quiet_day(ahead: PlanAhead) -> date:
    """The coming day on which the plan has most room: within two weeks, else the first with any, else the least full.

    The earlier of two; tomorrow when no day of the plan holds anybody.
    """
    coming = [day for day in ahead.days[1:] if day.capacity]
    soon = [day for day in coming if days_between(ahead.as_of, day.date) <= QUIET_WITHIN]
    first = [day for day in coming if day.load < day.capacity][:1]
    choice = [day for day in soon if day.load < day.capacity] or first or soon or coming
    best = min(choice, key=lambda day: (day.load - day.capacity, day.date), default=None)
    return best.date if best else ahead.as_of + timedelta(days=1)
