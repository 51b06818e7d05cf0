"""One plot of the insights: a title with what its signs mean, the plot, and the point under the cursor in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from followup_tui.rules.chart import Chart, ChartKind, Point
from followup_tui.tui.text import cells, whole_sentences, wrap
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import LineView, Piece
from followup_tui.tui.widgets.pane import Pane
from followup_tui.tui.widgets.plots.heat_map import HeatMap
from followup_tui.tui.widgets.plots.plotext_chart import PlotextChart
from followup_tui.tui.widgets.plots.point_words import Legend, legend, point_words
from followup_tui.tui.widgets.plots.share_bars import ShareBars
from followup_tui.tui.widgets.plots.signs import meanings_of, signs_for

FAR: Final = 4
"""Points that the cursor goes up and down along columns and lines: a month of weeks."""
_RULE: Final = 9
"""Cells of a title line that are neither title nor what stands at its right end."""
_ROOMY: Final = 9
"""Lines of a plot from which a legend may take some of them."""
_LEGEND_LINES: Final = 2
_LATEST_FIRST: Final = (ChartKind.HEATMAP, ChartKind.LINES)
"""Kinds whose last point is today: the cursor begins there."""
Canvas = HeatMap | ShareBars | PlotextChart


class Words(LineView, can_focus=False):
    """A text over as many lines as there are."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs, classes="words")
        self._text, self._role, self._whole = "", "", False

    def say(self, text: str, role: str = "", *, whole: bool = False) -> None:
        """Shows another text; with `whole` only sentences that have room, where the first one has."""
        if (text, role, whole) != (self._text, self._role, self._whole):
            self._text, self._role, self._whole = text, role, whole
            self.forget_lines()
            self.refresh()

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """A line of it."""
        room = max(width - 1, 1), max(self.size.height, 1)
        text = whole_sentences(self._text, *room) if self._whole else self._text
        wrapped = wrap(text, *room, self.glyphs.ellipsis)
        return ((Piece(" "), Piece(wrapped[line], self._role)) if line < len(wrapped) else ()), ""


