"""How days and lengths of time are said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.rules.wording import ago, counted, day_words, length_words, quoted, shortened, weekday_words
from tests.strategies import SOME_DAYS

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (1, "1 day"), (20, "20 days"), (21, "3 weeks"), (59, "8 weeks"), (60, "2 months"),
        (364, "12 months"), (365, "12 months"), (394, "12 months"), (396, "13 months"), (729, "23 months"),
        (730, "2 years"), (1095, "3 years"), (1825, "4 years"), (1826, "5 years"), (2008, "5 years"), (2190, "5 years"),
    ],
)  # fmt: skip
def test_lengths(days: int, words: str) -> None:
    assert length_words(days) == words


@given(st.integers(0, 20_000))
def test_a_length_is_said_to_within_a_fifth_and_years_when_they_are_full(days: int) -> None:
    number, unit = length_words(days).split()
    size = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit.rstrip("s")]
    if days < 365:
        assert abs(int(number) * size - days) <= days * 0.2
    else:
        assert -1 < days - int(number) * size < size


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (-1, "yesterday"), (1, "tomorrow"), (-12, "12 days ago"), (21, "in 3 weeks"), (-800, "2 years ago")],
)
def test_ago(days: int, words: str) -> None:
    assert ago(DAY + timedelta(days=days), DAY) == words


def test_the_year_is_said_when_it_is_another_one() -> None:
    assert day_words(date(2026, 8, 12), DAY) == "12 Aug"
    assert day_words(date(2024, 8, 12), DAY) == "12 Aug 2024"
    assert weekday_words(date(2026, 11, 27), DAY) == "Fri 27 Nov"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thanks for the paper. I will read it.", "“Thanks for the paper.”"),
        ("Dr. Smith says hello. Call me.", "“Dr. Smith says hello.”"),
        ("Could we talk? I have news!", "“Could we talk?”"),
        ("one\n\ntwo\tthree", "“one two three”"),
        ("a \x1b]0;title\x07 b", "“a b”"),
        ("word " * 30, "“" + "word " * 11 + "word…”"),
        ("", "“”"),
    ],
)
def test_quotes(text: str, said: str) -> None:
    assert quoted(text) == said


@given(st.text(), st.integers(5, 80))
def test_what_is_shortened_fits_and_begins_like_the_text(text: str, limit: int) -> None:
    line = shortened(text, limit)
    assert len(line) <= limit + 1
    assert len(line.splitlines()) <= 1


@given(SOME_DAYS, SOME_DAYS)
def test_no_sentence_about_days_is_empty(day: date, as_of: date) -> None:
    assert ago(day, as_of)
    assert day_words(day, as_of)


def test_counts() -> None:
    assert [counted(1, "person", "people"), counted(1412, "person", "people"), counted(2, "task")] == [
        "1 person", "1,412 people", "2 tasks",
    ]  # fmt: skip
