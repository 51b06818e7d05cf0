"""Import from the shell: the report, again without effect, one undo, and nothing kept in a dry run."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROWS = (
    "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@x.org,Fisher,Head of Data,05 Jun 2021\n"
    "Bo,Ek,https://www.linkedin.com/in/bo-ek,,Hinoki,CTO,06 Jun 2022\n"
    ",,,,,,\n"
)
VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cy Fu\r\nEMAIL:cy@x.org\r\nEND:VCARD\r\n"


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    """A LinkedIn export of two people and an empty row."""
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_the_report_has_the_fields_of_the_contract(connections: Path, empty: Shell) -> None:
    document = empty.json("import", str(connections))
    assert {"files", "undo"} <= document.keys()
    (file,) = document["files"]
    assert {"path", "format", "rows", "new", "updated", "unchanged", "duplicates", "skipped"} <= file.keys()
    assert (file["path"], file["format"], file["new"]) == (str(connections), "linkedin", 2)
    assert all(set(one) == {"row", "why"} for one in file["skipped"])
    assert document["undo"] == empty.json("history")["changes"][0]["id"]


def test_nobody_imported_is_overdue_on_day_one(connections: Path, empty: Shell) -> None:
    text = empty.done("import", str(connections)).out
    assert "2 new" in text
    assert "followup undo takes it back." in text
    assert {one["status"] for one in empty.json("due", "--all")["contacts"]} == {"new"}
    assert empty.json("today")["overdue_total"] == 0


def test_importing_again_changes_nothing_and_one_undo_takes_all_back(connections: Path, empty: Shell) -> None:
    empty.done("import", str(connections))
    before = empty.file.read_bytes()
    again = empty.json("import", str(connections))
    assert (again["files"][0]["new"], again["files"][0]["unchanged"], again["undo"]) == (0, 2, None)
    assert empty.file.read_bytes() == before
    empty.done("undo")
    assert empty.json("due", "--all")["contacts"] == []


def test_a_dry_run_reports_the_same_and_keeps_nothing(connections: Path, shell: Shell) -> None:
    before = shell.state()
    dry = shell.json("import", str(connections), "--dry-run")
    assert "Dry run, nothing was changed" in shell.done("import", str(connections), "--dry-run").out
    assert shell.state() == before
    assert dry["files"] == shell.json("import", str(connections))["files"]


def test_the_text_has_a_line_a_file_and_the_sum_of_several(connections: Path, empty: Shell, tmp_path: Path) -> None:
    assert empty.done("import", str(connections), "--dry-run").out.splitlines() == [
        f"{connections} (linkedin): 2 rows: 2 new, 0 updated, 0 unchanged",
        "Dry run, nothing was changed.",
    ]
    card = tmp_path / "cy.vcf"
    card.write_bytes(VCARD.encode())
    lines = empty.done("import", str(connections), str(card), str(card)).out.splitlines()
    assert lines[-2:] == ["3 files: 3 new.", "followup undo takes it back."]


def test_a_possible_duplicate_says_whom_it_is_like(empty: Shell, tmp_path: Path) -> None:
    empty.done("add", "Ann Lee @Acme")
    empty.done("add", "Bo Ek <bo@y.org>")
    path = tmp_path / "Connections.csv"
    third = "Cy,Fu,https://www.linkedin.com/in/{},,Fisher,,05 Jun 2021\n"
    path.write_text(HEADER + ROWS + third.format("cy-1") + third.format("cy-2"), encoding="utf-8")
    text = empty.done("import", str(path)).out
    assert "row 2: Ann Lee may be Ann Lee, Acme (name)" in text
    assert "row 3: Bo Ek may be Bo Ek, bo@y.org (name)" in text
    assert "row 6: Cy Fu may be Cy Fu, Fisher, row 5 (name)" in text


def test_several_files_are_one_change(connections: Path, empty: Shell, tmp_path: Path) -> None:
    card = tmp_path / "cy.vcf"
    card.write_bytes(VCARD.encode())
    document = empty.json("import", str(connections), str(card))
    assert [one["format"] for one in document["files"]] == ["linkedin", "vcard"]
    assert len(empty.json("history")["changes"]) == 1
    empty.done("undo")
    assert empty.json("due", "--all")["contacts"] == []


def test_one_bad_file_keeps_all_out(connections: Path, shell: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(bytes(range(256)))
    before = shell.state()
    shell.refused("import", str(connections), str(bad))
    assert shell.state() == before


def test_a_format_of_choice_must_be_one(connections: Path, shell: Shell) -> None:
    assert "fax" in shell.refused("import", str(connections), "--format", "fax")


def test_show_after_an_import_in_a_process_of_its_own(connections: Path, empty: Shell) -> None:
    assert empty.spawn("import", str(connections)).code == 0
    shown = json.loads(empty.spawn("show", "ann lee", "--json").out)
    assert (shown["contact"]["company"], shown["contact"]["emails"]) == ("Fisher", ["ann@x.org"])
