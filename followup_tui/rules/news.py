"""Bad news noted about somebody: layoffs where they work, or a blow in their life.

A note may be their note to raise, a note in their timeline, or one of their company's. It is read for a few plain
phrases only: a word of support too few can be written by hand, one too many is awkward.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from followup_tui.model.records import Company, Contact, Interaction
from followup_tui.model.words import Channel, Direction

NEWS_DAYS = 60
"""Bad news is something to write about for two months from the day it was noted."""
_PERSON = r"(?:mother|father|mum|mom|dad|husband|wife|partner|son|daughter|brother|sister|child|baby|friend)"
_LAYOFFS = re.compile(
    r"\b(?:lay-?offs?|(?:laid|laying|lays) off|(?:was|were|been|being|got) made redundant|redundancies|job cuts?"
    r"|cut(?:s|ting)? \d[\d,.]* ?%? ?(?:of )?(?:jobs|staff|people)|insolven(?:t|cy)|bankrupt(?:cy)?"
    r"|lost (?:her|his|their) job|(?:was|were|been|being) let go|lets? people go|letting people go"
    r"|clos(?:es|ing) (?:its|their|the) (?:doors|office|site|plant|branch))\b",
    re.IGNORECASE,
)
_BLOW = re.compile(
    rf"\b(?:passed away|funeral|bereave(?:d|ment)|miscarriage|lost (?:her|his|their|a) {_PERSON}"
    rf"|{_PERSON}(?:'s)? (?:has |had )?(?:died|passing|death)|(?:is|was|been) (?:seriously|gravely|very) ill"
    r"|(?:was |were )?diagnosed with|(?:in|into|out of) (?:the )?hospital|(?:her|his|their|a) divorce)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|without|not|never|avoid(?:ed|s)?|before the|after the)(?: any| more| the)*\s+$", re.IGNORECASE
)


class Trouble(NamedTuple):
    """Bad news: the note, the day it was noted (None when that is unknown), and whether it is about their own life."""

    text: str
    on: date | None
    personal: bool


def is_bad_news(text: str) -> bool:
    """Whether a note tells of layoffs or of a blow in somebody's life."""
    return _kind(text) is not None


def trouble_of(
    contact: Contact,
    company: Company | None,
    interactions: Iterable[Interaction],
    past: Sequence[Interaction],
    as_of: date,
) -> Trouble | None:
    """The newest bad news noted about them or their company, unless a word of ours went out since.

    What they said themselves in a message is answered, not taken up here.
    """
    last = max((one.on for one in past if one.direction is not Direction.IN), default=date.min)
    found = [
        Trouble(text, on, kind == "personal")
        for text, on in _notes(contact, company, interactions, as_of)
        if (kind := _kind(text)) and (on is None or (on >= last and (as_of - on).days <= NEWS_DAYS))
    ]
    written = any((as_of - one.on).days <= NEWS_DAYS for one in past if one.direction is Direction.OUT and one.template)
    fresh = [one for one in found if one.on or not written]
    return max(fresh, key=lambda one: (one.personal, one.on or as_of, one.text), default=None)


def _notes(
    contact: Contact, company: Company | None, interactions: Iterable[Interaction], as_of: date
) -> Iterator[tuple[str, date | None]]:
    if contact.raise_next:
        yield contact.raise_next, None
    for one in interactions:
        if one.channel is Channel.NOTE and contact.id in one.contacts and one.on <= as_of:
            yield one.text, one.on
    if company and company.note and company.updated and company.updated.date() <= as_of:
        yield company.note, company.updated.date()


def _kind(text: str) -> str | None:
    for kind, pattern in (("personal", _BLOW), ("work", _LAYOFFS)):
        if any(not _NONE.search(text[max(0, found.start() - 24) : found.start()]) for found in pattern.finditer(text)):
            return kind
    return None
