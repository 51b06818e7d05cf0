"""The options that every verb takes: before and after it, from the environment, and what a call prints about itself."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.cli.shell import Shell


@pytest.mark.parametrize(
    "call",
    [
        ("--as-of", "2026-04-01", "due", "--json"),
        ("due", "--as-of", "2026-04-01", "--json"),
        ("--json", "due", "--as-of", "2026-04-01"),
        ("--as-of", "2025-01-01", "due", "--as-of", "2026-04-01", "--json"),
    ],
)
def test_common_options_stand_before_or_after_the_verb(call: tuple[str, ...], shell: Shell) -> None:
    assert shell.done(*call).json["as_of"] == "2026-04-01"


@pytest.mark.parametrize(
    "call",
    [
        ("--as-of", "2026-04-01", "--json", "interview", "list"),
        ("interview", "--json", "--as-of", "2026-04-01", "list"),
        ("interview", "list", "--as-of", "2026-04-01", "--json"),
        ("task", "--json", "--as-of", "2026-04-01", "list"),
    ],
)
def test_common_options_stand_before_or_after_nested_verbs(call: tuple[str, ...], shell: Shell) -> None:
    assert shell.done(*call).json["as_of"] == "2026-04-01"


def test_a_promise_is_made_with_options_in_any_place(shell: Shell) -> None:
    for call in (
        ("task", "youssef", "one", "--on", "fri"),
        ("task", "--on", "fri", "youssef", "two"),
        ("task", "--as-of", "2026-03-03", "youssef", "three", "--on", "fri"),
    ):
        shell.done(*call)
    days = {one["text"]: one["on"] for one in shell.json("task", "list")["tasks"]}
    assert {days[text] for text in ("one", "two", "three")} == {"2026-03-06"}


def test_the_environment_says_the_day_and_the_command_line_goes_before(shell: Shell) -> None:
    shell.monkeypatch.setenv("FOLLOWUP_TODAY", "2026-05-05")
    assert shell.json("due")["as_of"] == "2026-05-05"
    assert shell.json("due", "--as-of", "2026-06-06")["as_of"] == "2026-06-06"


def test_the_file_is_the_one_on_the_command_line(shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    shell.done("--file", str(other), "add", "Ann Lee")
    assert [one["name"] for one in shell.json("due", "--all", "--file", str(other))["contacts"]] == ["Ann Lee"]
    assert len(shell.json("due", "--all")["contacts"]) > 1


def test_an_empty_path_never_means_the_persons_own_network(shell: Shell) -> None:
    assert "take a path" in shell.refused("add", "Ann Lee", "--file", "")
    assert "take a path" in shell.refused("today", "--config", "")


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "someday", "20260301", "9999-01-01", "0001-01-01"])
def test_a_day_that_is_none_is_refused(day: str, shell: Shell) -> None:
    assert "--as-of takes a day like 2026-03-01" in shell.refused("today", "--as-of", day)
    shell.monkeypatch.setenv("FOLLOWUP_TODAY", day)
    assert "FOLLOWUP_TODAY takes a day" in shell.refused("today")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-25"), ("yesterday", "2026-11-24"), ("tomorrow", "2026-11-26"), ("monday", "2026-11-30"),
        ("2w", "2026-12-09"), ("-3d", "2026-11-22"), ("1 Mar", "2027-03-01"), ("2026-03-01", "2026-03-01"),
    ],
)  # fmt: skip
def test_the_day_may_be_said_in_words_that_count_from_the_real_day(words: str, day: str, shell: Shell) -> None:
    shell.monkeypatch.setattr("followup_tui.cli.options.real_day", lambda: date(2026, 11, 25))
    assert shell.json("due", "--as-of", words)["as_of"] == day
    assert shell.json("--as-of", words, "due")["as_of"] == day


def test_an_empty_day_is_refused_and_an_empty_variable_is_none(shell: Shell) -> None:
    assert "--as-of takes a day" in shell.refused("today", "--as-of", "")
    shell.monkeypatch.setenv("FOLLOWUP_TODAY", "")
    assert shell.done("today")


@pytest.mark.parametrize("call", [("--version",), ("today", "--version"), ("interview", "add", "--version")])
def test_the_version_is_told_before_and_after_the_verb(call: tuple[str, ...], shell: Shell) -> None:
    assert re.fullmatch(r"followup \d+\.\d+\.\d+\n", shell.done(*call).out)


def test_help_lists_every_verb_and_each_verb_has_help(shell: Shell) -> None:
    text = shell.done("--help").out
    for verb in (
        "demo", "today", "due", "add", "edit", "show", "find", "log", "interview", "compose", "snooze", "skip",
        "pause", "resume", "archive", "unarchive", "import", "undo", "redo", "history", "config", "task", "templates",
        "backup", "restore", "doctor", "forget",
    ):  # fmt: skip
        assert re.search(rf"^  {verb} ", text, re.MULTILINE)
        shown = shell.done(verb, "--help").out
        assert shown.startswith(f"Usage: followup {verb}")
        assert "--as-of WHEN" in shown
    assert max(map(len, text.splitlines())) <= 100


def test_only_verbs_that_change_something_can_be_run_dry(shell: Shell) -> None:
    assert "--dry-run" in shell.done("log", "--help").out
    assert "--dry-run" in shell.refused("today", "--dry-run")


def test_a_wrong_verb_or_option_is_said_in_one_line(shell: Shell) -> None:
    assert shell.refused("tdoay") == '"tdoay" is no verb; did you mean today?'
    assert shell.refused("xyzzy") == '"xyzzy" is no verb; followup --help lists the verbs.'
    assert "see followup today --help" in shell.refused("today", "--jsn")
    assert "see followup" in shell.refused("show")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_completion_script_says_where_it_belongs(name: str, shell: Shell) -> None:
    script = shell.done("--install-completion", name).out
    assert script.startswith(f"# followup, completion for {name}. To install: ")
    assert "_FOLLOWUP_COMPLETE" in script


def test_completion_takes_the_shell_from_the_environment(shell: Shell) -> None:
    shell.monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert "completion for fish" in shell.done("--install-completion").out
    shell.monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert "bash, zsh, fish" in shell.refused("--install-completion")


def test_the_shell_gets_verbs_completed(shell: Shell) -> None:
    said = shell.spawn(_FOLLOWUP_COMPLETE="bash_complete", COMP_WORDS="followup sn", COMP_CWORD="1")
    assert said.out.split() == ["plain,snooze"]


def test_the_shell_gets_names_completed(shell: Shell) -> None:
    said = shell.spawn(_FOLLOWUP_COMPLETE="bash_complete", COMP_WORDS="followup show yous", COMP_CWORD="2")
    assert said.out == "plain,Youssef Ben Salah\n"
    shell.file.write_text("broken")
    said = shell.spawn(_FOLLOWUP_COMPLETE="bash_complete", COMP_WORDS="followup show yous", COMP_CWORD="2")
    assert (said.out.strip(), said.err) == ("", "")


def test_config_path_says_where_things_are(shell: Shell) -> None:
    document = shell.json("config", "path")
    assert document["file"] == {"path": str(shell.file), "exists": True}
    assert document["config"] == {"path": str(shell.config), "exists": False}
    assert str(shell.file) in shell.done("config", "path").out


def test_without_options_the_places_are_those_of_the_platform(shell: Shell, home: Path) -> None:
    for name in ("FOLLOWUP_FILE", "FOLLOWUP_CONFIG"):
        shell.monkeypatch.delenv(name)
    places = shell.json("config", "path")
    assert places["file"]["path"].endswith("followup.json")
    assert places["config"]["path"].endswith("config.toml")
    assert str(home) in places["file"]["path"]


def test_config_show_has_every_value_and_where_it_comes_from(shell: Shell) -> None:
    shell.config.parent.mkdir(parents=True)
    shell.config.write_text("[plan]\nper_day = 5\n")
    rows = {one["key"]: one for one in shell.json("config", "show")["settings"]}
    assert rows["plan.per_day"] == {"key": "plan.per_day", "value": 5, "source": "file"}
    assert rows["cadence.default"] == {"key": "cadence.default", "value": "3-6 months", "source": "default"}
    text = shell.done("config", "show").out
    assert re.search(rf"plan\.per_day +5 +{re.escape(str(shell.config))}", text)
    assert re.search(r'cadence\.default +"3-6 months" +default', text)
    assert shell.json("today")["capacity"] == 5


def test_a_reader_that_goes_away_is_no_error(shell: Shell) -> None:
    import os

    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "followup_tui", "due", "--all"],
        stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_is_quiet(shell: Shell) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    shell.monkeypatch.setattr("followup_tui.book.Book.today", interrupted)
    said = shell("today")
    assert (said.code, said.out, said.err.strip()) == (130, "", "")


def test_a_fault_of_ours_is_a_sentence_and_no_traceback(shell: Shell) -> None:
    def broken(*_: object) -> None:
        raise KeyError("nobody thought of this")

    shell.monkeypatch.setattr("followup_tui.book.Book.today", broken)
    said = shell.refused("today", code=1)
    assert "nobody thought of this" in said
    assert "report it" in said
