"""Ids: ordered, exact in every JSON reader, and short enough to type."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.ids import EPOCH, IdSource, from_short, short, with_prefix

NUMBERS = st.integers(0, 2**53 - 1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2088, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 naive bounds are what the strategy takes


@given(NUMBERS)
def test_the_short_form_reads_back(number: int) -> None:
    assert from_short(short(number)) == number
    assert from_short(short(number).lower()) == number
    assert not set(short(number)) & set("ILOU")


@pytest.mark.parametrize(("typed", "meant"), [("o1l", "011"), ("OIL", "011"), ("a-b", "AB")])
def test_letters_that_look_alike_read_alike(typed: str, meant: str) -> None:
    assert from_short(typed) == from_short(meant)


@pytest.mark.parametrize("text", ["", "-", "--", "u", "ann lee", "ä", "1.5", "+1"])
def test_what_is_no_id_gives_none(text: str) -> None:
    assert from_short(text) is None


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    number = from_short(text)
    assert number is None or number >= 0
    with_prefix(text, [1, 2**40, 2**53 - 1])


@given(st.lists(MOMENTS, min_size=1, max_size=30), st.integers())
def test_ids_rise_whatever_the_clock_does_and_stay_below_two_to_the_53(moments: list[datetime], seed: int) -> None:
    source = IdSource(Random(seed))
    drawn = [source.next(moment) for moment in moments]
    assert drawn == sorted(set(drawn))
    assert drawn[-1] < 2**53


def test_later_moments_have_larger_ids_on_another_machine_too() -> None:
    moment = EPOCH + timedelta(days=2000)
    one, other = IdSource(Random(1)), IdSource(Random(2))
    assert one.next(moment) < other.next(moment + timedelta(milliseconds=1))


@given(st.sets(NUMBERS, min_size=1, max_size=20))
def test_a_whole_short_form_is_a_prefix_of_itself(numbers: set[int]) -> None:
    for number in numbers:
        assert number in with_prefix(short(number), numbers)


@given(st.sets(st.integers(2**40, 2**53 - 1), min_size=1, max_size=20), st.integers(1, 9))
def test_a_prefix_finds_exactly_those_that_begin_with_it(numbers: set[int], length: int) -> None:
    wanted = short(min(numbers))[:length]
    assert set(with_prefix(wanted.lower(), numbers)) == {one for one in numbers if short(one).startswith(wanted)}
