"""Dates of which only a part is known, and birthdays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.partial_date import birthday_in, birthday_parts, first_day, is_partial_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", date(2021, 1, 1)),
        ("2021-05", date(2021, 5, 1)),
        ("2021-05-03", date(2021, 5, 3)),
        ("2021-13", None),
        ("2021-02-30", None),
        ("2021-5", None),
        ("0000", None),
        ("٢٠٢١", None),
        ("2021\n", None),
        ("", None),
    ],
)
def test_the_first_day_it_may_mean(text: str, day: date | None) -> None:
    assert first_day(text) == day
    assert is_partial_date(text) is (day is not None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1984-02-03", (1984, 2, 3)),
        ("--02-03", (None, 2, 3)),
        ("--02-29", (None, 2, 29)),
        ("1983-02-29", None),
        ("0000-02-03", None),
        ("02-03", None),
        ("--13-01", None),
    ],
)
def test_birthdays(text: str, parts: tuple[int | None, int, int] | None) -> None:
    assert birthday_parts(text) == parts


def test_a_birthday_on_a_leap_day_is_kept_every_year() -> None:
    assert [birthday_in("--02-29", year) for year in (2023, 2024, 2100)] == [
        date(2023, 2, 28), date(2024, 2, 29), date(2100, 2, 28),
    ]  # fmt: skip


@given(st.dates(), st.integers(1, 9999))
def test_everybody_has_one_birthday_a_year(born: date, year: int) -> None:
    day = birthday_in(f"--{born.month:02}-{born.day:02}", year)
    assert day is not None
    assert (day.month, day.day) == (born.month, born.day) or (born.month, born.day, day.day) == (2, 29, 28)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    first_day(text)
    birthday_in(text, 2025)
