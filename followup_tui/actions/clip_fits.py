"""Whom a clipping fits, among all contacts, and who had which: what takes a moment in a large network.

Looking at everybody closely would take seconds, so each is first asked, at the price of a few look-ups, whether they
have a single word in common with the clipping. May run in a thread: it works on copies of the tables and decodes the
interactions it needs by itself, so that it neither sees nor keeps anything half done.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.model.codec import decode
from followup_tui.model.records import Clipping, Company, Contact, Interaction, Interview
from followup_tui.rules.interests import Rarity, interests_of, says_theirs
from followup_tui.rules.matching import LEAST, Match, content_of, match_of, may_share, most_by_talk
from followup_tui.rules.terms import phrase, telling, traces


class Had(NamedTuple):
    """Who was sent a clipping, and when."""

    contact: int
    on: date


class Fit(NamedTuple):
    """Somebody whom a clipping fits, and how."""

    contact: int
    match: Match


class Fits(NamedTuple):
    """The people a clipping fits best, one of each company, and how many it fits in all."""

    best: tuple[Fit, ...]
    total: int


class Everybody:
    """The network as it is at one moment, for looking for several clippings in it."""

    def __init__(self, book: Book) -> None:
        self.as_of = book.as_of
        self.rarity: Rarity = book.rarity()
        self.companies: Mapping[int, Company] = dict(book.companies)
        self.contacts: list[Contact] = list(book.contacts.values())
        self.interviews: dict[int, list[Interview]] = defaultdict(list)
        for interview in sorted(book.interviews.values(), key=lambda one: (one.ended or one.began or date.min, one.id)):
            for number in interview.contacts:
                self.interviews[number].insert(0, interview)
        self._documents = dict(book.store.documents(Interaction.table).items())
        self.had = _had(self._documents, self.as_of)
        self.company_of = {one.id: one.company for one in self.contacts}

    def said(self, words: Mapping[str, float]) -> Mapping[int, "Said"]:
        """By contact what they said, in their letters and in talks, that may hold one of the folded `words`."""
        if not words:
            return {}
        hold_one = re.compile(b"|".join(re.escape(word.encode()) for word in words)).search
        found: dict[int, Said] = defaultdict(Said)
        for number, document in self._documents.items():
            # Ours have no direction in the file (it is the default): they need no closer look.
            if b'"direction"' not in document:
                continue
            low = document.lower()
            if low.isascii() and not hold_one(low):
                continue
            one = decode(Interaction, number, document)
            text = folded(one.text) if says_theirs(one) else ""
            held = [word for word in words if word in text]
            for contact in one.contacts if held else ():
                found[contact].texts.append(one)
                found[contact].words.update(held)
        return found


class Said:
    """What somebody said that may matter for a clipping, and which of its words are in that."""

    def __init__(self) -> None:
        self.texts: list[Interaction] = []
        self.words: set[str] = set()

    def newest_first(self) -> list[Interaction]:
        """The interactions in the order in which their texts are quoted."""
        return sorted(self.texts, key=lambda one: (one.on, one.id), reverse=True)


def had_by(book: Book) -> Mapping[int, tuple[Had, ...]]:
    """Who was sent which clipping, the last one first."""
    return _had(dict(book.store.documents(Interaction.table).items()), book.as_of)


def fits(book: Book, clipping: Clipping, most: int = 50) -> Fits:
    """Whom a clipping fits, best first; nobody when it expired or is over.

    Nobody who had it, whose colleague had it, who is archived or rests; and of each company only the one it fits best,
    as it will not go there twice.
    """
    return fits_in(Everybody(book), clipping, most)


def fits_in(everybody: Everybody, clipping: Clipping, most: int = 50) -> Fits:
    """The same, in a network that was looked at already."""
    if not may_share(clipping, everybody.as_of):
        return Fits((), 0)
    best = _one_a_company(everybody, _matches(everybody, clipping))
    return Fits(tuple(best[:most]), len(best))


def _matches(everybody: Everybody, clipping: Clipping) -> list[Fit]:
    had = everybody.had.get(clipping.id, ())
    people = {one.contact for one in had}
    places = {everybody.company_of.get(one.contact, 0) for one in had} - {0}
    wanted = _wanted(clipping)
    words = {trace: most for term, most in most_by_talk(clipping).items() for trace in traces(term)}
    said = everybody.said(words)
    enough = {
        number for number, one in said.items() if sum(words[word] for word in one.words) >= LEAST
    }  # fmt: skip
    known: dict[str, bool] = {}
    companies = {
        number
        for number, one in everybody.companies.items()
        if any(_shares(topic, wanted, known) for topic in one.topics)
    }
    found = []
    for contact in everybody.contacts:
        number = contact.id
        company = everybody.company_of[number]
        if number in people or company in places or _rests(contact, everybody.as_of):
            continue
        interviews = everybody.interviews.get(number, ())
        if (
            number in enough
            or company in companies
            or any(_shares(one, wanted, known) for one in (*contact.topics, *contact.tags, contact.title))
            or _tells_of(contact, interviews, words)
        ):
            talks = said[number].newest_first() if number in said else ()
            interests = interests_of(contact, everybody.companies.get(company), interviews, talks)
            match = match_of(clipping, interests, everybody.rarity)
            if match:
                found.append(Fit(number, match))
    return found


def _one_a_company(everybody: Everybody, found: list[Fit]) -> list[Fit]:
    found.sort(key=lambda one: (-one.match.score, one.contact))
    kept, places = [], set()
    for fit in found:
        company = everybody.company_of[fit.contact]
        if company not in places or not company:
            kept.append(fit)
            places.add(company)
    return kept


def _wanted(clipping: Clipping) -> frozenset[str]:
    """The terms by which a clipping can fit at all: the telling ones, and those of its topics and title."""
    content = content_of(clipping)
    topics = {term for terms, _ in content.topics for term in terms}
    return frozenset({*content.words, *topics, *content.title, *filter(telling, content.text)})


def _shares(words: str, wanted: frozenset[str], known: dict[str, bool]) -> bool:
    """Whether a topic or title has one of the wanted terms; remembered, as a network repeats them."""
    answer = known.get(words)
    if answer is None:
        answer = known[words] = not wanted.isdisjoint(phrase(words))
    return answer


def _tells_of(contact: Contact, interviews: Iterable[Interview], words: Collection[str] | Mapping[str, float]) -> bool:
    texts = [contact.note, contact.raise_next]
    for one in interviews:
        texts += (one.story, one.role)
    return any(text and _holds_any(text, words) for text in texts)


def _holds_any(text: str, words: Collection[str]) -> bool:
    low = folded(text)
    return any(word in low for word in words)


def _rests(contact: Contact, as_of: date) -> bool:
    if contact.archived_on:
        return True
    return contact.paused_on is not None and (contact.paused_until is None or contact.paused_until > as_of)


def _had(documents: Mapping[int, bytes], as_of: date) -> dict[int, tuple[Had, ...]]:
    found: dict[int, list[Had]] = defaultdict(list)
    for number, document in documents.items():
        if b'"shared"' not in document:
            continue
        one = decode(Interaction, number, document)
        if one.on <= as_of:
            for clipping in one.shared:
                found[clipping] += (Had(contact, one.on) for contact in one.contacts)
    return {
        clipping: tuple(sorted(had, key=lambda one: (one.on, one.contact), reverse=True))
        for clipping, had in found.items()
    }
