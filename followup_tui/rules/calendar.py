"""Calendar arithmetic on civil days. Pendulum does the months: 31 August and six months is 28 or 29 February."""

from datetime import date, timedelta
from functools import lru_cache

from pendulum import Date

from followup_tui.model.cadence import Span
from followup_tui.model.settings import WEEKDAYS, Plan


@lru_cache(maxsize=65536)
def add_span(day: date, span: Span) -> date:
    """The day one `span` after `day`; where the calendar ends, its last (or first) day.

    Remembered, because 10,000 people share a few hundred days and cadences.
    """
    try:
        return _moved(day, span)
    except (OverflowError, ValueError):
        return date.max if span.number > 0 else date.min


def _moved(day: date, span: Span) -> date:
    number, unit = span
    if unit == "day":
        return day + timedelta(days=number)
    if unit == "week":
        return day + timedelta(weeks=number)
    start = Date(day.year, day.month, day.day)
    moved = start.add(months=number) if unit == "month" else start.add(years=number)
    return date(moved.year, moved.month, moved.day)


def days_between(earlier: date, later: date) -> int:
    """Whole days from `earlier` to `later`; negative when the order is the other way round."""
    return later.toordinal() - earlier.toordinal()


def capacity_on(day: date, plan: Plan) -> int:
    """How many people the plan holds on a day: none on holidays, days away and days that are no work days."""
    if WEEKDAYS[day.weekday()] not in plan.workdays or day in plan.holidays:
        return 0
    if any(away.first <= day <= away.last for away in plan.away):
        return 0
    return plan.per_day
