"""What happens while one reads, types or chooses: others change the file, a message leaves, and nothing is mixed up."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event

from msgspec.structs import replace
from textual.events import Key
from textual.widgets import Input, TextArea

from followup_tui.actions import people, touch
from followup_tui.book import Book
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import parse_person
from followup_tui.samples import sample_settings
from followup_tui.tui.widgets.top_line import TopLine
from tests.conftest import TODAY
from tests.tui.pilot_app import Outside, Running, open_again, running
from tests.tui.test_review_sending import first_without_blanks


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
        await it.type("knows Bo now")
        await others(it, sample_file, called(here))
        await it.press("enter")
        await it.settled()
        assert [one.contacts for one in it.book.interactions.values() if "knows Bo now" in one.text] == [(here,)]


async def test_somebody_who_went_meanwhile_is_said_and_nobody_else_is_taken(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    gone = people.add(book, parse_person("Zed Zork <z@z.org>")).made
    async with running(sample_file, size=(120, 36)) as it:
        before = dict(it.book.interactions)
        it.screen.go_to("contact", gone.id)
        await it.settled()
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.type("knows Bo now")
        book.undo()
        store.close(5)
        await asyncio.to_thread(it.book.store.poll)
        await it.until(lambda: gone.id not in it.book.contacts)
        await it.press("enter")
        await it.settled()
        assert dict(it.book.interactions) == before
        assert it.said.startswith("They are not in the file any more. What you typed is in ")


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


class Slow(Outside):
    """A mail program that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Event()

    def open(self, url: str) -> bool:
        """Opens when the gate does."""
        self.gate.wait(20)
        return super().open(url)


async def test_a_send_that_ends_leaves_the_keyboard_where_it_is(sample_file: Path) -> None:
    slow = Slow()
    async with running(sample_file, size=(120, 36), outside=slow) as it:
        await first_without_blanks(it)
        here, sent = it.contact.id, it.body
        await it.press("Y")
        await it.until(lambda: it.screen.sending)
        other = next(number for number in reversed(it.queue) if number != here)
        await it.go_to(other)
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        await it.type("na")
        slow.gate.set()
        await it.until(lambda: not it.screen.sending)
        assert here not in it.queue
        assert it.state == "writing"
        assert it.contact.id == other
        queue = list(it.queue)
        await it.press("n", "a")
        await it.settled()
        assert it.queue == queue
        assert not it.screen.prompt.is_open
        assert "nana" in it.body
        assert it.newest.text == sent
        assert it.screen.desk.contacts == (other,)


async def test_a_send_that_ends_leaves_a_line_and_the_cursor(sample_file: Path) -> None:
    slow = Slow()
    async with running(sample_file, size=(120, 36), outside=slow) as it:
        await first_without_blanks(it)
        await it.press("Y")
        await it.until(lambda: it.screen.sending)
        other = next(number for number in reversed(it.queue) if number != it.contact.id)
        await it.go_to(other)
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        slow.gate.set()
        await it.until(lambda: not it.screen.sending)
        await it.pilot.pause()
        assert it.screen.prompt.is_open
        assert it.contact.id == other
        await it.type("note knows Bo")
        await it.press("enter")
        await it.settled()
        assert it.newest.contacts == (other,)


