"""The doctor: looks at a data file and what lies beside it, and explains what it finds. Reads only; see `repair.py`."""

import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Literal, NamedTuple

from followup_tui.store.atomic import Signature, signature_of
from followup_tui.store.backups import backups_at
from followup_tui.store.damage import damage_of, is_plain_text
from followup_tui.store.errors import NewerSchema, StoreError
from followup_tui.store.layout import SCHEMA, Contents
from followup_tui.store.mending import Mended, mend
from followup_tui.store.places import Places
from followup_tui.store.problems import Problem, by_repair
from followup_tui.store.reading import CanonicalReader, NotCanonical, read_data, unreadable
from followup_tui.store.salvage import Found, dropped, repeated_tables, swallowed, text_of
from followup_tui.store.steps import Tell, untold
from followup_tui.store.surroundings import Oddity, oddities
from followup_tui.store.taking_in import findings
from followup_tui.store.unwanted import IsUnwanted

State = Literal["missing", "gone", "unreadable", "newer", "readable"]
"""``missing``: there never was a file here; ``gone``: there was one; ``newer``: a newer program wrote it."""
_SWALLOWED = "A record holds other records: a piece of the file with the brackets between them was lost"


class Read(NamedTuple):
    """A data file as the doctor finds it: its bytes, and its contents where they can be read."""

    state: State
    data: bytes
    contents: Contents
    refusal: str
    signature: Signature | None


@dataclass(frozen=True)
class Diagnosis:
    """What the doctor found. `problems` need a repair, `notes` are only said."""

    read: Read
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    oddities: tuple[Oddity, ...]
    mended: Mended = field(default_factory=lambda: Mended({}))

    @property
    def ok(self) -> bool:
        """Whether there is nothing to repair."""
        return not self.problems


def examine(
    places: Places,
    today: date,
    fresh_id: Callable[[Mapping[int, bytes]], int],
    unwanted: IsUnwanted | None = None,
    tell: Tell = untold,
) -> Diagnosis:
    """Looks at everything that belongs to a data file.

    Args:
        places: where it is.
        today: the day that counts as today.
        fresh_id: an id that is free among some documents.
        unwanted: tells whether a contact is one whom the person asked to forget.
        tell: hears how far it is.

    Raises:
        StoreError: the file may not be read at all, or `tell` stopped it.
    """
    tell("Reading the file")
    read = read_file(places)
    if read.state == "newer":  # what lies beside it is a newer program's too, and may well be as it should be
        return Diagnosis(read, tuple(_of_the_file(places, read)), (), ())
    contacts = read.contents.tables.get("contacts", {}) if read.state in ("readable", "missing") else None
    odd = tuple(oddities(places, contacts, tell=tell))
    tell("Checking the records")
    there = read.contents if contacts is not None else None
    beside = (*(one.problem for one in odd), *findings(places, there, unwanted))
    if read.state != "readable":
        return Diagnosis(read, (*_of_the_file(places, read), *beside), (), odd)
    mended = mend(read.contents.tables, twice_in(read), today, fresh_id)
    problems = (*mended.problems, *mended.remaining, *beside)
    notes = (*_of_the_schema(places, read), *_of_the_layout(places, read), *mended.notes)
    return Diagnosis(read, problems, notes, odd, mended)


def read_file(places: Places) -> Read:
    """The data file, whatever its state.

    Raises:
        Unreadable: the system does not let us read it, or it is a folder.
    """
    signature = signature_of(places.file)
    try:
        data = places.file.read_bytes()
    except FileNotFoundError:
        gone = places.history.exists() or bool(backups_at(places))
        return Read("gone" if gone else "missing", b"", Contents(), "", None)
    except OSError as error:
        raise unreadable(places.shown, error) from error
    try:
        contents = read_data(data, places.shown)
        if not is_canonical(data) and swallowed(contents.tables):
            return Read("unreadable", data, Contents(), _SWALLOWED, signature)
        if not is_plain_text(data):
            return Read("unreadable", data, Contents(), "", signature)
        return Read("readable", data, contents, "", signature)
    except NewerSchema as error:
        contents = Contents()
        with suppress(NewerSchema):  # a form that cannot be read here at all
            contents = read_data(data, places.shown, newer_too=True)
        return Read("newer", data, contents, str(error), signature)
    except StoreError as error:
        return Read("unreadable", data, Contents(), str(error), signature)


def is_canonical(data: bytes) -> bool:
    """Whether the bytes are laid out as we write them."""
    with suppress(NotCanonical):
        names = [section.name for section in CanonicalReader(BytesIO(data)).sections()]
        return len(names) == len(set(names))
    return False


def twice_in(read: Read) -> tuple[Found, ...]:
    """The records of a readable file that its reader does not see, since their key comes again later."""
    if is_canonical(read.data):
        return ()  # which is how nearly every file is: its reader would have noticed
    return tuple(one for one in dropped(text_of(read.data)) if one.table != "_meta")


def _of_the_file(places: Places, read: Read) -> list[Problem]:
    name = str(places.shown)
    if read.state == "newer":
        return [
            Problem(
                read.refusal,
                name,
                "Update followup; this one reads it as far as it can, and changes and repairs nothing.",
            )
        ]
    if read.state == "gone":
        repair = by_repair("writes it anew from snapshots and history")
        return [Problem("The file is gone, and what was kept beside it is still there.", name, repair)]
    return damage_of(read.data, name, read.refusal) if read.state == "unreadable" else []


def _of_the_layout(places: Places, read: Read) -> Iterator[Problem]:
    name = str(places.shown)
    if not stat.S_IMODE(places.file.stat().st_mode) & 0o222:
        yield Problem("It is marked read-only, so nothing can be changed.", name, f"To change it: chmod u+w {name}")
    for table in [] if is_canonical(read.data) else repeated_tables(text_of(read.data)):
        what = f'The table "{table[:40]}" stands in it more than once, and other programs see only the last.'
        yield Problem(what, name, "Nothing needs to be done: what differs is told, and the next change writes it once.")


def _of_the_schema(places: Places, read: Read) -> list[Problem]:
    if read.contents.migrated_from is None:
        return []
    what = f"The file is of the older schema {read.contents.migrated_from}; this followup writes {SCHEMA}."
    return [Problem(what, str(places.shown), "Nothing needs to be done: the next change brings it up to date.")]
