"""Clippings in the app: clip in a line, look at the shelf, pass one on."""

from pathlib import Path

from followup_tui.model.words import ClippingKind
from followup_tui.tui.screens.clip_shelf import ClipShelf
from tests.tui.pilot_app import Running, running


def clipping_titled(it: Running, words: str) -> int:
    return next(one.id for one in it.book.clippings.values() if words in one.title)


async def open_shelf(it: Running) -> ClipShelf:
    await it.press("g", "k")
    await it.until(lambda: it.on_top("ClipShelf") and "had these" in it.shown)
    shelf = it.app.screen
    assert isinstance(shelf, ClipShelf)
    return shelf


async def test_a_line_clips_and_tab_takes_what_is_proposed(sample_file: Path) -> None:
    async with running(sample_file, size=(200, 50)) as it:
        before = len(it.book.clippings)
        await it.press("C")
        await it.type("https://x.org/events/7 Maps and hiring, 12 December")
        await it.until(lambda: "Tab adds event" in it.shown)
        assert "on Sat 12 Dec?" in it.shown
        assert len(it.book.clippings) == before
        await it.press("tab", "enter")
        await it.until_said("Clipped “Maps and hiring, 12 December” as an event")
        made = max(it.book.clippings.values(), key=lambda one: one.id)
        assert (made.kind, set(made.topics), str(made.on)) == (ClippingKind.EVENT, {"maps", "hiring"}, "2026-12-12")
        await it.press("C")
        await it.type("http://www.x.org/events/7/")
        await it.until(lambda: "You clipped this on" in it.shown)
        await it.press("enter")
        assert it.screen.prompt.is_open
        await it.press("escape", "u")
        await it.until_said("Undid: Clip “Maps and hiring")
        assert len(it.book.clippings) == before


async def test_from_the_shelf_to_the_message_that_shares_it_and_into_the_log(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        rota = clipping_titled(it, "rota")
        shelf = await open_shelf(it)
        shelf._list.move_to(rota)
        await it.until(lambda: "people, one of a company" in it.shown and "their topic" in it.shown)
        await it.press("enter")
        chosen = shelf._who
        assert chosen is not None
        await it.press("enter")
        await it.until(lambda: it.on_top("ReviewScreen") and it.state == "ready")
        assert it.contact.id == chosen.contact
        assert it.book.clippings[rota].title in it.body
        await it.press("enter")
        await it.until(lambda: it.newest.shared == (rota,))
        assert it.newest.contacts == (chosen.contact,)
        shelf = await open_shelf(it)
        shelf._list.move_to(rota)
        await it.until(lambda: "had by 1 person" in it.shown)
        assert shelf._shelved[rota].state == "used"


async def test_a_clipping_is_edited_and_deleted_on_the_shelf_one_undo_away(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        rota = clipping_titled(it, "rota")
        shelf = await open_shelf(it)
        await it.press("slash")
        await it.type("rota")
        await it.press("enter")
        assert shelf._list.cursor_key == rota
        await it.press("e")
        await it.until(lambda: it.on_top("ClipForm"))
        await it.type(", again")
        await it.press("f2")
        await it.until(lambda: it.book.clippings[rota].title.endswith("again"))
        await it.until(lambda: "again" in it.shown and it.on_top("ClipShelf"))
        await it.press("D")
        await it.until(lambda: rota not in it.book.clippings)
        await it.press("u")
        await it.until(lambda: rota in it.book.clippings and rota in shelf._shelved)
        await it.press("escape", "escape")
        await it.until(lambda: it.on_top("ReviewScreen"))


async def test_another_clipping_is_chosen_for_a_message_and_stays_in_the_draft(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        person = next(one.id for one in it.book.contacts.values() if one.name == "Kofi Mensah")
        await it.press("g", "a")
        await it.go_to(person)
        had = next(iter(it.book.interactions_of(person)[0].shared), 0)
        await it.press("K")
        await it.until(lambda: it.on_top("ClipChoice"))
        assert not had or "not to be sent" in it.shown
        await it.type("both ways")
        await it.press("enter")
        await it.until(lambda: it.state == "ready")
        assert "An interview is a reference that runs both ways" in it.body
        assert "People remember how you left the room" in it.body
        thought = clipping_titled(it, "both ways")
        await it.press("p")
        await it.until(lambda: it.screen.desk.get(person) is not None)
        draft = it.screen.desk.get(person)
        assert draft is not None
        assert (draft.shared, draft.template) == ((thought,), "share-a-thought")
