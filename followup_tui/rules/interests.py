"""What somebody is known to care about, and how much it says in this network that somebody does."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Literal, NamedTuple

from followup_tui.model.clean import folded
from followup_tui.model.records import Company, Contact, Interaction, Interview
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.terms import Phrase, phrase, telling, terms

Source = Literal["topic", "tag", "company", "title", "note", "interview", "talk"]

WEIGHTS: Mapping[Source, float] = {
    "topic": 1.0, "tag": 0.7, "company": 0.2, "title": 0.6, "note": 0.5, "interview": 0.5, "talk": 0.4,
}  # fmt: skip
"""How much each source says, a topic that was written down for the person being the measure."""
PART_OF_PHRASE = 0.5
"""A word of a topic of several: "wind" of "wind power"."""
LONGEST = 4000
"""Characters of a text that are read: what somebody cares about stands in its first pages."""
FEW = 100
"""Below so many people one cannot say what is rare."""
LEAST_RARITY = 0.3
"""What everybody has among their topics is still shared."""


class Named(NamedTuple):
    """A topic, a tag or a company's topic: its terms, how it is written, and where it stands."""

    terms: Phrase
    words: str
    source: Source


class Told(NamedTuple):
    """A text about somebody, or one that they said."""

    terms: Phrase
    words: str
    source: Source


class Interests(NamedTuple):
    """What somebody is known to care about. `mentions` maps a telling term to the source that says most by it."""

    named: tuple[Named, ...]
    told: tuple[Told, ...]
    mentions: Mapping[str, tuple[float, Source]]
    avoided: frozenset[str]
    place: Phrase
    company: Phrase


class Rarity:
    """How few people of a network have a phrase or a word among their topics and tags, between 0.3 and 1."""

    def __init__(self, named: Mapping[str, int] | None = None) -> None:
        """`named` says how many people have each topic or tag, by its folded form; under "" how many have any."""
        self._phrases: Counter[Phrase] = Counter()
        self._words: Counter[str] = Counter()
        for words, people in (named or {}).items():
            found = phrase(words)
            self._phrases[found] += people
            for term in set(found):
                self._words[term] += people
        self._edge = log(max(self._phrases[()], FEW))

    def of(self, wanted: Phrase) -> float:
        """How rare a phrase is: 1 for one that nobody else has."""
        people = self._words[wanted[0]] if len(wanted) == 1 else self._phrases[wanted]
        return max(LEAST_RARITY, 1 - log(max(people, 1)) / self._edge)


UNKNOWN = Rarity()
"""Of a network that one knows nothing about: everything is rare."""


def named_by(contacts: Iterable[Contact]) -> Counter[str]:
    """How many of the contacts have each topic and tag; `Rarity` is made of it."""
    return Counter(word for one in contacts for word in named_of(one))


def named_of(contact: Contact) -> Iterable[str]:
    """The topics and tags of a contact, folded, each once; an empty one with them, which counts the contact."""
    words = {folded(word) for word in (*contact.topics, *contact.tags)}
    return {"", *words} if words else ()


def interests_of(
    contact: Contact,
    company: Company | None,
    interviews: Iterable[Interview],
    talks: Iterable[Interaction] = (),
) -> Interests:
    """What `contact` is known to care about: topics, tags, title, notes, what interviews told, and what they said.

    Of `talks`, which may be all interactions with them, only what was said by them or in a talk counts: our own letters
    say what we care about.
    """
    named = tuple(_named(contact, company))
    told = tuple(_told(contact, interviews, talks))
    mentions: dict[str, tuple[float, Source]] = {}
    for topic in named:
        if len(topic.terms) > 1:
            _mention(mentions, topic.terms, PART_OF_PHRASE * WEIGHTS[topic.source], topic.source)
    _mention(mentions, phrase(contact.title), WEIGHTS["title"], "title")
    for text in told:
        _mention(mentions, text.terms, WEIGHTS[text.source], text.source)
    return Interests(
        named,
        told,
        mentions,
        frozenset(filter(telling, terms(contact.avoid_next[:LONGEST]))),
        phrase(contact.place.partition(",")[0].partition("/")[0].partition("(")[0]),
        phrase(company.name) if company else (),
    )


def says_theirs(one: Interaction) -> bool:
    """Whether the text of an interaction tells what they care about: they wrote it, or we talked."""
    return bool(one.text) and one.counts and one.channel is not Channel.NOTE and one.direction is not Direction.OUT


def _named(contact: Contact, company: Company | None) -> Iterator[Named]:
    """Each phrase once, from the source that says most."""
    sources: tuple[tuple[Source, tuple[str, ...]], ...] = (
        ("topic", contact.topics), ("tag", contact.tags), ("company", company.topics if company else ()),
    )  # fmt: skip
    seen: set[Phrase] = set()
    for source, words in sources:
        for one in words:
            found = phrase(one)
            if found and found not in seen:
                seen.add(found)
                yield Named(found, one, source)


def _told(contact: Contact, interviews: Iterable[Interview], talks: Iterable[Interaction]) -> Iterator[Told]:
    texts: list[tuple[Source, str]] = [("note", contact.note), ("note", contact.raise_next)]
    for interview in interviews:
        texts += [("interview", interview.story), ("interview", interview.role)]
    texts += [("talk", one.text) for one in talks if says_theirs(one)]
    for source, text in texts:
        if text:
            yield Told(terms(text[:LONGEST]), text, source)


def _mention(mentions: dict[str, tuple[float, Source]], found: Phrase, weight: float, source: Source) -> None:
    for term in found:
        if telling(term) and mentions.get(term, (0.0, source))[0] < weight:
            mentions[term] = weight, source
