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
    return pace_on(day, plan) if plan.changes else plan.per_day


def pace_on(day: date, plan: Plan) -> int:
    """How many people a work day of that time holds: the pace of the last change up to it, else that of the plan."""
    last = max((one for one in plan.changes if one.since <= day), key=lambda one: one.since, default=None)
    return last.per_day if last else plan.per_day


def lasting_pace(plan: Plan) -> int:
    """How many people a work day holds in the long run: after the last change."""
    return pace_on(date.max, plan)


def is_away(day: date, plan: Plan) -> bool:
    """Whether a work day is one of the days away."""
    is_work = WEEKDAYS[day.weekday()] in plan.workdays
    return is_work and any(away.first <= day <= away.last for away in plan.away)


AWAY = "you are away"
"""Why a day away holds nobody."""


def why_closed(day: date, plan: Plan) -> str:
    """Why the plan holds nobody on a day, in a few words; empty when it holds somebody."""
    if any(away.first <= day <= away.last for away in plan.away):
        return AWAY
    if day in plan.holidays:
        return "a holiday"
    return "no work day" if WEEKDAYS[day.weekday()] not in plan.workdays else ""
