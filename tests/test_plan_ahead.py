"""The weeks ahead of a book: people who are put off, promises, birthdays, and days away."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.actions import people, tasks, touch
from followup_tui.exchange.stagger import Stagger
from followup_tui.model.records import Contact
from followup_tui.model.settings import Away, Plan, Settings
from followup_tui.rules.calendar import capacity_on
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


def test_an_import_of_a_thousand_is_spread_evenly_over_the_whole_first_round(desk: Desk) -> None:
    """Nobody is overdue on any day, every work day is full until all have had their turn, and none is over."""
    with desk.book.transaction("Import", "import") as change:
        plan = desk.book.settings.plan
        places = Stagger(MONDAY, 0, partial(capacity_on, plan=plan), lambda _: MONDAY + timedelta(days=180))
        for number in range(1000):
            made = Contact(name=f"Person {number}", added_on=MONDAY)
            change.put(replace(made, first_by=places.first_by(made)))
    ahead = desk.book.plan_ahead(70)
    loads = [day.load for day in ahead.days if day.capacity]
    assert loads[:334] == [3] * 333 + [1]
    assert sum(loads) == sum(day.load for day in ahead.days) == 1000
    assert (ahead.breaks_on, {day.overdue for day in ahead.days}) == (None, {0})
