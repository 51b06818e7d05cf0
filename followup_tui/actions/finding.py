"""Find: words and fields over everything that was ever typed."""

from typing import NamedTuple

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact, Interview
from followup_tui.model.words import Outcome
from followup_tui.rules.search import Subject, excludes, parse_query, subject_text, words_of

AROUND = 40
"""Characters of text shown on either side of what was found."""


class Found(NamedTuple):
    """A contact that a query found, and the text it was found in when that is not the contact's own line."""

    contact: int
    where: str = ""


def find(book: Book, query: str) -> tuple[Found, ...]:
    """Everybody whom `query` finds, the most urgent first: in their own fields, their interactions and interviews.

    Raises:
        BadQuery: the query cannot be read.
    """
    test = parse_query(query, book.as_of)
    words, everywhere = words_of(query), excludes(query)
    found = []
    for contact in book.contacts.values():
        company = book.company_name(contact.company)
        own = subject_text(contact, company)
        subject = Subject(contact, book.verdict(contact.id), company, own, _outcomes(book, contact.id))
        in_own = test(subject)
        if in_own and not everywhere:
            found.append(Found(contact.id))
        elif words or everywhere:
            texts = _texts(book, contact)
            if test(subject._replace(text=f"{own} {folded(' '.join(texts))}")):
                found.append(Found(contact.id, "" if in_own else _snippet(texts, words)))
    return tuple(sorted(found, key=lambda one: _rank(book, one)))


def narrow(book: Book, query: str) -> tuple[int, ...]:
    """The ids of the contacts whose own fields a query finds, for a list that narrows while one types.

    Raises:
        BadQuery: the query cannot be read.
    """
    test = parse_query(query, book.as_of)
    return tuple(number for number, subject in book.subjects().items() if test(subject))


def _texts(book: Book, contact: Contact) -> tuple[str, ...]:
    interviews = book.interviews_of(contact.id)
    return (
        contact.note, contact.raise_next, contact.avoid_next, contact.how_met,
        *(book.company_name(held.company) for held in contact.positions),
        *(text for one in book.interactions_of(contact.id) for text in (one.subject, one.text, one.next_step)),
        *(text for one in interviews for text in _told(book, one)),
        *(text for one in interviews for text in (one.feedback, *(stage.note for stage in one.rounds))),
        *(task.text for task in book.tasks_of(contact.id)),
        *(result.note for result in book.results_of(contact.id)),
    )  # fmt: skip


def _told(book: Book, one: Interview) -> tuple[str, ...]:
    """What can be found of an interview: how it ended too, in both spellings."""
    ended = (one.outcome.phrase, one.outcome.value)
    return (book.company_name(one.company), one.role, one.story, one.reason, one.offer, *ended)


def _outcomes(book: Book, contact: int) -> tuple[Outcome, ...]:
    return tuple(one.outcome for one in book.interviews_of(contact))


def _snippet(texts: tuple[str, ...], words: tuple[str, ...]) -> str:
    """The text around a word, from the text that has most of the words."""
    for text in sorted(texts, key=lambda one: -sum(word in folded(one) for word in words)):
        at = next((folded(text).find(word) for word in words if word in folded(text)), -1)
        if at >= 0:
            start, end = max(at - AROUND, 0), at + AROUND
            cut = " ".join(text[start:end].split())
            return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
    return ""


def _rank(book: Book, found: Found) -> tuple[bool, bool, float, str]:
    contact = book.contacts[found.contact]
    late = -book.verdict(found.contact).urgency
    return contact.archived_on is not None, bool(found.where), late, folded(contact.name)
