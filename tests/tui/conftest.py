"""What every test of the app stands on: the same colours, folders and stillness on every machine."""

import asyncio
import inspect
import os
from pathlib import Path

import pytest

# Textual reads these once, when it is imported; nothing here has imported it yet.
os.environ.pop("NO_COLOR", None)
os.environ.pop("TEXTUAL_THEME", None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["COLORTERM"] = "truecolor"
os.environ["TERM"] = "xterm-256color"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine; what Hypothesis calls is no coroutine and calls `asyncio.run` itself."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(autouse=True)
def still_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No colour settings of the developer's, no cursor that blinks, and a home folder that is thrown away."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("CONFIG", ".config"),
        ("DATA", ".local/share"),
        ("STATE", ".local/state"),
        ("CACHE", ".cache"),
    ):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setattr("textual.widgets.Input.cursor_blink", False)
    monkeypatch.setattr("textual.widgets.TextArea.cursor_blink", False)


@pytest.fixture(autouse=True)
def quick_apps(still_surroundings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Apps that begin at once, and a Pilot that goes on as soon as they have done what they were asked."""
    from tests.desk import hurry
    from tests.tui.idle import wait_without_clock
    from tests.tui.parsed_once import parse_once

    wait_without_clock(monkeypatch)
    parse_once(monkeypatch)
    hurry(monkeypatch)
