"""What a format makes of a file: one row after the other, each a person, a reason to skip it, or a former employer."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec


class BadImport(ValueError):
    """A file that cannot be imported at all; the message is one sentence that names it and says what to do."""


class ImportedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person as a file tells of them: cleaned text, nothing decided yet.

    `row` counts as a person counts: the row of the spreadsheet, or the card in the file. `emails` and `phones` are in
    order of preference, `labels` maps one of them to "work", "home" and the like. `linkedin` is the address of a
    profile, `birthday` and `met_on` have the form that records keep. `keys` name the person in the system they come
    from (``linkedin:ann-lee``, ``vcard:...``). `notes` says, in a sentence each, what could not be read and was left
    out.
    """

    row: int
    name: str
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    labels: dict[str, str] = {}
    linkedin: str = ""
    urls: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    birthday: str = ""
    met_on: str = ""
    keys: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Skipped(NamedTuple):
    """A row that no contact was made of, and why, in one sentence."""

    row: int
    why: str


class FormerEmployer(NamedTuple):
    """A company that the person who exported the file worked for."""

    name: str


Row = ImportedPerson | Skipped | FormerEmployer


class Reading(NamedTuple):
    """A file being read: `total` is about how many rows it holds, for showing progress."""

    total: int
    rows: Iterator[Row]
