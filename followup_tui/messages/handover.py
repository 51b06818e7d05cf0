"""Hand-over: a message leaves for the clipboard and a program that sends it. We send nothing, and claim nothing more
than what happened."""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from followup_tui.messages.addresses import (
    MAILTO_LIMIT,
    BadAddress,
    linkedin_url,
    mailto_url,
    sms_url,
    tel_url,
    whatsapp_url,
)
from followup_tui.messages.clipboard import Clipboard, Copied
from followup_tui.messages.eml import eml_bytes, write_eml
from followup_tui.messages.mailer_commands import filled_command, mailer_command
from followup_tui.messages.opener import Opener, Ways
from followup_tui.messages.rendering import Message
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel


class Way(StrEnum):
    """By which way a message left."""

    MAILTO = "mailto"
    EML = "eml"
    COMMAND = "command"
    NEOMUTT = "neomutt"
    AERC = "aerc"
    HIMALAYA = "himalaya"
    PROFILE = "profile"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    CALL = "call"
    CLIPBOARD = "clipboard"
    FAILED = "failed"
    NONE = "none"


IN_TERMINAL = frozenset({Way.COMMAND, Way.NEOMUTT, Way.AERC, Way.HIMALAYA})
"""Programs that take the terminal, and end. Whether they sent it only the person knows: they end well either way."""


class HandedOver(NamedTuple):
    """What happened to a message: the way, one honest sentence, and the file when one was written."""

    way: Way
    said: str
    path: Path | None = None

    @property
    def left(self) -> bool:
        """Whether it got to where it can be sent; not when the program that should take it failed."""
        return self.way not in {Way.NONE, Way.FAILED}

    @property
    def only_they_know(self) -> bool:
        """Whether nothing but the person can say if it was sent."""
        return self.way in IN_TERMINAL

    def throw_draft_away(self) -> None:
        """Removes the file that a mail program of the terminal was given, once the text is logged or kept elsewhere.

        A draft that was asked for, and one for the person's own command, which may still read it, stay.
        """
        if self.path and self.way in IN_TERMINAL - {Way.COMMAND}:
            with suppress(OSError):
                self.path.unlink()


class _Hand(NamedTuple):
    """A message on its way out, with all that the ways need."""

    message: Message
    address: str
    clipboard: Clipboard
    opener: Opener
    ways: Ways
    folder: Path
    settings: Settings
    copied: Copied


def usual_way(channel: Channel, settings: Settings) -> Way:
    """The way that the settings say for a channel."""
    if channel is Channel.EMAIL:
        return Way(settings.sending.mail)
    if channel is Channel.MESSAGE:
        return Way(settings.sending.message)
    return {Channel.LINKEDIN: Way.PROFILE, Channel.CALL: Way.CALL}.get(channel, Way.CLIPBOARD)


def hand_over(
    message: Message,
    contact_address: str,
    channel: Channel,
    ways: Ways,
    clipboard: Clipboard,
    opener: Opener,
    folder: Path,
    settings: Settings,
    by: Way | None = None,
) -> HandedOver:
    """Copies a message and hands it to the program that the settings name, or says why it could not.

    `contact_address` is the e-mail address, LinkedIn profile or phone number of the channel, empty when there is none.
    Drafts are written to `folder`. The text is copied first in any case, so that it is never lost on the way. `by` is
    another way than that of the settings. `Way.CALL` dials, and takes no text along.
    """
    way = by or usual_way(channel, settings)
    copied = Copied.NO if way is Way.CALL else clipboard.copy(message.body)
    hand = _Hand(message, contact_address, clipboard, opener, ways, folder, settings, copied)
    return _BY[way](hand)


# Mail


def _by_mailto(hand: _Hand) -> HandedOver:
    if not hand.address:
        return _by_clipboard(hand, "there is no e-mail address to open a mail program with")
    try:
        url = mailto_url(hand.address, hand.message.subject, hand.message.body)
    except BadAddress as error:
        return _by_clipboard(hand, f"no mail program was opened: {error}".rstrip("."))
    if len(url) > MAILTO_LIMIT:
        return _by_eml(hand, " because the message is too long for a mailto link")
    if hand.ways.opener and hand.opener.open(url):
        return HandedOver(Way.MAILTO, _sentence(hand, "handed to the mail program; press send there"))
    if hand.copied is Copied.NO:
        return _failed(hand, _by_eml(hand, ", as neither the clipboard nor a mail program could be reached here"))
    return _failed(hand, _by_clipboard(hand, "no mail program could be opened here"))


def _by_eml(hand: _Hand, because: str = "") -> HandedOver:
    try:
        path = _draft(hand)
    except (OSError, BadAddress) as error:
        return _by_clipboard(hand, _not_written(error))
    end = {
        Copied.YES: "; also copied to the clipboard",
        Copied.UNCONFIRMED: "; also offered to the terminal's clipboard",
        Copied.NO: "",
    }[hand.copied]
    return HandedOver(Way.EML, f"Written to {path}{because}{end}.", path)


def _by_command(hand: _Hand) -> HandedOver:
    command = hand.settings.sending.command
    if not command:
        return _by_clipboard(hand, "no program was started, as sending.command is empty in the settings")
    try:
        path = _draft(hand)
        arguments = filled_command(command, path, hand.address, hand.message.subject, hand.message.body)
    except (OSError, BadAddress) as error:
        return _by_clipboard(hand, _not_written(error))
    return _ran(hand, Way.COMMAND, arguments, path)


