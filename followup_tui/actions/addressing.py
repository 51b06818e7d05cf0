"""Where a message goes: apart from what sends it, as the e-mail package costs the first message 60 ms."""

from followup_tui.model.records import Contact
from followup_tui.model.words import Channel


def address_for(contact: Contact, channel: Channel) -> str:
    """Where a message on a channel goes: an e-mail address, a LinkedIn profile, a number; empty when there is none."""
    if channel is Channel.EMAIL:
        return contact.emails[0] if contact.emails else ""
    if channel is Channel.LINKEDIN:
        return contact.linkedin
    return contact.phones[0] if contact.phones else ""
