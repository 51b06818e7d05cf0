"""Draws a chart on a plotext figure: the screen's (`textual_plotext`), or one of a picture.

Axes and marks are plotext's. Series differ by their marks, so that a plot can be read without colour; `legend` says
what they mean. A calendar is no plot: `contact_calendar` lays it out in weeks.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.wording import day_month

Colour = tuple[int, int, int]
"""Red, green, blue, each from 0 to 255."""
MARKS = ("█", "▒", "░", "▚", "#", "+", ".")
"""A mark for each series, from dark to light."""
LIMIT = "─"
LABEL = 24
"""Characters of a name beside its bar, at most."""
_TICK = 9
"""Columns that a day below the axis takes, with room to the next."""
_TICKS = 5
_SIDE = 8
"""Columns beside the canvas of a plot over time."""


class Figure(Protocol):
    """What is used of a plotext figure."""

    def plotsize(self, width: int | None = None, height: int | None = None) -> Any: ...
    def xlim(self, left: float | None = None, right: float | None = None) -> Any: ...
    def ylim(self, lower: float | None = None, upper: float | None = None) -> Any: ...
    def xticks(self, ticks: Sequence[float], labels: Sequence[str]) -> Any: ...
    def yticks(self, ticks: Sequence[float], labels: Sequence[str]) -> Any: ...
    def stacked_bar(self, *args: Any, **more: Any) -> Any: ...
    def plot(self, *args: Any, **more: Any) -> Any: ...
    def text(self, text: str, x: float, y: float, **more: Any) -> Any: ...


class Ink(NamedTuple):
    """The colours of a plot: one for each series, over again when there are more, and one for the limit."""

    series: tuple[Colour, ...]
    limit: Colour


def draw(chart: Chart, figure: Figure, width: int, height: int, ink: Ink | None = None) -> None:
    """Draws `chart` for so many columns and lines; without `ink` in no colour at all.

    The figure is to be fresh, or cleared. Of more names than there are lines the first are drawn.

    Raises:
        ValueError: it is a calendar.
    """
    match chart.kind:
        case ChartKind.COLUMNS | ChartKind.LINES:
            _over_time(chart, figure, width, ink)
        case ChartKind.SHARES:
            _shares(chart, figure, _shown(chart, height), ink)
        case ChartKind.COUNTS:
            _counts(chart, figure, _shown(chart, height), ink)
        case ChartKind.HEATMAP:
            raise ValueError(f"{chart.id} is a calendar and has no axes")


def legend(chart: Chart) -> tuple[tuple[str, str], ...]:
    """What the marks of a plot mean: each mark with its word. A plot of one series and no limit needs none."""
    match chart.kind:
        case ChartKind.SHARES:
            return ((MARKS[0], chart.series[0]), (f"{LIMIT}┼{LIMIT}", "where the true share lies, 19 times of 20"))
        case ChartKind.HEATMAP:
            return ()
    limit = ((LIMIT, "capacity"),) if any(one.limit for one in chart.points) else ()
    return (*zip(MARKS, chart.series, strict=False), *limit) if len(chart.series) > 1 or limit else ()


def rows_of(chart: Chart, height: int) -> int:
    """How many of its names a chart of shares or counts shows in so many lines."""
    return len(_shown(chart, height))


def _shown(chart: Chart, height: int) -> tuple[Point, ...]:
    return chart.points[: max(height - 3, 1)]  # the frame and the numbers below it take three lines


def _over_time(chart: Chart, figure: Figure, width: int, ink: Ink | None) -> None:
    """Columns of the series one on top of the other, the first below, and the limit as a step across each."""
    places = list(range(len(chart.points)))
    heights = [[one.values[at] for one in chart.points] for at in range(len(chart.series))]
    limits = [one.limit for one in chart.points if one.limit is not None]
    figure.xlim(-0.5, len(places) - 0.5)
    highest = max([*(one.total for one in chart.points), *limits, 1])
    figure.ylim(0, highest)
    figure.yticks(*_whole(highest))
    if places:
        figure.stacked_bar(
            places, heights, marker=list(MARKS[: len(heights)]), width=0.8, reset_ticks=False,
            **_coloured(ink, len(heights)),
        )  # fmt: skip
    for place, one in zip(places, chart.points, strict=True):
        if one.limit:
            colour = {"color": ink.limit} if ink else {}
            figure.plot([place - 0.5, place + 0.5], [one.limit, one.limit], marker=LIMIT, **colour)
    room = max((width - _SIDE) // _TICK, 1)
    step = max(-(-len(places) // room), 1)
    ticked = places[::step]
    figure.xticks(ticked, [_when(chart.points[place]) for place in ticked])


def _whole(most: int) -> tuple[list[int], list[str]]:
    """Numbers along an axis, all of them whole: people come in no halves."""
    step = max(-(-most // _TICKS), 1)
    ticks = [*range(0, most - step // 2, step), most] if most > 1 else [0, 1]
    return ticks, [f"{one:,}" for one in ticks]


def _when(one: Point) -> str:
    return day_month(one.on) if one.on else one.label[:_TICK]


def _shares(chart: Chart, figure: Figure, shown: Sequence[Point], ink: Ink | None) -> None:
    """A bar from 0 to 100 percent for each name, and a line over the interval; the first name on top."""
    levels = _levels(shown)
    _named_rows(figure, shown, levels)
    figure.xlim(0, 100)
    figure.xticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    for level, one in zip(levels, shown, strict=True):
        if one.share is None or one.interval is None:
            figure.text(f"{TOO_FEW} ({one.values[0]} of {one.of})", 1, level, alignment="left")
            continue
        low, high = one.interval
        figure.plot([0, one.share * 100], [level, level], marker=MARKS[0], **_one_colour(ink, 0))
        figure.plot([low * 100, high * 100], [level, level], marker=LIMIT, **({"color": ink.limit} if ink else {}))
        figure.plot([one.share * 100], [level], marker="┼", **({"color": ink.limit} if ink else {}))


def _counts(chart: Chart, figure: Figure, shown: Sequence[Point], ink: Ink | None) -> None:
    levels = _levels(shown)
    _named_rows(figure, shown, levels)
    longest = max([*(one.total for one in shown), 1])
    figure.xlim(0, longest)
    figure.xticks(*_whole(longest))
    if shown:
        lengths = [[one.values[at] for one in shown] for at in range(len(chart.series))]
        figure.stacked_bar(
            levels, lengths, orientation="horizontal", marker=list(MARKS[: len(lengths)]), width=0.1,
            reset_ticks=False, **_coloured(ink, len(lengths)),
        )  # fmt: skip


def _levels(shown: Sequence[Point]) -> list[int]:
    return list(range(len(shown), 0, -1))


def _named_rows(figure: Figure, shown: Sequence[Point], levels: list[int]) -> None:
    figure.ylim(0.5, max(len(shown), 1) + 0.5)
    figure.yticks(levels, [one.label[:LABEL] for one in shown])


def _coloured(ink: Ink | None, series: int) -> dict[str, Any]:
    return {"color": [ink.series[at % len(ink.series)] for at in range(series)]} if ink else {}


def _one_colour(ink: Ink | None, at: int) -> dict[str, Any]:
    return {"color": ink.series[at % len(ink.series)]} if ink else {}
