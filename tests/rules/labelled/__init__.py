"""People and clippings with the labels that a person gave them, as records."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from followup_tui.model.records import Clipping, Company, Contact, Interaction, Interview, Position
from followup_tui.model.words import Channel, ClippingKind, Direction
from followup_tui.rules.interests import Interests, Rarity, interests_of, named_by

DAY = date(2026, 11, 23)
_FOLDER = Path(__file__).parent
_TEXTS = ("title", "note", "raise_next", "story", "role")


class Person(NamedTuple):
    """Somebody of the set: what the matcher knows, and the same as one text for a baseline."""

    key: str
    contact: Contact
    interests: Interests
    text: str


class Labelled(NamedTuple):
    """A clipping, and the keys of the people whom it fits."""

    clipping: Clipping
    fits: frozenset[str]


def people() -> list[Person]:
    """Everybody."""
    read = tomllib.loads((_FOLDER / "people.toml").read_text(encoding="utf-8"))
    companies = {
        key: Company(id=number, name=one["name"], topics=tuple(one["topics"]))
        for number, (key, one) in enumerate(read["company"].items(), start=1)
    }
    return [_person(number, entry, companies) for number, entry in enumerate(read["person"], start=1)]


def clippings() -> list[Labelled]:
    """All clippings, in the order of the file; every other one is for tuning."""
    read = tomllib.loads((_FOLDER / "clippings.toml").read_text(encoding="utf-8"))["clipping"]
    return [_labelled(number, entry) for number, entry in enumerate(read, start=1)]


def rarity_among(everybody: list[Person]) -> Rarity:
    """What is rare among these people."""
    return Rarity(named_by(one.contact for one in everybody))


def _person(number: int, entry: dict[str, Any], companies: dict[str, Company]) -> Person:
    company = companies.get(entry.get("company", ""))
    contact = Contact(
        id=number,
        name=entry["name"],
        positions=(Position(company=company.id if company else 0, title=entry.get("title", "")),),
        topics=tuple(entry.get("topics", ())),
        tags=tuple(entry.get("tags", ())),
        note=entry.get("note", ""),
        raise_next=entry.get("raise_next", ""),
        avoid_next=entry.get("avoid_next", ""),
    )
    held = [Interview(id=1, company=1, role=entry.get("role", ""), story=entry["story"])] if "story" in entry else []
    talks = [
        Interaction(id=1, on=DAY, channel=Channel.CALL, direction=Direction.BOTH, contacts=(number,), text=text)
        for text in entry.get("talk", ())
    ]
    words = [entry.get(name, "") for name in _TEXTS]
    words += [*contact.topics, *contact.tags, *(one.text for one in talks), *(company.topics if company else ())]
    return Person(entry["key"], contact, interests_of(contact, company, held, talks), " ".join(words))


def _labelled(number: int, entry: dict[str, Any]) -> Labelled:
    clipping = Clipping(
        id=number,
        kind=ClippingKind(entry.get("kind", "article")),
        title=entry["title"],
        text=entry["text"],
        topics=tuple(entry.get("topics", ())),
        on=DAY + timedelta(days=entry["on"]) if "on" in entry else None,
    )
    return Labelled(clipping, frozenset(entry["fits"]))
