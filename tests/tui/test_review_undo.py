"""Undo and redo: one step for one decision, back on the person it was about, also after a restart."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from followup_tui.actions import people
from tests.tui.pilot_app import Running, open_again, running
from tests.tui.test_review_sending import first_without_blanks


def state(it: Running) -> Mapping[str, Any]:
    """Everything that a change could touch."""
    book = it.book
    return {
        "contacts": dict(book.contacts), "interactions": dict(book.interactions), "tasks": dict(book.tasks),
        "companies": dict(book.companies), "verdicts": dict(book.verdicts()),
    }  # fmt: skip


async def test_every_decision_is_one_undo_away_and_back_again(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        before, first = state(it), it.contact.id
        queue = it.queue
        for keys in (("n",), ("s", "w"), ("p", "p"), ("D",), ("i",)):
            await it.press(*keys)
            after = state(it)
            assert after != before, keys
            assert it.contact.id != first, keys
            await it.press("u")
            assert it.said.startswith("Undid: "), keys
            assert it.contact.id == first, keys
            assert state(it) == before, keys
            assert sorted(it.queue) == sorted(queue), keys
            await it.press("U")
            assert it.said.startswith("Did again: "), keys
            assert state(it) == after, keys
            assert first not in it.queue, keys
            await it.press("u")
        assert it.queue == queue, "the order of the day is as it was"
        await it.press("u")
        assert it.said == "There is nothing to undo."


async def test_undoing_a_sent_message_brings_its_text_back(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await first_without_blanks(it)
        here, before = it.contact.id, state(it)
        await it.press("enter")
        await it.type("One more line.")
        await it.press("tab")
        text = it.body
        await it.press("enter")
        await it.until(lambda: here not in it.queue)
        await it.settled()
        await it.press("u")
        assert it.contact.id == here
        assert state(it) == before
        assert it.body == text
        await it.settled()
        await it.until(lambda: [draft.body for draft in it.book.drafts.all()] == [text])
        assert list((it.book.store.places.drafts / "bin").glob("*.json")) == []
        await it.press("U")
        await it.settled()
        assert it.newest.text == text
        assert here not in it.queue
        await it.until(lambda: it.book.drafts.all() == [])


async def test_undo_works_after_a_restart_and_names_the_step(sample_file: Path) -> None:
    async with running(sample_file) as it:
        before, first = state(it), it.contact
        await it.press("s", "w")
        await it.press("Q")
        await it.until(lambda: it.app._exit)
    async with running(sample_file) as it:
        assert first.id not in it.queue
        await it.press("u")
        assert it.said == f"Undid: Snooze {first.name} to Mon 9 Mar"
        assert it.contact.id == first.id
        assert state(it) == before
        await it.press("U")
        await it.press("Q")
        await it.until(lambda: it.app._exit)
    async with running(sample_file) as it:
        assert it.book.contacts[first.id].snoozed_until is not None


async def test_text_undo_and_the_journal_are_two_things(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("n")
        skipped = state(it)
        await it.press("enter")
        before = it.body
        await it.type("word ")
        await it.press("ctrl+z")
        assert it.body == before
        assert state(it) == skipped
        await it.press("u")
        assert it.body != before
        assert state(it) == skipped, "u is a letter in a text"


async def test_the_done_screen_undoes_too(sample_file: Path) -> None:
    async with running(sample_file) as it:
        count = len(it.queue)
        last = 0
        for _ in range(count):
            last = it.queue[0]
            await it.go_to(last)
            await it.press("n")
        assert "Done for today" in it.shown or "Nobody is left" in it.shown
        assert it.screen.contact is None
        hidden = state(it)
        await it.press("D", "s", "Y", "l", "p", "e", "i", "enter", "1")
        await it.settled()
        assert state(it) == hidden, "what is not on the screen is not changed"
        assert it.outside.copied == []
        await it.press("u")
        assert it.contact.id == last
        assert "Done for today" not in it.shown
        await it.press("U")
        assert it.screen.contact is None
        await it.press("plus")
        assert it.queue
        assert "Took 3 more people into today" in it.said


async def test_an_undo_that_is_refused_in_the_end_is_said_and_taken_back(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        here = it.contact.id
        await it.press("n")
        await asyncio.to_thread(it.book.store.flush, 5)
        store, book = open_again(sample_file)
        people.edit(book, book.contacts[here], {"note": "outside"})
        store.close(5)
        it.screen.action_undo()
        await it.until(lambda: "Undid" not in it.said)
        await asyncio.to_thread(it.book.store.flush, 5)
        await it.until(lambda: bool(it.screen.status_line.status.problem))
        assert here in it.review.handled
        assert it.book.contacts[here].note == "outside"
        assert it.book.contacts[here].marks
