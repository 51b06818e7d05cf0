"""The entries of a timeline: everything that happened with a contact, or with a company, in one stream."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from followup_tui.book import Book
from followup_tui.model.records import Contact, Interaction, Interview, Mark, Result, Task
from followup_tui.model.words import Channel, Direction, MarkKind, Outcome
from followup_tui.rules.wording import day_month, weekday_words
from followup_tui.tui.widgets.timeline import Entry

_SIGNS = {Direction.IN: "<", Direction.OUT: ">", Direction.BOTH: "="}
_MARKS = {
    MarkKind.SKIP: "skipped",
    MarkKind.SNOOZE: "snoozed",
    MarkKind.PAUSE: "paused",
    MarkKind.RESUME: "resumed",
    MarkKind.ARCHIVE: "archived",
    MarkKind.UNARCHIVE: "brought back",
    MarkKind.NO_ANSWER_NEEDED: "no answer needed",
}


class _Dated(NamedTuple):
    on: date
    order: int
    entry: Entry


def contact_entries(book: Book, contact: Contact) -> tuple[Entry, ...]:
    """A contact's timeline, newest first."""
    stream = [
        *_interactions(book, contact.id, book.interactions_of(contact.id)),
        *(_interview(book, one, with_company=True) for one in book.interviews_of(contact.id)),
        *(_result(book, one) for one in book.results_of(contact.id)),
        *(_task(one) for one in book.tasks_of(contact.id)),
        *(_mark(one, number, book.as_of) for number, one in enumerate(contact.marks)),
    ]
    return _sorted(stream)


def company_entries(book: Book, company: int) -> tuple[Entry, ...]:
    """What happened with a company: its interviews, and the interactions with anyone who is there."""
    people = {one.id for one in book.people_at(company)}
    interviews = [one for one in book.interviews.values() if one.company == company]
    people |= {number for one in interviews for number in one.contacts}
    stream = [_interview(book, one, with_company=False) for one in interviews]
    for number in people & book.contacts.keys():
        stream += _interactions(book, number, book.interactions_of(number), name=book.contacts[number].name)
    return _sorted(stream)


def _sorted(stream: Iterable[_Dated]) -> tuple[Entry, ...]:
    ordered = sorted(stream, key=lambda one: (one.on, one.order), reverse=True)
    return tuple({one.entry.key: one.entry for one in ordered}.values())


def _interactions(book: Book, contact: int, interactions: Iterable[Interaction], name: str = "") -> list[_Dated]:
    touches = book.touches(contact)
    waiting = book.verdict(contact).owes_since
    found = []
    for number, one in enumerate(interactions):
        mark = ""
        if number == 0 and one.counts and one.on == touches.last:
            if one.direction is Direction.OUT:
                mark = "no answer yet" if touches.unanswered else ""
            elif one.direction is Direction.IN and waiting:
                mark = "unanswered"
        found.append(_interaction(one, name, mark))
    return found


def _interaction(one: Interaction, name: str, mark: str) -> _Dated:
    note = one.channel is Channel.NOTE
    text = one.text if not one.subject else f"{one.subject}: {one.text}" if one.text else one.subject
    if name:
        text = f"{name}: {text}" if text else name
    quoted = f"“{text}”" if one.direction is Direction.IN and text and not name else text
    sign = "#" if note else _SIGNS[one.direction]
    return _entry(("interaction", one.id), one.on, one.id, sign, one.channel.value, quoted, mark)


def _interview(book: Book, one: Interview, *, with_company: bool) -> _Dated:
    at = f" at {book.company_name(one.company)}" if with_company else ""
    role = one.role or "a role"
    how = "is still open" if one.outcome is Outcome.OPEN else one.outcome.phrase
    story = f". {one.story}" if one.story else ""
    day = one.ended or one.began or date.min
    return _entry(("interview", one.id), day, one.id, "*", "interview", f"{role}{at}: {how}{story}", "", "strong")


def _result(book: Book, one: Result) -> _Dated:
    where = f" at {book.company_name(one.company)}" if one.company else ""
    text = f"{one.role}{where}".strip() or where.strip()
    note = f": {one.note}" if one.note and text else one.note
    return _entry(("result", one.id), one.on, one.id, "+", one.kind.value, f"{text}{note}", "", "strong")


def _task(one: Task) -> _Dated:
    day = one.done_on or one.on or date.min
    mark = "kept" if one.done_on else "promised"
    return _entry(("task", one.id), day, one.id, "@", "promise", one.text, mark)


def _mark(one: Mark, number: int, as_of: date) -> _Dated:
    until = f" until {weekday_words(one.until, as_of)}" if one.until else ""
    return _entry(("mark", number), one.on, number, "-", "", f"{_MARKS[one.kind]}{until}", "", "quiet")


def _entry(
    key: tuple[str, int], on: date, order: int, sign: str, word: str, text: str, mark: str, role: str = ""
) -> _Dated:
    year, day = (str(on.year), day_month(on)) if on > date.min else ("", "")
    return _Dated(on, order, Entry(key, year, day, sign, word, text, mark, role))
