"""Shares with the interval in which the true one lies: a bar from 0, and a line over what is possible.

Plotext has no bars with intervals that tell both apart without colour, so these are drawn here.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from followup_tui.actions.chart_plot import window
from followup_tui.rules.chart import TOO_FEW, Chart, Point
from followup_tui.tui.text import cells, fit
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import LineView, Piece
from followup_tui.tui.widgets.plots.signs import signs_for

_NAME: Final = 24
_SHARE: Final = 5
"""Cells of `` 61% ``."""
_LEAST_BAR: Final = 10


class ShareBars(LineView, can_focus=False):
    """Draws a chart of shares, the first name on top; where they have no room, those around the cursor."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs)
        self._signs = signs_for(glyphs)
        self._chart: Chart | None = None
        self._cursor = -1
        self._active = False

    def show(self, chart: Chart, cursor: int, *, active: bool) -> None:
        """Draws a chart with the cursor on a name."""
        seen, before, known = self._seen(), self._cursor, chart is self._chart
        self._chart, self._cursor, self._active = chart, cursor, active
        if not known:
            self.forget_lines()
        if known and seen == self._seen():
            for place in {before, cursor}:
                self.refresh_line(1 + place - seen[0])
        else:
            self.refresh()

    def line_key(self, line: int) -> tuple[object, ...]:
        """A line's look depends on the cursor, and on the names there is room for."""
        first, last = self._seen()
        return (line, self._active and first + line - 1 == self._cursor, first, last)

    def point_at(self, column: int, row: int) -> int | None:
        """The name drawn there."""
        del column
        first, last = self._seen()
        place = first + row - 1
        return place if row >= 1 and place < last else None

    def _seen(self) -> tuple[int, int]:
        total = len(self._chart.points) if self._chart else 0
        return window(total, max(self.size.height - 1, 1), self._cursor)

    # Drawing

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """The axis, or a name with its bar."""
        if self._chart is None:
            return (), ""
        name, bar, number = self._widths(width)
        if line == 0:
            return self._axis(name, bar), ""
        first, last = self._seen()
        place = first + line - 1
        if place >= last:
            return (), ""
        here = self._active and place == self._cursor
        pieces = self._row(self._chart.points[place], (name, bar, number), here=here)
        return pieces, "line--cursor" if here else ""

    def _widths(self, width: int) -> tuple[int, int, int]:
        """Cells of the names, of the bars, and of the numbers behind them."""
        points = self._chart.points if self._chart else ()
        number = max((len(f"of {one.of:,}") for one in points), default=0)
        room = max(width - 2 - _SHARE - 1 - number, 2)
        name = min(max((cells(one.label) for one in points), default=0), _NAME, max(room - _LEAST_BAR, 1))
        return name, max(room - name, 1), number

    def _axis(self, name: int, bar: int) -> Iterator[Piece]:
        line = [" "] * bar
        for percent in (0, 25, 50, 75, 100) if bar >= 30 else (0, 50, 100):
            text = f"{percent}%"
            at = min(max(round(percent / 100 * (bar - 1)) - len(text) // 2, 0), max(bar - len(text), 0))
            line[at : at + len(text)] = text
        yield Piece(" " * (1 + name + 1 + _SHARE) + "".join(line[:bar]), "quiet")

    def _row(self, one: Point, widths: tuple[int, int, int], *, here: bool) -> Iterator[Piece]:
        name, bar, number = widths
        yield Piece(
            f"{'>' if here else ' '}{fit(one.label, name, ellipsis=self.glyphs.ellipsis)} ", "strong" if here else ""
        )
        if one.share is None or one.interval is None:
            yield Piece(" " * _SHARE + fit(TOO_FEW, bar, ellipsis=self.glyphs.ellipsis), "quiet")
        else:
            yield Piece(f"{one.share:4.0%} ", "strong")
            yield from self._bar(one.share, one.interval, bar)
        yield Piece(f" {f'of {one.of:,}':>{number}}", "quiet")

    def _bar(self, share: float, interval: tuple[float, float], wide: int) -> Iterator[Piece]:
        signs = self._signs
        low, at, high = (round(part * (wide - 1)) for part in (interval[0], share, interval[1]))
        yield Piece(signs.to * low, "coming")
        line = [signs.between] * (high - low + 1)
        line[0], line[-1], line[at - low] = signs.low, signs.high, signs.share
        yield Piece("".join(line), "coming")
        yield Piece(" " * (wide - 1 - high))
