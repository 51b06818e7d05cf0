"""By which ways a message to somebody can leave here, and for each that cannot, why not."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from followup_tui.messages.addresses import BadAddress, linkedin_url, mailto_url, sms_url, tel_url, whatsapp_url
from followup_tui.messages.handover import Way, usual_way
from followup_tui.messages.opener import TERMINAL_MAILERS, Ways
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel


class Choice(NamedTuple):
    """A way for one address on one channel; `why_not` is empty when it is possible. `usual` as the settings say."""

    channel: Channel
    way: Way
    address: str
    title: str
    why_not: str = ""
    usual: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether it can be tried."""
        return not self.why_not


_WAYS: dict[Channel, tuple[Way, ...]] = {
    Channel.EMAIL: (Way.MAILTO, Way.NEOMUTT, Way.AERC, Way.HIMALAYA, Way.COMMAND, Way.EML, Way.CLIPBOARD),
    Channel.LINKEDIN: (Way.PROFILE, Way.CLIPBOARD),
    Channel.MESSAGE: (Way.WHATSAPP, Way.SMS, Way.CLIPBOARD),
    Channel.CALL: (Way.CALL,),
}
_TITLES: dict[Way, str] = {
    Way.MAILTO: "the mail program",
    Way.NEOMUTT: "neomutt",
    Way.AERC: "aerc",
    Way.HIMALAYA: "himalaya",
    Way.COMMAND: "your command",
    Way.EML: "a draft file (.eml)",
    Way.PROFILE: "the profile, to paste it",
    Way.WHATSAPP: "WhatsApp",
    Way.SMS: "text message",
    Way.CALL: "dial",
    Way.CLIPBOARD: "only copy it",
}
_MISSING: dict[Channel, str] = {
    Channel.EMAIL: "no e-mail address",
    Channel.LINKEDIN: "no LinkedIn profile",
    Channel.MESSAGE: "no phone number",
    Channel.CALL: "no phone number",
}
_OPENED = frozenset({Way.MAILTO, Way.PROFILE, Way.WHATSAPP, Way.SMS, Way.CALL})
_NEEDS_NONE = frozenset({Way.CLIPBOARD, Way.EML, Way.COMMAND, Way.NEOMUTT})
"""Ways that leave it to the person whom it goes to."""
_LINKS: dict[Way, Callable[[str], str]] = {
    Way.MAILTO: lambda address: mailto_url(address, "", ""),
    Way.AERC: lambda address: mailto_url(address, "", ""),
    Way.HIMALAYA: lambda address: mailto_url(address, "", ""),
    Way.PROFILE: linkedin_url,
    Way.WHATSAPP: whatsapp_url,
    Way.SMS: sms_url,
    Way.CALL: tel_url,
}


def choices(contact: Contact, ways: Ways, settings: Settings) -> tuple[Choice, ...]:
    """Every way to somebody, channel by channel, the usual one of a channel first, with each address it may take."""
    return tuple(one for channel in _WAYS for one in _on(channel, contact, ways, settings))


def best_address(way: Way, addresses: tuple[str, ...]) -> str:
    """The first of somebody's addresses that a way can take, else the first; empty when there is none."""
    return next((one for one in addresses if not _unfit(way, one)), addresses[0] if addresses else "")


def addresses_on(contact: Contact, channel: Channel) -> tuple[str, ...]:
    """All addresses of a channel, in their order of preference."""
    if channel is Channel.EMAIL:
        return contact.emails
    if channel is Channel.LINKEDIN:
        return (contact.linkedin,) if contact.linkedin else ()
    return contact.phones if channel in {Channel.MESSAGE, Channel.CALL} else ()


def _on(channel: Channel, contact: Contact, ways: Ways, settings: Settings) -> Iterator[Choice]:
    usual = usual_way(channel, settings)
    known = addresses_on(contact, channel)
    for way in sorted(_WAYS[channel], key=lambda one: one is not usual):
        best = best_address(way, known)
        others = tuple(one for one in known if one != best) if way is usual and way is not Way.CLIPBOARD else ()
        for address in (best, *others):
            why = _why_not(channel, way, address, ways, settings)
            yield Choice(channel, way, clean_line(address), _TITLES[way], why, way is usual and address == best)


def _why_not(channel: Channel, way: Way, address: str, ways: Ways, settings: Settings) -> str:
    if way.value in TERMINAL_MAILERS and way.value not in ways.mailers:
        return f"{way.value} is not installed"
    if way is Way.COMMAND and not settings.sending.command:
        return "sending.command is empty in the settings"
    if not address and way not in _NEEDS_NONE:
        return _MISSING[channel]
    if address and (unfit := _unfit(way, address)):
        return unfit
    return ways.why_none if way in _OPENED and not ways.opener else ""


def _unfit(way: Way, address: str) -> str:
    try:
        _LINKS.get(way, str)(address)
    except BadAddress as error:
        return str(error).rstrip(".")
    return ""
