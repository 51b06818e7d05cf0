"""LinkedIn's export archive."""

import zipfile
from pathlib import Path

import pytest

from followup_tui.exchange.linkedin import LinkedIn
from followup_tui.exchange.rows import BadImport, FormerEmployer, ImportedPerson, Row
from followup_tui.exchange.source import SourceFile
from tests.exchange.test_connections_csv import SINCE_2023, UNTIL_2021


def archive(folder: Path, members: dict[str, str | bytes], name: str = "export.zip") -> SourceFile:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for member, data in members.items():
            file.writestr(member, data)
    return SourceFile(path)


def rows_of(source: SourceFile) -> list[Row]:
    return list(LinkedIn().read(source).rows)


@pytest.mark.parametrize("member", ["Connections.csv", "Basic Export/connections.CSV", "a/b/Con nec_tions.csv"])
def test_the_list_is_found_wherever_it_lies(tmp_path: Path, member: str) -> None:
    (person,) = rows_of(archive(tmp_path, {"Profile.csv": "x", member: SINCE_2023}))
    assert isinstance(person, ImportedPerson)
    assert person.keys == ("linkedin:ann-lee",)


def test_a_split_list_is_read_as_one(tmp_path: Path) -> None:
    other = UNTIL_2021.replace("Ann,Lee", "Bob,Ray")
    people = rows_of(archive(tmp_path, {"Connections_1.csv": UNTIL_2021, "Connections_2.csv": other}))
    assert [person.name for person in people if isinstance(person, ImportedPerson)] == ["Ann Lee", "Bob Ray"]


def test_positions_tell_whom_its_owner_worked_for(tmp_path: Path) -> None:
    positions = "Company Name,Title\nHooli,Engineer\n,\nInitech,Engineer\n"
    rows = rows_of(archive(tmp_path, {"Connections.csv": SINCE_2023, "Positions.csv": positions}))
    assert rows[1:] == [FormerEmployer("Hooli"), FormerEmployer("Initech")]


def test_an_archive_without_a_list_says_what_to_ask_for(tmp_path: Path) -> None:
    with pytest.raises(BadImport, match=r"holds no Connections\.csv; ask LinkedIn"):
        rows_of(archive(tmp_path, {"Profile.csv": "x"}))


def test_a_member_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadImport, match="unpacks to far more"):
        rows_of(archive(tmp_path, {"Connections.csv": b"," * 20_000_000}))


def test_a_torn_archive_is_refused(tmp_path: Path) -> None:
    source = archive(tmp_path, {"Connections.csv": SINCE_2023 * 50})
    torn = tmp_path / "torn.zip"
    torn.write_bytes(source.data[: len(source.data) // 2])
    with pytest.raises(BadImport, match="cannot be unpacked"):
        rows_of(SourceFile(torn))
