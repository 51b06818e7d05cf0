"""Draws a chart on a figure of plotext, which brings the axes: for pictures and for whoever has no screen.

Plotext places points by rounding. So that a person takes as many cells in one column as in the next, axes are given in
cells, and each mark is put in its own. Series differ by their marks, so that a plot can be read without colour;
`legend` says what they mean. A calendar is no plot: `contact_calendar` lays it out in weeks.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, Protocol
from unicodedata import east_asian_width

from followup_tui.model.clean import clean_line
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.wording import day_month

Colour = tuple[int, int, int]
"""Red, green, blue, each from 0 to 255."""
MARKS = ("█", "▒", "░", "▚", "#", "+", ".")
"""A mark for each series, from dark to light."""
LIMIT, SHARE = "─", "┼"
LABEL = 24
"""Cells of a name beside its bar, at most."""
SECOND = "\u200b"
"""Stands behind a letter of two cells, and takes none: plotext counts letters."""
_TICK = 9
"""Cells that a day below the axis takes, with room to the next."""
_TICKS = 5
_WIDEST = 8


class Figure(Protocol):
    """What is used of a plotext figure."""

    def xaxes(self, lower: bool, upper: bool) -> Any: ...
    def yaxes(self, left: bool, right: bool) -> Any: ...
    def xlim(self, left: float, right: float) -> Any: ...
    def ylim(self, lower: float, upper: float) -> Any: ...
    def xticks(self, ticks: Sequence[float], labels: Sequence[str]) -> Any: ...
    def yticks(self, ticks: Sequence[float], labels: Sequence[str]) -> Any: ...
    def scatter(self, *args: Any, **more: Any) -> Any: ...
    def text(self, text: str, x: float, y: float, **more: Any) -> Any: ...


class Ink(NamedTuple):
    """The colours of a plot: one for each series, over again when there are more, and one for the limit."""

    series: tuple[Colour, ...]
    limit: Colour


class Size(NamedTuple):
    """Columns and lines of a plot, axes and what is written beside them included."""

    width: int
    height: int


def draw(chart: Chart, figure: Figure, size: Size, ink: Ink | None = None) -> None:
    """Draws `chart` on a fresh figure of that size; without `ink` in no colour at all.

    Of more names than there are lines, and of more days than there are columns, the first are drawn.

    Raises:
        ValueError: it is a calendar.
    """
    figure.xaxes(True, False)
    figure.yaxes(True, False)
    match chart.kind:
        case ChartKind.COLUMNS | ChartKind.LINES:
            _Columns(chart, size).draw(_Pen(figure, ink))
        case ChartKind.SHARES:
            _share_bars(chart, size, _Pen(figure, ink))
        case ChartKind.COUNTS:
            _count_bars(chart, size, _Pen(figure, ink))
        case ChartKind.HEATMAP:
            raise ValueError(f"{chart.id} is a calendar and has no axes")


def legend(chart: Chart) -> tuple[tuple[str, str], ...]:
    """What the marks of a plot mean: each mark with its word."""
    match chart.kind:
        case ChartKind.SHARES:
            return (MARKS[0], chart.series[0]), (
                f"{MARKS[1]}{SHARE}{LIMIT}",
                "where the true share lies, 19 times of 20",
            )
        case ChartKind.HEATMAP:
            return ()
    limit = ((LIMIT, "capacity"),) if any(one.limit for one in chart.points) else ()
    return (*zip(MARKS, chart.series, strict=False), *limit)


class _Pen(NamedTuple):
    """Puts marks into the cells of a figure."""

    figure: Figure
    ink: Ink | None

    def fill(self, series: int, cells: Iterator[tuple[int, int]]) -> None:
        self._put(
            MARKS[series % len(MARKS)], cells, self.ink.series[series % len(self.ink.series)] if self.ink else None
        )

    def line(self, mark: str, cells: Iterator[tuple[int, int]]) -> None:
        self._put(mark, cells, self.ink.limit if self.ink else None)

    def _put(self, mark: str, cells: Iterator[tuple[int, int]], colour: Colour | None) -> None:
        placed = list(cells)
        if placed:
            across, up = zip(*placed, strict=True)
            self.figure.scatter(list(across), list(up), marker=mark, **({"color": colour} if colour else {}))


class _Scale(NamedTuple):
    """An axis from 0 on which `most` people take `cells` cells, or fewer where each can have as many as the next."""

    most: int
    cells: int

    def filled(self, number: int) -> int:
        """How many cells a number of people takes, to the nearest; somebody is never nobody."""
        unit = Fraction(1, self.cells // self.most) if self.most <= self.cells else Fraction(self.most, self.cells)
        return max(int(number / unit + Fraction(1, 2)), 1) if number > 0 else 0

    def stacked(self, values: Sequence[int]) -> Iterator[tuple[int, range]]:
        """The cells of each series, one after the other."""
        before = total = 0
        for series, value in enumerate(values):
            total += value
            yield series, range(self.filled(before), self.filled(total))
            before = total

    def ticks(self) -> tuple[list[int], list[str]]:
        """The last cells of some whole numbers, and these."""
        step = max(-(-self.most // _TICKS), 1)
        numbers = [*range(step, self.most - step // 2, step), self.most]
        return [self.filled(one) - 1 for one in numbers], [f"{one:,}" for one in numbers]


class _Columns:
    """Columns of series one on top of the other, the first below, and the limit as a step across each."""

    def __init__(self, chart: Chart, size: Size) -> None:
        totals = [max(one.total, one.limit or 0) for one in chart.points]
        self._scale = _Scale(max([*totals, 1]), max(size.height - 2, 1))
        beside = max(len(label) for label in self._scale.ticks()[1]) + 1
        self._across = max(size.width - beside, 1)
        self._points = chart.points[: self._across]
        self._step = min(max(self._across // max(len(self._points), 1), 1), _WIDEST)

    def draw(self, pen: _Pen) -> None:
        pen.figure.xlim(0, max(self._across - 1, 1))
        pen.figure.ylim(0, max(self._scale.cells - 1, 1))
        pen.figure.yticks(*self._scale.ticks())
        for series in range(max((len(one.values) for one in self._points), default=0)):
            pen.fill(series, self._cells(series))
        pen.line(LIMIT, self._limits())
        every = -(-_TICK // self._step)
        ticked = range(0, len(self._points), every)
        middle = (self._wide - 1) // 2
        pen.figure.xticks(
            [place * self._step + middle for place in ticked], [_when(self._points[place]) for place in ticked]
        )

    @property
    def _wide(self) -> int:
        """Cells of a column: one is left free where there is room."""
        return max(self._step - 1, 1)

    def _cells(self, series: int) -> Iterator[tuple[int, int]]:
        for place, one in enumerate(self._points):
            for at, cells in self._scale.stacked(one.values):
                if at == series:
                    yield from ((place * self._step + x, y) for x in range(self._wide) for y in cells)

    def _limits(self) -> Iterator[tuple[int, int]]:
        for place, one in enumerate(self._points):
            if one.limit:
                yield from ((place * self._step + x, self._scale.filled(one.limit) - 1) for x in range(self._step))


def _when(one: Point) -> str:
    return day_month(one.on) if one.on else one.label[:_TICK]


def _share_bars(chart: Chart, size: Size, pen: _Pen) -> None:
    """A bar from 0 percent for each name: full to where the interval begins, shaded to the share, a line to its end."""
    shown, across = _rows(chart, size, pen)
    last = across - 1
    pen.figure.xticks([round(last * part / 4) for part in range(5)], [f"{part * 25}%" for part in range(5)])
    for level, one in shown:
        if one.share is None or one.interval is None:
            pen.figure.text(f"{TOO_FEW} ({one.values[0]:,} of {one.of:,})", 1, level, alignment="left")
            continue
        low, share, high = (round(part * last) for part in (one.interval[0], one.share, one.interval[1]))
        pen.fill(0, ((x, level) for x in range(low)))
        pen.fill(1, ((x, level) for x in range(low, share)))
        pen.line(LIMIT, ((x, level) for x in range(share + 1, high + 1)))
        pen.line(SHARE, iter([(share, level)]))


def _count_bars(chart: Chart, size: Size, pen: _Pen) -> None:
    shown, across = _rows(chart, size, pen)
    scale = _Scale(max([*(one.total for _, one in shown), 1]), across)
    pen.figure.xticks(*scale.ticks())
    for level, one in shown:
        for series, cells in scale.stacked(one.values):
            pen.fill(series, ((x, level) for x in cells))


def _rows(chart: Chart, size: Size, pen: _Pen) -> tuple[list[tuple[int, Point]], int]:
    """The names that have room, each with its row from below, and the cells across."""
    room = max(size.height - 2, 1)
    shown = [(room - 1 - place, one) for place, one in enumerate(chart.points[:room])]
    labels = [_fitted(one.label) for _, one in shown]
    across = max(size.width - max(map(len, labels), default=0) - 1, 10)
    pen.figure.xlim(0, across - 1)
    pen.figure.ylim(0, max(room - 1, 1))
    pen.figure.yticks([level for level, _ in shown], labels)
    return shown, across


def _fitted(label: str) -> str:
    """A name of `LABEL` cells at most, with as many letters as cells."""
    spread = "".join(f"{one}{SECOND}" if east_asian_width(one) in "WF" else one for one in clean_line(label))
    if len(spread) <= LABEL:
        return spread
    kept = LABEL - 2 if spread[LABEL - 1] == SECOND else LABEL - 1  # no half of a letter
    return f"{spread[:kept]}…"
