"""The load of the coming days: how many people come due on each, so that a day can be chosen with its consequence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Task
from followup_tui.model.settings import Plan
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.roster import Roster


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


def quietest(load: Mapping[date, int], first: date, days: int, plan: Plan) -> date:
    """The day with the fewest people among the work days of the `days` days from `first` on; the earlier of two."""
    candidates = [first + timedelta(days=step) for step in range(days)]
    open_days = [day for day in candidates if capacity_on(day, plan)] or candidates
    return min(open_days, key=lambda day: (load.get(day, 0), day))