def _by_mailer(way: Way) -> Callable[[_Hand], HandedOver]:
    def by(hand: _Hand) -> HandedOver:
        if way not in hand.ways.mailers:
            return HandedOver(Way.FAILED, _kept(hand, f"{way.value} is not installed here"))
        try:
            path = _draft(hand, unsent=False)
            arguments = mailer_command(way.value, path, hand.address, hand.message.subject, hand.message.body)
        except (OSError, BadAddress) as error:
            return HandedOver(Way.FAILED, _kept(hand, f"{way.value} was not started: {_not_written(error)}"))
        return _ran(hand, way, arguments, path)

    return by


def _ran(hand: _Hand, way: Way, arguments: list[str], path: Path) -> HandedOver:
    """Runs a program in the terminal; what it refused is not said to have been sent."""
    name = Path(arguments[0]).name
    if hand.opener.run(arguments):
        return HandedOver(way, f"Handed to {name}; the draft is {path}.", path)
    what = "failed" if way is Way.COMMAND else "ended without sending it"
    return HandedOver(Way.NONE, f"{name} {what}; the draft is {path}.", path)


# Browser and phone


def _by_profile(hand: _Hand) -> HandedOver:
    if not hand.address:
        return _by_clipboard(hand, "there is no LinkedIn profile to open")
    try:
        url = linkedin_url(hand.address)
    except BadAddress as error:
        return _by_clipboard(hand, f"no profile was opened: {error}".rstrip("."))
    if hand.ways.opener and hand.opener.open(url):
        paste = "" if hand.copied is Copied.NO else "; paste it there"
        return HandedOver(Way.PROFILE, _sentence(hand, f"opened the LinkedIn profile{paste}"))
    return _failed(hand, _by_clipboard(hand, f"no browser could be opened here; the profile is {url}"))


def _by_link(way: Way, link: Callable[[str, str], str], program: str) -> Callable[[_Hand], HandedOver]:
    """A way that opens a link with a phone number and the text in it; a text that is too long is pasted."""

    def by(hand: _Hand) -> HandedOver:
        if not hand.address:
            return _by_clipboard(hand, f"there is no phone number to open {program} with")
        try:
            url = link(hand.address, hand.message.body)
            shorter = link(hand.address, "")
        except BadAddress as error:
            return _by_clipboard(hand, f"{program} was not opened: {error}".rstrip("."))
        long = len(url) > MAILTO_LIMIT
        if hand.ways.opener and hand.opener.open(shorter if long else url):
            then = "paste it there, as it is too long for a link" if long else "press send there"
            return HandedOver(way, _sentence(hand, f"opened {program}; {then}"))
        return _failed(hand, _by_clipboard(hand, f"{program} could not be opened here"))

    return by


def _by_call(hand: _Hand) -> HandedOver:
    if not hand.address:
        return HandedOver(Way.NONE, "There is no phone number to call.")
    try:
        url = tel_url(hand.address)
    except BadAddress as error:
        return HandedOver(Way.NONE, str(error))
    if hand.ways.opener and hand.opener.open(url):
        return HandedOver(Way.CALL, f"Calling {hand.address}.")
    return HandedOver(Way.FAILED, f"Nothing could be opened here that calls; the number is {hand.address}.")


# Clipboard


def _by_clipboard(hand: _Hand, rest: str = "") -> HandedOver:
    if hand.copied is Copied.NO:
        sentence = f"{rest[:1].upper()}{rest[1:]}. " if rest else ""
        return HandedOver(Way.NONE, f"{sentence}The clipboard could not be reached.")
    start = "Copied to the clipboard" if hand.copied is Copied.YES else "Offered to the terminal's clipboard"
    return HandedOver(Way.CLIPBOARD, f"{start}{f'; {rest}' if rest else ''}.")


def _failed(hand: _Hand, instead: HandedOver) -> HandedOver:
    """What was done instead; where a program was there and failed, that is no hand-over that anybody meant."""
    return instead._replace(way=Way.FAILED) if hand.ways.opener and instead.left else instead


def _kept(hand: _Hand, why: str) -> str:
    why = why.rstrip(".")
    return f"{why}." if hand.copied is Copied.NO else f"{why}; the text is on the clipboard."


def _sentence(hand: _Hand, rest: str) -> str:
    match hand.copied:
        case Copied.YES:
            return f"Copied to the clipboard and {rest}."
        case Copied.UNCONFIRMED:
            return f"Offered to the terminal's clipboard and {rest}."
        case _:
            return f"{rest[:1].upper()}{rest[1:]}. The clipboard could not be reached."


def _not_written(error: OSError | BadAddress) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"the draft could not be written: {reason}".rstrip(".")


def _draft(hand: _Hand, unsent: bool = True) -> Path:
    me, message = hand.settings.me.email, hand.message
    content = eml_bytes(hand.address, message.subject, message.body, me, unsent=unsent)
    return write_eml(hand.folder, message.subject or message.template, content)


def _paste(hand: _Hand) -> HandedOver:
    return _by_clipboard(hand, "" if hand.settings.sending.mail == "clipboard" else "paste it where you write to them")


_BY: dict[Way, Callable[[_Hand], HandedOver]] = {
    Way.MAILTO: _by_mailto,
    Way.EML: _by_eml,
    Way.COMMAND: _by_command,
    Way.NEOMUTT: _by_mailer(Way.NEOMUTT),
    Way.AERC: _by_mailer(Way.AERC),
    Way.HIMALAYA: _by_mailer(Way.HIMALAYA),
    Way.PROFILE: _by_profile,
    Way.WHATSAPP: _by_link(Way.WHATSAPP, whatsapp_url, "WhatsApp"),
    Way.SMS: _by_link(Way.SMS, sms_url, "the program for text messages"),
    Way.CALL: _by_call,
    Way.CLIPBOARD: _paste,
}
