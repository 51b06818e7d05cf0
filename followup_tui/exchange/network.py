"""The contacts and companies an import is held against, and what it makes of them, before anything is kept."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from followup_tui.model.clean import folded
from followup_tui.model.records import Company, Contact, Source


class Network:
    """A copy of the records, to plan upon: what is new has a negative id until it is kept.

    The book's own records stay as they are, so that a plan may be made in another thread, shown and thrown away.
    """

    def __init__(self, contacts: Mapping[int, Contact], companies: Mapping[int, Company]) -> None:
        self._before: tuple[Mapping[int, Contact], Mapping[int, Company]] = (contacts, companies)
        self.told: dict[int, dict[str, int]] = {}
        """Which fields of a contact the import has told so far, and how well the best of its files knows them."""
        self.told_jobs: dict[int, list[tuple[str, str]]] = {}
        """The companies and titles that the import has told of a contact so far, also those that were not taken."""
        self.contacts = dict(contacts)
        self.companies = dict(companies)
        self.changed_contacts: dict[int, None] = {}
        self.changed_companies: dict[int, None] = {}
        self._next = -1
        self._by_name: dict[str, int] = {}
        for company in sorted(companies.values(), key=lambda one: one.id, reverse=True):
            for name in (*company.aliases, company.name):
                self._by_name[folded(name)] = company.id

    def put_contact(self, contact: Contact) -> Contact:
        """Keeps a contact, a new one when its id is 0; gives it with its id."""
        kept = contact if contact.id else replace(contact, id=self._new_id())
        self.contacts[kept.id] = kept
        if kept == self._before[0].get(kept.id):
            self.changed_contacts.pop(kept.id, None)
        else:
            self.changed_contacts[kept.id] = None
        return kept

    def find_company(self, name: str) -> int:
        """The id of the company of that name or alias whatever its case and accents, 0 when there is none."""
        return self._by_name.get(folded(name), 0)

    def company(self, name: str, source: Source) -> int:
        """The id of the company of that name, made when there is none; 0 for no name."""
        if not name:
            return 0
        number = self.find_company(name)
        if not number:
            number = self._new_id()
            self._by_name[folded(name)] = number
            self.put_company(Company(id=number, name=name, sources={"name": source}))
        return number

    def put_company(self, company: Company) -> None:
        """Keeps a company that has an id."""
        self.companies[company.id] = company
        if company == self._before[1].get(company.id):
            self.changed_companies.pop(company.id, None)
        else:
            self.changed_companies[company.id] = None

    def deserted(self, companies: Iterable[int]) -> list[Company]:
        """Those of the companies where nobody of the network is any more, archived people not counted."""
        there = {contact.company for contact in self.contacts.values() if not contact.archived_on}
        return [self.companies[number] for number in companies if number in self.companies and number not in there]

    def _new_id(self) -> int:
        self._next -= 1
        return self._next
