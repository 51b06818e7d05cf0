"""The days a person can be put off to, and how full the plan has each of them: the consequence of choosing one."""

from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.book import Book
from followup_tui.model.cadence import Span
from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Contact
from followup_tui.rules.calendar import add_span, days_between
from followup_tui.rules.load import quiet_day
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.wording import DAYS, day_month

STRIP = 4
"""Weeks of the strip of loads."""
QUIET = "q"
"""The key of the quietest day, which is known when the plan is."""
PLAN_CHOOSES = "o"
"""The key that takes a day back to which somebody was moved."""
MEANING = "2 of 3: people the plan has that day, and how many it holds"
NEAR = 300
"""Days within which a day needs no year."""


class DayOption(NamedTuple):
    """A key of the menu, what it says, and the day it means (None: until resumed); the quietest comes with the plan."""

    key: str
    words: str
    day: date | None
    is_quiet: bool = False


class Loads:
    """How many people the plan has on each day, and how many that day holds: the numbers of the plan view."""

    def __init__(self, ahead: PlanAhead) -> None:
        self._ahead = ahead
        self.quiet = quiet_day(ahead)

    def words(self, day: date) -> str:
        """``2 of 3``, ``3 of 3 full``, ``4 of 3 !``, ``day off``; empty where the plan does not reach."""
        found = self._on(day)
        if found is None:
            return ""
        if not found.capacity:
            return f"{found.load:,}, day off" if found.load else "day off"
        sign = " !" if found.load > found.capacity else " full" if found.load == found.capacity else ""
        return f"{found.load:,} of {found.capacity:,}{sign}"

    def strip(self) -> str:
        """``23 Nov 3321000  30 Nov 33100..``: a digit a day, 9 for more, ``!`` behind a day with too many."""
        monday = self._ahead.as_of - timedelta(days=self._ahead.as_of.weekday())
        weeks = [monday + timedelta(weeks=step) for step in range(STRIP)]
        return "  ".join(f"{day_month(week)} {''.join(self._sign(week, step) for step in range(7))}" for week in weeks)

    def _sign(self, monday: date, step: int) -> str:
        day = self._on(monday + timedelta(days=step))
        if day is None or not (day.load or day.capacity):
            return "."
        return f"{min(day.load, 9)}{'!' if 0 < day.capacity < day.load else ''}"

    def _on(self, day: date) -> Day | None:
        place = days_between(self._ahead.as_of, day)
        return self._ahead.days[place] if 0 <= place < len(self._ahead.days) else None


def near_words(day: date, as_of: date) -> str:
    """``Fri 27 Nov``, with the year when that is far."""
    words = f"{DAYS[day.weekday()]} {day_month(day)}"
    return words if days_between(as_of, day) < NEAR else f"{words} {day.year}"


def snooze_options(book: Book, contact: Contact, last: str) -> tuple[DayOption, ...]:
    """The snoozes there are for a contact. `last` is the key taken last time, which a second `s` takes again."""
    today = book.as_of
    days: dict[str, tuple[str, date | None]] = {
        "d": ("tomorrow", today + timedelta(days=1)),
        "f": ("Friday", _coming(today, 4)),
        "w": ("next week", _coming(today, 0)),
        "W": ("2 weeks", today + timedelta(weeks=2)),
        "m": ("1 month", add_span(today, Span(1, "month"))),
        "M": ("3 months", add_span(today, Span(3, "month"))),
        QUIET: ("quiet day", None),
    }
    birthday = _next_birthday(contact, today)
    if birthday:
        days["b"] = ("birthday", birthday)
    last = last if last in days else "w"
    return (
        DayOption("s", "again", days[last][1], last == QUIET),
        *(DayOption(key, words, day, key == QUIET) for key, (words, day) in days.items()),
        DayOption("p", "pause until I resume", None),
    )


def pause_options(book: Book) -> tuple[DayOption, ...]:
    """How long a contact can rest."""
    today = book.as_of
    spans = {"m": Span(1, "month"), "3": Span(3, "month"), "6": Span(6, "month"), "y": Span(1, "year")}
    return (
        DayOption("p", "until I resume", None),
        *(DayOption(key, str(span), add_span(today, span)) for key, span in spans.items()),
    )


def move_options(contact: Contact, planned: date, closes: date | None, as_of: date) -> tuple[DayOption, ...]:
    """The days somebody can be moved to who is planned for a day, and whose window closes on another."""
    days = {
        "t": ("today", as_of),
        "d": ("tomorrow", as_of + timedelta(days=1)),
        "f": ("Friday", _coming(as_of, 4)),
        "w": ("next week", _coming(as_of, 0)),
        "W": ("week on", planned + timedelta(weeks=1)),
        "e": ("earlier", max(planned - timedelta(weeks=1), as_of)),
    }
    if closes and closes > as_of:
        days["l"] = ("last day", closes)
    options = [DayOption(key, words, day) for key, (words, day) in days.items() if day != planned]
    back = [DayOption(PLAN_CHOOSES, "let the plan choose", None)] if contact.planned_on == planned else []
    return (*options, DayOption(QUIET, "quiet day", None, is_quiet=True), *back)


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)


def _next_birthday(contact: Contact, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        day = birthday_in(contact.birthday, year) if contact.birthday else None
        if day and day > today:
            return day
    return None
