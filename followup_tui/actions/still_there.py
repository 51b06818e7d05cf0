"""The record that an action is about as it is now: it may have changed since a dialog opened, or be gone."""

from typing import TypeVar

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.model.records import Contact, Record, Task

R = TypeVar("R", bound=Record)


def still_there(book: Book, record: R) -> R:
    """The record as the book has it now. Whoever was forgotten meanwhile must not come back with a change of theirs.

    Raises:
        Refused: it is not there any more.
    """
    found = book.get(type(record), record.id)
    if found is not None:
        return found
    if isinstance(record, Contact):
        raise Refused(f"{record.name} is not in the file any more; nothing was changed.")
    noun = "promise" if isinstance(record, Task) else type(record).__name__.lower()
    raise Refused(f"The {noun} is not there any more; followup history shows why.")
