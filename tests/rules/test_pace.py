"""What a pace keeps, and what is suggested before it breaks."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.settings import WEEKDAYS, PaceChange, Plan, Weekday
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.pace import keeps, pace_of, pace_words, workdays_words
from followup_tui.rules.pace_changes import with_pace
from followup_tui.rules.planner import Job, PlanAhead, plan_ahead
from followup_tui.rules.verdict import window_after
from tests.rules.test_rounds import rounds

START = date(2026, 11, 23)
PLAN = Plan()
USUAL, LOOSE = "3-6 months", "6-12 months"


@pytest.mark.parametrize(
    ("per_day", "holidays", "cadence", "people"),
    [
        (3, (), USUAL, 390),
        (3, (), LOOSE, 780),
        (1, (), "10-14 days", 10),
        (3, tuple(date(2026, 6, day) for day in range(1, 6)), "6-12 months", 765),
        (3, (date(2026, 6, 6),), USUAL, 390),  # a Saturday
    ],
)
def test_a_pace_keeps_as_many_as_it_has_places(
    per_day: int, holidays: tuple[date, ...], cadence: str, people: int
) -> None:
    read = parse_cadence(cadence)
    assert read
    assert keeps(per_day, PLAN.workdays, holidays, read) == people


def said(windows: Sequence[tuple[int, int]], cadences: Sequence[str], weeks: int = 26) -> tuple[PlanAhead, list[str]]:
    """The sentences on people with these windows, in days from the first."""
    work = [
        Job(number, START + timedelta(days=first), START + timedelta(days=last))
        for number, (first, last) in enumerate(windows)
    ]

    def planned(capacity: Callable[[date], int]) -> PlanAhead:
        return plan_ahead(work, capacity, (), PLAN.courtesy_days, START, weeks)

    ahead = planned(lambda day: capacity_on(day, PLAN))
    return ahead, pace_words(pace_of(cadences, PLAN, USUAL, LOOSE, ahead, planned), ahead, LOOSE)


def test_what_the_long_run_takes_replaces_the_pace_that_would_last() -> None:
    """A change that comes later would else end it again."""
    since = START + timedelta(days=98)
    plan = replace(PLAN, per_day=8, changes=(PaceChange(since=since, per_day=4),))

    def planned(capacity: Callable[[date], int]) -> PlanAhead:
        return plan_ahead([], capacity, (), plan.courtesy_days, START, 26)

    ahead = planned(lambda day: capacity_on(day, plan))
    advice = pace_of([USUAL] * 1000, plan, USUAL, LOOSE, ahead, planned).advice
    assert advice
    assert (advice.per_day, advice.since) == (8, since)
    assert with_pace(plan, 8, advice.since, START).changes == ()


def test_more_people_than_the_pace_keeps_are_told_two_ways_out() -> None:
    ahead, words = said([(0, 182)] * 412, [USUAL] * 412)
    assert words[0] == "3 a day, Monday to Friday, keeps about 390 people at 6 months; you have 412."
    assert ahead.breaks_on is None
    assert words[2:] == [
        "In the long run it takes 4 a day.",
        "Or the tag loose (6-12 months) for 44 more people: then 3 a day will do in the long run.",
    ]
    assert 368 / 390 + 44 / 780 <= 1 < 369 / 390 + 43 / 780


def test_windows_that_close_together_break_the_plan_on_a_day_and_a_later_start_is_in_time() -> None:
    """Ten work days hold 30 of 36 people: the faster pace can wait until then, and no longer."""
    ahead, words = said([(84, 97)] * 36, [USUAL] * 36)
    assert ahead.breaks_on == date(2027, 2, 28)
    assert words[1] == "On Sun 28 Feb 2027 the first window closes with nobody written to."
    assert words[2] == "To keep every window: 4 a day from February."


def test_a_pace_that_keeps_everybody_is_left_alone() -> None:
    _, words = said([(0, 182)] * 100, [USUAL] * 100)
    assert words[1:] == ["No window closes unserved in these 26 weeks."]


def test_what_no_pace_can_mend_does_not_hide_what_one_can() -> None:
    """One window opens and closes on a Saturday; 36 others need four a day."""
    _, words = said([(5, 5)] + [(84, 97)] * 36, [USUAL] * 37)
    assert words[2] == "To keep every other window: 4 a day from February."


def test_a_wave_is_worked_off_and_no_pace_is_asked_for_that_nobody_keeps() -> None:
    _, words = said([(0, 1)] * 90, [USUAL] * 90)
    assert words[2:] == [
        "Too much comes at once to keep every window. Each day keeps first whom it still can; "
        "what room is left goes to the late."
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (WEEKDAYS, "every day"),
        (("mon", "wed", "fri"), "Monday, Wednesday and Friday"),
        (("sat", "sun"), "Saturday and Sunday"),
        (("tue", "wed", "thu"), "Tuesday to Thursday"),
        (("mon",), "Mondays"),
    ],
)
def test_work_days_are_said_as_people_say_them(days: tuple[Weekday, ...], words: str) -> None:
    assert workdays_words(days) == words


def regulars(number: int, words: str, per_day: int) -> list[Job]:
    """So many people who were written to so many a work day until now, those longest ago first."""
    cadence = parse_cadence(words)
    assert cadence
    days = [START - timedelta(days=step) for step in range(1, 800)]
    work = [day for day in days if day.weekday() < 5]
    windows = [window_after(work[place // per_day], cadence) for place in range(number)]
    return [
        Job(place, max(one.opens, START), one.latest, cadence=cadence) for place, one in enumerate(windows)
    ]  # fmt: skip


@pytest.mark.parametrize(("per_day", "cadence"), [(3, USUAL), (2, LOOSE), (1, "2-4 months")])
def test_what_a_pace_keeps_it_keeps_round_after_round_and_not_many_more(per_day: int, cadence: str) -> None:
    """Within three in a hundred: a window that closes at a weekend is a day or two shorter."""
    plan, read = Plan(per_day=per_day), parse_cadence(cadence)
    assert read
    kept = keeps(per_day, plan.workdays, (), read)
    breaks = [
        plan_ahead(
            regulars(number, cadence, per_day), partial(capacity_on, plan=plan), (), 0, START, 104
        ).breaks_on
        for number in (floor(kept * 0.97), ceil(kept * 1.03))
    ]  # fmt: skip
    assert (breaks[0], breaks[1] is not None) == (None, True)


@settings(max_examples=40, deadline=None)
@given(rounds(30), st.integers(1, 3), st.lists(st.tuples(st.integers(1, 60), st.integers(1, 5)), max_size=1))
def test_a_pace_that_is_advised_does_what_it_promises(
    work: list[Job], per_day: int, changes: list[tuple[int, int]]
) -> None:
    """Taken, no window closes unserved within the weeks in any round but those of which it says so."""
    later = tuple(PaceChange(since=START + timedelta(days=day), per_day=size) for day, size in changes)
    plan = Plan(per_day=per_day, changes=later)

    def planned(capacity: Callable[[date], int]) -> PlanAhead:
        return plan_ahead(work, capacity, (), PLAN.courtesy_days, START, 10)

    ahead = planned(partial(capacity_on, plan=plan))
    pace = pace_of([str(one.cadence or "none") for one in work], plan, USUAL, LOOSE, ahead, planned)
    advice = pace.advice
    if advice is None or advice.per_day is None or advice.at_once:
        assert ahead.breaks_on is None or "To keep" not in " ".join(pace_words(pace, ahead, LOOSE))
        return
    taken = with_pace(plan, advice.per_day, advice.since if advice.since > START else None, START)
    after = planned(lambda day: capacity_on(day, taken if day > START else plan))
    assert after.unserved <= advice.lost
    if not advice.lost:
        assert after.breaks_on is None


def test_people_at_a_weekly_cadence_take_their_places_every_week_and_the_day_it_breaks_is_found() -> None:
    """Ten of them fill two a day; ninety others need one more, which the next touches alone would not show."""
    weekly, usual = parse_cadence("1w"), parse_cadence(USUAL)
    work = [
        Job(number, day := START + timedelta(days=number // 2), day, cadence=weekly) for number in range(10)
    ]  # fmt: skip
    work += [Job(10 + number, START, START + timedelta(days=140), cadence=usual) for number in range(90)]
    plan = Plan(per_day=2)

    def planned(capacity: Callable[[date], int]) -> PlanAhead:
        return plan_ahead(work, capacity, (), 0, START, 26)

    ahead = planned(partial(capacity_on, plan=plan))
    assert ahead.breaks_on == START + timedelta(days=140)
    words = pace_words(pace_of(["1w"] * 10 + [USUAL] * 90, plan, USUAL, LOOSE, ahead, planned), ahead, LOOSE)
    assert words[1:3] == [
        "On Mon 12 Apr 2027 the first window closes with nobody written to.",
        "To keep every window: 3 a day from December.",
    ]
    alone = plan_ahead([one._replace(cadence=None) for one in work], partial(capacity_on, plan=plan), (), 0, START, 26)
    assert alone.breaks_on is None
