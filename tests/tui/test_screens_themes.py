"""The dialogs say the same in every theme and without any colour: nothing is told by colour alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from followup_tui.actions.importing import ImportReport, PreparedImport, Snapshot
from followup_tui.model.records import Contact
from followup_tui.model.settings import Settings
from followup_tui.tui.file_paths import Found
from followup_tui.tui.keys import DEFAULT_KEYMAP
from followup_tui.tui.screens.edit_form import EditForm
from followup_tui.tui.screens.first_run import FirstRun
from followup_tui.tui.screens.help import HelpScreen
from followup_tui.tui.screens.import_file import ImportScreen
from followup_tui.tui.screens.palette import PaletteScreen, view_entries
from tests.tui.frames import frame, wait_until
from tests.tui.screen_app import ScreenApp

HOME = Path("/home/ann")
FOUND = (Found(HOME / "Connections.csv", "LinkedIn connections"),)
ROWS = DEFAULT_KEYMAP.help_rows("app", "list", "review")


def _snapshot() -> Snapshot:
    return Snapshot({}, {}, Settings(), date(2026, 11, 23), 0)


def _keep(prepared: PreparedImport) -> ImportReport:
    return prepared.report


MAKERS: dict[str, Callable[[], Screen[Any]]] = {
    "help": lambda: HelpScreen(ROWS, {"write": "Nobody is chosen."}),
    "palette": lambda: PaletteScreen(ROWS, views=view_entries()),
    "edit": lambda: EditForm(Contact(id=1, name="Ann", cadence="often"), "Acme", date(2026, 11, 23)),
    "first-run": lambda: FirstRun(FOUND, data_path=HOME / "followup.json", home=HOME),
    "import": lambda: ImportScreen(_snapshot, _keep, home=HOME, found=FOUND),
}


@pytest.mark.parametrize("name", MAKERS)
async def test_the_words_and_signs_are_the_same_in_every_theme(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for theme, ansi in (("followup-dark", None), ("followup-light", None), ("ansi-dark", True)):
        if ansi:
            monkeypatch.setenv("NO_COLOR", "1")
        app = ScreenApp(MAKERS[name](), theme, ansi)
        async with app.shown() as pilot:
            await pilot.press("down")
            await wait_until(pilot, lambda app=app: ">" in frame(app))  # type: ignore[misc]
            shown.append(frame(app))
    assert shown[0] == shown[1] == shown[2]
