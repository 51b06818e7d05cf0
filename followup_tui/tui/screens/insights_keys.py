"""The keys of the insights, once: bindings, footer and help come from here."""

from typing import Final, NamedTuple

from textual.binding import Binding, BindingType

from followup_tui.rules.chart import Chart, ChartKind
from followup_tui.tui.insights_desk import PLOTS
from followup_tui.tui.key_names import key_label
from followup_tui.tui.keys import Group, HelpRow, Hint


class InsightsKey(NamedTuple):
    """What keys do: the action, two or three words and a sentence for the help, and the footer's word if it has one.

    Without a title it is not in the help, because another says it.
    """

    keys: tuple[str, ...]
    action: str
    title: str = ""
    description: str = ""
    group: Group = "Views"
    hint: str = ""
    shown: str = ""
    """How the footer names the keys, where that is not the first of them."""
    priority: int = 0
    label: str = ""
    """How the help names the keys, where that is not all of them."""


KEYS: Final = (
    InsightsKey(("enter",), "people", "People", "Show the people behind the point, and go to one of them.",
                "This person", "people", priority=90),
    InsightsKey(("T",), "table", "Table", "Show the same numbers as a table.", hint="table", priority=70),
    InsightsKey(("x",), "export", "Export", "Write the numbers as CSV, or the plot as a picture (SVG).",
                hint="export", priority=65),
    InsightsKey(("v",), "vary", "Another way", "Answers by channel, template or silence; results by source or giver.",
                hint="another way", priority=80),
    InsightsKey(("b",), "spread", "Spread", "Give who is late a day each in the weeks to come; first shows which.",
                "This person", "spread", priority=88),
    InsightsKey(("tab",), "step(1)", "Next plot", "Go to the next plot.", "Move", "plot", "Tab 1-6", 75),
    InsightsKey(("shift+tab",), "step(-1)", "Previous plot", "Go to the plot before this one.", "Move"),
    InsightsKey(("1",), "plot(1)", "Plot 1 to 6", "Go to a plot; 5 and 6 again tell the same in another way.", "Move",
                label="1-6"),
    *(InsightsKey((str(number),), f"plot({number})", group="Move") for number in range(2, 7)),
    InsightsKey(("h", "left"), "move(-1, 0)", "Left", "Go a week, or a point, to the left.", "Move"),
    InsightsKey(("j", "down"), "move(0, 1)", "Down", "Go a day, a name, or a month of weeks on.", "Move",
                "point", "h j k l", 40),
    InsightsKey(("k", "up"), "move(0, -1)", "Up", "Go a day, a name, or a month of weeks back.", "Move"),
    InsightsKey(("l", "right"), "move(1, 0)", "Right", "Go a week, or a point, to the right.", "Move"),
    InsightsKey(("home",), "end(0)", "First", "Go to the first point.", "Move"),
    InsightsKey(("G", "end"), "end(1)", "Last", "Go to the last point.", "Move"),
    InsightsKey(("[",), "tag(-1)", "Tag before", "Only the people of the tag before this one."),
    InsightsKey(("]",), "tag(1)", "Next tag", "Only the people of the next tag; in the end, all.",
                hint="tag", shown="[ ]", priority=50),
    InsightsKey(("+",), "span(-1)", "Closer", "Fewer weeks in the plots over time."),
    InsightsKey(("-",), "span(1)", "Farther", "More weeks in the plots over time.", hint="weeks", shown="- +",
                priority=45),
    InsightsKey(("z",), "zoom", "Zoom", "Give the plot the whole screen, and back.", hint="zoom", priority=60),
    InsightsKey(("u",), "travel('undo')", "Undo", "Take the last step back.", "Everywhere"),
    InsightsKey(("U",), "travel('redo')", "Redo", "Do the step again that was taken back.", "Everywhere"),
    InsightsKey(("R",), "private", "Initials only", "Show only the initials of names; and names again.", "Everywhere"),
    InsightsKey(("q", "escape"), "leave", "Close", "Go back to the list.", "Everywhere", "close", "q", 85),
    InsightsKey(("?",), "help", "Keys", "Show the keys that work here, and run one.", "Everywhere",
                "keys", "?", 100),
)  # fmt: skip


def insights_bindings() -> list[BindingType]:
    """The bindings of the screen."""
    return [Binding(",".join(one.keys), one.action, one.title, show=False) for one in KEYS]


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


def help_rows() -> tuple[HelpRow, ...]:
    """The help: every key, group by group; what is chosen gives its action."""
    groups = list(dict.fromkeys(one.group for one in KEYS))
    rows = (
        HelpRow(
            one.action,
            one.label or "  ".join(key_label(key) for key in one.keys),
            one.title,
            one.description,
            one.group,
            changed=False,
        )
        for one in KEYS
        if one.title
    )
    return tuple(sorted(rows, key=lambda row: groups.index(row.group)))
