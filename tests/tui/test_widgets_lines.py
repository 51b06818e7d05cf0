"""Top line, pane titles, status and footer: nothing is cut in the middle, and a click does what it says."""

import asyncio
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Input

from followup_tui.tui.keys import Hint, Keymap
from followup_tui.tui.widgets.glyphs import ASCII
from followup_tui.tui.widgets.hints import Hints, fitting_hints
from followup_tui.tui.widgets.one_line import OneLine
from followup_tui.tui.widgets.pane import Pane, PaneTitle
from followup_tui.tui.widgets.status_line import Status, StatusLine
from followup_tui.tui.widgets.suggestions import Suggestion, Suggestions
from followup_tui.tui.widgets.top_line import Tab, Top, TopLine
from tests.tui.frames import HOSTILE, frame, resize
from tests.tui.widget_app import WidgetApp

REVIEW = Keymap().hints("app", "list", "review")
TOP = Top(
    (Tab("today", "Today", "8"), Tab("all", "All", "412"), Tab("co", "Companies", "25")), "today", 3, 11, "Sun 22 Nov"
)


@given(st.integers(8, 250))
def test_the_footer_has_whole_hints_and_always_the_help(width: int) -> None:
    kept = fitting_hints(REVIEW, width)
    text = "  ".join(f"{hint.keys} {hint.title}" for hint in kept)
    assert len(text) <= width
    assert text.endswith("? keys")
    left_out = [hint.priority for hint in REVIEW if hint not in kept]
    assert not left_out or max(left_out) <= min(hint.priority for hint in kept)


async def test_the_footer_at_eighty_columns() -> None:
    app = WidgetApp(Hints(REVIEW))
    async with app.shown((80, 1)) as pilot:
        assert frame(app).strip().startswith("Enter write  Y send  1-4 pick  l log  s snooze  n skip")
        assert frame(app).endswith("? keys")
        await resize(pilot, 40, 1)
        assert frame(app).endswith("? keys")


async def test_a_click_on_a_hint_runs_it() -> None:
    hints = Hints((Hint("Enter", "write", "write", 9), Hint("l", "log", "log", 5), Hint("?", "keys", "help", 10)))
    app = WidgetApp(hints)
    async with app.shown((60, 2)) as pilot:
        for column in (3, 9, 16, 30):
            assert await pilot.click(Hints, offset=(column, 0))
        assert [message.command for message in app.heard(Hints.Chosen)] == ["write", "write", "log"]


async def test_the_footer_says_what_is_marked() -> None:
    hints = Hints()
    app = WidgetApp(hints)
    async with app.shown((60, 1)) as pilot:
        hints.show(REVIEW, lead="3 marked:")
        await pilot.pause()
        assert frame(app).startswith(" 3 marked:  Enter write")


async def test_the_status_line_loses_saving_first_then_undo_and_never_a_problem() -> None:
    line = StatusLine(Status("Emailed Jo Weber; next check-in 22 Dec", "u undo (3)", "draft saved 14:20"))
    app = WidgetApp(line)
    async with app.shown((80, 1)) as pilot:
        assert frame(app).startswith(" Emailed Jo Weber")
        assert frame(app).endswith("u undo (3)  draft saved 14:20")
        await resize(pilot, 45, 1)
        assert frame(app).endswith("u undo (3)")
        await resize(pilot, 30, 1)
        assert "undo" not in frame(app)
        await resize(pilot, 60, 1)
        line.show(line.status._replace(problem="NOT SAVED: the disk is full; free some space."))
        await pilot.pause()
        assert "NOT SAVED: the disk is full; free some space." in frame(app)
        assert "Emailed" not in frame(app)


async def test_a_long_problem_takes_more_lines_and_gives_them_back() -> None:
    words = "NOT SAVED, W saves a copy elsewhere: the disk where the file lies is full; free some space on it"
    line = StatusLine(Status(problem=words))
    app = WidgetApp(line)
    async with app.shown((40, 20)) as pilot:
        await pilot.pause()
        assert " ".join(frame(app).split()) == words
        assert line.size.height == 3
        await resize(pilot, 120, 20)
        await pilot.pause()
        assert line.size.height == 1
        await resize(pilot, 60, 20)
        await pilot.pause()
        assert line.size.height == 2
        line.show(Status("Emailed Jo Weber"))
        await pilot.pause()
        assert line.size.height == 1


async def test_a_click_on_undo_undoes() -> None:
    app = WidgetApp(StatusLine(Status("Done", "u undo (3)")))
    async with app.shown((40, 1)) as pilot:
        assert await pilot.click(StatusLine, offset=(33, 0))
        assert await pilot.click(StatusLine, offset=(2, 0))
        assert len(app.heard(StatusLine.UndoChosen)) == 1


