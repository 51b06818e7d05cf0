"""Charts as Plotext draws them: columns, against a limit or with names at their end, and bars.

Plotext places points by rounding. To have every column equally wide and every count in as many cells as its neighbour,
its axes are given in cells: x from 0 to the last one, y in the unit of the scale, so that a count of n fills its n.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from followup_tui.rules.chart import Chart, ChartKind, Point
from followup_tui.rules.wording import day_month
from followup_tui.tui.text import cells, cut
from followup_tui.tui.widgets.plots.scale import Scale, scale_for
from followup_tui.tui.widgets.plots.signs import Inks, Signs

_WIDEST: Final = 8
"""Cells from one column to the next at most: wider ones say no more."""
_LABELLED: Final = 8
"""Cells from one date under the axis to the next at least."""
_ROWS_APART: Final = 2
_NAME: Final = 24
"""Cells of the name of a bar at most, and never more than half the plot."""


class View(NamedTuple):
    """Where a chart is drawn: so many cells, the cursor at a point (shown when `active`), and with what."""

    width: int
    height: int
    cursor: int
    active: bool
    signs: Signs
    inks: Inks


class Shape(NamedTuple):
    """Which points are to be seen and where: `first` to `last` (not among them), each from its cell of `places`, so
    many cells `wide`; counted from the axis, which ends at column `start`. Bars have a row each and no places."""

    first: int
    last: int
    places: tuple[int, ...]
    wide: int
    start: int


def window(total: int, room: int, cursor: int) -> tuple[int, int]:
    """The points to be seen when there is `room` for so many, with the cursor among them."""
    first = min(max(cursor - room // 2, 0), max(total - room, 0))
    return first, min(first + max(room, 1), total)


def shape_of(chart: Chart, view: View) -> Shape:
    """Where the points of a chart are drawn."""
    total = len(chart.points)
    if chart.kind is ChartKind.COUNTS:
        return Shape(*window(total, _rows(view), view.cursor), (), 1, 0)
    room = _across(chart, view) - _names_beside(chart, view)
    first, last = window(total, room, view.cursor)
    step = min(max(room // max(total, 1), 1), _WIDEST)
    places = tuple(place * step for place in range(last - first))
    wide = max(step - 1, 1) if len(places) > 1 else 1
    return Shape(first, last, places, wide, _beside(chart, view))


_NAMES_FROM: Final = 0xE100
_REST: Final = "\ue000"


class Names:
    """Stand-ins for names while Plotext lays them out, which counts letters: one takes two cells, another none."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def held(self, name: str) -> str:
        """As many letters as the name has cells."""
        self._names.append(name)
        return chr(_NAMES_FROM + len(self._names) - 1) + _REST * (cells(name) - 1)

    def put_back(self, drawn_: str) -> str:
        """What was drawn, with the names."""
        return drawn_.translate(
            {ord(_REST): None, **{_NAMES_FROM + place: name for place, name in enumerate(self._names)}}
        )


def point_at(chart: Chart, view: View, column: int, row: int) -> int | None:
    """The point that is drawn in a cell of the plot, or above or below it."""
    shape = shape_of(chart, view)
    if column < 0 or row < 0 or shape.first == shape.last:
        return None
    if chart.kind is ChartKind.COUNTS:
        return shape.first + row if shape.first + row < shape.last else None
    return shape.first + min(range(len(shape.places)), key=lambda at: abs(shape.places[at] - (column - shape.start)))


def drawn(plt: Any, chart: Chart, view: View) -> str:
    """A chart of one of the kinds that have axes, as text with colour codes."""
    names = Names()
    plt.clear_figure()
    plt.theme("clear")
    plt.xaxes(True, False)
    plt.yaxes(True, False)
    if chart.kind is ChartKind.COUNTS:
        _draw_bars(plt, chart, view, names)
    else:
        _draw_columns(plt, chart, view, names)
    plt.plotsize(view.width, view.height)
    plt._set_size(view.width, view.height)  # plotsize alone stays within the terminal this process was started in
    return names.put_back(str(plt.build())).rstrip("\n")


# Columns


def _draw_columns(plt: Any, chart: Chart, view: View, names: Names) -> None:
    scale, shape, signs = _upright(chart, view), shape_of(chart, view), view.signs
    unit = float(scale.unit)
    points = chart.points[shape.first : shape.last]
    half, step = (shape.wide - 1) / 2, _step(shape)
    middles = [place + half for place in shape.places]
    _frame(plt, _across(chart, view), scale)
    for series in reversed(range(len(chart.series))):
        tops = [_top_of(scale, sum(one.values[: series + 1])) for one in points]
        plt.bar(
            middles, tops, width=(shape.wide - 1) / step, minimum=-2 * unit, fill=True, reset_ticks=False,
            marker=signs.fills[series % len(signs.fills)], color=view.inks.series[series],
        )  # fmt: skip
    limits = [
        (place + cell, _top_of(scale, one.limit))
        for place, one in zip(shape.places, points, strict=True)
        if one.limit is not None
        for cell in range(step)
    ]
    if limits:
        plt.scatter(*map(list, zip(*limits, strict=True)), marker=signs.limit, color=view.inks.limit)
    if view.active and shape.first <= view.cursor < shape.last:
        place = view.cursor - shape.first
        above = _top_of(scale, max(points[place].total, points[place].limit or 0)) + unit
        plt.text(signs.cursor, middles[place], above, color=view.inks.cursor)
    if _names_beside(chart, view) and points:
        for row, text, series in _names_at_the_end(chart, points[-1], view, scale):
            height = (row + 0.5) * unit
            plt.text(names.held(text), middles[-1] + half + 2, height, color=view.inks.series[series], alignment="left")
    _date_axis(plt, points, shape.places, half)


