"""The planner, held against every other order on small cases."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.rules.planner import Fixed, Job, PlanAhead, plan_ahead
from followup_tui.rules.today import Kind

START = date(2026, 11, 23)
WEEKS = 4
COURTESY = 14


def on(day: int) -> date:
    """So many days after the first."""
    return START + timedelta(days=day)


@st.composite
def jobs(draw: st.DrawFn, most: int, days: int = 6, companies: int = 0, owed: bool = False) -> list[Job]:
    """Windows that open within so many days; some closed before the first."""
    made = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        release = draw(st.integers(0, days))
        deadline = draw(st.integers(-4 if release == 0 else release, days + 2))
        company = draw(st.integers(0, companies))
        made.append(Job(number, on(release), on(deadline), company, owed and draw(st.booleans())))
    return made


@st.composite
def fixed_days(draw: st.DrawFn, companies: int = 0) -> list[Fixed]:
    """A few promises."""
    return [
        Fixed(on(draw(st.integers(0, 30))), draw(st.integers(1, 25)), Kind.TASK, task, draw(st.integers(0, companies)))
        for task in range(1, draw(st.integers(0, 5)) + 1)
    ]


def work_days(size: int, day: date) -> int:
    """Room from Monday to Friday."""
    return size if day.weekday() < 5 else 0


def planned(
    work: Sequence[Job], size: int, fixed: Sequence[Fixed] = (), courtesy: int = 0, weeks: int = WEEKS
) -> PlanAhead:
    """The plan with so many a day."""
    return plan_ahead(work, lambda day: work_days(size, day), fixed, courtesy, START, weeks)


def days_of(plan: PlanAhead) -> dict[int, int]:
    """The day of everybody who has one, counted from the first."""
    return {one.contact: (day.date - START).days for day in plan.days for one in day.planned}


def least_lateness(work: Sequence[Job], size: int) -> int:
    """The greatest lateness of the best of all plans: every choice of a work day for everybody is tried."""
    open_days = [day for day in range(14) if work_days(size, on(day))]
    choices = product(*([day for day in open_days if on(day) >= one.release] for one in work))
    return min(
        (
            max((max(day - (one.deadline - START).days, 0) for day, one in zip(chosen, work, strict=True)), default=0)
            for chosen in choices
            if all(number <= size for number in Counter(chosen).values())
        ),
        default=0,
    )


@settings(max_examples=60, deadline=None)
@given(jobs(4, days=4, companies=2), st.integers(1, 2), st.sampled_from([0, COURTESY]))
def test_no_other_order_has_less_lateness(work: list[Job], size: int, courtesy: int) -> None:
    """Nor does courtesy add any; where all can be in time, all are, and no day breaks."""
    plan = planned(work, size, courtesy=courtesy)
    best = least_lateness(work, size)
    assert plan.most_late == best
    assert set(days_of(plan)) == {one.contact for one in work}
    if best == 0:
        assert plan.breaks_on is None


@settings(deadline=None)
@given(jobs(25, days=20, companies=3, owed=True), fixed_days(companies=3), st.integers(1, 3))
def test_everybody_is_on_exactly_one_day_and_no_day_is_over(work: list[Job], fixed: list[Fixed], size: int) -> None:
    """But for fixed days: they are kept, take room, and may be more than a day holds."""
    plan = planned(work, size, fixed, COURTESY)
    counts = Counter(one.contact for day in plan.days for one in day.planned)
    counts.update(plan.beyond)
    assert set(counts.values()) <= {1}
    assert {one.contact for one in work} <= set(counts)
    kept = Counter((day.date, one.task) for day in plan.days for one in (*day.planned, *day.also) if one.task)
    assert kept == Counter((one.on, one.task) for one in fixed if one.on <= plan.days[-1].date)
    release = {one.contact: one.release for one in work}
    for day in plan.days:
        bound = sum(1 for one in (*day.planned, *day.also) if one.task)
        assert day.load <= max(day.capacity, bound)
        assert all(one.task or release[one.contact] <= day.date for one in day.planned)


@settings(deadline=None)
@given(jobs(25, days=20, companies=3, owed=True), fixed_days(companies=3), st.integers(1, 3))
def test_the_same_people_in_another_order_make_the_same_plan(work: list[Job], fixed: list[Fixed], size: int) -> None:
    plan = planned(work, size, fixed, COURTESY)
    assert plan == planned(work[::-1], size, fixed[::-1], COURTESY)


@settings(deadline=None)
@given(jobs(25, days=20, companies=3), fixed_days(companies=3), st.integers(1, 3), st.sampled_from([0, COURTESY]))
def test_more_room_never_hurts(work: list[Job], fixed: list[Fixed], size: int, courtesy: int) -> None:
    less, more = (planned(work, number, fixed, courtesy, 16) for number in (size, size + 1))
    assert more.most_late <= less.most_late
    assert (more.breaks_on or date.max) >= (less.breaks_on or date.max)


@settings(deadline=None)
@given(jobs(25, days=20, companies=3), st.integers(1, 3))
def test_courtesy_makes_nobody_late_who_need_not_be(work: list[Job], size: int) -> None:
    plain, courteous = (planned(work, size, courtesy=number, weeks=16) for number in (0, COURTESY))
    deadlines = {one.contact: one.deadline for one in work}
    late = [
        {number for number, day in days_of(plan).items() if on(day) > deadlines[number]} for plan in (plain, courteous)
    ]
    assert late[1] <= late[0]
    assert courteous.most_late == plain.most_late
    assert courteous.breaks_on in {plain.breaks_on, None}


@settings(deadline=None)
@given(jobs(25, days=20), st.integers(1, 3))
def test_the_counts_of_a_day_are_those_who_wait_that_morning(work: list[Job], size: int) -> None:
    plan = planned(work, size)
    days = days_of(plan)
    for day in plan.days:
        waiting = [
            one for one in work if one.release <= day.date and on(days.get(one.contact, 1000)) >= day.date
        ]  # fmt: skip
        assert day.overdue == sum(1 for one in waiting if one.deadline < day.date)
        assert day.due == sum(1 for one in waiting if one.deadline >= day.date)


def test_colleagues_are_kept_apart_where_their_windows_allow_it() -> None:
    wide = [Job(number, START, on(120), company=7) for number in range(1, 6)]
    turns = sorted(days_of(planned(wide, 3, courtesy=COURTESY, weeks=20)).values())
    assert turns == [0, 14, 28, 42, 56]
    promise = [Fixed(on(10), 99, Kind.TASK, 1, company=7)]
    days = days_of(planned(wide, 3, promise, COURTESY, weeks=20))
    assert days.pop(99) == 10
    assert min(days.values()) == 24
    lately = plan_ahead(wide[:1], lambda _: 3, (), COURTESY, START, 20, {7: {99: on(-4)}})
    assert days_of(lately) == {1: 10}


def test_a_window_that_leaves_no_room_for_courtesy_comes_before_it() -> None:
    tight = [Job(1, START, on(0), company=7), Job(2, START, on(1), company=7)]
    plan = planned(tight, 1, courtesy=COURTESY)
    assert (days_of(plan), plan.breaks_on) == ({1: 0, 2: 1}, None)


def test_the_overdue_and_the_owed_come_first_and_a_backlog_is_no_break() -> None:
    work = [Job(1, START, on(3)), Job(2, START, on(-40)), Job(3, START, on(9), owed=True)]
    plan = planned(work, 1)
    assert (days_of(plan), plan.breaks_on, plan.most_late) == ({3: 0, 2: 1, 1: 2}, None, 41)
    assert [day.overdue for day in plan.days[:3]] == [1, 1, 0]


def test_a_fixed_day_within_the_window_is_the_next_touch_and_one_after_it_is_not() -> None:
    work = [Job(1, START, on(20)), Job(2, START, on(1))]
    birthdays = [Fixed(on(5), 1, Kind.BIRTHDAY), Fixed(on(12), 2, Kind.BIRTHDAY)]
    plan = planned(work, 1, birthdays)
    assert days_of(plan) == {1: 5, 2: 0}
    assert [one.contact for one in plan.days[12].also] == [2]


def test_the_first_window_that_closes_unserved_is_named() -> None:
    work = [Job(number, START, on(2)) for number in range(1, 6)]
    plan = planned(work, 1)
    assert (plan.breaks_on, plan.unserved, plan.lost) == (on(2), 2, (4, 5))
    assert plan.most_late == 2  # the fifth has Friday
    assert planned(work, 2).breaks_on is None
    assert planned([Job(1, on(400), on(500))], 1).beyond == (1,)
