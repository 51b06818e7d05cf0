"""All there is to an entry of a timeline, as text."""

from collections.abc import Iterator

from followup_tui.actions.interviews import promises_of
from followup_tui.actions.results import words_of
from followup_tui.book import Book
from followup_tui.model.records import Interaction, Interview, Record, Result, Task
from followup_tui.model.words import Direction, Outcome, Permission
from followup_tui.rules.wording import day_words, weekday_words

_WHO = {Direction.OUT: "to", Direction.IN: "from", Direction.BOTH: "with"}
_PERMISSION = {
    Permission.ASKED: "asked whether to keep in touch",
    Permission.GIVEN: "agreed to keep in touch",
    Permission.REFUSED: "would rather not keep in touch",
}


def entry_text(book: Book, record: Record) -> tuple[str, str]:
    """Title and text of an interaction, an interview, a result or a promise."""
    if isinstance(record, Interaction):
        return _title(record.channel.value, weekday_words(record.on, book.as_of)), _joined(_interaction(book, record))
    if isinstance(record, Interview):
        return _title("Interview", book.company_name(record.company)), _joined(_interview(book, record))
    if isinstance(record, Result):
        return _title("Result", weekday_words(record.on, book.as_of)), _joined(_result(book, record))
    if isinstance(record, Task):
        return "Promise", _joined(_task(book, record))
    return "", ""


def _title(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines)


def _names(book: Book, contacts: tuple[int, ...]) -> str:
    return ", ".join(book.contacts[one].name for one in contacts if one in book.contacts) or "nobody"


def _interaction(book: Book, one: Interaction) -> Iterator[str]:
    yield f"{_WHO[one.direction]} {_names(book, one.contacts)}"
    if one.subject:
        yield f"subject  {one.subject}"
    if one.text:
        yield ""
        yield one.text
    rest = []
    for number in one.shared:
        clipping = book.clippings.get(number)
        if clipping:
            rest.append(f"shared  {clipping.title or clipping.url or clipping.text}")
    if one.next_on or one.next_step:
        on = f" on {weekday_words(one.next_on, book.as_of)}" if one.next_on else ""
        rest.append(f"next  {one.next_step or 'get back in touch'}{on}")
    if one.template:
        rest.append(f"template  {one.template}")
    if not one.counts:
        rest.append("does not count as contact")
    if rest:
        yield ""
        yield from rest


def _interview(book: Book, one: Interview) -> Iterator[str]:
    days = " to ".join(day_words(day, book.as_of) for day in (one.began, one.ended) if day)
    yield " · ".join(part for part in (one.role, days) if part) or "no role"
    state = f"open, {one.stage.value}" if one.outcome is Outcome.OPEN else one.outcome.phrase
    said_by = book.contacts.get(one.said_by)
    yield f"outcome  {state}{f', told by {said_by.name}' if said_by else ''}"
    yield f"with  {_names(book, one.contacts)}"
    fields = {"reason": one.reason, "offer": one.offer, "feedback": one.feedback}
    yield from (f"{label}  {text}" for label, text in fields.items() if text)
    if one.permission in _PERMISSION:
        yield f"permission  {_PERMISSION[one.permission]}"
    lead = book.results.get(one.came_of)
    if lead:
        yield f"came of  {words_of(book, lead)}"
    for step in one.rounds:
        when = day_words(step.on, book.as_of) if step.on else ""
        whom = _names(book, step.contacts) if step.contacts else ""
        yield f"round  {' · '.join(part for part in (when, step.kind, whom, step.note) if part)}"
    for task in promises_of(book, one):
        yield f"promised  {_promise(book, task)}"
    if one.story:
        yield ""
        yield one.story


def _result(book: Book, one: Result) -> Iterator[str]:
    yield words_of(book, one)
    if one.value:
        yield f"worth  {one.value}"
    lead = book.results.get(one.came_of)
    if lead:
        yield f"came of  {words_of(book, lead)}"
    for later in sorted(book.results.values(), key=lambda result: (result.on, result.id)):
        if later.came_of == one.id:
            yield f"led to  {words_of(book, later)}"
    for held in book.interviews.values():
        if held.came_of == one.id:
            yield f"led to  the interview for {held.role or 'a role'} at {book.company_name(held.company)}"
    if one.note:
        yield ""
        yield one.note


def _task(book: Book, one: Task) -> Iterator[str]:
    yield f"to {_names(book, one.contacts)}"
    yield _promise(book, one)


def _promise(book: Book, one: Task) -> str:
    when = f"kept {day_words(one.done_on, book.as_of)}" if one.done_on else ""
    due = f"for {weekday_words(one.on, book.as_of)}" if one.on else "no day"
    return f"{one.text} ({when or due})"
