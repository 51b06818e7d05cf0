"""Whoever is taken out of the file while the app is open: nothing breaks, and nothing that was typed is lost."""

import asyncio
import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input
from tinydb import TinyDB

from followup_tui.actions import people, touch
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import parse_person
from followup_tui.tui.card import company_card, contact_card
from followup_tui.tui.done_words import done_lines
from followup_tui.tui.entries import company_entries, contact_entries
from followup_tui.tui.first_frames import frame_of
from followup_tui.tui.review import VIEWS, Review
from tests.tui.pilot_app import Running, open_again, running

GONE = "They are not in the file any more."


async def take_out(it: Running, file: Path, *contacts: int) -> None:
    """Plain TinyDB takes people out, as any other program may; the app has seen it."""
    await asyncio.to_thread(it.book.store.flush)  # plain TinyDB knows no lock
    with TinyDB(file) as db:
        db.table("contacts").remove(doc_ids=list(contacts))
    await asyncio.to_thread(it.book.store.poll)
    await it.until(lambda: not it.book.contacts.keys() & set(contacts))
    await it.pilot.pause()


def binned(it: Running) -> list[str]:
    """What lies in the bin of drafts."""
    return [json.loads(one.read_bytes())["body"] for one in it.book.drafts.bin.glob("*.json")]


def put_aside(said: str) -> str:
    """The text in the file that a sentence names."""
    return Path(said.rpartition(" is in ")[2].removesuffix(".")).read_text(encoding="utf-8")


async def test_somebody_of_todays_list_is_taken_out_by_another_program(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first, second, *rest = it.queue
        await it.press("space", "k")
        await take_out(it, sample_file, first)
        assert it.queue == [second, *rest]
        assert it.contact.id != first
        assert not it.review.marks
        await it.press("g", "a", "g", "c", "g", "t", "n")
        assert second not in it.queue
        await take_out(it, sample_file, second, *rest)
        await it.settled()
        assert it.queue == []
        assert it.screen.has_class("-done")


async def test_undoing_that_somebody_was_added_takes_them_off_todays_list(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    with book.transaction("Few are left", "archive") as change:
        first, *others = book.contacts.values()
        change.put(replace(first, archived_on=book.as_of))
        for one in others:
            change.remove(one)
    ulf = people.add(book, parse_person("Ulf Urgent")).made
    touch.log(book, [ulf], "help?", channel=Channel.EMAIL, direction=Direction.IN)
    store.close(5)
    async with running(sample_file) as it:
        assert it.queue == [ulf.id]
        await it.press("u", "u")
        assert it.queue == []
        assert it.said == "Undid: Add Ulf Urgent"
        await it.press("U")
        assert it.queue == [ulf.id]


async def test_what_was_typed_to_somebody_who_went_is_in_the_bin(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        here = it.contact
        await it.press("enter")
        await it.type("before, ")
        await take_out(it, sample_file, here.id)
        assert it.said == f"{GONE} Esc leaves; what you typed is kept."
        assert it.state == "writing"
        await it.type("and after")
        typed = it.body
        await it.press("escape")
        await it.settled()
        assert it.said == f"{GONE} What you typed is kept for 30 days, in {it.book.drafts.bin}"
        assert it.contact.id != here.id
        assert it.screen.focused is it.screen.people
        assert "and after" in typed
        assert binned(it) == [typed]
        assert it.book.drafts.all() == []
        with it.book.transaction("Back", "add") as change:
            change.put(here)
        it.screen.go_to("contact", here.id)
        await it.settled()
        assert it.body == typed
        assert binned(it) == []


async def test_lines_and_forms_of_somebody_who_went_keep_what_was_typed(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first, second, third = it.queue[:3]
        await it.go_to(first)
        await it.press("l")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.type("knows Bo now")
        await take_out(it, sample_file, first)
        await it.press("enter")
        await it.until_said("What you typed is in ")
        assert it.said.startswith(GONE)
        assert put_aside(it.said) == "knows Bo now"
        await it.go_to(second)
        await it.press("e")
        await it.until(lambda: it.on_top("EditForm"))
        field = it.app.focused
        assert isinstance(field, Input)
        field.value = "Zed Zork"
        await take_out(it, sample_file, second)
        await it.press("ctrl+s")
        await it.until_said("What you typed is in ")
        assert put_aside(it.said) == "name: Zed Zork\n"
        await it.go_to(third)
        name = it.contact.name
        await it.press(":")
        await it.until(lambda: it.on_top("PaletteScreen"))
        await it.type(name)
        await take_out(it, sample_file, third)
        await it.press("enter")
        await it.until_said(GONE)
        await it.press(":")
        await it.until(lambda: it.on_top("PaletteScreen"))
        await it.type(name)
        assert "0 found" in it.shown


@pytest.mark.parametrize("table", ["contacts", "companies"])
def test_every_view_can_be_drawn_whoever_is_taken_out(sample_file: Path, table: str) -> None:
    store, book = open_again(sample_file)
    review = Review(book, "+")
    book.verdicts(), book.everybody()
    removed = 0
    for number in sorted(store.documents(table), key=lambda one: one * 7919 % 101):
        store.db.table(table).remove(doc_ids=[number])
        book.refresh([(table, number)])
        removed += 1
        _draw_everything(review, number, whole=removed % 8 == 1)
    store.close(5)
    assert removed > 20
    assert not review.open_entries() or table == "companies"


def _draw_everything(review: Review, gone: int, *, whole: bool) -> None:
    book = review.book
    done_lines(review, review.tally([]))
    frame_of(review)
    if not whole:
        return
    for view in VIEWS:
        review.view = view
        rows = review.rows()
        assert gone not in {rows[at].key for at in range(len(rows))}
    review.view = "today"
    for contact in book.contacts.values():
        contact_card(book, review.entry_for(contact.id))
        contact_entries(book, contact)
    for company in book.companies:
        company_card(book, company)
        company_entries(book, company)


async def test_a_file_that_another_program_spoils_is_told_whole_and_nothing_is_called_unsaved(
    sample_file: Path,
) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("n")
        await asyncio.to_thread(it.book.store.flush)
        good = sample_file.read_bytes()
        for spoiled in (b"", b'{"contacts": {"1": '):
            sample_file.write_bytes(spoiled)
            for _ in range(2):  # once may be a program half way through writing
                await asyncio.to_thread(it.book.store.poll)
            await it.until(lambda: bool(it.book.store.trouble))
            await it.pilot.pause()
            assert "NOT SAVED" not in it.shown
            for width in (120, 80):
                await it.pilot.resize_terminal(width, 30)
                await it.pilot.pause()
                await it.pilot.pause()
                words = " ".join(it.shown.split())
                assert "followup.json is " in words
                assert "followup doctor --repair saves what can be read" in words
            sample_file.write_bytes(good)
            await asyncio.to_thread(it.book.store.poll)
            await it.until_said("The file can be read again")
