"""What happens while one reads, types or chooses: others change the file, a message leaves, and nothing is mixed up."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from followup_tui.actions import people, touch
from followup_tui.book import Book
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import parse_person
from followup_tui.tui.widgets.top_line import TopLine
from tests.tui.pilot_app import Running, open_again, running


async def others(it: Running, file: Path, change: Callable[[Book], object]) -> None:
    """Another program changes the file, and the app has seen it."""
    store, book = open_again(file)
    try:
        change(book)
    finally:
        store.close(5)
    await asyncio.to_thread(it.book.store.poll)
    await it.pilot.pause()
    await it.pilot.pause()


def called(contact: int) -> Callable[[Book], object]:
    """Somebody logs a call: the contact is not due any more."""
    return lambda book: touch.log(book, [book.contacts[contact]], "hi", channel=Channel.CALL, direction=Direction.BOTH)


async def late_ones(it: Running) -> list[int]:
    """Goes to all contacts who are late; gives them in order."""
    it.review.view = "all"
    it.review.set_filter("late:")
    it.screen.redraw()
    await it.settled()
    rows = it.screen.people.rows
    return [key for at in range(len(rows)) if isinstance(key := rows[at].key, int)]


async def test_enter_sends_to_whom_one_reads_whatever_others_do(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        for here in await late_ones(it):
            await it.go_to(here)
            if not it.screen.compose_pane.blanks:
                break
        text = it.body
        it.screen.compose_pane.ready()
        await it.until(lambda: it.state == "ready")
        await others(it, sample_file, called(here))
        assert it.said.startswith("Another program changed the file")
        assert it.body == text
        await it.press("enter")
        await it.until(lambda: len(it.outside.copied) == 1)
        await it.settled()
        assert [one.contacts for one in it.book.interactions.values() if one.text == text] == [(here,)]


async def test_the_message_lets_go_of_the_keyboard_when_it_becomes_another_persons(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first, second = (await late_ones(it))[:2]
        await it.go_to(first)
        it.screen.compose_pane.ready()
        await it.until(lambda: it.state == "ready")
        touch.log(it.book, [it.contact], "hi", channel=Channel.CALL, direction=Direction.BOTH)
        it.screen.redraw(first)
        assert it.contact.id == second
        assert it.screen.focused is it.screen.people
        await it.press("enter")
        await it.settled()
        assert it.outside.copied == []


async def test_the_list_follows_when_the_message_is_left(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        here = (await late_ones(it))[0]
        await it.go_to(here)
        it.screen.compose_pane.ready()
        await it.until(lambda: it.state == "ready")
        await others(it, sample_file, called(here))
        await it.press("q")
        await it.settled()
        rows = it.screen.people.rows
        assert here not in [rows[at].key for at in range(len(rows))]
        assert it.screen.message_to == it.contact.id


async def test_a_menu_acts_on_whom_it_names(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        here = (await late_ones(it))[0]
        await it.go_to(here)
        before = {number: one.snoozed_until for number, one in it.book.contacts.items()}
        await it.press("s")
        await it.until(lambda: it.on_top("DayMenu"))
        await others(it, sample_file, called(here))
        assert it.screen.contact is None or it.contact.id != here
        await it.press("w")
        await it.settled()
        changed = {number for number, one in it.book.contacts.items() if one.snoozed_until != before[number]}
        assert changed == {here}


async def test_a_log_line_logs_with_whom_it_names(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        here = (await late_ones(it))[0]
        await it.go_to(here)
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.type("call 5m, ok")
        await others(it, sample_file, called(here))
        await it.press("enter")
        await it.settled()
        assert [one.contacts for one in it.book.interactions.values() if one.text == "call 5m, ok"] == [(here,)]


async def test_somebody_who_went_meanwhile_is_said_and_nobody_else_is_taken(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    gone = people.add(book, parse_person("Zed Zork <z@z.org>")).made
    async with running(sample_file, size=(120, 36)) as it:
        before = dict(it.book.interactions)
        it.screen.go_to("contact", gone.id)
        await it.settled()
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.type("call 5m, ok")
        book.undo()
        store.close(5)
        await asyncio.to_thread(it.book.store.poll)
        await it.until(lambda: gone.id not in it.book.contacts)
        await it.press("enter")
        await it.settled()
        assert dict(it.book.interactions) == before
        assert it.said == "They are not in the file any more."


async def test_another_view_puts_the_log_line_away(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        before = dict(it.book.interactions)
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        it.screen.query_one("#top", TopLine).post_message(TopLine.TabChosen("companies"))
        await it.until(lambda: it.review.view == "companies")
        await it.pilot.pause()
        assert not it.screen.prompt.is_open
        assert it.screen.focused is it.screen.people
        await it.press("enter")
        await it.settled()
        assert dict(it.book.interactions) == before
