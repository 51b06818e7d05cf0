"""Opening the app: on the right files, on a sample that goes again, and only where there is a terminal."""

import shlex
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from followup_tui.model.clock import Clock
from followup_tui.opening import network_open
from tests.cli.shell import Shell
from tests.conftest import TODAY


class _App(ModuleType):
    """Stands for the app: notes how it was opened, and gives the exit codes it is told to."""

    PRACTISE = -1

    def __init__(self) -> None:
        super().__init__("followup_tui.tui.app")
        self.codes = [0]
        self.opened: list[tuple[Path, Path, date, bool]] = []
        self.people: list[int] = []
        self.modes: list[int] = []

    def run(self, path: Path, settings_path: Path, clock: Clock, *, demo: bool = False) -> int:
        self.opened.append((path, settings_path, clock.today(), demo))
        self.modes.append(path.parent.stat().st_mode & 0o777 if path.parent.exists() else 0)
        with network_open(path, settings_path, clock) as book:
            self.people.append(len(book.contacts))
        return self.codes.pop(0)


@pytest.fixture
def app(shell: Shell) -> _App:
    """The app's place taken, and a terminal on both ends."""
    made = _App()
    shell.monkeypatch.setitem(sys.modules, "followup_tui.tui.app", made)
    shell.monkeypatch.setattr("followup_tui.cli.opening_app._need_terminal", lambda call: None)
    return made


def test_without_a_verb_the_app_opens_on_the_persons_file(shell: Shell, app: _App) -> None:
    app.codes = [3]
    assert shell().code == 3
    assert app.opened == [(shell.file, shell.config, TODAY, False)]
    assert shell("--as-of", "2026-04-01", "--file", str(shell.file)).code == 0 if app.codes else True


def test_the_demo_is_a_copy_that_goes_again(shell: Shell, app: _App) -> None:
    before = shell.state()
    shell.done("demo")
    ((path, config, day, demo),) = app.opened
    assert (day, demo) == (TODAY, True)
    assert app.people[0] > 50
    assert app.modes == [0o700]
    assert shell.file not in {path, config}
    assert shell.config != config
    assert not path.parent.exists()
    assert shell.state() == before


def test_the_demo_moves_with_the_day(shell: Shell, app: _App) -> None:
    shell.done("demo", "--as-of", "2027-01-05")
    assert app.opened[0][2] == date(2027, 1, 5)


def test_a_demo_is_kept_where_the_person_says(shell: Shell, app: _App, tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "demo.json"
    text = shell.done("demo", "--file", str(kept)).out
    assert kept.exists()
    assert kept.stat().st_mode & 0o777 == 0o600
    before = kept.read_bytes()
    assert "there already" in shell.refused("demo", "--file", str(kept))
    assert "there already" in shell.refused("demo", "--file", str(shell.file))
    assert kept.read_bytes() == before
    assert "(12 people a day)" in text
    *_, typed = text.splitlines()
    assert app.opened[0][1] == kept.with_name("demo-config.toml")
    assert "9 planned, 3 done" in shell.done(*shlex.split(typed)[1:]).out


def test_the_settings_of_a_kept_demo_replace_none(shell: Shell, app: _App, tmp_path: Path) -> None:
    mine = tmp_path / "demo-config.toml"
    mine.write_text("[plan]\nper_day = 5\n")
    assert "demo-config.toml is there already" in shell.refused("demo", "--file", str(tmp_path / "demo.json"))
    assert not (tmp_path / "demo.json").exists()
    assert mine.read_text() == "[plan]\nper_day = 5\n"


def test_practising_first_opens_the_sample(shell: Shell, app: _App) -> None:
    app.codes = [app.PRACTISE, 0]
    assert "followup opens yours" in shell.done().out
    assert [one[3] for one in app.opened] == [False, True]


def test_without_a_terminal_the_app_says_so(shell: Shell) -> None:
    assert "needs a terminal" in shell.refused()
    assert "needs a terminal" in shell.refused("demo")
    assert "goes with a verb" in shell.refused("--json")
