"""The plots of the insights: where they stand, which are to be seen, and how they come by their charts.

Charts are made in a thread, one after the other, the one that is looked at first; each is drawn when it is there.
"""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from textual import events, on
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from followup_tui.rules.chart import Chart
from followup_tui.tui.insights_desk import ANSWERS, PLOTS, Asked, InsightsDesk
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.insights_keys import insights_hints
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.plots.plot_pane import PlotPane, Words

GRID: Final = (110, 34)
"""Columns and lines from which the plots stand beside each other."""
VAST: Final = (180, 44)
"""Columns and lines from which all of them do, the answers three times."""
LISTED: Final = 10
"""Lines of a plot among others above or below it."""
PROGRESS_AFTER: Final = 0.5
"""Seconds after which it is said how far the work is; what is quicker is not felt."""
CHANGED_AFTER: Final = 0.5
"""Seconds from a change of the network until the plots are made anew: changes seldom come alone."""


class Place(NamedTuple):
    """Where somebody was in the insights: at which chart, on which of its points, and what they had asked for."""

    chart: str = PLOTS[0][0]
    points: tuple[tuple[str, int], ...] = ()
    asked: Asked = Asked()
    zoomed: bool = False


class Sought(NamedTuple):
    """Whom a point led to: the contact to go to among `people`, and in words what they have in common."""

    contact: int
    people: tuple[int, ...]
    title: str


