"""A contact as TOML for an editor, and back: companies by name, every field there to be filled in."""

import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import YOU, company_for
from followup_tui.actions.who import Nobody, Several, find_contact
from followup_tui.book import Book
from followup_tui.model.cadence import parse_cadence
from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.records import Contact, Position, Source
from followup_tui.model.words import Channel, Relation
from followup_tui.transaction import Transaction

LINES = ("name", "given", "family", "linkedin", "cadence", "language", "place", "birthday", "met_on")
TEXTS = ("how_met", "raise_next", "avoid_next", "note")
LISTS = ("emails", "phones", "urls", "tags", "topics")
POSITION = ("company", "title", "since", "until")
_CHOICES: dict[str, type[Relation] | type[Channel]] = {"relation": Relation, "channel": Channel}
_ORDER = (
    "name", "given", "family", "emails", "phones", "linkedin", "urls", "relation", "tags", "topics", "cadence",
    "channel", "language", "place", "birthday", "met_on", "how_met", "introduced_by", "raise_next", "avoid_next",
    "note",
)  # fmt: skip
_HINTS = {
    "given": "what to call them in a message",
    "relation": "recruiter, hiring-manager, interviewer, executive, colleague, referrer or other",
    "cadence": "3-6 months, 2w, none; empty takes the one of a tag, or the default",
    "channel": "email, linkedin, message, ...; empty takes the one of the settings",
    "birthday": "1984-02-03, or --02-03 without the year",
    "met_on": "2021, 2021-05 or 2021-05-03",
    "introduced_by": "the name of a contact",
    "raise_next": "what to speak of next time",
    "avoid_next": "what not to mention",
}


class BadText(ValueError):
    """A text that is no record; the message says where and what to write instead."""


class Edited(NamedTuple):
    """What a text says: fields of the contact, and positions with companies by name; None when it names no position.

    A position with nothing in it is none, so that the last one is taken out by emptying it.
    """

    fields: Mapping[str, Any]
    positions: tuple[Mapping[str, str], ...] | None


def record_text(book: Book, contact: Contact) -> str:
    """A contact as a TOML document."""
    import tomlkit  # 60 ms, for this one verb

    document = tomlkit.document()
    document.add(
        tomlkit.comment(f"{clean_line(contact.name)}. Save and close to keep; an unchanged file keeps nothing.")
    )
    for name in _ORDER:
        value = _shown(book, contact, name)
        held = tomlkit.string(value, multiline="\n" in value) if isinstance(value, str) else tomlkit.item(value)
        if name in _HINTS:
            held.comment(_HINTS[name])
        document.add(name, held)
    positions = tomlkit.aot()
    for position in contact.positions or (Position(),):
        row = tomlkit.table()
        row.add("company", book.company_name(position.company))
        for name in POSITION[1:]:
            row.add(name, getattr(position, name))
        positions.append(row)
    document.add("position", positions)
    return tomlkit.dumps(document)


def _shown(book: Book, contact: Contact, name: str) -> str | list[str]:
    value = getattr(contact, name)
    if name == "introduced_by":
        introducer = book.contacts.get(value)
        return introducer.name if introducer else ""
    if name in LISTS:
        return list(value)
    return str(value.value if name in _CHOICES and value else value or "")


