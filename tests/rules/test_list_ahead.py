"""The plan held against the lists of its days, when everybody on each is written to."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.records import Contact, Interaction, Position, Task
from followup_tui.model.settings import Cadences, Plan
from followup_tui.model.words import Direction
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.next_touches import fixed_days, next_touches
from followup_tui.rules.planner import Job, PlanAhead, Turns, plan_ahead
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.today import Kind, Today, todays_list, written_at
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import verdict
from tests.rules.test_planner import START, jobs, on, work_days
from tests.rules.test_rounds import rounds
from tests.rules.test_rounds import touches_of as windows_of

WEEKS = 6
CADENCES = ("1w", "2w", "5-9 days", "10-20 days", "3-5 weeks", "1-2 months", "3-6 months")
BIRTHDAYS = ("", "", "", "1980-11-25", "1980-12-05", "1980-12-13", "1980-12-24")


class Village:
    """A few people who are written to as the list of each day says."""

    def __init__(self, people: list[Contact], last: dict[int, date], promises: list[Task], plan: Plan) -> None:
        self.plan = plan
        self.people = {one.id: one for one in people}
        self.rows = {number: [_talk(number, day)] for number, day in last.items()}
        self.promises = promises
        self.begun, self.rows0 = tuple(people), dict(last)
        self.see(START)

    def __repr__(self) -> str:
        said = [
            (
                one.id,
                one.cadence,
                one.company,
                one.birthday,
                one.added_on,
                one.snoozed_until,
                one.planned_on,
                one.first_by,
            )
            for one in self.begun
        ]
        return f"Village({said}, {self.rows0}, {self.promises}, {self.plan.per_day}, {self.plan.courtesy_days})"

    def see(self, as_of: date) -> None:
        """Looks at a day."""
        self.as_of = as_of
        self.touches = {number: touches_of(self.rows.get(number, ()), as_of) for number in self.people}
        self.verdicts = {
            number: verdict(one, self.touches[number], None, Cadences(), as_of) for number, one in self.people.items()
        }
        everybody = (
            Listed(one, self.verdicts[number], self.touches[number].last_out == as_of)
            for number, one in self.people.items()
        )
        self.roster = Roster(as_of, everybody)
        self.today: Today = todays_list(self.roster, self.people, self.promises, self.last_at, self.plan)

    def last_at(self, company: int) -> dict[int, date]:
        """When each of a company's people was written to last."""
        there = [number for number, one in self.people.items() if one.company == company]
        return dict(written_at(there, self.touches.__getitem__, self.verdicts.__getitem__, self.plan.courtesy_days))

    def ahead(self) -> PlanAhead:
        """The plan from this day on."""
        as_of, today, plan = self.as_of, self.today, self.plan
        return plan_ahead(
            next_touches(self.people, self.verdicts, as_of, plan),
            lambda day: len(today.planned) if day == as_of else capacity_on(day, plan),
            fixed_days(self.people, self.verdicts, self.promises, self.roster, today, WEEKS),
            plan.courtesy_days,
            as_of,
            WEEKS,
            {company: last for company in range(1, 4) if (last := self.last_at(company))},
            turns=Turns.AS_LISTED,
        )

    def follow(self) -> Iterator[tuple[date, set[int]]]:
        """Day by day, who is on the list; they are written to, and promises are kept."""
        for step in range(WEEKS * 7):
            self.see(START + timedelta(days=step))
            listed = {one.contact for one in self.today.planned}
            yield self.as_of, listed
            for one in self.today.planned:
                self.rows.setdefault(one.contact, []).append(_talk(one.contact, self.as_of))
                ended = replace(self.people[one.contact], snoozed_until=None, planned_on=None, first_by=None)
                self.people[one.contact] = ended
            kept = {one.task for one in self.today.planned}
            self.promises = [replace(one, done_on=self.as_of) if one.id in kept else one for one in self.promises]


def _talk(contact: int, day: date) -> Interaction:
    return Interaction(id=day.toordinal() * 100 + contact, on=day, direction=Direction.BOTH, contacts=(contact,))


