"""One's own templates in the shell: written in the editor, checked before they are used, and never lost."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Shell

Write = Callable[[str], None]


@pytest.fixture
def editor(shell: Shell, tmp_path: Path) -> Write:
    """Makes $EDITOR replace what is in the file: ``old=>new`` for every pair."""
    program = tmp_path / "edit.py"
    shell.monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')

    def write(pairs: str) -> None:
        old, _, new = pairs.partition("=>")
        program.write_text(
            "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text(encoding='utf-8')\n"
            f"assert {old!r} in text, text\npath.write_text(text.replace({old!r}, {new!r}), encoding='utf-8')\n",
            encoding="utf-8",
        )

    return write


BASE = """+++
title = "Mine"
intent = "keep-warm"
subject = "Hi"
+++
Hi {{ first_name }},

All well?
"""


def folder(shell: Shell) -> Path:
    return shell.config.parent / "templates"


def test_a_new_one_is_kept_for_the_owner_alone_and_used(shell: Shell, editor: Write) -> None:
    editor("How did that go on?=>Tell me more, {{ first_name }}!")
    assert "Would keep" in shell.done("templates", "new", "tell-me", "--dry-run").out
    assert not folder(shell).exists()
    said = shell.json("templates", "new", "tell-me")
    path = folder(shell) / "tell-me.md"
    assert said["file"] == str(path)
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    assert "Tell me more, Youssef!" in shell("templates", "show", "tell-me", "--for", "youssef").out
    assert "have a template tell-me already" in shell.refused("templates", "new", "tell-me")
    editor("Tell me more=>Say more")
    assert "Kept the template tell-me" in shell.done("templates", "edit", "tell-me").out
    assert "Say more" in path.read_text(encoding="utf-8")
    assert "Tell me more" in (folder(shell) / "bin" / "tell-me.md").read_text(encoding="utf-8")


def test_a_built_in_one_is_overridden_by_a_copy(shell: Shell, editor: Write) -> None:
    editor("{{ sign_off }}=>All good things,")
    shell.done("templates", "edit", "short-hi")
    listed = {one["name"]: one["built_in"] for one in shell.json("templates", "list")["templates"]}
    assert listed["short-hi"] is False
    editor("title=>title")
    shell.done("templates", "new", "copy-of-hi", "--from", "reconnect")
    assert "All" in shell.done("templates", "check").out


def test_what_cannot_be_used_is_kept_and_gone_on_with(shell: Shell, editor: Write) -> None:
    folder(shell).mkdir(parents=True)
    (folder(shell) / "mine.md").write_text(BASE, encoding="utf-8")
    before = (folder(shell) / "mine.md").read_bytes()
    editor("{{ first_name }},=>{{ frist_name }},")
    said = shell.refused("templates", "edit", "mine")
    assert "mine.md, line 6, column 7:" in said
    assert "did you mean first_name" in said
    assert (folder(shell) / "mine.md").read_bytes() == before
    checked = shell("templates", "check", "--json")
    assert checked.code == 1
    assert [(one["line"], one["column"]) for one in checked.json["problems"]] == [(6, 7)]
    assert "unfinished/mine.md, line 6" in shell("templates", "check", "mine").out
    editor("frist=>first")
    shell.done("templates", "edit", "mine")
    assert "can be used" in shell.done("templates", "check", "mine").out


def test_a_broken_header_is_named_with_line_and_column(shell: Shell) -> None:
    folder(shell).mkdir(parents=True)
    (folder(shell) / "odd.md").write_text("+++\ntitle = x\n+++\nHi", encoding="utf-8")
    assert "odd.md, line 2, column 9: the header is not TOML" in shell("templates", "check").out


@pytest.mark.parametrize("name", ["../evil", "a/b", "Short Hi", ".hidden", "x" * 70, ""])
def test_no_name_leads_out_of_the_folder(name: str, shell: Shell, editor: Write) -> None:
    for verb in ("new", "edit"):
        said = shell("templates", verb, name)
        assert said.code == 2
        assert "Traceback" not in said.err
    assert not folder(shell).exists()


def test_a_template_is_seen_as_somebody_would_get_it_with_what_it_is_made_of(shell: Shell) -> None:
    said = shell("templates", "show", "reconnect", "--for", "youssef")
    assert "Hi Youssef," in said.out
    assert "the person" in said.out
    facts = {one["name"]: one for one in shell.json("templates", "show", "reconnect", "--for", "youssef")["facts"]}
    assert facts["first_name"]["value"] == "Youssef"
    assert facts["my_name"]["from"] == "settings, [me]"
