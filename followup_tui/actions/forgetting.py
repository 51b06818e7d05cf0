"""Forget somebody for good: out of data, history and snapshots, and never brought back by an import."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.actions.forgotten_marks import Marks, marks_of_contact, marks_of_row, marks_to_keep
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.exchange.rows import ImportedPerson, Row, Skipped
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact
from followup_tui.rules.wording import counted
from followup_tui.safekeeping import Tell, fingerprints, forget_contact, untold

if TYPE_CHECKING:
    from followup_tui.safekeeping import Fingerprints, Forgotten

WHY = "You asked to forget them; add them by hand if you want them back."
"""Why a row of an import is skipped."""


@dataclass(frozen=True)
class Forgot:
    """What was forgotten: a sentence that does not name them, what remains to be looked at, and the figures.

    `deleted` says which files could not be cleaned and went whole.
    """

    said: str
    remains: tuple[str, ...]
    deleted: tuple[str, ...]
    found: "Forgotten"


def forget(book: Book, contact: Contact) -> Forgot:
    """Forgets a contact. This alone cannot be undone, so whoever calls has asked first.

    Raises:
        Refused: they are not there any more.
        StoreError: something cannot be read or written.
    """
    if contact.id not in book.contacts:
        raise Refused("They are not in the network any more.")
    forgot = erase(book, contact, dry_run=book.dry_run)
    if not book.dry_run:
        book.refresh(forgot.found.changed)
    return forgot


def erase(book: Book, contact: Contact, *, dry_run: bool = False, tell: Tell = untold) -> Forgot:
    """Takes a contact out of every file. The book itself is left as it is: `found.changed` is what to refresh it by.

    A dry run tells what would go and changes nothing. May be called in a thread beside the book's own.

    Raises:
        StoreError: something cannot be read or written, or `tell` stopped it.
    """

    def marks_of(former: Sequence[Contact]) -> Marks:
        return marks_to_keep(former, book.company_name)

    found = forget_contact(book.store, contact.id, marks_of, book.as_of, dry_run=dry_run, tell=tell)
    deleted = tuple(f"Could not be cleaned and was deleted: {path}" for path in found.deleted)
    return Forgot(_said(found), _remains(found), deleted, found)


def word_to_forget(contact: Contact) -> str:
    """What a person types to show that they mean it: the first name, or a word where that is hard to type."""
    first = folded(contact.first_name)
    return contact.first_name if first.isascii() and first.isalpha() else "forget"


def what_goes(found: "Forgotten") -> tuple[str, ...]:
    """Line by line what is taken out of which place, and which files go whole."""
    kinds = ", ".join(f"{table}: {number:,}" for table, number in sorted(found.removed.items()))
    others = len(found.changed) - sum(found.removed.values())
    lines = [
        f"data: {kinds}" if kinds else "",
        f"data of others: taken out of {counted(others, 'record')}" if others else "",
        f"history: taken out of {counted(found.history, 'change')}" if found.history else "",
        f"snapshots: taken out of {found.snapshots:,}" if found.snapshots else "",
        f"other files: {found.files:,}, of drafts, caches and what was put aside" if found.files else "",
        *(f"cannot be cleaned, so it goes whole: {path}" for path in found.deleted),
    ]
    return tuple(filter(None, lines))


def forgotten_in(path: Path) -> "Asked | None":
    """Tells whether somebody is one who was to be forgotten from a data file; None where nobody was.

    Raises:
        StoreError: the fingerprints cannot be read.
    """
    known = fingerprints(path)
    return Asked(known) if known.people else None


def without_forgotten(rows: Iterable[Row], is_forgotten: Callable[[ImportedPerson], bool] | None) -> Iterator[Row]:
    """The rows of an import, those of forgotten people as skipped ones."""
    for row in rows:
        if is_forgotten is not None and isinstance(row, ImportedPerson) and is_forgotten(row):
            yield Skipped(row.row, WHY)
        else:
            yield row


@dataclass(frozen=True)
class Asked:
    """Knows those whom the person asked to forget."""

    known: "Fingerprints"

    def __call__(self, contact: Contact, company: str) -> bool:
        """Whether a contact of another followup file, at a company of that name, is one of them."""
        return self.known.know(marks_of_contact(contact, company))

    def is_forgotten(self, person: ImportedPerson) -> bool:
        """Whether a row of an import is one of them."""
        return self.known.know(marks_of_row(person))


def _said(found: "Forgotten") -> str:
    kinds = ", ".join(f"{table}: {number:,}" for table, number in sorted(found.removed.items()))
    others = counted(len(found.changed) - sum(found.removed.values()), "record of others", "records of others")
    kept = f"{counted(found.history, 'change')} of the history, {counted(found.snapshots, 'snapshot')}"
    return f"Forgotten for good ({kinds}); also taken out of {others}, {kept} and {counted(found.files, 'other file')}"


def _remains(found: "Forgotten") -> tuple[str, ...]:
    """What only the person can take out: their own words about somebody else, and copies made elsewhere."""
    remains = [f"Their name still stands in your text: {where}" for where in found.mentions]
    return (*remains, *(f"A copy of the file still has them: {path}" for path in found.copies))
