"""Log, snooze, skip, pause, archive, no answer needed, add, edit: what is kept, what is said, and who comes next."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from textual.widgets import Input, Static

from followup_tui.model.words import Channel, Direction, MarkKind, Status
from followup_tui.tui.day_options import Loads, near_words, snooze_options
from followup_tui.tui.screens.day_menu import DayMenu
from followup_tui.tui.screens.edit_form import EditForm
from followup_tui.tui.screens.form_input import FormInput
from tests.conftest import TODAY
from tests.tui.frames import frame
from tests.tui.pilot_app import Running, running

MENU = "DayMenu"


def is_handled(it: Running, contact: int) -> bool:
    """Whether somebody is off today's list."""
    return contact not in it.queue


async def test_what_happened_is_logged_in_one_line_and_the_next_person_follows(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first, second, third = [one for one in it.queue if it.book.verdict(one).owes_since is None][-3:]
        await it.go_to(first)
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        assert f"What happened with {it.contact.name}?" in it.shown
        await it.type("call 20m, she moved to Oslo >2w")
        assert "call both · today, Tue 3 Mar" in it.shown or "call both" in it.shown
        await it.press("enter")
        await it.until(lambda: it.contact.id == second)
        assert it.newest.contacts == (first,)
        assert (it.newest.channel, it.newest.direction, it.newest.on) == (Channel.CALL, Direction.BOTH, TODAY)
        assert it.newest.text.endswith("20m, she moved to Oslo")
        promise = next(one for one in it.book.tasks.values() if one.interaction == it.newest.id)
        assert promise.on == TODAY + timedelta(weeks=2)
        assert it.said.startswith("Called ")

        await it.prompt("l", "< thanks, call me yesterday")
        await it.until(lambda: it.newest.contacts == (second,))
        assert (it.newest.direction, it.newest.on) == (Direction.IN, TODAY - timedelta(days=1))
        assert it.contact.id == second, "they wait for an answer, so they stay"
        assert "thanks, call me" in it.shown

        last_touch = it.book.verdict(second).last_touch
        await it.prompt("l", "note prefers mornings")
        await it.until(lambda: it.newest.channel is Channel.NOTE)
        assert it.book.verdict(second).last_touch == last_touch
        assert it.contact.id == second

        await it.go_to(third)
        before = it.book.verdict(third)
        await it.prompt("l", "lunch, the choir on 2025-01-07")
        await it.until(lambda: it.newest.contacts == (third,))
        assert it.newest.on == date(2025, 1, 7)
        assert it.book.verdict(third) == before, "backdating before the last touch changes nothing"

        await it.prompt("l", "call on 3/4")
        assert it.screen.prompt.is_open, "a day that can be read in two ways is asked for"
        await it.press("escape")
        assert not it.screen.prompt.is_open
        assert it.screen.people.has_focus


async def test_the_log_line_leaves_no_trace_when_it_is_left(sample_file: Path) -> None:
    async with running(sample_file) as it:
        before = dict(it.book.interactions)
        await it.press("l")
        await it.type("call")
        await it.press("escape")
        await it.press("l")
        assert it.screen.query_one("#prompt Input", Input).value == ""
        await it.press("enter")
        assert "Say in a few words what happened" in it.shown
        await it.press("escape")
        assert dict(it.book.interactions) == before
        assert it.screen.status_line.status.undo == ""


async def test_the_snooze_menu_shows_each_day_with_the_load_of_the_plan_and_its_keys_work(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        options = snooze_options(it.book, it.contact, it.review.last_snooze)
        loads = Loads(it.book.plan_ahead(26))
        days = {one.key: loads.quiet if one.is_quiet else one.day for one in options}
        cadence = it.book.verdict(it.contact.id).cadence
        await it.press("s")
        await it.until(lambda: it.on_top(MENU) and loads.strip() in it.shown)
        shown = " ".join(it.shown.split())
        assert f"snooze {it.contact.name} until" in shown
        assert f"the cadence stays {cadence}" in shown
        for one in options:
            day = days[one.key]
            assert one.words in shown
            assert day is None or f"{one.words} {near_words(day, TODAY)} {loads.words(day)}".rstrip() in shown
        assert "people the plan has that day, and how many it holds" in shown
        await it.press("x")
        assert "No day on x; Esc leaves." in it.shown
        await it.press("escape")
        assert it.contact.snoozed_until is None

        for key in "dfwWmMq":
            contact = it.contact.id
            following = it.queue[1]
            await it.press("s", key)
            await it.until(partial(is_handled, it, contact))
            assert it.book.contacts[contact].snoozed_until == days[key]
            assert it.contact.id == following
            assert it.said.startswith("Snoozed ")
            await it.press("u")
            assert it.contact.id == contact
            assert it.book.contacts[contact].snoozed_until is None


async def test_a_snooze_can_change_the_cadence_too_and_one_undo_takes_both_back(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        contact = it.contact
        await it.press("s", "S")
        await it.until(lambda: it.on_top(MENU))
        await it.type("6-12 months")
        await it.until(lambda: "window: 6 to 12 months after the last touch" in it.shown)
        await it.press("enter")
        assert "and the cadence becomes 6-12 months" in it.shown
        await it.press("w")
        await it.until(partial(is_handled, it, contact.id))
        changed = it.book.contacts[contact.id]
        assert (changed.cadence, changed.snoozed_until is not None) == ("6-12 months", True)
        await it.press("u")
        after = it.book.contacts[contact.id]
        assert (after.cadence, after.snoozed_until) == (contact.cadence, None)


async def test_snoozing_again_is_twice_the_same_key_and_any_day_can_be_typed(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first, second, third = it.queue[:3]
        await it.press("s", "m", "s", "s")
        await it.settled()
        assert it.book.contacts[first].snoozed_until == it.book.contacts[second].snoozed_until == date(2026, 4, 3)
        await it.press("s", "full_stop")
        menu = it.app.screen
        assert isinstance(menu, DayMenu)
        menu.query_one(Input).value = "yesterday"
        await it.pilot.pause()
        await it.press("enter")
        assert "is not in the future" in it.shown
        menu.query_one(Input).value = "3w"
        await it.pilot.pause()
        assert "Tue 24 Mar: " in it.shown
        assert "Enter takes it" in it.shown
        await it.press("enter")
        await it.until(lambda: not it.on_top(MENU))
        assert it.book.contacts[third].snoozed_until == date(2026, 3, 24)
        marks = [mark.kind for mark in it.book.contacts[third].marks]
        assert marks[-1] is MarkKind.SNOOZE
        assert it.book.verdict(third).last_touch != TODAY, "a snooze is no contact"


async def test_fast_typing_never_sees_the_menu(sample_file: Path) -> None:
    async with running(sample_file) as it:
        screen = replace(it.book.settings.screen, menu_after_ms=60_000)
        it.book.settings = replace(it.book.settings, screen=screen)
        await it.press("s")
        assert it.on_top(MENU)
        assert "tomorrow" not in it.shown
        await it.press("d")
        assert not it.on_top(MENU)


async def test_skip_is_recorded_and_is_no_contact(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first, second = it.queue[:2]
        touched = it.book.verdict(first).last_touch
        await it.press("n")
        assert it.contact.id == second
        assert first not in it.queue
        assert it.book.contacts[first].marks[-1].kind is MarkKind.SKIP
        assert it.book.verdict(first).last_touch == touched
        await it.press("n", "N")
        assert it.contact.id != second


async def test_pause_rests_until_a_day_or_until_resumed(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first, second = it.queue[:2]
        await it.press("p")
        await it.until(lambda: it.on_top(MENU))
        assert "until I resume" in it.shown
        await it.press("p")
        assert it.book.verdict(first).status is Status.PAUSED
        await it.press("p", "3")
        assert it.book.contacts[second].paused_until == date(2026, 6, 3)
        await it.press("g", "a")
        await it.go_to(first)
        await it.press("p")
        assert it.book.contacts[first].paused_on is None
        assert it.said == f"Resumed {it.contact.name}"


async def test_archive_and_back_is_as_if_nothing_happened(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first = it.contact
        verdict = it.book.verdict(first.id)
        await it.press("D")
        assert it.book.verdict(first.id).status is Status.ARCHIVED
        assert first.id not in it.queue
        await it.press("g", "a")
        await it.go_to(first.id)
        await it.press("D")
        assert it.book.verdict(first.id) == verdict
        assert it.said == f"Brought {first.name} back" or first.name in it.said


async def test_lower_case_keys_of_other_programs_put_nobody_away(sample_file: Path) -> None:
    async with running(sample_file) as it:
        before = dict(it.book.contacts)
        await it.press("d", "x", "c", "h", "w", "b", "t", "r", "escape", "v", "m", "escape")
        assert dict(it.book.contacts) == before
        await it.press("d")
        assert it.said == "Nothing happens on d. D archives the person, and u brings them back."


async def test_no_answer_needed_takes_a_message_off_the_list_once(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first = it.contact
        await it.press("i")
        assert it.said == f"No answer needed for {first.name}"
        assert it.book.verdict(first.id).owes_since is None
        not_owing = next(one for one in it.queue if not it.book.verdict(one).owes_since)
        await it.go_to(not_owing)
        await it.press("i")
        assert "waits for an answer" in it.said
        assert it.contact.id == not_owing


async def test_a_line_adds_a_person_and_says_meanwhile_what_it_understood(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        here = it.contact.id
        await it.press("a")
        await it.type("Ann Lee, CTO <ann@x.org> @Fisher #recruiter every 2 months met 2021-05 a note")
        chips = "Ann Lee · CTO · at Fisher (new) · ann@x.org · #recruiter · every 2 months · met 2021-05 · note: a note"
        assert chips in it.shown
        await it.press("enter")
        await it.until(lambda: not it.screen.prompt.is_open)
        ann = next(one for one in it.book.contacts.values() if one.name == "Ann Lee")
        assert it.book.company_name(ann.company) == "Fisher"
        assert "Added Ann Lee" in it.said
        assert f"All {len(it.book.contacts)}" in it.shown
        assert here in it.queue
        await it.press("a")
        await it.type("Bo <not-an-address>")
        assert "is not an e-mail address" in it.shown
        await it.press("enter")
        assert it.screen.prompt.is_open, "what cannot be kept stays to be corrected"
        await it.press("escape", "u")
        assert ann.id not in it.book.contacts


async def test_a_second_person_of_a_name_has_to_be_meant(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        name = f"{it.contact.name} @{it.book.company_name(it.contact.company)}"
        await it.prompt("a", name)
        assert it.screen.prompt.is_open
        assert it.contact.name in str(it.screen.query_one("#prompt .meaning", Static).render())
        await it.press("escape")
        before = len(it.book.contacts)
        await it.prompt("a", f"+{name}")
        await it.until(lambda: len(it.book.contacts) == before + 1)


async def test_the_form_changes_facts_and_one_undo_takes_all_of_it_back(sample_file: Path) -> None:
    async with running(sample_file) as it:
        before = it.contact
        await it.press("e")
        await it.until(lambda: isinstance(it.app.screen, EditForm))
        it.app.screen.query_one("#edit-title", FormInput).value = "Chief of [/] Everything"
        it.app.screen.query_one("#edit-cadence", FormInput).value = "1-2 months"
        await it.press("f2")
        await it.until(lambda: not isinstance(it.app.screen, EditForm))
        assert it.contact.id == before.id
        assert (it.contact.title, it.contact.cadence) == ("Chief of [/] Everything", "1-2 months")
        assert "1-2 months" in frame(it.app)
        await it.press("u")
        assert it.contact.title == before.title
        assert it.contact.cadence == before.cadence
