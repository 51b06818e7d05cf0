"""Draws a chart on a figure of plotext, which brings the axes: for the screen, for pictures, and for plain text.

Plotext places points by rounding. So that a person takes as many cells in one column as in the next, axes are given in
cells, and each mark is put in its own. Series differ by their marks, so that a plot can be read without colour;
`legend` says what they mean. A calendar is no plot: `contact_calendar` lays it out in weeks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from followup_tui.actions.chart_names import Names, Written, cells_of, cut_to
from followup_tui.actions.chart_scale import Scale, scale_for
from followup_tui.model.clean import clean_line
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.wording import MONTHS, day_month

Colour = tuple[int, int, int] | int | str
"""Red, green and blue, each from 0 to 255; or one of the terminal's sixteen by number; or ``default``."""
MARKS: Final = ("█", "▒", "░", "▚", "#", "+", ".")
"""A mark for each series, from dark to light."""
LIMIT, SHARE, ABOVE = "─", "┼", "↑"
LABEL: Final = 24
"""Cells of a name beside its bar, at most."""
_BY_WORD: Final = {"overdue": 0, "due": 1, "later": 2}
"""Series that have the same mark wherever they stand: what matters most is darkest."""
_TICK, _TICK_WITH_YEAR = 9, 11
"""Cells that a day below the axis takes, and a month with its year, with room to the next."""
_ROWS_APART: Final = 2
_FAR_ABOVE: Final = 2
"""So many times as high as the highest column, a limit is told and not drawn: what is below it could not be read."""
_WIDEST: Final = 8
"""Cells from one column to the next at most: wider ones say no more."""


class Figure(Protocol):
    """What is used of a plotext figure."""

    def xaxes(self, *args: Any, **more: Any) -> Any: ...
    def yaxes(self, *args: Any, **more: Any) -> Any: ...
    def xlim(self, *args: Any, **more: Any) -> Any: ...
    def ylim(self, *args: Any, **more: Any) -> Any: ...
    def xticks(self, *args: Any, **more: Any) -> Any: ...
    def yticks(self, *args: Any, **more: Any) -> Any: ...
    def scatter(self, *args: Any, **more: Any) -> Any: ...
    def text(self, *args: Any, **more: Any) -> Any: ...


class Ink(NamedTuple):
    """The colours of a plot: one for each series, over again when there are more, for the limit, and for the cursor."""

    series: tuple[Colour, ...]
    limit: Colour
    cursor: Colour = "default"


class Size(NamedTuple):
    """Columns and lines of a plot, axes and what is written beside them included."""

    width: int
    height: int


class Look(NamedTuple):
    """How a plot is drawn where somebody moves in it. By itself it is a picture: no cursor, the first points."""

    at: int = 0
    """The point with the cursor; where not all have room, those around it are drawn."""
    cursor: str = ""
    """The sign above the column at the cursor; before a bar it is ``>``."""
    headroom: int = 0
    """Rows above the highest column, for the cursor."""
    named: bool = False
    """Whether bars have their numbers, and columns that add up to everybody the names of their parts, beside them."""
    marks: tuple[str, ...] = MARKS
    limit: str = LIMIT
    cells: Callable[[str], int] = cells_of
    """How many cells a text takes there."""
    cut: Callable[[str, int], str] = cut_to
    """A name in at most so many cells."""


PICTURE: Final = Look()


def draw(chart: Chart, figure: Figure, size: Size, ink: Ink | None = None, look: Look = PICTURE) -> Names:
    """Draws `chart` on a fresh figure of that size; without `ink` in no colour at all.

    Of more names than there are lines, and of more days than there are columns, those around `look.at` are drawn.
    What the figure gives has stand-ins for names, which the result puts back.

    Raises:
        ValueError: it is a calendar.
    """
    figure.xaxes(True, False)
    figure.yaxes(True, False)
    pen = _Pen(figure, ink, Names(look.cells), marks_of(chart, look.marks))
    match chart.kind:
        case ChartKind.COLUMNS | ChartKind.LINES:
            Columns(chart, size, look).draw(pen)
        case ChartKind.SHARES:
            _share_bars(Bars(chart, size, look), pen)
        case ChartKind.COUNTS:
            _count_bars(Bars(chart, size, look), pen)
        case ChartKind.HEATMAP:
            raise ValueError(f"{chart.id} is a calendar and has no axes")
    return pen.names


