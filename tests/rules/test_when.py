"""Days as people write them."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import day_words, weekday_words
from tests.strategies import SOME_DAYS

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "future", "past"),
    [
        ("2026-03-01", date(2026, 3, 1), date(2026, 3, 1)),
        ("today", MONDAY, MONDAY),
        ("Yesterday", date(2026, 11, 22), date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24), date(2026, 11, 24)),
        ("-3d", date(2026, 11, 20), date(2026, 11, 20)),
        ("+3d", date(2026, 11, 26), date(2026, 11, 26)),
        ("2w", date(2026, 12, 7), date(2026, 11, 9)),
        ("3 months", date(2027, 2, 23), date(2026, 8, 23)),
        ("3 months ago", date(2026, 8, 23), date(2026, 8, 23)),
        ("in 3 months", date(2027, 2, 23), date(2027, 2, 23)),
        ("next week", date(2026, 11, 30), date(2026, 11, 30)),
        ("last month", date(2026, 10, 23), date(2026, 10, 23)),
        ("next tue", date(2026, 11, 24), date(2026, 11, 24)),
        ("tue", date(2026, 11, 24), date(2026, 11, 17)),
        ("mon", date(2026, 11, 30), date(2026, 11, 16)),
        ("last monday", date(2026, 11, 16), date(2026, 11, 16)),
        ("on Thursday", date(2026, 11, 26), date(2026, 11, 19)),
        ("1 Mar", date(2027, 3, 1), date(2026, 3, 1)),
        ("Mar 1", date(2027, 3, 1), date(2026, 3, 1)),
        ("1mar", date(2027, 3, 1), date(2026, 3, 1)),
        ("1st march", date(2027, 3, 1), date(2026, 3, 1)),
        ("3 sept 2025", date(2025, 9, 3), date(2025, 9, 3)),
        ("Aug 3, 2025", date(2025, 8, 3), date(2025, 8, 3)),
        ("Mon 23 Nov", MONDAY, MONDAY),
        ("23 nov", MONDAY, MONDAY),
        ("29 feb", date(2028, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_day_is_the_coming_one_in_a_snooze_and_the_last_one_in_a_log(text: str, future: date, past: date) -> None:
    assert parse_when(text, MONDAY, "future") == future
    assert parse_when(text, MONDAY, "past") == past


@pytest.mark.parametrize("text", ["3/4", "03/04/2026", "3.4", "3.4.26"])
def test_what_can_be_read_in_two_ways_is_asked_again(text: str) -> None:
    with pytest.raises(BadWhen, match="two ways"):
        parse_when(text, MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2026-02-30", "2026-13-01", "31 feb", "5 decks", "marble 3", "1 mayor", "frisbee", "next", "0d",
        "next 3 weeks ago", "9999y", "2w 3d", "12:30", "now and then", "-", "mon 27 nov", "monday\nfriday",
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_in_one_line_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(BadWhen) as told:
        parse_when(text, MONDAY)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(".")


def test_a_slip_of_the_finger_does_not_lead_to_another_century() -> None:
    with pytest.raises(BadWhen, match="1900 to 2200"):
        parse_when("0206-03-01", MONDAY)


@given(st.text(max_size=20), SOME_DAYS, st.sampled_from(["past", "future"]))
def test_any_text_is_a_day_or_refused(text: str, as_of: date, prefer: Literal["past", "future"]) -> None:
    with suppress(BadWhen):
        parse_when(text, as_of, prefer)


@given(SOME_DAYS, SOME_DAYS)
def test_a_day_as_the_screen_says_it_can_be_typed(day: date, as_of: date) -> None:
    """`snooze` answers with "Fri 27 Nov"; whoever types that back means the same day."""
    assert parse_when(day.isoformat(), as_of) == day
    if day.year != as_of.year:
        assert parse_when(day_words(day, as_of), as_of) == day
    elif day >= as_of:
        assert parse_when(day_words(day, as_of), as_of, "future") == day
        assert parse_when(weekday_words(day, as_of), as_of, "future") == day
    else:
        assert parse_when(day_words(day, as_of), as_of, "past") == day


@given(SOME_DAYS, st.integers(1, 400), st.sampled_from(["d", "w"]))
def test_back_and_forth(as_of: date, number: int, unit: str) -> None:
    days = timedelta(days=number * (7 if unit == "w" else 1))
    assert parse_when(f"{number}{unit}", as_of, "future") == as_of + days
    assert parse_when(f"{number}{unit}", as_of, "past") == as_of - days
    assert parse_when(f"-{number} {unit}", as_of, "future") == as_of - days
