"""A newer program's file in the shell: reading verbs read and say so, the others refuse, and nothing is written."""

import json
from pathlib import Path

import pytest

from followup_tui.store.layout import SCHEMA
from tests.cli.shell import Shell
from tests.newer_file import NEWER, NOT_UNDERSTOOD, as_newer, footprint

READING = (
    ("today",), ("due", "--all"), ("show", "nadia"), ("find", "nadia"), ("history",), ("interview", "list"),
    ("task", "list", "--all"), ("compose", "nadia"), ("backup", "list"),
)  # fmt: skip
SILENT = {"backup"}
"""Verbs that do not look into the file."""
CHANGING = (
    ("add", "Zed Zod"), ("edit", "nadia", "--note", "x"), ("edit", "nadia"), ("archive", "nadia"),
    ("unarchive", "nadia"), ("log", "nadia", "call 20m"), ("snooze", "nadia", "2w"), ("skip", "nadia"),
    ("pause", "nadia"), ("resume", "nadia"), ("task", "nadia", "send it", "--on", "2026-03-09"),
    ("task", "done", "1"), ("interview", "add", "Acme", "--role", "CTO"), ("undo",), ("redo",),
    ("forget", "nadia", "--yes"), ("restore", "2026-03-01 10:00"),
)  # fmt: skip


@pytest.fixture
def newer(shell: Shell) -> Shell:
    """The command line on a newer program's file."""
    shell.file.write_bytes(as_newer(shell.file.read_bytes()))
    shell.monkeypatch.setenv("EDITOR", "false")
    return shell


@pytest.mark.parametrize("verb", READING, ids=lambda verb: verb[0])
def test_reading_verbs_read_it_and_say_in_one_line_what_it_is(newer: Shell, verb: tuple[str, ...]) -> None:
    before = footprint(newer.file.parent)
    for said in (newer(*verb), newer(*verb, "--json")):
        assert said.code == 0
        assert said.out
        if verb[0] not in SILENT:
            (line,) = [line for line in said.err.splitlines() if "newer followup" in line]  # compose also tells blanks
            assert line.startswith(f"followup: {newer.file} was written by a newer followup (schema {NEWER}, ")
            assert line.endswith(NOT_UNDERSTOOD)
    assert said.json
    assert footprint(newer.file.parent) == before


@pytest.mark.parametrize("verb", CHANGING, ids=" ".join)
def test_changing_verbs_refuse_it_also_dry_and_before_anybody_types(newer: Shell, verb: tuple[str, ...]) -> None:
    before = footprint(newer.file.parent)
    for more in ((), ("--dry-run",), ("--json",)):
        said = newer.refused(*verb, *more, code=1)
        assert said.startswith(f"{newer.file} was written by a newer followup")
        assert said.endswith("update followup to change it.")
    assert footprint(newer.file.parent) == before


def test_what_is_not_understood_of_a_person_is_left_out_and_the_person_is_not(newer: Shell) -> None:
    shown = newer("show", "nadia", "--json").json["contact"]
    assert shown["name"] == "Nadia Haddad"
    assert shown["emails"] == ["nadia.haddad@brightwater.example.com"]
    assert "hologram" not in newer("show", "nadia").out
    everybody = {one["name"] for one in newer("due", "--all", "--json").json["contacts"]}
    assert "Owen Pryce" in everybody
    assert not [name for name in everybody if name.startswith("Tereza Nov")]


def test_nothing_is_imported_and_no_snapshot_or_draft_is_put_beside_it(newer: Shell, tmp_path: Path) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zed Zod\nEND:VCARD\n")
    before = footprint(newer.file.parent)
    assert "newer followup" in newer.refused("import", str(cards), code=1)
    assert "followup backup PATH writes a copy" in newer.refused("backup", code=1)
    for way in ("editor", "eml", "mailto", "command"):
        said = newer("compose", "nadia", "--to", way)
        assert (said.code, said.out) == (1, "")
        assert "--to stdout and clipboard work" in said.err
    newer.done("backup", str(tmp_path / "copy.json"))
    assert (tmp_path / "copy.json").read_bytes() == newer.file.read_bytes()
    assert footprint(newer.file.parent) == before


def test_the_doctor_explains_it_and_repairs_nothing(newer: Shell) -> None:
    newer.file.chmod(0o644)
    before = footprint(newer.file.parent)
    for arguments in (("doctor",), ("doctor", "--repair"), ("doctor", "--repair", "--dry-run")):
        said = newer(*arguments, "--json")
        assert (said.code, said.err, said.json["state"], said.json["repaired"]) == (1, "", "newer", [])
        assert (said.json["schema"], said.json["contacts"]) == (NEWER, 60)
        (problem,) = said.json["problems"]
        assert "newer followup" in problem["what"]
        assert "Update followup" in newer(*arguments).out
    assert footprint(newer.file.parent) == before


def test_a_newer_copy_is_not_restored_over_a_file_of_ours(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(as_newer(shell.file.read_bytes()))
    before = footprint(shell.file.parent)
    for more in ((), ("--dry-run",)):
        said = shell.refused("restore", str(copy), *more, code=1)
        assert said == (
            f"{copy} was written by a newer followup (schema {NEWER}, this one knows {SCHEMA}); update followup."
        )
    assert footprint(shell.file.parent) == before


def test_a_history_in_another_form_is_counted_where_it_is_not_understood(newer: Shell) -> None:
    folder = newer.file.with_name(f"{newer.file.name}.d")
    folder.mkdir()
    line = {"rev": 1, "at": "2026-03-01T10:00:00Z", "command": "add", "label": "Added Zed", "ops": {"put": 7}}
    lines = [json.dumps(line), json.dumps(line | {"rev": "1a"}), json.dumps(line | {"rev": 2, "ops": []})]
    (folder / "history.jsonl").write_text("\n".join(lines) + "\n")
    said = newer("history")
    assert said.code == 0
    assert said.out.count("Added Zed") == 2
    assert "1 change of the history not understood here, left out." in said.err


def test_a_file_marked_read_only_refuses_a_dry_run_as_it_would_the_change(shell: Shell) -> None:
    shell.file.chmod(0o400)
    assert "marked read-only" in shell.refused("skip", "nadia", "--dry-run", code=1)
    shell.done("show", "nadia")