async def test_the_last_letter_before_the_panes_move_on_is_kept_with_its_person(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        here = it.contact.id
        text = it.app.focused
        assert isinstance(text, TextArea)
        text.replace("SECRET ", (0, 0), (0, 0))
        it.screen.advance(here, "skipped")
        await it.settled()
        assert it.contact.id != here
        assert it.screen.desk.contacts == (here,)
        kept = it.screen.desk.get(here)
        assert kept is not None
        assert kept.body.startswith("SECRET ")


async def test_what_a_draft_shares_is_what_is_logged(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        for number in it.queue:
            await it.go_to(number)
            sharing = [at for at, one in enumerate(it.screen.proposals, 1) if one.shared]
            if sharing:
                break
        shared = it.screen.proposals[sharing[0] - 1].shared
        await it.press(str(sharing[0]), "enter")
        await it.until(lambda: it.state == "writing")
        await it.type(" (own words)")
        await it.settled()
        with it.book.transaction("Keep a newer one", "clip") as change:
            former = it.book.clippings[shared[0]]
            change.put(replace(former, id=0, title=f"Newer: {former.title}", url="https://new.example/"))
        await it.press("escape", "q")
        it.screen.redraw(number)
        await it.settled()
        await it.press("Y")
        await it.until(lambda: it.newest.contacts == (number,))
        assert it.newest.shared == shared
        assert former.title in it.newest.text


async def test_a_program_that_fails_has_sent_nothing(sample_file: Path) -> None:
    settings = sample_settings(TODAY)
    settings = replace(settings, sending=replace(settings.sending, mail="command", command=("msmtp", "-t")))
    async with running(sample_file, size=(120, 36), outside=Outside(opens=False), settings=settings) as it:
        for number in it.queue:
            await it.go_to(number)
            if not it.screen.compose_pane.blanks and it.screen.channel_for(it.contact) is Channel.EMAIL:
                break
        before = dict(it.book.interactions)
        await it.press("Y")
        await it.until_said("Not sent, not logged: msmtp failed; the draft is ")
        assert it.outside.ran[0][0] == "msmtp"
        assert dict(it.book.interactions) == before
        assert it.contact.id == number


async def test_a_snooze_that_was_undone_or_refused_is_not_counted(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("s", "w")
        assert it.review.tally(()).snoozed == 1
        await it.press("u")
        assert it.review.tally(()).snoozed == 0
        people.archive(it.book, it.contact)
        await it.press("s")
        await it.until(lambda: it.on_top("DayMenu"))
        await it.press("w")
        await it.settled()
        assert it.review.tally(()).snoozed == 0


async def test_a_form_of_somebody_who_went_meanwhile_changes_nothing(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    gone = people.add(book, parse_person("Zed Zork <z@z.org>")).made
    async with running(sample_file, size=(120, 36)) as it:
        it.screen.go_to("contact", gone.id)
        await it.settled()
        await it.press("e")
        await it.until(lambda: it.on_top("EditForm"))
        book.undo()
        store.close(5)
        await asyncio.to_thread(it.book.store.poll)
        await it.until(lambda: gone.id not in it.book.contacts)
        await it.type("New ")
        await it.press("ctrl+s")
        await it.until(lambda: not it.on_top("EditForm"))
        await it.until_said("Zed Zork is not in the file any more; nothing was changed.")
        assert gone.id not in it.book.contacts


async def test_a_slow_action_does_not_let_later_keys_overtake(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first = it.contact.id
        really = it.screen.action_skip

        async def slow() -> None:
            await asyncio.sleep(0.2)
            really()

        it.screen.action_skip = slow  # type: ignore[method-assign,assignment]  # as a filter over 10,000 people is
        for key in "nlhi":
            it.app.post_message(Key(key, key))
        await it.until(lambda: it.screen.prompt.is_open and it.screen.prompt.query_one(Input).value == "hi")
        assert first in it.review.handled


async def test_another_machines_version_beside_the_file_is_said_once_with_the_key(
    sample_file: Path,
) -> None:
    async with running(sample_file) as it:
        copy = sample_file.with_name(f"{sample_file.stem}.sync-conflict-20261120-101112-ABCDEFG.json")
        copy.write_bytes(sample_file.read_bytes())
        await asyncio.to_thread(it.app.look_for_copies)
        await it.until_said("Another machine's version of the file waits: g d takes it in")
        it.screen.say("")
        await asyncio.to_thread(it.app.look_for_copies)
        await it.pilot.pause()
        assert it.said == ""
