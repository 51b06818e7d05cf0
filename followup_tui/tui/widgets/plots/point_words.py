"""What a point of a chart says in words: its numbers, and the first of the people behind it."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from followup_tui.actions.chart_plot import limit_words, marks_of
from followup_tui.model.words import Status
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.wording import counted, together
from followup_tui.tui.widgets.plots.signs import Signs

OVERDUE: Final = Status.OVERDUE.value
"""Whom a point is about where people are counted by status."""
_NAMED: Final = 8
"""People named; more say less."""
DIGITS: Final = 9
"""The most that a digit of the calendar tells exactly."""


def point_words(chart: Chart, point: Point, name_of: Callable[[int], str]) -> str:
    """``Tue 17 Nov: 4 people: Ann Lee, Bo Chen, Eva Ruiz and Kim Park``."""
    said = f"{point.label}: {_numbers(chart, point)}"
    names = _names(point.label, point.people, name_of)
    if not names or chart.kind is ChartKind.SHARES:
        return said
    return f"{said} · {OVERDUE}: {names}" if OVERDUE in chart.series else f"{said}: {names}"


class Legend(NamedTuple):
    """What the signs of a chart stand for: each of its series, and what else; briefly where there is little room."""

    series: tuple[str, ...] = ()
    rest: str = ""
    brief: str = ""

    @property
    def whole(self) -> str:
        """All of it in one line."""
        return "  ".join(filter(None, (*self.series, self.rest)))


def legend(chart: Chart, signs: Signs) -> Legend:
    """The legend of a chart; a series of nothing but zeros is not in it, and a single one needs no name."""
    match chart.kind:
        case ChartKind.HEATMAP:
            many = max((one.total for one in chart.points), default=0) > DIGITS
            return Legend((), f"digit = people that day{', 9 = nine or more' if many else ''}", "people that day")
        case ChartKind.SHARES:
            sign = f"{signs.low}{signs.between}{signs.share}{signs.between}{signs.high}"
            return Legend((), f"{sign} the true share, 19 times of 20", f"{sign} 19 in 20")
        case ChartKind.LINES:
            return Legend()  # each line has its name at its end
    marks = tuple(
        f"{mark} {name}"
        for place, (mark, name) in enumerate(zip(marks_of(chart, signs.fills), chart.series, strict=True))
        if any(one.values[place] for one in chart.points)
    )
    limit = " ".join(word for words in limit_words(chart, signs.limit, signs.above) for word in words)
    return Legend(marks if len(chart.series) > 1 else (), limit)


def _numbers(chart: Chart, point: Point) -> str:
    match chart.kind:
        case ChartKind.HEATMAP:
            return counted(point.total, "person", "people") if point.total else "nobody"
        case ChartKind.SHARES:
            return _share(chart.series[0], point)
        case _:
            parts = [f"{name} {number:,}" for name, number in zip(chart.series, point.values, strict=True) if number]
            said = ", ".join(parts) or "nobody"
            return f"{said}{_room(point)}" if chart.kind is ChartKind.COLUMNS else said


def _room(point: Point) -> str:
    if point.limit is None:
        return ""
    over = point.total - point.limit
    return f", {over:,} over the {point.limit:,} there is room for" if over > 0 else f", room for {point.limit:,}"


def _share(word: str, point: Point) -> str:
    counts = f"{point.values[0]:,} of {point.of:,} {word}"
    if point.share is None or point.interval is None:
        return f"{counts}, {TOO_FEW}"
    low, high = point.interval
    return f"{point.share:.0%}, {counts} (19 times of 20 between {low:.0%} and {high:.0%})"


def _names(label: str, people: Sequence[int], name_of: Callable[[int], str]) -> str:
    named = [name_of(number) for number in people[:_NAMED]]
    if not named or named == [label]:
        return ""
    more = len(people) - len(named)
    if more:
        return f"{', '.join(named)} and {more:,} more"
    return together(named)
