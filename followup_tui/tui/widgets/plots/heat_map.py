"""Contacts per day as a calendar: a digit a day, brighter where there are more, so that it reads without colour too."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

from followup_tui.actions.chart_plot import window
from followup_tui.rules.chart import Chart
from followup_tui.rules.contact_calendar import Calendar, digit, laid_out
from followup_tui.rules.wording import DAYS
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import LineView, Piece

_LEFT: Final = 5
"""Cells of the names of the days."""
_WEEK: Final = 2
_WIDEST: Final = 4
_LEVELS: Final = 4
_TINTS: Final = (0.18, 0.38, 0.62, 0.92)
"""How much of the colour each level has."""
_HEAT: Final = "heat-"
_SCALE_LINE: Final = 8


class HeatMap(LineView, can_focus=False):
    """Draws a calendar chart; weeks are columns. Where they have no room, those around the cursor are drawn."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs)
        self._chart: Chart | None = None
        self._calendar = Calendar((), ())
        self._cursor = -1
        self._active = False
        self._top = 0

    def show(self, chart: Chart, cursor: int, *, active: bool) -> None:
        """Draws a chart with the cursor on a day."""
        before, weeks = self._cursor, self._weeks()
        known = chart is self._chart
        if not known:
            self._chart, self._calendar = chart, laid_out(chart)
            self._top = max((one.total for one in chart.points), default=0)
            self.forget_lines()
        self._cursor, self._active = cursor, active
        if known and weeks == self._weeks():
            for day in {before % 7, cursor % 7}:  # the lines the cursor left and came to: a tenth of the bytes of all
                self.refresh_line(1 + day)
        else:
            self.refresh()

    def line_key(self, line: int) -> tuple[object, ...]:
        """A line's look depends on the cursor in it, and on the weeks there is room for."""
        here = self._active and 1 + self._cursor % 7 == line
        return (line, self._cursor if here else -1, *self._weeks())

    def point_at(self, column: int, row: int) -> int | None:
        """The day drawn there."""
        first, last, wide = self._weeks()
        week, day = first + (column - _LEFT) // wide, row - 1
        if not (first <= week < last and 0 <= day < 7 and column >= _LEFT):
            return None
        place = week * 7 + day
        return place if self._chart and place < len(self._chart.points) else None

    def _weeks(self) -> tuple[int, int, int]:
        """The first and the last week to be seen (not among them), and the cells of one."""
        total = len(self._calendar.months)
        room = max(self.size.width - _LEFT, _WEEK)
        wide = min(max(room // max(total, 1), _WEEK), _WIDEST)
        return *window(total, room // wide, max(self._cursor, 0) // 7), wide

    # Drawing

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """The months, a day of the week, or what the digits mean."""
        if not self._calendar.rows:
            return (), ""
        if line == 0:
            return self._months(), ""
        if line < _SCALE_LINE:
            return self._day(line - 1), ""
        return (self._scale() if line == _SCALE_LINE else ()), ""

    def _months(self) -> Iterator[Piece]:
        first, last, wide = self._weeks()
        line = [" "] * (_LEFT + (last - first) * wide + 3)
        free = 0
        for week in range(first, last):
            name = self._calendar.months[week]
            at = _LEFT + (week - first) * wide
            if name and at >= free:
                line[at : at + len(name)] = name
                free = at + len(name) + 1
        yield Piece("".join(line).rstrip(), "quiet")

    def _day(self, day: int) -> Iterator[Piece]:
        first, last, wide = self._weeks()
        here = self._active and self._cursor % 7 == day and self._cursor >= 0
        yield Piece(f"{'>' if here else ' '}{DAYS[day]}".ljust(_LEFT), "strong" if here else "quiet")
        for week in range(first, last):
            point = self._calendar.rows[day][week]
            if point is None:
                yield Piece(" " * wide)
                continue
            text = self._sign(point.total).center(wide) if wide > _WEEK else f"{self._sign(point.total)} "
            if here and self._cursor // 7 == week:
                mark = text.strip()
                yield Piece(f"[{mark}]".center(wide) if wide > _WEEK else f"{mark}<", f"{_HEAT}cursor")
            else:
                yield Piece(text, f"{_HEAT}{self._level(point.total)}")

    def _scale(self) -> Iterator[Piece]:
        yield Piece(" " * _LEFT)
        yield Piece(f"{self.glyphs.dot} nobody  ", "quiet")
        most = min(self._top, 9)
        for number in sorted({1, 2, 3, 5, 7, most} & set(range(1, most + 1))):
            yield Piece(f"{number} ", f"{_HEAT}{self._level(number if number < 9 else self._top)}")
        yield Piece("  people that day, 9 for nine or more" if self._top > 9 else "  people that day", "quiet")

    def _sign(self, number: int) -> str:
        return digit(number) if number else self.glyphs.dot

    def _level(self, number: int) -> int:
        return -(-_LEVELS * number // max(self._top, _LEVELS))

    def _style(self, role: str, under: str) -> Style:
        if not role.startswith(_HEAT):
            return super()._style(role, under)
        kept = self._styles_by_role.get((role, under))
        if kept is None:
            kept = self._styles_by_role[role, under] = self.rich_style + self._heat(role.removeprefix(_HEAT))
        return kept

    def _heat(self, level: str) -> Style:
        """A tint of the colour with the text that reads best on it; without colour, dim and bold instead."""
        if level == "cursor":
            return Style(bold=True, reverse=True)
        variables = self.app.theme_variables
        ground, colour = Color.parse(variables["background"]), Color.parse(variables["coming"])
        if ground.ansi is not None or colour.ansi is not None:
            return Style(dim=level == "0", bold=level in {"3", "4"})
        text, quiet = Color.parse(variables["foreground"]), Color.parse(variables["quiet"])
        if level == "0":
            return Style(color=quiet.rich_color)
        tint = ground.blend(colour, _TINTS[int(level) - 1])
        best = max((text, ground), key=lambda one: abs(one.brightness - tint.brightness))
        return Style(color=best.rich_color, bgcolor=RichColor.from_rgb(*tint.rgb), bold=level == "4")
