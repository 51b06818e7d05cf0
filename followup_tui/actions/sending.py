"""Sending from the app: a message leaves for the clipboard and the program that sends it, and says how."""

import os
import shutil
from pathlib import Path

from followup_tui.actions.addressing import address_for
from followup_tui.book import Book
from followup_tui.messages.addresses import PAGES, checked_url, linkedin_url
from followup_tui.messages.choices import Choice, addresses_on, best_address, choices
from followup_tui.messages.clipboard import (
    BothClipboards,
    Clipboard,
    Copied,
    FirstThatWorks,
    SystemClipboard,
    TmuxClipboard,
)
from followup_tui.messages.handover import HandedOver, Way, hand_over, usual_way
from followup_tui.messages.opener import Opener, SystemOpener, Ways, ways
from followup_tui.messages.rendering import Message
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel

__all__ = [
    "BothClipboards", "Choice", "Clipboard", "Copied", "HandedOver", "Opener", "SystemClipboard", "SystemOpener", "Way",
    "Ways", "address_for", "choices_to", "clipboard_here", "hand_message", "page_of", "ways_here",
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
    return checked_url(url, PAGES) if url else ""


def choices_to(book: Book, contact: Contact, possible: Ways) -> tuple[Choice, ...]:
    """Every way to somebody, and for those that are not possible, why not."""
    return choices(contact, possible, book.settings)


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
    choice: Choice | None = None,
) -> HandedOver:
    """Hands a message over and says what happened; nothing is logged. May take two seconds: not for the UI thread.

    By `choice`, else by the way that the settings say for `channel`. A program of the terminal has it until it ends.
    """
    message = Message(subject, body, (), "")
    way = choice.way if choice else usual_way(channel, book.settings)
    address = choice.address if choice else best_address(way, addresses_on(contact, channel))
    return hand_over(message, address, channel, possible, clipboard, opener, folder, book.settings, way)
