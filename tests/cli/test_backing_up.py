"""Backup and restore from the shell: copies for the owner alone, and every way back is itself a change."""

import json
import stat
from pathlib import Path

from tests.cli.shell import Shell


def _names(shell: Shell) -> set[str]:
    return {one["name"] for one in shell.json("due", "--all")["contacts"]}


def test_a_snapshot_is_taken_listed_and_restored_as_a_change_that_undo_takes_back(shell: Shell) -> None:
    made = shell.json("backup")
    assert Path(made["path"]).stat().st_mode & 0o777 == 0o600
    before = _names(shell)
    shell.done("add", "Somebody New")
    dry = shell.json("restore", made["name"], "--dry-run")
    assert (dry["total"], dry["change"], dry["dry_run"]) == (1, None, True)
    assert "Somebody New" in _names(shell)
    done = shell.json("restore", made["name"])
    assert (done["records"], done["change"]) == ({"contacts": 1}, shell.json("history")["changes"][0]["id"])
    assert _names(shell) == before
    shell.done("undo")
    assert "Somebody New" in _names(shell)
    assert shell.json("history")["changes"][0]["label"].startswith("Restore ")


def test_the_list_says_when_why_how_large_and_how_much_all_may_take(shell: Shell) -> None:
    assert "No snapshot was taken yet" in shell.done("backup", "list").out
    shell.done("backup")
    shell.done("add", "Somebody New")
    listed = shell.json("backup", "list")
    assert {one["reason"] for one in listed["snapshots"]} == {"backup", "daily"}
    assert listed["bytes"] == sum(one["bytes"] for one in listed["snapshots"]) < listed["most_bytes"]
    text = shell.done("backup", "list").out
    assert "2 snapshots" in text
    assert "of at most 200.0 MB" in text


def test_an_import_takes_a_snapshot_of_what_was_before(shell: Shell, tmp_path: Path) -> None:
    card = tmp_path / "cy.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Cy Fu\nEMAIL:cy@x.org\nEND:VCARD\n")
    before = _names(shell)
    shell.done("import", str(card))
    (snapshot,) = shell.json("backup", "list")["snapshots"]
    assert snapshot["reason"] == "import"
    shell.done("restore", snapshot["path"])
    assert _names(shell) == before


def test_a_plain_copy_is_private_never_written_over_and_can_be_restored(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "copy.json"
    shell.done("backup", str(copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert json.loads(copy.read_bytes())["contacts"] == json.loads(shell.file.read_bytes())["contacts"]
    assert "is there already" in shell.refused("backup", str(copy), code=1)
    shell.done("backup", str(copy), "--force")
    assert "is the data file itself" in shell.refused("backup", str(shell.file), "--force", code=1)
    shell.done("add", "Somebody New")
    assert "1 record (contacts: 1) from" in shell.done("restore", str(copy)).out
    assert "Nothing to restore" in shell.done("restore", str(copy)).out


def test_a_dry_run_writes_nothing(shell: Shell, tmp_path: Path) -> None:
    before = shell.state()
    shell.done("backup", "--dry-run")
    shell.done("backup", str(tmp_path / "copy.json"), "--dry-run")
    assert shell.state() == before
    assert not (tmp_path / "copy.json").exists()


def test_back_to_a_moment_goes_by_the_history(shell: Shell) -> None:
    shell.done("add", "First One")
    between = shell.json("history")["changes"][0]["at"]
    shell.done("add", "Second One")
    shell.done("restore", between)
    assert "First One" in _names(shell)
    assert "Second One" not in _names(shell)


def test_what_is_neither_file_nor_moment_is_said_in_a_sentence(shell: Shell) -> None:
    assert "no file, no snapshot and no moment" in shell.refused("restore", "nowhere.json")
    assert "Nothing reaches back to" in shell.refused("restore", "1999-01-01", code=1)
    broken = shell.file.parent / "broken.json"
    broken.write_text("{")
    assert "not readable as JSON" in shell.refused("restore", str(broken), code=1)
    assert "nothing to back up" in shell.refused("backup", "--file", str(broken) + "x", code=1)
    folder = shell.file.parent / "folder"
    folder.mkdir()
    assert "nothing to back up" in shell.refused("backup", "--file", str(folder), code=1)
    assert "is a folder" in shell.refused("backup", str(folder), "--force", code=1)
    assert not folder.with_name("folder.d").exists()
