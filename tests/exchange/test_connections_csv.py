"""LinkedIn's Connections.csv of every era, and what spreadsheets make of it."""

from datetime import date

import pytest

from followup_tui.exchange.connections_csv import parse_day, read_connections
from followup_tui.exchange.rows import BadImport, ImportedPerson, Row, Skipped

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only '
    'see them for connections who have allowed it."\n'
    "\n"
)
UNTIL_2021 = "First Name,Last Name,Email Address,Company,Position,Connected On\nAnn,Lee,,Fisher,CTO,08 Feb 2021\n"
UNTIL_2023 = PREAMBLE + UNTIL_2021
SINCE_2023 = (
    PREAMBLE + "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ann,Lee,https://www.linkedin.com/in/ann-lee,,Fisher,CTO,08 Feb 2021"
)
QUOTED = (
    '"First Name","Last Name","URL","Email Address","Company","Position","Connected On"\n'
    '"Ann","Lee","https://www.linkedin.com/in/ann-lee","","Fisher","CTO","08 Feb 2021"'
)


def rows_of(text: str, encoding: str = "utf-8") -> list[Row]:
    return list(read_connections(text.encode(encoding), "Connections.csv").rows)


def person_of(text: str, encoding: str = "utf-8") -> ImportedPerson:
    (row,) = rows_of(text, encoding)
    assert isinstance(row, ImportedPerson)
    return row


def with_row(cells: str) -> str:
    return f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{cells}\n"


@pytest.mark.parametrize("text", [UNTIL_2021, UNTIL_2023, SINCE_2023, QUOTED])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_era_says_the_same_of_a_person(text: str, line_end: str) -> None:
    person = person_of(text.replace("\n", line_end))
    told = (person.name, person.given, person.family, person.company, person.title, person.met_on)
    assert told == ("Ann Lee", "Ann", "Lee", "Fisher", "CTO", "2021-02-08")
    assert person.emails == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_of_a_spreadsheet_is_read(encoding: str) -> None:
    assert person_of(with_row("Zoë,Müller,,,Café,,08 Feb 2021"), encoding).name == "Zoë Müller"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_of_a_spreadsheet_are_read(delimiter: str) -> None:
    text = f"First Name{delimiter}Last Name{delimiter}Connected On\nAnn{delimiter}Lee{delimiter}08.02.2021\n"
    assert person_of(text).met_on == "2021-02-08"


