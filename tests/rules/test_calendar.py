"""Calendar arithmetic, held against a model of its own that knows nothing but the lengths of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.cadence import Span
from followup_tui.model.settings import Away, Plan
from followup_tui.rules.calendar import add_span, capacity_on, days_between
from tests.strategies import SOME_DAYS

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _months_later(day: date, months: int) -> tuple[int, int, int]:
    """The civil day so many months later, the last of its month when that month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = 29 if month == 1 and leap else LENGTHS[month]
    return year, month + 1, min(day.day, length)


@given(st.one_of(SOME_DAYS, st.dates(date(1901, 1, 1), date(2190, 1, 1))), st.integers(-120, 120))
def test_months_and_years_are_those_of_the_calendar(day: date, number: int) -> None:
    assert add_span(day, Span(number, "month")) == date(*_months_later(day, number))
    years = number // 12
    assert add_span(day, Span(years, "year")) == date(*_months_later(day, 12 * years))


@given(SOME_DAYS, st.integers(-4000, 4000))
def test_days_and_weeks_are_counted(day: date, number: int) -> None:
    assert add_span(day, Span(number, "day")) == day + timedelta(days=number)
    assert add_span(day, Span(number, "week")) == day + timedelta(days=7 * number)
    assert days_between(day, add_span(day, Span(number, "day"))) == number


@pytest.mark.parametrize(
    ("day", "span", "later"),
    [
        (date(2023, 8, 31), Span(6, "month"), date(2024, 2, 29)),
        (date(2024, 8, 31), Span(6, "month"), date(2025, 2, 28)),
        (date(2025, 1, 31), Span(1, "month"), date(2025, 2, 28)),
        (date(2025, 1, 31), Span(3, "month"), date(2025, 4, 30)),
        (date(2024, 2, 29), Span(1, "year"), date(2025, 2, 28)),
        (date(2024, 2, 29), Span(4, "year"), date(2028, 2, 29)),
        (date(2099, 2, 28), Span(1, "year"), date(2100, 2, 28)),
        (date(2025, 3, 31), Span(-1, "month"), date(2025, 2, 28)),
    ],
)
def test_ends_of_months(day: date, span: Span, later: date) -> None:
    assert add_span(day, span) == later


@given(SOME_DAYS, st.integers(1, 40))
def test_a_month_end_does_not_drift_over_many_rounds(day: date, rounds: int) -> None:
    """Counted from the anchor, never from the last result: the 31st stays the 31st where there is one."""
    for number in range(1, rounds + 1):
        later = add_span(day, Span(number, "month"))
        assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(SOME_DAYS, SOME_DAYS, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_a_later_day_never_leads_to_an_earlier_one(one: date, other: date, number: int, unit: str) -> None:
    one, other = sorted((one, other))
    span = Span(number, unit)  # type: ignore[arg-type]  # sampled from the units
    assert one < add_span(one, span) <= add_span(other, span)


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_the_calendar_ends_without_a_crash(unit: str) -> None:
    assert add_span(date(9999, 12, 1), Span(90, unit)) == date.max  # type: ignore[arg-type]  # one of the units
    assert add_span(date(1, 1, 20), Span(-90, unit)) == date.min  # type: ignore[arg-type]  # one of the units


def test_the_plan_rests_on_days_off() -> None:
    plan = Plan(per_day=4, holidays=(date(2026, 5, 1),), away=(Away(first=date(2026, 7, 6), last=date(2026, 7, 10)),))
    assert capacity_on(date(2026, 4, 30), plan) == 4
    assert capacity_on(date(2026, 5, 1), plan) == 0
    assert capacity_on(date(2026, 5, 2), plan) == 0  # a Saturday
    assert [capacity_on(date(2026, 7, day), plan) for day in (3, 6, 10, 13)] == [4, 0, 0, 4]
