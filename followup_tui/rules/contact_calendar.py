"""Contacts per day as a calendar: how many people were reached on each, week by week.

An interaction with several people counts each of them once a day; what does not count as contact (a note, a group
thread, a skip, a snooze) never does (DESIGN, rule 8).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from followup_tui.model.records import Interaction
from followup_tui.rules.calendar import days_between
from followup_tui.rules.chart import Chart, ChartKind, Point
from followup_tui.rules.stats import ENOUGH
from followup_tui.rules.wording import DAYS, LONG_MONTHS, MONTHS, counted, day_words, weekday_words

ID = "contacts-per-day"
TITLE = "Contacts per day"
_WEEK = timedelta(weeks=1)


def contacts_per_day(touches: Iterable[tuple[int, Iterable[Interaction]]], as_of: date, weeks: int) -> Chart:
    """A point for each day from the Monday `weeks` - 1 weeks before this week's until `as_of`.

    `touches` gives contacts with their interactions; the people of a point are those reached that day, by id.
    """
    first = _monday(as_of) - _WEEK * (weeks - 1)
    reached: dict[date, set[int]] = defaultdict(set)
    for contact, interactions in touches:
        for one in interactions:
            if one.counts and first <= one.on <= as_of:
                reached[one.on].add(contact)
    days = [first + timedelta(days=step) for step in range(days_between(first, as_of) + 1)]
    points = tuple(_point(day, reached.get(day, set()), as_of) for day in days)
    return Chart(ID, TITLE, ChartKind.HEATMAP, ("people",), points, " ".join(_said(points, as_of)))


class Calendar(NamedTuple):
    """The chart laid out in columns of weeks: seven rows from Monday to Sunday, None for days still to come.

    `months` has, for each week, the name of the month that begins in it or that the calendar begins with, else nothing.
    """

    months: tuple[str, ...]
    rows: tuple[tuple[Point | None, ...], ...]


def laid_out(chart: Chart) -> Calendar:
    """The days of the chart in weeks."""
    points = chart.points
    weeks = [points[start : start + 7] for start in range(0, len(points), 7)]
    rows = tuple(tuple(week[day] if day < len(week) else None for week in weeks) for day in range(7))
    firsts = [next((one.on for one in week if one.on and one.on.day == 1), None) for week in weeks]
    if firsts and not any(firsts[:3]):  # so close to the next name there is no room for another
        firsts[0] = points[0].on
    return Calendar(tuple(MONTHS[day.month - 1] if day else "" for day in firsts), rows)


def digit(number: int) -> str:
    """How many people in one character: a dot for nobody, 9 for nine or more."""
    return str(min(number, 9)) if number else "·"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _point(day: date, people: set[int], as_of: date) -> Point:
    return Point(weekday_words(day, as_of), (len(people),), tuple(sorted(people)), day)


def _said(points: Sequence[Point], as_of: date) -> Iterator[str]:
    """The figures beside the calendar, each a sentence."""
    by_day = {one.on: one.total for one in points if one.on}
    total = sum(by_day.values())
    if not total:
        yield "Nobody was reached in these weeks."
        return
    yield _months(by_day, as_of)
    if total < ENOUGH:
        yield f"With {counted(total, 'contact')} there are too few to say more."
        return
    first = next(day for day, number in by_day.items() if number)
    yield f"{total / (days_between(first, as_of) + 1):.1f} a day since {day_words(first, as_of)}."
    week = Counter[int]()
    for day, number in by_day.items():
        week[day.weekday()] += number
    best = min(week, key=lambda day: (-week[day], day))
    yield f"Most on {DAYS[best]} ({week[best]:,} of {total:,})."
    gap = longest_gap([day for day, number in by_day.items() if number], as_of)
    if gap > 1:
        yield f"The longest gap was {gap} days."


def _months(by_day: dict[date, int], as_of: date) -> str:
    """This month beside the last, when the calendar reaches back to its first day."""
    this = sum(number for day, number in by_day.items() if (day.year, day.month) == (as_of.year, as_of.month))
    former = as_of.replace(day=1) - timedelta(days=1)
    if former.replace(day=1) not in by_day:
        return f"{this:,} this month."
    last = sum(number for day, number in by_day.items() if (day.year, day.month) == (former.year, former.month))
    return f"{this:,} this month, {last:,} in {LONG_MONTHS[former.month - 1]}."


def longest_gap(days: Sequence[date], as_of: date) -> int:
    """The most days in a row without a contact since the first; `days` are those with one, in order."""
    gaps = (days_between(before, after) - 1 for before, after in pairwise(days))
    return max([*gaps, days_between(days[-1], as_of)], default=0) if days else 0
