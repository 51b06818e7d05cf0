"""Hand-over: a message leaves for the clipboard and a program that sends it. We send nothing, and claim nothing more
than what happened."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from followup_tui.messages.addresses import MAILTO_LIMIT, BadAddress, linkedin_url, mailto_url
from followup_tui.messages.clipboard import Clipboard, Copied
from followup_tui.messages.eml import eml_bytes, write_eml
from followup_tui.messages.opener import Opener, Ways
from followup_tui.messages.rendering import Message
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel


class Way(StrEnum):
    """By which way a message left."""

    MAILTO = "mailto"
    EML = "eml"
    COMMAND = "command"
    PROFILE = "profile"
    CLIPBOARD = "clipboard"
    NONE = "none"


class HandedOver(NamedTuple):
    """What happened to a message: the way, one honest sentence, and the file when one was written."""

    way: Way
    said: str
    path: Path | None = None

    @property
    def left(self) -> bool:
        """Whether it got anywhere at all."""
        return self.way is not Way.NONE


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


def hand_over(
    message: Message,
    contact_address: str,
    channel: Channel,
    ways: Ways,
    clipboard: Clipboard,
    opener: Opener,
    folder: Path,
    settings: Settings,
) -> HandedOver:
    """Copies a message and hands it to the program that the settings name, or says why it could not.

    `contact_address` is the e-mail address or LinkedIn profile of the channel, empty when there is none. Drafts are
    written to `folder`. The text is copied first in any case, so that it is never lost on the way.
    """
    copied = clipboard.copy(message.body)
    hand = _Hand(message, contact_address, clipboard, opener, ways, folder, settings, copied)
    if channel is Channel.EMAIL:
        return _BY_MAIL[settings.sending.mail](hand)
    if channel is Channel.LINKEDIN:
        return _by_profile(hand)
    return _by_clipboard(hand, "paste it where you write to them")


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
        return _by_eml(hand, ", as neither the clipboard nor a mail program could be reached here")
    return _by_clipboard(hand, "no mail program could be opened here")


def _by_eml(hand: _Hand, because: str = "") -> HandedOver:
    try:
        path = _draft(hand)
    except (OSError, BadAddress) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _by_clipboard(hand, f"the draft could not be written: {reason}".rstrip("."))
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
    except (OSError, BadAddress) as error:
        return _by_clipboard(hand, f"the draft could not be written: {error}".rstrip("."))
    arguments = [part.replace("{eml}", str(path)) for part in command]
    if arguments == list(command):
        arguments.append(str(path))
    if hand.opener.run(arguments):
        return HandedOver(Way.COMMAND, f"Handed to {Path(arguments[0]).name}; the draft is {path}.", path)
    return HandedOver(Way.NONE, f"{Path(arguments[0]).name} failed; the draft is {path}.", path)


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
    return _by_clipboard(hand, f"no browser could be opened here; the profile is {url}")


def _by_clipboard(hand: _Hand, rest: str = "") -> HandedOver:
    if hand.copied is Copied.NO:
        sentence = f"{rest[:1].upper()}{rest[1:]}. " if rest else ""
        return HandedOver(Way.NONE, f"{sentence}The clipboard could not be reached.")
    start = "Copied to the clipboard" if hand.copied is Copied.YES else "Offered to the terminal's clipboard"
    return HandedOver(Way.CLIPBOARD, f"{start}{f'; {rest}' if rest else ''}.")


def _sentence(hand: _Hand, rest: str) -> str:
    match hand.copied:
        case Copied.YES:
            return f"Copied to the clipboard and {rest}."
        case Copied.UNCONFIRMED:
            return f"Offered to the terminal's clipboard and {rest}."
        case _:
            return f"{rest[:1].upper()}{rest[1:]}. The clipboard could not be reached."


def _draft(hand: _Hand) -> Path:
    content = eml_bytes(hand.address, hand.message.subject, hand.message.body, hand.settings.me.email)
    return write_eml(hand.folder, hand.message.subject or hand.message.template, content)


_BY_MAIL: dict[str, Callable[[_Hand], HandedOver]] = {
    "mailto": _by_mailto,
    "eml": _by_eml,
    "clipboard": _by_clipboard,
    "command": _by_command,
}
