"""Promises for people, and which one their words mean."""

from datetime import date

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.cli.output import listed, plain
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.ids import short, with_prefix
from followup_tui.model.records import Task
from followup_tui.rules.wording import day_words, weekday_words


def tasks_by_day(book: Book, everything: bool) -> list[Task]:
    """The open promises by day, those without one last; `everything` adds the kept ones at the end."""
    chosen = (one for one in book.tasks.values() if everything or not one.done_on)
    return sorted(chosen, key=lambda one: (one.done_on is not None, one.on or date.max, one.id))


def row_of_task(book: Book, task: Task) -> tuple[str, str, str, str]:
    """Id, day, people and text."""
    day = weekday_words(task.on, book.as_of) if task.on else ""
    if task.done_on:
        day = f"kept {day_words(task.done_on, book.as_of)}"
    people = listed(book.contacts[one].name for one in task.contacts if one in book.contacts)
    return short(task.id), day, people, plain(task.text)


def task_meant(book: Book, words: str) -> Task:
    """The one promise that an id, the beginning of one, or a part of the text of an open one means.

    Raises:
        Refused: there is none, or more than one.
    """
    by_id = with_prefix(words.strip(), book.tasks)
    if len(by_id) == 1:
        return book.tasks[by_id[0]]
    wanted = folded(clean_line(words))
    found = [one for one in book.tasks.values() if not one.done_on and wanted and wanted in folded(one.text)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(f'There is no promise "{clean_line(words)[:60]}"; followup task list shows them all.')
    raise Refused(f'"{clean_line(words)[:60]}" can be {len(found)} promises; name one by its id (followup task list).')
