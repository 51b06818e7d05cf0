"""Promises: make one, and tick it off."""

from datetime import date

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact, Task


def promise(book: Book, contact: Contact, text: str, on: date | None) -> Done[Task]:
    """Records a promise to a contact, for a day when one is given.

    Raises:
        Refused: they are not there any more.
        Invalid: it says nothing.
    """
    contact = still_there(book, contact)
    with book.transaction(f"Promise to {contact.name}", "task") as change:
        task = change.put(Task(contacts=(contact.id,), text=clean_line(text), on=on))
    return Done(f"Promised to {contact.name}: {task.text}", task, change)


def keep(book: Book, task: Task) -> Done[Task]:
    """Ticks a promise off.

    Raises:
        Refused: it was kept already, or is not there any more.
    """
    task = still_there(book, task)
    if task.done_on:
        raise Refused(f"That promise was kept on {task.done_on.isoformat()} already.")
    with book.transaction(f"Keep the promise: {task.text}", "task done") as change:
        kept = change.put(replace(task, done_on=book.as_of))
    return Done(f"Kept: {task.text}", kept, change)
