"""The insights: plots of the network, each with a cursor, and the people behind every point."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from followup_tui.actions.charting import AHEAD, YEAR
from followup_tui.rules.chart import ChartKind
from followup_tui.rules.wording import counted
from followup_tui.tui.insights_desk import SPANS, Asked
from followup_tui.tui.screens.insights_keys import KEYS
from followup_tui.tui.screens.insights_plots import Place, Plots, Sought
from followup_tui.tui.screens.screen_keys import bindings_of, help_of
from followup_tui.tui.widgets.plots.plot_pane import PlotPane

if TYPE_CHECKING:
    from followup_tui.actions.planning import SpreadPreview

NO_NUMBERS = "There are no numbers yet."


class InsightsScreen(Plots):
    """Shows the plots; ends with whom to go to."""

    CSS_PATH: ClassVar = ["dialog.tcss", "insights.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    # On a plot

    @property
    def _plot(self) -> PlotPane:
        return self._plots[self._at]

    def action_move(self, across: int, down: int) -> None:
        """Moves the cursor."""
        self._plot.move(across, down)

    def action_end(self, last: int) -> None:
        """Puts the cursor on the first or the last point."""
        self._plot.go_to_end(last=bool(last))

    @on(PlotPane.Pointed)
    def _pointed(self, event: PlotPane.Pointed) -> None:
        event.stop()
        self._say_note()

    @on(PlotPane.Meant)
    def _meant(self, event: PlotPane.Meant) -> None:
        event.stop()
        self.action_people()

    def action_people(self) -> None:
        """Shows the people behind the point, and goes to whom one chooses."""
        from followup_tui.tui.screens.chart_people import ChartPeople

        chart, point = self._plot.chart, self._plot.point
        if chart is None or point is None:
            return
        people = tuple(number for number in point.people if number in self._desk.book.contacts)
        if not people:
            self._say(f"Nobody is behind {point.label}.")
            return
        title = f"{chart.title}, {point.label}"

        def go(contact: int | None) -> None:
            if contact is not None:
                self.cancel()
                self.dismiss(Sought(contact, people, title))

        self.app.push_screen(ChartPeople(self._desk.book, title, people, glyphs=self.glyphs), go)

    def action_table(self) -> None:
        """Shows the same numbers as a table."""
        from followup_tui.tui.screens.chart_table import ChartTable

        plot = self._plot

        def go(row: int | None) -> None:
            if row is not None:
                plot.go_to(row)
                self.action_people()

        if plot.chart is None or plot.chart.is_empty:
            self._say(NO_NUMBERS)
        else:
            self.app.push_screen(ChartTable(plot.chart, plot.cursor, self._asked.words, glyphs=self.glyphs), go)

    def action_export(self) -> None:
        """Writes the chart to a file."""
        from followup_tui.tui.screens.save_chart import SaveChart

        chart, tag = self._plot.chart, self._asked.tag
        if chart is None or chart.is_empty:
            self._say(NO_NUMBERS)
        else:
            if tag:
                chart = chart._replace(title=f"{chart.title}, #{tag}")
            screen = SaveChart(chart, self._desk.book.store.path, self._desk.home, glyphs=self.glyphs)
            self.app.push_screen(screen, lambda said: self._say(said or ""))

    def action_spread(self) -> None:
        """Shows who is late and which day each would have, and spreads them when that is meant."""
        from followup_tui.tui.screens.plan_spread import SpreadScreen

        desk = self._desk.plan

        def spread(preview: "SpreadPreview | None") -> None:
            if preview is not None:
                done = desk.spread(preview)
                self._say(done.problem or done.text, problem=bool(done.problem))
                self._read()

        if desk.why_not:
            self._say(desk.why_not, problem=True)
        else:
            self.app.push_screen(SpreadScreen(desk, glyphs=self.glyphs), spread)

    # What is charted

    def action_tag(self, by: int) -> None:
        """Restricts the plots to the people of another tag, or to nobody."""
        tags = ["", *self._desk.tags()]
        at = tags.index(self._asked.tag) if self._asked.tag in tags else 0
        self._ask(self._asked._replace(tag=tags[(at + by) % len(tags)]))
        if len(tags) == 1:
            self._say("Nobody has a tag.")

    def action_span(self, by: int) -> None:
        """Takes more weeks, or fewer, into the plots over time."""
        chart = self._plot.chart
        usual = AHEAD if chart is not None and chart.kind is ChartKind.COLUMNS else YEAR
        at = SPANS.index(self._asked.weeks or usual)
        wanted = SPANS[min(max(at + by, 0), len(SPANS) - 1)]
        self._ask(self._asked._replace(weeks=wanted))
        self._say(f"The plots over time reach {counted(wanted, 'week')}.")

    def _ask(self, asked: Asked) -> None:
        if asked != self._asked:
            self._asked = asked
            self._read()

    # Elsewhere

    def action_travel(self, way: str) -> None:
        """Takes the last change back, or does it again; the plots follow."""
        self._say(self._desk.travel("undo" if way == "undo" else "redo"))
        self._read()

    def action_private(self) -> None:
        """Shows only the initials of names; and names again."""
        self._say(self._desk.toggle_initials())

    def action_help(self) -> None:
        """Shows the keys that work here, and runs one."""
        from followup_tui.tui.screens.help import HelpScreen

        async def run(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(HelpScreen(help_of(KEYS), glyphs=self.glyphs), run)


__all__ = ["InsightsScreen", "Place", "Sought"]
