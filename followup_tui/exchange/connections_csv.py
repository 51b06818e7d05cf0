"""LinkedIn's list of connections, Connections.csv, of every year and as spreadsheets save it again."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from followup_tui.exchange.decoding import decode, is_binary, line_ends
from followup_tui.exchange.identity import linkedin_address, linkedin_slug
from followup_tui.exchange.names import from_parts
from followup_tui.exchange.rows import BadImport, FormerEmployer, ImportedPerson, Reading, Row, Skipped
from followup_tui.model.clean import clean_line
from followup_tui.model.validation import is_email

HEADER_ROWS = 12
"""Among how many first rows the header is looked for: since mid-2021 notes of three lines stand before it."""
_NEEDED = frozenset({"first name", "connected on"})
_DELIMITERS = (",", ";", "\t")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:,? .*)?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


def find_header(text: str) -> tuple[int, str, dict[str, int]] | None:
    """Where the header is: its row (from 0), the delimiter, and the column of each name; None when there is none."""
    for delimiter in _DELIMITERS:
        try:
            for number, cells in enumerate(islice(_reader(text, delimiter), HEADER_ROWS)):
                columns = {_column(cell): place for place, cell in reversed(list(enumerate(cells)))}
                if columns.keys() >= _NEEDED:
                    return number, delimiter, columns
        except csv.Error:
            continue
    return None


def read_connections(data: bytes, name: str) -> Reading:
    """The people of a Connections.csv.

    Raises:
        BadImport: it is no text, or has no header that names its columns.
    """
    if is_binary(data[:4096]):
        raise BadImport(f"{name} is no text file; give LinkedIn's Connections.csv or the .zip that it came in.")
    text = decode(data)
    header = find_header(text)
    if header is None:
        raise BadImport(
            f'{name} has no header row with "First Name" and "Connected On"; give LinkedIn\'s Connections.csv.'
        )
    first, delimiter, columns = header
    return Reading(max(line_ends(data) - first - 1, 0), _rows(text, delimiter, first, columns))


def read_employers(data: bytes) -> Iterator[FormerEmployer]:
    """The companies of a Positions.csv: those that its owner did work for."""
    reader = _reader(decode(data), ",")
    columns = {_column(cell): place for place, cell in enumerate(next(reader, []))}
    place = columns.get("company name")
    if place is None:
        return
    for cells in reader:
        company = clean_line(cells[place]) if place < len(cells) else ""
        if company:
            yield FormerEmployer(company)


def parse_day(text: str) -> date | None:
    """A day in one of the forms that these files have: ``08 Feb 2026``, ``4-Apr-21``, ISO, ``M/D/YY``, ``D.M.YY``.

    Month names are English in every export, so no locale is asked. Two digits are a year of this century: LinkedIn
    opened in 2003.
    """
    if match := _WRITTEN.fullmatch(text):
        month = match[2].lower()[:3]
        return _day(match[3], _MONTHS.index(month) + 1, match[1]) if month in _MONTHS else None
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _AMERICAN.fullmatch(text):
        return _day(match[3], match[1], match[2])
    if match := _GERMAN.fullmatch(text):
        return _day(match[3], match[2], match[1])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == len("21") else 0), int(month), int(day))
    except ValueError:
        return None


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _column(cell: str) -> str:
    return clean_line(cell).casefold()


def _rows(text: str, delimiter: str, header: int, columns: Mapping[str, int]) -> Iterator[Row]:
    """Every row behind the header; one that cannot be split into cells is skipped, and the next one is read."""
    reader = _reader(text, delimiter)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(row, f"It is no row of a table: {error}.")
            continue
        if row > header + 1 and any(cells):
            yield _person(row, cells, columns)


def _person(row: int, cells: list[str], columns: Mapping[str, int]) -> Row:
    def cell(column: str) -> str:
        place = columns.get(column, len(cells))
        return clean_line(cells[place]) if place < len(cells) else ""

    called = from_parts(cell("first name"), cell("last name"))
    if not called.name:
        if not cell("url") and not cell("email address"):
            return Skipped(row, "LinkedIn hides this person: the row holds only a date.")
        return Skipped(row, "It has no name.")
    notes: list[str] = []
    email, connected, slug = cell("email address"), cell("connected on"), linkedin_slug(cell("url"))
    if email and not is_email(email):
        notes.append(f'"{email[:60]}" is not an e-mail address and was left out.')
        email = ""
    day = parse_day(connected) if connected else None
    if connected and day is None:
        notes.append(f'"{connected[:20]}" is not a date like 08 Feb 2026 and was left out.')
    return ImportedPerson(
        row=row,
        name=called.name,
        given=called.given,
        family=called.family,
        emails=(email,) if email else (),
        linkedin=linkedin_address(slug) if slug else "",
        urls=() if slug or not cell("url") else (cell("url"),),
        company=cell("company"),
        title=cell("position"),
        met_on=day.isoformat() if day else "",
        keys=(f"linkedin:{slug}",) if slug else (),
        notes=tuple(notes),
    )
