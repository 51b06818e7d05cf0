"""Moving a person to a day of one's own choice in the plan, and what that would change, seen before it is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.records import Contact, Mark
from followup_tui.model.words import MarkKind, Status
from followup_tui.rules.calendar import capacity_on, days_between, why_closed
from followup_tui.rules.plan_difference import DayChange, Shift, day_changes, shifts, windows_words
from followup_tui.rules.planner import LONGEST, SHORTEST, Day, PlanAhead
from followup_tui.rules.verdict import Verdict
from followup_tui.rules.wording import counted, day_words, length_words, listed_names, weekday_words
from followup_tui.safekeeping import Tell, untold

NAMED = 3
"""So many of those whose day changes are named."""


class Consequence(NamedTuple):
    """What moving `contact` to `day` would change.

    `former` is the day the plan has them on now, None when it has none within its weeks. `sentences` say it for people;
    the first one is the move itself. `shifted` are the others whose planned day changes, `days` the days that have
    another load. `days_late` counts the days after their window closes, 0 within it. `lost` is how many more windows
    would close unserved within these weeks (negative: fewer), `breaks_on` the first day on which one would.
    """

    contact: int
    day: date
    former: date | None
    sentences: tuple[str, ...]
    days: tuple[DayChange, ...]
    shifted: tuple[Shift, ...]
    load: int
    capacity: int
    days_late: int
    colleagues: tuple[int, ...]
    breaks_on: date | None
    lost: int


def move_to(book: Book, contact: Contact, day: date) -> Done[Contact]:
    """Puts a contact on a day of the plan, in place of a snooze or a pause.

    On that day they are on the list, whatever the day holds, and before it on none; a reply they wait for, promises and
    birthdays stay as they are. A touch ends it; when the day goes by without one they are in the plan as before.

    Raises:
        Refused: the day is over, they were written to today, are archived, were moved to that day already, or are not
            there any more.
        Invalid: the day lies outside the years that are kept.
    """
    contact = still_there(book, contact)
    if contact.archived_on:
        raise Refused(f"{contact.name} is archived; bring them back first.")
    if day < book.as_of:
        raise Refused(f"{day.isoformat()} is over; move somebody to today or a later day, like next tue.")
    words = weekday_words(day, book.as_of)
    if book.verdict(contact.id).planned_on == day:
        raise Refused(f"{contact.name} was moved to {words} already.")
    if day == book.as_of and book.touches(contact.id).last == day:
        raise Refused(f"You were in touch with {contact.name} today already; move them to a later day.")
    mark = Mark(on=book.as_of, kind=MarkKind.PLAN, until=day)
    moved = replace(
        contact, planned_on=day, snoozed_until=None, paused_on=None, paused_until=None, marks=(*contact.marks, mark)
    )
    with book.transaction(f"Move {contact.name} to {words}", "plan move") as change:
        kept = change.put(moved)
    return Done(f"Moved {contact.name} to {words}", kept, change)


def move_back(book: Book, contact: Contact) -> Done[Contact]:
    """Takes off the day that a contact was moved to: the plan chooses again.

    Raises:
        Refused: they were not moved, or that day is over.
    """
    contact = still_there(book, contact)
    if contact.planned_on is None or contact.planned_on < book.as_of:
        raise Refused(f"{contact.name} was not moved to any day that is still to come.")
    mark = Mark(on=book.as_of, kind=MarkKind.PLAN)
    with book.transaction(f"Let the plan choose the day of {contact.name}", "plan move") as change:
        kept = change.put(replace(contact, planned_on=None, marks=(*contact.marks, mark)))
    return Done(f"The plan chooses the day of {contact.name} again", kept, change)


def foresee_move(book: Book, contact: Contact, day: date, weeks: int = SHORTEST, tell: Tell = untold) -> Consequence:
    """What moving a contact to a day would change within so many weeks, or as many as it takes to see that day.

    Nothing is changed. Where the book is in use, give its `rehearsal`: then it may take its time in any thread.

    Raises:
        Refused: as `move_to`.
        Stopped: by `tell`.
    """
    weeks = min(max(weeks, days_between(book.as_of, day) // 7 + 1), LONGEST)
    trial = book.rehearsal()
    move_to(trial, contact, day)
    before, after = book.plan_ahead(weeks, tell), trial.plan_ahead(weeks, tell)
    moved = shifts(before, after)
    others = tuple(one for one in moved if one.contact != contact.id)
    former = next((one.date for one in before.days for who in one.planned if who.contact == contact.id), None)
    at = after.days[days_between(book.as_of, day)] if day <= after.days[-1].date else None
    load, capacity = (at.load, at.capacity) if at else (1, capacity_on(day, book.settings.plan))
    near = tuple(_colleagues(book, after, contact, day))
    found = Consequence(
        contact.id, day, former, (), day_changes(before, after), others, load, capacity,
        _days_late(_unmoved(book, contact), day), tuple(number for number, _ in near), after.breaks_on,
        after.unserved - before.unserved,
    )  # fmt: skip
    return found._replace(sentences=tuple(_sentences(book, found, near, before, after)))


def _unmoved(book: Book, contact: Contact) -> Verdict:
    """Where they stand but for a day they were moved to before."""
    stands = book.verdict(contact.id)
    if stands.planned_on is None:
        return stands
    trial = book.rehearsal()
    move_back(trial, contact)
    return trial.verdict(contact.id)


def _days_late(stands: Verdict, day: date) -> int:
    return max(days_between(stands.latest, day), 0) if stands.latest else 0


def _colleagues(book: Book, after: PlanAhead, contact: Contact, day: date) -> Iterator[tuple[int, date]]:
    """Who at the same company was or would be written to within the days of courtesy, and when."""
    courtesy = book.settings.plan.courtesy_days
    if not contact.company or not courtesy:
        return
    there = {one.id for one in book.people_at(contact.company)} - {contact.id}
    for number in sorted(there):
        last = book.touches(number).last_out
        if last and abs(days_between(last, day)) < courtesy:
            yield number, last
            there.discard(number)
    first, last_day = day - timedelta(days=courtesy - 1), day + timedelta(days=courtesy - 1)
    for held in _days_between(after, first, last_day):
        for who in held.planned:
            if who.contact in there:
                yield who.contact, held.date


def _days_between(ahead: PlanAhead, first: date, last: date) -> Iterator[Day]:
    start, stop = days_between(ahead.as_of, first), days_between(ahead.as_of, last)
    yield from ahead.days[max(start, 0) : max(stop + 1, 0)]


def _sentences(
    book: Book, found: Consequence, near: tuple[tuple[int, date], ...], before: PlanAhead, after: PlanAhead
) -> Iterator[str]:
    contact, as_of = book.contacts[found.contact], book.as_of
    stands, day = _unmoved(book, contact), weekday_words(found.day, as_of)
    was = f"from {weekday_words(found.former, as_of)} " if found.former and found.former != found.day else ""
    closed = why_closed(found.day, book.settings.plan)
    holds = f"which holds nobody otherwise ({closed})" if closed else f"which then has {found.load} of {found.capacity}"
    sooner = next((one.date for one in after.days if any(who.contact == contact.id for who in one.planned)), None)
    if sooner and sooner < found.day:
        listed = weekday_words(sooner, as_of)
        yield f"{contact.name}: to {day}, but still on the list of {listed}; a touch ends the move."
    else:
        yield f"{contact.name}: {was}to {day}, {holds}."
    if stands.status in {Status.SNOOZED, Status.PAUSED}:
        yield f"They are {stands.status.value} now; that ends."
    elif stands.owes_since:
        yield "They wait for your answer; that stays on the list until then."
    elif stands.step and stands.step.is_courtesy:
        yield "What is owed after the interview stays on the list until it is done."
    promised = [one.on for one in book.tasks_of(contact.id) if one.on and not one.done_on and one.on < found.day]
    if promised:
        yield f"A promise to them is for {weekday_words(min(promised), as_of)}; that stays."
    if found.days_late and stands.latest:
        closes, late = day_words(stands.latest, as_of), counted(found.days_late, "day")
        ended = stands.latest < as_of
        said = f"Their window closed on {closes}" if ended else f"Their window closes {late} before it ({closes})"
        yield f"{said}; a day that you choose counts as decided and not as late."
    elif stands.opens and found.day < stands.opens:
        yield f"That is {length_words(days_between(found.day, stands.opens))} before their window opens."
    if near:
        number, on = near[0]
        yield _near_words(book, number, on, len(near) - 1)
    if found.shifted:
        yield _shifted_words(book, found.shifted, len(after.days) // 7)
    if (before.breaks_on, before.unserved) != (after.breaks_on, after.unserved):
        yield windows_words(before, after)


def _near_words(book: Book, number: int, on: date, more: int) -> str:
    """``Bo Carr of the same company has Mon 30 Nov: you keep 14 days between two.``"""
    name, day = book.contacts[number].name, weekday_words(on, book.as_of)
    has = f"was written to on {day}" if on < book.as_of else f"has {day}"
    others = f", {counted(more, 'more person', 'more people')} there too" if more else ""
    return f"{name} of the same company {has}{others}: you keep {book.settings.plan.courtesy_days} days between two."


def _shifted_words(book: Book, shifted: tuple[Shift, ...], weeks: int) -> str:
    told = [
        f"{book.contacts[one.contact].name} "
        f"({weekday_words(one.after, book.as_of) if one.after else f'after these {weeks} weeks'})"
        for one in shifted
    ]
    return f"It changes the day of {listed_names(told, NAMED)}."
