"""A message leaves the shell, for the clipboard or a program that sends it; and what was sent is logged."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from followup_tui.actions.composing import Proposal
from followup_tui.actions.outcome import Done
from followup_tui.actions.touch import log
from followup_tui.book import Book
from followup_tui.messages.choices import Choice, addresses_on, best_address, choices
from followup_tui.messages.clipboard import SystemClipboard
from followup_tui.messages.handover import HandedOver, Way, hand_over
from followup_tui.messages.opener import SystemOpener, Ways, ways
from followup_tui.model.records import Contact, Interaction
from followup_tui.model.words import Channel, Direction

By = Literal[
    "clipboard", "mailto", "eml", "command", "neomutt", "aerc", "himalaya", "linkedin", "whatsapp", "sms", "call"
]  # fmt: skip
_CHANNELS = {
    Way.PROFILE: Channel.LINKEDIN,
    Way.WHATSAPP: Channel.MESSAGE,
    Way.SMS: Channel.MESSAGE,
    Way.CALL: Channel.CALL,
}


def channel_by(by: By, proposal: Proposal) -> Channel:
    """The channel of a message that leaves by a way: the clipboard serves every one, the mail programs e-mail."""
    return proposal.suggestion.channel if by == "clipboard" else _CHANNELS.get(_way(by), Channel.EMAIL)


def hand_to(
    book: Book, contact: Contact, proposal: Proposal, by: By, folder: Path, environ: Mapping[str, str]
) -> HandedOver:
    """Hands a message to the clipboard, a file or a program, and says what happened.

    Nothing is sent and nothing is logged. Drafts (.eml) are written to `folder`.
    """
    way, channel, found = _way(by), channel_by(by, proposal), here(environ)
    address = best_address(way, addresses_on(contact, channel))
    return hand_over(
        proposal.message, address, channel, found, SystemClipboard(), SystemOpener(found.opener), folder,
        book.settings, way,
    )  # fmt: skip


def log_as_sent(book: Book, contact: Contact, proposal: Proposal, channel: Channel) -> Done[Interaction]:
    """Records that a message was sent today, as it was handed over; a draft of the same words goes into the bin.

    Raises:
        Invalid: a field does not hold.
    """
    message = proposal.message
    done = log(
        book, [contact], message.body, channel=channel, direction=Direction.OUT, subject=message.subject,
        template=message.template, shared=proposal.shared, command="send",
    )  # fmt: skip
    kept = None if book.dry_run else book.drafts.get(contact.id)
    if kept and kept.body.strip() == message.body.strip():
        book.drafts.discard(contact.id)
    return done


def here(environ: Mapping[str, str]) -> Ways:
    """What is possible here."""
    return ways(environ, shutil.which)


def choices_here(book: Book, contact: Contact, environ: Mapping[str, str]) -> tuple[Choice, ...]:
    """Every way to somebody, and for those that are not possible here, why not."""
    return choices(contact, here(environ), book.settings)


def _way(by: By) -> Way:
    return Way.PROFILE if by == "linkedin" else Way(by)
