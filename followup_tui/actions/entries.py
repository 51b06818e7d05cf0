"""What stands in a timeline, corrected or taken out: interactions, promises and interviews. Undo brings it back."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.actions.who import find_contact
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Interaction, Interview, Result, Task
from followup_tui.model.words import Channel
from followup_tui.rules.wording import day_words, shortened
from followup_tui.transaction import Transaction

R = TypeVar("R", Interaction, Interview, Task)
_TEXT_SHOWN = 40
"""Characters of a promise in the label of a change."""


def edit_interaction(book: Book, interaction: Interaction, changes: Mapping[str, Any]) -> Done[Interaction]:
    """Corrects what is known of an interaction: `on`, `channel`, `direction`, `subject`, `text`, `counts`.

    `people` are words that mean the contacts it was with. Fields left out stay as they are now.

    Raises:
        Refused: it is not there any more, nothing would change, its day lies in the future, or it has nobody.
        Nobody, Several: a name means no contact, or more than one.
        Invalid: a field does not hold.
    """
    current = still_there(book, interaction)
    fields = {name: _cleaned(name, value) for name, value in changes.items() if name != "people"}
    if "people" in changes:
        found = [find_contact(book, words).id for words in changes["people"]]
        fields["contacts"] = tuple(dict.fromkeys(found))
    edited = replace(current, **fields)
    if edited.channel is Channel.NOTE:
        edited = replace(edited, counts=False)
    _refuse_future(book, edited.on)
    if not edited.contacts:
        raise Refused("Say with whom it was; D takes it out.")
    return _put(book, current, edited, f"Edit the {words_of(book, current)}", "log edit")


def edit_task(book: Book, task: Task, changes: Mapping[str, Any]) -> Done[Task]:
    """Corrects a promise: `text`, `on`, `done_on`.

    Raises:
        Refused: it is not there any more, nothing would change, or it was kept on a day to come.
        Invalid: it says nothing.
    """
    current = still_there(book, task)
    edited = replace(current, **{name: _cleaned(name, value) for name, value in changes.items()})
    if edited.done_on:
        _refuse_future(book, edited.done_on)
    return _put(book, current, edited, f"Edit the {words_of(book, current)}", "task edit")


def delete_interaction(book: Book, interaction: Interaction) -> Done[Interaction]:
    """Takes an interaction out; a promise or a result that came of it stays.

    Raises:
        Refused: it is not there any more.
    """
    return _delete(book, still_there(book, interaction), "interaction", "log delete")


def delete_task(book: Book, task: Task) -> Done[Task]:
    """Takes a promise out.

    Raises:
        Refused: it is not there any more.
    """
    return _delete(book, still_there(book, task), "", "task delete")


def delete_interview(book: Book, interview: Interview) -> Done[Interview]:
    """Takes an interview out; its people, promises, interactions and results stay.

    Raises:
        Refused: it is not there any more.
    """
    return _delete(book, still_there(book, interview), "interview", "interview delete")


def words_of(book: Book, record: Interaction | Interview | Task) -> str:
    """A record in a few words: ``call with Ann Lee of 3 May``."""
    names = [book.contacts[one].name for one in record.contacts if one in book.contacts]
    whom = " and ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
    if isinstance(record, Interaction):
        return f"{record.channel.value} with {whom or 'nobody'} of {day_words(record.on, book.as_of)}"
    if isinstance(record, Task):
        return f"promise to {whom or 'nobody'}: {shortened(record.text, _TEXT_SHOWN)}"
    company = book.company_name(record.company)
    return f"interview for {record.role} at {company}" if record.role else f"interview at {company}"


def _put(book: Book, current: R, edited: R, label: str, command: str) -> Done[R]:
    if edited == current:
        raise Refused("Nothing to change: it is so already.")
    with book.transaction(label, command) as change:
        kept = change.put(edited)
    return Done(label.replace("Edit", "Changed", 1), kept, change)


def _delete(book: Book, record: R, field: str, command: str) -> Done[R]:
    words = words_of(book, record)
    with book.transaction(f"Delete the {words}", command) as change:
        change.remove(record)
        if field:
            _let_go(book, change, field, record.id)
    return Done(f"Deleted the {words}", record, change)


def _let_go(book: Book, change: Transaction, field: str, number: int) -> None:
    """Nothing refers to a record that is gone."""
    referring: list[Task | Result | Interaction] = [*book.tasks.values(), *book.results.values()]
    if field == "interview":
        gone = book.interviews[number]
        near = {one.id: one for contact in gone.contacts for one in book.interactions_of(contact)}
        referring += near.values()
    for one in referring:
        if getattr(one, field) == number:
            change.put(replace(one, **{field: 0}))


def _cleaned(name: str, value: Any) -> Any:
    if not isinstance(value, str) or isinstance(value, StrEnum):
        return value
    return clean_text(value).strip() if name == "text" else clean_line(value)


def _refuse_future(book: Book, day: date) -> None:
    if day > book.as_of:
        raise Refused(f"{day.isoformat()} lies in the future; this has happened already.")
