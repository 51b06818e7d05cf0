"""The palette: commands, people, companies and views by words of their names."""

import pytest

from followup_tui.tui.keys import DEFAULT_KEYMAP
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.screens.palette import MOST, Entry, PaletteScreen, Pick, entry, search, view_entries
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.screen_app import SIZES, ScreenApp

ROWS = DEFAULT_KEYMAP.help_rows("app", "list", "review")
PEOPLE = (
    entry(Pick("contact", 1), "Ann Lee", "Acme"),
    entry(Pick("contact", 2), "Jörg Müller", "Globex"),
    entry(Pick("contact", 3), "Hannah Arendt", "Acme"),
)
COMPANIES = (entry(Pick("company", 9), "Acme", "Berlin"),)


def palette(people: tuple[Entry, ...] = PEOPLE) -> PaletteScreen:
    return PaletteScreen(ROWS, people, COMPANIES, view_entries())


async def test_without_words_it_shows_the_commands_with_their_keys() -> None:
    app = ScreenApp(palette())
    async with app.shown():
        shown = frame(app)
        line = next(line for line in shown.splitlines() if "Snooze" in line)
    assert line.rstrip().endswith(" s")
    assert "Ann Lee" not in shown


@pytest.mark.parametrize(
    ("typed", "pick"),
    [
        ("snooze", Pick("command", "snooze")),
        ("lee acme", Pick("contact", 1)),
        ("muller", Pick("contact", 2)),
        ("berlin", Pick("company", 9)),
    ],
)
async def test_enter_takes_the_first_hit(typed: str, pick: Pick) -> None:
    app = ScreenApp(palette())
    async with app.shown() as pilot:
        await pilot.press(*(letter if letter != " " else "space" for letter in typed))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [pick]


async def test_arrows_move_between_the_kinds() -> None:
    app = ScreenApp(palette())
    async with app.shown() as pilot:
        await pilot.press(*"acme")
        await wait_until(pilot, lambda: "companies: 1" in frame(app))
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [Pick("company", 9)]


async def test_a_click_takes_the_row() -> None:
    app = ScreenApp(palette())
    async with app.shown() as pilot:
        await pilot.press(*"acme")
        await wait_until(pilot, lambda: "people: 2" in frame(app))
        assert await pilot.click(PickList, offset=(4, 1))
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [Pick("contact", 1)]


async def test_escape_leaves_and_q_is_a_letter() -> None:
    app = ScreenApp(palette())
    async with app.shown() as pilot:
        await pilot.press("q", "q")
        await wait_until(pilot, lambda: "0 found" in frame(app))
        assert not app.is_over
        await pilot.press("enter")  # nothing is under the cursor
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [None]


async def test_hostile_names_can_be_found_and_taken() -> None:
    people = tuple(entry(Pick("contact", number), name, name) for number, name in enumerate(HOSTILE))
    app = ScreenApp(palette(people))
    async with app.shown() as pilot:
        await pilot.press(*"smith")
        await wait_until(pilot, lambda: "Smith [/] Co" in frame(app))
        await pilot.press(*["backspace"] * 5, "a")
        await pilot.press("pagedown", "pagedown")
        assert "\x1b" not in frame(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_a_hit_its_key_and_the_way_out(size: tuple[int, int]) -> None:
    app = ScreenApp(palette())
    async with app.shown(size) as pilot:
        await pilot.press(*"snooz")
        await wait_until(pilot, lambda: ">Snooze" in frame(app))
        line = next(line for line in frame(app).splitlines() if ">Snooze" in line)
        assert line.split()[-1] == "s"
        assert "Esc close" in frame(app)


def test_words_that_begin_so_come_first() -> None:
    assert [hit.title for hit in search(PEOPLE, "ann").hits] == ["Ann Lee", "Hannah Arendt"]
    assert search(PEOPLE, "acme ann lee").total == 1
    assert search(PEOPLE, "nobody") == ((), 0)


def test_many_hits_are_counted_and_not_all_shown() -> None:
    many = tuple(entry(Pick("contact", number), f"Ann {number}") for number in range(10_000))
    found = search(many, "ann")
    assert len(found.hits) == MOST
    assert found.total == 10_000


def test_views_are_picked_by_the_name_that_commands_use() -> None:
    assert {one.pick for one in view_entries()} == {
        Pick("view", "today"),
        Pick("view", "all"),
        Pick("view", "companies"),
    }
