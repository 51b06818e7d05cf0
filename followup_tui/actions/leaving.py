"""A message leaves the shell: with a clipping of the person's choice, for the clipboard or a program that sends it."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from followup_tui.actions.composing import Proposal, situation_of
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.messages.clipboard import SystemClipboard
from followup_tui.messages.handover import HandedOver, hand_over
from followup_tui.messages.library import Library
from followup_tui.messages.opener import SystemOpener, ways
from followup_tui.messages.rendering import render
from followup_tui.model.records import Clipping, Contact
from followup_tui.model.template import Intent, Template
from followup_tui.model.words import Channel, ClippingKind
from followup_tui.rules.facts import facts
from followup_tui.rules.matching import Match
from followup_tui.rules.suggestions import Suggestion

By = Literal["mailto", "eml", "command", "clipboard"]


def proposal_sharing(
    book: Book, contact: Contact, clipping: Clipping, library: Library, template: Template | None = None
) -> Proposal:
    """The message that passes `clipping` on to `contact`, with a template of choice or the one made for it.

    Raises:
        Refused: there is no template that shares one.
        BadTemplate: the template cannot be rendered.
    """
    match = Match(clipping)
    is_event = clipping.kind is ClippingKind.EVENT
    about = situation_of(book, contact)
    about = replace(about, event=match) if is_event else replace(about, article=match)
    wanted = "event_title" if is_event else "article_title"
    chosen = template or next(
        (one for one in library.templates if one.intent is Intent.SHARE and wanted in one.requires), None
    )
    if chosen is None:
        raise Refused(f"There is no template that shares an {'event' if is_event else 'article'}; name one.")
    channel = about.channel if about.channel in chosen.channels else chosen.channels[0]
    message = render(chosen, facts(about), channel)
    return Proposal(Suggestion(chosen, "the clipping was chosen by you", 0, channel), message, (clipping.id,))


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
