"""Which channel a message to somebody takes: the one they prefer, where there is an address for it."""

from collections.abc import Sequence
from typing import Final

from followup_tui.model.records import Contact
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel

_MISSING: Final = {
    Channel.EMAIL: "no e-mail address",
    Channel.LINKEDIN: "no LinkedIn profile",
    Channel.MESSAGE: "no phone number",
}
_PREFERS: Final = {
    Channel.EMAIL: "e-mail",
    Channel.LINKEDIN: "LinkedIn",
    Channel.MESSAGE: "text messages",
    Channel.CALL: "a call",
    Channel.MEETING: "meeting",
    Channel.EVENT: "meeting at events",
    Channel.LETTER: "a letter",
}


def channels_to(contact: Contact) -> tuple[Channel, ...]:
    """The channels on which a message can reach them; every one when no address is known."""
    return tuple(one for one in _MISSING if has_address(contact, one)) or tuple(_MISSING)


def channel_to(contact: Contact, channels: Sequence[Channel], settings: Settings) -> Channel:
    """The one of `channels` that a message takes: theirs, else that of the settings, else the first."""
    wanted = (contact.channel, Channel(settings.sending.channel))
    return next((channel for channel in wanted if channel and channel in channels), channels[0])


def has_address(contact: Contact, channel: Channel) -> bool:
    """Whether an address for a channel is known; those without addresses (a meeting) need none."""
    known = {Channel.EMAIL: contact.emails, Channel.LINKEDIN: contact.linkedin, Channel.MESSAGE: contact.phones}
    return bool(known.get(channel, contact.phones if channel is Channel.CALL else True))


def preference(contact: Contact, used: Channel) -> str:
    """What to know when a message does not take the channel that they prefer; empty when it does, or they have none.

    ``prefers a call``, or with the reason: ``prefers LinkedIn, but there is no LinkedIn profile``.
    """
    wanted = contact.channel
    if wanted is None or wanted is used or wanted not in _PREFERS:
        return ""
    if has_address(contact, wanted):
        return f"prefers {_PREFERS[wanted]}"
    return f"prefers {_PREFERS[wanted]}, but there is {_MISSING.get(wanted, 'no phone number')}"
