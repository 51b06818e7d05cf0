"""What follows an interview, told as stories: which step on which day, and what stands for it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.records import Contact, Interaction, Interview, Round
from followup_tui.model.settings import Cadences, Interviews, Plan
from followup_tui.model.words import Direction, Outcome, Permission, Status
from followup_tui.rules.aftermath import StepKind, horizon, steps_after
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.today import Kind, todays_list
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import Verdict, encounters, verdict
from tests.strategies import FIGURES, SOME_DAYS

END = date(2026, 3, 2)
IN, OUT, BOTH = Direction.IN, Direction.OUT, Direction.BOTH
THANK, ANSWER, TELL, WORD = StepKind

Rows = tuple[tuple[int, Direction], ...]


def stands(
    days: int,
    outcome: Outcome,
    *rows: tuple[int, Direction],
    figures: Interviews | None = None,
    permission: Permission = Permission.NOT_ASKED,
    **fields: object,
) -> Verdict:
    """Where Ann stands so many days after the end; `rows` are messages, by days after it too."""
    ann = Contact(**{"id": 1, "name": "Ann Lee", "added_on": date(2025, 1, 1), **fields})  # type: ignore[arg-type]  # fields of a contact
    round_of = (Round(on=END, contacts=(1,)),) if outcome is Outcome.OPEN else ()
    ended = None if outcome is Outcome.OPEN else END
    held = Interview(
        id=7, company=1, contacts=(1,), began=date(2026, 1, 1), ended=ended, outcome=outcome, rounds=round_of,
        permission=permission,
    )  # fmt: skip
    as_of = END + timedelta(days=days)
    touched = [
        Interaction(id=number, on=END + timedelta(days=on), direction=way, contacts=(1,))
        for number, (on, way) in enumerate(rows, start=1)
    ]
    touches = touches_of(touched, as_of)
    return verdict(ann, touches, encounters([held], as_of).get(1), Cadences(), as_of, figures or Interviews())


def step(days: int, outcome: Outcome, *rows: tuple[int, Direction], **more: object) -> StepKind | None:
    """The step that is to be done on that day, None when none is due."""
    found = stands(days, outcome, *rows, **more)  # type: ignore[arg-type]  # as above
    due = found.step and found.step.opens <= END + timedelta(days=days)
    assert found.days_overdue == 0
    assert found.status is Status.DUE or not due
    return found.step.kind if due and found.step else None


def test_a_rejection_is_answered_within_a_week_and_remembered_after_30_and_90_days() -> None:
    asked = {day: step(day, Outcome.REJECTED) for day in range(140)}
    answer = [day for day, kind in asked.items() if kind is ANSWER]
    words = [day for day, kind in asked.items() if kind is WORD]
    assert answer == list(range(15))
    assert words == [*range(30, 45), *range(90, 105)]
    first = stands(0, Outcome.REJECTED)
    assert (first.opens, first.latest) == (END, END + timedelta(days=7))


def test_the_whole_plan_when_everything_is_done_in_time() -> None:
    """Answered on day 3, a word on day 31, one on day 92; then the ordinary window."""
    done = ((3, OUT), (31, OUT), (32, IN), (92, OUT))
    assert step(2, Outcome.RUNNER_UP, *done) is ANSWER
    later = stands(4, Outcome.RUNNER_UP, *done)
    assert (later.status, later.opens, later.latest) == (Status.LATER, date(2026, 4, 1), date(2026, 4, 15))
    assert step(30, Outcome.RUNNER_UP, *done) is WORD
    assert step(33, Outcome.RUNNER_UP, *done[:2], (32, IN), (33, OUT)) is None
    assert step(90, Outcome.RUNNER_UP, *done[:2], (32, IN), (33, OUT)) is WORD
    last = stands(93, Outcome.RUNNER_UP, *done)
    assert (last.step, last.anchor) == (None, END + timedelta(days=92))
    assert last.opens == date(2026, 9, 2)


@pytest.mark.parametrize("outcome", [Outcome.ROLE_CLOSED, Outcome.NO_REPLY])
def test_without_an_answer_from_them_there_is_none_to_give(outcome: Outcome) -> None:
    assert [step(day, outcome) for day in (0, 14, 30, 44, 45, 90, 105)] == [None, None, WORD, WORD, None, WORD, None]


@pytest.mark.parametrize("outcome", [Outcome.HIRED, Outcome.WITHDREW, Outcome.OFFER_EXPIRED])
def test_after_other_endings_only_the_window_is_left(outcome: Outcome) -> None:
    assert {stands(day, outcome).step for day in (0, 1, 30, 90)} == {None}


def test_a_round_is_thanked_for_within_a_day_even_when_the_talk_itself_was_logged() -> None:
    open_one = Outcome.OPEN
    assert [step(day, open_one) for day in (0, 1, 14, 15)] == [THANK, THANK, THANK, None]
    assert step(0, open_one, (0, BOTH)) is THANK
    assert step(0, open_one, (0, OUT)) is None
    assert step(2, open_one, (1, BOTH)) is None
    assert stands(1, open_one).latest == END + timedelta(days=1)
    late = stands(5, open_one)
    assert (late.status, late.latest) == (Status.DUE, date(2026, 9, 2)), "late thanks are due, and nothing is red"


def test_only_those_who_held_the_round_are_thanked() -> None:
    held = Interview(
        id=7, company=1, contacts=(1, 2, 3), began=date(2026, 2, 1),
        rounds=(Round(on=date(2026, 2, 20), contacts=(1,)), Round(on=END, contacts=(2,))),
    )  # fmt: skip
    met = encounters([held], END)
    assert [met[one].round_held for one in (1, 2, 3)] == [True, True, False]
    assert [met[one].on for one in (1, 2, 3)] == [date(2026, 2, 20), END, END]


def test_an_end_that_is_still_to_come_is_not_known_yet() -> None:
    held = Interview(
        id=7, company=1, contacts=(1,), ended=END, outcome=Outcome.REJECTED, rounds=(Round(on=date(2026, 2, 20)),)
    )
    before = encounters([held], date(2026, 3, 1))[1]
    assert (before.outcome, before.on, before.round_held) == (Outcome.OPEN, date(2026, 2, 20), True)
    assert encounters([held], END)[1].outcome is Outcome.REJECTED


def test_an_offer_declined_is_told_in_two_days_and_kept_warm_every_three_months_if_they_agreed() -> None:
    declined = Outcome.OFFER_DECLINED
    assert [step(day, declined) for day in (0, 2, 14, 15, 30)] == [TELL, TELL, TELL, None, None]
    assert stands(0, declined).latest == END + timedelta(days=2)
    told = stands(10, declined, (1, OUT))
    assert (told.step, told.cadence, told.cadence_from) == (None, "3-6 months", "default")
    agreed = stands(10, declined, (1, OUT), permission=Permission.GIVEN)
    assert (agreed.cadence, agreed.cadence_from) == ("3-4 months", "outcome offer-declined, as agreed")
    assert (agreed.opens, agreed.latest) == (date(2026, 6, 3), date(2026, 7, 3))
    own = stands(10, declined, permission=Permission.GIVEN, cadence="1 year")
    assert (own.cadence, own.cadence_from) == ("1 year", "contact")
    ordinary = stands(10, declined, permission=Permission.GIVEN, figures=Interviews(agreed=""))
    assert ordinary.cadence_from == "default"


def test_a_touch_of_ours_within_two_weeks_stands_for_a_gentle_word() -> None:
    closed = Outcome.ROLE_CLOSED
    assert step(30, closed, (15, OUT)) is WORD
    assert step(30, closed, (16, BOTH)) is None
    assert step(30, closed, (28, IN), (29, OUT)) is None
    assert step(30, closed, (16, OUT), figures=Interviews(quiet="1 week")) is WORD


def test_who_does_not_answer_hears_no_gentle_word() -> None:
    assert step(30, Outcome.REJECTED, (2, OUT)) is WORD
    assert step(30, Outcome.REJECTED, (2, OUT), (9, OUT)) is None
    assert step(30, Outcome.REJECTED, (2, OUT), (9, OUT), (10, IN), (10, OUT)) is WORD


def test_a_cadence_chosen_for_somebody_takes_the_place_of_gentle_words() -> None:
    assert step(30, Outcome.REJECTED, cadence="6-12 months") is None
    assert step(30, Outcome.REJECTED, tags=("loose",)) is None
    assert step(3, Outcome.REJECTED, cadence="6-12 months") is ANSWER
    assert stands(3, Outcome.REJECTED, cadence="none").step is None
    slow = Interviews(answer="4 weeks", words=("1 week",))
    assert step(20, Outcome.REJECTED, figures=slow) is ANSWER, "whatever comes first, what is left is asked for"
    often = stands(3, Outcome.REJECTED, cadence="2 days")
    assert often.step
    assert often.step.kind is ANSWER
    assert often.latest == END + timedelta(days=3), "the ordinary window closes first"


def test_a_gentle_word_that_closes_after_the_ordinary_window_is_none() -> None:
    found = stands(50, Outcome.REJECTED, (0, OUT), figures=Interviews(words=("6-7 months", "60-70 days")))
    assert (found.status, found.opens) == (Status.LATER, date(2026, 5, 1))
    assert stands(60, Outcome.REJECTED, (0, OUT), figures=Interviews(words=("2 months",))).latest == date(2026, 5, 17)
    assert stands(80, Outcome.REJECTED, (0, OUT), figures=Interviews(words=("7-8 months",))).step is None


@given(FIGURES, st.sampled_from(Outcome), SOME_DAYS, st.booleans())
def test_nothing_is_left_beyond_the_horizon(figures: Interviews, outcome: Outcome, on: date, held: bool) -> None:
    steps = steps_after(on, outcome, figures, round_held=held)
    assert all(on <= one.opens <= one.latest <= one.lapses for one in steps)
    assert all((one.lapses - on).days <= horizon(figures) for one in steps)


def test_a_courtesy_is_on_the_days_list_however_full_it_is_and_a_snooze_hides_it() -> None:
    found = stands(1, Outcome.REJECTED)
    ann = Contact(id=1, name="Ann Lee")
    day = END + timedelta(days=1)

    def planned(one: Verdict) -> tuple[Kind, ...]:
        plan = Plan(per_day=1, holidays=(day,))
        roster = Roster(day, [Listed(ann, one, written_to=False)])
        today = todays_list(roster, {1: ann}, [], lambda _: {}, plan)
        return tuple(entry.kind for entry in (*today.planned, *today.waiting))

    assert planned(found) == (Kind.INTERVIEW,)
    assert planned(stands(1, Outcome.REJECTED, snoozed_until=date(2027, 1, 1))) == ()
    assert planned(stands(30, Outcome.REJECTED)) == (Kind.CHECK_IN,)
