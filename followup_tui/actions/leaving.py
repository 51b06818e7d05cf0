"""A message leaves the shell, for the clipboard or a program that sends it."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from followup_tui.actions.composing import Proposal
from followup_tui.book import Book
from followup_tui.messages.clipboard import SystemClipboard
from followup_tui.messages.handover import HandedOver, hand_over
from followup_tui.messages.opener import SystemOpener, ways
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel

By = Literal["mailto", "eml", "command", "clipboard"]


def hand_to(
    book: Book, contact: Contact, proposal: Proposal, by: By, folder: Path, environ: Mapping[str, str]
) -> HandedOver:
    """Hands a message to the clipboard, the mail program, a file or the person's command, and says what happened.

    Nothing is sent and nothing is logged. Drafts (.eml) are written to `folder`.
    """
    message, channel = proposal.message, proposal.suggestion.channel
    if by != "clipboard":
        channel = Channel.EMAIL
    elif channel is Channel.LINKEDIN:
        channel = Channel.MESSAGE  # the profile is not asked for: only the text
    address = contact.emails[0] if contact.emails else ""
    found = ways(environ, shutil.which)
    settings = replace(book.settings, sending=replace(book.settings.sending, mail=by))
    return hand_over(message, address, channel, found, SystemClipboard(), SystemOpener(found.opener), folder, settings)
