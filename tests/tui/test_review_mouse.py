"""The mouse does what the keys do, and a paste is never a key."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from followup_tui.tui.text import cells
from tests.tui.pilot_app import Running, running


async def click(it: Running, words: str, times: int = 1, row: int | None = None) -> None:
    """Clicks on words on the screen, the last such line when there are several and no row is given."""
    lines = it.shown.split("\n")
    places = [(at, line) for at, line in enumerate(lines) if words in line and (row is None or at == row)]
    assert places, f"{words!r} is not on the screen:\n{it.shown}"
    at, line = places[-1]
    offset = (cells(line[: line.index(words)]) + 1, at)
    assert await it.pilot.click(offset=offset, times=times)
    await it.pilot.pause()


async def test_click_selects_double_click_writes(sample_file: Path) -> None:
    async with running(sample_file) as it:
        third = it.book.contacts[it.queue[2]]
        await click(it, third.name[:10])
        await it.settled()
        assert it.contact.id == third.id
        assert f"── {third.name}" in it.shown
        second = it.book.contacts[it.queue[1]]
        await click(it, second.name, times=2)
        await it.until(lambda: it.state == "writing")
        assert it.contact.id == second.id
        assert second.first_name in it.body


async def test_tabs_hints_and_undo_are_clicked(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await click(it, "All 60", row=0)
        assert "[All 60]" in it.shown
        await click(it, "Today 9", row=0)
        first = it.queue[0]
        await click(it, "skip", row=23)
        await it.until(lambda: first not in it.queue)
        await click(it, "u undo (1)", row=22)
        await it.until(lambda: first in it.queue)
        await click(it, "log", row=23)
        await it.until(lambda: it.screen.prompt.is_open)
        await it.press("escape")
        await click(it, "keys", row=23)
        await it.until(lambda: it.on_top("HelpScreen"))


async def test_the_wheel_scrolls_and_a_suggestion_is_clicked(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("g", "a")
        top = it.screen.people.scroll_offset.y
        people = it.screen.people
        event = events.MouseScrollDown(people, 5, 5, 0, 1, 0, False, False, False)
        for _ in range(3):
            people._on_mouse_scroll_down(event)
        await it.until(lambda: people.scroll_offset.y > top)
        assert it.contact.id == it.screen.people.rows[0].key
        await it.press("g", "t")
        await click(it, it.screen.proposals[1].suggestion.template.title)
        assert it.body == it.screen.proposals[1].message.body


@pytest.mark.parametrize("keys", [(), ("tab",), ("g", "a"), ("g", "c")])
async def test_a_paste_outside_a_text_is_no_key(sample_file: Path, keys: tuple[str, ...]) -> None:
    async with running(sample_file) as it:
        await it.press(*keys)
        before = dict(it.book.contacts), dict(it.book.interactions), it.screen.current, it.review.view
        target = it.app.screen.focused or it.app.screen
        target.post_message(events.Paste("nDsslQ\nY"))
        await it.until_said("Pasted 8 characters nowhere")
        assert (dict(it.book.contacts), dict(it.book.interactions), it.screen.current, it.review.view) == before
        assert it.app.is_running


async def test_a_paste_into_a_text_or_a_line_is_cleaned(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("l")
        field = it.screen.query_one("#prompt Input", Input)
        field.post_message(events.Paste("call\x1b]52;c;aGk=\x07 one\ntwo"))
        await it.until(lambda: "call" in field.value)
        assert not {one for one in field.value if ord(one) < 32}
        assert "two" not in field.value or "\n" not in field.value
        await it.press("escape", "enter")
        await it.until(lambda: it.state == "writing")
        assert it.app.screen.focused is not None
        it.app.screen.focused.post_message(events.Paste("one\x1b[31m\r\ntwo\x00"))
        await it.until(lambda: "two" in it.body)
        assert "\x1b" not in it.body
        assert "\x00" not in it.body
        assert "one[31m\ntwo" in it.body or "one\ntwo" in it.body or "one␛[31m\ntwo" in it.body
