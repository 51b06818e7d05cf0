"""Statistics: what counts as answered, and what may be said of few."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.records import Interaction
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.stats import FIRST, LONGEST, Share, gap_name, sent_to, wilson
from tests.strategies import interactions

DAY = date(2026, 1, 1)
AS_OF = date(2026, 11, 23)


def a_touch(days: int, direction: Direction, channel: Channel = Channel.EMAIL) -> Interaction:
    return Interaction(id=days + 1, on=DAY + timedelta(days), direction=direction, channel=channel, contacts=(1,))


@pytest.mark.parametrize(
    ("touches", "answered"),
    [
        ([a_touch(0, Direction.OUT), a_touch(30, Direction.IN)], [True]),
        ([a_touch(0, Direction.OUT), a_touch(31, Direction.IN)], [False]),
        ([a_touch(0, Direction.OUT), a_touch(9, Direction.OUT), a_touch(10, Direction.IN)], [False, True]),
        ([a_touch(0, Direction.OUT), a_touch(5, Direction.BOTH, Channel.CALL)], [True]),
        ([a_touch(0, Direction.BOTH, Channel.CALL), a_touch(5, Direction.IN)], []),
    ],
)
def test_a_message_is_answered_by_a_word_of_theirs_within_a_month_and_before_our_next(
    touches: list[Interaction], answered: list[bool]
) -> None:
    assert [one.answered for one in sent_to(1, touches, AS_OF)] == answered


def test_a_message_of_this_month_is_no_failure_yet() -> None:
    fresh = Interaction(id=1, on=AS_OF - timedelta(30), direction=Direction.OUT, contacts=(1,))
    assert sent_to(1, [fresh], AS_OF) == []
    assert len(sent_to(1, [fresh], AS_OF + timedelta(1))) == 1


def test_silences_have_names() -> None:
    days = (None, 0, 30, 31, 183, 184, 1096, 1097)
    names = [FIRST, "up to 1 month", "up to 1 month", "1-3 months", "3-6 months", "6-12 months", "1-3 years", LONGEST]
    assert [gap_name(one) for one in days] == names


@given(
    st.lists(interactions(), max_size=12, unique_by=lambda one: one.id), st.dates(date(2019, 1, 1), date(2029, 12, 31))
)
def test_counting_never_depends_on_the_order_of_the_file(touches: list[Interaction], as_of: date) -> None:
    assert sent_to(1, touches, as_of) == sent_to(1, touches[::-1], as_of)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_narrows_with_more(hits: int, misses: int) -> None:
    of = hits + misses
    low, high = wilson(hits, of)
    assert 0 <= low <= (hits / of if of else 0.5) <= high <= 1
    wider = wilson(hits, of) if of else (0.0, 1.0)
    narrow = wilson(hits * 4, of * 4)
    assert narrow[1] - narrow[0] <= wider[1] - wider[0] + 1e-9


def test_the_interval_is_that_of_the_textbook() -> None:
    """E. B. Wilson's interval for 7 of 10, as statistical tables print it."""
    assert wilson(7, 10) == pytest.approx((0.3968, 0.8922), abs=1e-4)
    assert not Share("email", 9, 9).enough
