"""Sending from the app: a message leaves for the clipboard and the program that sends it, and says how."""

import os
import shutil
from pathlib import Path

from followup_tui.actions.addressing import address_for
from followup_tui.book import Book
from followup_tui.messages.addresses import checked_url, linkedin_url
from followup_tui.messages.clipboard import (
    BothClipboards,
    Clipboard,
    Copied,
    FirstThatWorks,
    SystemClipboard,
    TmuxClipboard,
)
from followup_tui.messages.handover import HandedOver, Way, hand_over
from followup_tui.messages.opener import Opener, SystemOpener, Ways, ways
from followup_tui.messages.rendering import Message
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel

__all__ = [
    "BothClipboards", "Clipboard", "Copied", "HandedOver", "Opener", "SystemClipboard", "SystemOpener", "Way", "Ways",
    "address_for", "clipboard_here", "hand_message", "page_of", "ways_here",
]  # fmt: skip


def clipboard_here() -> Clipboard:
    """The clipboard of this machine: the system's tool, else tmux's."""
    return FirstThatWorks((SystemClipboard(), TmuxClipboard(os.environ)))


def ways_here() -> Ways:
    """What is possible on this machine, in this session."""
    return ways(os.environ, shutil.which)


def page_of(contact: Contact) -> str:
    """The contact's LinkedIn profile or web page, empty when there is none that may be opened.

    Raises:
        BadAddress: what is kept as their profile or page is none that may be opened.
    """
    if contact.linkedin:
        return linkedin_url(contact.linkedin)
    url = next(iter(contact.urls), "")
    return checked_url(url) if url else ""


def hand_message(
    book: Book,
    contact: Contact,
    channel: Channel,
    subject: str,
    body: str,
    clipboard: Clipboard,
    opener: Opener,
    possible: Ways,
    folder: Path,
) -> HandedOver:
    """Hands a message over and says what happened; nothing is logged. May take two seconds: not for the UI thread."""
    message = Message(subject, body, (), "")
    return hand_over(
        message, address_for(contact, channel), channel, possible, clipboard, opener, folder, book.settings
    )
