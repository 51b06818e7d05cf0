"""Forget somebody for good: out of data, history and snapshots, and never brought back by an import."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.exchange.grouping import name_keys, strict_keys
from followup_tui.exchange.identity import email_key, profile_key
from followup_tui.exchange.rows import ImportedPerson, Row, Skipped
from followup_tui.model.records import Contact
from followup_tui.rules.wording import counted
from followup_tui.safekeeping import fingerprints, forget_contact

if TYPE_CHECKING:
    from followup_tui.safekeeping import Fingerprints, Forgotten

WHY = "You asked to forget them; add them by hand if you want them back."
"""Why a row of an import is skipped."""


@dataclass(frozen=True)
class Forgot:
    """What was forgotten: a sentence that does not name them, what remains to be looked at, and the figures."""

    said: str
    remains: tuple[str, ...]
    found: "Forgotten"


def forget(book: Book, contact: Contact) -> Forgot:
    """Forgets a contact. This alone cannot be undone, so whoever calls has asked first.

    Raises:
        Refused: they are not there any more.
        StoreError: something cannot be read or written.
    """
    if contact.id not in book.contacts:
        raise Refused("They are not in the network any more.")
    found = forget_contact(book.store, contact.id, _marks(contact), book.as_of, dry_run=book.dry_run)
    if not book.dry_run:
        book.refresh(found.changed)
    return Forgot(_said(found), _remains(found), found)


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

    def __call__(self, person: Contact | ImportedPerson) -> bool:
        """Whether they are one of them."""
        return self.known.know(_marks(person))


def _marks(person: Contact | ImportedPerson) -> dict[str, tuple[str, ...]]:
    """What tells who somebody is, in the forms in which an import compares it."""
    profile = profile_key(person.linkedin)
    return {
        "name": tuple(name_keys(person.name, person.given, person.family)),
        "email": tuple(email_key(email) for email in person.emails),
        "profile": (profile,) if profile else (),
        "key": tuple(strict_keys(person.keys).values()),
    }


def _said(found: "Forgotten") -> str:
    kinds = ", ".join(f"{table}: {number:,}" for table, number in sorted(found.removed.items()))
    others = counted(len(found.changed) - sum(found.removed.values()), "record of others", "records of others")
    kept = f"{counted(found.history, 'change')} of the history, {counted(found.snapshots, 'snapshot')}"
    return f"Forgotten for good ({kinds}); also taken out of {others}, {kept} and {counted(found.files, 'other file')}"


def _remains(found: "Forgotten") -> tuple[str, ...]:
    """What only the person can take out: their own words about somebody else, and copies made elsewhere."""
    remains = [f"Their name still stands in your text: {where}" for where in found.mentions]
    return (*remains, *(f"A copy that a syncing program made still has them: {path}" for path in found.copies))
