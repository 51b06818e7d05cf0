"""Nothing ever opens a network connection, nor starts a program that might: the main paths, with both refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TODAY

ROOT = Path(__file__).parents[1]
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Kim,Park,https://www.linkedin.com/in/kimpark,kim@x.example,Fisher,Head of Data,01 Mar 2021\n"
)


def attempts(path: str, file: Path, tmp_path: Path) -> list[str]:
    """What a run of one of the paths tried to reach, in a process of its own."""
    csv = tmp_path / "Connections.csv"
    csv.write_text(CONNECTIONS, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.offline", path, str(file), str(csv)],
        capture_output=True, text=True, check=False, timeout=120, cwd=ROOT,
        env={
            **os.environ, "FOLLOWUP_FILE": str(file), "FOLLOWUP_CONFIG": str(tmp_path / "config.toml"),
            "FOLLOWUP_TODAY": TODAY.isoformat(), "HOME": str(home), "XDG_CONFIG_HOME": str(home),
            "XDG_DATA_HOME": str(home), "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split("\n")[:-1]


def test_no_verb_reaches_out(tmp_path: Path) -> None:
    assert attempts("verbs", tmp_path / "network" / "followup.json", tmp_path) == [""]


def test_the_app_does_not_either(sample_file: Path, tmp_path: Path) -> None:
    assert attempts("app", sample_file, tmp_path) == [""]


@pytest.mark.parametrize("event", ["socket.getaddrinfo", "socket.__new__"])
def test_a_connection_would_be_noticed(event: str, tmp_path: Path) -> None:
    """The control: the watch hears names that are looked up, and sockets that are made."""
    assert any(line.startswith(event) for line in attempts("control", tmp_path / "none.json", tmp_path))
