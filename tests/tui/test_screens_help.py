"""The help: every key, found by typing, run by Enter."""

import pytest
from textual.widgets import Input

from followup_tui.tui.keys import DEFAULT_KEYMAP, HelpRow
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.screens.help import HelpScreen, found_rows
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.screen_app import SIZES, ScreenApp

ROWS = DEFAULT_KEYMAP.help_rows("app", "list", "review")


def row(command: str, keys: str = "x", changed: bool = False) -> HelpRow:
    return HelpRow(command, keys, f"Title {command}", f"What {command} does.", "Message", changed)


async def test_enter_runs_the_command_under_the_cursor() -> None:
    app = ScreenApp(HelpScreen((row("one"), row("two"))))
    async with app.shown() as pilot:
        await pilot.press("j", "enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == ["two"]


async def test_typing_filters_at_once_and_arrows_still_move() -> None:
    app = ScreenApp(HelpScreen(ROWS))
    async with app.shown() as pilot:
        await pilot.press(*"view")
        await wait_until(pilot, lambda: "Previous view" in frame(app) and "Archive person" not in frame(app))
        before = app.screen.query_one(PickList).cursor_key
        await pilot.press("down")
        assert app.screen.query_one(PickList).cursor_key != before
        await pilot.press("up", "enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [before]


async def test_a_slash_lets_words_begin_with_j() -> None:
    app = ScreenApp(HelpScreen((row("jump"), row("other"))))
    async with app.shown() as pilot:
        await pilot.press("slash", "j", "u")
        await wait_until(pilot, lambda: "Title other" not in frame(app))
        assert app.screen.query_one(Input).value == "ju"


async def test_a_command_that_does_not_work_now_says_why_and_stays() -> None:
    app = ScreenApp(HelpScreen((row("send"), row("two")), {"send": "A blank is left: [plan?]."}))
    async with app.shown() as pilot:
        assert "not now: A blank is left: [plan?]." in frame(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "! A blank is left: [plan?]." in frame(app))
        assert not app.is_over


async def test_own_keys_are_marked_in_words() -> None:
    app = ScreenApp(HelpScreen((row("one", changed=True), row("two"))))
    async with app.shown():
        lines = frame(app).splitlines()
    assert "yours" in next(line for line in lines if "Title one" in line)
    assert "yours" not in next(line for line in lines if "Title two" in line)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_leaving(key: str) -> None:
    app = ScreenApp(HelpScreen(ROWS))
    async with app.shown() as pilot:
        await pilot.press(key)
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [None]


async def test_q_is_a_letter_while_typing() -> None:
    app = ScreenApp(HelpScreen(ROWS))
    async with app.shown() as pilot:
        await pilot.press("a", "q")
        assert app.screen.query_one(Input).value == "aq"
        assert not app.is_over


async def test_a_click_runs_the_row_and_a_hint_its_action() -> None:
    app = ScreenApp(HelpScreen((row("one"), row("two"))))
    async with app.shown() as pilot:
        assert await pilot.click(PickList, offset=(5, 2))  # under the title of the group and the first row
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == ["two"]


async def test_a_click_on_a_hint_does_it() -> None:
    app = ScreenApp(HelpScreen((row("one"),)))
    async with app.shown() as pilot:
        assert await pilot.click("Hints", offset=(3, 0))
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == ["one"]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_a_key_and_the_way_out(size: tuple[int, int]) -> None:
    app = ScreenApp(HelpScreen(ROWS, {"write": "Nobody is chosen."}))
    async with app.shown(size):
        shown = frame(app)
    assert "> Enter" in shown or ">Enter" in shown
    assert "Esc close" in shown
    assert max(len(line) for line in shown.splitlines()) <= size[0]


async def test_hostile_reasons_stay_text() -> None:
    rows = tuple(row(f"c{number}") for number in range(len(HOSTILE)))
    app = ScreenApp(HelpScreen(rows, {f"c{number}": text for number, text in enumerate(HOSTILE)}))
    async with app.shown((120, 50)) as pilot:
        await pilot.press("down", "down", "pagedown")
        assert "Smith [/] Co" in frame(app)
        assert "\x1b" not in frame(app)


def test_a_typed_key_finds_its_command_first() -> None:
    assert found_rows(ROWS, "s")[0].id == "snooze"
    assert found_rows(ROWS, "U")[0].id == "redo"
    assert found_rows(ROWS, "archive person")[0].id == "archive"
    assert found_rows(ROWS, "no such thing") == ()
