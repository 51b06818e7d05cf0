"""A record in the person's own editor: validated, nothing typed is lost, and nobody else reads it."""

import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.actions.record_text import BadText, read_record
from tests.cli.shell import Shell

Write = Callable[[str], None]


@pytest.fixture
def editor(shell: Shell, tmp_path: Path) -> Write:
    """Makes $EDITOR a program of Python lines that has the file as `path`; temporary files stay in this test."""
    program = tmp_path / "an editor" / "edit.py"
    program.parent.mkdir()
    folder = tmp_path / "temporary"
    folder.mkdir()
    shell.monkeypatch.setattr(tempfile, "tempdir", str(folder))
    shell.monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')

    def write(lines: str) -> None:
        start = "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text(encoding='utf-8')\n"
        program.write_text(start + lines, encoding="utf-8")

    return write


def _left(tmp_path: Path) -> list[Path]:
    return [one for one in (tmp_path / "temporary").rglob("*") if one.is_file()]


def test_an_unchanged_record_changes_nothing(shell: Shell, editor: Write, tmp_path: Path) -> None:
    editor("")
    before = shell.state()
    assert shell.done("edit", "youssef").out == "Nothing was changed.\n"
    assert shell.state() == before
    assert _left(tmp_path) == []


def test_what_is_edited_is_kept_as_one_change(shell: Shell, editor: Write, tmp_path: Path) -> None:
    editor(
        "text = text.replace('Tunis', 'Oslo').replace('Sirocco Data', 'Hinoki Systems')\n"
        'text = text.replace(\'tags = ["founder"]\', \'tags = ["founder", "oslo"]\')\n'
        'path.write_text(text + \'\\n[[position]]\\ncompany = "New & Co"\\nuntil = "2019"\\n\')\n'
    )
    before = shell.json("show", "youssef")
    assert shell.done("edit", "youssef").out == "Changed Youssef Ben Salah\n"
    after = shell.json("show", "youssef")
    assert (after["contact"]["place"], after["contact"]["company"]) == ("Oslo", "Hinoki Systems")
    assert after["contact"]["tags"] == ["founder", "oslo"]
    assert [one["company"] for one in after["positions"]] == ["Hinoki Systems", "New & Co"]
    assert _left(tmp_path) == []
    shell.done("undo")
    assert shell.json("show", "youssef") == before


def test_the_record_is_readable_by_its_owner_only(shell: Shell, editor: Write, tmp_path: Path) -> None:
    seen = tmp_path / "modes"
    editor(f"open({str(seen)!r}, 'w').write(f'{{path.stat().st_mode:o}} {{path.parent.stat().st_mode:o}}')\n")
    shell.done("edit", "youssef")
    file, folder = (stat.S_IMODE(int(mode, 8)) for mode in seen.read_text().split())
    assert (file, folder) == (0o600, 0o700)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("path.write_text('name = [')", "cannot be read as TOML"),
        ("path.write_text('name = ' + '[' * 5000)", "cannot be read as TOML"),
        ("path.write_text('nmae = \"Ann\"')", "did you mean name?"),
        ("path.write_text('name = 5')", "takes a text"),
        ("path.write_text('tags = \"one\"')", "takes a list"),
        ("path.write_text('name = \"\"')", "needs a name"),
        ("path.write_text('emails = [\"nowhere\"]')", "not an e-mail address"),
        ("path.write_text('cadence = \"often\"')", "not a cadence"),
        ("path.write_text('birthday = \"soon\"')", "not a birthday"),
        ("path.write_text('relation = \"friend\"')", "is no relation"),
        ("path.write_text('introduced_by = \"Nemo\"')", "Nobody is called"),
        ("path.write_text('position = 5')", "[[position]]"),
        ("path.write_text('[[position]]\\nsince = 2020')", "a text in quotation marks"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_its_text_stays(
    lines: str, says: str, shell: Shell, editor: Write, tmp_path: Path
) -> None:
    editor(lines)
    before = shell.state()
    sentence = shell.refused("edit", "youssef")
    assert says in sentence
    (kept,) = _left(tmp_path)
    assert str(kept) in sentence
    assert kept.read_text()
    assert shell.state() == before


def test_an_editor_that_fails_changes_nothing(shell: Shell, editor: Write) -> None:
    before = shell.state()
    editor("path.write_text('name = \"X\"')\nsys.exit(3)\n")
    assert "ended with an error" in shell.refused("edit", "youssef")
    shell.monkeypatch.setenv("VISUAL", "/no/such/editor")
    assert "could not be started" in shell.refused("edit", "youssef")
    shell.monkeypatch.setenv("VISUAL", "a ' quote")
    assert "could not be started" in shell.refused("edit", "youssef")
    assert shell.state() == before


def test_what_the_text_leaves_out_stays_and_an_emptied_position_goes(shell: Shell, editor: Write) -> None:
    before = shell.json("show", "youssef")
    editor("path.write_text('place = \"Oslo\"')")
    shell.done("edit", "youssef")
    after = shell.json("show", "youssef")
    assert after["contact"]["place"] == "Oslo"
    assert after["positions"] == before["positions"]
    assert after["contact"]["emails"] == before["contact"]["emails"]
    editor("path.write_text('[[position]]\\ncompany = \"\"')")
    shell.done("edit", "youssef")
    assert shell.json("show", "youssef")["positions"] == []


def test_what_is_changed_elsewhere_while_the_editor_is_open_stays(shell: Shell, editor: Write) -> None:
    editor(
        "import subprocess\n"
        "call = [sys.executable, '-m', 'followup_tui', 'edit', 'youssef', '--tag', 'meanwhile', '--title', 'Chair']\n"
        "subprocess.run(call, check=True, stdout=subprocess.DEVNULL)\n"
        "path.write_text(text.replace('Tunis', 'Oslo'))\n"
    )
    shell.done("edit", "youssef")
    contact = shell.json("show", "youssef")["contact"]
    assert (contact["place"], contact["title"]) == ("Oslo", "Chair")
    assert contact["tags"] == ["founder", "meanwhile"]
    assert [one["command"] for one in shell.json("history")["changes"]] == ["edit", "edit"]


def test_a_dry_run_of_an_edit_changes_nothing(shell: Shell, editor: Write) -> None:
    editor("path.write_text(text.replace('Tunis', 'Oslo'))")
    before = shell.state()
    assert shell.done("edit", "youssef", "--dry-run").out.startswith("Dry run")
    assert shell.state() == before


def test_every_contact_of_the_sample_survives_the_editor_unchanged(shell: Shell, editor: Write) -> None:
    editor("path.write_text('# a comment of mine\\n' + text)")
    for one in shell.json("due", "--all")["contacts"]:
        assert "Nothing to change" in shell.refused("edit", one["id"])


def test_a_message_edited_becomes_the_draft(shell: Shell, editor: Write, tmp_path: Path) -> None:
    editor("path.write_text('Subject: Hello\\n\\nA word from me.\\n')")
    assert "Kept as the draft" in shell.done("compose", "youssef", "--to", "editor").out
    (draft,) = shell.json("show", "youssef")["drafts"]
    assert (draft["subject"], draft["body"]) == ("Hello", "A word from me.")
    assert "A word from me." in shell.done("show", "youssef").out
    assert _left(tmp_path) == []


@given(text=st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(BadText):
        read_record(text)
