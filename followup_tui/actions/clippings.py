"""Clippings: things worth sharing, clipped in seconds, kept on a shelf, and passed on once."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from followup_tui.actions import touch
from followup_tui.actions.clip_fits import Had, had_by
from followup_tui.actions.composing import clippings_had, interests_in
from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.ids import short, with_prefix
from followup_tui.model.records import Clipping, Contact, Interaction
from followup_tui.model.words import Channel, ClippingKind, Direction
from followup_tui.rules.clip_line import (
    CapturedClip,
    KnownTopics,
    Proposed,
    parse_clip,
    proposals_for,
)
from followup_tui.rules.matching import Match, may_share, offers
from followup_tui.rules.terms import Phrase, phrase
from followup_tui.rules.web_address import is_link, same_address
from followup_tui.rules.wording import day_words, shortened
from followup_tui.transaction import Transaction

State = Literal["unused", "used", "expired"]
SHORTEST_PREFIX = 4
"""An id is typed with at least so many characters; shorter ones are words of a title."""


class Shelved(NamedTuple):
    """A clipping on the shelf, and who had it, the last one first."""

    clipping: Clipping
    state: State
    had: tuple[Had, ...] = ()


def clip(book: Book, captured: CapturedClip) -> Done[Clipping]:
    """Keeps what a line says (`rules.clip_line.parse_clip`) as a clipping.

    Raises:
        Refused: it is there already, says nothing, or its day is over.
        Invalid: a field does not hold.
    """
    made = Clipping(
        kind=captured.kind or ClippingKind.ARTICLE,
        title=clean_line(captured.title),
        url=captured.url,
        text=clean_text(captured.text).strip(),
        topics=_unique(captured.topics),
        on=captured.on,
        expires=captured.expires,
        clipped_on=book.as_of,
    )
    _refuse_unfit(book, made)
    _refuse_twin(book, made)
    with book.transaction(f"Clip {name_of(made)}", "clip") as change:
        made = change.put(made)
    topics = ", ".join(made.topics) or "no topics"
    return Done(f"Clipped {name_of(made)} as {made.kind.with_article} · {topics}", made, change)


def edit(book: Book, clipping: Clipping, changes: Mapping[str, Any]) -> Done[Clipping]:
    """Changes fields of a clipping.

    Raises:
        Refused: nothing would change, the address is none, it is there already, or its new day is over.
        Invalid: a field does not hold.
    """
    clipping = still_there(book, clipping)
    edited = replace(clipping, **{field: _clean(field, value) for field, value in changes.items()})
    if edited == clipping:
        raise Refused("Nothing to change: the clipping is so already.")
    if edited.url != clipping.url and edited.url and not is_link(edited.url):
        raise Refused(f'"{edited.url[:60]}" is no web address; write it like https://example.org/queues.')
    if (edited.on, edited.expires) != (clipping.on, clipping.expires):
        _refuse_unfit(book, edited)
    if (edited.url, edited.title) != (clipping.url, clipping.title):
        _refuse_twin(book, edited)
    with book.transaction(f"Edit the clipping {name_of(edited)}", "clip edit") as change:
        edited = change.put(edited)
    return Done(f"Changed {name_of(edited)}", edited, change)


def delete(book: Book, clipping: Clipping) -> Done[Clipping]:
    """Takes a clipping off the shelf, and out of the interactions that shared it; undo brings back both."""
    with book.transaction(f"Delete the clipping {name_of(clipping)}", "clip delete") as change:
        had = _take_out(book, change, clipping)
        change.remove(clipping)
    too = f"; that {_people(had)} had it is forgotten too" if had else ""
    return Done(f"Deleted {name_of(clipping)}{too}", clipping, change)


def mark_shared(
    book: Book,
    clipping: Clipping,
    contact: Contact,
    *,
    on: date | None = None,
    channel: Channel | None = None,
    again: bool = False,
) -> Done[Interaction]:
    """Records that `contact` was sent a clipping by hand, today unless a day is given. It is contact.

    What was sent to a colleague of theirs before is recorded, since it happened, and told (DESIGN, rule 7). The same
    to the same person is rather the same touch written down twice, and needs `again`.

    Raises:
        Refused: they had it already, or the day lies in the future.
    """
    had = had_by(book).get(clipping.id, ())
    before = next((one for one in had if one.contact == contact.id), None)
    if before and not again:
        when = day_words(before.on, book.as_of)
        raise Refused(f"{contact.name} had {name_of(clipping)} on {when} already; --again records it once more.")
    warning = shared_before(book, (clipping.id,), (contact,))
    done = touch.log(
        book,
        [contact],
        f"Shared {name_of(clipping)}",
        channel=channel or contact.channel or Channel.EMAIL,
        direction=Direction.OUT,
        on=on,
        shared=(clipping.id,),
        command="clip shared",
    )
    return Done(done.said + warning, done.made, done.change)


def shared_before(book: Book, shared: Collection[int], contacts: Iterable[Contact]) -> str:
    """The end of a sentence that warns, where one of them or a colleague had one of these clippings; else empty."""
    if not shared:
        return ""
    had = had_by(book)
    told = (_had_before(book, contact, had.get(number, ())) for contact in contacts for number in shared)
    return next(filter(None, told), "")


def _had_before(book: Book, contact: Contact, had: Iterable[Had]) -> str:
    for one in had:
        when = day_words(one.on, book.as_of)
        if one.contact == contact.id:
            return f"; {contact.name} had it on {when} already"
        if colleague := _colleague(book, contact, one.contact):
            place = book.company_name(contact.company)
            return f"; {colleague.name} at {place} had it on {when}: better one person of a company"
    return ""


def _colleague(book: Book, contact: Contact, number: int) -> Contact | None:
    """Whose id that is, if they are at the same company now."""
    other = book.contacts.get(number)
    return other if other and contact.company and other.company == contact.company else None


def shelf(book: Book) -> tuple[Shelved, ...]:
    """Every clipping: the unused first and of them those that expire soon, then the used, the expired last."""
    had = had_by(book)
    found = [Shelved(one, state_of(book, one, had), had.get(one.id, ())) for one in list(book.clippings.values())]
    return tuple(sorted(found, key=_place))


def state_of(book: Book, clipping: Clipping, had: Mapping[int, Iterable[Had]]) -> State:
    """Whether a clipping is still to be shared with somebody, was shared, or is over."""
    if not may_share(clipping, book.as_of):
        return "expired"
    return "used" if had.get(clipping.id) else "unused"


def offers_for(book: Book, contact: Contact) -> tuple[Match, ...]:
    """The clippings that fit a contact and that neither they nor a colleague had, best first."""
    had = clippings_had(book, contact)
    return tuple(offers(book.clippings.values(), interests_in(book, contact), had, book.as_of, book.rarity()))


def known_topics(book: Book) -> KnownTopics:
    """The topics and tags of the network and of earlier clippings, by their terms; the spelling most used first."""
    spelled: dict[Phrase, str] = {}
    for one in list(book.clippings.values()):
        _spell(spelled, one.topics)
    for company in list(book.companies.values()):
        _spell(spelled, company.topics)
    contacts = list(book.contacts.values())
    for contact in contacts:
        _spell(spelled, contact.topics)
    for contact in contacts:
        _spell(spelled, contact.tags)
    return spelled


def read(book: Book, text: str, known: KnownTopics | None = None) -> tuple[CapturedClip, Proposed]:
    """What a line or a text says of a clipping, and what could be added to it."""
    topics = known_topics(book) if known is None else known
    captured = parse_clip(text, book.as_of, topics)
    return captured, proposals_for(captured, book.as_of, topics)


def twin_of(book: Book, url: str, title: str, but: int = 0) -> Clipping | None:
    """The clipping that has this address already, in whatever spelling, or without one the same title."""
    address = same_address(url) if url else ""
    for one in book.clippings.values():
        if one.id == but:
            continue
        if address and one.url and same_address(one.url) == address:
            return one
        if not address and not one.url and title and folded(one.title) == folded(title):
            return one
    return None


def clipping_meant(book: Book, words: str) -> Clipping:
    """The one clipping that an id, the beginning of one, or a part of a title, address or text means.

    Raises:
        Refused: there is none, or more than one.
    """
    wanted = folded(clean_line(words))
    everything = book.clippings.values()
    stages = (
        [one for one in everything if wanted and folded(one.title) == wanted],
        [one for one in everything if wanted and wanted in folded(one.title)],
        [book.clippings[one] for one in _prefixed(book, words)],
        [one for one in everything if wanted and wanted in folded(f"{one.url} {one.text}")],
    )
    found = next((stage for stage in stages if stage), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(f'There is no clipping "{clean_line(words)[:60]}"; followup clip list shows them all.')
    named = ", ".join(f"{short(one.id)} ({shortened(shown_title(one), 40)})" for one in found[:5])
    raise Refused(f'"{clean_line(words)[:60]}" can be {len(found):,} clippings: {named}; name one by its id.')


def shown_title(clipping: Clipping) -> str:
    """What a clipping is called on one line: its title, else the beginning of its text, else its address."""
    return clean_line(clipping.title or clipping.text[:200] or clipping.url)


def name_of(clipping: Clipping) -> str:
    """A clipping in a sentence: ``“Why queues grow”``."""
    return f"“{shortened(shown_title(clipping), 60)}”"


def reasons_against(book: Book, contact: Contact) -> dict[int, str]:
    """By clipping why it should not go to somebody: they had it, a colleague had it, or it is over."""
    had = had_by(book)
    reasons = {one.id: _reason_against(book, contact, one, had.get(one.id, ())) for one in book.clippings.values()}
    return {number: reason for number, reason in reasons.items() if reason}


def _reason_against(book: Book, contact: Contact, clipping: Clipping, had_it: Iterable[Had]) -> str:
    if not may_share(clipping, book.as_of):
        return f"{name_of(clipping)} is over; it is not worth sending any more."
    for had in had_it:
        if had.contact == contact.id:
            return f"{contact.name} had {name_of(clipping)} on {day_words(had.on, book.as_of)} already."
        if colleague := _colleague(book, contact, had.contact):
            return f"{colleague.name} at {book.company_name(contact.company)} had {name_of(clipping)} already."
    return ""


def _prefixed(book: Book, words: str) -> list[int]:
    return with_prefix(words.strip(), book.clippings) if len(words.strip()) >= SHORTEST_PREFIX else []


def _refuse_unfit(book: Book, made: Clipping) -> None:
    if not (made.title or made.url or made.text):
        raise Refused("There is nothing to clip; give an address or a text.")
    if made.expires and made.expires < book.as_of:
        raise Refused(f"{made.expires.isoformat()} is over; a clipping expires on a day to come.")
    if made.on and made.kind is ClippingKind.EVENT and made.on < book.as_of:
        raise Refused(f"The event was on {made.on.isoformat()}; clip one that is still to come.")


def _refuse_twin(book: Book, made: Clipping) -> None:
    twin = twin_of(book, made.url, made.title, made.id)
    if twin:
        when = f" on {day_words(twin.clipped_on, book.as_of)}" if twin.clipped_on else ""
        raise Refused(f"You clipped this{when} already: {name_of(twin)} ({short(twin.id)}).")


def _take_out(book: Book, change: Transaction, clipping: Clipping) -> int:
    """Takes a clipping out of the interactions that shared it; gives how many people had it."""
    had = had_by(book).get(clipping.id, ())
    for contact in {one.contact for one in had}:
        for interaction in book.interactions_of(contact):
            if clipping.id in interaction.shared:
                left = tuple(one for one in interaction.shared if one != clipping.id)
                change.put(replace(interaction, shared=left))
    return len({one.contact for one in had})


def _clean(field: str, value: Any) -> Any:
    if field == "text":
        return clean_text(str(value)).strip()
    if field == "topics":
        return _unique(value)
    return clean_line(value) if isinstance(value, str) and not isinstance(value, ClippingKind) else value


def _unique(topics: Iterable[str]) -> tuple[str, ...]:
    """Topics without those that are the same in another spelling."""
    found: dict[str, str] = {}
    for topic in topics:
        clean = clean_line(topic).lstrip("#")
        if clean:
            found.setdefault(folded(clean), clean)
    return tuple(found.values())


def _spell(spelled: dict[Phrase, str], words: Iterable[str]) -> None:
    for word in words:
        found = phrase(word)
        if found:
            spelled.setdefault(found, word)


def _place(one: Shelved) -> tuple[int, date, int, int]:
    clipping = one.clipping
    group = {"unused": 0, "used": 1, "expired": 2}[one.state]
    last = min((day for day in (clipping.expires, clipping.on) if day), default=date.max)
    newest = (clipping.clipped_on or date.min).toordinal()
    return group, last if group < 2 else date.max, -newest, -clipping.id


def _people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"