def _top_of(scale: Scale, number: int) -> float:
    """The middle of the highest cell that a number fills; below the axis for none."""
    return (scale.filled(number) - 0.5) * float(scale.unit)


def _upright(chart: Chart, view: View) -> Scale:
    """The scale of columns; a row is left for the cursor."""
    tops = (max(one.total, one.limit or 0) for one in chart.points)
    scale = scale_for(max(tops, default=0), _rows(view) - 1)
    return Scale(scale.unit, _rows(view))


def _frame(plt: Any, across: int, scale: Scale) -> None:
    plt.xlim(0, max(across - 1, 1))
    unit = float(scale.unit)
    plt.ylim(unit / 2, max(scale.cells - 0.5, 1) * unit)
    ticks = scale.ticks(_ROWS_APART)
    plt.yticks([_top_of(scale, tick) for tick in ticks], _right_aligned(ticks))


def _right_aligned(ticks: Sequence[int]) -> list[str]:
    texts = [f"{tick:,}" for tick in ticks]
    return [text.rjust(max(map(len, texts), default=0)) for text in texts]


def _rows(view: View) -> int:
    """Rows inside the axes: one goes to the axis, one to what is written under it."""
    return max(view.height - 2, 1)


def _beside(chart: Chart, view: View) -> int:
    """Cells left of the first point: what is written there and the axis."""
    scale = _upright(chart, view)
    written = scale.ticks(_ROWS_APART)
    return max((len(f"{tick:,}") for tick in written), default=0) + 1


def _across(chart: Chart, view: View) -> int:
    return max(view.width - _beside(chart, view), 1)


def _step(shape: Shape) -> int:
    return shape.places[1] - shape.places[0] if len(shape.places) > 1 else shape.wide


def _date_axis(plt: Any, points: Sequence[Point], places: Sequence[int], offset: float) -> None:
    """Dates under the axis, as many as have room."""
    labelled: list[tuple[float, str]] = []
    free = 0
    for place, one in zip(places, points, strict=True):
        if place >= free:
            labelled.append((place + offset, day_month(one.on) if one.on else one.label))
            free = place + _LABELLED
    plt.xticks([at for at, _ in labelled], [text for _, text in labelled])


def _names_at_the_end(chart: Chart, last: Point, view: View, scale: Scale) -> Iterator[tuple[int, str, int]]:
    """Row, text and series of what the parts of the last column are called, the highest first."""
    found = []
    below = 0
    for series, (name, number) in enumerate(zip(chart.series, last.values, strict=True)):
        row = (scale.filled(below) + scale.filled(below + number)) // 2
        below += number
        if number:
            found.append((row, f"{view.signs.fills[series % len(view.signs.fills)]} {name} {number:,}", series))
    return _spread(found[::-1], scale.cells - 1)


def _spread(ends: Sequence[tuple[int, str, int]], top: int) -> Iterator[tuple[int, str, int]]:
    """The same on rows of their own: who comes later in the order goes lower, and all are lifted where the axis is."""
    rows: list[int] = []
    for row, _, _ in ends:
        rows.append(min(row, rows[-1] - 1 if rows else top))
    for place in range(len(rows) - 1, -1, -1):
        rows[place] = max(rows[place], rows[place + 1] + 1 if place + 1 < len(rows) else 0)
    return ((row, text, series) for row, (_, text, series) in zip(rows, ends, strict=True))


def _names_beside(chart: Chart, view: View) -> int:
    """Cells right of the columns for the names of their parts; 0 where they would leave too little, or are not wanted:
    the columns of a chart of lines add up to everybody, and change little from one to the next."""
    if chart.kind is not ChartKind.LINES or not chart.points:
        return 0
    last = chart.points[-1].values
    wide = max((cells(f"{name} {number:,}") for name, number in zip(chart.series, last, strict=True)), default=0) + 4
    return wide if 2 * wide <= _across(chart, view) else 0


# Bars


def bar_names(chart: Chart, view: View) -> list[str]:
    """What stands left of the bars to be seen, equally wide: the cursor, the name, and the number."""
    shape = shape_of(chart, view)
    points = chart.points[shape.first : shape.last]
    numbers = _right_aligned([one.total for one in points])
    room = min(_NAME, view.width // 2)
    names = [cut(one.label, room) for one in points]
    widest = max(map(cells, names), default=0)
    marks = [">" if view.active and shape.first + place == view.cursor else " " for place in range(len(points))]
    return [
        f"{mark}{name}{' ' * (widest - cells(name))} {number}"
        for mark, name, number in zip(marks, names, numbers, strict=True)
    ]


def _draw_bars(plt: Any, chart: Chart, view: View, held: Names) -> None:
    shape = shape_of(chart, view)
    points = chart.points[shape.first : shape.last]
    names = bar_names(chart, view)
    across = max(view.width - max(map(cells, names), default=0) - 1, 1)
    scale = scale_for(max((one.total for one in chart.points), default=0), across)
    rows = _rows(view)
    heights = [rows - 1 - place for place in range(len(points))]
    unit = float(scale.unit)
    plt.xlim(unit / 2, max(across - 0.5, 1) * unit)
    plt.ylim(0, max(rows - 1, 1))
    for series in reversed(range(len(chart.series))):
        ends = [_top_of(scale, sum(one.values[: series + 1])) for one in points]
        plt.bar(
            heights, ends, width=0, minimum=-2 * unit, orientation="h", fill=True, reset_ticks=False,
            marker=view.signs.fills[series % len(view.signs.fills)], color=view.inks.series[series],
        )  # fmt: skip
    plt.yticks(heights, list(map(held.held, names)))
    ticks = scale.ticks(_LABELLED)
    plt.xticks([_top_of(scale, tick) for tick in ticks], [f"{tick:,}" for tick in ticks])
