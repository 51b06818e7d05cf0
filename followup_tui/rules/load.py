"""The load of the coming days: how many people come due on each, so that a day can be chosen with its consequence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Contact, Task
from followup_tui.model.settings import Plan
from followup_tui.model.words import Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.verdict import Verdict

_SILENT = frozenset({Status.PAUSED, Status.ARCHIVED})


def arrivals(
    contacts: Mapping[int, Contact],
    verdicts: Mapping[int, Verdict],
    tasks: Iterable[Task],
    first: date,
    days: int,
) -> Mapping[date, int]:
    """How many people come due on each of `days` days from `first` on.

    Somebody comes due on the day their window opens, their snooze or pause ends, their birthday falls on, or a promise
    to them is for.
    """
    last = first + timedelta(days=days - 1)
    load: Counter[date] = Counter()
    for number, one in verdicts.items():
        contact = contacts[number]
        arrives = _arrival(contact, one)
        if arrives and first <= arrives <= last:
            load[arrives] += 1
        if contact.birthday and one.status not in _SILENT:
            for day in {birthday_in(contact.birthday, year) for year in (first.year, last.year)}:
                if day and first <= day <= last and day != arrives:
                    load[day] += 1
    for task in tasks:
        if task.on and not task.done_on and first <= task.on <= last:
            load[task.on] += 1
    return load


def quietest(load: Mapping[date, int], first: date, days: int, plan: Plan) -> date:
    """The day with the fewest people among the work days of the `days` days from `first` on; the earlier of two."""
    candidates = [first + timedelta(days=step) for step in range(days)]
    open_days = [day for day in candidates if capacity_on(day, plan)] or candidates
    return min(open_days, key=lambda day: (load.get(day, 0), day))


def _arrival(contact: Contact, one: Verdict) -> date | None:
    if one.status in {Status.SNOOZED, Status.PAUSED}:
        return one.returns
    if one.status is Status.LATER:
        return one.opens
    return None
