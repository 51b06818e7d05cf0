"""The timeline: one stream, narrowed by a key, its entries opened, corrected and taken out."""

from pathlib import Path

from textual.widgets import TextArea

from followup_tui.model.records import Contact
from followup_tui.tui.entries import KIND_WORDS, contact_entries, next_kind, stream_of
from tests.tui.pilot_app import Running, running


def somebody_with_everything(it: Running) -> Contact:
    """Somebody whose timeline has most kinds of entries."""
    return max(it.book.contacts.values(), key=lambda one: len({entry.kind for entry in stream_of(it.book, one)}))


async def test_entries_are_narrowed_opened_corrected_and_taken_out(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        contact = somebody_with_everything(it)
        it.screen.go_to("contact", contact.id)
        await it.until(lambda: it.contact.id == contact.id)
        stream = stream_of(it.book, contact)
        kinds = [kind for kind in KIND_WORDS if any(one.kind == kind for one in stream)]
        assert len(kinds) > 3
        assert len(contact_entries(it.book, contact)) == sum(
            len(contact_entries(it.book, contact, kind)) for kind in kinds
        )
        await it.press("f")
        await it.until(lambda: f"Timeline: {KIND_WORDS['talk']}" in it.shown)
        newest = it.book.interactions_of(contact.id)[0]
        assert it.screen.timeline.entries[0].key == ("interaction", newest.id)
        await it.press("tab", "enter")
        await it.until(lambda: it.on_top("WholeText"))
        await it.press("q", "e")
        await it.until(lambda: it.on_top("EntryForm"))
        it.app.screen.query_one("#edit-text", TextArea).text = "[red]corrected[/]"
        await it.press("f2")
        await it.until_said("Changed the")
        assert it.book.interactions[newest.id].text == "[red]corrected[/]"
        assert "[red]corrected[/]" in it.shown
        assert it.screen.timeline.has_focus
        await it.press("D")
        await it.until_said("u brings it back")
        assert newest.id not in it.book.interactions
        await it.press("u", "u")
        await it.until_said("Undid: Edit the")
        assert it.book.interactions[newest.id].text == newest.text


def test_one_key_goes_through_the_kinds_there_are_and_back_to_everything(sample_file: Path) -> None:
    from followup_tui.model.clock import Clock
    from followup_tui.model.settings import Settings
    from followup_tui.opening import network_open
    from tests.conftest import TODAY

    with network_open(sample_file, Settings(), Clock(TODAY)) as book:
        for contact in book.contacts.values():
            stream, seen, kind = stream_of(book, contact), [], next_kind(stream_of(book, contact), None)
            while kind is not None:
                seen.append(kind)
                assert contact_entries(book, contact, kind)
                kind = next_kind(stream, kind)
            assert len(seen) == len(set(seen))
            assert {one.kind for one in stream} <= set(seen)
