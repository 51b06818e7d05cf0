"""The list: cursor, marks, columns, mouse, and that it does no more work than the lines on screen ask for."""

import asyncio
import unicodedata
from collections.abc import Hashable

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.strip import Strip

from followup_tui.tui.widgets.columns import Column, column_widths
from followup_tui.tui.widgets.glyphs import ASCII
from followup_tui.tui.widgets.row_list import RowList
from followup_tui.tui.widgets.rows import Cell, MadeRows, Row, note, section
from tests.tui.frames import HOSTILE, frame, resize
from tests.tui.widget_app import WidgetApp


def columns() -> tuple[Column, ...]:
    return (
        Column("", 2),
        Column("late", 4, "right"),
        Column("name", 10, grow=True),
        Column("tag", 8, drop=1),
        Column("via", 6, drop=2),
    )


def person(key: int, name: str = "", role: str = "late") -> Row:
    cells = (
        Cell("! ", role),
        Cell(f"{key}d", role),
        Cell(name or f"Person {key}"),
        Cell("#acme", "quiet"),
        Cell("email"),
    )
    return Row(key, cells)


PEOPLE = (section("due"), *(person(key) for key in range(1, 5)), section("next 7 days: 41"), person(5), note("35 more"))


def at(people: RowList) -> object:
    """The key under the cursor."""
    return people.cursor_key


class Counted:
    """Thirty thousand rows, counting how many were made."""

    def __init__(self, size: int = 30_000) -> None:
        self.size = size
        self.made = 0

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int, /) -> Row:
        self.made += 1
        return person(index)

    def key_at(self, index: int, /) -> Hashable | None:
        return index

    def index_of(self, key: Hashable, /) -> int | None:
        return key if isinstance(key, int) and 0 <= key < self.size else None


