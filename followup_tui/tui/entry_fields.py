"""The fields of the forms for what stands in a timeline: how each is written as text, read back, checked, explained."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Interaction, Record, Result, Task
from followup_tui.model.validation import LINE_LIMIT
from followup_tui.model.words import Channel, Direction, ResultKind
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.edit_fields import FieldSpec, Remark

_PAST: Final = frozenset({"on", "done_on"})
"""Days that are over, but for the day of a promise."""
_NEEDED: Final = {"people": "Say with whom it was.", "text": "A promise needs a text that says what it is."}

INTERACTION_FIELDS: Final = (
    FieldSpec("on", "Day", "line", "yesterday, -3d or 12 aug"),
    FieldSpec("channel", "Channel", "choice", choices=tuple(one.value for one in Channel)),
    FieldSpec("direction", "Who wrote", "choice", choices=tuple(one.value for one in Direction)),
    FieldSpec("people", "With", "list", "Ann Lee, Bo Carr"),
    FieldSpec("subject", "Subject"),
    FieldSpec("counts", "Counts", "choice", choices=("yes", "no")),
    FieldSpec("text", "Text", "text"),
)
TASK_FIELDS: Final = (
    FieldSpec("text", "Promise", "line", "send her the paper"),
    FieldSpec("on", "For", "line", "fri, 2w or 12 dec"),
    FieldSpec("done_on", "Kept", "line", "today or 12 aug; empty while it is open"),
)
RESULT_FIELDS: Final = (
    FieldSpec("kind", "What", "choice", choices=tuple(one.value for one in ResultKind)),
    FieldSpec("company", "Company"),
    FieldSpec("role", "Role"),
    FieldSpec("value", "Worth", "line", "EUR 6,400, or two days saved"),
    FieldSpec("on", "Day", "line", "yesterday, -3d or 12 aug"),
    FieldSpec("note", "Note", "text"),
)


def fields_of(record: Record) -> tuple[FieldSpec, ...]:
    """The fields of the form for a record of a timeline."""
    return {Interaction: INTERACTION_FIELDS, Task: TASK_FIELDS, Result: RESULT_FIELDS}[type(record)]


def texts_of(book: Book, record: Record) -> dict[str, str]:
    """The fields of a record as they stand in its form."""
    return {spec.name: _text(book, record, spec) for spec in fields_of(record)}


def value_in(spec: FieldSpec, text: str, as_of: date, *, is_task: bool = False) -> Any:
    """What a text in a field means, in the form that the actions take.

    Raises:
        BadWhen: it is to be a day and is none.
    """
    if spec.name in _PAST:
        return parse_when(text, as_of, _side(spec, is_task=is_task)) if text.strip() else None
    if spec.name in _CHOICES:
        return _CHOICES[spec.name](text)
    if spec.kind == "list":
        return tuple(dict.fromkeys(name for part in text.split(",") if (name := clean_line(part))))
    return clean_text(text).strip() if spec.kind == "text" else clean_line(text)


def remark_in(spec: FieldSpec, text: str, as_of: date, *, is_task: bool = False) -> Remark:
    """What to say about a text in a field: a problem, which day it means, or nothing."""
    if spec.name in _PAST and text.strip():
        try:
            day = parse_when(text, as_of, _side(spec, is_task=is_task))
        except BadWhen as error:
            return Remark(str(error), is_problem=True)
        over = day > as_of and not (is_task and spec.name == "on")
        return Remark("That day is still to come." if over else weekday_words(day, as_of), is_problem=over)
    if spec.name == "on" and not is_task:
        return Remark("It needs a day.", is_problem=True)
    needed = spec.name == "people" or (spec.name == "text" and is_task)
    if needed and not text.strip():
        return Remark(_NEEDED[spec.name], is_problem=True)
    if spec.kind == "line" and len(text) > LINE_LIMIT:
        return Remark(f"That has {len(text):,} characters; {LINE_LIMIT:,} are the most it can have.", is_problem=True)
    return Remark("")


def changed_in(
    specs: tuple[FieldSpec, ...], before: Mapping[str, str], after: Mapping[str, str], as_of: date, *, is_task: bool
) -> dict[str, Any]:
    """The values of the fields whose text means something else than before."""
    values = {}
    for spec in specs:
        if after[spec.name] == before[spec.name]:
            continue
        value = value_in(spec, after[spec.name], as_of, is_task=is_task)
        if value != value_in(spec, before[spec.name], as_of, is_task=is_task):
            values[spec.name] = value
    return values


def _side(spec: FieldSpec, *, is_task: bool) -> Any:
    return "future" if is_task and spec.name == "on" else "past"


def _text(book: Book, record: Record, spec: FieldSpec) -> str:
    if spec.name == "people" and isinstance(record, Interaction):
        return ", ".join(clean_line(book.contacts[one].name) for one in record.contacts if one in book.contacts)
    if spec.name == "counts" and isinstance(record, Interaction):
        return "yes" if record.counts else "no"
    if spec.name == "company" and isinstance(record, Result):
        return clean_line(book.company_name(record.company))
    value = getattr(record, spec.name)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "")
    return clean_text(text) if spec.kind == "text" else clean_line(text)


def _is_yes(text: str) -> bool:
    return text == "yes"


_CHOICES: Final[dict[str, Callable[[str], Any]]] = {
    "channel": Channel,
    "direction": Direction,
    "kind": ResultKind,
    "counts": _is_yes,
}
