"""Who of a file's people is which contact of the network, by signs, the strongest first."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.exchange.grouping import STRICT_KINDS, email_keys, keys_conflict, name_keys, phone_keys, phones_agree
from followup_tui.exchange.identity import email_key, name_key, names_agree, phone_key, profile_key
from followup_tui.exchange.network import Network
from followup_tui.exchange.rows import ImportedPerson
from followup_tui.model.records import Contact


class Likeness(NamedTuple):
    """A contact who may be the same person, and by which sign: "e-mail", "phone" or "name"."""

    contact: Contact
    sign: str


class _Sign(NamedTuple):
    """A kind of sign: its values of a person, and whether one in common makes a person and a contact the same."""

    kind: str
    of: Callable[[ImportedPerson], Iterator[str]]
    holds: Callable[[ImportedPerson, Contact, str], bool]


class Recogniser:
    """An index of a network's contacts by what tells who they are."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._index: dict[tuple[str, str], list[int]] = {}
        self._signs = (
            _Sign("key", _own_keys, lambda *_: True),
            _Sign("key", _weak_keys, lambda person, contact, _: not _conflict(person, contact)),
            _Sign("e-mail", email_keys, self._same_mailbox),
            _Sign("phone", phone_keys, lambda person, contact, sign: phones_agree(sign, *_both_names(person, contact))),
            _Sign("name", _names, self._same_job),
        )
        for contact in network.contacts.values():
            self.learn(contact)

    def learn(self, contact: Contact) -> None:
        """Takes in a contact."""
        profile = profile_key(contact.linkedin)
        keys = {*contact.keys, f"linkedin:{profile}"} if profile else contact.keys
        signs = {("key", key) for key in keys}
        signs |= {("e-mail", email_key(email)) for email in contact.emails}
        signs |= {("phone", phone_key(phone)) for phone in contact.phones}
        signs |= {("name", name) for name in name_keys(contact.name, contact.given, contact.family)}
        for sign in signs:
            self._index.setdefault(sign, []).append(contact.id)

    def recognise(self, people: Sequence[ImportedPerson]) -> dict[int, int]:
        """The contact of each person that is known, by their place in `people`; none stands for two of them."""
        found: dict[int, int] = {}
        claimed: set[int] = set()
        for sign in self._signs:
            for place, person in enumerate(people):
                if place in found:
                    continue
                contact = self._best(person, sign, claimed)
                if contact is not None:
                    found[place] = contact.id
                    claimed.add(contact.id)
        return found

    def without_others_keys(self, person: ImportedPerson, contact: Contact) -> ImportedPerson:
        """The person without the keys and the profile that younger contacts have, to be added to a contact.

        The oldest contact with a key is the one it names. If it came to an older one still, it would lead the row that
        it was made of to whom it was not taken for the first time.
        """
        others = {key for key in person.keys if any(_age(other) > _age(contact) for other in self._with_key(key))}
        if not others:
            return person
        profile = profile_key(person.linkedin)
        linkedin = "" if f"linkedin:{profile}" in others else person.linkedin
        return replace(person, keys=tuple(key for key in person.keys if key not in others), linkedin=linkedin)

    def like(self, person: ImportedPerson) -> Likeness | None:
        """A contact who shares an e-mail address, a number or the name with somebody who was not recognised.

        People of quite other names who share a number are colleagues or a family, and not reported.
        """
        for sign in self._signs[2:]:
            for value in sign.of(person):
                for number in self._index.get((sign.kind, value), ()):
                    contact = self._network.contacts[number]
                    if sign.kind != "phone" or names_agree(*_both_names(person, contact)):
                        return Likeness(contact, sign.kind)
        return None

    def _with_key(self, key: str) -> Iterator[Contact]:
        return (self._network.contacts[number] for number in self._index.get(("key", key), ()))

    def _best(self, person: ImportedPerson, sign: _Sign, claimed: set[int]) -> Contact | None:
        contacts = self._network.contacts
        candidates = [
            contacts[number]
            for value in sign.of(person)
            for number in self._index.get((sign.kind, value), ())
            if number not in claimed and sign.holds(person, contacts[number], value)
        ]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        if sign.kind == "key":
            return min(candidates, key=_age)
        return min(candidates, key=lambda contact: self._distance(person, contact))

    def _distance(self, person: ImportedPerson, contact: Contact) -> tuple[bool, bool, tuple[bool, int]]:
        """How far a candidate is from a person: another name, another company, and the older record first."""
        mine, theirs = _both_names(person, contact)
        return mine != theirs, not self._employed(contact, person.company), _age(contact)

    def _employed(self, contact: Contact, company: str) -> bool:
        """Whether a contact is or was at a company; with no company given, whether none is known."""
        if not company:
            return not any(position.company for position in contact.positions)
        number = self._network.find_company(company)
        return bool(number) and any(position.company == number for position in contact.positions)

    def _same_mailbox(self, person: ImportedPerson, contact: Contact, _: str) -> bool:
        mine, theirs = _both_names(person, contact)
        return "@" in person.name or "@" in contact.name or names_agree(mine, theirs)

    def _same_job(self, person: ImportedPerson, contact: Contact, _: str) -> bool:
        """Name and company; a name alone only when the file tells nothing else and nothing else is known."""
        if not person.company and (person.emails or person.phones or _has_own_key(person)):
            return False
        return self._employed(contact, person.company) and not _conflict(person, contact)


def _age(contact: Contact) -> tuple[bool, int]:
    """Sorts the older record first: what is new in this import has a negative id, counted down."""
    return contact.id < 0, abs(contact.id)


def _both_names(person: ImportedPerson, contact: Contact) -> tuple[str, str]:
    return name_key(person.name), name_key(contact.name)


def _conflict(person: ImportedPerson, contact: Contact) -> bool:
    profile = profile_key(contact.linkedin)
    return keys_conflict(person.keys, (*contact.keys, f"linkedin:{profile}") if profile else contact.keys)


def _has_own_key(person: ImportedPerson) -> bool:
    return next(_own_keys(person), None) is not None


def _own_keys(person: ImportedPerson) -> Iterator[str]:
    return (key for key in person.keys if key.startswith(STRICT_KINDS))


def _weak_keys(person: ImportedPerson) -> Iterator[str]:
    return (key for key in person.keys if not key.startswith(STRICT_KINDS))


def _names(person: ImportedPerson) -> Iterator[str]:
    return iter(name_keys(person.name, person.given, person.family))