@st.composite
def villages(draw: st.DrawFn) -> Village:
    """Some late for long, some late, some in their windows, some new; birthdays, promises, people put off or moved."""
    people, last, promises = [], {}, []
    for number in range(1, draw(st.integers(1, 24)) + 1):
        company = draw(st.integers(0, 3))
        made = Contact(
            id=number,
            name=f"Person {number}",
            positions=(Position(company=company),) if company else (),
            cadence=draw(st.sampled_from(CADENCES)),
            birthday=draw(st.sampled_from(BIRTHDAYS)),
            added_on=START - timedelta(days=draw(st.integers(0, 60))),
        )
        if draw(st.integers(0, 4)):
            last[number] = START - timedelta(days=draw(st.integers(1, 300)))
        given = draw(st.integers(0, 9))
        day = START + timedelta(days=draw(st.integers(1, 38)))
        if given == 0:
            made = replace(made, snoozed_until=day)
        elif given == 1:
            made = replace(made, planned_on=day)
        elif given < 4:
            made = replace(made, first_by=day)
        elif given == 4:
            promises.append(Task(id=number, contacts=(number,), text="Send it", on=day))
        people.append(made)
    plan = Plan(per_day=draw(st.integers(1, 3)), courtesy_days=draw(st.sampled_from([0, 3, 14])))
    return Village(people, last, promises, plan)


@settings(max_examples=30, deadline=None)
@given(villages())
def test_the_plan_says_who_is_on_the_list_of_each_day(village: Village) -> None:
    """To the person and the day, with courtesy and without, as long as everybody on each list is written to."""
    days = village.ahead().days
    for day, (on_day, listed) in zip(days, village.follow(), strict=True):
        expected = {one.contact for one in (*day.planned, *day.also)} | set(day.again)
        assert (on_day, listed) == (day.date, expected)


@settings(max_examples=60, deadline=None)
@given(jobs(25, days=20), st.integers(1, 3))
def test_where_any_order_keeps_all_the_lists_do(work: list[Job], size: int) -> None:
    """With nobody late the lists go by the deadlines, as the exact order does; courtesy aside.

    That is said of windows as they are. Of those that follow, who comes first of two with the same last day decides.
    """
    in_time = [one for one in work if one.deadline >= START]
    exact, listed = (
        plan_ahead(in_time, partial(work_days, size), (), 0, START, WEEKS, turns=turns)
        for turns in (Turns.EARLIEST_DEADLINE, Turns.AS_LISTED)
    )
    if exact.breaks_on is None:
        assert (listed.breaks_on, listed.most_late) == (None, 0)
    else:
        assert listed.breaks_on == exact.breaks_on, "up to there nobody is late"


@settings(max_examples=60, deadline=None)
@given(rounds(25, 3, owed=True), st.integers(1, 3), st.sampled_from([0, 14]), st.integers(1, 8))
def test_a_plan_as_listed_counts_what_follows_from_its_own_days(
    work: list[Job], size: int, courtesy: int, weeks: int
) -> None:
    plan = plan_ahead(work, partial(work_days, size), (), courtesy, START, weeks, turns=Turns.AS_LISTED)
    found = windows_of(plan, work)
    for day in plan.days:
        waiting = [one for one in found if one.release <= day.date <= (one.day or date.max)]
        assert day.due == sum(1 for one in waiting if one.deadline >= day.date)
        owed = sum(1 for one in day.planned if one.kind is Kind.REPLY)
        assert day.load <= max(day.capacity, owed)
    closing = [one.deadline for one in found if one.is_late and START <= one.deadline <= plan.days[-1].date]
    assert (plan.breaks_on, plan.unserved) == (min(closing, default=None), len(closing))


def test_nobody_who_is_late_waits_for_ever() -> None:
    """Ten times as many as the pace holds: those with the longest windows have their day, too."""
    work = [
        Job(number, START, on(number // 4), cadence=None, opened=on(-400 if number % 4 else -5), anchor=on(-450))
        for number in range(200)
    ]
    plan = plan_ahead(work, partial(work_days, 1), (), 0, START, 41, turns=Turns.AS_LISTED)
    assert (plan.beyond, sum(len(day.planned) for day in plan.days)) == ((), 200)


@given(jobs(25, days=20, companies=3, owed=True))
def test_the_same_people_in_another_order_make_the_same_lists(work: list[Job]) -> None:
    one, other = (
        plan_ahead(people, partial(work_days, 2), (), 14, START, WEEKS, turns=Turns.AS_LISTED)
        for people in (work, work[::-1])
    )
    assert one == other