def read_toml(text: str) -> dict[str, Any]:
    """An edited text as TOML.

    Raises:
        BadText: it is none.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadText(f"This cannot be read as TOML: {str(error).rstrip('.')}.") from None
    except RecursionError:
        raise BadText("This cannot be read as TOML: it is nested too deeply.") from None


def read_record(text: str) -> Edited:
    """What an edited text says; it is not yet held against the rules of a contact.

    Raises:
        BadText: it is not TOML, or has a field or a value that no contact has.
    """
    document = read_toml(text)
    positions = document.pop("position", None)
    fields = {name: _value(name, value) for name, value in document.items()}
    if positions is None:
        return Edited(fields, None)
    if not isinstance(positions, list) or not all(isinstance(one, dict) for one in positions):
        raise BadText("Positions are written as [[position]], each with company, title, since and until.")
    return Edited(fields, tuple(filter(_filled, (_position(one) for one in positions))))


def save_record(book: Book, contact: Contact, edited: Edited, former: Edited) -> Done[Contact]:
    """Keeps as one change what was edited: fields that differ from `former`, the text as it was opened.

    What the text left out, and what was changed elsewhere meanwhile, stays as it is.

    Raises:
        Refused: nothing differs, or the introducer is not known.
        Invalid: a field does not hold.
    """
    with book.transaction(f"Edit {contact.name}", "edit") as change:
        fields = {name: value for name, value in edited.fields.items() if value != former.fields.get(name)}
        if "introduced_by" in fields:
            fields["introduced_by"] = _introducer(book, contact, fields["introduced_by"])
        if edited.positions is not None and edited.positions != former.positions:
            fields["positions"] = _positions(book, change, contact, edited.positions)
        changed = {name: value for name, value in fields.items() if value != getattr(contact, name)}
        if not changed:
            raise Refused(f"Nothing to change: {contact.name} is so already.")
        mine = {name: Source(name=YOU, on=book.as_of) for name in changed}
        kept = change.put(replace(contact, **changed, sources={**contact.sources, **mine}))
    return Done(f"Changed {kept.name}", kept, change)


def _value(name: str, value: Any) -> Any:
    if name not in _ORDER:
        from difflib import get_close_matches  # 5 ms, for a typing error only

        near = get_close_matches(name, _ORDER, n=1)
        raise BadText(
            f'A contact has no field "{name[:40]}"; {f"did you mean {near[0]}?" if near else "leave it out."}'
        )
    if name in LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadText(f'{name} takes a list of texts, like {name} = ["one", "two"].')
        cleaned = (clean_line(one) for one in value)
        return tuple(dict.fromkeys(one for one in cleaned if one))
    if not isinstance(value, str):
        raise BadText(f'{name} takes a text in quotation marks, like {name} = "...".')
    if name in TEXTS:
        return clean_text(value).strip()
    return _line(name, clean_line(value))


def _line(name: str, text: str) -> Any:
    if name in _CHOICES:
        return _choice(name, text)
    if name == "cadence" and text:
        cadence = parse_cadence(text)
        return str(cadence) if cadence else "none"
    return text


def _choice(name: str, text: str) -> Relation | Channel | None:
    kind = _CHOICES[name]
    if not text:
        return Relation.NONE if kind is Relation else None
    try:
        return kind(text)
    except ValueError:
        words = ", ".join(one.value for one in kind if one.value)
        raise BadText(f'"{text[:40]}" is no {name}; there are {words}.') from None


def _position(row: Mapping[str, Any]) -> dict[str, str]:
    for name, value in row.items():
        if name not in POSITION or not isinstance(value, str):
            raise BadText("A position has company, title, since and until, each a text in quotation marks.")
    return {name: clean_line(row.get(name, "")) for name in POSITION}


def _filled(row: Mapping[str, str]) -> bool:
    return any(row.values())


def _positions(
    book: Book, change: Transaction, contact: Contact, rows: tuple[Mapping[str, str], ...]
) -> tuple[Position, ...]:
    known = {folded(book.company_name(held.company)): held.company for held in contact.positions if held.company}
    positions = []
    for row in rows:
        name = row["company"]
        company = known.get(folded(name)) or company_for(book, change, name).id if name else 0
        positions.append(Position(company=company, title=row["title"], since=row["since"], until=row["until"]))
    return tuple(positions)


def _introducer(book: Book, contact: Contact, name: str) -> int:
    held = book.contacts.get(contact.introduced_by)
    if held and clean_line(held.name) == name:
        return held.id
    if not name:
        return 0
    try:
        return find_contact(book, name).id
    except (Nobody, Several) as error:
        raise Refused(f"introduced_by: {error}") from None