class Plots(Working[Sought]):
    """The plots: which of them are to be seen, and the making of their charts. `place` is where it opens."""

    class Made(Message):
        """A chart is there."""

        def __init__(self, token: int, chart: Chart) -> None:
            super().__init__()
            self.token, self.chart = token, chart

    def __init__(self, desk: InsightsDesk, place: Place = Place(), *, glyphs: Glyphs = UNICODE) -> None:  # noqa: B008
        super().__init__("Insights", glyphs=glyphs)
        self._desk = desk
        self._asked = place.asked
        self._zoomed = place.zoomed
        self._changes = -1
        self._noted = True
        self._foot = Words(glyphs=glyphs)
        self._late: Timer | None = None
        self._rests: Timer | None = None
        self._missing: list[str] = []
        """Charts that are still to be made, and `_seen` those that are to be seen."""
        self._seen: frozenset[str] = frozenset()
        titles = desk.titles
        self._plots = {
            name: PlotPane(number, name, titles[name], desk.name_of, glyphs=glyphs)
            for number, names in enumerate(PLOTS, 1)
            for name in names
            if name in titles
        }
        for name, cursor in place.points:
            if name in self._plots:
                self._plots[name].begin_at(cursor)
        for names in PLOTS:
            for name in names if len(names) > 1 else ():
                if name in self._plots:
                    self._plots[name].add_class("answers")
        self._at = place.chart if place.chart in self._plots else next(iter(self._plots))
        self._variants = {names: self._at if self._at in names else names[0] for names in PLOTS}

    def body(self) -> Iterable[Widget]:
        """The plots, and what is said about the work."""
        yield Container(*self._plots.values(), id="plots")
        yield Horizontal(self.progress, self._foot, id="foot")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done with the plot."""
        return insights_hints(self._plots[self._at].chart, zoomed=self._zoomed)

    @property
    def place(self) -> Place:
        """Where one is."""
        points = tuple((name, plot.cursor) for name, plot in self._plots.items() if plot.chart)
        return Place(self._at, points, self._asked, self._zoomed)

    def on_mount(self) -> None:
        """Lays the plots out, and makes their charts."""
        self._lay_out()
        self._read()

    # Making charts

    def _read(self) -> None:
        """Makes every chart anew."""
        self._changes = self._desk.book.changes
        self._missing = list(self._plots)
        for plot in self._plots.values():
            plot.wait("Counting …")
        self.title_line.show(right=self._asked.words, active=False)
        self._tell_when_late()
        token = self.token + 1
        job = self._desk.charting(self._next, self._asked, lambda chart: self.post_message(self.Made(token, chart)))
        self.begin("Counting", job, lambda _: self._done(""), lambda error: self._done(str(error)))

    def _next(self, done: Collection[str]) -> str:
        """Which chart to make next: the one that is looked at, those beside it, then the others; called in a thread."""
        missing = [name for name in self._plots if name not in done]
        return min(missing, key=lambda name: (name != self._at, name not in self._seen), default="")

    def _tell_when_late(self) -> None:
        """Shows the progress when what is to be seen takes long enough to be felt."""
        if self._late is not None:
            self._late.stop()
        waits = bool(self._seen & set(self._missing))
        self._late = self.set_timer(PROGRESS_AFTER, lambda: self.set_class(True, "-late")) if waits else None
        if not waits:
            self.set_class(False, "-late")

    def _done(self, problem: str) -> None:
        self._missing.clear()
        self._tell_when_late()
        if problem:
            self._say(problem, problem=True)

    def on_plots_made(self, event: Made) -> None:
        """Draw it, unless something else was asked for meanwhile."""
        event.stop()
        if event.token != self.token:
            return
        name = event.chart.id
        self._plots[name].show(event.chart)
        if name in self._missing:
            self._missing.remove(name)
        if not self._seen & set(self._missing):
            self._tell_when_late()
        if name == self._at:
            self.show_hints()
            if self._noted:
                self._say_note()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: the numbers may be others now."""
        event.stop()
        self._read_soon()

    def _read_soon(self) -> None:
        """Makes the charts anew when the changes rest; what is shown stays until then."""
        if self._rests is not None:
            self._rests.stop()
        self._rests = self.set_timer(CHANGED_AFTER, self._read)

    def on_screen_resume(self) -> None:
        """What was done in a dialog above this one, or by others meanwhile, may have changed the numbers."""
        if self._changes not in {-1, self._desk.book.changes}:
            self._read_soon()

    def action_leave(self) -> None:
        """Out of the zoom; then out of the insights, which lets go of the work."""
        if self._zoomed:
            self.action_zoom()
            return
        self.cancel()
        self.dismiss(None)

    def _say_note(self) -> None:
        """What stands out in the plot, or all of what its own line says."""
        self._say(self._plots[self._at].words_for(self.size.width))
        self._noted = True

    def _say(self, text: str, *, problem: bool = False) -> None:
        """Says something until the next key does."""
        self._foot.say(f"! {text}" if problem else text, "problem" if problem else "quiet")
        self._noted = False

    # Which plots are to be seen

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another layout."""
        del event
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.app.size
        grid = width >= GRID[0] and height >= GRID[1] and not self._zoomed
        vast = grid and width >= VAST[0] and height >= VAST[1]
        self.set_class(grid, "-grid")
        self.set_class(vast, "-vast")
        self.set_class(self._zoomed, "-zoomed")
        at_once = len(PLOTS) if grid else 1 if self._zoomed else max((height - 3) // LISTED, 1)
        self.set_class(not grid and at_once > 1, "-listed")
        page = self._group_of(self._at) // at_once
        self._seen = frozenset(
            name
            for group, names in enumerate(PLOTS)
            for name in names
            if group // at_once == page and self._has_room(name, names)
        )
        for name, plot in self._plots.items():
            if plot.display != (name in self._seen):  # said again it would lay out, and send, everything anew
                plot.display = name in self._seen
        self._tell_when_late()
        if self._plots[self._at].is_mounted:
            self._plots[self._at].focus()

    @staticmethod
    def _group_of(name: str) -> int:
        return next(group for group, names in enumerate(PLOTS) if name in names)

    def _has_room(self, name: str, names: tuple[str, ...]) -> bool:
        """Whether a way of telling something is on a page: one of each; all answers where there is much room."""
        return name == self._variants[names] or (names == ANSWERS and self.has_class("-vast"))

    def _look_at(self, name: str) -> None:
        self._at = name
        self._variants[PLOTS[self._group_of(name)]] = name
        self._lay_out()
        self.show_hints()
        self.call_after_refresh(self._say_note)  # when it is known how much room there is

    @on(events.DescendantFocus)
    def _follow(self, event: events.DescendantFocus) -> None:
        plot = next((one for one in event.widget.ancestors_with_self if isinstance(one, PlotPane)), None)
        if plot is not None and plot.chart_id != self._at:
            self._look_at(plot.chart_id)

    def action_plot(self, number: int) -> None:
        """Goes to a plot; again, to the next way of telling the answers."""
        names = PLOTS[number - 1]
        if self._at in names:
            self.action_vary()
        elif self._variants[names] in self._plots:
            self._look_at(self._variants[names])

    def action_step(self, by: int) -> None:
        """Goes to the plot after this one, or before it."""
        order = [name for names in PLOTS for name in names if self._has_room(name, names)]
        order = [name for name in order if name in self._plots]
        self._look_at(order[(order.index(self._at) + by) % len(order)])

    def action_vary(self) -> None:
        """Goes to the next way of telling the same: answers by channel, by template, by the silence before."""
        names = [name for name in PLOTS[self._group_of(self._at)] if name in self._plots]
        self._look_at(names[(names.index(self._at) + 1) % len(names)])

    def action_zoom(self) -> None:
        """Gives the plot the whole screen, and back."""
        self._zoomed = not self._zoomed
        self._lay_out()
        self.show_hints()
