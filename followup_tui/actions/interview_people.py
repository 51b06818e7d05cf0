"""The people of an interview: those who are known already, those who are new, and what was learned of them."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from followup_tui.actions.outcome import Refused
from followup_tui.actions.people import YOU
from followup_tui.actions.who import Nobody, Several, begins, find_contact
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.records import Company, Contact, Position, Source
from followup_tui.model.validation import is_email
from followup_tui.model.words import Relation
from followup_tui.rules.interview_entry import PersonEntry
from followup_tui.transaction import Transaction


class Cast:
    """Finds who is meant while an interview is entered. `added` are the names of those who were new."""

    def __init__(self, book: Book, change: Transaction, company: Company, members: Iterable[int] = ()) -> None:
        self.added: list[str] = []
        self._book = book
        self._change = change
        self._company = company
        self._members = dict.fromkeys(members)

    def ids_of(self, people: Iterable[PersonEntry]) -> tuple[int, ...]:
        """The ids of these people, each once; see `id_of`."""
        return tuple(dict.fromkeys(self.id_of(one) for one in people))

    def ids_in_round(self, people: Iterable[PersonEntry]) -> tuple[int, ...]:
        """The same for those who held a round, where a note may have slipped into the place of the names."""
        people = tuple(people)
        for one in people:
            if not one.new and " " in one.name and one.name.islower() and self._known(one) is None:
                raise Refused(
                    f'Nobody is called "{clean_line(one.name)[:60]}"; a note goes after a second colon, and'
                    " a + before a name adds somebody.",
                    "rounds",
                )
        return self.ids_of(people)

    def id_of(self, entry: PersonEntry) -> int:
        """The id of somebody in the process: one who is in it already, else a contact, else somebody new.

        What was typed of them besides the name fills what is not known yet.

        Raises:
            Several: it could be more than one contact.
            Refused: a contact is gone, or somebody new has no name.
        """
        found = self._known(entry)
        kept = self._filled(found, entry) if found else self._made(entry)
        self._members[kept.id] = None
        return kept.id

    def _known(self, entry: PersonEntry) -> Contact | None:
        if entry.contact:
            found = self._change.get(Contact, entry.contact)
            if found is None:
                raise Refused(
                    f"{entry.name or 'Somebody in it'} is no contact any more; leave them out or name another."
                )
            return found
        return self._member(entry) or (None if entry.new else self._contact(entry))

    def _member(self, entry: PersonEntry) -> Contact | None:
        """One of those who are in the process already: there "Ann" is enough."""
        wanted = folded(clean_line(entry.name))
        members = [one for number in self._members if (one := self._change.get(Contact, number))]
        same = [one for one in members if folded(one.name) == wanted]
        like = [] if entry.new else [one for one in members if wanted and begins(folded(one.name), wanted)]
        return next((found[0] for found in (same, like) if len(found) == 1), None)

    def _contact(self, entry: PersonEntry) -> Contact | None:
        """A contact of that address or name; of several namesakes the one at this company."""
        name = clean_line(entry.name)
        if not name:
            return None
        contacts, called, wanted = self._book.contacts, self._book.called(), folded(name)
        if entry.email:
            address = f"\n{folded(entry.email)}\n"
            found = [one for one, by in called.items() if address in by.emails]
            if len(found) == 1:
                return contacts[found[0]]
        namesakes = [contacts[one] for one, by in called.items() if by.name == wanted]
        here = [one for one in namesakes if any(held.company == self._company.id for held in one.positions)]
        if len(here) == 1:
            return here[0]
        try:
            found_one = find_contact(self._book, name)
        except Nobody:
            return None
        except Several as error:
            like = [one for one in error.matches if begins(folded(one.name), wanted)]
            if like or is_email(name):
                raise
            return None  # "Bo" is none of those who work at Harbourlight, as their addresses say
        in_a_word = wanted in folded(found_one.name) and not begins(folded(found_one.name), wanted)
        return None if in_a_word else found_one  # "Ann" is not Joanna, though a search may well find her

    def _made(self, entry: PersonEntry) -> Contact:
        name = clean_line(entry.name)
        if is_email(name):
            raise Refused(f"Say what {name} is called too, like Ann Lee <{name}>.")
        if name and not any(letter.isalnum() for letter in name):
            raise Refused(f'"{name[:40]}" is no name; it has neither a letter nor a digit.')
        self.added.append(name)
        return self._change.put(Contact(
            name=name,
            relation=entry.relation,
            emails=(clean_line(entry.email),) if entry.email else (),
            positions=(Position(company=self._company.id, title=clean_line(entry.title)),),
            added_on=self._book.as_of,
        ))  # fmt: skip

    def _filled(self, contact: Contact, entry: PersonEntry) -> Contact:
        """The contact with what was typed where nothing was known; nothing that is there is overwritten."""
        fields: dict[str, Any] = {}
        if entry.relation is not Relation.NONE and contact.relation is Relation.NONE:
            fields["relation"] = entry.relation
        if entry.email and not contact.emails:
            fields["emails"] = (clean_line(entry.email),)
        if not contact.positions:
            fields["positions"] = (Position(company=self._company.id, title=clean_line(entry.title)),)
        elif entry.title and contact.company == self._company.id and not contact.title:
            held = tuple(
                replace(one, title=clean_line(entry.title)) if one is contact.position else one
                for one in contact.positions
            )
            fields["positions"] = held
        if not fields:
            return contact
        mine = {name: Source(name=YOU, on=self._book.as_of) for name in fields}
        return self._change.put(replace(contact, **fields, sources={**contact.sources, **mine}))
