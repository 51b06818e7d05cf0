"""The fields of the form for a contact: how each is written as text, read back, checked and explained."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from followup_tui.model.cadence import BadCadence, parse_cadence
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Company, Contact
from followup_tui.model.validation import LINE_LIMIT, problems_of
from followup_tui.model.words import Channel, Relation
from followup_tui.rules.verdict import window_after
from followup_tui.rules.wording import day_words

FieldKind = Literal["line", "list", "choice", "text", "lines"]
"""How a field is edited: in one line, a line of items with commas, fixed values, a text, or several lines."""


class FieldSpec(NamedTuple):
    """A field: its name in `actions.people.edit`, its label, how it is edited, and an example for the empty line."""

    name: str
    label: str
    kind: FieldKind = "line"
    example: str = ""
    choices: tuple[str, ...] = ()


FIELDS: Final = (
    FieldSpec("name", "Name"),
    FieldSpec("company", "Company"),
    FieldSpec("title", "Title"),
    FieldSpec("emails", "E-mail", "list", "ann@example.org, ann@home.example"),
    FieldSpec("phones", "Phone", "list", "+49 30 123456, +1 555 0100"),
    FieldSpec("tags", "Tags", "list", "loose, conference"),
    FieldSpec("topics", "Topics", "list", "databases, type systems"),
    FieldSpec("cadence", "Cadence", "line", "3-6 months, 2w, 30d-60d or none"),
    FieldSpec(
        "channel", "Channel", "choice", choices=("", *(channel.value for channel in Channel if channel != "note"))
    ),
    FieldSpec("relation", "Relation", "choice", choices=tuple(relation.value for relation in Relation)),
    FieldSpec("birthday", "Birthday", "line", "1984-02-03, without the year --02-03"),
    FieldSpec("linkedin", "LinkedIn", "line", "https://www.linkedin.com/in/..."),
    FieldSpec("place", "Place"),
    FieldSpec("how_met", "How met"),
    FieldSpec("met_on", "Met on", "line", "2021, 2021-05 or 2021-05-03"),
    FieldSpec("raise_next", "Raise next", "line", "their new office"),
    FieldSpec("avoid_next", "Avoid next", "line", "the reorganisation"),
    FieldSpec("note", "Note", "text"),
)


class Remark(NamedTuple):
    """What stands under a field: a problem that keeps it from being saved, or what its text means."""

    text: str
    is_problem: bool = False


def as_texts(contact: Contact, company: str) -> dict[str, str]:
    """The contact's fields as they stand in the form."""
    texts = {}
    for field in FIELDS:
        value: Any = company if field.name == "company" else getattr(contact, field.name)
        if field.kind == "list":
            texts[field.name] = ", ".join(clean_line(one) for one in value)
        elif field.kind == "text":
            texts[field.name] = clean_text(value)
        elif field.kind == "choice":
            texts[field.name] = value.value if value else ""
        else:
            texts[field.name] = clean_line(value)
    return texts


def value_of(field: FieldSpec, text: str) -> Any:
    """What a text in a field means, in the form that `actions.people.edit` takes."""
    if field.name == "channel":
        return Channel(text) if text else None
    if field.name == "relation":
        return Relation(text)
    if field.kind == "list":
        return _list(field.name, text)
    return clean_text(text).strip() if field.kind == "text" else clean_line(text)


def remark_on(field: FieldSpec, text: str, start: date | None, as_of: date, inherited: str = "") -> Remark:
    """What to say about a text in a field: the first problem, else what it means, else nothing.

    `start` is the day the cadence counts from, `inherited` the cadence that holds without one of their own.
    """
    problem = _problem(field.name, value_of(field, text))
    if problem:
        return Remark(problem, is_problem=True)
    if field.name == "cadence":
        return Remark(cadence_meaning(clean_line(text), start, as_of, inherited))
    return Remark("")


def changed_values(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields whose text means something else than before."""
    values = {}
    for field in FIELDS:
        value = value_of(field, after[field.name])
        if after[field.name] != before[field.name] and value != value_of(field, before[field.name]):
            values[field.name] = value
    return values


def cadence_meaning(text: str, start: date | None, as_of: date, inherited: str = "") -> str:
    """A cadence in words, with the window it gives from `start` on; empty when it cannot be read.

    A cadence of one span stays open for a quarter of it (`model.cadence.Cadence`).
    """
    if not text:
        return f"empty: {inherited}" if inherited else ""
    try:
        cadence = parse_cadence(text)
    except BadCadence:
        return ""
    if cadence is None:
        return "never due by itself; only their messages, promises and birthdays bring them up"
    if cadence.is_single:
        words = f"window: from {cadence.least} after the last touch on, for a quarter as long"
    elif cadence.least.unit == cadence.most.unit:
        words = f"window: {cadence.least.number} to {cadence.most} after the last touch"
    else:
        words = f"window: {cadence.least} to {cadence.most} after the last touch"
    if start is None:
        return words
    window = window_after(start, cadence)
    return f"{words} ({day_words(window.opens, as_of)} to {day_words(window.latest, as_of)})"


def _list(name: str, text: str) -> tuple[str, ...]:
    """The items between commas, semicolons and line ends; tags also between blanks and without their ``#``."""
    parts = re.split(r"[,\n]|;(?=\s|$)" if name == "phones" else r"[,;\n]", clean_text(text))
    if name == "tags":
        parts = [word.lstrip("#") for part in parts for word in part.split()]
    if name == "emails":
        parts = [_address(part) for part in parts]
    return tuple(dict.fromkeys(filter(None, (clean_line(part) for part in parts))))


def _address(part: str) -> str:
    """The address in ``Ann Lee <ann@example.org>``, as mail programs copy it."""
    found = re.fullmatch(r"[^<>]*<([^<>]+)>\s*", part)
    return found[1] if found else part


def _problem(name: str, value: Any) -> str:
    """The first thing to say against a value of a field of a contact."""
    if name == "company":
        return next(problems_of(Company(name=value)), "") if value else ""
    if name == "title":
        over = len(value) > LINE_LIMIT
        return f"The title has {len(value):,} characters; {LINE_LIMIT:,} are the most it can have." if over else ""
    fields = {"name": "x", name: value}
    return next(problems_of(Contact(**fields)), "")
