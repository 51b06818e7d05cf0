"""What a decision would change in the weeks ahead: the plan before it, held against the plan after it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from followup_tui.rules.planner import PlanAhead
from followup_tui.rules.wording import counted, weekday_words


class Shift(NamedTuple):
    """Somebody whose next touch is on another day; None for a day after the weeks of the plan."""

    contact: int
    before: date | None
    after: date | None


class DayChange(NamedTuple):
    """A day that has another load, or holds another number, than before."""

    date: date
    before: int
    after: int
    capacity: int


def shifts(before: PlanAhead, after: PlanAhead) -> tuple[Shift, ...]:
    """Whose next touch is on another day, by the day it was on."""
    then, now = planned_days(before), planned_days(after)
    found = (
        Shift(number, then.get(number), now.get(number))
        for number in then.keys() | now.keys()
        if then.get(number) != now.get(number)
    )
    return tuple(sorted(found, key=lambda one: (one.before or date.max, one.after or date.max, one.contact)))


def day_changes(before: PlanAhead, after: PlanAhead) -> tuple[DayChange, ...]:
    """The days that have another load or hold another number."""
    return tuple(
        DayChange(now.date, then.load, now.load, now.capacity)
        for then, now in zip(before.days, after.days, strict=True)
        if (then.load, then.capacity) != (now.load, now.capacity)
    )


def planned_days(ahead: PlanAhead) -> Mapping[int, date]:
    """The day of everybody's next touch, of those who have one within these weeks."""
    return {one.contact: day.date for day in ahead.days for one in day.planned}


def windows_words(before: PlanAhead, after: PlanAhead) -> str:
    """What becomes of the windows that close unserved, in a sentence."""
    weeks = f"in these {len(after.days) // 7} weeks"
    if after.breaks_on is None:
        every = "every window is kept" if before.breaks_on else "every window is still kept"
        return f"{every[:1].upper()}{every[1:]} {weeks}."
    day, number = weekday_words(after.breaks_on, after.as_of), counted(after.unserved, "window")
    more = after.unserved - before.unserved
    than = f"{abs(more):,} {'more' if more > 0 else 'fewer'} than before" if more else "as many as before"
    return f"{number} {'closes' if after.unserved == 1 else 'close'} unserved {weeks}, {than}, the first on {day}."
