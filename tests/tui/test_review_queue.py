"""The queue of the day: frozen, never back to the top, and unmoved by what others do to the file."""

from pathlib import Path

from followup_tui.actions import people, touch
from followup_tui.model.words import Channel, Direction, Status
from followup_tui.rules.capture import parse_person
from tests.tui.pilot_app import open_again, running


async def test_what_is_handled_leads_on_and_never_back_to_the_top(sample_file: Path) -> None:
    async with running(sample_file) as it:
        order = it.queue
        await it.go_to(order[3])
        for at in (3, 4):
            await it.press("n")
            assert it.contact.id == order[at + 1]
        assert it.queue == [*order[:3], *order[5:]]
        await it.go_to(order[-1])
        await it.press("n")
        assert it.contact.id in order[:3] or it.contact.id == order[-2], "nobody is below, so it goes on above"


async def test_nobody_leaves_the_list_without_a_place(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 50)) as it:
        rows = it.screen.people.rows
        titles = {rows[at].cells[0].text.partition(":")[0] for at in range(len(rows)) if rows[at].kind == "section"}
        assert titles == {"their turn comes", "next 7 days", "handled today"}
        plan = it.book.today()
        everybody = [entry.contact for entry in (*plan.planned, *plan.waiting, *plan.courtesy)]
        number = sum(1 for one in everybody if it.book.verdict(one).status is not Status.NEW)
        for _ in range(4):
            await it.press("n")
        waiting = next(line for line in it.shown.split("\n") if "their turn comes: " in line)
        assert len(it.queue) + int(waiting.split(": ")[1].split()[0]) == number - 4


async def test_a_change_by_another_program_moves_nothing_under_the_finger(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.go_to(it.queue[2])
        await it.press("2")
        await it.press("enter")
        await it.type("Half a sentence ")
        body, queue, here = it.body, it.queue, it.contact.id

        store, book = open_again(sample_file)
        other = next(one for one in it.queue if one not in (here, it.queue[0]) and not book.tasks_of(one))
        touch.log(book, [book.contacts[other]], "from elsewhere", channel=Channel.EMAIL, direction=Direction.OUT)
        people.add(book, parse_person("Ann Elsewhere @Nowhere"))
        store.close(5)
        count = len(it.book.contacts)
        assert it.book.store.poll()
        await it.until(lambda: len(it.book.contacts) == count + 1)

        assert it.body == body
        assert it.state == "writing"
        assert it.contact.id == here
        assert it.queue == queue
        assert it.said.startswith("Another program changed the file")
        await it.press("escape")
        await it.settled()
        assert it.body == body
        assert it.contact.id == here
        await it.press("tab")
        store, book = open_again(sample_file)
        people.add(book, parse_person("Bo Elsewhere"))
        store.close(5)
        assert it.book.store.poll()
        await it.until(lambda: len(it.book.contacts) == count + 2)
        assert it.contact.id == here
        assert it.body == body
        assert it.queue == queue
        assert f"All {count + 2}" in it.shown
        await it.press("g", "r")
        assert other not in it.queue


async def test_a_template_that_was_chosen_stays_when_others_change_the_file(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("2")
        body = it.body
        store, book = open_again(sample_file)
        people.add(book, parse_person("Ann Elsewhere"))
        store.close(5)
        count = len(it.book.contacts)
        assert it.book.store.poll()
        await it.until(lambda: len(it.book.contacts) == count + 1)
        await it.settled()
        assert it.body == body
        await it.press("j", "k")
        await it.settled()
        assert it.body == body, "a choice is kept like a draft"


async def test_undo_names_whose_change_it_takes_back_one_at_a_time(sample_file: Path) -> None:
    async with running(sample_file) as it:
        first = it.contact.id
        await it.press("s", "w")
        await it.settled()
        it.book.store.flush(5)
        store, book = open_again(sample_file)
        people.edit(book, book.contacts[first], {"title": "Changed elsewhere"})
        store.close(5)
        assert it.book.store.poll()
        await it.until(lambda: it.book.contacts[first].title == "Changed elsewhere")
        await it.press("u")
        assert it.said == f"Undid: Edit {it.book.contacts[first].name}"
        assert it.book.contacts[first].title != "Changed elsewhere"
        assert it.book.contacts[first].snoozed_until is not None
        await it.press("u")
        assert it.book.contacts[first].snoozed_until is None


async def test_somebody_with_a_promise_left_stays_open_once_and_as_they_stand_now(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 50)) as it:
        first = it.contact
        done, still_open = len(it.book.today().done), len(it.queue)
        assert any(not task.done_on for task in it.book.tasks_of(first.id))
        await it.prompt("l", "call 20m, the wall")
        await it.until(lambda: it.newest.contacts == (first.id,))
        await it.settled()
        rows = it.screen.people.rows
        keys = [rows[at].key for at in range(len(rows)) if rows[at].kind == "row"]
        assert keys.count(first.id) == 1
        assert it.contact.id == first.id
        assert f" {done}/{done + still_open} " in it.shown, "nobody is counted twice"
        assert f">@   promise {first.name}" in it.shown
        assert "You promised: " in it.shown


async def test_whoever_moves_up_after_a_skip_is_still_to_be_seen(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 50)) as it:
        waits = it.book.contacts[it.book.today().waiting[0].contact]
        assert waits.name in it.shown
        await it.press("n")
        assert waits.id in [entry.contact for entry in it.book.today().planned]
        assert waits.id not in it.queue, "the queue is frozen"
        assert waits.name in it.shown
