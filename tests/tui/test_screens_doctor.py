"""The doctor in the app: findings explained, repaired after a snapshot, and a file that could not be opened."""

import json
from pathlib import Path
from threading import Event

import pytest

from followup_tui.actions.doctoring import Checkup, Finding
from followup_tui.safekeeping import Backup, Tell, backups
from followup_tui.tui.screens.doctor import DoctorScreen
from followup_tui.tui.text import cells
from tests.tui.frames import frame, wait_until
from tests.tui.pilot_app import Running, running
from tests.tui.screen_app import SIZES, ScreenApp


def shown(it: Running) -> str:
    """What is shown, wherever its lines break."""
    return " ".join(it.shown.split())


async def test_what_is_wrong_is_explained_and_repaired_and_the_app_shows_it_so(sample_file: Path) -> None:
    network = json.loads(sample_file.read_bytes())
    number, contact = next(iter(network["contacts"].items()))
    contact.update(name="[red]Ann[/] Lee", introduced_by=999)
    sample_file.write_text(json.dumps(network))
    async with running(sample_file, size=(80, 24)) as it:
        await it.press("g", "d")
        await it.until(lambda: 'Its "introduced_by" names the record' in shown(it))
        assert "[red]Ann[/] Lee. r takes the reference out" in shown(it)
        await it.press("r")
        await it.until(lambda: "Took the snapshot" in it.shown and "All is well" in it.shown)
        assert backups(sample_file)
        await it.until(lambda: not it.book.contacts[int(number)].introduced_by)
        await it.press("q")
        await it.until_said("Repaired the file")
        await it.press("u")
        await it.until_said("Undid: Repair ")
        assert it.book.contacts[int(number)].introduced_by == 999


async def test_a_damaged_file_is_saved_and_opened_without_leaving_the_app(sample_file: Path) -> None:
    whole = json.loads(sample_file.read_bytes())
    sample_file.write_bytes(sample_file.read_bytes()[:-200])
    async with running(sample_file, size=SIZES[1], expect_open=False) as it:
        await it.until(lambda: "r saves what can be read and keeps the broken file" in shown(it))
        await it.press("o", "r")
        await it.until(lambda: "o open it" in it.shown)
        await it.press("o")
        await it.until(lambda: it.screen.loaded is not None and it.app.screen is it.screen)
        assert len(it.book.contacts) == len(whole["contacts"])
        assert len(it.book.interactions) == len(whole["interactions"])


class Ill:
    """A file whose examination stands still the first time, until it is stopped."""

    def __init__(self) -> None:
        self.never = Event()
        self.times = 0
        self.finding = Finding(
            "Nobody [/] is there.", "contact [red]", "followup doctor --repair mends it.", True, True
        )

    def check(self, tell: Tell) -> Checkup:
        self.times += 1
        while self.times == 1 and not self.never.wait(0.005):
            tell("Checking [/] the snapshots", 3, 10)
        return Checkup((self.finding,), "1 problem.", "unreadable")

    def repair(self, before: Checkup, tell: Tell) -> Checkup:
        return Checkup((), "All is well.", "readable", ("Mended [red] it.",), (Path("/x/[/].json"),))

    def put_back(self, tell: Tell) -> Checkup:
        return Checkup((), "All is well.", "readable", ("Put it back.",))

    def newest(self) -> Backup | None:
        return None


@pytest.mark.parametrize("size", SIZES[::2])
async def test_every_size_shows_findings_and_the_way_out_and_examining_can_be_cancelled(size: tuple[int, int]) -> None:
    app = ScreenApp(DoctorScreen(Ill(), refusal="x [/].json is empty; it was left as it is: do this."))
    async with app.shown(size) as pilot:
        await wait_until(pilot, lambda: "3 of 10" in frame(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: "e examine" in frame(app) or "q quit" in frame(app))
        await pilot.press("e")
        await wait_until(pilot, lambda: "! x [/].json is empty." in frame(app))
        assert "r repair" in frame(app)
        assert all(cells(line) <= size[0] for line in frame(app).split("\n"))
        await pilot.press("s", "r")
        await wait_until(pilot, lambda: "Mended [red] it." in frame(app))
        await pilot.press("o")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [True]
