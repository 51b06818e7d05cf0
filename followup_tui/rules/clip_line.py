"""A line that clips something: an address or a text, with topics, kind and days; and what could be added to it.

``https://example.org/queues Why queues grow #streaming``
``event: Data Day North https://example.org/ddn #data #maps on 3 dec``
``job: Principal Engineer at Copperline expires 2 weeks``

What is written is kept. What is guessed, from words, the address and what the network cares about, is proposed.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.words import ClippingKind
from followup_tui.rules.terms import Phrase, holds, phrase, telling, terms
from followup_tui.rules.web_address import address_of, is_link, slug_words
from followup_tui.rules.when import BadWhen, parse_when

MOST_TOPICS = 4
URL = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_PLACE = "\x00"
"""Where an address stood; no cleaned text holds it."""
_KIND = re.compile(rf"^({'|'.join(ClippingKind)})\s*:\s*", re.IGNORECASE)
_TOPIC = re.compile(r"(?:(?<=\s)|^)#(\"[^\"]+\"|(?=[^\W\d_])[^\s#]+)")
_EXPIRES = re.compile(r"(?:^|\s)(?:expires|until)\s+([^#]+?)\s*$", re.IGNORECASE)
_ON = re.compile(r"(?:^|\s)on\s+([^#]+?)\s*$", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    r"(?:apply|applications?|register|deadline|closes?|closing|ends?|expires?|until|by)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_PLACES: tuple[tuple[ClippingKind, re.Pattern[str]], ...] = (
    (ClippingKind.JOB, re.compile(r"/(?:jobs?|careers?|vacanc(?:y|ies)|positions?)(?:/|$)|^jobs\.|^careers?\.")),
    (ClippingKind.EVENT, re.compile(r"/(?:events?|conferences?|meetups?|webinars?)(?:/|$)|^(?:events?|meetup)\.")),
    (ClippingKind.BOOK, re.compile(r"/(?:books?|isbn)(?:/|$)|^books?\.")),
)
_WORDS: tuple[tuple[ClippingKind, re.Pattern[str]], ...] = (
    (
        ClippingKind.EVENT,
        re.compile(r"\b(?:conference|congress|meet-?up|summit|webinar|workshop|symposium|unconference)\b"),
    ),
    (ClippingKind.JOB, re.compile(r"\b(?:we(?:'|’)?re hiring|is hiring|job opening|vacancy|now hiring)\b")),
    (ClippingKind.BOOK, re.compile(r"\b(?:isbn|the book|a novel|paperback|hardcover)\b")),
)


class CapturedClip(NamedTuple):
    """What a line says of a clipping; None where it says nothing."""

    title: str = ""
    url: str = ""
    text: str = ""
    kind: ClippingKind | None = None
    topics: tuple[str, ...] = ()
    on: date | None = None
    expires: date | None = None


class Proposed(NamedTuple):
    """What could be added to a clipping: guesses, for a person to take or to leave."""

    title: str = ""
    kind: ClippingKind | None = None
    topics: tuple[str, ...] = ()
    on: date | None = None
    expires: date | None = None


KnownTopics = Mapping[Phrase, str]
"""The topics and tags of a network by their terms, as they are written."""


def parse_clip(text: str, as_of: date, known: KnownTopics) -> CapturedClip:
    """What a text says of a clipping: its first line is read as one that clips, the others are its text.

    A topic that is `known` is written as the network writes it, and may have hyphens for its spaces.
    """
    first, _, rest = clean_text(text).strip().partition("\n")
    head, rest = clean_line(first), rest.strip()
    kind = _KIND.match(head)
    head = head[kind.end() :] if kind else head
    head, url = _without_address(head)
    if not url:
        rest, url = _without_address(rest)
    topics = [_spelled(match[1].strip('"'), known) for match in _TOPIC.finditer(head)]
    is_marked = bool(kind or topics or _PLACE in head)
    head = _TOPIC.sub(" ", head).replace(_PLACE, " ")
    on: date | None = None
    expires: date | None = None
    for _ in range(2):  # the two stand in either order
        head, expires = _cut(head, _EXPIRES, as_of, expires)
        head, on = _cut(head, _ON, as_of, on, anywhere=is_marked)
    title, rest = clean_line(head).strip(" -|·"), rest.replace(_PLACE, " ").strip()
    if not title:
        title, _, rest = rest.partition("\n")
    named = ClippingKind(kind[1].lower()) if kind else None
    return CapturedClip(clean_line(title), url, rest.strip(), named, tuple(dict.fromkeys(topics)), on, expires)


def proposals_for(clip: CapturedClip, as_of: date, known: KnownTopics) -> Proposed:
    """What could be added to a clipping, from its own words and address and the topics of the network."""
    words = slug_words(clip.url)
    title = words[:1].upper() + words[1:] if words and not clip.title and not clip.text else ""
    kind = clip.kind or _guessed_kind(clip)
    on, expires = _guessed_days(f"{clip.title}\n{clip.text}", as_of)
    is_event = kind is ClippingKind.EVENT
    return Proposed(
        title,
        kind if clip.kind is None and kind is not ClippingKind.ARTICLE else None,
        () if clip.topics else _topics_in(clip, known),
        on if is_event and clip.on is None else None,
        expires if clip.expires is None else None,
    )


def with_proposals(line: str, proposed: Proposed) -> str:
    """A line with what was proposed written into it, so that it is seen and can be changed before it is kept."""
    kind = f"{proposed.kind.value}: " if proposed.kind else ""
    topics = (f'#"{one}"' if " " in one else f"#{one}" for one in proposed.topics)
    days = (f"{word} {day.isoformat()}" for word, day in (("on", proposed.on), ("expires", proposed.expires)) if day)
    title = (proposed.title,) if proposed.title else ()
    return " ".join((kind + line.strip(), *title, *topics, *days))


def _without_address(text: str) -> tuple[str, str]:
    """A text with a sign in the place of its first address, and this; a bracket round it and its full stop go too."""
    match = URL.search(text)
    url = _address(match[0]) if match else ""
    if not match or not url:
        return text, ""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    return f"{before[:-1] if before.endswith(('(', '[', '<')) else before} {_PLACE} {after.removeprefix('>')}", url


def _address(found: str) -> str:
    """An address as it was found in a text, without the punctuation after it; empty when it is none."""
    url = found.rstrip(".,;:!?'’”»")
    while url.endswith((")", "]")) and url.count("(" if url[-1] == ")" else "[") < url.count(url[-1]):
        url = url[:-1].rstrip(".,;:!?")
    url = f"https://{url}" if url.lower().startswith("www.") else url
    return url if is_link(url) else ""


def _spelled(topic: str, known: KnownTopics) -> str:
    clean = clean_line(topic).strip(",.;:")
    return known.get(phrase(clean)) or clean


def _cut(
    text: str, pattern: re.Pattern[str], as_of: date, known: date | None, anywhere: bool = True
) -> tuple[str, date | None]:
    """A text without the day at its end, and this; in plain words only one with a digit, as "on Sunday" ends titles."""
    match = pattern.search(text)
    if not match or known:
        return text, known
    words = match[1].strip()
    if not anywhere and not re.search(r"\d", words):
        return text, None
    try:
        return text[: match.start()], parse_when(words, as_of)
    except BadWhen:
        return text, None


def _guessed_kind(clip: CapturedClip) -> ClippingKind:
    parts = address_of(clip.url)
    place = (parts.host, parts.path.lower()) if parts else ()
    for kind, pattern in _PLACES:
        if any(pattern.search(one) for one in place):
            return kind
    words = folded(f"{clip.title} {clip.text}")
    for kind, pattern in _WORDS:
        if pattern.search(words):
            return kind
    return ClippingKind.ARTICLE if clip.url or not (clip.title or clip.text) else ClippingKind.THOUGHT


def _guessed_days(text: str, as_of: date) -> tuple[date | None, date | None]:
    """The first day to come that a text names, and the first one it names as the last day."""
    on: date | None = None
    expires: date | None = None
    for match in _DAY.finditer(text):
        try:
            day = parse_when(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|(?<=[a-z])\.", "", match[0].lower()), as_of)
        except BadWhen:
            continue
        if day < as_of:
            continue
        if _LAST_DAY.search(text[: match.start()]):
            expires = expires or day
        else:
            on = on or day
    return on, expires


def _topics_in(clip: CapturedClip, known: KnownTopics) -> tuple[str, ...]:
    """Known topics that title or address hold, the longest first, then those in the text; no common word."""
    title, text = terms(f"{clip.title} | {slug_words(clip.url)}"), terms(clip.text)
    found = [
        (not holds(title, one), -len(one), words)
        for one, words in known.items()
        if any(map(telling, one)) and (holds(title, one) or holds(text, one))
    ]
    chosen: list[str] = []
    for _, _, words in sorted(found):
        if not any(holds(phrase(longer), phrase(words)) for longer in chosen):
            chosen.append(words)
    return tuple(chosen[:MOST_TOPICS])
