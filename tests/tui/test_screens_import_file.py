"""The import dialog: choose, look, keep, take back."""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events

from followup_tui.actions.importing import (
    BadImport,
    ImportCancelled,
    ImportReport,
    PreparedImport,
    Progress,
    Snapshot,
    prepare,
)
from followup_tui.actions.outcome import Refused
from followup_tui.model.settings import Settings
from followup_tui.tui.file_paths import Found
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.screens.import_file import ImportScreen
from followup_tui.tui.screens.path_input import PathInput
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.screen_app import SIZES, ScreenApp

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROWS = "Ann,Lee,https://www.linkedin.com/in/ann,,Smith [/] Co,CTO,08 Feb 2026\nBo,[TODO],,,Globex,,09 Feb 2026\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a list of two people, and one without a header."""
    folder = tmp_path / "ann" / "Downloads"
    folder.mkdir(parents=True)
    (folder / "Connections.csv").write_text(HEADER + ROWS + ",,,,Acme,,08 Feb 2026\n", encoding="utf-8")
    (folder / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return tmp_path / "ann"


class Kept:
    """Stands for the book: remembers what was kept."""

    def __init__(self) -> None:
        self.prepared: list[PreparedImport] = []
        self.threads: list[threading.Thread] = []

    def snapshot(self) -> Snapshot:
        return Snapshot({}, {}, Settings(), date(2026, 11, 23), 0)

    def keep(self, prepared: PreparedImport) -> ImportReport:
        self.threads.append(threading.current_thread())
        self.prepared.append(prepared)
        return prepared.report


def import_app(kept: Kept, home: Path, **options: Any) -> ScreenApp:
    return ScreenApp(ImportScreen(kept.snapshot, kept.keep, home=home, **options))


def found(home: Path) -> tuple[Found, ...]:
    return (Found(home / "Downloads" / "Connections.csv", "LinkedIn connections"),)


def type_path(app: ScreenApp, text: str) -> None:
    app.screen.query_one(PathInput).value = text


async def test_a_typed_path_is_read_looked_at_and_kept(home: Path) -> None:
    kept = Kept()
    app = import_app(kept, home)
    async with app.shown() as pilot:
        type_path(app, "~/Downloads/Connections.csv")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "What would be imported" in frame(app))
        shown = frame(app)
        assert "2 new, 1 skipped" in shown
        assert "Smith [/] Co" in shown
        assert "Bo [TODO]" in shown
        assert "skipped: 1" in shown
        assert not kept.prepared
        await pilot.press("enter")
        await wait_until(pilot, lambda: "━> Imported" in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [True]
    assert len(kept.prepared) == 1
    assert kept.threads == [threading.main_thread()]


async def test_a_found_file_is_taken_by_enter_or_click(home: Path) -> None:
    for act in ("key", "mouse"):
        app = import_app(Kept(), home, found=found(home))
        async with app.shown() as pilot:
            if act == "key":
                await pilot.press("down", "enter")
            else:
                assert await pilot.click(PickList, offset=(4, 0))
            await wait_until(pilot, lambda app=app: "What would be imported" in frame(app))  # type: ignore[misc]


async def test_a_chosen_file_is_read_at_once(home: Path) -> None:
    app = import_app(Kept(), home, path=home / "Downloads" / "Connections.csv")
    async with app.shown() as pilot:
        await wait_until(pilot, lambda: "What would be imported" in frame(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: "━> Import a file" in frame(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [False]


async def test_tab_completes_and_lists(home: Path) -> None:
    app = import_app(Kept(), home)
    async with app.shown() as pilot:
        await pilot.press("tab")
        assert app.screen.query_one(PathInput).value == "~/Downloads/", "the only name in the home folder"
        type_path(app, "~/Dow")
        await pilot.press("tab")
        assert app.screen.query_one(PathInput).value == "~/Downloads/"
        await pilot.press("tab")
        await wait_until(pilot, lambda: "bad.csv" in frame(app) and "Connections.csv" in frame(app))
        await pilot.press("down", "up", "up", "down", "enter")
        await wait_until(pilot, lambda: "What would be imported" in frame(app) or "! " in frame(app))


async def test_a_dropped_path_in_quotes_is_understood(home: Path) -> None:
    app = import_app(Kept(), home)
    async with app.shown() as pilot:
        app.screen.query_one(PathInput).post_message(events.Paste(f"'{home}/Downloads/Connections.csv' "))
        await wait_until(pilot, lambda: bool(app.screen.query_one(PathInput).value))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "What would be imported" in frame(app))


@pytest.mark.parametrize("path", ["~/Downloads/bad.csv", "~/nothing.csv", f"~/{'x' * 300}.csv"])
async def test_what_cannot_be_imported_is_said_and_another_can_be_chosen(home: Path, path: str) -> None:
    app = import_app(Kept(), home)
    async with app.shown() as pilot:
        type_path(app, path)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "!" in frame(app))
        assert isinstance(app.screen.focused, PathInput)
        type_path(app, "~/Downloads/Connections.csv")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "What would be imported" in frame(app))


class Slow:
    """A reading that stands still until it is cancelled or let go."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.ended = threading.Event()

    def __call__(
        self,
        network: Snapshot,
        paths: Sequence[Path],
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PreparedImport:
        assert progress
        assert cancelled
        progress(214, 404)
        while not self.go_on.wait(0.005):
            if cancelled():
                self.ended.set()
                raise ImportCancelled("cancelled")
        self.ended.set()
        return prepare(network, paths)


async def test_progress_is_shown_and_escape_cancels(home: Path) -> None:
    slow, kept = Slow(), Kept()
    app = import_app(kept, home, prepare=slow, path=home / "Downloads" / "Connections.csv")
    async with app.shown() as pilot:
        await wait_until(pilot, lambda: "214 of 404" in frame(app))
        assert "█" in frame(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "The import was cancelled; nothing was changed." in frame(app))
        await wait_until(pilot, slow.ended.is_set)
        assert "What would be imported" not in frame(app)
    assert not kept.prepared


async def test_a_break_nobody_thought_of_leaves_the_app_running(home: Path) -> None:
    def broken(*arguments: Any, **options: Any) -> PreparedImport:
        raise RuntimeError("oh [/] no")

    app = import_app(Kept(), home, prepare=broken, path=home / "x.csv")
    async with app.shown() as pilot:
        await wait_until(pilot, lambda: "could not be read (RuntimeError: oh [/] no)" in frame(app))


async def test_a_network_that_changed_meanwhile_is_said(home: Path) -> None:
    def refuse(prepared: PreparedImport) -> ImportReport:
        raise Refused("The network changed while the file was read; import it again.")

    app = ScreenApp(ImportScreen(Kept().snapshot, refuse, home=home, path=home / "Downloads" / "Connections.csv"))
    async with app.shown() as pilot:
        await wait_until(pilot, lambda: "What would be imported" in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "! The network changed" in frame(app))
        assert not app.is_over


async def test_undo_takes_it_back(home: Path) -> None:
    app = import_app(Kept(), home, path=home / "Downloads" / "Connections.csv", undo=lambda: "Undid: Import 2 people")
    async with app.shown() as pilot:
        await wait_until(pilot, lambda: "What would be imported" in frame(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "u undo" in frame(app))
        await pilot.press("u")
        await wait_until(pilot, lambda: "Undid: Import 2 people" in frame(app))
        assert "━> Taken back" in frame(app)
        assert "u undo" not in frame(app)
        await pilot.press("q")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [False]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_file_report_and_the_way_out(home: Path, size: tuple[int, int]) -> None:
    app = import_app(Kept(), home, found=found(home))
    async with app.shown(size) as pilot:
        assert "Connections.csv" in frame(app)
        assert "Esc close" in frame(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "What would be" in frame(app))
        await pilot.press("pagedown")
        assert "Enter import" in frame(app)


async def test_hostile_rows_and_sentences_stay_text(home: Path) -> None:
    lines = "".join(
        f'"{name.replace(chr(34), "")[:60]}",x,,,"{name[:60]}",,08 Feb 2026\n' for name in HOSTILE if name.isprintable()
    )
    (home / "Downloads" / "Connections.csv").write_text(HEADER + lines, encoding="utf-8", errors="replace")
    app = import_app(Kept(), home, path=home / "Downloads" / "Connections.csv")
    async with app.shown((80, 40)) as pilot:
        await wait_until(pilot, lambda: "What would be imported" in frame(app))
        assert "Smith [/] Co" in frame(app)
        await pilot.press("G", "pageup")
        assert "\x1b" not in frame(app)


async def test_a_sentence_with_brackets_stays_text(home: Path) -> None:
    def refuse(*arguments: Any, **options: Any) -> PreparedImport:
        raise BadImport("x [/foo] y \x1b]2;t\x07 cannot be read.")

    app = import_app(Kept(), home, prepare=refuse, path=home / "[/].csv")
    async with app.shown() as pilot:
        await wait_until(pilot, lambda: "! x [/foo] y  cannot be read." in frame(app))
