"""Declining an offer so well that they feel good about it, and keeping the door open.

What makes it good is the checklist (career advisers agree on it; see FORMATS 5): within a day or two, thanks by name, a
clear no with one positive reason and no talk of money, an offer to help them find somebody, and asking whether one may
stay in touch. Nothing is sent: the drafts wait on the shelf, and the day's list reminds of them.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from msgspec.structs import replace

from followup_tui.actions.composing import Proposal, situation_of
from followup_tui.actions.following import what_follows
from followup_tui.actions.interviews import edit_interview, entry_of
from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.actions.templates import Library, template_named
from followup_tui.actions.who import Nobody, Several, find_contact
from followup_tui.book import Book
from followup_tui.messages.rendering import render
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.records import Contact, Draft, Interview
from followup_tui.model.words import Direction, Outcome, Permission, Relation, Stage
from followup_tui.rules.aftermath import StepKind
from followup_tui.rules.calendar import days_between
from followup_tui.rules.evidence import interviewed, past_of
from followup_tui.rules.facts import facts
from followup_tui.rules.interview_entry import PromiseEntry
from followup_tui.rules.suggestions import Suggestion
from followup_tui.rules.wording import day_words, together

TEMPLATE = "decline-an-offer"
AFTERWARDS = "decline-to-a-colleague"
"""For those who hear it after the first one, so that no two people at one company have the same letter."""
TEMPLATES = frozenset({TEMPLATE, AFTERWARDS})
PROMPT_DAYS = 2
_NO_NAME = re.compile(r"[@\d]|^\W*$")
_FIRST = (Relation.HIRING_MANAGER, Relation.RECRUITER)
_OFFERED = frozenset({Outcome.OFFER_DECLINED, Outcome.OFFER_EXPIRED})
"""Outcomes that there was an offer for."""


class Item(StrEnum):
    """The points of the checklist."""

    PROMPT = "prompt"
    BY_NAME = "by-name"
    REASON = "reason"
    REFER = "refer"
    PERMISSION = "permission"


class Check(NamedTuple):
    """A point of the checklist: what is asked for, whether it is there, and what there is or what is missing."""

    item: Item
    asks: str
    there: bool
    says: str


class Telling(NamedTuple):
    """Somebody to tell, with the message for them. `waiting` is a draft to them from before, which stays as it is."""

    contact: Contact
    proposal: Proposal
    waiting: Draft | None = None


class Shelf(Protocol):
    """Where drafts wait."""

    def get(self, contact: int, /) -> Draft | None:
        """The draft to a contact."""

    def put(self, draft: Draft, /) -> None:
        """Keeps a draft."""


class DeclinePlan(NamedTuple):
    """What declining would do. `others` are in the process too: they are told in the days after, each in their turn."""

    checklist: tuple[Check, ...]
    tellings: tuple[Telling, ...]
    others: tuple[Contact, ...]
    permission: Permission


class Declined(NamedTuple):
    """An interview whose offer was declined, and the plan that was carried out."""

    interview: Interview
    plan: DeclinePlan


def decline_plan(
    book: Book,
    interview: Interview,
    library: Library,
    *,
    reason: str = "",
    refer: str = "",
    permission: Permission | None = None,
    tell: Sequence[Contact] = (),
    on: date | None = None,
    shelf: Shelf | None = None,
) -> DeclinePlan:
    """What declining would do, without doing it: the checklist, whom to tell, and the drafts.

    The first one is told in full; the others get a word of their own, as no two people at one company should have the
    same letter, with a blank for what only the writer knows.

    `reason` is the one positive reason, in words that follow "What made it hard to decide is"; `refer` the name of
    somebody to put forward; `permission` what they said about keeping in touch (asked in the draft where it is left
    out). `tell` are those to write to first; without it who told us of the offer, the hiring manager and the recruiter,
    or everybody where none of those is known. `shelf` has the drafts; that of the book, where it is left out.

    Raises:
        Refused: there is no offer to decline, or the day lies in the future.
        BadTemplate: the person's own template for this cannot be rendered.
    """
    _check(book, interview, on)
    refer = _referral(book, refer)
    held = replace(interview, permission=_permission(interview, permission))
    everybody = _in_order(book, interview)
    first = [book.contacts[one.id] for one in tell if one.id in book.contacts] or _first_to_hear(interview, everybody)
    extra = {
        "positive_reason": clean_line(reason).rstrip("."),
        "referral": refer,
        "unwelcome": "yes" if held.permission is Permission.REFUSED else "",
    }
    head = first[0].first_name if first else ""
    tellings = tuple(
        _telling(
            book,
            held,
            one,
            library,
            shelf or book.drafts,
            {**extra, "told_first": head if place else ""},
        )
        for place, one in enumerate(first)
    )
    told = {one.id for one in first}
    return DeclinePlan(
        checklist=tuple(_checklist(book, held, first, reason, refer, on)),
        tellings=tellings,
        others=tuple(one for one in everybody if one.id not in told),
        permission=held.permission,
    )


def decline(
    book: Book,
    interview: Interview,
    library: Library,
    *,
    reason: str = "",
    refer: str = "",
    permission: Permission | None = None,
    tell: Sequence[Contact] = (),
    on: date | None = None,
    shelf: Shelf | None = None,
) -> Done[Declined]:
    """Marks the offer declined, as one change, and puts the drafts on the shelf; see `decline_plan` for the choices.

    The interview ends today or on the day `on`, and what follows starts from there. A referral becomes a promise. A
    draft that somebody has already is left as it is.

    Raises:
        Refused: there is no offer to decline, or the day lies in the future.
        BadTemplate: the person's own template for this cannot be rendered.
        NotSaved: a draft could not be kept; the offer is marked as declined all the same.
    """
    interview = still_there(book, interview)
    plan = decline_plan(
        book, interview, library, reason=reason, refer=refer, permission=permission, tell=tell, on=on,
        shelf=shelf,
    )  # fmt: skip
    before = entry_of(book, interview)
    refer = _referral(book, refer)
    promised = (PromiseEntry(text=f"Put them in touch with {refer} if they like"),) if refer else ()
    entry = replace(
        before,
        outcome=Outcome.OFFER_DECLINED,
        stage=Stage.OFFER,
        ended=on or (interview.ended if interview.outcome is Outcome.OFFER_DECLINED else None) or book.as_of,
        reason=before.reason or clean_line(reason),
        permission=plan.permission,
        promises=(*before.promises, *promised),
    )
    at = " at ".join(filter(None, (clean_line(entry.role), clean_line(entry.company))))
    with book.transaction(f"Decline the offer for {at}", "decline") as change:
        made = interview if entry == before else edit_interview(book, interview, entry, before).made
    drafted = _keep_drafts(book, plan.tellings, shelf or book.drafts)
    already = interview.outcome is Outcome.OFFER_DECLINED
    said = f"{'Kept as declined' if already else 'Declined'}: the offer for {at}{_drafted(drafted)}"
    return Done(said, Declined(made, plan), change)


def open_offers(book: Book, interviews: Sequence[Interview]) -> list[Interview]:
    """Those of the interviews with an offer to decline; or that was declined, and not everybody told; or that expired.

    Raises:
        Refused: there is none; the sentence says what there is instead, and what to do.
    """
    offers = [one for one in interviews if one.outcome is Outcome.OPEN and _has_offer(one)]
    untold = [one for one in interviews if one.outcome is Outcome.OFFER_DECLINED and _untold(book, one)]
    expired = [one for one in interviews if one.outcome is Outcome.OFFER_EXPIRED]
    if offers or untold or expired:
        return offers or untold or expired
    if not interviews:
        raise Refused("There is no interview here, so no offer to turn down.")
    raise Refused(_no_offer(book, interviews[0]))


def _has_offer(interview: Interview) -> bool:
    """Whether there is an offer, or was one that was not taken."""
    return interview.outcome in _OFFERED or (interview.outcome is Outcome.OPEN and interview.stage is Stage.OFFER)


def _no_offer(book: Book, interview: Interview) -> str:
    """Why there is nothing to decline, and what to do."""
    at = " at ".join(filter(None, (clean_line(interview.role), clean_line(book.company_name(interview.company)))))
    if interview.outcome is not Outcome.OPEN:
        return f"There is no offer to decline: {at} ended ({interview.outcome.phrase})."
    return (
        f"There is no offer yet: {at} got to {interview.stage.value}. Enter the offer in the interview first (stage "
        "offer), or leave it with the outcome withdrew."
    )


def _untold(book: Book, interview: Interview) -> bool:
    """Whether somebody has yet to hear that the offer was declined."""
    return any(step.kind is StepKind.TELL for step in what_follows(book, interview))


def _check(book: Book, interview: Interview, on: date | None) -> None:
    if not _has_offer(interview):
        raise Refused(_no_offer(book, interview))
    if interview.outcome is Outcome.OFFER_DECLINED and _in_order(book, interview) and not _untold(book, interview):
        day = f" on {day_words(interview.ended, book.as_of)}" if interview.ended else ""
        raise Refused(f"That offer was declined{day}, and nobody waits to hear it any more.")
    if on and on > book.as_of:
        raise Refused(f"{on.isoformat()} lies in the future; an offer is declined when you have decided.")


def _referral(book: Book, words: str) -> str:
    """The name of somebody to put forward, as it stands in the letter: a plain name will do, also one of a stranger.

    Raises:
        Refused: it is no name, and means nobody who is known.
    """
    name = clean_line(words)
    if not name:
        return ""
    wanted = folded(name)
    exact = next((book.contacts[number].name for number, by in book.called().items() if by.name == wanted), "")
    if exact or not _NO_NAME.search(name):
        return exact or name
    try:
        return find_contact(book, name).name
    except (Nobody, Several):
        raise Refused(
            f'"{name[:60]}" is no name and nobody you know; write one as it can stand in the letter, like Gus Hall.',
            "refer",
        ) from None


def _permission(interview: Interview, given: Permission | None) -> Permission:
    """What holds afterwards: the draft asks, where nobody has answered yet."""
    known = interview.permission if given is None else given
    return Permission.ASKED if known is Permission.NOT_ASKED else known


def _in_order(book: Book, interview: Interview) -> list[Contact]:
    """Everybody in the process who is not archived: who told us, the hiring manager, the recruiter, the others."""
    known = (book.contacts.get(one) for one in dict.fromkeys((interview.said_by, *interview.contacts)))
    people = [one for one in known if one and not one.archived_on]
    return sorted(people, key=lambda one: _rank(interview, one))


def _rank(interview: Interview, one: Contact) -> int:
    if one.id == interview.said_by:
        return 0
    return 1 + (_FIRST.index(one.relation) if one.relation in _FIRST else len(_FIRST))


def _first_to_hear(interview: Interview, everybody: Sequence[Contact]) -> list[Contact]:
    return [one for one in everybody if _rank(interview, one) <= len(_FIRST)] or list(everybody)


def _telling(
    book: Book, held: Interview, contact: Contact, library: Library, shelf: Shelf, extra: dict[str, str]
) -> Telling:
    template = template_named(library, AFTERWARDS if extra["told_first"] else TEMPLATE)
    past = past_of(book.interactions_of(contact.id), contact.id, book.as_of)
    about: Any = situation_of(book, contact)
    about = replace(about, interview=interviewed(contact.id, held, book.companies, past, book.as_of))
    channel = about.channel if about.channel in template.channels else template.channels[0]
    known = {name: words for name, words in {**facts(about), **extra}.items() if words}
    message = render(template, known, channel)
    proposal = Proposal(Suggestion(template, "you decline their offer", 100, channel), message)
    return Telling(contact, proposal, shelf.get(contact.id))


def _checklist(
    book: Book, held: Interview, first: Sequence[Contact], reason: str, refer: str, on: date | None
) -> list[Check]:
    names = together([one.first_name for one in first])
    told = together([one.first_name for one in first if _told(book, held, one)])
    ended = on or held.ended or book.as_of
    days = days_between(ended, book.as_of)
    when = f"{told} heard from you" if told else "today is the day" if days == 0 else f"you decided {days} days ago"
    asked = {
        Permission.GIVEN: "they agreed to it",
        Permission.REFUSED: "they would rather not, and the draft does not ask",
    }.get(held.permission, "the draft asks for it")
    missing = "nobody in this interview is known; add them with interview edit --with"
    return [
        Check(Item.PROMPT, "Within a day or two", bool(told) or days <= PROMPT_DAYS, when),
        Check(Item.BY_NAME, "Thank them by name", bool(first), names or missing),
        Check(
            Item.REASON, "One positive reason", bool(reason.strip()),
            clean_line(reason) or "the draft has a general one; one of your own is better",
        ),
        Check(
            Item.REFER, "Offer to refer somebody", bool(refer.strip()),
            clean_line(refer) or "the draft offers to ask around; a name is better",
        ),
        Check(Item.PERMISSION, "Ask to stay in touch", held.permission is not Permission.REFUSED, asked),
    ]  # fmt: skip


def _told(book: Book, held: Interview, contact: Contact) -> bool:
    """Whether a message of ours went to them since it was declined."""
    if held.outcome is not Outcome.OFFER_DECLINED or held.ended is None:
        return False
    since = held.ended
    return any(one.direction is not Direction.IN and one.on >= since for one in book.interactions_of(contact.id))


def _keep_drafts(book: Book, tellings: Sequence[Telling], shelf: Shelf) -> list[Telling]:
    """Puts the drafts on the shelf, but over none that is there; gives those that were put."""
    fresh = [one for one in tellings if one.waiting is None]
    if not book.dry_run:
        for one in fresh:
            message, channel = one.proposal.message, one.proposal.suggestion.channel
            shelf.put(Draft(
                contact=one.contact.id, channel=channel, subject=message.subject, body=message.body,
                template=message.template, updated=book.clock.now(),
            ))  # fmt: skip
    return fresh


def _drafted(drafted: Sequence[Telling]) -> str:
    names = together([one.contact.name for one in drafted])
    return f"; a draft to {names} is on the shelf" if names else ""
