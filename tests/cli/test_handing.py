"""Handing a message over from the shell: what is possible is said, and only what left and was meant is logged."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell

WITHOUT_BLANKS = ("youssef", "--template", "short-hi")


@pytest.fixture
def mailers(shell: Shell, tmp_path: Path) -> Path:
    """A folder of programs that is all there is on the path; no display, over SSH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    patch = shell.monkeypatch
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "WSL_DISTRO_NAME", "TERMUX_VERSION", "SSH_TTY"):
        patch.delenv(name, raising=False)
    patch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    patch.setenv("PATH", str(folder))
    settings(shell)
    return folder


def settings(shell: Shell, sending: str = "") -> None:
    """Settings with a name to sign with, and how to send."""
    shell.config.parent.mkdir(exist_ok=True)
    shell.config.write_text(f'[me]\nname = "Sam"\n[sending]\n{sending}\n', encoding="utf-8")


def program(folder: Path, name: str, code: int) -> Path:
    """A program that only notes its arguments, one a line, and ends with a code; gives where it notes them."""
    noted = folder / f"{name}.args"
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{noted}"\nexit {code}\n', encoding="utf-8")
    path.chmod(0o700)
    return noted


def logged(shell: Shell) -> list[dict[str, object]]:
    """What is logged about the contact, newest first."""
    found: list[dict[str, object]] = shell.json("show", "youssef")["interactions"]
    return found


def test_a_terminal_mailer_gets_a_private_draft_and_the_log_only_what_was_meant(shell: Shell, mailers: Path) -> None:
    before = len(logged(shell))
    noted = program(mailers, "neomutt", 0)
    said = shell.done("compose", *WITHOUT_BLANKS, "--to", "neomutt")
    option, draft = noted.read_text(encoding="utf-8").splitlines()
    assert option == "-H"
    assert f"Handed to neomutt; the draft is {draft}." in said.out.replace("\n", " ")
    assert Path(draft).stat().st_mode & 0o777 == 0o600
    assert Path(draft).parent.stat().st_mode & 0o777 == 0o700
    assert "X-Unsent" not in Path(draft).read_text(encoding="utf-8")
    assert len(logged(shell)) == before, "handing over alone logs nothing"

    done = shell.json("compose", *WITHOUT_BLANKS, "--to", "neomutt", "--log")
    assert (done["to"], done["interaction"]["channel"], done["interaction"]["template"]) == (
        "neomutt", "email", "short-hi",
    )  # fmt: skip
    assert not Path(noted.read_text(encoding="utf-8").splitlines()[1]).exists(), "what is logged needs no draft file"
    assert len(logged(shell)) == before + 1
    shell.done("undo")
    assert len(logged(shell)) == before


def test_nothing_is_logged_when_the_program_is_missing_or_fails(shell: Shell, mailers: Path) -> None:
    before = shell.state()
    assert "aerc is not installed here" in shell.refused("compose", *WITHOUT_BLANKS, "--to", "aerc", "--log", code=1)
    program(mailers, "aerc", 3)
    assert "aerc ended without sending it" in shell.refused("compose", *WITHOUT_BLANKS, "--to", "aerc", "--log", code=1)
    settings(shell, 'command = ["no-such-mailer", "{to}"]')
    assert "no-such-mailer failed" in shell.refused("compose", *WITHOUT_BLANKS, "--to", "command", "--log", code=1)
    after = shell.state()
    assert {name: after[name] for name in before} == before, "the file is as it was; drafts lie beside it"


def test_what_is_possible_is_said_with_why_not(shell: Shell, mailers: Path) -> None:
    program(mailers, "himalaya", 0)
    shell.done("edit", "youssef", "--phone", "020 7946 0123", "--channel", "linkedin")
    assert "email (prefers LinkedIn, but there is no LinkedIn profile)" in shell.done("show", "youssef").out
    assert shell.json("compose", "youssef")["channel"] == "email"
    ways = {(one["channel"], one["way"]): one for one in shell.json("compose", "youssef", "--to", "list")["ways"]}
    assert ways["email", "mailto"]["why_not"] == "no display over SSH"
    assert ways["email", "neomutt"]["why_not"] == "neomutt is not installed"
    assert ways["email", "himalaya"]["possible"]
    assert "country code" in ways["message", "whatsapp"]["why_not"]
    said = shell.refused("compose", "youssef", "--to", "call", code=1)
    assert said == "Nothing could be opened here that calls; the number is 020 7946 0123."
    assert ways["message", "sms"]["why_not"] == "no display over SSH"
    said = shell.done("compose", "youssef", "--to", "list").out
    assert "not possible: no display over SSH" in said
    assert "himalaya  installed" in shell.done("config", "check").out
    settings(shell, 'mail = "neomutt"')
    said_of_neomutt = shell("config", "check")
    assert said_of_neomutt.code == 1
    assert "sending.mail is neomutt, which is not installed here." in said_of_neomutt.err


def test_log_is_refused_while_a_blank_is_left_or_nothing_leaves(shell: Shell, mailers: Path) -> None:
    before = shell.state()
    assert "Still to be filled in" in shell.refused("compose", "nadia", "--template", "specific-memory", "--log")
    assert "--log goes with" in shell.refused("compose", "nadia", "--to", "editor", "--log")
    dry = shell.done("compose", *WITHOUT_BLANKS, "--to", "aerc", "--log", "--dry-run").out
    assert dry.startswith("Dry run")
    assert shell.state() == before
    shown = shell.done("compose", *WITHOUT_BLANKS, "--log").out.replace("\n", " ")
    assert "Logged as sent: Wrote to Youssef" in shown


def test_a_kept_draft_is_handed_over_logged_and_put_away(shell: Shell, mailers: Path) -> None:
    assert "No draft to" in shell.refused("compose", "nadia", "--draft")
    editor = mailers / "editor"
    editor.write_text('#!/bin/sh\nprintf "Subject: Hi\\n\\nMy own words." > "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    shell.monkeypatch.setenv("EDITOR", str(editor))
    shell.monkeypatch.delenv("VISUAL", raising=False)
    shell.done("compose", "nadia", "--to", "editor")
    noted = program(mailers, "himalaya", 0)
    done = shell.json("compose", "nadia", "--draft", "--to", "himalaya", "--log")
    assert noted.read_text(encoding="utf-8").strip().endswith("?subject=Hi&body=My%20own%20words.")
    assert done["interaction"]["text"] == "My own words."
    assert "No draft to" in shell.refused("compose", "nadia", "--draft")
