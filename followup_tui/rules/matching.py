"""Which clipping would interest whom: an offline match of words, and never one they or their colleagues have had."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from followup_tui.model.clean import folded
from followup_tui.model.records import Clipping, Company, Contact, Interview
from followup_tui.model.words import ClippingKind

TOPIC_WEIGHT = 5
"""A shared topic or tag says more than shared words."""
MOST_WORDS = 4
EVENT_HORIZON = 120
"""Days: an event further away is no reason to write today."""
READING = frozenset({ClippingKind.ARTICLE, ClippingKind.BOOK})
_WORD = re.compile(r"[^\W_]{4,}")
_COMMON = frozenset(
    re.findall(
        "[a-z]+",
        "about after again also been before being between both came company could does done down each even every "
        "first from have help here home interview into just know last like made make many more most much need "
        "never only other over people really role said same should some such take talk team than that their them "
        "then there these they thing think this those through time very want week well went were what when where "
        "which while will with work would year your ",
    )
)


class Interests(NamedTuple):
    """What somebody is known to care about: topics as written, by their folded form, and words met in notes."""

    topics: dict[str, str]
    words: frozenset[str]
    place: str


class Match(NamedTuple):
    """A clipping for somebody. `topic` is what they share with it, empty when only words matched."""

    clipping: Clipping
    topic: str
    word: str


def interests_of(contact: Contact, company: Company | None, interviews: Iterable[Interview]) -> Interests:
    """What `contact` is known to care about; what was told in interviews counts too."""
    named = (*contact.topics, *contact.tags, *(company.topics if company else ()))
    texts = [contact.title, contact.note, contact.raise_next]
    for interview in interviews:
        texts += (interview.story, interview.role)
    words = frozenset().union(*map(_words, texts)) if any(texts) else frozenset()
    return Interests({folded(topic): topic for topic in reversed(named)}, words, folded(contact.place))


def best_reading(
    clippings: Iterable[Clipping], interests: Interests, had: Collection[int], as_of: date
) -> Match | None:
    """The article or book that fits best, None when none does; the newer of two that fit alike."""
    scored = []
    for one in clippings:
        found = _score(one, interests) if one.kind in READING and one.title and _fresh(one, had, as_of) else None
        if found:
            scored.append((found[0], one.clipped_on or date.min, one.id, found[1]))
    return max(scored)[3] if scored else None


def best_event(clippings: Iterable[Clipping], interests: Interests, had: Collection[int], as_of: date) -> Match | None:
    """The coming event that fits best, by topic, words or their place; the sooner of two that fit alike."""
    scored = []
    for one in clippings:
        if one.kind is not ClippingKind.EVENT or not one.title or not one.on or not _fresh(one, had, as_of):
            continue
        if not 0 <= (one.on - as_of).days <= EVENT_HORIZON:
            continue
        found = _score(one, interests)
        if found:
            scored.append((-found[0], one.on, one.id, found[1]))
    return min(scored)[3] if scored else None


def _fresh(clipping: Clipping, had: Collection[int], as_of: date) -> bool:
    return clipping.id not in had and not (clipping.expires and clipping.expires < as_of)


def _score(clipping: Clipping, interests: Interests) -> tuple[int, Match] | None:
    shared = [interests.topics[folded(topic)] for topic in clipping.topics if folded(topic) in interests.topics]
    title = folded(clipping.title)
    shared += [name for key, name in interests.topics.items() if name not in shared and _within(key, title)]
    words = sorted(_words(" ".join((clipping.title, *clipping.topics))) & interests.words)
    score = TOPIC_WEIGHT * len(shared) + min(len(words), MOST_WORDS)
    if clipping.kind is ClippingKind.EVENT and interests.place:
        place = next(iter(re.split(r"[,/(]", interests.place)), "").strip()
        if place and _within(place, folded(f"{clipping.title} {clipping.text}")):
            score += TOPIC_WEIGHT
    return (score, Match(clipping, shared[0] if shared else "", words[0] if words else "")) if score else None


def _within(phrase: str, text: str) -> bool:
    return bool(phrase) and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text))) - _COMMON
