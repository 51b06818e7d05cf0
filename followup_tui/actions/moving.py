"""Moved on: a contact changes employer."""

from datetime import date

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import YOU, company_for
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.records import Company, Contact, Position, Source
from followup_tui.rules.evidence import NEW_ROLE_DAYS
from followup_tui.transaction import Transaction


def moved(book: Book, contact: Contact, company: str, title: str = "", on: date | None = None) -> Done[Contact]:
    """Closes a contact's position, opens the new one, and marks the old company when nobody is left there.

    `on` is the day of the move, today unless given. What to write, congratulations first, follows from the new
    position by the rules. Addresses stay; the sentence says which of them was probably that of the old company.

    Raises:
        Refused: they are there already and no other title is given, or the day lies in the future.
        Invalid: a field does not hold.
    """
    contact = still_there(book, contact)
    day = on or book.as_of
    name = clean_line(company)
    if not name:
        raise Refused("Say to which company they moved, like: followup moved ann Acme --title 'Head of Data'.")
    if day > book.as_of:
        raise Refused(f"{day.isoformat()} lies in the future; enter the move when it has happened.")
    held = contact.position
    before = book.companies.get(contact.company)
    as_before = folded(clean_line(title)) in {"", folded(held.title)} if held else False
    if as_before and before and folded(before.name) == folded(name):
        raise Refused(f"{contact.name} is at {before.name} already.")
    if held and held.since and held.since > day.isoformat():
        raise Refused(f"Their present position began in {held.since}, after {day.isoformat()}; give a later day.")
    with book.transaction(f"{contact.name} moved to {name}", "moved") as change:
        place = company_for(book, change, name)
        # A month, as people remember it; a day only where one was given.
        since = day.isoformat() if on else f"{day:%Y-%m}"
        fresh = Position(company=place.id, title=clean_line(title), since=since)
        former = [replace(one, until=since) if one is held else one for one in contact.positions]
        mine = Source(name=YOU, on=book.as_of)
        kept = change.put(replace(contact, positions=(fresh, *former), sources={**contact.sources, "positions": mine}))
        deserted = _flag(book, change, contact, before, place)
    fresh_news = (book.as_of - day).days <= NEW_ROLE_DAYS
    said = _sentence(contact, kept, place, before, deserted=deserted, fresh_news=fresh_news)
    return Done(said, kept, change)


def _flag(book: Book, change: Transaction, contact: Contact, before: Company | None, place: Company) -> bool:
    """Says of the old company that it needs a contact when the last one left, and of the new one that it has one."""
    if place.needs_contact:
        change.put(replace(place, needs_contact=False))
    if before is None or before.id == place.id or before.needs_contact:
        return False
    left = [one for one in book.people_at(before.id) if one.id != contact.id and not one.archived_on]
    if left or before.worked_for:
        return False
    change.put(replace(before, needs_contact=True))
    return True


def _sentence(
    former: Contact, kept: Contact, place: Company, before: Company | None, *, deserted: bool, fresh_news: bool
) -> str:
    title = f" as {kept.title}" if kept.title else ""
    parts = [f"{kept.name} is at {place.name}{title} now"]
    if fresh_news:
        parts.append("congratulations are suggested")
    if deserted and before:
        parts.append(f"{before.name} needs a new contact")
    old = next((one for one in former.emails if before and _is_of(one, before)), "")
    if old:
        parts.append(f"{old} was probably theirs at {before.name if before else ''}")
    return " · ".join(parts)


def _is_of(email: str, company: Company) -> bool:
    """Whether an address is one of a company: by its domains, else by its name."""
    domain = email.rpartition("@")[2].casefold()
    if any(domain == one.casefold() or domain.endswith(f".{one.casefold()}") for one in company.domains):
        return True
    word = folded(company.name).split(" ")[0]
    return len(word) > 3 and any(part == word for part in domain.split("."))
