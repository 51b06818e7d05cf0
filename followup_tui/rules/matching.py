"""Which clipping would interest whom, and why: an offline match of topics and words, the same in both directions.

For somebody it finds the best clipping they and their colleagues have not had; for a clipping those whom it fits. What
is shared is weighed by where it stands on either side and by how few people of the network have it. Nothing is learned
from use, so that the same records give the same match everywhere.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from followup_tui.model.records import Clipping
from followup_tui.model.words import ClippingKind
from followup_tui.rules.interests import UNKNOWN, WEIGHTS, Interests, Named, Rarity, Source
from followup_tui.rules.terms import Phrase, holds, phrase, telling, terms
from followup_tui.rules.web_address import slug_words
from followup_tui.rules.wording import shortened

TOPIC_WEIGHT = 5
"""A topic that both were given, and nobody else has, says most; everything else is a part of it."""
LEAST = 1.5
"""What a match needs to be one: less is a word that happens to stand in both."""
ALIKE = 0.25
"""One topic within the other, which may be another thing altogether: "streaming" and "video streaming"."""
IN_TITLE = 0.25
"""A topic of theirs that the title happens to name, as one word not enough: "Java" is an island too. The own topics
of a clipping say better what it is about."""
IN_BARE_TITLE = 0.7
"""The same where the clipping has no topics to go by."""
IN_TEXT = 0.2
SEVERAL_WORDS = 0.2
"""What a phrase of several words adds: it is seldom met by chance."""
ONE_WORD_TOLD = 0.5
"""A topic of one word that merely stands in a text, as "Java" does in a note on holidays, is half of one of several."""
WORD = 0.4
MOST_BY_WORDS = 0.8
"""Words that both texts have, taken together, say less than one topic."""
NEAR = 1.0
"""An event where they live needs less in common."""
IN_CLIPPING = {"topic": 1.0, "title": 0.7, "text": 0.3}
LONGEST = 4000
EVENT_HORIZON = 120
"""Days: an event further away is no reason to write today."""
READING = frozenset({ClippingKind.ARTICLE, ClippingKind.BOOK})
_SAYS: dict[Source, str] = {
    "topic": "their topic", "tag": "their tag", "company": "what their company does", "title": "their title",
    "note": "your note", "interview": "the interview", "talk": "what they said",
}  # fmt: skip


class Shared(NamedTuple):
    """Something that clipping and person have in common: the words, where it stands with the person, and its weight."""

    words: str
    source: Source
    weight: float
    text: str = ""
    """The beginning of the text it stands in, where that is more than the words."""

    @property
    def why(self) -> str:
        """It in a few words: ``their topic “energy”``, ``your note “Reads everything about postmortems.”``."""
        return f"{_SAYS[self.source]} “{self.text or self.words}”"


class Match(NamedTuple):
    """A clipping for somebody, and why: `about` is the topic or word they share, empty when the writer chose it.

    `strength` is 5 for a shared topic that is rare in the network and less for anything less; `near` says that an event
    is where they live.
    """

    clipping: Clipping
    about: str = ""
    strength: int = TOPIC_WEIGHT
    near: bool = False
    topical: bool = False
    """Whether `about` is one of their topics, so that a message may name it."""
    score: float = float(TOPIC_WEIGHT)
    """What matches are ranked by."""
    shared: tuple[Shared, ...] = ()
    """What is in common, what says most first."""

    @property
    def why(self) -> str:
        """What is in common, in one line."""
        reasons = [one.why for one in self.shared[:3]]
        return ", ".join([*reasons, *(["it is where they live"] if self.near else [])])


class Content(NamedTuple):
    """What a clipping is about: its topics as terms and as written, its title and text, and the words it has."""

    topics: tuple[tuple[Phrase, str], ...]
    title: Phrase
    text: Phrase
    words: dict[str, float]
    """Telling terms, each with the weight of the best place it stands in."""


def may_share(clipping: Clipping, as_of: date) -> bool:
    """Whether a clipping is still worth sending: not past its last day, nor an event that is over."""
    last = min((day for day in (clipping.expires, clipping.on if _is_event(clipping) else None) if day), default=None)
    return last is None or last >= as_of


def match_of(clipping: Clipping, interests: Interests, rarity: Rarity = UNKNOWN) -> Match | None:
    """How a clipping fits somebody; None when it does not, or touches on what is to be avoided with them."""
    content = content_of(clipping)
    if _is_out_of_place(clipping, content, interests):
        return None
    shared = [*_shared_phrases(content, interests, rarity), *_told_topics(content, interests, rarity)]
    shared += _shared_words(content, interests, rarity, {term for one in shared for term in phrase(one.words)})
    near = _is_near(clipping, content, interests)
    score = TOPIC_WEIGHT * sum(one.weight for one in shared) + (NEAR if near else 0)
    if not shared or score < LEAST:
        return None
    shared.sort(key=lambda one: (-one.weight, one.words))
    first = shared[0]
    topical = first.source in {"topic", "tag", "company"}
    return Match(clipping, first.words, max(round(score), 1), near, topical, score, tuple(shared))


def best_reading(
    clippings: Iterable[Clipping], interests: Interests, had: Collection[int], as_of: date, rarity: Rarity = UNKNOWN
) -> Match | None:
    """The article or book that fits best, None when none does; the newer of two that fit alike."""
    return best_of(READING, clippings, interests, had, as_of, rarity)


def best_of(
    kinds: Collection[ClippingKind],
    clippings: Iterable[Clipping],
    interests: Interests,
    had: Collection[int],
    as_of: date,
    rarity: Rarity = UNKNOWN,
) -> Match | None:
    """The clipping of these kinds that fits best, None when none does; the newer of two that fit alike."""
    wanted = (one for one in clippings if one.kind in kinds and (one.title or one.text))
    return next(iter(offers(wanted, interests, had, as_of, rarity)), None)


def best_event(
    clippings: Iterable[Clipping], interests: Interests, had: Collection[int], as_of: date, rarity: Rarity = UNKNOWN
) -> Match | None:
    """The coming event that fits best: one where they live before one on their topics; the sooner of two alike."""
    coming = [
        one for one in clippings if _is_event(one) and one.title and one.on and (one.on - as_of).days <= EVENT_HORIZON
    ]
    matches = [one for one in offers(coming, interests, had, as_of, rarity) if one.near or one.topical]
    return min(matches, key=lambda one: (not one.near, -one.strength, one.clipping.on, one.clipping.id), default=None)


def offers(
    clippings: Iterable[Clipping], interests: Interests, had: Collection[int], as_of: date, rarity: Rarity = UNKNOWN
) -> list[Match]:
    """What could be shared with somebody, what fits best first; `had` are the clippings they or a colleague had."""
    found = (
        match_of(one, interests, rarity) for one in clippings if one.id not in had and may_share(one, as_of)
    )  # fmt: skip
    return sorted(
        filter(None, found),
        key=lambda one: (one.score, one.clipping.clipped_on or date.min, one.clipping.id),
        reverse=True,
    )


@lru_cache(maxsize=2048)
def content_of(clipping: Clipping) -> Content:
    """What a clipping is about; without a title its address says it, as in ``/2026/why-queues-grow``."""
    title = phrase(clipping.title or slug_words(clipping.url))
    text = terms(clipping.text[:LONGEST])
    topics = tuple((found, one) for one in clipping.topics if (found := phrase(one)))
    words: dict[str, float] = {}
    for place, found in (("topic", sum((one for one, _ in topics), ())), ("title", title), ("text", text)):
        for term in found:
            if telling(term):
                words.setdefault(term, IN_CLIPPING[place])
    return Content(topics, title, text, words)


def most_by_talk(clipping: Clipping) -> dict[str, float]:
    """By telling term of a clipping, the most it can add to a score where it is only met in what somebody said.

    Whoever's terms do not come to `LEAST` together need no closer look.
    """
    content, talk = content_of(clipping), WEIGHTS["talk"]
    most = {term: WORD * talk * weight for term, weight in content.words.items()}
    for topic, _ in content.topics:
        for term in filter(telling, topic):
            most[term] = max(most[term], talk * (1 if len(topic) > 1 else ONE_WORD_TOLD))
    return {term: TOPIC_WEIGHT * weight for term, weight in most.items()}


def _shared_phrases(content: Content, interests: Interests, rarity: Rarity) -> Iterator[Shared]:
    """What they are known by (topics, tags, what the company does) that the clipping is about, or names.

    A topic of the clipping that is a part of several of theirs ("learning") counts once.
    """
    partly: set[Phrase] = set()
    for named in interests.named:
        part, topic = _part(named, content)
        if part and topic not in partly:
            partly |= {topic} if topic else set()
            yield Shared(named.words, named.source, part * WEIGHTS[named.source] * rarity.of(named.terms))


def _part(named: Named, content: Content) -> tuple[float, Phrase]:
    """How much of a topic a clipping is about, 1 when it is one of its own; and the one it is partly alike to."""
    wanted = named.terms
    best = 0.0
    alike: Phrase = ()
    for topic, _ in content.topics:
        if topic == wanted:
            return 1.0, ()
        if holds(topic, wanted) or holds(wanted, topic):
            best, alike = ALIKE, topic
    more = SEVERAL_WORDS if len(wanted) > 1 else 0.0
    if holds(content.title, wanted):
        return (IN_TITLE if content.topics else IN_BARE_TITLE) + more, ()
    if not alike and any(map(telling, wanted)) and holds(content.text, wanted):
        best = IN_TEXT + more
    return best, alike


def _told_topics(content: Content, interests: Interests, rarity: Rarity) -> Iterator[Shared]:
    """Topics of the clipping that were told about them, or by them."""
    named = {one.terms for one in interests.named}
    for topic, words in content.topics:
        if topic in named or not any(map(telling, topic)):
            continue
        told = next((one for one in interests.told if holds(one.terms, topic)), None)
        if told:
            weight = WEIGHTS[told.source] * rarity.of(topic) * (1 if len(topic) > 1 else ONE_WORD_TOLD)
            yield Shared(words, told.source, weight, shortened(told.words, 60))


def _shared_words(content: Content, interests: Interests, rarity: Rarity, known: Collection[str]) -> list[Shared]:
    """Telling words that both have, apart from those that are `known` to be shared; scaled down where they are many."""
    found = [
        Shared(term, source, WORD * weight * content.words[term] * rarity.of((term,)))
        for term, (weight, source) in interests.mentions.items()
        if term in content.words and term not in known
    ]
    total = sum(one.weight for one in found)
    scale = min(1.0, MOST_BY_WORDS / total) if total else 1.0
    return [one._replace(weight=one.weight * scale) for one in found]


def _is_out_of_place(clipping: Clipping, content: Content, interests: Interests) -> bool:
    """Whether it touches on what is to be avoided, or is a job at the company they are at."""
    if interests.avoided and any(content.words.get(term, 0) > IN_CLIPPING["text"] for term in interests.avoided):
        return True
    if clipping.kind is not ClippingKind.JOB or not interests.company:
        return False
    return holds(content.title, interests.company) or holds(content.text, interests.company)


def _is_near(clipping: Clipping, content: Content, interests: Interests) -> bool:
    if not _is_event(clipping) or not interests.place:
        return False
    return holds(content.title, interests.place) or holds(content.text, interests.place)


def _is_event(clipping: Clipping) -> bool:
    return clipping.kind is ClippingKind.EVENT
