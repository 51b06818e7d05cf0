"""Snapshots in the app: take one, look what going back would change, go back, and take that back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from followup_tui.actions.change_text import RecordChange
from followup_tui.model.clock import Clock
from followup_tui.opening import StoreError
from followup_tui.safekeeping import Backup, Counts, PlannedRestore, Tell
from followup_tui.store.changes import Change, Op
from followup_tui.tui.screens.backups import BackupsScreen
from followup_tui.tui.text import cells
from tests.conftest import TODAY
from tests.tui.frames import frame, wait_until
from tests.tui.pilot_app import Running, running
from tests.tui.screen_app import SIZES, ScreenApp
from tests.tui.test_review_undo import state

NOW = datetime(2026, 3, 3, 9, 20, tzinfo=UTC)


def going_clock() -> Clock:
    """A clock of which no two moments are the same."""
    moments = iter(NOW + timedelta(minutes=number) for number in range(10_000))
    return Clock(TODAY, lambda: next(moments))


async def test_a_snapshot_is_taken_looked_at_and_gone_back_to_and_undo_takes_that_back(sample_file: Path) -> None:
    async with running(sample_file, size=(80, 24), clock=going_clock()) as it:
        await it.press("g", "b")
        await it.until(lambda: "No snapshot was taken yet" in it.shown)
        await it.press("b")
        await it.until(lambda: "Took the snapshot" in it.shown and "because you asked for it" in it.shown)
        await it.press("q")
        before = state(it)
        await it.prompt("a", "[red]Ann[/] Lee @Fisher [Diag] every 2w")
        await it.press("n", "g", "b")
        await it.until(lambda: "daily, before the first change" in it.shown)
        after = state(it)
        await it.press("G", "enter")
        await it.until(lambda: "changes 3 records; undo takes that back." in words(it))
        assert "1 change" in it.shown
        assert "1 go" in it.shown
        await it.press("d")
        await it.until(lambda: "removed contact: [red]Ann[/] Lee" in it.shown)
        await it.press("q")
        assert state(it) == after
        await it.press("enter")
        await it.until(lambda: "Restored 3 records; undo takes it back." in it.shown)
        assert state(it) == before
        await it.press("q", "u")
        await it.until_said("Undid: Restore ")
        assert state(it) == after


async def test_a_typed_moment_is_gone_back_to_and_what_is_none_is_said(sample_file: Path) -> None:
    async with running(sample_file, size=SIZES[1], clock=going_clock()) as it:
        before = state(it)
        await it.press("n")
        moment = it.book.history()[0].at.astimezone()
        await it.press("n", "g", "b", "t")
        await _type(it, "soon")
        await it.until(lambda: "no file, no snapshot and no moment" in it.shown)
        await _type(it, f"{moment:%Y-%m-%d %H:%M}")
        await it.until(lambda: "by the history, changes 1 record" in words(it))
        await it.press("enter")
        await it.until(lambda: "Restored 1 record;" in it.shown)
        assert sum(one != before["contacts"][key] for key, one in it.book.contacts.items()) == 1


def words(it: Running) -> str:
    """What is shown, wherever its lines break."""
    return " ".join(it.shown.split())


async def _type(it: Running, text: str) -> None:
    it.app.screen.query_one(Input).value = text
    await it.press("enter")


class Held:
    """Snapshots whose reading stands still until it is stopped."""

    def __init__(self) -> None:
        self.never = Event()
        self.change = Change("Restore", "restore", NOW, (Op("contacts", 1, None, b"{}"),))

    def backups(self) -> tuple[Backup, ...]:
        return (Backup(Path("/x/[red].json.gz"), NOW, "import", 4_100_000),)

    def take(self, tell: Tell) -> Backup:
        raise StoreError("Not saved [/]: the disk is full.")

    def plan(self, text: str, tell: Tell) -> PlannedRestore:
        if text != "now":
            while not self.never.wait(0.005):
                tell("Reading [/]", 3, 10)
        return PlannedRestore("the history", self.change, (Counts("contacts", 1_200, 30_000, 1_200),), 1)

    def changes(self, planned: PlannedRestore) -> Iterator[RecordChange]:
        return iter(())

    async def restore(self, planned: PlannedRestore, tell: Callable[[int], None]) -> str:
        raise StoreError("No [/].")


@pytest.mark.parametrize("size", SIZES[::2])
async def test_every_size_shows_each_stage_and_the_way_out_and_reading_can_be_cancelled(size: tuple[int, int]) -> None:
    app = ScreenApp(BackupsScreen(Held()))
    async with app.shown(size) as pilot:
        await wait_until(pilot, lambda: "4.1 MB" in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "3 of 10" in frame(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Cancelled; nothing was restored." in frame(app))
        await pilot.press("b")
        await wait_until(pilot, lambda: "! Not saved [/]" in frame(app))
        app.screen.query_one(Input).value = "now"
        await pilot.press("t", "enter")
        await wait_until(pilot, lambda: "1,200 go" in frame(app) or "1,200 come back" in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "! No [/]." in frame(app))
        assert "Esc close" in frame(app)
        assert all(cells(line) <= size[0] for line in frame(app).split("\n"))
