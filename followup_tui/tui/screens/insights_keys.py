"""The keys of the insights, once: bindings, footer and help come from here."""

from typing import Final

from followup_tui.rules.chart import Chart, ChartKind
from followup_tui.tui.insights_desk import PLOTS
from followup_tui.tui.key_names import key_label
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.screen_keys import ScreenKey

KEYS: Final = (
    ScreenKey(("enter",), "people", "People", "Show the people behind the point, and go to one of them.",
              "This person", "people", priority=90),
    ScreenKey(("T",), "table", "Table", "Show the same numbers as a table.", hint="table", priority=70),
    ScreenKey(("x",), "export", "Export", "Write the numbers as CSV, or the plot as a picture (SVG).",
              hint="export", priority=65),
    ScreenKey(("v",), "vary", "Another way", "Answers by channel, template or silence; results by source or giver.",
              hint="another way", priority=80),
    ScreenKey(("b",), "spread", "Spread", "Give who is late a day each in the weeks to come; first shows which.",
              "This person", "spread", priority=88),
    ScreenKey(("tab",), "step(1)", "Next plot", "Go to the next plot.", "Move", "plot", "Tab 1-6", 75),
    ScreenKey(("shift+tab",), "step(-1)", "Previous plot", "Go to the plot before this one.", "Move"),
    ScreenKey(("1",), "plot(1)", "Plot 1 to 6", "Go to a plot; 5 and 6 again tell the same in another way.", "Move",
              label="1-6"),
    *(ScreenKey((str(number),), f"plot({number})", group="Move") for number in range(2, 7)),
    ScreenKey(("h", "left"), "move(-1, 0)", "Left", "Go a week, or a point, to the left.", "Move"),
    ScreenKey(("j", "down"), "move(0, 1)", "Down", "Go a day, a name, or a month of weeks on.", "Move",
              "point", "h j k l", 40),
    ScreenKey(("k", "up"), "move(0, -1)", "Up", "Go a day, a name, or a month of weeks back.", "Move"),
    ScreenKey(("l", "right"), "move(1, 0)", "Right", "Go a week, or a point, to the right.", "Move"),
    ScreenKey(("home",), "end(0)", "First", "Go to the first point.", "Move"),
    ScreenKey(("G", "end"), "end(1)", "Last", "Go to the last point.", "Move"),
    ScreenKey(("[",), "tag(-1)", "Tag before", "Only the people of the tag before this one."),
    ScreenKey(("]",), "tag(1)", "Next tag", "Only the people of the next tag; in the end, all.",
              hint="tag", shown="[ ]", priority=50),
    ScreenKey(("+",), "span(-1)", "Closer", "Fewer weeks in the plots over time."),
    ScreenKey(("-",), "span(1)", "Farther", "More weeks in the plots over time.", hint="weeks", shown="- +",
              priority=45),
    ScreenKey(("z",), "zoom", "Zoom", "Give the plot the whole screen, and back.", hint="zoom", priority=60),
    ScreenKey(("u",), "travel('undo')", "Undo", "Take the last step back.", "Everywhere"),
    ScreenKey(("U",), "travel('redo')", "Redo", "Do the step again that was taken back.", "Everywhere"),
    ScreenKey(("R",), "private", "Initials only", "Show only the initials of names; and names again.", "Everywhere"),
    ScreenKey(("q", "escape"), "leave", "Close", "Go back to the list.", "Everywhere", "close", "q", 85),
    ScreenKey(("?",), "help", "Keys", "Show the keys that work here, and run one.", "Everywhere",
              "keys", "?", 100),
)  # fmt: skip


def insights_hints(chart: Chart | None, *, zoomed: bool) -> tuple[Hint, ...]:
    """The footer: what can be done with a chart."""
    return tuple(
        Hint(
            one.shown or key_label(one.keys[0]),
            "back" if one.action == "zoom" and zoomed else one.hint,
            one.action,
            one.priority,
        )
        for one in KEYS
        if one.hint and _serves(one.action, chart)
    )


def _serves(action: str, chart: Chart | None) -> bool:
    if chart is None or chart.is_empty:
        return action in {"step(1)", "tag(1)", "span(1)", "leave", "help"}
    if action == "vary":
        return any(chart.id in names and len(names) > 1 for names in PLOTS)
    if action == "spread":
        late = chart.kind is ChartKind.LINES and bool(chart.points[-1].people)
        return late or any(one.limit is not None and one.total > one.limit for one in chart.points)
    return action != "span(1)" or chart.kind in {ChartKind.HEATMAP, ChartKind.COLUMNS, ChartKind.LINES}
