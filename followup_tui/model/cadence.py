"""A cadence: the earliest and the latest time to the next touch, in calendar units."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Unit = Literal["day", "week", "month", "year"]

_UNITS: dict[str, Unit] = {
    "d": "day", "day": "day", "days": "day",
    "w": "week", "week": "week", "weeks": "week",
    "m": "month", "mo": "month", "month": "month", "months": "month",
    "y": "year", "year": "year", "years": "year",
}  # fmt: skip
_SPAN = re.compile(r"\+?(\d{1,4})\s*([a-z]+)")
_WINDOW = re.compile(r"(\d{1,4})\s*([a-z]*)\s*(?:-|–|to|\.\.)\s*(\d{1,4})\s*([a-z]+)")
MOST_DAYS = 10 * 366
"""No cadence is longer than ten years."""
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}


class Span(NamedTuple):
    """A length of calendar time: 3 months are three calendar months, not 90 days."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def about_days(self) -> int:
        """Roughly how many days, for comparing two spans; never for a date."""
        return self.number * _DAYS[self.unit]


class Cadence(NamedTuple):
    """A window for the next touch, counted from the last one.

    A cadence of one span ("2 weeks") opens after it and closes a quarter of it later: a window is what keeps a day's
    list short and a week away harmless.
    """

    least: Span
    most: Span

    def __str__(self) -> str:
        if self.least == self.most:
            return str(self.least)
        if self.least.unit == self.most.unit:
            return f"{self.least.number}-{self.most}"
        return f"{self.least}-{self.most}"

    @property
    def is_single(self) -> bool:
        """Whether it was given as one span."""
        return self.least == self.most


class BadCadence(ValueError):
    """A cadence or span that cannot be read; the message shows the forms that can."""


def parse_span(text: str) -> Span:
    """A span such as ``10d``, ``2w``, ``4 months``.

    Raises:
        BadCadence: it cannot be read, is zero, or is longer than ten years.
    """
    match = _SPAN.fullmatch(text.strip().lower())
    unit = _UNITS.get(match[2]) if match else None
    if not match or unit is None:
        raise BadCadence(f'"{text[:40]}" is not a length of time; write it like 10d, 2w, 4 months or 1 year.')
    return _checked(Span(int(match[1]), unit), text)


@lru_cache(maxsize=1024)
def parse_cadence(text: str) -> Cadence | None:
    """A cadence such as ``3-6 months``, ``30d-60d``, ``2w``; ``none`` gives None: never due.

    Raises:
        BadCadence: it cannot be read, or its ends are the wrong way round.
    """
    words = " ".join(text.strip().lower().removeprefix("every ").split())
    if words in {"none", "never", "off"}:
        return None
    match = _WINDOW.fullmatch(words)
    if not match:
        try:
            span = parse_span(words)
        except BadCadence:
            raise BadCadence(
                f'"{text[:40]}" is not a cadence; write it like 3-6 months, 2w, 30d-60d or none.'
            ) from None
        return Cadence(span, span)
    last = _UNITS.get(match[4])
    first = _UNITS.get(match[2] or match[4])
    if first is None or last is None:
        raise BadCadence(f'"{text[:40]}" is not a cadence; write it like 3-6 months, 2w, 30d-60d or none.')
    cadence = Cadence(_checked(Span(int(match[1]), first), text), _checked(Span(int(match[3]), last), text))
    if cadence.least.about_days > cadence.most.about_days:
        raise BadCadence(f'"{text[:40]}" ends before it begins; the shorter time comes first, like 3-6 months.')
    return cadence


def _checked(span: Span, text: str) -> Span:
    if not 0 < span.about_days <= MOST_DAYS:
        raise BadCadence(f'"{text[:40]}" is out of range; a cadence is between 1 day and 10 years.')
    return span
