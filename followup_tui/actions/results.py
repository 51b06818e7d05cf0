"""Results: what a relationship gave, with the company it named, the thanks it deserves, and who is to be credited."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import company_for
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Company, Contact, Result, Task
from followup_tui.model.words import ResultKind
from followup_tui.rules.lineage import COMES_TO, LEADS, lead_for, upstream
from followup_tui.rules.result_line import CapturedResult
from followup_tui.rules.wording import day_words
from followup_tui.transaction import Transaction

THANKS_AFTER = timedelta(days=1)
"""Thanks are promised for the day after: written at once they can be more than two words."""


class ResultEntry(CapturedResult, frozen=True, kw_only=True):
    """A result as it is entered: what a line says of it, and the ids of what it hangs on, 0 where there is none.

    Without `came_of` an open lead to the company is credited by itself; with `alone` nothing is.
    """

    interaction: int = 0
    interview: int = 0
    came_of: int = 0
    alone: bool = False
    thanks: bool = True


def record_result(book: Book, contact: Contact, entry: ResultEntry) -> Done[Result]:
    """Records what a contact gave, as one change.

    A company it names that is not known yet is made, with this result as its provenance. Thanks become a promise, and
    where it came of somebody else's lead, so does telling them what came of it.

    Raises:
        Refused: it lies in the future, or a record it refers to is not there.
        Invalid: a field does not hold.
    """
    contact = still_there(book, contact)
    on = entry.on or book.as_of
    if on > book.as_of:
        raise Refused(f"{on.isoformat()} lies in the future; a result is entered when it is there.")
    with book.transaction(f"Result of {contact.name}: {entry.kind.value}", "result") as change:
        place = _place(book, change, entry.company)
        lead = _lead(book, entry, place)
        made = change.put(
            Result(
                kind=entry.kind,
                contact=contact.id,
                on=on,
                company=place.id if place else 0,
                role=clean_line(entry.role),
                value=clean_line(entry.value),
                note=clean_text(entry.note).strip(),
                interaction=entry.interaction,
                interview=entry.interview,
                came_of=lead.id if lead else 0,
            )
        )
        new = place is not None and place.id not in book.companies
        if place and new:
            change.put(replace(place, came_of=made.id))
        thanked = _thank(book, change, contact, made) if entry.thanks else False
        told = _tell(book, change, made) if entry.thanks else ()
    return Done(_sentence(book, contact, made, place, new=new, thanked=thanked, told=told), made, change)


def edit_result(book: Book, result: Result, entry: ResultEntry) -> Done[Result]:
    """Changes what is known of a result; whom it came from, and from which interaction, stays.

    Raises:
        Refused: nothing would change, or it is not there any more.
        Invalid: a field does not hold.
    """
    current = still_there(book, result)
    with book.transaction(f"Edit the result: {words_of(book, current)}", "result edit") as change:
        place = _place(book, change, entry.company)
        edited = replace(
            current,
            kind=entry.kind,
            on=entry.on or current.on,
            company=place.id if place else 0,
            role=clean_line(entry.role),
            value=clean_line(entry.value),
            note=clean_text(entry.note).strip(),
            came_of=0 if entry.alone else entry.came_of or current.came_of,
        )
        if edited.on > book.as_of:
            raise Refused(f"{edited.on.isoformat()} lies in the future; a result is entered when it is there.")
        led = book.results.get(edited.came_of)
        if led and edited.id in {led.id, *(one.id for one in _above(book, led))}:
            raise Refused("A result cannot have come of itself, nor of what came of it.")
        if edited == current:
            raise Refused("Nothing to change: the result is so already.")
        edited = change.put(edited)
    return Done(f"Changed the result: {words_of(book, edited)}", edited, change)


def delete_result(book: Book, result: Result) -> Done[Result]:
    """Takes a result out; what came of it stays and hangs on what this one came of. Undo brings it back.

    Raises:
        Refused: it is not there any more.
    """
    current = still_there(book, result)
    with book.transaction(f"Delete the result: {words_of(book, current)}", "result delete") as change:
        change.remove(current)
        for later in book.results.values():
            if later.came_of == current.id:
                change.put(replace(later, came_of=current.came_of))
        for held in book.interviews.values():
            if held.came_of == current.id:
                change.put(replace(held, came_of=current.came_of))
        for company in book.companies.values():
            if company.came_of == current.id:
                change.put(replace(company, came_of=0))
    return Done(f"Deleted the result: {words_of(book, current)}", current, change)


def entry_of_result(book: Book, result: Result, changes: Mapping[str, Any] | None = None) -> ResultEntry:
    """A result as it would be entered, with some fields changed."""
    entry = ResultEntry(
        kind=result.kind,
        company=book.company_name(result.company),
        role=result.role,
        value=result.value,
        note=result.note,
        on=result.on,
        came_of=result.came_of,
    )
    return replace(entry, **(changes or {}))


def words_of(book: Book, result: Result) -> str:
    """A result in a few words: ``lead to Head of Data at Acme (Ann Lee, 3 May)``."""
    giver = book.contacts.get(result.contact)
    about = _about(book, result)
    return f"{result.kind.value}{about} ({giver.name if giver else 'somebody'}, {day_words(result.on, book.as_of)})"


def _about(book: Book, result: Result) -> str:
    company = book.company_name(result.company)
    what = " at ".join(one for one in (result.role, company) if one) or result.value
    if not what:
        return ""
    if result.kind in {ResultKind.LEAD, ResultKind.INTRODUCTION}:
        return f" to {what}"
    return f": {what}" if company else f" of {what}"


def _place(book: Book, change: Transaction, name: str) -> Company | None:
    return company_for(book, change, name) if clean_line(name) else None


def _lead(book: Book, entry: ResultEntry, place: Company | None) -> Result | None:
    """What this came of: as said, else the open lead to the company when it is what a lead can come to."""
    if entry.alone:
        return None
    if entry.came_of:
        named = book.results.get(entry.came_of)
        if named is None:
            raise Refused("The result that it came of is not there any more; leave that out, or name another.")
        return named
    if entry.kind not in COMES_TO or place is None:
        return None
    return lead_for(place.id, entry.role, book.results, book.interviews.values())


def _above(book: Book, result: Result) -> list[Result]:
    return list(upstream(result, book.results, book.interviews))


def _thank(book: Book, change: Transaction, contact: Contact, made: Result) -> bool:
    """Promises thanks, unless we wrote to them after it already."""
    written = book.touches(contact.id).last_out
    if written and written > made.on:
        return False
    _promise(book, change, contact, made, f"Thank {contact.first_name} for the {_noun(change, made)}")
    return True


def _tell(book: Book, change: Transaction, made: Result) -> tuple[str, ...]:
    """Promises to tell those whose leads it came of what came of them; gives their names."""
    told: dict[int, str] = {}
    for before in _above(book, made):
        giver = book.contacts.get(before.contact)
        if giver is None or giver.id == made.contact or giver.id in told or giver.archived_on:
            continue
        text = f"Tell {giver.first_name} what came of their {before.kind.value}: {_noun(change, made)}"
        _promise(book, change, giver, made, text)
        told[giver.id] = giver.name
    return tuple(told.values())


def _promise(book: Book, change: Transaction, contact: Contact, made: Result, text: str) -> None:
    on = max(made.on + THANKS_AFTER, book.as_of)
    change.put(Task(contacts=(contact.id,), text=clean_line(text), on=on, company=made.company))


def _noun(change: Transaction, made: Result) -> str:
    place = change.get(Company, made.company)
    company = place.name if place else ""
    to = "to" if made.kind in LEADS else "at"
    noun = "new customer" if made.kind is ResultKind.CUSTOMER else made.kind.value
    return f"{noun} {to} {company}" if company else noun


def _sentence(
    book: Book,
    contact: Contact,
    made: Result,
    place: Company | None,
    *,
    new: bool,
    thanked: bool,
    told: tuple[str, ...],
) -> str:
    parts = [f"{contact.name} gave: {made.kind.value}{_about(book, made)}"]
    if place and new:
        parts.append(f"{place.name} is new in the companies")
    lead = book.results.get(made.came_of)
    giver = book.contacts.get(lead.contact) if lead else None
    if lead and giver:
        parts.append(f"it came of the {lead.kind.value} of {giver.name} on {day_words(lead.on, book.as_of)}")
    if thanked:
        parts.append("thanks are promised for tomorrow" if made.on == book.as_of else "thanks are promised")
    if told:
        parts.append(f"so is telling {' and '.join(told)}")
    return " · ".join(parts)
