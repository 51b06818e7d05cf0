"""Spreading a backlog over the coming days, so that time away is no red wall (DESIGN, rule 9)."""

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.book import Book
from followup_tui.model.records import Contact, Mark
from followup_tui.model.words import MarkKind
from followup_tui.rules.next_touches import next_touches
from followup_tui.rules.planner import LONGEST, SHORTEST, PlanAhead, Turns
from followup_tui.rules.wording import counted, weekday_words
from followup_tui.safekeeping import Tell, untold

NOBODY_LATE = "Nobody is late, today or in the plan; there is nothing to spread."


class SpreadRow(NamedTuple):
    """Somebody who is late or would be: the last day they have now, and the one they would have."""

    contact: int
    latest: date
    until: date


class SpreadPreview(NamedTuple):
    """Whom `replan` would give which day, the earliest first; so many have none even within the longest plan."""

    rows: tuple[SpreadRow, ...]
    beyond: int

    @property
    def days(self) -> tuple[tuple[date, tuple[int, ...]], ...]:
        """The days with the contacts each would have, the earliest first."""
        found: dict[date, list[int]] = {}
        for one in self.rows:
            found.setdefault(one.until, []).append(one.contact)
        return tuple((day, tuple(numbers)) for day, numbers in sorted(found.items()))


class Spread(NamedTuple):
    """Who has until which day now, the earliest first; so many had no day even within the longest plan."""

    until: dict[int, date]
    beyond: int


def replan(book: Book) -> Done[Spread]:
    """Gives everybody who is overdue, or would become so, until the day that the plan has for them.

    Within the capacity, those who have waited longest first; nobody's window gets shorter, and a touch ends it. A
    window that was missed before stays missed in the statistics.

    Raises:
        Refused: nobody is late, now or in the plan.
    """
    return spread(book, foresee_replan(book))


def spread(book: Book, preview: SpreadPreview) -> Done[Spread]:
    """Does what a preview of `replan` shows; who went since is left out.

    Raises:
        Refused: nobody is late in it.
    """
    until, beyond = {one.contact: one.until for one in preview.rows if one.contact in book.contacts}, preview.beyond
    if not until:
        raise Refused(NOBODY_LATE)
    people, last = counted(len(until), "person", "people"), weekday_words(max(until.values()), book.as_of)
    with book.transaction(f"Spread {people} over the days until {last}", "plan replan") as change:
        for number, day in until.items():
            change.put(_given_until(book.contacts[number], day, book.as_of))
    more = f"; {counted(beyond, 'person has', 'people have')} no day within ten years" if beyond else ""
    return Done(f"Spread {people} over the days until {last}{more}", Spread(until, beyond), change)


def _given_until(contact: Contact, day: date, as_of: date) -> Contact:
    """The contact with another last day, marked, so that what was missed before stays missed.

    The day that an import gave, which this one takes the place of, is kept as a mark on the day they were added.
    """
    made = [Mark(on=as_of, kind=MarkKind.SPREAD, until=day)]
    if contact.first_by and contact.added_on and not any(one.kind is MarkKind.SPREAD for one in contact.marks):
        made.insert(0, Mark(on=contact.added_on, kind=MarkKind.SPREAD, until=contact.first_by))
    return replace(contact, first_by=day, marks=(*contact.marks, *made))


def foresee_replan(book: Book, tell: Tell = untold) -> SpreadPreview:
    """Whom `replan` would give which day; nothing is changed, and nobody late is no error.

    Who was put off beyond their window is late again when they are back, and is spread with the others; alone they are
    no backlog, for putting somebody off is a decision.

    Where the book is in use, give its `rehearsal`: then it may take its time in any thread.

    Raises:
        Stopped: by `tell`.
    """
    ahead = _far_enough(book, tell)
    jobs = next_touches(book.contacts, book.verdicts(), book.as_of, book.settings.plan)
    closes, put_off = dict[int, date](), set[int]()
    for job in jobs:
        closes[job.contact] = job.closed or job.deadline
        if job.closed:
            put_off.add(job.contact)
    rows = tuple(
        SpreadRow(one.contact, closes[one.contact], day.date)
        for day in ahead.days
        for one in day.planned
        if day.date > closes.get(one.contact, date.max)
    )
    beyond = sum(1 for number in ahead.beyond if closes[number] <= ahead.days[-1].date)
    is_backlog = beyond or any(one.contact not in put_off for one in rows)
    return SpreadPreview(rows if is_backlog else (), beyond)


def _far_enough(book: Book, tell: Tell) -> PlanAhead:
    """The shortest plan in which everybody has a day whose window closes within it."""
    weeks = SHORTEST
    while True:
        ahead = book.plan_ahead(weeks, tell, Turns.EARLIEST_DEADLINE)  # a backlog with the least lateness
        if weeks >= LONGEST or not ahead.beyond or not ahead.is_behind:
            return ahead
        weeks = min(weeks * 2, LONGEST)
