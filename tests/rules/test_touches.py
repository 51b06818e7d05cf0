"""What interactions say about two people: when, who wrote last, who waits."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.records import Interaction
from followup_tui.model.words import Direction
from followup_tui.rules.touches import NO_TOUCHES, touches_of
from tests.strategies import LAST_DAY, touches_in_any_order

DAY = date(2025, 6, 1)
IN, OUT, BOTH = Direction.IN, Direction.OUT, Direction.BOTH


def story(*steps: tuple[int, Direction]) -> list[Interaction]:
    """Interactions recorded as they happened, so many days before `DAY`."""
    return [
        Interaction(id=number, on=DAY - timedelta(days=ago), direction=direction, contacts=(1,))
        for number, (ago, direction) in enumerate(steps, start=1)
    ]


def test_nothing_happened() -> None:
    assert touches_of([], DAY) == NO_TOUCHES


def test_notes_and_the_future_do_not_count() -> None:
    note = Interaction(id=1, on=DAY, contacts=(1,), counts=False)
    coming = Interaction(id=2, on=DAY + timedelta(days=1), contacts=(1,))
    assert touches_of([note, coming], DAY) == NO_TOUCHES


def test_who_wrote_when() -> None:
    touches = touches_of(story((30, OUT), (20, IN), (10, OUT)), DAY)
    assert (touches.last, touches.last_direction) == (DAY - timedelta(days=10), OUT)
    assert (touches.last_in, touches.last_out) == (DAY - timedelta(days=20), DAY - timedelta(days=10))
    assert (touches.number, touches.unanswered, touches.owes_since) == (3, 1, None)


def test_their_first_message_after_our_last_word_waits() -> None:
    touches = touches_of(story((30, OUT), (20, IN), (10, IN)), DAY)
    assert touches.owes_since == DAY - timedelta(days=20)
    assert touches.unanswered == 0


def test_a_talk_settles_what_was_open_on_both_sides() -> None:
    assert touches_of(story((30, IN), (20, BOTH)), DAY).owes_since is None
    assert touches_of(story((30, OUT), (25, OUT), (20, BOTH)), DAY).unanswered == 0


def test_two_messages_on_one_day_are_one_attempt() -> None:
    assert touches_of(story((9, OUT), (9, OUT)), DAY).unanswered == 1
    assert touches_of(story((9, OUT), (9, OUT), (3, OUT)), DAY).unanswered == 2


def test_our_answer_on_the_same_day_is_an_answer() -> None:
    assert touches_of(story((9, IN), (9, OUT)), DAY).owes_since is None
    assert touches_of(story((9, OUT), (9, IN)), DAY).owes_since == DAY - timedelta(days=9)


@given(touches_in_any_order())
def test_the_order_in_which_they_are_read_does_not_matter(rows: list[Interaction]) -> None:
    assert touches_of(rows, LAST_DAY) == touches_of(list(reversed(rows)), LAST_DAY)


@given(touches_in_any_order(), st.sampled_from(Direction))
def test_a_new_touch_is_the_last_word(rows: list[Interaction], direction: Direction) -> None:
    touches = touches_of([*rows, Interaction(id=99, on=LAST_DAY, direction=direction, contacts=(1,))], LAST_DAY)
    assert touches.last == LAST_DAY
    assert (touches.owes_since is None) is (direction is not IN)
    assert (touches.unanswered > 0) is (direction is OUT)
    assert touches.number == len(rows) + 1
