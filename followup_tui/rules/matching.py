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
"""A topic that both were given says most ..."""
TITLE_WEIGHT = 2
"""... a topic of theirs that the title happens to name says less: half a network has "data" among its topics."""
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
    """A clipping for somebody, and why: `about` is the topic or word they share, empty when the writer chose it.

    `strength` is 1 for a shared word, 5 and more for shared topics; `near` says that an event is where they live.
    """

    clipping: Clipping
    about: str = ""
    strength: int = TOPIC_WEIGHT
    near: bool = False
    topical: bool = False
    """Whether `about` is one of their topics, so that a message may name it."""


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
    fitting = (one for one in clippings if one.kind in READING and one.title and _fresh(one, had, as_of))
    matches = [match for one in fitting if (match := _match(one, interests)).strength]
    return max(
        matches,
        key=lambda match: (match.strength, match.clipping.clipped_on or date.min, match.clipping.id),
        default=None,
    )


def best_event(clippings: Iterable[Clipping], interests: Interests, had: Collection[int], as_of: date) -> Match | None:
    """The coming event that fits best: one where they live before one on their topics; the sooner of two alike."""
    fitting = (
        (one.on, _match(one, interests))
        for one in clippings
        if one.kind is ClippingKind.EVENT and one.title and one.on and _fresh(one, had, as_of)
        if 0 <= (one.on - as_of).days <= EVENT_HORIZON
    )
    matches = [(on, match) for on, match in fitting if match.near or match.strength >= TOPIC_WEIGHT]
    found = min(
        matches, key=lambda item: (not item[1].near, -item[1].strength, item[0], item[1].clipping.id), default=None
    )
    return found[1] if found else None


def _fresh(clipping: Clipping, had: Collection[int], as_of: date) -> bool:
    return clipping.id not in had and not (clipping.expires and clipping.expires < as_of)


def _match(clipping: Clipping, interests: Interests) -> Match:
    """How a clipping fits; `strength` is 0 when it does not."""
    shared = [interests.topics[folded(topic)] for topic in clipping.topics if folded(topic) in interests.topics]
    title = folded(clipping.title)
    named = [name for key, name in interests.topics.items() if name not in shared and _within(key, title)]
    words = sorted(_words(" ".join((clipping.title, *clipping.topics))) & interests.words)
    strength = TOPIC_WEIGHT * len(shared) + TITLE_WEIGHT * len(named) + min(len(words), MOST_WORDS)
    topics = shared or named
    about = (topics or words or [""])[0]
    return Match(clipping, about, strength, _is_near(clipping, interests), bool(topics))


def _is_near(clipping: Clipping, interests: Interests) -> bool:
    place = next(iter(re.split(r"[,/(]", interests.place)), "").strip()
    return bool(place) and _within(place, folded(f"{clipping.title} {clipping.text}"))


def _within(phrase: str, text: str) -> bool:
    return bool(phrase) and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text))) - _COMMON
