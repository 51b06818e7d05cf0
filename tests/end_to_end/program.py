"""The program as a person starts it: in a terminal of its own, and as commands on the same file."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell
from tests.conftest import TODAY
from tests.terminal import Terminal

PROGRAM = (sys.executable, "-m", "followup_tui")


def options(file: Path) -> list[str]:
    """Which file, which settings, which day."""
    return ["--file", str(file), "--config", str(file.parent / "config.toml"), "--as-of", TODAY.isoformat()]


def the_app(file: Path, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    """The app on a file, in a terminal of `size`."""
    return Terminal([*PROGRAM, *options(file)], size, env)


def followup(file: Path, *words: str, exit_code: int = 0) -> str:
    """What a command prints; it runs in this process, as tests/cli tries them as processes too.

    Raises:
        AssertionError: it ended with another code.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        said = Shell(file, file.with_name("config.toml"), patch)(*options(file), *words)
    assert said.code == exit_code, f"{words}: {said}"
    return said.out


def followup_json(file: Path, *words: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(followup(file, *words, "--json"))
