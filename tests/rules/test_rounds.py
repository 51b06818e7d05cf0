"""The touches that follow from everybody's next one, held against a plan worked out again from its days alone."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.model.cadence import Cadence, parse_cadence
from followup_tui.rules.planner import Fixed, Job, PlanAhead, plan_ahead
from followup_tui.rules.today import Kind
from followup_tui.rules.verdict import window_after
from tests.rules.test_planner import COURTESY, START, days_of, fixed_days, jobs, on, planned, work_days

CADENCES = ("3d", "1w", "2w", "5-9 days", "10-20 days", "1-2 months")


class Touch(NamedTuple):
    """A window, its number among those of the person, and the day on which it was served, None when it was not."""

    contact: int
    number: int
    release: date
    deadline: date
    day: date | None
    is_fixed: bool = False

    @property
    def is_late(self) -> bool:
        """Whether the window had closed before."""
        return (self.day or date.max) > self.deadline


def every(words: str) -> Cadence:
    """A cadence as it is typed."""
    cadence = parse_cadence(words)
    assert cadence
    return cadence


@st.composite
def rounds(draw: st.DrawFn, most: int, companies: int = 0, owed: bool = False) -> list[Job]:
    """People whom other touches follow, and a few whom none does."""
    cadences = st.sampled_from([*map(every, CADENCES), None])
    made = draw(jobs(most, 20, companies, owed))
    return [one._replace(cadence=draw(cadences), once=draw(st.booleans())) for one in made]


def touches_of(plan: PlanAhead, work: Sequence[Job]) -> list[Touch]:
    """Every window within the plan, each counted from the day of the touch before it, and who has no day yet."""
    days: dict[int, dict[date, bool]] = {}
    for day in plan.days:
        for one in (*day.planned, *day.also):
            days.setdefault(one.contact, {}).setdefault(day.date, bool(one.task))
        for contact in day.again:
            assert day.date not in days[contact]
            days[contact][day.date] = False
    found, last = [], plan.days[-1].date
    for job in work:
        release, deadline, number = job.release, job.deadline, 0
        for touched, is_fixed in sorted(days.get(job.contact, {}).items()):
            assert is_fixed or release <= touched
            if number and release > last:
                break
            found.append(Touch(job.contact, number, release, deadline, touched, is_fixed))
            number += 1
            release = date.max
            if job.cadence:
                opens, latest = window_after(touched, job.cadence)
                is_over = job.once and number == 1
                release, deadline = opens, latest if is_over else max(latest, deadline)
        if release <= last or not number:
            found.append(Touch(job.contact, number, release, deadline, None))
    return found


@settings(max_examples=60, deadline=None)
@given(rounds(25, 3, owed=True), fixed_days(3), st.integers(1, 3), st.sampled_from([0, COURTESY]), st.integers(1, 8))
def test_a_plan_counts_what_follows_from_its_own_days(
    work: list[Job], fixed: list[Fixed], size: int, courtesy: int, weeks: int
) -> None:
    """No touch before its window opens, none twice, no day over; due, overdue, late and the break are as counted."""
    plan = planned(work, size, fixed, courtesy, weeks)
    found = touches_of(plan, work)
    for day in plan.days:
        waiting = [one for one in found if one.release <= day.date <= (one.day or date.max)]
        assert day.due == sum(1 for one in waiting if one.deadline >= day.date)
        assert day.overdue == sum(1 for one in found if one.deadline < day.date <= (one.day or date.max))
        assert day.load <= max(day.capacity, sum(1 for one in (*day.planned, *day.also) if one.task))
    closing = [one.deadline for one in found if one.is_late and START <= one.deadline <= plan.days[-1].date]
    assert (plan.breaks_on, plan.unserved) == (min(closing, default=None), len(closing))
    assert set(plan.lost) == {one.contact for one in found if one.is_late and one.deadline in closing}
    lateness = [(one.day - one.deadline).days for one in found if one.day]
    assert plan.most_late == max(0, *lateness, 0)
    assert sorted((*days_of(plan), *plan.beyond)) == sorted({
        *(one.contact for one in work), *(one.contact for one in fixed if one.on <= plan.days[-1].date)
    })  # fmt: skip
    assert plan == planned(work[::-1], size, fixed[::-1], courtesy, weeks)


@settings(max_examples=60, deadline=None)
@given(rounds(20), st.integers(1, 3), st.integers(1, 8))
def test_no_other_order_serves_the_same_windows_with_less_lateness(work: list[Job], size: int, weeks: int) -> None:
    """Where somebody is so many days late, some days hold more windows than places, were all a day shorter late.

    That is exact for unit jobs (Hall's theorem on intervals), so a plan that any order keeps has nobody late.
    """
    plan = planned(work, size, weeks=weeks)
    served = [one for one in touches_of(plan, work) if one.day]
    if not plan.most_late:
        return
    windows = [
        (max((one.release - START).days, 0), (one.deadline - START).days + plan.most_late - 1) for one in served
    ]  # fmt: skip
    room = [work_days(size, day.date) for day in plan.days]
    assert any(
        sum(1 for release, deadline in windows if first <= release and deadline <= last) > sum(room[first : last + 1])
        for first, last in product({one[0] for one in windows}, {max(one[1], -1) for one in windows})
    )


@settings(max_examples=100, deadline=None)
@given(rounds(25, companies=3, owed=True), st.integers(1, 3), st.integers(1, 10))
def test_courtesy_costs_nobody_a_window_in_any_round(work: list[Job], size: int, weeks: int) -> None:
    plain, courteous = (planned(work, size, courtesy=number, weeks=weeks) for number in (0, COURTESY))
    in_time = {(one.contact, one.number) for one in touches_of(plain, work) if one.day and not one.is_late}
    last = plain.days[-1].date
    late = {(one.contact, one.number) for one in touches_of(courteous, work) if one.is_late and one.deadline <= last}
    assert not late & in_time
    assert courteous.most_late <= plain.most_late
    assert (courteous.breaks_on or date.max) >= (plain.breaks_on or date.max)


@settings(max_examples=60, deadline=None)
@given(rounds(25, companies=3, owed=True), fixed_days(3), st.integers(1, 3), st.integers(1, 10))
def test_nor_does_it_among_fixed_days(work: list[Job], fixed: list[Fixed], size: int, weeks: int) -> None:
    plain, courteous = (planned(work, size, fixed, number, weeks) for number in (0, COURTESY))
    assert courteous.most_late <= plain.most_late
    assert (courteous.breaks_on or date.max) >= (plain.breaks_on or date.max)


@settings(max_examples=60, deadline=None)
@given(jobs(25, days=20), st.integers(1, 3))
def test_windows_that_close_before_any_that_follows_are_served_as_if_nothing_followed(
    work: list[Job], size: int
) -> None:
    """So at one cadence for everybody later rounds take nothing from the first, and there more room never hurts."""
    cadence = every("20-40 days")
    alone, more = planned(work, size, weeks=12), planned(work, size + 1, weeks=12)
    again = [one._replace(cadence=cadence) for one in work]
    assert days_of(planned(again, size, weeks=12)) == days_of(alone)
    assert days_of(planned(again, size + 1, weeks=12)) == days_of(more)


@settings(max_examples=40, deadline=None)
@given(rounds(15), st.integers(1, 8))
def test_with_room_for_everybody_only_a_window_without_a_work_day_closes_unserved(work: list[Job], weeks: int) -> None:
    plan = planned(work, max(len(work), 1), weeks=weeks)
    for one in touches_of(plan, work):
        if one.is_late and one.deadline <= plan.days[-1].date:
            first = max(one.release, START).toordinal()
            assert not any(work_days(1, date.fromordinal(day)) for day in range(first, one.deadline.toordinal() + 1))


def test_more_room_can_bring_a_later_touch_to_a_fuller_week() -> None:
    """Why no more is said of later rounds than that: an earlier touch makes the next one close earlier."""
    work = [
        Job(1, on(7), on(19), cadence=every("4-6 days")),
        Job(2, on(2), on(8), cadence=every("10-12 days")),
        Job(3, on(4), on(8), cadence=every("1w")),
        Job(4, on(4), on(9), cadence=every("1w")),
    ]
    assert [planned(work, size, weeks=6).breaks_on for size in (1, 2)] == [on(27), on(20)]


def test_somebody_at_a_weekly_cadence_takes_a_place_every_week() -> None:
    plan = planned([Job(1, START, on(1), cadence=every("1w"))], 3, weeks=26)
    assert [day.date for day in plan.days if day.load] == [on(7 * week) for week in range(26)]
    assert [day.date for day in plan.days if day.again] == [on(7 * week) for week in range(1, 26)]
    assert days_of(plan) == {1: 0}


def test_what_follows_breaks_a_plan_that_the_next_touches_alone_keep() -> None:
    """Sixteen people a week is one more than three a day hold; the day named is that of the first who goes short."""
    work = [Job(number, START, on(4), cadence=every("5-7 days")) for number in range(15)]
    assert planned(work, 3, weeks=26).breaks_on is None
    work.append(Job(15, on(7), on(11), cadence=every("5-7 days")))
    plan = planned(work, 3, weeks=26)
    assert planned([one._replace(cadence=None) for one in work], 3, weeks=26).breaks_on is None
    assert plan.breaks_on == min(one.deadline for one in touches_of(plan, work) if one.is_late)


def test_a_promise_is_a_touch_from_which_the_next_is_counted() -> None:
    work = [Job(1, on(20), on(25), cadence=every("10-20 days"))]
    plan = planned(work, 1, [Fixed(on(5), 1, Kind.TASK, 1), Fixed(on(16), 1, Kind.TASK, 2)], weeks=8)
    assert days_of(plan) == {1: 5}
    assert [day.date for day in plan.days if day.also] == [on(16)]
    assert [day.date for day in plan.days if day.again][:2] == [on(28), on(38)]  # the 26th is a Saturday


def test_a_day_that_was_given_stays_given_after_an_early_touch() -> None:
    """As silence gives one, which makes windows longer: the next closes no earlier, as the verdict has it then."""
    work = [Job(1, START, on(60), cadence=every("5-9 days"))]
    plan = plan_ahead(work, lambda day: int(day == START), (), COURTESY, START, weeks=3)
    assert [day.due for day in plan.days] == [1] + [0] * 4 + [1] * 16
    assert plan.breaks_on is None


def test_a_frequent_touch_keeps_no_colleague_waiting_and_never_waits_for_its_own() -> None:
    work = [Job(1, START, on(1), 7, cadence=every("1w")), Job(2, START, on(60), 7), Job(3, START, on(60), 7)]
    plan = planned(work, 3, courtesy=COURTESY, weeks=9)
    assert sum(1 in day.again for day in plan.days) == 8
    assert days_of(plan) == {1: 0, 2: 0, 3: 14}