class CountingList(RowList):
    """Counts the lines it is asked for."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


async def test_the_cursor_starts_on_the_first_person_and_skips_titles() -> None:
    people = RowList(columns(), PEOPLE)
    app = WidgetApp(people)
    async with app.shown((50, 12)) as pilot:
        assert at(people) == 1
        await pilot.press("j", "j", "down", "j")
        assert at(people) == 5
        await pilot.press("j")
        assert at(people) == 5
        await pilot.press("k")
        assert at(people) == 4
        await pilot.press("home")
        assert at(people) == 1
        await pilot.press("G")
        assert at(people) == 5
        assert [message.key for message in app.heard(RowList.Highlighted)][-1] == 5


async def test_it_looks_as_designed() -> None:
    people = RowList(columns(), PEOPLE)
    people.set_marks({2})
    app = WidgetApp(people)
    async with app.shown((40, 9)):
        assert frame(app).rstrip().splitlines() == [
            "── due ─────────────────────────────────",
            "> !    1d Person 1       #acme    email",
            " x!    2d Person 2       #acme    email",
            "  !    3d Person 3       #acme    email",
            "  !    4d Person 4       #acme    email",
            "── next 7 days: 41 ─────────────────────",
            "  !    5d Person 5       #acme    email",
            "     35 more",
        ]


async def test_in_ascii_mode_nothing_else_is_drawn() -> None:
    app = WidgetApp(RowList(columns(), (*PEOPLE, person(9, "A name that is too long for its column")), glyphs=ASCII))
    async with app.shown((40, 9)):
        assert frame(app).isascii()


async def test_columns_go_by_importance_when_it_is_narrow() -> None:
    app = WidgetApp(RowList(columns(), PEOPLE))
    async with app.shown((40, 4)) as pilot:
        assert "email" in frame(app)
        await resize(pilot, 30, 4)
        assert "email" not in frame(app)
        assert "#acme" in frame(app)
        await resize(pilot, 22, 4)
        assert "#acme" not in frame(app)
        assert "Person 1" in frame(app)


@given(st.integers(0, 200))
def test_columns_never_take_more_than_there_is(width: int) -> None:
    widths = column_widths(columns(), width)
    kept = [size for size in widths if size]
    assert sum(kept) + len(kept) - 1 <= max(width, 2 + 4 + 1 + 2)


async def test_a_long_way_down_and_up_keeps_the_cursor_in_view() -> None:
    people = RowList(columns(), (person(key) for key in range(200)))
    app = WidgetApp(people)
    async with app.shown((40, 10)) as pilot:
        for key in ["j"] * 25 + ["pagedown", "pagedown", "ctrl+d", "k", "k", "pageup", "ctrl+u", "G", "home"]:
            await pilot.press(key)
            assert people.scroll_offset.y <= people.cursor_index < people.scroll_offset.y + 10
        assert people.cursor_index == 0


async def test_new_rows_keep_the_cursor_on_its_person_and_at_its_height() -> None:
    people = RowList(columns(), (person(key) for key in range(100)))
    app = WidgetApp(people)
    async with app.shown((40, 10)) as pilot:
        people.move_to(50)
        await pilot.pause()
        height = people.cursor_index - people.scroll_offset.y
        app.said.clear()
        people.set_rows(person(key) for key in range(100) if key % 7)
        await pilot.pause()
        assert at(people) == 50
        assert people.cursor_index - people.scroll_offset.y == height
        assert not app.heard(RowList.Highlighted)


async def test_when_its_person_is_gone_the_cursor_goes_to_the_next_one() -> None:
    people = RowList(columns(), PEOPLE)
    app = WidgetApp(people)
    async with app.shown((40, 10)) as pilot:
        people.move_to(3)
        people.set_rows(row for row in PEOPLE if row.key not in (1, 3))
        await pilot.pause()
        assert at(people) == 4
        people.set_rows((person(1), person(2)))
        assert at(people) == 2
        people.set_rows(PEOPLE, keep=5)
        assert at(people) == 5
        people.set_rows(())
        await pilot.pause()
        assert at(people) is None
        assert app.heard(RowList.Highlighted)[-1].key is None


async def test_an_empty_list_says_what_would_be_here() -> None:
    people = RowList(columns(), (), empty="Nobody is due. a adds a person.")
    app = WidgetApp(people)
    async with app.shown((40, 6)) as pilot:
        await pilot.press("j", "G", "pagedown")
        assert "Nobody is due. a adds a person." in frame(app)


async def test_the_mouse_selects_means_and_scrolls() -> None:
    people = RowList(columns(), (section("due"), *(person(key) for key in range(60))))
    app = WidgetApp(people)
    async with app.shown((40, 10)) as pilot:
        assert await pilot.click(RowList, offset=(5, 3))
        assert at(people) == 2
        assert not app.heard(RowList.Activated)
        assert await pilot.click(RowList, offset=(5, 4), times=2)
        assert [message.key for message in app.heard(RowList.Activated)] == [3]
        assert await pilot.click(RowList, offset=(5, 0))
        assert at(people) == 3
        await pilot.hover(RowList, offset=(5, 6))
        assert people._hover == 6
        people.scroll_down(animate=False)
        await pilot.pause()
        assert people.scroll_offset.y > 0
        assert at(people) == 3


async def test_a_step_draws_two_lines() -> None:
    people = CountingList(columns(), (person(key) for key in range(200)))
    app = WidgetApp(people)
    async with app.shown((40, 30)) as pilot:
        people.drawn = 0
        await pilot.press("j")
        assert people.drawn == 2


async def test_thirty_thousand_people_cost_what_is_on_screen() -> None:
    rows = Counted()
    people = RowList(columns(), rows)
    app = WidgetApp(people)
    async with app.shown((40, 30)) as pilot:
        assert rows.made < 200
        await pilot.press("G")
        assert at(people) == 29_999
        people.set_rows(Counted(29_000), keep=20_000)
        await pilot.pause()
        assert at(people) == 20_000
        assert rows.made < 2_000


async def test_colours_change_with_the_theme() -> None:
    people = RowList(columns(), PEOPLE)
    app = WidgetApp(people)
    async with app.shown((40, 10)) as pilot:
        before = people.render_line(1)
        app.theme = "followup-light"
        await pilot.pause()
        assert people.render_line(1).text == before.text
        assert people.render_line(1) != before


async def test_hostile_names_are_only_text() -> None:
    people = RowList(columns(), ())
    app = WidgetApp(people)
    async with app.shown((30, 5)) as pilot:
        for name in HOSTILE:
            people.set_rows(MadeRows([section(name), person(1, name), note(name)]))
            await pilot.pause()
            shown = frame(app)
            people.set_rows(())
            people.set_empty(name)
            await pilot.pause()
            for text in (shown, frame(app)):
                assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text.replace("\n", ""))


@settings(max_examples=30)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text()), min_size=3, max_size=3), st.integers(3, 60))
def test_every_line_is_as_wide_as_the_list(texts: list[str], width: int) -> None:
    async def look() -> None:
        people = RowList(columns(), [section(texts[0]), person(1, texts[1]), note(texts[2])])
        async with WidgetApp(people).shown((width, 4)):
            for y in range(4):
                strip = people.render_line(y)
                assert strip.cell_length == width
                assert sum(segment.cell_length for segment in strip) == width
                assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in strip.text)

    asyncio.run(look())


class Going(Counted):
    """Rows of people who are not there any more when they are asked for."""

    gone = False

    def __getitem__(self, index: int, /) -> Row:
        if self.gone:
            raise KeyError(index)
        return super().__getitem__(index)


async def test_rows_whose_people_went_are_replaced_without_being_made_again() -> None:
    rows = Going(50)
    people = RowList(columns(), rows)
    app = WidgetApp(people)
    async with app.shown((50, 12)):
        people.move_to(7)
        rows.gone = True
        people.set_rows(PEOPLE, keep=3)
        assert people.cursor_key is not None
