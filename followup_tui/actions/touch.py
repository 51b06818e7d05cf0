"""Being in touch, and deciding not to be: log, send, skip, snooze, pause, and no answer needed."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.book import Book
from followup_tui.model.cadence import Span
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Contact, Interaction, Mark, Task
from followup_tui.model.words import Channel, Direction, MarkKind
from followup_tui.rules.calendar import add_span
from followup_tui.rules.verdict import cadence_of, window_after
from followup_tui.rules.wording import day_words, weekday_words
from followup_tui.transaction import Transaction

_DID = {
    (Channel.EMAIL, Direction.OUT): "Wrote to",
    (Channel.LINKEDIN, Direction.OUT): "Wrote on LinkedIn to",
    (Channel.MESSAGE, Direction.OUT): "Texted",
    (Channel.LETTER, Direction.OUT): "Sent a letter to",
    (Channel.CALL, Direction.BOTH): "Called",
    (Channel.CALL, Direction.OUT): "Called",
    (Channel.MEETING, Direction.BOTH): "Met",
    (Channel.EVENT, Direction.BOTH): "Met at an event:",
}


def log(
    book: Book,
    contacts: Sequence[Contact],
    text: str,
    *,
    channel: Channel,
    direction: Direction,
    on: date | None = None,
    subject: str = "",
    next_step: str = "",
    next_on: date | None = None,
    shared: Iterable[int] = (),
    template: str = "",
    keeps: int = 0,
    command: str = "log",
) -> Done[Interaction]:
    """Records an interaction on a day (today unless given) and plans anew.

    A touch that is the newest one clears a snooze. `next_on` makes a promise of `next_step`; `keeps` is the id of a
    promise that this interaction keeps.

    Raises:
        Refused: the day lies in the future, or there is nobody.
        Invalid: a field does not hold.
    """
    if not contacts:
        raise Refused("Say with whom it was.")
    day = on or book.as_of
    if day > book.as_of:
        raise Refused(f"{day.isoformat()} lies in the future; an interaction is logged when it has happened.")
    newest = {one.id for one in contacts if day >= (book.touches(one.id).last or date.min)}
    made = Interaction(
        on=day,
        channel=channel,
        direction=direction,
        contacts=tuple(one.id for one in contacts),
        counts=channel is not Channel.NOTE,
        subject=clean_line(subject),
        text=clean_text(text).strip(),
        shared=tuple(shared),
        template=template,
        next_step=clean_line(next_step),
        next_on=next_on,
    )
    names = _names(contacts)
    with book.transaction(f"{_verb(made)} {names}", command) as change:
        made = change.put(made)
        if made.counts:
            for contact in contacts:
                if contact.id in newest:
                    _touched(book, change, contact, made)
        if next_on:
            _promise(change, made)
        if keeps:
            _keep(book, change, keeps)
    return Done(f"{_verb(made)} {names} · {_next(book, contacts)}", made, change)


def skip(book: Book, contact: Contact) -> Done[Contact]:
    """Puts a contact off for today. It is recorded, and is no contact."""
    mark = Mark(on=book.as_of, kind=MarkKind.SKIP)
    return _marked(book, contact, mark, f"Skip {contact.name}", f"Skipped {contact.name} for today", "skip")


def snooze(book: Book, contact: Contact, until: date) -> Done[Contact]:
    """Hides a contact until a day; the cadence stays.

    Raises:
        Refused: the day is not in the future.
    """
    if until <= book.as_of:
        raise Refused(f"{until.isoformat()} is not in the future; snooze until a later day, like 2w or next tue.")
    words = weekday_words(until, book.as_of)
    mark = Mark(on=book.as_of, kind=MarkKind.SNOOZE, until=until)
    changed = replace(contact, snoozed_until=until)
    return _marked(
        book, changed, mark, f"Snooze {contact.name} to {words}", f"Snoozed {contact.name} until {words}", "snooze"
    )


def snooze_until(book: Book, span: Span) -> date:
    """The day that a snooze of `span` ends on."""
    return add_span(book.as_of, span)


def pause(book: Book, contact: Contact, until: date | None = None) -> Done[Contact]:
    """Lets a contact rest until a day, or until resumed.

    Raises:
        Refused: the day is not in the future.
    """
    if until and until <= book.as_of:
        raise Refused(f"{until.isoformat()} is not in the future; pause until a later day, or leave the day out.")
    words = f" until {weekday_words(until, book.as_of)}" if until else ""
    mark = Mark(on=book.as_of, kind=MarkKind.PAUSE, until=until)
    changed = replace(contact, paused_on=book.as_of, paused_until=until)
    return _marked(book, changed, mark, f"Pause {contact.name}{words}", f"Paused {contact.name}{words}", "pause")


def resume(book: Book, contact: Contact) -> Done[Contact]:
    """Brings a paused or snoozed contact back.

    Raises:
        Refused: they are neither.
    """
    if not contact.paused_on and not contact.snoozed_until:
        raise Refused(f"{contact.name} is neither paused nor snoozed.")
    mark = Mark(on=book.as_of, kind=MarkKind.RESUME)
    changed = replace(contact, paused_on=None, paused_until=None, snoozed_until=None)
    return _marked(book, changed, mark, f"Resume {contact.name}", f"Resumed {contact.name}", "resume")


def no_answer_needed(book: Book, contact: Contact) -> Done[Contact]:
    """Says that their last message waits for no answer.

    Raises:
        Refused: none of theirs waits.
    """
    if not book.verdict(contact.id).owes_since:
        raise Refused(f"No message of {contact.name} waits for an answer.")
    mark = Mark(on=book.as_of, kind=MarkKind.NO_ANSWER_NEEDED)
    said = f"No answer needed for {contact.name}"
    return _marked(book, contact, mark, said, said, "no-answer")


def _marked(book: Book, contact: Contact, mark: Mark, label: str, said: str, command: str) -> Done[Contact]:
    with book.transaction(label, command) as change:
        kept = change.put(replace(contact, marks=(*contact.marks, mark)))
    return Done(said, kept, change)


def _touched(book: Book, change: Transaction, contact: Contact, made: Interaction) -> None:
    """A newest touch ends a snooze, and the first window that a big import spread out."""
    changed = contact
    if contact.snoozed_until:
        changed = replace(changed, snoozed_until=None)
    if contact.first_by:
        cadence, _, _ = cadence_of(contact, None, book.settings.cadence)
        if cadence is None or window_after(made.on, cadence).latest >= book.as_of:
            changed = replace(changed, first_by=None)
    if changed is not contact:
        change.put(changed)


def _promise(change: Transaction, made: Interaction) -> None:
    text = made.next_step or "Get back in touch"
    change.put(Task(contacts=made.contacts, text=text, on=made.next_on, interaction=made.id))


def _keep(book: Book, change: Transaction, number: int) -> None:
    task = change.get(Task, number)
    if task and not task.done_on:
        change.put(replace(task, done_on=book.as_of))


def _verb(made: Interaction) -> str:
    if made.channel is Channel.NOTE:
        return "Noted on"
    if made.direction is Direction.IN:
        return "Logged a message from"
    return _DID.get((made.channel, made.direction), f"Logged {made.channel.value} with")


def _names(contacts: Sequence[Contact]) -> str:
    names = [one.name for one in contacts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _next(book: Book, contacts: Sequence[Contact]) -> str:
    verdict = book.verdict(contacts[0].id)
    if verdict.opens is None or verdict.latest is None:
        return "no next date (cadence none)"
    return f"next {day_words(verdict.opens, book.as_of)} to {day_words(verdict.latest, book.as_of)}"
