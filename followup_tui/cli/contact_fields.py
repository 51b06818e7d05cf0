"""Fields of a contact as options name them, and what they change."""

from collections.abc import Iterable, Mapping
from typing import Any

from followup_tui.actions.outcome import Refused
from followup_tui.model.cadence import parse_cadence
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Relation
from followup_tui.rules.capture import CapturedPerson

_LISTS = ("emails", "phones", "tags", "topics")
_TEXTS = ("name", "company", "title", "linkedin", "note", "birthday", "place")
NONE = "none"
"""What takes a relation or a channel away again."""


def cadence_words(text: str) -> str:
    """A cadence in its one written form; ``default`` and nothing at all mean that the contact has none of its own.

    Raises:
        BadCadence: it cannot be read.
    """
    if text.strip().lower() in {"", "default"}:
        return ""
    cadence = parse_cadence(text)
    return str(cadence) if cadence else "none"


def added_fields(person: CapturedPerson, options: Mapping[str, Any]) -> dict[str, Any]:
    """What the options of `add` say beyond the capture line; lists and notes of both are kept."""
    changes = _texts(options)
    told: dict[str, tuple[str, ...]] = {"emails": person.emails, "tags": person.tags}
    for name in _LISTS:
        if options.get(name):
            changes[name] = (*told.get(name, ()), *_words(name, options[name]))
    if person.note and changes.get("note"):
        changes["note"] = f"{person.note}\n{changes['note']}"
    return changes


def edited_fields(contact: Contact, options: Mapping[str, Any]) -> dict[str, Any]:
    """What the options of `edit` change.

    Raises:
        Refused: a word with a minus before it is not there to take out, or a field cannot be emptied this way.
        BadCadence: the cadence cannot be read.
    """
    changes = _texts(options)
    for name in ("name", "company"):
        if name in changes and not clean_line(changes[name]):
            raise Refused(f"The {name} cannot be emptied here; followup edit without options opens the whole record.")
    for name in _LISTS:
        if options.get(name):
            changes[name] = _merged(name, getattr(contact, name), options[name])
    return changes


def _texts(options: Mapping[str, Any]) -> dict[str, Any]:
    changes = {name: options[name] for name in _TEXTS if options.get(name) is not None}
    if options.get("cadence") is not None:
        changes["cadence"] = cadence_words(options["cadence"])
    if options.get("relation") is not None:
        changes["relation"] = Relation.NONE if options["relation"] == NONE else Relation(options["relation"])
    if options.get("channel") is not None:
        changes["channel"] = None if options["channel"] == NONE else Channel(options["channel"])
    return changes


def _merged(name: str, before: tuple[str, ...], words: Iterable[str]) -> tuple[str, ...]:
    kept, new = list(before), []
    for word in _split(name, words):
        if not word.startswith("-"):
            new += [one for one in _words(name, [word]) if one not in kept and one not in new]
            continue
        gone = [one for one in kept if folded(one) in {folded(word[1:]), folded(word[1:].removeprefix("#"))}]
        if not gone:
            raise Refused(f'"{word[1:61]}" is not among the {name} of this contact.')
        kept = [one for one in kept if one not in gone]
    return (*new, *kept) if name == "emails" else (*kept, *new)


def _words(name: str, words: Iterable[str]) -> list[str]:
    cleaned = [clean_line(word) for word in _split(name, words)]
    return [word.removeprefix("#").lower() for word in cleaned] if name == "tags" else cleaned


def _split(name: str, words: Iterable[str]) -> list[str]:
    """Tags and topics may stand in one option, with commas between them."""
    if name not in {"tags", "topics"}:
        return list(words)
    return [part.strip() for word in words for part in word.split(",") if part.strip()]
