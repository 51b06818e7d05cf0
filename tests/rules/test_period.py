"""Several days in a row, as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.rules.period import parse_period, period_words
from followup_tui.rules.when import BadWhen

MONDAY = date(2026, 8, 10)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3-17 August", "2026-08-03", "2026-08-17"),  # it is on now
        ("1-5 aug", "2027-08-01", "2027-08-05"),
        ("3-17aug", "2026-08-03", "2026-08-17"),
        ("20dec-5jan 2027", "2026-12-20", "2027-01-05"),
        ("Aug 3 to 17 2027", "2027-08-03", "2027-08-17"),
        ("from 3 aug – 17 aug", "2026-08-03", "2026-08-17"),
        ("20 Dec to 5 Jan", "2026-12-20", "2027-01-05"),
        ("20 dec 2026 - 5 jan", "2026-12-20", "2027-01-05"),
        ("2026-08-03 2026-08-17", "2026-08-03", "2026-08-17"),
        ("2026-08-03..2026-08-17", "2026-08-03", "2026-08-17"),
        ("next mon 2w", "2026-08-17", "2026-08-30"),
        ("12 aug for 3 days", "2026-08-12", "2026-08-14"),
        ("2w", "2026-08-10", "2026-08-23"),
        ("mon - fri", "2026-08-17", "2026-08-21"),
        ("until 20 aug", "2026-08-10", "2026-08-20"),
        ("next week", "2026-08-17", "2026-08-23"),
        ("next month", "2026-09-01", "2026-09-30"),
        ("february", "2027-02-01", "2027-02-28"),
        ("fri", "2026-08-14", "2026-08-14"),
    ],
)
def test_a_period_is_read_as_it_is_meant(text: str, first: str, last: str) -> None:
    assert parse_period(text, MONDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("17-3 aug", "before it begins"), ("2026-08-01 2026-08-02", "was over on 2026-08-02"),
        ("2 years", "at most 366"), ("3-17", "write it like 3-17 August"), ("30-31 feb", "not a day"),
        ("", "write it like"), ("5/8", "write it like"),
        ("dec 9999", "outside the years"), ("aug 1800", "outside the years"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_what_to_write(text: str, why: str) -> None:
    with pytest.raises(BadWhen, match=why):
        parse_period(text, MONDAY)


@given(st.integers(0, 500), st.integers(0, 364))
def test_what_is_said_is_read_again(start: int, days: int) -> None:
    """The words of a time to come mean the same days, years left out included."""
    first = MONDAY + timedelta(days=start)
    last = first + timedelta(days=days)
    assert parse_period(period_words(first, last, MONDAY), MONDAY) == (first, last)
