"""What a message to somebody is held against, gathered from the book once, and the findings in it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from followup_tui.actions.composing import situation_of
from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact, Interaction
from followup_tui.model.words import Direction
from followup_tui.rules.addressee import Addressee, greeted, names_for
from followup_tui.rules.evidence import past_of
from followup_tui.rules.give_and_ask import balance_of
from followup_tui.rules.lint import Earlier, Finding, LintContext, gists_of, lint
from followup_tui.rules.sayable import sayable
from followup_tui.rules.situation import Situation
from followup_tui.rules.specifics import specific_words

__all__ = ["Finding", "LintContext", "lint", "lint_context"]

MOST_EARLIER = 40
"""Messages of ours that a new one is compared with, the newest; to them and to all colleagues together."""
COLLEAGUES_FOR = timedelta(days=2 * 365)
"""Who shows a letter around shows one of the last years."""


def lint_context(book: Book, contact: Contact) -> LintContext:
    """What a message to `contact` is held against today: 1 ms, where many are at one company 5, among 10,000."""
    about = situation_of(book, contact)
    past = past_of(book.interactions_of(contact.id), contact.id, book.as_of)
    mine = [one for one in past if one.direction is not Direction.IN]
    return LintContext(
        as_of=book.as_of,
        addressee=_addressee(book, contact, about, mine),
        earlier=_earlier(book, contact, mine),
        specifics=_specifics(about),
        note=about.memory.note if about.memory else "",
        silent_days=about.silent_days,
        unanswered=about.unanswered,
        give_and_ask=balance_of(about).words,
    )


def _addressee(book: Book, contact: Contact, about: Situation, mine: Iterable[Interaction]) -> Addressee:
    company = book.companies.get(contact.company)
    theirs = frozenset(map(folded, (company.name, *company.aliases))) if company else frozenset()
    written = [name for one in mine if one.direction is Direction.OUT for name in greeted(one.text)]
    local_parts = [address.partition("@")[0] for address in contact.emails]
    own = [about.first_name, contact.first_name, contact.name, contact.given, contact.family, *local_parts, *written]
    return Addressee(
        first_name=about.first_name,
        called=names_for(own),
        mine=names_for([book.settings.me.name]),
        company_now=about.company_now,
        companies=theirs,
        # Without a company of theirs nothing is known to be wrong but those they left.
        elsewhere=(_all_companies(book) if company else _left(book, contact)) - theirs,
    )


def _left(book: Book, contact: Contact) -> frozenset[str]:
    return frozenset(folded(book.company_name(one.company)) for one in contact.positions if one.until) - {""}


def _all_companies(book: Book) -> frozenset[str]:
    return frozenset(folded(name) for one in book.companies.values() for name in (one.name, *one.aliases) if name)


def _earlier(book: Book, contact: Contact, mine: Iterable[Interaction]) -> tuple[Earlier, ...]:
    found = [(one.on, "", one) for one in mine if one.direction is Direction.OUT]
    found += _to_colleagues(book, contact)
    found.sort(key=lambda each: (each[0], each[2].id), reverse=True)
    return tuple(Earlier(to, on, one.template, gists_of(one.text)) for on, to, one in found[:MOST_EARLIER])


def _to_colleagues(book: Book, contact: Contact) -> Iterator[tuple[date, str, Interaction]]:
    if not contact.company:
        return
    since = book.as_of - COLLEAGUES_FOR
    for other in book.people_at(contact.company):
        if other.id == contact.id:
            continue
        for one in book.interactions_of(other.id):
            sent = one.direction is Direction.OUT and one.counts and since <= one.on <= book.as_of
            if sent and contact.id not in one.contacts:
                yield one.on, other.first_name or other.name, one


def _specifics(about: Situation) -> tuple[str, ...]:
    held = about.interview
    return specific_words(
        [
            about.company_now, about.title, *about.topics, *((held.company, held.role) if held else ()),
            sayable(about.memory.note) if about.memory else "",
            *(match.clipping.title for match in (about.article, about.event, about.job, about.thought) if match),
        ]
    )  # fmt: skip
