"""How days and lengths of time are said: short, exact where it matters, and the same in the app and the shell."""

from collections.abc import Sequence
from datetime import date, datetime

from followup_tui.model.clean import clean_line
from followup_tui.model.partial_date import first_day
from followup_tui.rules.calendar import days_between

SENTENCE = 12
"""A sentence has more characters than this: the full stop of "Dr. Smith" ends none."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LEAP_DAYS_OFF = 0.75
"""By so many days at most a number of calendar years is shorter than as many average ones."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_month(day: date) -> str:
    """``12 Aug``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def partial_day_month(text: str) -> str:
    """What is known of a partial date but its year: ``12 Aug``, ``Aug``, or nothing."""
    day = first_day(text)
    if day is None or len(text) < len("2021-05"):
        return ""
    return day_month(day) if len(text) > len("2021-05") else MONTHS[day.month - 1]


def day_words(day: date, as_of: date) -> str:
    """``12 Aug``, or ``12 Aug 2024`` when it is not this year."""
    return day_month(day) if day.year == as_of.year else f"{day_month(day)} {day.year}"


def weekday_words(day: date, as_of: date) -> str:
    """``Fri 27 Nov``, with the year when it is not this year."""
    return f"{DAYS[day.weekday()]} {day_words(day, as_of)}"


def moment_words(at: datetime) -> str:
    """A moment in the person's own time zone, to the minute: ``2026-03-01 14:30``."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def file_size(number: int) -> str:
    """A number of bytes in thousands or millions: ``4.1 MB``, ``0.3 kB``."""
    if number < 1_000_000:
        return f"{max(number / 1000, 0.1):,.1f} kB"
    return f"{number / 1_000_000:,.1f} MB"


def month_words(day: date) -> str:
    """``May 2021``."""
    return f"{LONG_MONTHS[day.month - 1]} {day.year}"


def length_words(days: int) -> str:
    """About how long: ``1 day``, ``12 days``, ``5 weeks``, ``4 months``, ``3 years``.

    From a year on only what is full counts, as people count years: five and a half are 5 years.
    """
    if days < 21:
        return _number(days, "day")
    if days < 60:
        return _number(round(days / 7), "week")
    if days < 365:
        return _number(round(days / 30.44), "month")
    full = days + _LEAP_DAYS_OFF
    return _number(int(full * 12 / 365.25), "month") if days < 730 else _number(int(full / 365.25), "year")


def ago(day: date, as_of: date) -> str:
    """``today``, ``yesterday``, ``12 days ago``, ``in 3 weeks``."""
    days = days_between(day, as_of)
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days == -1:
        return "tomorrow"
    return f"{length_words(days)} ago" if days > 0 else f"in {length_words(-days)}"


def quoted(text: str, limit: int = 60) -> str:
    """The first sentence of a text in quotation marks, cut at a word when it has more than `limit` characters."""
    line = clean_line(text)
    for end in (". ", "! ", "? "):
        at = line.find(end, SENTENCE)
        if 0 < at < limit:
            line = line[: at + 1]
    return f"“{shortened(line, limit)}”"


def shortened(text: str, limit: int) -> str:
    """A line cut at a word, with a sign that it was, when it has more than `limit` characters."""
    line = clean_line(text)
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def together(names: Sequence[str]) -> str:
    """``Ann``, ``Ann and Bo``, ``Ann, Bo and Cy``; empty when there are none."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def listed_names(names: Sequence[str], most: int = 3) -> str:
    """``Ann, Bo, Cy and 4 more``: the first `most` names, and how many there are besides."""
    more = len(names) - most
    return f"{', '.join(names[:most])} and {more:,} more" if more > 0 else together(names)


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 person``, ``412 people``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
