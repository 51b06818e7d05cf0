"""A day that somebody was moved to: what it does to where they stand, and to the list of that day."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.records import Contact, Interaction, Interview, Task
from followup_tui.model.settings import Cadences, Plan
from followup_tui.model.words import Direction, Status
from followup_tui.rules.next_touches import fixed_days, next_touches
from followup_tui.rules.planner import Job
from followup_tui.rules.reason import reason
from followup_tui.rules.today import Kind, Planned
from tests.rules.test_today import MONDAY, Town, person, towns, wrote
from tests.rules.test_verdict import MEETINGS, ann, judge
from tests.strategies import CADENCES, PLANS, SOME_DAYS, active_standings, standings, touches_in_any_order

AHEAD = st.integers(0, 400).map(lambda days: timedelta(days=days))
SILENT = {Status.ARCHIVED, Status.PAUSED, Status.SNOOZED}


@given(standings(), touches_in_any_order(), MEETINGS, CADENCES, SOME_DAYS, AHEAD)
def test_until_the_day_nobody_is_asked_for_but_for_what_is_owed(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, as_of: date, later: timedelta
) -> None:
    assume(contact.added_on or contact.created)
    plain = judge(replace(contact, planned_on=None), rows, met, cadences, as_of)
    moved = judge(replace(contact, planned_on=as_of + later), rows, met, cadences, as_of)
    assert moved.days_overdue == 0 or moved.status in SILENT
    assert (moved.latest or date.min) >= (plain.latest or date.min)
    assert (moved.owes_since, moved.steps, moved.anchor) == (plain.owes_since, plain.steps, plain.anchor)
    if plain.status in SILENT:
        assert (moved.status, moved.planned_on) == (plain.status, None)
    elif plain.owes_since or (plain.step and plain.step.is_courtesy):
        assert moved.status is Status.DUE
    elif later:
        assert (moved.status, moved.planned_on) == (Status.LATER, as_of + later)
        assert moved.opens in {as_of + later, None}
    elif plain.anchor != as_of:
        assert moved.status in {Status.DUE, Status.NEW}


@given(active_standings(), touches_in_any_order(4), MEETINGS, CADENCES, SOME_DAYS, AHEAD)
def test_when_the_day_goes_by_they_are_as_before_and_lateness_counts_from_it(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, as_of: date, later: timedelta
) -> None:
    day = as_of + later
    rows = [one for one in rows if one.on <= as_of]
    met = [one for one in met if (one.ended or one.began or as_of) <= as_of]
    for passed in (day + timedelta(days=1), day + timedelta(days=30)):
        plain = judge(contact, rows, met, cadences, passed)
        after = judge(replace(contact, planned_on=day), rows, met, cadences, passed)
        assert after.planned_on is None
        assert after.days_overdue == (min(plain.days_overdue, (passed - day).days) if plain.days_overdue else 0)
        if plain.latest and plain.latest >= day:
            assert after == plain


@settings(max_examples=50)
@given(towns(), PLANS, st.data())
def test_who_was_moved_to_a_day_is_on_its_list_whatever_it_holds(town: Town, plan: Plan, data: st.DataObject) -> None:
    moves = {number: data.draw(st.sampled_from([None, 0, 0, 9])) for number in town.people}
    people = [
        replace(one, planned_on=None if (days := moves[one.id]) is None else town.as_of + timedelta(days=days))
        for one in town.people.values()
    ]
    moved = Town(people, town.rows, town.promises, town.as_of)
    today = moved.today(plan)
    listed = {one.contact for one in today.planned}
    for number, days in moves.items():
        stands = moved.verdicts[number]
        if stands.status in SILENT or number in today.skipped or number in today.done:
            continue
        if days == 0 and stands.planned_on:
            assert number in listed
        if days == 9 and number in {*listed, *today.waiting.contacts}:
            kinds = {one.kind for one in today.planned if one.contact == number}
            assert kinds <= {Kind.REPLY, Kind.TASK, Kind.INTERVIEW, Kind.BIRTHDAY}
            assert kinds


def test_a_moved_day_takes_its_place_in_the_day_and_holds_colleagues_back() -> None:
    moved = person(1, company=7, planned_on=MONDAY)
    everybody = [moved, person(2, company=7), person(3), person(4), person(5)]
    today = Town(everybody, [wrote(number, 170 - number) for number in range(1, 6)]).today(Plan(per_day=3))
    assert today.planned[0] == Planned(1, Kind.CHECK_IN)
    assert [one.contact for one in today.courtesy] == [2]
    assert len(today.planned) == 3
    full = Town([person(number, planned_on=MONDAY) for number in range(1, 6)], []).today(Plan(per_day=3))
    assert len(full.planned) == 5


def test_the_plan_gets_the_day_as_fixed_also_for_somebody_without_a_cadence() -> None:
    day = MONDAY + timedelta(days=30)
    people = [person(1, planned_on=day), person(2, cadence="none", planned_on=day), person(3, planned_on=day)]
    town = Town(people, [wrote(1, 179), wrote(2, 30), wrote(3, 5, Direction.IN)])
    jobs = list(next_touches(town.people, town.verdicts, MONDAY, Plan()))
    wide, last = parse_cadence("3-6 months"), MONDAY - timedelta(days=179)
    assert Job(1, day, day, cadence=wide, opened=day, anchor=last, once=True) in jobs
    fixed = fixed_days(town.people, town.verdicts, (), town.roster(), town.today(), 26)
    assert {one.contact for one in fixed if one.on == day} == {1, 2}  # who waits for an answer is on today's list
    promise = Task(id=5, contacts=(1,), text="the paper", on=MONDAY)
    assert Planned(1, Kind.TASK, 5) in Town(people, town.rows, [promise]).today().planned


def test_the_reason_says_where_they_were_moved() -> None:
    as_of, rows = date(2026, 3, 3), [Interaction(id=1, on=date(2025, 11, 3), contacts=(1,))]
    told = {}
    for day in (as_of, as_of + timedelta(days=1), as_of + timedelta(days=9)):
        contact = ann(planned_on=day)
        told[(day - as_of).days] = reason(contact, judge(contact, rows, [], Cadences(), as_of), as_of)
    assert told == {
        0: "Moved to today; last in touch 4 months ago (3-6 months).",
        1: "Moved to tomorrow; last in touch 4 months ago (3-6 months).",
        9: "Moved to Thu 12 Mar; last in touch 4 months ago (3-6 months).",
    }
