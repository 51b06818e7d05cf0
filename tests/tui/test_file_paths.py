"""Paths as people type, paste and drop them, and files that are likely meant."""

from pathlib import Path

import pytest

from followup_tui.tui.file_paths import Found, completed, likely_files, typed_path

HOME = Path("/home/ann")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", None),
        ("  ", None),
        ("~", HOME),
        ("~/Downloads/Connections.csv", HOME / "Downloads/Connections.csv"),
        ("/tmp/a b.vcf ", Path("/tmp/a b.vcf")),
        ("'/tmp/a b.vcf'", Path("/tmp/a b.vcf")),
        ('"~/a b.vcf"', HOME / "a b.vcf"),
        (r"/tmp/a\ b\(1\).vcf", Path("/tmp/a b(1).vcf")),
        ("'/tmp/half", Path("/tmp/half")),
        ("/tmp/O'Brien.vcf", Path("/tmp/O'Brien.vcf")),
        ("file:///tmp/a%20b.vcf", Path("/tmp/a b.vcf")),
    ],
)
def test_typed_paths(text: str, path: Path | None) -> None:
    assert typed_path(text, HOME) == path


def test_likely_files_are_known_by_name(tmp_path: Path) -> None:
    for name in (
        "Downloads/Connections.csv",
        "Downloads/connections (1).csv",
        "Downloads/Basic_LinkedInDataExport_11-20-2026.zip",
        "Downloads/holiday.zip",
        "Downloads/other.csv",
        "Desktop/friends.VCF",
        "Desktop/.hidden.vcf",
        "all.vcf",
        "Documents/not-looked-at.vcf",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "Downloads" / "folder.vcf").mkdir()
    assert likely_files(tmp_path) == (
        Found(tmp_path / "Downloads/Basic_LinkedInDataExport_11-20-2026.zip", "LinkedIn export"),
        Found(tmp_path / "Downloads/connections (1).csv", "LinkedIn connections"),
        Found(tmp_path / "Downloads/Connections.csv", "LinkedIn connections"),
        Found(tmp_path / "Desktop/friends.VCF", "vCards"),
        Found(tmp_path / "all.vcf", "vCards"),
    )


def test_a_home_without_these_folders_has_no_files(tmp_path: Path) -> None:
    assert likely_files(tmp_path / "nobody") == ()


def test_completion_goes_as_far_as_the_names_agree(tmp_path: Path) -> None:
    home = tmp_path / "ann"
    (home / "Downloads").mkdir(parents=True)
    for name in ("Connections.csv", "Contacts.vcf", "Other.txt"):
        (home / name).touch()
    assert completed("~/co", home) == ("~/Con", ("Connections.csv", "Contacts.vcf"))
    assert completed("~/conn", home) == ("~/Connections.csv", ("Connections.csv",))
    assert completed("~/Dow", home) == ("~/Downloads/", ("Downloads/",))
    assert completed("~/nothing", home) == ("~/nothing", ())
    assert completed("~", home) == ("~/", ())
    assert completed("", home)[0] == "~/"
    assert len(completed("~/", home)[1]) == 4


def test_completing_in_an_unreadable_place_changes_nothing(tmp_path: Path) -> None:
    assert completed("/no/such/folder/x", tmp_path) == ("/no/such/folder/x", ())
