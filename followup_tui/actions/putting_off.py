"""Putting somebody off and, in the same change, writing to them at another pace from then on."""

from datetime import date

from msgspec.structs import replace

from followup_tui.actions.outcome import Done
from followup_tui.actions.people import YOU
from followup_tui.actions.touch import snooze
from followup_tui.book import Book
from followup_tui.model.records import Contact, Source


def snooze_at(book: Book, contact: Contact, until: date, cadence: str) -> Done[Contact]:
    """Hides a contact until a day and gives them another cadence, as one change; an empty one leaves theirs.

    Raises:
        Refused: as `snooze`.
        Invalid: the cadence cannot be read.
    """
    if not cadence:
        return snooze(book, contact, until)
    with book.transaction(f"Snooze {contact.name}, every {cadence}", "snooze") as change:
        done = snooze(book, contact, until)
        mine = {**done.made.sources, "cadence": Source(name=YOU, on=book.as_of)}
        kept = change.put(replace(done.made, cadence=cadence, sources=mine))
    every = "never due by itself" if cadence == "none" else f"then every {cadence}"
    return Done(f"{done.said}, {every}", kept, change)
