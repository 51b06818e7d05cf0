"""Contacts and companies: add, edit, archive and bring back."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.records import Company, Contact, Mark, Position, Source
from followup_tui.model.words import MarkKind
from followup_tui.rules.capture import CapturedPerson
from followup_tui.rules.wording import day_words
from followup_tui.transaction import Transaction

YOU = "you"
"""The source of a field that the person typed; an import never overwrites it."""
LISTS = ("emails", "phones", "tags", "topics", "urls")


def add(book: Book, person: CapturedPerson, changes: Mapping[str, Any] | None = None) -> Done[Contact]:
    """Adds the person of a capture line, with `changes` to further fields, and their company when it is new.

    Raises:
        Refused: somebody of that name is at that company already (a ``+`` before the name adds another), or the name
            has neither letter nor digit.
        Invalid: a field does not hold.
    """
    _refuse_no_name(person.name)
    company = str((changes or {}).get("company", "")) or person.company
    if not person.force:
        _refuse_twin(book, person.name, company)
    contact = Contact(
        name=person.name,
        emails=person.emails,
        tags=_unique(person.tags),
        cadence=person.cadence,
        met_on=person.met_on,
        note=person.note,
        added_on=book.as_of,
    )
    with book.transaction(f"Add {person.name}", "add") as change:
        contact = _changed(book, change, contact, {"company": company, "title": person.title, **_given(changes)})
        contact = change.put(contact)
    return Done(f"Added {contact.name} · {_first_window(book, contact)}{_namesakes(book, contact)}", contact, change)


def edit(book: Book, contact: Contact, changes: Mapping[str, Any]) -> Done[Contact]:
    """Changes fields of a contact; ``company`` and ``title`` change the current position.

    Raises:
        Refused: nothing would change, or the name has neither letter nor digit.
        Invalid: a field does not hold.
    """
    _refuse_no_name(str(changes.get("name", contact.name)), contact.name)
    contact = still_there(book, contact)
    with book.transaction(f"Edit {contact.name}", "edit") as change:
        edited = _changed(book, change, contact, changes)
        if edited == contact:
            raise Refused(f"Nothing to change: {contact.name} is so already.")
        edited = change.put(edited)
    return Done(f"Changed {edited.name}", edited, change)


def archive(book: Book, contact: Contact) -> Done[Contact]:
    """Takes a contact out of every list; nothing is deleted.

    Raises:
        Refused: they are archived already.
    """
    contact = still_there(book, contact)
    if contact.archived_on:
        raise Refused(f"{contact.name} is archived already.")
    mark = Mark(on=book.as_of, kind=MarkKind.ARCHIVE)
    with book.transaction(f"Archive {contact.name}", "archive") as change:
        kept = change.put(replace(contact, archived_on=book.as_of, marks=(*contact.marks, mark)))
    return Done(f"Archived {contact.name}", kept, change)


def unarchive(book: Book, contact: Contact) -> Done[Contact]:
    """Brings an archived contact back just as they were.

    Raises:
        Refused: they are not archived.
    """
    contact = still_there(book, contact)
    if not contact.archived_on:
        raise Refused(f"{contact.name} is not archived.")
    mark = Mark(on=book.as_of, kind=MarkKind.UNARCHIVE)
    with book.transaction(f"Bring back {contact.name}", "unarchive") as change:
        kept = change.put(replace(contact, archived_on=None, marks=(*contact.marks, mark)))
    return Done(f"Brought back {contact.name}", kept, change)


def company_for(book: Book, change: Transaction, name: str) -> Company:
    """The company of that name, made in this transaction when there is none."""
    clean = clean_line(name)
    for (table, _), record in change.records.items():
        if table == Company.table and isinstance(record, Company) and folded(record.name) == folded(clean):
            return record
    return book.company_named(clean) or change.put(Company(name=clean))


def _changed(book: Book, change: Transaction, contact: Contact, changes: Mapping[str, Any]) -> Contact:
    """The contact with `changes` applied; every field that changes is marked as the person's own."""
    fields: dict[str, Any] = {}
    for name, value in changes.items():
        if name in {"company", "title"}:
            continue
        cleaned = _clean(name, value)
        if cleaned != getattr(contact, name):
            fields[name] = cleaned
    if "name" in fields and "given" not in fields:
        fields["given"] = fields["family"] = ""
    positions = _positions(book, change, contact, changes)
    if positions != contact.positions:
        fields["positions"] = positions
    if not fields:
        return contact
    mine = {name: Source(name=YOU, on=book.as_of) for name in fields}
    return replace(contact, **fields, sources={**contact.sources, **mine})


def _positions(book: Book, change: Transaction, contact: Contact, changes: Mapping[str, Any]) -> tuple[Position, ...]:
    company, title = clean_line(str(changes.get("company", ""))), clean_line(str(changes.get("title", "")))
    if not company and not title:
        return contact.positions
    current = contact.position or Position()
    held = current.company
    if company and folded(book.company_name(held)) != folded(company):
        held = company_for(book, change, company).id
    others = tuple(one for one in contact.positions if one is not contact.position)
    return (replace(current, company=held, title=title or current.title), *others)


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        if name in {"note", "raise_next", "avoid_next", "how_met"}:
            return clean_text(value).strip()
        return clean_line(value)
    if name in LISTS:
        lines = (clean_line(str(one)) for one in value)
        return _unique(line.lower() if name == "tags" else line for line in lines)
    return value


def _given(changes: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (changes or {}).items() if name != "company"}


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _refuse_twin(book: Book, name: str, company: str) -> None:
    for contact in book.contacts.values():
        if folded(contact.name) == folded(name) and folded(book.company_name(contact.company)) == folded(company):
            raise Refused(f"{contact.name} is in the network already; put a + before the name to add another one.")


def _refuse_no_name(name: str, former: str = "") -> None:
    """A slip of the keyboard makes nobody; a name that is there already may stay as it is."""
    if name.strip() and name != former and not any(letter.isalnum() for letter in name):
        raise Refused(f'"{clean_line(name)[:40]}" is no name; it has neither a letter nor a digit.')


def _namesakes(book: Book, contact: Contact) -> str:
    """Says who else has the name, as it may be the same person."""
    name = folded(contact.name)
    others = [one for one in book.contacts.values() if one.id != contact.id and folded(one.name) == name]
    if not others:
        return ""
    if len(others) > 1:
        return f" · there are {len(others):,} others of that name"
    (other,) = others
    company = book.company_name(other.company)
    where = f" at {company}" if company else f", {other.emails[0]}" if other.emails else ""
    return f" · there is another {other.name}{where}{' (archived)' if other.archived_on else ''}"


def _first_window(book: Book, contact: Contact) -> str:
    latest: date | None = book.verdict(contact.id).latest
    return f"a first hello by {day_words(latest, book.as_of)}" if latest else "no cadence"
