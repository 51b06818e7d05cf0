"""The timeline: entries of several lines, which are in view, and moving by entries."""

import asyncio
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from followup_tui.tui.widgets.timeline import Entry, Timeline
from tests.tui.frames import HOSTILE, frame, resize, wait_until
from tests.tui.widget_app import WidgetApp

ANN = (
    Entry(1, "2026", "12 Aug", "<", "email", "Starting at Acme in September! Tell me about the plan?", "unanswered"),
    Entry(2, "2026", "03 Jul", ">", "email", "Sent the deck"),
    Entry(3, "2025", "19 Dec", "=", "met", "Lunch"),
    Entry(4, "2025", "", "#", "note", "Prefers email"),
)


def many(count: int) -> list[Entry]:
    return [Entry(key, "2026", "12 Aug", ">", "email", "word " * 30) for key in range(count)]


def at(timeline: Timeline) -> object:
    """The key under the cursor."""
    return timeline.cursor_key


async def test_it_looks_as_designed_where_there_is_room() -> None:
    timeline = Timeline(ANN)
    timeline.can_focus = False
    app = WidgetApp(timeline)
    async with app.shown((64, 6)):
        assert frame(app).rstrip().splitlines() == [
            " 2026  12 Aug < email    Starting at Acme in September! Tell me",
            "                         about the plan?              unanswered",
            "       03 Jul > email    Sent the deck",
            " 2025  19 Dec = met      Lunch",
            "              # note     Prefers email",
        ]


async def test_where_it_is_narrow_an_old_year_stands_with_its_month() -> None:
    timeline = Timeline(ANN)
    app = WidgetApp(timeline)
    async with app.shown((48, 8)) as pilot:
        assert "Dec'25 = met" in frame(app)
        await resize(pilot, 30, 8)
        assert "email" not in frame(app).splitlines()[0]


async def test_the_focus_brings_a_cursor_that_moves_by_entries() -> None:
    timeline = Timeline(ANN)
    app = WidgetApp(timeline)
    async with app.shown((64, 6)) as pilot:
        assert frame(app).startswith(">2026")
        await pilot.press("j")
        assert frame(app).splitlines()[2].startswith(">")
        await pilot.press("G")
        assert at(timeline) == 4
        await pilot.press("j", "home")
        assert at(timeline) == 1
        assert [message.key for message in app.heard(Timeline.Selected)] == [2, 4, 1]
        await pilot.press("enter")
        assert [message.key for message in app.heard(Timeline.Opened)] == [1]


async def test_it_tells_which_entries_are_in_view() -> None:
    timeline = Timeline(many(34))
    app = WidgetApp(timeline)
    async with app.shown((64, 10)) as pilot:
        assert timeline.shown == "1-4 of 34"
        await pilot.press("G")
        assert timeline.shown == "31-34 of 34"
        assert app.heard(Timeline.Shown)[-1].text == "31-34 of 34"
        timeline.set_entries(ANN)
        await pilot.pause()
        assert timeline.shown == "1-4 of 4"
        assert timeline.scroll_offset.y == 0
        timeline.set_entries(())
        await pilot.pause()
        assert timeline.shown == ""
        assert "l logs" in frame(app)


async def test_the_entry_under_the_cursor_is_whole_in_view() -> None:
    timeline = Timeline(many(40))
    app = WidgetApp(timeline)
    async with app.shown((50, 7)) as pilot:
        for key in ["j"] * 8 + ["k"] * 3 + ["pagedown", "pageup", "G", "k", "k", "k", "home"]:
            await pilot.press(key)
            lines = [line for line in range(7) if timeline.line_key(timeline.scroll_offset.y + line)[1]]
            assert len(lines) == 3


async def test_the_wheel_scrolls() -> None:
    timeline = Timeline(many(40))
    app = WidgetApp(timeline)
    async with app.shown((50, 7)) as pilot:
        timeline.post_message(events.MouseScrollDown(timeline, 5, 3, 0, 0, 0, False, False, False))
        await wait_until(pilot, lambda: timeline.scroll_offset.y > 0)
        assert at(timeline) == 0


async def test_new_entries_keep_the_cursor_when_asked() -> None:
    timeline = Timeline(ANN)
    app = WidgetApp(timeline)
    async with app.shown((64, 6)) as pilot:
        await pilot.press("j", "j")
        timeline.set_entries((Entry(0, "2026", "13 Aug", ">", "email", "New"), *ANN), keep=True)
        assert at(timeline) == 3


async def test_the_mouse_selects_and_opens() -> None:
    timeline = Timeline(ANN)
    app = WidgetApp(timeline)
    async with app.shown((64, 8)) as pilot:
        assert await pilot.click(Timeline, offset=(30, 1))
        assert at(timeline) == 1
        assert await pilot.click(Timeline, offset=(30, 3), times=2)
        assert [message.key for message in app.heard(Timeline.Opened)] == [3]


@settings(max_examples=25)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text()), min_size=6, max_size=6), st.integers(3, 90))
def test_every_line_is_as_wide_as_the_timeline(texts: list[str], width: int) -> None:
    async def look() -> None:
        year, day, sign, word, text, mark = texts
        timeline = Timeline([Entry(1, year, day, sign, word, text, mark), Entry(2, "2025", day, ">", word, text)])
        async with WidgetApp(timeline).shown((width, 9)):
            for y in range(9):
                strip = timeline.render_line(y)
                assert strip.cell_length == width
                assert sum(segment.cell_length for segment in strip) == width
                assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in strip.text)

    asyncio.run(look())