async def test_the_top_line_gives_up_date_then_bar_then_other_views() -> None:
    app = WidgetApp(TopLine(TOP))
    async with app.shown((120, 1)) as pilot:
        assert frame(app).startswith(" [Today 8]  All 412   Companies 25")
        assert frame(app).endswith("Sun 22 Nov")
        assert "3/11 █" in frame(app)
        await resize(pilot, 50, 1)
        assert "Sun" not in frame(app)
        assert "3/11 █" in frame(app)
        await resize(pilot, 41, 1)
        assert "█" not in frame(app)
        assert frame(app).endswith("3/11")
        await resize(pilot, 24, 1)
        assert frame(app).startswith(" [Today 8]")
        assert "All" not in frame(app)
        assert frame(app).endswith("3/11")


async def test_a_click_on_a_view_goes_there() -> None:
    app = WidgetApp(TopLine(TOP))
    async with app.shown((100, 1)) as pilot:
        assert await pilot.click(TopLine, offset=(14, 0))
        assert [message.view for message in app.heard(TopLine.TabChosen)] == ["all"]


async def test_the_pane_with_the_focus_has_a_heavy_rule_and_a_sign() -> None:
    first = Pane(Input(id="one"), Input(id="two"), title="Today", right="by urgency")
    second = Pane(Input(id="three"), title="Ann Lee")
    app = WidgetApp(first, second)
    async with app.shown((40, 12)) as pilot:
        app.query_one("#one").focus()
        await pilot.pause()
        assert frame(app).splitlines()[0] == "━> Today ━━━━━━━━━━━━━━━━━━ by urgency ━"
        app.query_one("#two").focus()
        await pilot.pause()
        assert first.title_line.active
        app.query_one("#three").focus()
        await pilot.pause()
        assert frame(app).splitlines()[0] == "── Today ────────────────── by urgency ─"
        assert second.title_line.active


async def test_a_title_leaves_out_what_has_no_room() -> None:
    app = WidgetApp(PaneTitle("Message", "email to ann@acme.example", glyphs=ASCII))
    async with app.shown((20, 1)) as pilot:
        assert frame(app) == "-- Message - emai~ -"
        await resize(pilot, 14, 1)
        assert frame(app) == "-- Message ---"


async def test_suggestions_say_why_whole_for_the_chosen_one() -> None:
    suggestions = Suggestions()
    app = WidgetApp(suggestions)
    async with app.shown((48, 8)) as pilot:
        why = 'she wrote "Starting at Acme in September"; her last message is unanswered'
        suggestions.show((Suggestion("New role", why), Suggestion("Birthday in 9 days", "1 Dec")), 1)
        await pilot.pause()
        assert frame(app).rstrip().splitlines() == [
            ">1 New role",
            '   why: she wrote "Starting at Acme in',
            '        September"; her last message is …',
            " 2 Birthday in 9 days  1 Dec",
        ]
        assert suggestions.size.height == 4
        assert await pilot.click(Suggestions, offset=(5, 3))
        assert [message.number for message in app.heard(Suggestions.Chosen)] == [2]
        suggestions.show((), 0)
        await pilot.pause()
        assert "No template fits" in frame(app)


ANY = st.one_of(st.sampled_from(HOSTILE), st.text())


@settings(max_examples=20)
@given(st.lists(ANY, min_size=7, max_size=7), st.integers(1, 100), st.integers(0, 9), st.integers(0, 9))
def test_every_line_is_as_wide_as_the_screen(texts: list[str], width: int, done: int, total: int) -> None:
    one, two, three, four, five, six, seven = texts
    widgets: list[OneLine] = [
        TopLine(Top((Tab("a", one, two), Tab("b", three)), "a", done, total, four)),
        PaneTitle(one, two),
        StatusLine(Status(one, two, three)),
        StatusLine(Status(one, two, three, four)),
        Hints((Hint("x", five, "x", 1), Hint("?", six, "help", 2))),
    ]
    suggestions = Suggestions()
    suggestions.show((Suggestion(five, six), Suggestion(seven, one)), 1)

    async def look() -> None:
        async with WidgetApp(*widgets, suggestions).shown((width, 12)) as pilot:
            await pilot.pause()
            for widget in (*widgets, suggestions):
                for y in range(widget.size.height):
                    strip = widget.render_line(y)
                    assert strip.cell_length == width
                    assert sum(segment.cell_length for segment in strip) == width
                    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in strip.text)

    asyncio.run(look())
