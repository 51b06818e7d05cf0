"""Several days in a row, written as people write them: ``3-17 August``, ``20 Dec to 5 Jan``, ``next mon 2w``."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.model.cadence import BadCadence, parse_span
from followup_tui.rules.calendar import add_span, days_between
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import LONG_MONTHS, day_month, day_words

FORMS = "write it like 3-17 August, 20 Dec to 5 Jan, 2026-08-03 2026-08-17, next week or next mon 2w"
MOST_DAYS = 366
_MONTH = r"[a-z]{3,9}\.?"
_ISO = r"\d{4}-\d{2}-\d{2}"
_TO = r"(?:\s*(?:-|–|—|\.\.\.?|…)\s*|\s+(?:to|till|until|through)\s+)"
_ONE_MONTH = re.compile(rf"(\d{{1,2}}){_TO}(\d{{1,2}})\.?\s*({_MONTH})(?:,?\s+(\d{{4}}))?")
_MONTH_FIRST = re.compile(rf"({_MONTH})\s+(\d{{1,2}}){_TO}(\d{{1,2}})(?:,?\s+(\d{{4}}))?")
_ISO_DAYS = re.compile(rf"({_ISO})(?:{_TO}|\s+)({_ISO})")
_SPANNED = re.compile(r"(.+?)(?:\s+for|,)?\s+(\d+\s*[a-z]+)")
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s*{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
_WITHOUT_YEAR, _CIVIL = re.compile(_DAY), re.compile(rf"{_DAY}(?:,?\s+\d{{4}})?|{_ISO}")


class Period(NamedTuple):
    """Days in a row, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return days_between(self.first, self.last) + 1


def parse_period(text: str, as_of: date) -> Period:
    """The days that `text` means on the day `as_of`: without a year those that end next.

    Raises:
        BadWhen: it cannot be read, ends before it begins, is over, or is longer than a year.
    """
    words = " ".join(text.strip().lower().split()).removeprefix("from ")
    found = _read(words, as_of)
    if found is None:
        raise BadWhen(f'"{words[:40]}" is no time with a beginning and an end; {FORMS}.')
    first, last = found
    if last < first:
        raise BadWhen(f"That ends ({day_words(last, as_of)}) before it begins ({day_words(first, as_of)}).")
    if last < as_of:
        raise BadWhen(f"That was over on {last.isoformat()}; give days to come.")
    if found.days > MOST_DAYS:
        raise BadWhen(f"That is {found.days:,} days; at most {MOST_DAYS} can be given at once.")
    return found


def period_words(first: date, last: date, as_of: date) -> str:
    """``3 Aug``, ``3-17 Aug``, ``20 Dec to 5 Jan 2027``."""
    if first == last:
        return day_words(first, as_of)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{day_words(last, as_of)}"
    return f"{day_month(first) if first.year == last.year else day_words(first, as_of)} to {day_words(last, as_of)}"


def _read(words: str, as_of: date) -> Period | None:
    if match := _ISO_DAYS.fullmatch(words):
        return Period(parse_when(match[1], as_of), parse_when(match[2], as_of))
    if match := _ONE_MONTH.fullmatch(words):
        first, last, month, year = match.groups()
        return _in_month(first, f"{last} {month} {year or ''}".strip(), month, as_of)
    if match := _MONTH_FIRST.fullmatch(words):
        month, first, last, year = match.groups()
        return _in_month(first, f"{last} {month} {year or ''}".strip(), month, as_of)
    return _named(words, as_of) or _two_days(words, as_of) or _spanned(words, as_of) or _one_day(words, as_of)


def _in_month(first: str, last: str, month: str, as_of: date) -> Period:
    end = parse_when(last, as_of)
    return Period(parse_when(f"{first} {month} {end.year}", as_of), end)


def _named(words: str, as_of: date) -> Period | None:
    """A week, a month, or so long from today on."""
    if words.startswith("until "):
        return Period(as_of, parse_when(words.removeprefix("until "), as_of))
    which, _, unit = words.rpartition(" ")
    if unit == "week" and which in {"this", "next"}:
        monday = as_of - timedelta(days=as_of.weekday()) + timedelta(weeks=which == "next")
        return Period(max(monday, as_of), monday + timedelta(days=6))
    if unit == "month" and which in {"this", "next"}:
        first = as_of.replace(day=1)
        first = first if which == "this" else _next_month(first)
        return Period(max(first, as_of), _next_month(first) - timedelta(days=1))
    name, _, year = words.partition(" ")
    month = next((at for at, full in enumerate(LONG_MONTHS, 1) if len(name) > 2 and full.lower().startswith(name)), 0)
    if month and (not year or re.fullmatch(r"\d{4}", year)):
        year = year or f"{as_of.year + (month < as_of.month)}"
        first = parse_when(f"1 {LONG_MONTHS[month - 1]} {year}", as_of)
        return Period(first, _next_month(first) - timedelta(days=1))
    return _for(words, as_of)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _two_days(words: str, as_of: date) -> Period | None:
    for match in re.finditer(_TO, words):
        first, last = words[: match.start()].strip(), words[match.end() :].strip()
        if not first or not last:
            continue
        try:
            if _WITHOUT_YEAR.fullmatch(first) and _CIVIL.fullmatch(last):
                end = parse_when(last, as_of)
                return Period(parse_when(first, end, "past"), end)
            start = parse_when(first, as_of)
            return Period(start, parse_when(last, start))
        except BadWhen:
            continue
    return None


def _spanned(words: str, as_of: date) -> Period | None:
    """A day and how long from it on."""
    match = _SPANNED.fullmatch(words)
    if match is None:
        return None
    try:
        return _for(match[2], parse_when(match[1], as_of))
    except BadWhen:
        return None


def _for(words: str, first: date) -> Period | None:
    try:
        return Period(first, add_span(first, parse_span(words)) - timedelta(days=1))
    except (BadCadence, ValueError, OverflowError):
        return None


def _one_day(words: str, as_of: date) -> Period | None:
    try:
        day = parse_when(words.removeprefix("on "), as_of)
    except BadWhen:
        return None
    return Period(day, day)
