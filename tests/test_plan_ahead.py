"""The weeks ahead of a book: people who are put off, promises, birthdays, and days away."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.actions import people, planning, tasks, touch
from followup_tui.exchange.stagger import Stagger
from followup_tui.model.clock import Clock
from followup_tui.model.records import Contact, Interaction
from followup_tui.model.settings import Away, Plan, Settings
from followup_tui.model.words import Direction
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.planner import Turns
from followup_tui.rules.today import Kind, Planned
from tests.desk import MONDAY, Desk

WEEKS = 30


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def day_of(desk: Desk, contact: Contact) -> tuple[date, Kind]:
    """The one day that somebody has, and what for."""
    (found,) = (
        (day.date, one.kind)
        for day in desk.book.plan_ahead(WEEKS).days
        for one in day.planned
        if one.contact == contact.id
    )
    return found


def test_the_plan_is_remembered_until_something_changes(desk: Desk) -> None:
    ann = desk.add("Ann @Fisher")
    before = desk.book.plan_ahead(WEEKS)
    assert desk.book.plan_ahead(WEEKS) is before
    assert before.days[0].planned == desk.book.today().planned == (Planned(ann.id, Kind.CHECK_IN),)
    desk.log(ann)
    after = desk.book.plan_ahead(WEEKS)
    assert (after.days[0].planned, day_of(desk, ann)[0]) == ((), desk.book.verdict(ann.id).opens)
    desk.book.undo()
    assert desk.book.plan_ahead(WEEKS) == before


def test_who_was_written_to_today_and_has_a_promise_open_fills_one_place_of_today(desk: Desk) -> None:
    for number in range(9):
        desk.log(desk.add(f"Person {number}"), days_ago=300)
    ann = desk.add("Ann")
    desk.log(ann)
    tasks.promise(desk.book, ann, "send the paper", MONDAY)
    today = desk.book.plan_ahead(WEEKS).days[0]
    assert (len(today.planned), today.load, today.capacity) == (3, 3, 3)


def test_who_is_put_off_past_the_window_comes_back_on_that_day_and_breaks_nothing(desk: Desk) -> None:
    ann, bo, cy = desk.add("Ann every 2w"), desk.add("Bo"), desk.add("Cy")
    back = MONDAY + timedelta(weeks=8)
    touch.snooze(desk.book, ann, back)
    touch.pause(desk.book, bo, back)
    touch.pause(desk.book, cy)
    plan = desk.book.plan_ahead(WEEKS)
    assert (day_of(desk, ann)[0], day_of(desk, bo)[0], plan.breaks_on) == (back, back, None)
    assert cy.id not in {one.contact for day in plan.days for one in day.planned} | set(plan.beyond)
    people.archive(desk.book, desk.now_of(ann))
    assert ann.id not in {one.contact for day in desk.book.plan_ahead(WEEKS).days for one in day.planned}


def test_who_is_put_off_has_their_turn_among_the_late_as_in_the_list_of_the_day_they_are_back(desk: Desk) -> None:
    everybody = [desk.add(f"Person {number}") for number in range(60)]
    for number, one in enumerate(everybody):
        desk.log(one, days_ago=300 - number)
    back = MONDAY + timedelta(weeks=2)
    touch.snooze(desk.book, desk.now_of(everybody[0]), back)
    assert day_of(desk, everybody[0])[0] == back, "and not after all who are late"
    assert desk.book.on(Clock(back, desk.now)).today().planned[0].contact == everybody[0].id


def test_who_is_put_off_until_a_day_that_holds_nobody_has_the_next_one_that_does(desk: Desk) -> None:
    ann = desk.add("Ann every 2w")
    touch.snooze(desk.book, ann, MONDAY + timedelta(days=41))  # a Sunday
    desk.book.use_settings(Settings(plan=Plan(holidays=(MONDAY + timedelta(days=42),))))
    plan = desk.book.plan_ahead(7)
    assert (day_of(desk, ann)[0], plan.breaks_on) == (MONDAY + timedelta(days=43), None)
    assert {day.overdue for day in plan.days} == {0}


def test_a_promise_and_a_birthday_have_their_day_also_when_it_is_no_work_day(desk: Desk) -> None:
    ann, bo = desk.add("Ann"), desk.add("Bo")
    for one in (ann, bo):
        desk.log(one)
    saturday = MONDAY + timedelta(days=12)
    tasks.promise(desk.book, ann, "send her the paper", saturday)
    with desk.book.transaction("Birthday", "edit") as change:
        change.put(replace(desk.now_of(bo), birthday=f"--{saturday:%m-%d}"))
    assert day_of(desk, ann) == (saturday, Kind.TASK)
    assert day_of(desk, bo) == (saturday, Kind.BIRTHDAY)
    touch.snooze(desk.book, desk.now_of(ann), saturday + timedelta(days=2))
    assert day_of(desk, ann) == (saturday + timedelta(days=2), Kind.TASK)


def test_days_away_are_planned_around(desk: Desk) -> None:
    everybody = [desk.add(f"Person {number}") for number in range(9)]
    away = Away(first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=20))
    desk.book.use_settings(Settings(plan=Plan(away=(away,))))
    days = sorted(day_of(desk, one)[0] for one in everybody)
    first = MONDAY + timedelta(days=21)
    assert days == [MONDAY] * 3 + [first] * 3 + [first + timedelta(days=1)] * 3


def test_colleagues_of_somebody_who_was_written_to_wait_their_turn(desk: Desk) -> None:
    ann, bo = desk.add("Ann @Fisher"), desk.add("Bo @Fisher")
    desk.log(ann)
    assert day_of(desk, bo)[0] == MONDAY + timedelta(days=14)


@pytest.fixture
def imported(desk: Desk) -> Desk:
    """A thousand people at once, each with a day by which they come up, as an import gives it."""
    with desk.book.transaction("Import", "import") as change:
        plan = desk.book.settings.plan
        places = Stagger(MONDAY, 0, partial(capacity_on, plan=plan), lambda _: MONDAY + timedelta(days=180))
        for number in range(1000):
            made = Contact(name=f"Person {number}", added_on=MONDAY)
            change.put(replace(made, first_by=places.first_by(made)))
    return desk


def test_an_import_of_a_thousand_is_spread_evenly_and_no_day_is_over(imported: Desk) -> None:
    """Nobody is overdue for half a year; then three a day are fewer than a thousand need, and the plan says so.

    All have their first day. By the earliest deadline, those and the second touches share the room evenly from the day
    on which the first of these close.
    """
    ahead = imported.book.plan_ahead(140)
    work = [day for day in ahead.days if day.capacity]
    assert {day.load for day in work} == {3}
    assert sum(day.load for day in ahead.days) == 3 * len(work)
    counts = Counter(one.contact for day in ahead.days for one in day.planned)
    assert (len(counts), set(counts.values()), ahead.beyond) == (1000, {1}, ())
    half_a_year = ahead.days[:180]
    assert {day.overdue for day in half_a_year} == {0}
    assert sum(len(day.planned) for day in half_a_year) >= 3 * 129 - 3
    assert ahead.breaks_on == date(2027, 5, 23)
    exact = imported.book.plan_ahead(140, turns=Turns.EARLIEST_DEADLINE)
    first = [sum(len(day.planned) for day in exact.days[step : step + 28]) for step in range(196, 700, 28)]
    assert min(first) >= 28


def test_a_pace_that_keeps_a_thousand_has_nobody_late_in_any_round(imported: Desk) -> None:
    imported.book.use_settings(Settings(plan=Plan(per_day=8)))
    ahead = imported.book.plan_ahead(104)
    assert (ahead.breaks_on, ahead.most_late, {day.overdue for day in ahead.days}) == (None, 0, {0})
    assert max(day.load for day in ahead.days) == 8
    assert sum(len(day.again) for day in ahead.days) > 2500


def test_forty_days_away_lose_nobody_and_make_no_wall(desk: Desk) -> None:
    """A network in balance, seen again after forty days in which nobody was written to."""
    spread = [MONDAY - timedelta(days=180 * number // 300) for number in range(300)]
    with desk.book.transaction("People", "add") as change:
        for number, last in enumerate(spread):
            person = change.put(Contact(name=f"Person {number}", added_on=last))
            change.put(Interaction(contacts=(person.id,), on=last, direction=Direction.OUT))
    desk.go_to(MONDAY + timedelta(days=40))
    overdue = desk.book.today().overdue_total
    ahead = desk.book.plan_ahead(26)
    counts = Counter(one.contact for day in ahead.days for one in day.planned)
    counts.update(ahead.beyond)
    assert (len(counts), set(counts.values())) == (300, {1})
    assert max(day.load for day in ahead.days) == 3
    assert overdue > 30
    planning.replan(desk.book)
    ahead = desk.book.plan_ahead(26)
    assert {day.overdue for day in ahead.days} == {0}
    assert max(day.load for day in ahead.days) == 3


def test_what_follows_is_what_the_verdict_says_after_the_touch(desk: Desk) -> None:
    """For a day once given, a cadence of one span, and a window: logged on its day, the next one is as planned."""
    ann, bo, cy = desk.add("Ann every 2w"), desk.add("Bo every 1-2 months"), desk.add("Cy every 10d")
    with desk.book.transaction("Given", "edit") as change:
        change.put(replace(desk.now_of(cy), first_by=MONDAY + timedelta(days=30)))
    ahead = desk.book.plan_ahead(WEEKS)
    for one in (ann, bo, cy):
        desk.log(one)
    after = desk.book.plan_ahead(WEEKS)
    assert [sorted(day.again) for day in ahead.days[1:]] == [
        sorted((*day.again, *(one.contact for one in day.planned))) for day in after.days[1:]
    ]
    assert [(day.due, day.overdue) for day in ahead.days[1:]] == [(day.due, day.overdue) for day in after.days[1:]]
    assert sum(len(day.again) for day in ahead.days) > 20
