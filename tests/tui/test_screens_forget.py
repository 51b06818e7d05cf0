"""Forget somebody from the app: shows what goes, asks for the first name, and nothing of them is left."""

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from followup_tui.actions.forgetting import Forgot
from followup_tui.opening import StoreError
from followup_tui.safekeeping import Tell
from followup_tui.store.forgetting import Forgotten
from followup_tui.tui.screens.forget import ForgetScreen
from followup_tui.tui.text import cells
from tests.tui.frames import frame, wait_until
from tests.tui.pilot_app import running
from tests.tui.screen_app import SIZES, ScreenApp


async def test_a_forgotten_person_is_gone_with_the_draft_that_is_being_written(sample_file: Path) -> None:
    async with running(sample_file, size=(80, 24)) as it:
        gone, others = it.contact, len(it.book.contacts) - 1
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        await it.type("MY SECRET WORDS")
        await it.press("escape", "tab", "g", "F")
        await it.until(lambda: "data: contacts: 1" in it.shown)
        it.app.screen.query_one(Input).value = "nobody"
        await it.press("enter")
        await it.until(lambda: "nobody was forgotten" in it.shown)
        assert len(it.book.contacts) == others + 1
        it.app.screen.query_one(Input).value = gone.first_name.lower()
        await it.press("enter")
        await it.until(lambda: "━> Forgotten for good" in it.shown)
        await it.press("enter")
        await it.until_said("Forgotten for good (contacts: 1")
        assert gone.id not in it.book.contacts
        assert len(it.book.contacts) == others
        assert gone.id not in it.queue
        assert gone.name not in it.shown
        await it.press("u", "n")
        await it.settled()
        assert gone.id not in it.book.contacts
        await it.press("Q")
        await it.until(lambda: it.app._exit)
    for path in (sample_file, *sample_file.with_name("followup.json.d").rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            assert b"MY SECRET WORDS" not in data, path
            assert str(gone.id).encode() not in data, path


class Leaver:
    """Somebody whose erasing fails the first time; looking stands still until it is let go."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.calls: list[str] = []

    @property
    def forgot(self) -> Forgot:
        found = Forgotten({"contacts": 1, "interactions": 1_200}, (("contacts", 1),), 3, 14, 2, ("x",), (), ())
        stays = "Their name still stands in your text: interaction [red], " + "long " * 30
        return Forgot("Forgotten for good", (stays,), (), found)

    def look(self, tell: Tell) -> Forgot:
        while not self.go_on.wait(0.005):
            tell("Looking into the snapshots", 3, 10)
        return self.forgot

    async def prepare(self) -> None:
        self.calls.append("prepare")

    def erase(self, tell: Tell) -> Forgot:
        raise StoreError("Not saved to x [/]: the disk is full; free some space.")

    def gone(self, forgot: Forgot) -> None:
        self.calls.append("gone")

    def stayed(self) -> None:
        self.calls.append("stayed")


@pytest.mark.parametrize("size", SIZES[::2])
async def test_every_size_shows_what_goes_and_a_full_disk_forgets_nobody(size: tuple[int, int]) -> None:
    leaver = Leaver()
    app = ScreenApp(ForgetScreen(leaver, "[red]Ann[/] Lee", "forget"))
    async with app.shown(size) as pilot:
        await wait_until(pilot, lambda: "3 of 10" in frame(app))
        leaver.go_on.set()
        await wait_until(pilot, lambda: "interactions: 1,200" in frame(app))
        assert "[red]Ann[/] Lee" in frame(app)
        assert "Type forget" in frame(app)
        assert "Esc keep them" in frame(app)
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: "nobody was forgotten" in " ".join(frame(app).split()))
        assert leaver.calls == []
        app.screen.query_one(Input).value = " FORGET "
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Nobody was forgotten." in " ".join(frame(app).split()))
        assert all(cells(line) <= size[0] for line in frame(app).split("\n"))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.is_over)
    assert leaver.calls == ["prepare", "stayed"]
    assert app.results == [""]
