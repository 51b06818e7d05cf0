"""Which format a file is in, and the one sentence for files that are in none."""

import zipfile
from pathlib import Path

import pytest

from followup_tui.exchange.formats import detect, format_named
from followup_tui.exchange.rows import BadImport
from followup_tui.exchange.source import source_at
from tests.exchange.test_connections_csv import SINCE_2023, UNTIL_2021

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("people.txt", UNTIL_2021.encode(), "linkedin"),
        ("no ending", SINCE_2023.encode("utf-16"), "linkedin"),
        ("contacts.csv", CARD.encode(), "vcard"),
        ("wide.vcf", CARD.encode("utf-16-be"), "vcard"),
        ("lower.vcf", CARD.lower().encode(), "vcard"),
    ],
)
def test_the_content_says_what_a_file_is(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert detect(source_at(path)).name == expected


def test_an_archive_and_a_folder_of_cards_are_known(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.bin", "w") as file:
        file.writestr("Connections.csv", UNTIL_2021)
    (tmp_path / "ann.VCF").write_text(CARD)
    assert detect(source_at(tmp_path / "export.bin")).name == "linkedin"
    assert detect(source_at(tmp_path)).name == "vcard"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.csv", b"", "empty.csv is empty."),
        ("blank.csv", b"\xef\xbb\xbf \r\n", "blank.csv is empty."),
        ("binary.csv", bytes(range(256)) * 9, "binary.csv is no text file; give LinkedIn's"),
        ("export.zip", b"this is no archive", "export.zip is no .zip archive, or only a part of one"),
        ("people.vcf", b"Ann Lee\n", "people.vcf holds no vCard"),
        ("people.csv", b"name;mail\nAnn;a@x.org\n", 'people.csv has no header row with "First Name"'),
    ],
)
def test_a_file_in_no_format_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadImport) as refused:
        detect(source_at(path))
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_a_folder_without_cards_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadImport, match=r"is a folder without \.vcf files"):
        detect(source_at(tmp_path))
    with pytest.raises(BadImport, match="There is no file"):
        source_at(tmp_path / "nowhere.csv")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    assert format_named(" LinkedIn ").name == "linkedin"
    with pytest.raises(BadImport, match="there are vcard and linkedin"):
        format_named("xml")
