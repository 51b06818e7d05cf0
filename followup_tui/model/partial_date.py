"""Dates that may be only partly known (``2021``, ``2021-05``, ``2021-05-03``) and birthdays without a year."""

import re
from datetime import date

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_BIRTHDAY = re.compile(r"([0-9]{4}|-)-([0-9]{2})-([0-9]{2})")


def is_partial_date(text: str) -> bool:
    """Whether `text` is a year, a month or a day that exists."""
    return first_day(text) is not None


def first_day(text: str) -> date | None:
    """The first day `text` may mean, or None when it is no date."""
    match = _PARTIAL.fullmatch(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def birthday_parts(text: str) -> tuple[int | None, int, int] | None:
    """Year if known, month and day of a birthday, or None when it is none."""
    match = _BIRTHDAY.fullmatch(text)
    if not match:
        return None
    year = None if match[1] == "-" else int(match[1])
    try:
        date(2000 if year is None else year, int(match[2]), int(match[3]))
    except ValueError:
        return None
    return year, int(match[2]), int(match[3])


def birthday_in(text: str, year: int) -> date | None:
    """The day a birthday falls on in `year`; one of 29 February is kept on the 28th in common years."""
    parts = birthday_parts(text)
    if not parts:
        return None
    _, month, day = parts
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)