class PlotPane(Pane, can_focus=True):
    """A chart with a cursor. It draws what it is given and says what the person points at."""

    class Meant(Message):
        """The person means the point under the cursor: a second click on it."""

        def __init__(self, pane: "PlotPane") -> None:
            super().__init__()
            self.pane = pane

    class Pointed(Message):
        """The person pointed at this plot, or at another of its points."""

        def __init__(self, pane: "PlotPane") -> None:
            super().__init__()
            self.pane = pane

    def __init__(
        self, number: int, chart_id: str, title: str, name_of: Callable[[int], str], *, glyphs: Glyphs
    ) -> None:
        """The plot of a chart.

        Args:
            number: the key that leads to it.
            chart_id: the chart.
            title: what it is called until the chart is there.
            name_of: the name of a contact.
            glyphs: the signs to draw with.
        """
        super().__init__(title=f"{number} {title}", glyphs=glyphs, id=f"plot-{chart_id}", classes="plot")
        self.number, self.chart_id = number, chart_id
        self.chart: Chart | None = None
        self._cursor = -1
        self._active = False
        self._name_of = name_of
        self._glyphs = glyphs
        self._canvas: Canvas | None = None
        self._legend = Static("", classes="legend -empty", markup=False)
        self._words = Words(glyphs=glyphs)

    def compose(self) -> ComposeResult:
        """Title, legend and words; the plot comes between them with its chart."""
        yield self.title_line
        yield self._legend
        yield self._words

    @property
    def point(self) -> Point | None:
        """The point under the cursor."""
        points = self.chart.points if self.chart else ()
        return points[self._cursor] if 0 <= self._cursor < len(points) else None

    @property
    def cursor(self) -> int:
        """Which point the cursor is on, from 0; -1 while there is none."""
        return self._cursor

    def begin_at(self, place: int) -> None:
        """Puts the cursor there when the chart comes."""
        self._cursor = place

    def words_for(self, width: int) -> str:
        """What a line of `width` cells can say beside the pane: the point, where it says more of it; else what stands
        out in the plot."""
        if self.chart is None or self.chart.is_empty:
            return ""
        said = point_words(self.chart, self.point, self._name_of) if self.point else ""
        room = self._words.size.width * max(self._words.size.height, 1)
        return said if room < min(width, cells(said)) else whole_sentences(self.chart.note, width - 1, 1)

    # What it shows

    def wait(self, words: str) -> None:
        """Says that the chart is being made; one that is there stays."""
        if self.chart is None:
            self._words.say(words, "quiet")

    def show(self, chart: Chart) -> None:
        """Shows a chart; the cursor stays on its day or name, where that is still there."""
        former = self.point
        self.chart = chart
        self._cursor = self._place_of(former)
        self._show_legend()
        if self._canvas is None and not chart.is_empty:
            self._canvas = _canvas_for(chart.kind, self._glyphs)
            self.mount(self._canvas, before=self._legend)
        if self._canvas is not None:
            self._canvas.display = not chart.is_empty
        self._draw()

    def _place_of(self, former: Point | None) -> int:
        points = self.chart.points if self.chart else ()
        if former is not None:
            same = (place for place, one in enumerate(points) if (one.on, one.label) == (former.on, former.label))
            return next(same, min(self._cursor, len(points) - 1))
        if self._cursor >= 0:
            return min(self._cursor, len(points) - 1)
        return len(points) - 1 if self.chart and self.chart.kind in _LATEST_FIRST else min(0, len(points) - 1)

    def _draw(self) -> None:
        chart, active = self.chart, self._active
        self.set_class(chart is not None and chart.is_empty, "-empty")
        if chart is None:
            return
        if self._canvas is not None:
            self._canvas.show(chart, self._cursor, active=active)
        if active and self.point is not None and not chart.is_empty:
            self._words.say(point_words(chart, self.point, self._name_of))
        else:
            nothing = "Nothing to show yet." if chart.is_empty else ""
            self._words.say(chart.facts or nothing, "quiet", whole=not chart.is_empty)

    def _show_legend(self) -> None:
        """What the signs mean: in the title where there is room, else in a line of its own."""
        if self.chart is None:
            return
        title = f"{self.number} {self.chart.title}"
        signs = Legend() if self.chart.is_empty else legend(self.chart, signs_for(self._glyphs))
        room = self.size.width - cells(title) - _RULE
        fits = cells(signs.whole) <= room
        beside = next((one for one in (signs.whole, signs.rest, signs.brief) if cells(one) <= room), "")
        self.title_line.show(title, beside)
        below = () if fits or self.size.height < _ROOMY else _side_by_side(signs.series, self.size.width - 2)
        meanings = dict(zip(self.chart.series, meanings_of(self.chart.series), strict=True))
        self._legend.update(Content("\n").join(_in_colour(line, meanings) for line in below))
        self._legend.set_class(not below, "-empty")

    def on_resize(self, event: events.Resize) -> None:
        """More room, or less, for the legend."""
        del event
        self._show_legend()

    def on_focus(self) -> None:
        """The keys move in this plot."""
        super().on_focus()
        self._active = True
        self._draw()

    def on_blur(self) -> None:
        """The keys move in another."""
        super().on_blur()
        self._active = False
        self._draw()

    # Moving

    def move(self, across: int, down: int) -> None:
        """Moves the cursor as the arrows do."""
        kind = self.chart.kind if self.chart else ChartKind.COUNTS
        if kind is ChartKind.HEATMAP:
            self.go_to(self._cursor + 7 * across + down)
        elif kind in {ChartKind.COLUMNS, ChartKind.LINES}:
            self._go_near(self._cursor + across + FAR * down)
        else:
            self._go_near(self._cursor + across + down)

    def go_to(self, place: int) -> None:
        """Puts the cursor on a point; on none there is it stays."""
        if self.chart is not None and 0 <= place < len(self.chart.points) and place != self._cursor:
            self._cursor = place
            self._draw()
            self.post_message(self.Pointed(self))

    def _go_near(self, place: int) -> None:
        self.go_to(min(max(place, 0), len(self.chart.points) - 1 if self.chart else 0))

    def go_to_end(self, *, last: bool) -> None:
        """Puts the cursor on the first or the last point."""
        self._go_near(len(self.chart.points) - 1 if last and self.chart else 0)

    def on_click(self, event: events.Click) -> None:
        """Puts the cursor on what was clicked; a second click means it."""
        offset = event.get_content_offset(self._canvas) if self._canvas else None
        place = None if offset is None or self._canvas is None else self._canvas.point_at(offset.x, offset.y)
        if place is None:
            return
        event.stop()
        self.focus()
        self.go_to(place)
        if event.chain == 2:
            self.post_message(self.Meant(self))


class _Line(NamedTuple):
    """A line of a legend: its pieces, and what stands between them."""

    pieces: tuple[str, ...]
    gap: str

    def __str__(self) -> str:
        return self.gap.join(self.pieces)


def _side_by_side(pieces: Sequence[str], width: int) -> tuple[_Line, ...]:
    """Pieces in lines of such a width, none of them broken; closer together where that saves a third line."""
    for gap in ("  ", " "):
        lines: list[_Line] = []
        for piece in pieces:
            longer = _Line((*lines[-1].pieces, piece), gap) if lines else None
            if longer and cells(str(longer)) <= width:
                lines[-1] = longer
            else:
                lines.append(_Line((piece,), gap))
        if len(lines) <= _LEGEND_LINES:
            break
    return tuple(lines)


def _in_colour(line: _Line, meanings: Mapping[str, str]) -> Content:
    """A line of a legend, each sign in the colour its series is drawn in."""
    named = (piece.partition(" ") for piece in line.pieces)
    pieces = (Content.assemble((sign, f"${meanings[name]}"), space, name) for sign, space, name in named)
    return Content(line.gap).join(pieces)


def _canvas_for(kind: ChartKind, glyphs: Glyphs) -> Canvas:
    if kind is ChartKind.HEATMAP:
        return HeatMap(glyphs=glyphs)
    return ShareBars(glyphs=glyphs) if kind is ChartKind.SHARES else PlotextChart(glyphs=glyphs)
