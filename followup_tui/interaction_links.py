"""The interactions of a network, and whose they are: decoded when looked at, linked to contacts by id."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from followup_tui.model.records import Interaction
from followup_tui.on_demand import OnDemand, PageReader
from followup_tui.rules.touches import Touches, touches_of


class InteractionLinks:
    """`records` are all interactions; `by_contact` their ids; `newest` the latest day of any."""

    def __init__(self, source: Callable[[], Mapping[int, bytes]], read_page: PageReader[Interaction]) -> None:
        self.records = OnDemand(Interaction, source, read_page)
        self.by_contact: dict[int, list[int]] = {}
        self.newest = date.min
        self._source = source

    def load(self, as_of: date) -> dict[int, Touches]:
        """Decodes all and links them; gives the touches of every contact, which the index saves the next start."""
        found: dict[int, list[Interaction]] = {}
        newest = date.min
        for page in self.records.pages():
            for one in page:
                if one.on > newest:
                    newest = one.on
                for contact in _owners(one):
                    found.setdefault(contact, []).append(one)
        self.newest = newest
        self.by_contact = {contact: [one.id for one in mine] for contact, mine in found.items()}
        return {contact: touches_of(mine, as_of) for contact, mine in found.items()}

    def of(self, contact: int) -> list[Interaction]:
        """A contact's interactions, in no order; without one that another program just took out or made unreadable."""
        found = map(self.records.get, self.by_contact.get(contact, ()))
        return [one for one in found if one is not None]

    def owners_of(self, numbers: Collection[int]) -> dict[int, tuple[int, ...]]:
        """Whose interactions are, as far as this knows; the documents themselves may be other ones by now."""
        known = {number: one.contacts for number in numbers if (one := self.records.known(number))}
        unknown = {number for number in numbers if number not in known and not self.records.is_gone(number)}
        found: dict[int, list[int]] = {number: [] for number in unknown}
        for contact, mine in self.by_contact.items() if unknown else ():
            for number in unknown.intersection(mine):
                found[number].append(contact)
        return known | {number: tuple(contacts) for number, contacts in found.items()}

    def replace(self, number: int, owners: Iterable[int], record: Interaction | None) -> None:
        """Puts a record in place of what `owners` had under that id; None takes it out."""
        for contact in owners:
            self.by_contact[contact] = [one for one in self.by_contact.get(contact, ()) if one != number]
        self.records.put(number, record)
        if record is not None:
            self.newest = max(self.newest, record.on)
            for contact in _owners(record):
                self.by_contact[contact] = [*self.by_contact.get(contact, ()), number]  # a copy elsewhere stays true


def _owners(one: Interaction) -> Iterable[int]:
    """Whose an interaction is, each once, should the file name somebody twice."""
    return one.contacts if len(one.contacts) == 1 else dict.fromkeys(one.contacts)
