"""A chart with axes, drawn by Plotext."""

from rich.text import Text
from textual_plotext import PlotextPlot

from followup_tui.rules.chart import Chart
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.plots.drawing import View, drawn, point_at
from followup_tui.tui.widgets.plots.signs import in_glyphs, inks_of, signs_for


class PlotextChart(PlotextPlot):
    """Draws a chart of columns, lines or counts in the colours of the theme."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.set_reactive(PlotextPlot.theme, "clear")  # colours come from our own themes
        self.glyphs = glyphs
        self._chart: Chart | None = None
        self._cursor = -1
        self._active = False

    def show(self, chart: Chart, cursor: int, *, active: bool) -> None:
        """Draws a chart with the cursor on a point."""
        self._chart, self._cursor, self._active = chart, cursor, active
        self.refresh()

    def point_at(self, column: int, row: int) -> int | None:
        """The point drawn there."""
        return None if self._chart is None else point_at(self._chart, self._view(self._chart), column, row)

    def notify_style_update(self) -> None:
        """Other colours, another drawing."""
        super().notify_style_update()
        self.refresh()

    def render(self) -> Text:
        """The plot in the cells there are."""
        if self._chart is None or self.size.width < 2 or self.size.height < 3:
            return Text("")
        view = self._view(self._chart)
        return Text.from_ansi(in_glyphs(drawn(self.plt, self._chart, view), self.glyphs), no_wrap=True)

    def _view(self, chart: Chart) -> View:
        inks = inks_of(self, chart.series)
        return View(self.size.width, self.size.height, self._cursor, self._active, signs_for(self.glyphs), inks)
