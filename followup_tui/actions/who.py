"""WHO: the contact that a person means by an id, a name, part of one, an address, or ``name@company``."""

from collections.abc import Iterable

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.model.ids import from_short, with_prefix
from followup_tui.model.records import Contact

LONGEST_ID = 16
"""Decimal digits of the largest id."""
SHORTEST_PREFIX = 4
"""An id is typed with at least so many characters; shorter ones are words of a name."""


class Nobody(ValueError):
    """Nobody is meant by these words."""


class Several(ValueError):
    """More than one contact is meant; `matches` are they."""

    def __init__(self, text: str, matches: tuple[Contact, ...]) -> None:
        super().__init__(f'"{text[:60]}" can be {len(matches):,} people; add more of the name, or use an id.')
        self.matches = matches


def find_contact(book: Book, text: str) -> Contact:
    """The one contact that `text` means. An exact match goes before a part of a name.

    Raises:
        Nobody: there is no such contact.
        Several: it could be more than one.
    """
    wanted = folded(" ".join(text.split()))
    if not wanted:
        raise Nobody("Say who: a name, part of it, an e-mail address or an id.")
    for matches in _stages(book, text.strip(), wanted):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise Several(text, tuple(matches))
    raise Nobody(f'Nobody is called "{text[:60]}"; followup find looks through everything.')


def _stages(book: Book, text: str, wanted: str) -> Iterable[list[Contact]]:
    contacts = book.contacts
    number = from_short(text)
    yield [contacts[number]] if number is not None and number in contacts else []
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None
    yield [contacts[number]] if number is not None and number in contacts else []
    called = book.called().items()

    def those(numbers: Iterable[int]) -> list[Contact]:
        return sorted((contacts[one] for one in numbers), key=_order)

    yield those(one for one, by in called if by.name == wanted)
    address, first = f"\n{folded(text)}\n", wanted.partition(" ")[0]
    yield [
        one
        for one in those(number for number, by in called if address in by.emails)
        if any(email.casefold() == text.casefold() for email in one.emails)
    ]
    if "@" in wanted:
        yield those(one for one, by in called if _at(book, contacts[one], by.name, wanted))
    yield those(one for one, by in called if first in by.name and begins(by.name, wanted))
    yield those(one for one, by in called if wanted in by.name)
    yield those(one for one, by in called if wanted in by.emails)
    if len(text) >= SHORTEST_PREFIX:
        yield [contacts[one] for one in with_prefix(text, contacts)]


def begins(name: str, wanted: str) -> bool:
    """Whether each word of `wanted` (both folded) begins a word of the name, in order: "an le" means Ann Lee."""
    words = iter(name.split())
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _order(one: Contact) -> tuple[bool, str, int]:
    return one.archived_on is not None, folded(one.name), one.id


def _at(book: Book, contact: Contact, called: str, wanted: str) -> bool:
    name, _, company = wanted.rpartition("@")
    if not company.strip():
        return False
    return name.strip() in called and company.strip() in folded(book.company_name(contact.company))
