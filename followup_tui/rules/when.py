"""WHEN on the command line and in the app: a day written as people write it.

Nothing is guessed: ``3/4`` is the 3rd of April to some and the 4th of March to others, so it is asked for again.
"""

import re
from datetime import date, timedelta
from typing import Literal

from followup_tui.model.cadence import BadCadence, Span, parse_span
from followup_tui.rules.calendar import add_span
from followup_tui.rules.wording import DAYS, LONG_MONTHS

Direction = Literal["past", "future"]

FORMS = "write it like 2026-03-01, today, yesterday, -3d, 2w, 3 months, next tue or 1 Mar"
_DAY_NAMES = {name.lower(): number for number, name in enumerate(DAYS)}
_LEAP_YEARS_APART = 8
"""Years between two days of 29 February at most: 1896 to 1904."""
_SIGNED = re.compile(r"([+-])\s*(\d+\s*[a-z]+)")
_MONTH_DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s*([a-z]{3,9})\.?(?:,?\s+(\d{4}))?|([a-z]{3,9})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?"
)
_RELATIVE = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}


class BadWhen(ValueError):
    """A day that cannot be read; the message shows the forms that can."""


def parse_when(text: str, as_of: date, prefer: Direction = "future") -> date:
    """The day that `text` means on the day `as_of`.

    `prefer` decides where the text leaves it open: ``fri`` is the coming Friday in a snooze and the last one in a log,
    ``2w`` is in two weeks or two weeks ago, ``1 Mar`` is the next or the last one.

    Raises:
        BadWhen: it cannot be read, or could be read in two ways.
    """
    words = " ".join(text.strip().lower().split())
    day = _read(words, as_of, prefer)
    if day is None:
        if re.fullmatch(r"\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?", words):
            raise BadWhen(f'"{words}" can be read in two ways; write the month as a word or the day as 2026-03-01.')
        raise BadWhen(f'"{words[:40]}" is not a day; {FORMS}.')
    if not date(1900, 1, 1) <= day <= date(2200, 1, 1):
        raise BadWhen(f'"{words[:40]}" lies outside the years 1900 to 2200.')
    return day


def _read(words: str, as_of: date, prefer: Direction) -> date | None:
    if words in _RELATIVE:
        return as_of + timedelta(days=_RELATIVE[words])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        try:
            return date.fromisoformat(words)
        except ValueError:
            return None
    for read in (_span, _weekday, _month_day, _named_day):
        day = read(words, as_of, prefer)
        if day is not None:
            return day
    return None


def _span(words: str, as_of: date, prefer: Direction) -> date | None:
    backwards = prefer == "past"
    signed = _SIGNED.fullmatch(words)
    if signed:
        backwards, words = signed[1] == "-", signed[2]
    elif words.endswith(" ago"):
        backwards, words = True, words.removesuffix(" ago")
    elif words.startswith("in "):
        backwards, words = False, words.removeprefix("in ")
    elif words in {"next week", "next month", "next year"}:
        backwards, words = False, f"1 {words.split()[1]}"
    elif words in {"last week", "last month", "last year"}:
        backwards, words = True, f"1 {words.split()[1]}"
    try:
        span = parse_span(words)
        return add_span(as_of, Span(-span.number, span.unit) if backwards else span)
    except (BadCadence, OverflowError, ValueError):
        return None


def _weekday(words: str, as_of: date, prefer: Direction) -> date | None:
    which, _, name = words.rpartition(" ")
    number = _DAY_NAMES.get(name[:3])
    if number is None or which not in {"", "next", "last", "this", "on"} or not _is_weekday(name):
        return None
    backwards = which == "last" or (which in {"", "on"} and prefer == "past")
    ahead = (number - as_of.weekday()) % 7
    if backwards:
        return as_of - timedelta(days=(7 - ahead) % 7 or 7)
    return as_of + timedelta(days=ahead or 7)


def _is_weekday(name: str) -> bool:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return any(day.startswith(name) for day in full if len(name) >= len("mon"))


def _month_day(words: str, as_of: date, prefer: Direction) -> date | None:
    match = _MONTH_DAY.fullmatch(words)
    if not match:
        return None
    number, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    month = _month(name)
    if month is None:
        return None
    if year:
        return _day(int(year), month, int(number))
    step = -1 if prefer == "past" else 1
    for years in range(_LEAP_YEARS_APART + 1):
        day = _day(as_of.year + years * step, month, int(number))
        if day and (day <= as_of if prefer == "past" else day >= as_of):
            return day
    return None


def _named_day(words: str, as_of: date, prefer: Direction) -> date | None:
    """``fri 27 nov``, as the screen says it; a weekday that is not that day's makes it no day."""
    name, _, rest = words.partition(" ")
    day = _month_day(rest, as_of, prefer) if _is_weekday(name.rstrip(",")) else None
    return day if day and day.weekday() == _DAY_NAMES[name[:3]] else None


def _month(name: str) -> int | None:
    """The month whose name begins so; "marble" is none, and "sept" is said too."""
    months = (number for number, full in enumerate(LONG_MONTHS, start=1) if full.lower().startswith(name))
    return next(months, None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
