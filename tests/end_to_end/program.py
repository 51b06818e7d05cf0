"""The program as a person starts it: in a terminal of its own, and as commands on the same file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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
    """What a command prints.

    Raises:
        AssertionError: it ended with another code.
    """
    done = subprocess.run(
        [*PROGRAM, *options(file), *words], capture_output=True, text=True, check=False, env={**os.environ, "TZ": "UTC"}
    )
    assert done.returncode == exit_code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def followup_json(file: Path, *words: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(followup(file, *words, "--json"))
