"""The days a person can be put off to, each with its consequence: the date, and how many people are due then."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.book import Book
from followup_tui.model.cadence import Span
from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import Contact
from followup_tui.rules.calendar import add_span, capacity_on
from followup_tui.rules.load import arrivals, quietest

AHEAD = 400
"""Days of load that are counted: a year and a bit, as far as the menus reach."""
QUIET_WITHIN = 14


class DayOption(NamedTuple):
    """A key of the menu, what it says, the day it means (None: until resumed), and the load of that day."""

    key: str
    words: str
    day: date | None
    load: int = 0
    over: bool = False


def snooze_options(book: Book, contact: Contact, last: str) -> tuple[DayOption, ...]:
    """The snoozes there are for a contact. `last` is the key taken last time, which a second `s` takes again."""
    today = book.as_of
    load = arrivals(book.roster(), book.tasks.values(), today, AHEAD)
    days: dict[str, tuple[str, date]] = {
        "d": ("tomorrow", today + timedelta(days=1)),
        "f": ("Friday", _coming(today, 4)),
        "w": ("next week", _coming(today, 0)),
        "W": ("2 weeks", today + timedelta(weeks=2)),
        "m": ("1 month", add_span(today, Span(1, "month"))),
        "M": ("3 months", add_span(today, Span(3, "month"))),
        "q": ("quiet day", quietest(load, today + timedelta(days=1), QUIET_WITHIN, book.settings.plan)),
    }
    birthday = _next_birthday(contact, today)
    if birthday:
        days["b"] = ("birthday", birthday)
    _, day = days.get(last, days["w"])
    return (
        _option(book, load, "s", "again", day),
        *(_option(book, load, key, words, day) for key, (words, day) in days.items()),
    )


def pause_options(book: Book) -> tuple[DayOption, ...]:
    """How long a contact can rest."""
    today = book.as_of
    spans = {"m": Span(1, "month"), "3": Span(3, "month"), "6": Span(6, "month"), "y": Span(1, "year")}
    return (
        DayOption("p", "until I resume", None),
        *(DayOption(key, str(span), add_span(today, span)) for key, span in spans.items()),
    )


def load_on(book: Book, day: date) -> tuple[int, bool]:
    """How many people are due on a day, and whether that is more than the day holds."""
    number = arrivals(book.roster(), book.tasks.values(), day, 1).get(day, 0)
    return number, number > capacity_on(day, book.settings.plan)


def _option(book: Book, load: Mapping[date, int], key: str, words: str, day: date) -> DayOption:
    number = load.get(day, 0)
    return DayOption(key, words, day, number, number > capacity_on(day, book.settings.plan))


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)


def _next_birthday(contact: Contact, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        day = birthday_in(contact.birthday, year) if contact.birthday else None
        if day and day > today:
            return day
    return None
