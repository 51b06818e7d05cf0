"""Passing a clipping on that the writer chose: the template made for it, and the message."""

from msgspec.structs import replace

from followup_tui.actions.composing import Proposal, interests_in, proposal_of, rendered, situation_of
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.messages.library import Library
from followup_tui.model.records import Clipping, Contact
from followup_tui.model.template import Intent, Template
from followup_tui.rules.matching import match_of
from followup_tui.rules.situation import Situation, shared_as, with_clipping
from followup_tui.rules.suggestions import Suggestion, suggestions


def sharing_template(library: Library, clipping: Clipping) -> Template:
    """The template that is made for passing on clippings of this kind, the person's own before a built-in one.

    Raises:
        Refused: there is none.
    """
    wanted = f"{shared_as(clipping.kind)}_title"
    found = [one for one in library.templates if one.intent is Intent.SHARE and wanted in one.requires]
    if not found:
        raise Refused(f"There is no template that shares {clipping.kind.with_article}; name one.")
    return min(found, key=lambda one: (one.built_in, one.name))


def proposal_sharing(
    book: Book, contact: Contact, clipping: Clipping, library: Library, template: Template | None = None
) -> Proposal:
    """The message that passes `clipping` on to `contact`, with a template of choice or the one made for it.

    Raises:
        Refused: there is no template that shares one.
        BadTemplate: the template cannot be rendered.
    """
    about = _with_only(book, contact, clipping)
    made = proposal_of(about, _by_choice(about, template or sharing_template(library, clipping)))
    return made._replace(shared=(clipping.id,))


def proposals_sharing(book: Book, contact: Contact, clipping: Clipping, library: Library) -> tuple[Proposal, ...]:
    """The message that passes `clipping` on first, then the others that fit a contact and share nothing.

    Raises:
        Refused: there is no template that shares one.
    """
    about = _with_only(book, contact, clipping)
    first = _by_choice(about, sharing_template(library, clipping))
    others = suggestions(library.templates, about, most=len(library.templates))
    return rendered(about, [first, *(one for one in others if one.template.intent is not Intent.SHARE)])


def _with_only(book: Book, contact: Contact, clipping: Clipping) -> Situation:
    """The situation of a contact with this clipping and no other."""
    bare = replace(situation_of(book, contact), article=None, event=None, job=None, thought=None)
    return with_clipping(bare, clipping, match_of(clipping, interests_in(book, contact), book.rarity()))


def _by_choice(about: Situation, template: Template) -> Suggestion:
    channel = about.channel if about.channel in template.channels else template.channels[0]
    return Suggestion(template, "the clipping was chosen by you", 0, channel)
