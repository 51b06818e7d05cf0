"""What to write to somebody: the templates that fit, why, and the message each makes of the facts."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.messages.library import Library
from followup_tui.messages.rendering import Message, facts_used, render
from followup_tui.messages.template_file import BadTemplate
from followup_tui.model.blanks import blanks_of
from followup_tui.model.records import Contact
from followup_tui.model.template import Intent, Template
from followup_tui.model.words import Channel, Direction, Outcome
from followup_tui.rules.evidence import interviews_with
from followup_tui.rules.facts import facts
from followup_tui.rules.interests import UNKNOWN, Interests, interests_of
from followup_tui.rules.situation import Situation, situation
from followup_tui.rules.suggestions import MOST, Suggestion, suggestions

TELLING_DAYS = 31
"""So long after an offer was declined its people may still be told."""


class Proposal(NamedTuple):
    """A suggestion and the message it makes; `shared` are the clippings the message passes on."""

    suggestion: Suggestion
    message: Message
    shared: tuple[int, ...] = ()


def situation_of(book: Book, contact: Contact) -> Situation:
    """Everything a suggestion may use about a contact today."""
    return situation(
        contact,
        companies=book.companies,
        interviews=book.interviews_of(contact.id),
        interactions=book.interactions_of(contact.id),
        clippings=book.clippings.values(),
        results=book.results_of(contact.id),
        tasks=book.tasks_of(contact.id),
        touches=book.touches(contact.id),
        verdict=book.verdict(contact.id),
        settings=book.settings,
        as_of=book.as_of,
        shared_with_company=clippings_had(book, contact),
        rarity=book.rarity() if book.clippings else UNKNOWN,
        told_first=_told_first(book, contact),
    )


def _told_first(book: Book, contact: Contact) -> str:
    """Who else heard first that we declined the last offer: what they hear is no news at their company any more."""
    held = interviews_with(contact.id, book.interviews_of(contact.id))
    last = held[-1] if held else None
    if last is None or last.outcome is not Outcome.OFFER_DECLINED or last.ended is None:
        return ""
    if not 0 <= (book.as_of - last.ended).days <= TELLING_DAYS:
        return ""
    told = [
        (one.on, one.id, other)
        for other in last.contacts
        if other != contact.id
        for one in book.interactions_of(other)
        if one.counts and one.direction is not Direction.IN and last.ended <= one.on <= book.as_of
    ]
    first = book.contacts.get(min(told)[2]) if told else None
    return first.first_name if first else ""


def clippings_had(book: Book, contact: Contact) -> frozenset[int]:
    """The clippings that a contact, or somebody who is at their company now, was sent."""
    people = {contact.id, *(one.id for one in book.people_at(contact.company) if contact.company)}
    return frozenset(clipping for one in people for touch in book.interactions_of(one) for clipping in touch.shared)


def interests_in(book: Book, contact: Contact) -> Interests:
    """What a contact is known to care about."""
    company, past = book.companies.get(contact.company), book.interactions_of(contact.id)
    return interests_of(contact, company, book.interviews_of(contact.id), past)


def proposals(book: Book, contact: Contact, library: Library) -> tuple[Proposal, ...]:
    """The best templates for a contact today, best first, with their messages.

    A template of the person's own that cannot be rendered is passed over; `followup templates check` says why.
    """
    about = situation_of(book, contact)
    return rendered(about, suggestions(library.templates, about, most=len(library.templates)))


def rendered(about: Situation, found: Iterable[Suggestion]) -> tuple[Proposal, ...]:
    """The first suggestions that can be rendered, with their messages."""
    made = []
    for suggestion in found:
        try:
            made.append(proposal_of(about, suggestion))
        except BadTemplate:
            continue
        if len(made) == MOST:
            break
    return tuple(made)


def fitting(book: Book, contact: Contact, library: Library) -> tuple[Suggestion, ...]:
    """Every template that fits a contact today, best first: the first is what `today` suggests."""
    return tuple(suggestions(library.templates, situation_of(book, contact), most=len(library.templates)))


def proposal_with(book: Book, contact: Contact, template: Template, channel: Channel | None = None) -> Proposal:
    """The message that a template chosen by hand makes for a contact, whether it fits or not."""
    about = situation_of(book, contact)
    return proposal_of(about, Suggestion(template, "chosen by you", 0, channel or about.channel))


def proposal_drafted(book: Book, contact: Contact, library: Library) -> Proposal:
    """The draft that is kept for a contact, as a message with the blanks that are left in it.

    Raises:
        Refused: there is none.
    """
    draft = book.drafts.get(contact.id)
    if draft is None:
        raise Refused(f"No draft to {contact.name} is kept; --to editor keeps one.")
    template = library.get(draft.template) or Template(
        name="own-words", title="Your own words", intent=Intent.KEEP_WARM, subject=draft.subject, body=draft.body
    )
    names = tuple(dict.fromkeys(blank.name for text in (draft.subject, draft.body) for blank in blanks_of(text)))
    message = Message(draft.subject, draft.body, names, draft.template)
    return Proposal(Suggestion(template, "the draft you keep", 0, draft.channel), message, draft.shared)


def proposal_of(about: Situation, suggestion: Suggestion) -> Proposal:
    """A suggestion with the message it makes of the facts, and the clippings it passes on.

    Raises:
        BadTemplate: it cannot be rendered.
    """
    template = suggestion.template
    message = render(template, facts(about), suggestion.channel)
    used = facts_used(template)
    of_kinds = {"article": about.article, "event": about.event, "job": about.job, "thought": about.thought}
    matches = [match for name, match in of_kinds.items() if match and _uses(used, name)]
    return Proposal(suggestion, message, tuple(match.clipping.id for match in matches))


def _uses(names: Collection[str], clipping: str) -> bool:
    return any(name == clipping or name.startswith(f"{clipping}_") for name in names)
