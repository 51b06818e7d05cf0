"""How everybody is called, folded for finding: remembered, as folding ten thousand names takes a tenth of a second."""

from typing import NamedTuple

from followup_tui.model.clean import folded
from followup_tui.model.records import Contact


class Called(NamedTuple):
    """A contact, their name, and the addresses between line ends; both folded."""

    contact: Contact
    name: str
    emails: str


def called(contact: Contact) -> Called:
    """How a contact is called."""
    return Called(contact, folded(contact.name), "\n".join(("", *map(folded, contact.emails), "")))
