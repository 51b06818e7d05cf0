"""The interactions of a network, and whose they are: decoded when looked at, linked to contacts by id."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from followup_tui.model.records import Interaction
from followup_tui.on_demand import OnDemand
from followup_tui.rules.touches import Touches, touches_of

MANY = 50
"""From so many interactions changed at once on, linking all anew is quicker than looking for each."""


class InteractionLinks:
    """`records` are all interactions; `by_contact` their ids; `newest` the latest day of any."""

    def __init__(self, source: Callable[[], Mapping[int, bytes]]) -> None:
        self.records = OnDemand(Interaction, source)
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
        """A contact's interactions, in no order."""
        return [self.records[number] for number in self.by_contact.get(contact, ())]

    def owners(self, number: int) -> tuple[int, ...]:
        """Whose an interaction is, as far as this knows; the document itself may be another one by now."""
        known = self.records.known(number)
        if known is not None:
            return known.contacts
        return tuple(contact for contact, numbers in self.by_contact.items() if number in numbers)

    def replace(self, number: int, owners: Iterable[int], record: Interaction | None) -> None:
        """Puts a record in place of what `owners` had under that id; None takes it out."""
        for contact in owners:
            self.by_contact[contact] = [one for one in self.by_contact.get(contact, ()) if one != number]
        self.records.put(number, record)
        if record is not None:
            self.newest = max(self.newest, record.on)
            for contact in _owners(record):
                self.by_contact.setdefault(contact, []).append(number)

    def forget_decoded(self) -> None:
        """Starts over from the documents, after many changes from outside."""
        self.records = OnDemand(Interaction, self._source)


def _owners(one: Interaction) -> Iterable[int]:
    """Whose an interaction is, each once, should the file name somebody twice."""
    return one.contacts if len(one.contacts) == 1 else dict.fromkeys(one.contacts)
