"""A chart with axes, drawn by Plotext."""

from rich.text import Text
from textual_plotext import PlotextPlot

from followup_tui.actions.chart_plot import Look, Size, draw, point_at
from followup_tui.rules.chart import Chart
from followup_tui.tui.text import cells, cut
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.plots.signs import in_glyphs, ink_of, signs_for


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
        return None if self._chart is None else point_at(self._chart, Size(*self.size), self._look, column, row)

    def notify_style_update(self) -> None:
        """Other colours, another drawing."""
        super().notify_style_update()
        self.refresh()

    def render(self) -> Text:
        """The plot in the cells there are."""
        if self._chart is None or self.size.width < 2 or self.size.height < 3:
            return Text("")
        size = Size(*self.size)
        self.plt.clear_figure()
        self.plt.theme("clear")
        names = draw(self._chart, self.plt, size, ink_of(self, self._chart.series), self._look)
        self.plt.plotsize(*size)
        self.plt._set_size(*size)  # plotsize alone stays within the terminal that this process was started in
        drawn = in_glyphs(str(self.plt.build()).rstrip("\n"), self.glyphs)
        return Text.from_ansi(names.put_back(drawn), no_wrap=True)

    @property
    def _look(self) -> Look:
        signs = signs_for(self.glyphs)
        cursor = signs.cursor if self._active else ""
        at = max(self._cursor, 0)
        return Look(at, cursor, headroom=1, named=True, marks=signs.fills, limit=signs.limit, cells=cells, cut=cut)
