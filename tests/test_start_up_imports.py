"""What a start costs is what it imports: no verb loads Textual, and help and version load next to nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TODAY

_REPORT = """
import sys
from followup_tui.cli.program import run
for line in sys.argv[2:]:
    run(line.split("|"))
    heavy = [name for name in sys.argv[1].split(",") if name in sys.modules]
    if heavy:
        sys.exit(f"{line} imported {heavy}")
"""
_CALLS = (
    "today", "today|--json", "plan", "plan|replan|--dry-run", "due|--all", "show|youssef", "find|oslo",
    "compose|youssef", "compose|youssef|--list",
    "log|youssef|call 20m", "snooze|youssef|2w", "skip|youssef", "pause|youssef", "resume|youssef", "archive|youssef",
    "unarchive|youssef", "add|Ann Lee @Fisher", "edit|ann|--tag|data", "interview|add|Fisher|--role|Lead",
    "interview|list", "interview|show|interim cto", "task|ann|send the paper|--on|fri", "task|list",
    "task|done|send the paper", "undo", "redo", "history", "templates|list", "templates|show|short-hi",
    "templates|check", "templates|show|short-hi|--for|youssef", "config|path",
    "config|show", "show|nobody at all", "import|nowhere.csv", "backup", "backup|list", "restore|yesterday", "doctor",
    "doctor|--repair", "forget|ann|--dry-run", "clip|Maps #data", "clip|list", "clip|show|maps that",
    "export|ics", "export|ics-tasks",
)  # fmt: skip


def imports_none_of(modules: str, calls: tuple[str, ...], file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _REPORT, modules, *calls],
        capture_output=True, text=True, check=False, timeout=120,
        env={
            **os.environ, "FOLLOWUP_FILE": str(file), "FOLLOWUP_TODAY": TODAY.isoformat(),
            "FOLLOWUP_CONFIG": str(file.with_name("config.toml")),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_no_verb_imports_textual(sample_file: Path) -> None:
    imports_none_of("textual,rich", _CALLS, sample_file)


@pytest.mark.parametrize(
    "call", ["--version", "--help", "today|--help", "export|--help", "interview|add|--help", "log|--version"]
)
def test_help_and_version_import_neither_tinydb_nor_pendulum(call: str, sample_file: Path) -> None:
    imports_none_of("tinydb,pendulum,textual,jinja2,tomlkit,platformdirs,icalendar", (call,), sample_file)


def test_reading_the_plan_does_not_load_what_only_writing_needs(sample_file: Path) -> None:
    imports_none_of("filelock,tomlkit,pyperclip,jinja2,icalendar", ("today", "due", "show|youssef"), sample_file)


def test_the_app_starts_without_what_only_the_plots_need() -> None:
    program = "import sys, followup_tui.tui.app, followup_tui.tui.screens.review; print({*sys.modules} & {'plotext'})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