def point_at(chart: Chart, size: Size, look: Look, column: int, row: int) -> int | None:
    """The point that is drawn in a cell of the plot, or above or below it; None where there is none."""
    if column < 0 or row < 0:
        return None
    if chart.kind in {ChartKind.COUNTS, ChartKind.SHARES}:
        return Bars(chart, size, look).point_at(row)
    return Columns(chart, size, look).point_at(column)


def marks_of(chart: Chart, marks: Sequence[str] = MARKS) -> tuple[str, ...]:
    """The mark of each series."""
    kept = {_BY_WORD[name] for name in chart.series if name in _BY_WORD}
    free = [at for at in range(len(marks)) if at not in kept]
    others = iter(free * (len(chart.series) // max(len(free), 1) + 1))
    return tuple(marks[_BY_WORD[name] if name in _BY_WORD else next(others)] for name in chart.series)


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
    return (*zip(marks_of(chart), chart.series, strict=True), *limit_words(chart, LIMIT, ABOVE))


def limit_words(chart: Chart, limit: str, above: str) -> tuple[tuple[str, str], ...]:
    """What the line of the limit means, or where it is when the plot does not reach up to it; each sign with its word.

    The sign `limit` stands for the line, `above` for what is higher than the plot.
    """
    limits = [one.limit for one in chart.points if one.limit]
    if not limits:
        return ()
    return ((above, f"capacity up to {max(limits):,}"),) if _is_far_above(chart) else ((limit, "capacity"),)


def _is_far_above(chart: Chart) -> bool:
    """Whether the limit is so much higher than every column that it is not drawn."""
    limits = max((one.limit or 0 for one in chart.points), default=0)
    return limits > _FAR_ABOVE * max((one.total for one in chart.points), default=0)


def window(total: int, room: int, at: int) -> tuple[int, int]:
    """The first and the last point to be drawn (not among them) when there is `room` for so many around `at`."""
    first = min(max(at - room // 2, 0), max(total - room, 0))
    return first, min(first + max(room, 1), total)


class _Pen(NamedTuple):
    """Puts marks into the cells of a figure."""

    figure: Figure
    ink: Ink | None
    names: Names
    marks: tuple[str, ...]

    def fill(self, series: int, cells: Iterable[tuple[int, int]]) -> None:
        self._put(self.marks[series], cells, self._of_series(series))

    def line(self, mark: str, cells: Iterable[tuple[int, int]]) -> None:
        self._put(mark, cells, self.ink.limit if self.ink else None)

    def point(self, mark: str, cell: tuple[int, int]) -> None:
        self._put(mark, (cell,), self.ink.cursor if self.ink else None)

    def name(self, text: str, cell: tuple[int, int], series: int) -> None:
        colour = self._of_series(series)
        self.figure.text(self.names.held(text), *cell, alignment="left", **({"color": colour} if colour else {}))

    def _of_series(self, series: int) -> Colour | None:
        return self.ink.series[series % len(self.ink.series)] if self.ink else None

    def _put(self, mark: str, cells: Iterable[tuple[int, int]], colour: Colour | None) -> None:
        placed = list(cells)
        if placed:
            across, up = zip(*placed, strict=True)
            more = {} if colour is None else {"color": colour}
            self.figure.scatter(list(across), list(up), marker=mark, **more)


class Columns:
    """Columns of series one on top of the other, the first below, and the limit as a step across each."""

    def __init__(self, chart: Chart, size: Size, look: Look) -> None:
        rows = max(size.height - 2, 1)  # one line goes to the axis, one to the days
        room = max(rows - look.headroom, 1)
        # Where the limit is far above, a cell for each at most: few look like few.
        least = [room] if _is_far_above(chart) else [one.limit or 0 for one in chart.points]
        top = max((one.total for one in chart.points), default=0)
        self._scale = scale_for(max([top, *least]), room, _ROWS_APART)._replace(cells=rows)
        self._ticks = self._scale.ticks
        self._start = max((len(f"{tick:,}") for tick in self._ticks), default=0) + 1
        self._across = max(size.width - self._start, 1)
        self._names = _names_at_the_end(chart, look) if look.named else []
        beside = max((look.cells(text) for _, text in self._names), default=0) + 2
        if not self._names or 2 * beside > self._across:
            self._names, beside = [], 0
        room = max(self._across - beside, 1)
        self._chart, self._look = chart, look
        self._first, last = window(len(chart.points), room, look.at)
        self._points = chart.points[self._first : last]
        self._step = min(max(room // max(len(chart.points), 1), 1), _WIDEST)

    @property
    def _wide(self) -> int:
        """Cells of a column: one is left free where there is room."""
        return max(self._step - 1, 1)

    def point_at(self, column: int) -> int | None:
        """The point of the column that is nearest to one of the plot."""
        place = min(max(column - self._start, 0) // self._step, len(self._points) - 1)
        return self._first + place if place >= 0 else None

    def draw(self, pen: _Pen) -> None:
        """Draws them with their axes."""
        pen.figure.xlim(0, max(self._across - 1, 1))
        pen.figure.ylim(0, max(self._scale.cells - 1, 1))
        pen.figure.yticks([self._scale.filled(tick) - 1 for tick in self._ticks], _right_aligned(self._ticks))
        for series in range(len(self._chart.series)):
            pen.fill(series, self._cells(series))
        pen.line(self._look.limit, self._limits())
        self._draw_days(pen)
        self._draw_names(pen)
        place = self._look.at - self._first
        if self._look.cursor and 0 <= place < len(self._points):
            one = self._points[place]
            limit = one.limit if one.limit and self._scale.holds(one.limit) else 0
            above = self._scale.filled(max(one.total, limit))
            row = min(above, self._scale.cells - 1)
            pen.point(self._look.cursor, (place * self._step + (self._wide - 1) // 2, row))

    def _cells(self, series: int) -> Iterator[tuple[int, int]]:
        for place, one in enumerate(self._points):
            low, high = (self._scale.filled(sum(one.values[:upto])) for upto in (series, series + 1))
            yield from ((place * self._step + x, y) for x in range(self._wide) for y in range(low, high))

    def _limits(self) -> Iterator[tuple[int, int]]:
        for place, one in enumerate(self._points):
            if one.limit and self._scale.holds(one.limit):
                yield from ((place * self._step + x, self._scale.filled(one.limit) - 1) for x in range(self._step))

    def _draw_days(self, pen: _Pen) -> None:
        years = {one.on.year for one in self._points if one.on}
        every = -(-(_TICK_WITH_YEAR if len(years) > 1 else _TICK) // self._step)
        ticked = range(0, len(self._points), every)
        middle = (self._wide - 1) // 2
        pen.figure.xticks(
            [place * self._step + middle for place in ticked],
            [Written(day) for day in _days([self._points[place] for place in ticked])],
        )

    def _draw_names(self, pen: _Pen) -> None:
        """The names of the parts of the last column, each beside its part or as near as there is a row."""
        last = self._points[-1] if self._names else Point("", ())
        tops = [self._scale.filled(sum(last.values[: series + 1])) for series, _ in self._names]
        bottoms = [self._scale.filled(sum(last.values[:series])) for series, _ in self._names]
        wanted = [(low + high) // 2 for low, high in zip(bottoms, tops, strict=True)]
        for (series, text), row in zip(self._names, _spread(wanted, self._scale.cells - 1), strict=True):
            pen.name(text, (len(self._points) * self._step + 1, row), series)


def _names_at_the_end(chart: Chart, look: Look) -> list[tuple[int, str]]:
    """Each series that has somebody at the end, with what it is called there; the highest first."""
    if chart.kind is not ChartKind.LINES or not chart.points:
        return []
    marks, last = marks_of(chart, look.marks), chart.points[-1].values
    named = [(at, f"{marks[at]} {name} {last[at]:,}") for at, name in enumerate(chart.series) if last[at]]
    return named[::-1]


def _spread(wanted: Sequence[int], top: int) -> list[int]:
    """Rows of their own for what comes one below the other: lower where one is taken, lifted where the axis is."""
    rows: list[int] = []
    for row in wanted:
        rows.append(min(row, rows[-1] - 1 if rows else top))
    for place in range(len(rows) - 1, -1, -1):
        rows[place] = max(rows[place], rows[place + 1] + 1 if place + 1 < len(rows) else 0)
    return rows


def _right_aligned(numbers: Sequence[int]) -> list[str]:
    texts = [f"{number:,}" for number in numbers]
    return [text.rjust(max(map(len, texts), default=0)) for text in texts]


def _days(points: Sequence[Point]) -> list[str]:
    """The day of each; where it is another year than before, month and year (``Jan '27``), if not all are of one."""
    years = [one.on.year if one.on else 0 for one in points]
    former = [0 if len(set(years)) > 1 else years[0], *years[:-1]] if years else []
    return [_day(one, year != before) for one, year, before in zip(points, years, former, strict=True)]


def _day(one: Point, new_year: bool) -> str:
    if one.on is None:
        return one.label[:_TICK]
    return f"{MONTHS[one.on.month - 1]} '{one.on.year % 100:02}" if new_year else day_month(one.on)


class Bars:
    """The names that have room, each on a row of its own, and so many cells across for their bars."""

    def __init__(self, chart: Chart, size: Size, look: Look) -> None:
        self.room = max(size.height - 2, 1)  # one line goes to the axis, one to what is written under it
        self.points = chart.points
        self._first, self._last = window(len(chart.points), self.room, look.at)
        shown = chart.points[self._first : self._last]
        room = min(LABEL, max(size.width // 2, 1))
        names = [look.cut(clean_line(one.label), room) for one in shown]
        self.labels = self._with_numbers(names, shown, look) if look.named else names
        self.across = max(size.width - max(map(look.cells, self.labels), default=0) - 1, 1)

    def _with_numbers(self, names: list[str], shown: Sequence[Point], look: Look) -> list[str]:
        widest = max(map(look.cells, names), default=0)
        signs = [">" if look.cursor and self._first + place == look.at else " " for place in range(len(names))]
        numbers = _right_aligned([one.total for one in shown])
        return [
            f"{sign}{name}{' ' * (widest - look.cells(name))} {number}"
            for sign, name, number in zip(signs, names, numbers, strict=True)
        ]

    @property
    def rows(self) -> list[tuple[int, Point]]:
        """Each point with its row, counted from below."""
        return [(self.room - 1 - place, one) for place, one in enumerate(self.points[self._first : self._last])]

    def point_at(self, row: int) -> int | None:
        """The point on a line of the plot."""
        return self._first + row if self._first + row < self._last else None

    def frame(self, pen: _Pen) -> None:
        """The axes, with the names beside them."""
        pen.figure.xlim(0, max(self.across - 1, 1))
        pen.figure.ylim(0, max(self.room - 1, 1))
        pen.figure.yticks([row for row, _ in self.rows], [pen.names.held(label) for label in self.labels])


def _share_bars(bars: Bars, pen: _Pen) -> None:
    """A bar from 0 percent for each name: full to where the interval begins, shaded to the share, a line to its end."""
    bars.frame(pen)
    last = bars.across - 1
    pen.figure.xticks([round(last * part / 4) for part in range(5)], [f"{part * 25}%" for part in range(5)])
    pen = pen._replace(marks=MARKS, ink=pen.ink._replace(series=pen.ink.series[:1]) if pen.ink else None)
    for row, one in bars.rows:
        if one.share is None or one.interval is None:
            pen.figure.text(f"{TOO_FEW} ({one.values[0]:,} of {one.of:,})", 1, row, alignment="left")
            continue
        low, share, high = (round(part * last) for part in (one.interval[0], one.share, one.interval[1]))
        pen.fill(0, ((x, row) for x in range(low)))
        pen.fill(1, ((x, row) for x in range(low, share)))
        pen.line(LIMIT, ((x, row) for x in range(share + 1, high + 1)))
        pen.line(SHARE, ((share, row),))


def _count_bars(bars: Bars, pen: _Pen) -> None:
    bars.frame(pen)
    top = max((one.total for one in bars.points), default=0)
    scale: Scale = scale_for(top, bars.across, len(f"{top:,}") + 2)
    pen.figure.xticks([scale.filled(tick) - 1 for tick in scale.ticks], [Written(f"{tick:,}") for tick in scale.ticks])
    for row, one in bars.rows:
        for series in range(len(one.values)):
            low, high = (scale.filled(sum(one.values[:upto])) for upto in (series, series + 1))
            pen.fill(series, ((x, row) for x in range(low, high)))
