"""The history in the app: what each change did, back to before any of them, and forth again."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.widgets import Input

from followup_tui.actions.change_text import RecordChange
from followup_tui.actions.travelling import Listing, Way, listing
from followup_tui.opening import HistoryEntry, Op
from followup_tui.tui.screens.history import HistoryRows, HistoryScreen
from followup_tui.tui.text import cells
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.pilot_app import control_characters, open_again, running
from tests.tui.screen_app import SIZES, ScreenApp
from tests.tui.test_review_undo import state


async def test_many_changes_are_undone_after_one_question_and_done_again(sample_file: Path) -> None:
    async with running(sample_file, size=(80, 24)) as it:
        before = state(it)
        await it.press("n", "n", "n", "n")
        after = state(it)
        await it.press("g", "h")
        await it.until(lambda: "4 changes, 4 to undo" in it.shown)
        await it.press("j", "j")
        await it.until(lambda: "b takes back 3 changes" in it.shown)
        await it.press("b", "escape")
        await it.until(lambda: "b takes back 3 changes" in it.shown)
        assert state(it) == after
        await it.press("G", "b")
        await it.until(lambda: "This takes back 4 changes, the first of them" in it.shown)
        await it.press("y")
        await it.until(lambda: "Undid 4 changes." in it.shown and "8 changes, 0 to undo" in it.shown)
        assert state(it) == before
        await it.press("U", "k", "k", "k", "b")
        await it.until(lambda: "This does again 3 changes, the last of them" in it.shown)
        await it.press("y")
        await it.until(lambda: "Did 3 changes again." in it.shown)
        assert state(it) == after
        await it.press("u", "q")
        assert it.said.startswith("Undid: Skip ")
    store, book = open_again(sample_file)
    store.close(5)
    assert sum(bool(one.marks) for one in book.contacts.values()) == sum(
        bool(one.marks) for one in it.book.contacts.values()
    )


async def test_a_change_shows_its_records_and_is_found_by_words(sample_file: Path) -> None:
    async with running(sample_file, size=SIZES[1]) as it:
        await it.prompt("a", "[red]Ann[/] O'Hara <ann@x.org> @Fisher [Diag] every 2w")
        await it.until_said("Added [red]Ann[/] O'Hara")
        await it.press("n", "g", "h")
        await it.until(lambda: "2 changes" in it.shown)
        await it.press("slash")
        it.app.screen.query_one(Input).value = "ohara nothing"
        await it.until(lambda: "No change has all these words" in it.shown)
        it.app.screen.query_one(Input).value = "add red"
        await it.until(lambda: "1 of 2 changes" in it.shown)
        await it.press("enter")
        await it.until(lambda: "added contact: [red]Ann[/] O'Hara" in it.shown)
        assert "e-mail" in it.shown
        assert "Fisher [Diag]" in it.shown
        await it.press("escape", "escape", "escape")
        await it.until(lambda: it.app.screen is it.screen)
        assert not it.screen.status_line.status.problem


class Told:
    """A history that only tells."""

    version = 1
    why_not = ""

    def __init__(self, entries: Sequence[HistoryEntry]) -> None:
        self.entries = tuple(entries)

    def listing(self) -> Listing:
        return Listing(self.entries, len(self.entries), 0, 1)

    def changes(self, ops: Sequence[Op]) -> Iterator[RecordChange]:
        return iter(())

    def one(self, way: Way) -> str:
        return way

    async def go(self, steps: int, tell: Callable[[int], None], is_stopped: Callable[[], bool]) -> str:
        tell(120)
        while not is_stopped():
            await asyncio.sleep(0)
        return "Undid 120 of 26 changes"


@pytest.mark.parametrize("size", SIZES[::2])
async def test_every_size_shows_changes_and_the_way_out_and_many_steps_can_be_stopped(size: tuple[int, int]) -> None:
    now = datetime(2026, 3, 3, 9, 20, tzinfo=UTC)
    entries = [HistoryEntry(9, now, f"Edit {name}", "edit", "done", 0, 0, "change", place, tuple)
               for place, name in enumerate(HOSTILE, 1)]  # fmt: skip
    app = ScreenApp(HistoryScreen(Told(entries)))
    async with app.shown(size) as pilot:
        await wait_until(pilot, lambda: "Edit Smith [/] Co" in frame(app))
        await pilot.press("G", "b", "y")
        await wait_until(pilot, lambda: "120 of 26" in frame(app))
        assert "Esc stop" in frame(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Undid 120 of" in frame(app))
        assert "Esc close" in frame(app)
        assert not control_characters(frame(app))
        assert all(cells(line) <= size[0] for line in frame(app).split("\n"))


def test_rows_are_made_only_when_they_are_looked_at(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    with book.transaction("Change [/] a note", "edit") as change:
        change.put(next(iter(book.contacts.values())))
    store.close(5)
    one = listing(book)
    many = one._replace(entries=one.entries * 10_000)
    rows = HistoryRows(many, range(1, 10_000, 3))
    assert len(rows) == 3_333
    assert rows.index_of(rows.key_at(500)) == 500
    assert rows.index_of(10_000 - 1) is None
    assert rows[500].cells[1].text == "Change [/] a note"
