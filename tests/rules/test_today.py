"""Today's list: who is on it, in which order, and where everybody else went."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.records import Contact, Interaction, Mark, Position, Task
from followup_tui.model.settings import WEEKDAYS, Away, Cadences, Plan
from followup_tui.model.words import Direction, MarkKind, Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.today import Kind, Planned, Today, todays_list, written_at
from followup_tui.rules.touches import touches_of
from followup_tui.rules.turns import LONG
from followup_tui.rules.verdict import Verdict, verdict
from tests.strategies import PLANS, SOME_DAYS, standings, tasks

MONDAY = date(2025, 6, 2)
PLAN = Plan(per_day=3)
IN, OUT, BOTH = Direction.IN, Direction.OUT, Direction.BOTH


class Town:
    """A few people, what happened with them, and the list that a day makes of it."""

    def __init__(
        self, people: list[Contact], rows: list[Interaction], promises: list[Task] | None = None, as_of: date = MONDAY
    ) -> None:
        self.as_of = as_of
        self.rows = rows
        self.people = {one.id: one for one in people}
        self.touches = {
            number: touches_of([row for row in rows if number in row.contacts], as_of) for number in self.people
        }
        self.verdicts: Mapping[int, Verdict] = {
            number: verdict(one, self.touches[number], None, Cadences(), as_of) for number, one in self.people.items()
        }
        self.promises = promises or []
        self.done = [number for number, touches in self.touches.items() if touches.last_out == as_of]

    def today(self, plan: Plan = PLAN, extra: int = 0) -> Today:
        return self.planned_from(self.roster(), plan, extra)

    def planned_from(self, roster: Roster, plan: Plan = PLAN, extra: int = 0) -> Today:
        return todays_list(roster, self.people, self.promises, self._last_at, plan, extra)

    def roster(self) -> Roster:
        return Roster(self.as_of, map(self.listed, self.people))

    def listed(self, number: int) -> Listed:
        return Listed(self.people[number], self.verdicts[number], number in self.done)

    def _last_at(self, company: int) -> Mapping[int, date]:
        days = ((one.id, self.touches[one.id].last_out) for one in self.people.values() if one.company == company)
        return {number: day for number, day in days if day}


def person(number: int, company: int = 0, **fields: object) -> Contact:
    held = (Position(company=company),) if company else ()
    known: dict[str, object] = {"name": f"Person {number}", "positions": held, "added_on": date(2020, 1, 1)}
    return Contact(id=number, **{**known, **fields})  # type: ignore[arg-type]  # fields of a contact


def wrote(number: int, days_ago: int, direction: Direction = OUT, *, row: int = 0) -> Interaction:
    on = MONDAY - timedelta(days=days_ago)
    return Interaction(id=row or 10_000 - days_ago, on=on, direction=direction, contacts=(number,))


def numbers(entries: Sequence[Planned]) -> list[int]:
    return [entry.contact for entry in entries]


@st.composite
def towns(draw: st.DrawFn) -> Town:
    as_of = draw(SOME_DAYS)
    near = st.integers(0, 700).map(lambda days: as_of - timedelta(days=days))
    marks = st.sampled_from([(), (), (Mark(on=as_of, kind=MarkKind.SKIP),)])
    off = st.sampled_from([None, None, None, as_of - timedelta(days=1), as_of + timedelta(days=9)])
    one = standings(
        added_on=near, first_by=st.none(), cadence=st.sampled_from(["", "2 weeks", "none"]), marks=marks,
        planned_on=st.none(),
        snoozed_until=off, paused_on=st.sampled_from([None, None, None, as_of]), paused_until=off, archived_on=off,
    )  # fmt: skip
    drawn = draw(st.lists(one, min_size=1, max_size=6))
    people = [
        replace(one, id=number, positions=(Position(company=draw(st.integers(0, 2))),), birthday=draw(
            st.sampled_from(["", "", f"--{as_of.isoformat()[5:]}", "--01-01"])
        ))
        for number, one in enumerate(drawn, start=1)
    ]  # fmt: skip
    steps = draw(st.lists(st.tuples(near | st.just(as_of), st.sampled_from(Direction), st.integers(1, 6)), max_size=8))
    rows = [
        Interaction(id=number, on=on, direction=direction, contacts=(contact,))
        for number, (on, direction, contact) in enumerate(sorted(steps), start=1)
    ]
    promises = draw(st.lists(tasks(range(1, len(people) + 1)), max_size=3))
    promises = [replace(task, on=draw(st.none() | near), done_on=draw(st.none() | near)) for task in promises]
    return Town(people, rows, promises, as_of)


@settings(max_examples=50)
@given(towns(), PLANS, st.integers(0, 3))
def test_everybody_due_is_in_exactly_one_place(town: Town, plan: Plan, extra: int) -> None:
    today = town.today(plan, extra)
    check_ins = [entry.contact for entry in today.planned if entry.kind is Kind.CHECK_IN]
    first = [entry.contact for entry in today.planned if entry.kind is not Kind.CHECK_IN]
    places = [first, check_ins, numbers(today.waiting), numbers(today.courtesy), list(today.skipped)]
    placed = [number for place in places for number in place]
    assert len(placed) == len(set(placed))
    assert not set(today.done) & {*check_ins, *numbers(today.waiting), *numbers(today.courtesy), *today.skipped}
    wanted = {one.contact for one in town.verdicts.values() if one.status in {Status.DUE, Status.OVERDUE, Status.NEW}}
    assert wanted <= {*placed, *today.done}
    silent = {Status.ARCHIVED, Status.PAUSED, Status.SNOOZED}
    assert not [number for number in {*placed} - {*today.skipped} if town.verdicts[number].status in silent]


@settings(max_examples=50)
@given(towns(), PLANS, st.integers(0, 3))
def test_check_ins_fit_the_day_and_are_courteous(town: Town, plan: Plan, extra: int) -> None:
    today = town.today(plan, extra)
    check_ins = [entry.contact for entry in today.planned if entry.kind is Kind.CHECK_IN]
    first = [entry.contact for entry in today.planned if entry.kind is not Kind.CHECK_IN]
    assert today.capacity == capacity_on(town.as_of, plan)
    room = max(today.capacity - len({*today.done, *first}), 0) + extra
    assert len(check_ins) == room if today.waiting else len(check_ins) <= room
    if plan.courtesy_days:
        wait = timedelta(days=plan.courtesy_days)
        closes = {number: town.verdicts[number].latest or date.max for number in check_ins}
        soon = {number for number in check_ins if town.as_of <= closes[number] < town.as_of + wait}
        patient = [number for number in check_ins if number not in soon]
        at = [town.people[number].company for number in patient if town.people[number].company]
        assert len(at) == len(set(at))
        assert not set(at) & {town.people[number].company for number in first}
        for number in patient:
            for other in town.people.values():
                if other.id != number and other.company and other.company == town.people[number].company:
                    assert (town.touches[other.id].last_out or date.min) + wait <= town.as_of
    else:
        assert today.courtesy == ()


@settings(max_examples=50)
@given(towns(), PLANS)
def test_replies_and_promises_come_first(town: Town, plan: Plan) -> None:
    kinds = [entry.kind for entry in town.today(plan).planned]
    rank = [Kind.REPLY, Kind.TASK, Kind.BIRTHDAY, Kind.CHECK_IN]
    assert [rank.index(kind) for kind in kinds] == sorted(rank.index(kind) for kind in kinds)
    owing = {
        one.contact for one in town.verdicts.values()
        if one.owes_since and one.status in {Status.DUE, Status.OVERDUE}
    }  # fmt: skip
    planned = {entry.contact: entry.kind for entry in town.today(plan).planned}
    for number in owing - set(town.today(plan).skipped):
        if not any(mark.kind is MarkKind.SKIP for mark in town.people[number].marks):
            assert planned[number] is Kind.REPLY


@settings(max_examples=50)
@given(towns(), PLANS)
def test_the_list_does_not_depend_on_the_order_of_records(town: Town, plan: Plan) -> None:
    before = town.today(plan)
    town.people = dict(reversed(town.people.items()))
    town.verdicts = {number: town.verdicts[number] for number in town.people}
    town.promises = list(reversed(town.promises))
    assert town.today(plan) == before


def test_the_most_urgent_come_first_by_lengths_of_their_window() -> None:
    """60 days late of a two-week rhythm is more than 60 days late of half a year."""
    people = [person(1), person(2, cadence="2 weeks"), person(3), person(4)]
    rows = [wrote(1, 250), wrote(2, 30), wrote(3, 120), wrote(4, 20)]
    today = Town(people, rows).today()
    assert numbers(today.planned) == [2, 1, 3]
    assert (today.overdue_total, today.due_total) == (2, 1)


def test_a_full_day_makes_the_others_wait() -> None:
    people = [person(number) for number in range(1, 6)]
    today = Town(people, [wrote(number, 100 + number) for number in range(1, 6)]).today()
    assert numbers(today.planned) == [5, 4, 3]
    assert numbers(today.waiting) == [2, 1]
    more = Town(people, [wrote(number, 100 + number) for number in range(1, 6)]).today(extra=1)
    assert numbers(more.planned) == [5, 4, 3, 2]


def test_a_reply_a_promise_and_a_birthday_take_room_but_never_wait() -> None:
    people = [person(1), person(2), person(3, birthday="1980-06-02"), person(4), person(5)]
    rows = [wrote(1, 2, IN), wrote(2, 3), wrote(3, 3), wrote(4, 300), wrote(5, 3)]
    promise = Task(id=9, contacts=(2,), text="Send the paper", on=MONDAY - timedelta(days=1))
    later = Task(id=10, contacts=(5,), text="Call", on=MONDAY + timedelta(days=1))
    today = Town(people, rows, [later, promise]).today()
    assert today.planned == (Planned(1, Kind.REPLY), Planned(2, Kind.TASK, 9), Planned(3, Kind.BIRTHDAY))
    assert numbers(today.waiting) == [4]


def test_a_weekend_asks_for_nobody_but_those_who_wait_for_an_answer() -> None:
    saturday = date(2025, 5, 31)
    rows = [wrote(1, 300), Interaction(id=20_000, on=date(2025, 5, 30), direction=IN, contacts=(2,))]
    today = Town([person(1), person(2)], rows, as_of=saturday).today()
    assert (today.capacity, numbers(today.planned), numbers(today.waiting)) == (0, [2], [1])


def test_a_week_away_loses_nobody_and_makes_no_wall() -> None:
    people = [person(number) for number in range(1, 9)]
    plan = Plan(per_day=3, away=(Away(first=date(2025, 5, 1), last=date(2025, 6, 1)),))
    today = Town(people, [wrote(number, 210) for number in range(1, 9)]).today(plan)
    assert len(today.planned) == 3
    assert len(today.waiting) == 5


def test_one_person_a_company_and_not_soon_after_a_colleague() -> None:
    people = [person(1, company=7), person(2, company=7), person(3, company=8), person(4, company=8)]
    rows = [wrote(1, 300), wrote(2, 299), wrote(3, 250), wrote(4, 13)]
    today = Town(people, rows).today()
    assert numbers(today.planned) == [1]
    assert numbers(today.courtesy) == [2, 3]
    assert numbers(Town(people, [*rows[:3], wrote(4, 14)]).today().planned) == [1, 3]
    assert numbers(Town(people, rows).today(Plan(courtesy_days=0)).planned) == [1, 2, 3]


def test_courtesy_costs_nobody_their_window() -> None:
    """The wait after a message to a colleague ends in nine days."""
    people = [person(1, company=7), person(2, company=7)]

    def today(closes_in: int) -> Today:
        rows = [wrote(1, (MONDAY - date(2024, 12, 2)).days - closes_in), wrote(2, 5)]
        return Town(people, rows).today()

    assert (numbers(today(9).planned), numbers(today(9).courtesy)) == ([], [1])
    assert numbers(today(8).planned) == [1]


def test_courtesy_ends_with_the_last_work_day_on_which_somebody_can_be_kept() -> None:
    """It is Friday; the wait ends on Saturday, and the window closes on Sunday."""
    friday = date(2025, 6, 6)
    rows = [
        Interaction(id=number, on=on, contacts=(number,))
        for number, on in ((1, date(2024, 12, 8)), (2, friday - timedelta(days=13)))
    ]
    town = Town([person(1, company=7), person(2, company=7)], rows, as_of=friday)
    assert town.verdicts[1].latest == friday + timedelta(days=2)
    assert numbers(town.today().planned) == [1]


def test_who_is_written_to_more_often_than_courtesy_lasts_holds_no_colleague_back() -> None:
    town = Town([person(1, cadence="2 weeks"), person(2, cadence="1 month")], [wrote(1, 3), wrote(2, 3)])
    lately = written_at(town.people, town.touches.__getitem__, town.verdicts.__getitem__, 14)
    assert lately == {2: MONDAY - timedelta(days=3)}


def test_the_late_wait_for_who_can_still_be_kept_but_not_for_ever() -> None:
    """The first is 10 days late, the second closes today, the third is a day short of, and on, four months late."""
    one = Plan(per_day=1)
    rows = [wrote(1, 192), wrote(2, (MONDAY - date(2024, 12, 2)).days)]
    town = Town([person(1), person(2)], rows)
    assert town.verdicts[2].latest == MONDAY
    assert (numbers(town.today(one).planned), numbers(town.today(one).waiting)) == ([2], [1])
    assert numbers(town.today(Plan(per_day=2)).planned) == [1, 2]
    for days_late, expected in ((LONG - 1, [2]), (LONG, [3])):
        written = MONDAY - timedelta(days=days_late) - timedelta(days=184)  # 3 Aug and 2 Aug, half a year before 3 Feb
        long = Town([person(2), person(3)], [rows[1], wrote(3, (MONDAY - written).days)])
        assert long.verdicts[3].days_overdue == days_late
        assert numbers(long.today(one).planned) == expected


def test_of_those_who_are_late_for_very_long_the_first_to_close_comes_first() -> None:
    """Else those whose windows are long would wait for ever behind those whose windows are short."""
    town = Town([person(1, cadence="1w"), person(2)], [wrote(1, 7 + LONG), wrote(2, 182 + LONG + 20)])
    assert town.verdicts[1].urgency > town.verdicts[2].urgency
    assert numbers(town.today(Plan(per_day=1)).planned) == [2]


def test_the_late_do_not_wait_for_people_whose_windows_have_months_to_go() -> None:
    """A thousand new ones are more than their six months hold, but that is no matter of today."""
    newcomers = [person(number, added_on=MONDAY) for number in range(2, 1002)]
    today = Town([person(1), *newcomers], [wrote(1, 192)]).today(Plan(per_day=1))
    assert numbers(today.planned) == [1]
    assert len(today.waiting) == 1000


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 12), max_size=6), st.lists(st.integers(1, 90), max_size=3), st.integers(1, 2),
    st.sets(st.integers(1, 12), max_size=4),
)  # fmt: skip
def test_no_window_is_lost_for_the_sake_of_the_late(
    closing: list[int], late: list[int], per_day: int, off: set[int]
) -> None:
    """Day after day the list keeps as many open windows as serving nobody but them, closing first, would."""
    stands = {number: MONDAY + timedelta(days=days) for number, days in enumerate([*closing, *(-one for one in late)])}
    plan = Plan(per_day=per_day, workdays=WEEKDAYS, holidays=tuple(MONDAY + timedelta(days=day) for day in sorted(off)))
    lost, least = 0, 0
    rest = sorted(closing)
    for ahead in range(13):
        day = MONDAY + timedelta(days=ahead)
        people = {number: person(number + 1) for number in stands}
        town = Town(list(people.values()), [], as_of=day)
        town.verdicts = {number + 1: _closing(number + 1, latest, day) for number, latest in stands.items()}
        for entry in town.today(plan).planned:
            del stands[entry.contact - 1]
        lost += sum(1 for latest in stands.values() if latest == day)
        del rest[: capacity_on(day, plan)]
        least += sum(1 for one in rest if one == ahead)
        rest = [one for one in rest if one > ahead]
    assert lost == least


def _closing(number: int, latest: date, day: date) -> Verdict:
    """Somebody at 3-6 months whose window closes on a day."""
    late = max((day - latest).days, 0)
    anchor = latest - timedelta(days=182)
    return Verdict(
        number, Status.OVERDUE if late else Status.DUE, anchor, anchor, latest - timedelta(days=91), latest, late,
        "3-6 months", "default", 0, None, 92,
    )  # fmt: skip


def test_nobody_is_held_back_by_their_own_last_message() -> None:
    assert numbers(Town([person(1, company=7, cadence="1 week")], [wrote(1, 8)]).today().planned) == [1]


def test_skipped_and_done_are_not_asked_for_again() -> None:
    people = [
        person(1, marks=(Mark(on=MONDAY, kind=MarkKind.SKIP),)),
        person(2, marks=(Mark(on=MONDAY - timedelta(days=1), kind=MarkKind.SKIP),)),
        person(3, cadence="none"),
    ]
    today = Town(people, [wrote(1, 300), wrote(2, 300), wrote(3, 0)]).today(Plan(per_day=1))
    assert today.skipped == (1,)
    assert today.done == (3,)
    assert (numbers(today.planned), numbers(today.waiting)) == ([], [2])


def test_they_answered_our_message_of_today() -> None:
    rows = [wrote(1, 0, OUT, row=1), wrote(1, 0, IN, row=2)]
    today = Town([person(1)], rows).today()
    assert today.planned == (Planned(1, Kind.REPLY),)
    assert today.done == (1,)


def test_a_birthday_on_a_leap_day_is_kept_on_the_28th() -> None:
    born = person(1, birthday="1984-02-29")
    rows = [Interaction(id=1, on=date(2025, 2, 1), contacts=(1,))]
    assert Town([born], rows, as_of=date(2025, 2, 28)).today().planned == (Planned(1, Kind.BIRTHDAY),)
    assert Town([born], rows, as_of=date(2025, 3, 1)).today().planned == ()
    assert Town([born], rows, as_of=date(2024, 2, 29)).today().planned[0].kind is Kind.BIRTHDAY


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)), st.integers(1, 6))
def test_who_was_written_to_and_has_a_promise_open_takes_one_place(
    written: set[int], promised: set[int], per_day: int
) -> None:
    """All six are late: the day is full of people, each counted once, or has more where promises are more."""
    promises = [Task(id=number, contacts=(number,), text="Send it", on=MONDAY) for number in promised]
    rows = [wrote(number, 0 if number in written else 290 + number) for number in range(1, 7)]
    today = Town([person(number) for number in range(1, 7)], rows, promises).today(Plan(per_day=per_day))
    assert set(today.done) == written
    assert len({*today.done, *numbers(today.planned)}) == max(per_day, len(written | promised))


def test_somebody_written_to_today_gets_no_birthday_note_on_top() -> None:
    assert Town([person(1, birthday="--06-02")], [wrote(1, 0)]).today().planned == ()
