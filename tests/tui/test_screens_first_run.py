"""The first run: how to begin, and how many people a day."""

from pathlib import Path

import pytest

from followup_tui.tui.file_paths import Found
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.screens.first_run import FirstChoice, FirstRun, people_kept
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.screen_app import SIZES, ScreenApp

HOME = Path("/home/ann")
CONNECTIONS = HOME / "Downloads" / "Connections.csv"
FOUND = (Found(CONNECTIONS, "LinkedIn connections"),)


def first_run(found: tuple[Found, ...] = FOUND) -> FirstRun:
    return FirstRun(found, data_path=HOME / ".local/share/followup/followup.json", home=HOME)


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (["enter"], FirstChoice("import", None, 3)),
        (["j", "enter"], FirstChoice("import", CONNECTIONS, 3)),
        (["j", "j", "enter"], FirstChoice("add", None, 3)),
        (["1"], FirstChoice("import", None, 3)),
        (["2"], FirstChoice("add", None, 3)),
        (["I"], FirstChoice("import", None, 3)),
        (["a"], FirstChoice("add", None, 3)),
        (["3"], FirstChoice("practise", None, 3)),
        (["A"], FirstChoice("interview", None, 3)),
        (["G", "enter"], FirstChoice("interview", None, 3)),
        (["q"], FirstChoice("quit", None, 3)),
        (["escape"], FirstChoice("quit", None, 3)),
        (["right", "plus", "3"], FirstChoice("practise", None, 5)),
        (["left", "minus", "minus", "minus", "2"], FirstChoice("add", None, 1)),
    ],
    ids=["import", "found", "add", "1", "2", "I", "a", "3", "A", "interview", "quit", "escape", "more", "fewer"],
)
async def test_keys(keys: list[str], choice: FirstChoice) -> None:
    app = ScreenApp(first_run())
    async with app.shown() as pilot:
        await pilot.press(*keys)
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [choice]


async def test_the_number_says_how_many_people_it_keeps() -> None:
    app = ScreenApp(first_run())
    async with app.shown() as pilot:
        assert "3 a day keeps about 390 people at six months." in frame(app)
        assert "Your data will be in ~/.local/share/followup/followup.json" in frame(app)
        await pilot.press("right")
        await wait_until(pilot, lambda: "4 a day keeps about 520 people" in frame(app))


async def test_the_mouse_turns_the_number_and_chooses() -> None:
    app = ScreenApp(first_run())
    async with app.shown() as pilot:
        assert await pilot.click("#capacity", offset=(len("How many people a day?  < 3 >") - 1, 0))
        await wait_until(pilot, lambda: "< 4 >" in frame(app))
        assert await pilot.click(PickList, offset=(4, 3))
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [FirstChoice("practise", None, 4)]


async def test_files_found_later_appear_and_the_cursor_stays() -> None:
    screen = first_run(())
    app = ScreenApp(screen)
    async with app.shown() as pilot:
        await pilot.press("j")
        screen.set_found(FOUND)
        await wait_until(pilot, lambda: "- Connections.csv" in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [FirstChoice("add", None, 3)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_ways_the_number_and_the_keys(size: tuple[int, int]) -> None:
    app = ScreenApp(first_run())
    async with app.shown(size):
        shown = frame(app)
    for words in (
        "Import a file",
        "Connections.csv",
        "Add people",
        "Practise",
        "Enter an interview",
        "< 3 >",
        "Enter go",
        "q quit",
    ):
        assert words in shown


async def test_hostile_file_names_stay_text() -> None:
    found = tuple(Found(HOME / name.replace("/", "_").replace("\0", "_")[:80], "vCards") for name in HOSTILE if name)
    app = ScreenApp(first_run(found))
    async with app.shown((80, 40)) as pilot:
        await pilot.press("G")
        assert "\x1b" not in frame(app)


def test_people_kept_counts_five_days_of_26_weeks() -> None:
    assert people_kept(3) == 390
