"""The load of the coming days or weeks against what the pace holds."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from followup_tui.rules.chart import ENTER, Chart, ChartKind, Point
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.wording import counted, day_words, together, weekday_words

ID = "load"
TITLE = "The coming load"
SERIES = ("next touch", "follow-on", "promise or birthday")
DAILY_UP_TO = 8
"""So many weeks are shown day by day; more, week by week."""
_NAMED = 3


def load_ahead(ahead: PlanAhead, weeks: int, people: Collection[int] | None = None) -> Chart:
    """A point a day or a week of a plan, the capacity as its limit; with `people`, only these count.

    Today holds whom today's list has, as in the plan. A week begins on Monday, so the first and the last may be parts.
    """
    days = list(ahead.days)
    spans = [[day] for day in days] if weeks <= DAILY_UP_TO else _weeks(days)
    points = tuple(_point(span, ahead.as_of, people) for span in spans)
    note = _note(points, ahead, whole=people is None)
    return Chart(ID, TITLE, ChartKind.COLUMNS, SERIES, points, note)


def _weeks(days: Iterable[Day]) -> list[list[Day]]:
    found: dict[tuple[int, int], list[Day]] = {}
    for day in days:
        found.setdefault(day.date.isocalendar()[:2], []).append(day)
    return list(found.values())


def _point(span: Sequence[Day], as_of: date, people: Collection[int] | None) -> Point:
    series: tuple[list[int], ...] = (
        [one.contact for day in span for one in day.planned],
        [number for day in span for number in day.again],
        [one.contact for day in span for one in day.also],
    )
    if people is not None:
        series = tuple([number for number in one if number in people] for one in series)
    first = span[0].date
    label = weekday_words(first, as_of) if len(span) == 1 else f"week of {day_words(first, as_of)}"
    return Point(
        label,
        tuple(len(one) for one in series),
        tuple(dict.fromkeys(number for one in series for number in one)),
        first,
        0,
        sum(day.capacity for day in span),
    )


def _note(points: Sequence[Point], ahead: PlanAhead, *, whole: bool) -> str:
    said = []
    over = [one for one in points if one.limit is not None and one.total > one.limit]
    if whole and over:
        named = together([f"{one.label} by {one.total - (one.limit or 0):,}" for one in over[:_NAMED]])
        more = f", and {counted(len(over) - _NAMED, 'time')} more" if len(over) > _NAMED else ""
        said.append(f"Over what the pace holds: {named}{more}.")
    if whole and ahead.breaks_on:
        late = counted(ahead.unserved, "window")
        said.append(f"It breaks on {weekday_words(ahead.breaks_on, ahead.as_of)}: {late} would close unserved.")
    if not any(one.total for one in points):
        said.append("Nobody comes up in this time.")
    elif not over:
        fullest = max(points, key=lambda one: one.total)
        room = f", with room for {fullest.limit:,}" if whole and fullest.limit is not None else ""
        said.append(f"Most: {fullest.label}, {fullest.total:,}{room}.")
    said.append(f"{ENTER} whom it is.")
    return " ".join(said)
