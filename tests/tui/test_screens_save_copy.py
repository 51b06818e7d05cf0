"""Save a copy elsewhere: where, not over a file unasked, and at hand when the disk takes nothing."""

import json
from pathlib import Path

import pytest

from followup_tui.opening import StoreError
from followup_tui.safekeeping import AlreadyThere, Tell
from followup_tui.tui.screens.path_input import PathInput
from followup_tui.tui.screens.save_copy import SaveCopy
from tests.tui.frames import frame, wait_until
from tests.tui.pilot_app import running
from tests.tui.screen_app import SIZES, ScreenApp


class Saved:
    """Stands for the store: remembers what was saved where; `there` are files that exist."""

    def __init__(self, *there: str) -> None:
        self.there = set(there)
        self.copies: list[tuple[str, bool]] = []

    def __call__(self, target: Path, *, force: bool, tell: Tell) -> int:
        tell("Putting everything together")
        if target.name == "full.json":
            raise StoreError(f"Not saved to {target}: the disk is full; free some space.")
        if target.name in self.there and not force:
            raise AlreadyThere("there")
        self.copies.append((target.name, force))
        return 4_100_000


def app_asking(saved: Saved, home: Path) -> ScreenApp:
    return ScreenApp(SaveCopy(saved, home=home, name="copy.json", trouble="Not saved: oh [/] no."))


async def test_a_file_that_is_there_is_written_over_only_when_that_is_confirmed(tmp_path: Path) -> None:
    saved = Saved("copy.json")
    app = app_asking(saved, tmp_path)
    async with app.shown() as pilot:
        assert "Not saved: oh [/] no." in frame(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "~/copy.json is there already." in frame(app))
        await pilot.press("enter", "escape")
        await wait_until(pilot, lambda: "━> Save a copy elsewhere" in frame(app))
        assert saved.copies == []
        await pilot.press("enter")
        await wait_until(pilot, lambda: "y write over it" in frame(app))
        await pilot.press("y")
        await wait_until(pilot, lambda: "Saved a copy to ~/copy.json (4.1 MB), readable by you alone." in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.is_over)
    assert saved.copies == [("copy.json", True)]
    assert app.results == ["Saved a copy to ~/copy.json (4.1 MB)"]


async def test_a_folder_gets_a_name_and_what_the_disk_refuses_can_go_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "[red]stick[").mkdir()
    saved = Saved()
    app = app_asking(saved, tmp_path)
    async with app.shown() as pilot:
        field = app.screen.query_one(PathInput)
        field.value = "~/full.json"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "! Not saved to" in frame(app))
        field.value = "~/[r"
        await pilot.press("tab")
        assert field.value == "~/[red]stick[/"
        await pilot.press("enter")
        assert field.value == "~/[red]stick[/copy.json"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Saved a copy to ~/[red]stick[/copy.json" in frame(app))
    assert saved.copies == [("copy.json", False)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_path_and_the_way_out(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_asking(Saved(), tmp_path)
    async with app.shown(size):
        assert "~/copy.json" in frame(app)
        assert "Esc close" in frame(app)


async def test_changes_that_the_disk_refuses_are_in_the_copy(sample_file: Path, tmp_path: Path) -> None:
    sample_file.with_name("followup.json.d").write_text("a file where the folder would be")
    async with running(sample_file, size=(60, 16)) as it:
        number = it.contact.id
        await it.press("n")
        await it.until_said("NOT SAVED, W saves a copy elsewhere: a file stands")
        assert "W save elsewhere" in it.shown
        await it.press("W")
        await it.until(lambda: it.on_top("SaveCopy"))
        it.app.screen.query_one(PathInput).value = str(tmp_path / "copy.json")
        await it.press("enter")
        await it.until(lambda: "Saved a copy to" in it.shown)
    assert json.loads((tmp_path / "copy.json").read_bytes())["contacts"][str(number)]["marks"]
    assert (tmp_path / "copy.json").stat().st_mode & 0o777 == 0o600


async def test_the_plan_becomes_a_calendar_which_is_brought_up_to_date_without_asking(
    sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.ics"
    path.write_text("BEGIN:VCALENDAR")
    async with running(sample_file, size=(100, 30)) as it:
        await it.press("g", "x")
        await it.until(lambda: it.on_top("SaveCopy"))
        it.app.screen.query_one(PathInput).value = str(path)
        await it.press("enter")
        await it.until(lambda: "is there already" in it.shown)
        await it.press("y")
        await it.until(lambda: "Wrote the calendar to" in it.shown)
        await it.press("enter")
        await it.until_said("Wrote the calendar to")
        written = path.read_bytes()
        await it.press("n", "g", "x")
        await it.until(lambda: it.on_top("SaveCopy"))
        it.app.screen.query_one(PathInput).value = str(path)
        await it.press("enter")
        await it.until(lambda: "Wrote the calendar to" in it.shown)
    assert b"BEGIN:VEVENT" in written != path.read_bytes()
