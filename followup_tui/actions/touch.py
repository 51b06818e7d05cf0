"""Being in touch, and deciding not to be: log, send, skip, snooze, pause, and no answer needed."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Contact, Interaction, Mark, Task
from followup_tui.model.words import Channel, Direction, MarkKind, Status
from followup_tui.rules.verdict import cadence_of, window_after
from followup_tui.rules.wording import day_month, day_words, weekday_words
from followup_tui.transaction import Transaction

_DID = {
    (Channel.EMAIL, Direction.OUT): "Wrote to",
    (Channel.LINKEDIN, Direction.OUT): "Wrote on LinkedIn to",
    (Channel.MESSAGE, Direction.OUT): "Texted",
    (Channel.LETTER, Direction.OUT): "Sent a letter to",
    (Channel.CALL, Direction.BOTH): "Called",
    (Channel.CALL, Direction.OUT): "Called",
    (Channel.MEETING, Direction.BOTH): "Met",
    (Channel.MEETING, Direction.OUT): "Met",
    (Channel.MEETING, Direction.IN): "Met",
    (Channel.EVENT, Direction.BOTH): "Met at an event:",
    (Channel.CALL, Direction.IN): "Logged a call from",
    (Channel.LETTER, Direction.IN): "Logged a letter from",
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

    A touch that is the newest one clears a snooze and a day they were moved to, unless it is so long ago that its own
    window has closed: then bringing them back would make them overdue. `next_on` makes a promise of `next_step`;
    `keeps` is the id of a promise that this interaction keeps.

    Raises:
        Refused: the day lies in the future, there is nobody, or one of them is not there any more.
        Invalid: a field does not hold.
    """
    if not contacts:
        raise Refused("Say with whom it was.")
    day = on or book.as_of
    if day > book.as_of:
        raise Refused(f"{day.isoformat()} lies in the future; an interaction is logged when it has happened.")
    contacts = [still_there(book, one) for one in {one.id: one for one in contacts}.values()]
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
    again = f"again {weekday_words(next_on, book.as_of)}" if next_on else _next(book, contacts)
    return Done(f"{_verb(made)} {names} · {again}", made, change)


def skip(book: Book, contact: Contact) -> Done[Contact]:
    """Puts a contact off for today. It is recorded, and is no contact.

    Raises:
        Refused: they are not there any more.
    """
    contact = still_there(book, contact)
    mark = Mark(on=book.as_of, kind=MarkKind.SKIP)
    return _marked(book, contact, mark, f"Skip {contact.name}", f"Skipped {contact.name} for today", "skip")


def snooze(book: Book, contact: Contact, until: date) -> Done[Contact]:
    """Hides a contact until a day, in place of a pause; the cadence stays.

    Raises:
        Refused: the day is not in the future, or they are archived.
    """
    contact = _active(book, contact)
    if until <= book.as_of:
        raise Refused(f"{until.isoformat()} is not in the future; snooze until a later day, like 2w or next tue.")
    words = weekday_words(until, book.as_of)
    mark = Mark(on=book.as_of, kind=MarkKind.SNOOZE, until=until)
    changed = replace(contact, snoozed_until=until, planned_on=None, paused_on=None, paused_until=None)
    return _marked(
        book, changed, mark, f"Snooze {contact.name} to {words}", f"Snoozed {contact.name} until {words}", "snooze"
    )


def pause(book: Book, contact: Contact, until: date | None = None) -> Done[Contact]:
    """Lets a contact rest until a day, or until resumed, in place of a snooze.

    Raises:
        Refused: the day is not in the future, or they are archived.
    """
    contact = _active(book, contact)
    if until and until <= book.as_of:
        raise Refused(f"{until.isoformat()} is not in the future; pause until a later day, or leave the day out.")
    words = f" until {weekday_words(until, book.as_of)}" if until else ""
    mark = Mark(on=book.as_of, kind=MarkKind.PAUSE, until=until)
    changed = replace(contact, paused_on=book.as_of, paused_until=until, snoozed_until=None, planned_on=None)
    return _marked(book, changed, mark, f"Pause {contact.name}{words}", f"Paused {contact.name}{words}", "pause")


def resume(book: Book, contact: Contact) -> Done[Contact]:
    """Brings a paused or snoozed contact back.

    Raises:
        Refused: they are neither.
    """
    contact = still_there(book, contact)
    paused = contact.paused_on and (contact.paused_until is None or contact.paused_until > book.as_of)
    if not paused and (contact.snoozed_until or book.as_of) <= book.as_of:
        raise Refused(f"{contact.name} is neither paused nor snoozed.")
    mark = Mark(on=book.as_of, kind=MarkKind.RESUME)
    changed = replace(contact, paused_on=None, paused_until=None, snoozed_until=None)
    return _marked(book, changed, mark, f"Resume {contact.name}", f"Resumed {contact.name}", "resume")


def no_answer_needed(book: Book, contact: Contact) -> Done[Contact]:
    """Says that their last message waits for no answer.

    Raises:
        Refused: none of theirs waits.
    """
    contact = still_there(book, contact)
    if not book.verdict(contact.id).owes_since:
        raise Refused(f"No message of {contact.name} waits for an answer.")
    mark = Mark(on=book.as_of, kind=MarkKind.NO_ANSWER_NEEDED)
    said = f"No answer needed for {contact.name}"
    return _marked(book, contact, mark, said, said, "no-answer")


def _active(book: Book, contact: Contact) -> Contact:
    """The contact as the book has it now."""
    found = still_there(book, contact)
    if found.archived_on:
        raise Refused(f"{found.name} is archived; bring them back first.")
    return found


def _marked(book: Book, contact: Contact, mark: Mark, label: str, said: str, command: str) -> Done[Contact]:
    with book.transaction(label, command) as change:
        kept = change.put(replace(contact, marks=(*contact.marks, mark)))
    return Done(said, kept, change)


def _touched(book: Book, change: Transaction, contact: Contact, made: Interaction) -> None:
    """A newest touch ends a snooze, a move to another day, and the first window that a big import spread out.

    Not when its own window is over already: that would make somebody overdue who was not (DESIGN, rule 5). For the
    same reason somebody written into the file by hand, without a beginning, has one from now on.
    """
    changed = contact
    if not contact.added_on and not contact.created:
        changed = replace(changed, added_on=book.as_of)
    if contact.snoozed_until or contact.planned_on or contact.first_by:
        cadence, _, _ = cadence_of(contact, book.encounter(contact.id), book.settings.cadence, book.settings.interviews)
        if cadence is None or window_after(made.on, cadence).latest >= book.as_of:
            changed = replace(changed, snoozed_until=None, planned_on=None, first_by=None)
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
    said = "Logged a message from" if made.direction is Direction.IN else f"Logged {made.channel.value} with"
    return _DID.get((made.channel, made.direction), said)


def _names(contacts: Sequence[Contact]) -> str:
    names = [one.name for one in contacts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _next(book: Book, contacts: Sequence[Contact]) -> str:
    verdict = book.verdict(contacts[0].id)
    if verdict.status in {Status.ARCHIVED, Status.PAUSED}:
        return f"still {verdict.status.value}"
    if verdict.owes_since:
        return "waits for your answer"
    if verdict.opens is None or verdict.latest is None:
        return "no next date (cadence none)"
    opens, latest = verdict.opens, day_words(verdict.latest, book.as_of)
    first = day_month(opens) if opens.year == verdict.latest.year else day_words(opens, book.as_of)
    return f"next {first} to {latest}"
