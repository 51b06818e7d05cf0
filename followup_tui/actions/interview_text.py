"""An interview as TOML for an editor, and back: people by name, every field there to be filled in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from followup_tui.actions.record_text import BadText, read_toml
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.ids import short
from followup_tui.model.words import Outcome, Permission, Stage
from followup_tui.rules.interview_entry import (
    BadEntry,
    InterviewEntry,
    PersonEntry,
    PromiseEntry,
    RoundEntry,
    parse_entered_person,
)
from followup_tui.rules.when import BadWhen, parse_when

LINES = ("company", "role")
TEXTS = ("reason", "feedback", "offer", "story")
DAYS = {"from": "began", "to": "ended"}
_CHOICES: dict[str, type[Stage] | type[Outcome] | type[Permission]] = {
    "stage": Stage, "outcome": Outcome, "permission": Permission,
}  # fmt: skip
_ORDER = (*LINES, "stage", "outcome", *DAYS, "with", "said_by", *TEXTS, "permission")
_ROUND = ("on", "kind", "with", "note")
_PROMISE = ("text", "on", "to", "id")
_HINTS = {
    "stage": "applied, screen, interviews, final, offer or closed",
    "outcome": "open, rejected, runner-up, offer-declined, offer-expired, withdrew, no-reply, role-closed or hired",
    "from": "2026-03-01, yesterday, 1 Mar; empty where it is not known",
    "with": "names; somebody new like Bo Carr <bo@x.org> (recruiter)",
    "said_by": "who told you the outcome",
    "permission": "asked, given or refused: whether you may keep in touch; empty when you did not ask",
}


def interview_text(entry: InterviewEntry) -> str:
    """An entry as a TOML document."""
    import tomlkit  # 60 ms, for this one verb

    document = tomlkit.document()
    title = clean_line(" at ".join(filter(None, (entry.role, entry.company))))
    document.add(tomlkit.comment(f"{title}. Save and close to keep; an unchanged file keeps nothing."))
    for name in _ORDER:
        value = _shown(entry, name)
        held: Any = tomlkit.string(value, multiline="\n" in value) if isinstance(value, str) else tomlkit.item(value)
        if name in _HINTS:
            held.comment(_HINTS[name])
        document.add(name, held)
    rounds = [
        {"on": _day(one.on), "kind": one.kind, "with": [each.name for each in one.people], "note": one.note}
        for one in entry.rounds or (RoundEntry(),)
    ]
    promises = [
        {"text": one.text, "on": _day(one.on), "to": [each.name for each in one.to]}
        | ({"id": short(one.task)} if one.task else {})
        for one in entry.promises or (PromiseEntry(),)
    ]
    for name, rows in (("round", rounds), ("promise", promises)):
        tables = tomlkit.aot()
        for row in rows:
            table = tomlkit.table()
            for key, shown in row.items():
                table.add(key, shown)
            tables.append(table)
        document.add(name, tables)
    return tomlkit.dumps(document)


def read_interview(text: str, former: InterviewEntry, as_of: date) -> InterviewEntry:
    """The entry that an edited text says; what it leaves out is as in `former`, the entry it was made of.

    Raises:
        BadText: it is not TOML, or has a field or a value that no interview has.
    """
    document = read_toml(text)
    reader = _Reader(former, as_of)
    try:
        return reader.entry(document)
    except (BadEntry, BadWhen) as error:
        raise BadText(str(error)) from None


class _Reader:
    """Reads values; a name that the entry had is the same person still."""

    def __init__(self, former: InterviewEntry, as_of: date) -> None:
        self._former = former
        self._as_of = as_of
        held = [*former.people, *(one for each in former.rounds for one in each.people)]
        held += [one for each in former.promises for one in each.to] + ([former.said_by] if former.said_by else [])
        self._known = {folded(one.name): one for one in reversed(held)}

    def entry(self, document: Mapping[str, Any]) -> InterviewEntry:
        fields: dict[str, Any] = {}
        for name, value in document.items():
            if name == "with":
                fields["people"] = self._people(name, value)
            elif name == "said_by":
                fields[name] = next(iter(self._people(name, [value] if value != "" else [])), None)
            elif name == "round":
                fields["rounds"] = tuple(filter(None, (self._round(row) for row in _tables(name, value, _ROUND))))
            elif name == "promise":
                rows = _tables(name, value, _PROMISE)
                fields["promises"] = tuple(filter(None, (self._promise(row) for row in rows)))
            elif name in DAYS:
                fields[DAYS[name]] = self._when(name, value, "past")
            elif name in _CHOICES:
                fields[name] = _choice(name, _text(name, value))
            elif name in (*LINES, *TEXTS):
                fields[name] = _text(name, value)
            else:
                raise _unknown(name, (*_ORDER, "round", "promise"))
        kept = {name: getattr(self._former, name) for name in self._former.__struct_fields__}
        return InterviewEntry(**{**kept, **fields})

    def _people(self, name: str, value: Any) -> tuple[PersonEntry, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadText(f'{name} takes a list of names, like {name} = ["Ann Lee", "Bo Carr (recruiter)"].')
        words = (clean_line(one) for one in value)
        return tuple(self._known.get(folded(one)) or parse_entered_person(one) for one in words if one)

    def _when(self, name: str, value: Any, prefer: Any) -> date | None:
        if isinstance(value, date):  # TOML has days of its own
            return value if type(value) is date else None
        words = clean_line(_text(name, value))
        return parse_when(words, self._as_of, prefer) if words else None

    def _round(self, row: Mapping[str, Any]) -> RoundEntry | None:
        found = RoundEntry(
            on=self._when("on", row.get("on", ""), "past"),
            kind=clean_line(_text("kind", row.get("kind", ""))),
            people=self._people("with", row.get("with", [])),
            note=_text("note", row.get("note", "")),
        )
        return found if found != RoundEntry() else None

    def _promise(self, row: Mapping[str, Any]) -> PromiseEntry | None:
        number = _text("id", row.get("id", ""))
        found = PromiseEntry(
            text=clean_line(_text("text", row.get("text", ""))),
            on=self._when("on", row.get("on", ""), "future"),
            to=self._people("to", row.get("to", [])),
            task=next((one.task for one in self._former.promises if one.task and short(one.task) == number), 0),
        )
        return found if found.text or found.on or found.to else None


def _shown(entry: InterviewEntry, name: str) -> str | list[str]:
    if name == "with":
        return [one.name for one in entry.people]
    if name == "said_by":
        return entry.said_by.name if entry.said_by else ""
    if name in DAYS:
        return _day(getattr(entry, DAYS[name]))
    value = getattr(entry, name)
    return str(value.value if name in _CHOICES and value is not None else value or "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadText(f'{name} takes a text in quotation marks, like {name} = "...".')
    return value


def _choice(name: str, text: str) -> Any:
    word = "-".join(clean_line(text).lower().split())
    kind = _CHOICES[name]
    if not word and kind is not Permission:
        return None if kind is Stage else Outcome.OPEN
    try:
        return kind(word)
    except ValueError:
        words = ", ".join(one.value for one in kind if one.value)
        raise BadText(f'"{text[:40]}" is no {name}; there are {words}.') from None


def _tables(name: str, value: Any, fields: Iterable[str]) -> list[Mapping[str, Any]]:
    fields = tuple(fields)
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise BadText(f"Each {name} is written as [[{name}]], with {', '.join(fields)}.")
    for key in (key for row in value for key in row):
        if key not in fields:
            raise _unknown(f"{name}.{key}", [f"{name}.{one}" for one in fields])
    return value


def _unknown(name: str, names: Iterable[str]) -> BadText:
    from difflib import get_close_matches  # 5 ms, for a typing error only

    near = get_close_matches(name, names, n=1)
    return BadText(f'An interview has no "{name[:40]}"; {f"did you mean {near[0]}?" if near else "leave it out."}')
