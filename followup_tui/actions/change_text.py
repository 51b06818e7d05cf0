"""What a change did, in plain words: which records, and of each field what it was and what it became."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

import msgspec

from followup_tui.book import Book
from followup_tui.model.clean import clean_line
from followup_tui.model.ids import short
from followup_tui.model.records import REFERENCES, TABLES
from followup_tui.opening import Op
from followup_tui.rules.wording import moment_words

_LABELS: Final = {"companies": "name", "contacts": "name", "interviews": "role", "clippings": "title"}
NameOf = Callable[[str, int], str]
"""The name of a record by its table and id, empty where there is none."""
_ONE: Final = dict(
    zip(TABLES, ("contact", "company", "interview", "interaction", "clipping", "result", "task"), strict=True)
)
_NAMED_BY: Final = ("name", "title", "role", "subject", "text")
_KEPT_ASIDE: Final = frozenset({"created", "updated", "sources", "keys", "labels"})
"""Fields that follow from others: said only where nothing else changed."""
_WORDS: Final[Mapping[str, str]] = {
    "emails": "e-mail", "phones": "phone", "urls": "links", "on": "day", "at": "time", "raise_next": "to raise",
    "avoid_next": "to avoid", "worked_for": "we worked there", "needs_contact": "needs a contact", "came_of": "came of",
    "first_by": "first touch by", "marks": "decisions", "next_on": "next day", "counts": "counts as contact",
    "planned_on": "moved to",
}  # fmt: skip
_REFERRED: Final[Mapping[str, str]] = {
    **{path.rpartition(".")[2]: table for paths in REFERENCES.values() for path, table in paths.items()},
}
"""By field, which table its ids are of: no field means two."""


class FieldChange(NamedTuple):
    """A field, in words. Of a list only what went (`before`) and what came (`after`)."""

    field: str
    before: str
    after: str


class RecordChange(NamedTuple):
    """What became of one record."""

    how: Literal["added", "changed", "removed"]
    kind: str
    name: str
    fields: tuple[FieldChange, ...]


def record_changes(ops: Iterable[Op], name_of: NameOf) -> Iterator[RecordChange]:
    """What became of each record of a change, in words, one after the other."""
    for op in ops:
        before, after = _fields(op.before), _fields(op.after)
        how: Literal["added", "changed", "removed"] = (
            "added" if op.before is None else "removed" if op.after is None else "changed"
        )
        yield RecordChange(how, _ONE.get(op.table, op.table), _name(op, after or before, name_of),
                           tuple(_differing(before, after, name_of)))  # fmt: skip


def name_in(book: Book, table: str, number: int) -> str:
    """The name of a record as it is in a network now. Safe in any thread: nothing is gone through."""
    found = getattr(book, table).get(number) if table in _LABELS else None
    return str(getattr(found, _LABELS[table])) if found else ""


def _fields(document: bytes | None) -> dict[str, Any]:
    if document is None:
        return {}
    try:
        fields = msgspec.json.decode(document)
    except (msgspec.MsgspecError, RecursionError):
        return {"text": document.decode(errors="replace")}
    return fields if isinstance(fields, dict) else {"value": fields}


def _name(op: Op, fields: Mapping[str, Any], name_of: NameOf) -> str:
    told = next((value for field in _NAMED_BY if isinstance(value := fields.get(field), str) and value), "")
    people = fields.get("contacts") or fields.get("contact")
    whom = _listed(people if isinstance(people, list) else [people], "contacts", name_of) if people else ""
    return clean_line(": ".join(part for part in (whom, told) if part)) or f"record {short(abs(op.id))}"


def _differing(before: Mapping[str, Any], after: Mapping[str, Any], name_of: NameOf) -> Iterator[FieldChange]:
    names = [field for field in dict.fromkeys((*after, *before)) if before.get(field) != after.get(field)]
    shown = [field for field in names if field not in _KEPT_ASIDE] or names
    for field in shown:
        was, became = before.get(field), after.get(field)
        if isinstance(was, list) or isinstance(became, list):
            gone, come = _apart(was or [], became or [])
            was, became = gone, come
        yield FieldChange(
            _WORDS.get(field, field.replace("_", " ")), _said(field, was, name_of), _said(field, became, name_of)
        )


def _apart(was: Any, became: Any) -> tuple[list[Any], list[Any]]:
    """What went of a list and what came; the whole of both where only the order is another."""
    if not isinstance(was, list) or not isinstance(became, list):
        return [was], [became]
    gone, come = [one for one in was if one not in became], [one for one in became if one not in was]
    return (gone, come) if gone or come else (was, became)


def _said(field: str, value: Any, name_of: NameOf) -> str:
    """A value as people say it; nothing for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    table = _REFERRED.get(field)
    if isinstance(value, list):
        return _listed(value, table, name_of) if table else ", ".join(_said(field, one, name_of) for one in value)
    if isinstance(value, int) and table:
        return _listed([value], table, name_of)
    if isinstance(value, dict):
        return _part(value, name_of)
    return _moment(str(value))


def _listed(ids: Sequence[Any], table: str | None, name_of: NameOf) -> str:
    return ", ".join(
        (name_of(table, one) or f"record {short(abs(one))}") if isinstance(one, int) and table else str(one)
        for one in ids
        if one
    )


def _part(fields: Mapping[str, Any], name_of: NameOf) -> str:
    """A part of a record: ``snooze 2026-03-03 until 2026-04-01``, ``CTO at Acme since 2021``."""
    mark = fields.get("kind"), fields.get("on")
    if all(isinstance(one, str) for one in mark) and set(fields) <= {"kind", "on", "until"}:
        until = f" until {fields['until']}" if fields.get("until") else ""
        return f"{mark[0]} on {mark[1]}{until}"
    title, company = fields.get("title", ""), _said("company", fields.get("company"), name_of)
    first = f"{title} at {company}" if title and company else title or company
    rest = [
        f"{field.replace('_', ' ')} {said}"
        for field, value in fields.items()
        if field not in ("title", "company") and (said := _said(field, value, name_of))
    ]
    return " ".join([part for part in (str(first), *rest) if part])


def _moment(text: str) -> str:
    """A moment in the person's own time; any other text as it is."""
    if len(text) < 20 or text[10:11] != "T":
        return text
    try:
        return moment_words(datetime.fromisoformat(text))
    except ValueError:
        return text