def test_columns_are_found_by_name_whatever_their_order_case_and_spaces() -> None:
    text = " CONNECTED on ,Position,last name,URL,first  name\n08 Feb 2021,CTO,Lee,,Ann\n"
    person = person_of(text)
    assert (person.name, person.title, person.met_on) == ("Ann Lee", "CTO", "2021-02-08")


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    assert person_of(SINCE_2023).row == 5
    assert person_of(UNTIL_2021).row == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08 Feb 2026", date(2026, 2, 8)),
        ("8 February 2026", date(2026, 2, 8)),
        ("4-Apr-21", date(2021, 4, 4)),
        ("2021-04-04", date(2021, 4, 4)),
        ("2021-04-04 10:00:00 UTC", date(2021, 4, 4)),
        ("4/5/21", date(2021, 4, 5)),
        ("4/5/2021, 8:15 AM", date(2021, 4, 5)),
        ("5.4.2021", date(2021, 4, 5)),
        ("31 Feb 2021", None),
        ("25/12/2021", None),
        ("08 Fév 2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_each_form_of_date_has_one_meaning(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_a_date_that_cannot_be_read_is_reported_and_the_person_kept() -> None:
    person = person_of(with_row("Ann,Lee,,not an address,Fisher,CTO,31 Feb 2021"))
    assert (person.met_on, person.emails) == ("", ())
    assert person.notes == (
        '"not an address" is not an e-mail address and was left out.',
        '"31 Feb 2021" is not a date like 08 Feb 2026 and was left out.',
    )


def test_people_whom_linkedin_hides_are_skipped_with_a_reason() -> None:
    assert rows_of(with_row(",,,,,,07 Jun 2026")) == [
        Skipped(2, "LinkedIn hides this person: the row holds only a date.")
    ]


@pytest.mark.parametrize(
    ("first", "last", "name", "given", "family"),
    [
        ("Sarah", '"Looper, DipWSET"', "Sarah Looper", "Sarah", "Looper"),
        ("Sarah", "Looper MBA", "Sarah Looper", "Sarah", "Looper"),
        ("🚀 Ann", "Lee ✨", "Ann Lee", "Ann", "Lee"),
        ("👩‍💻", "", "👩‍💻", "👩‍💻", ""),
        ("Dr. Ann", "Lee", "Dr. Ann Lee", "Ann", "Lee"),
        ("Ann", "", "Ann", "Ann", ""),
        ("", "Lee", "Lee", "", "Lee"),
        ("지민", "박", "지민 박", "지민", "박"),
        ("  Ann   Marie ", " van der Berg ", "Ann Marie van der Berg", "Ann Marie", "van der Berg"),
    ],
)
def test_names_come_without_degrees_and_pictures(first: str, last: str, name: str, given: str, family: str) -> None:
    person = person_of(with_row(f"{first},{last},,,,,08 Feb 2021"))
    assert (person.name, person.given, person.family) == (name, given, family)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zoë-brandt",
        "https://www.linkedin.com/in/zo%C3%AB-brandt",
        "www.linkedin.com/in/Zo%C3%AB-Brandt/",
        "http://uk.linkedin.com/in/zo%c3%ab-brandt?trk=people",
    ],
)
def test_one_profile_has_one_key_however_its_address_is_written(url: str) -> None:
    person = person_of(with_row(f"Zoë,Brandt,{url},,,,08 Feb 2021"))
    assert person.keys == ("linkedin:zoë-brandt",)
    assert person.linkedin == "https://www.linkedin.com/in/zo%C3%AB-brandt"


def test_formulas_stay_what_they_are() -> None:
    person = person_of(with_row("""=cmd|' /C calc'!A0,+1,,,@SUM(A1),-2+3,08 Feb 2021"""))
    assert (person.name, person.company, person.title) == ("=cmd|' /C calc'!A0 +1", "@SUM(A1)", "-2+3")


def test_terminal_codes_are_taken_out() -> None:
    person = person_of(with_row("Ann\x1b]0;owned\x07,Lee\x1b[31m,,,Fi\u202esher,,08 Feb 2021"))
    assert (person.name, person.company) == ("Ann Lee", "Fisher")


def test_short_and_long_rows_are_read_as_far_as_they_go() -> None:
    short, long = rows_of(with_row("Ann,Lee\nBob,Ray,,,,,08 Feb 2021,more,and more"))
    assert isinstance(short, ImportedPerson)
    assert isinstance(long, ImportedPerson)
    assert (short.name, short.met_on, long.name) == ("Ann Lee", "", "Bob Ray")


def test_a_cell_too_large_for_a_table_costs_only_its_row() -> None:
    first, second = rows_of(with_row("x" * 200_000 + ",Lee\nBob,Ray,,,,,08 Feb 2021"))
    assert isinstance(first, Skipped)
    assert isinstance(second, ImportedPerson)


@pytest.mark.parametrize("data", [b"a,b,c\n1,2,3\n", b"hello\n", b"First Name,Last Name\nAnn,Lee\n"])
def test_a_table_without_a_usable_header_is_refused(data: bytes) -> None:
    with pytest.raises(BadImport, match=r'no header row with "First Name" and "Connected On"'):
        read_connections(data, "people.csv")


def test_binary_data_is_refused() -> None:
    with pytest.raises(BadImport, match="no text file"):
        read_connections(bytes(range(256)) * 20, "people.csv")
