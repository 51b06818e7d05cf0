"""Moving a person to a day, on a real store: what it does, what ends it, and what it would change."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.actions import moving_days, people, tasks, touch
from followup_tui.actions.outcome import Refused
from followup_tui.model.settings import Plan, Settings
from followup_tui.model.words import Channel, Direction, MarkKind, Status
from tests.desk import MONDAY, Desk, desk_in_a_folder_of_its_own

SOON = MONDAY + timedelta(days=10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json", settings=Settings(plan=Plan(per_day=1)))
    yield made
    made.store.close()


def planned_on(desk: Desk, contact: int) -> list[date]:
    return [day.date for day in desk.book.plan_ahead(30).days for one in day.planned if one.contact == contact]


def test_somebody_moved_is_in_the_plan_on_that_day_alone_and_back_again(desk: Desk) -> None:
    ann, bo = desk.add("Ann"), desk.add("Bo")
    assert [one.contact for one in desk.book.today().planned] == [ann.id]
    done = moving_days.move_to(desk.book, ann, SOON)
    assert (done.said, done.made.marks[-1].kind, done.made.marks[-1].until) == (
        "Moved Ann to Thu 3 Dec",
        MarkKind.PLAN,
        SOON,
    )
    assert (planned_on(desk, ann.id), planned_on(desk, bo.id)) == ([SOON], [MONDAY])
    desk.go_to(SOON)
    assert desk.book.today().planned[0].contact == ann.id
    desk.go_to(MONDAY)
    moving_days.move_back(desk.book, ann)
    assert planned_on(desk, ann.id) == [MONDAY]
    with pytest.raises(Refused, match="not moved"):
        moving_days.move_back(desk.book, ann)


def test_moving_ends_a_snooze_and_a_pause_and_is_ended_by_them(desk: Desk) -> None:
    ann = desk.add("Ann")
    for put_off in (touch.snooze, touch.pause):
        put_off(desk.book, ann, MONDAY + timedelta(days=60))
        moving_days.move_to(desk.book, ann, SOON)
        assert desk.book.verdict(ann.id).status is Status.LATER
        put_off(desk.book, ann, MONDAY + timedelta(days=60))
        assert desk.now_of(ann).planned_on is None


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    ann = desk.add("Ann")
    for day, why in ((MONDAY - timedelta(days=1), "is over"), (SOON, "already")):
        if why == "already":
            moving_days.move_to(desk.book, ann, day)
        with pytest.raises(Refused, match=why):
            moving_days.move_to(desk.book, ann, day)
    desk.log(ann)
    with pytest.raises(Refused, match="today already"):
        moving_days.move_to(desk.book, ann, MONDAY)
    people.archive(desk.book, desk.now_of(ann))
    with pytest.raises(Refused, match="archived"):
        moving_days.move_to(desk.book, ann, SOON)


@settings(max_examples=8)
@given(
    st.sampled_from(["", " every 2w", " every none"]), st.integers(0, 500), st.none() | st.integers(1, 500),
    st.integers(0, 300), st.integers(0, 400), st.sampled_from(Direction),
)  # fmt: skip
def test_a_touch_ends_it_makes_nobody_more_overdue_and_undo_brings_it_back(
    often: str, since: int, touched: int | None, ahead: int, days_ago: int, way: Direction
) -> None:
    with desk_in_a_folder_of_its_own(MONDAY - timedelta(days=since)) as desk:
        ann = desk.add(f"Ann{often}")
        desk.go_to(MONDAY)
        if touched:
            desk.log(ann, days_ago=touched)
        plain = desk.book.verdict(ann.id)
        moving_days.move_to(desk.book, ann, MONDAY + timedelta(days=ahead))
        before = desk.book.verdict(ann.id)
        assert before.days_overdue == 0
        touch.log(
            desk.book, [ann], "Hi", channel=Channel.EMAIL, direction=way, on=MONDAY - timedelta(days=days_ago)
        )  # fmt: skip
        after = desk.book.verdict(ann.id)
        assert after.days_overdue == 0
        newest = touched is None or days_ago <= touched
        if newest and days_ago < 14:
            assert desk.now_of(ann).planned_on is None
        elif not newest:
            assert after == before
        desk.book.undo()
        assert desk.book.verdict(ann.id) == before
        desk.book.undo()
        assert desk.book.verdict(ann.id) == plain


def test_what_moving_would_change_is_said_and_nothing_is_changed(desk: Desk) -> None:
    ann, bo, cy = desk.add("Ann @Fisher"), desk.add("Bo @Fisher"), desk.add("Cy")
    thursday = MONDAY + timedelta(days=3)
    before = desk.book.changes
    found = moving_days.foresee_move(desk.book, ann, MONDAY + timedelta(days=1))
    assert desk.book.changes == before
    assert (found.former, found.load, found.capacity, found.lost) == (MONDAY, 1, 1, 0)
    assert found.sentences[0] == "Ann: from Mon 23 Nov to Tue 24 Nov, which then has 1 of 1."
    assert any("It changes the day of " in one for one in found.sentences)
    moving_days.move_to(desk.book, ann, thursday)
    moving_days.move_to(desk.book, cy, thursday)
    found = moving_days.foresee_move(desk.book, bo, thursday)
    assert (found.load, found.capacity, found.colleagues) == (3, 1, (ann.id,))
    assert "which then has 3 of 1." in found.sentences[0]
    assert any("Ann of the same company has Thu 26 Nov: you keep 14 days" in one for one in found.sentences)
    saturday = MONDAY + timedelta(days=5)
    assert "(no work day)" in moving_days.foresee_move(desk.book, bo, saturday).sentences[0]


def test_a_day_after_the_window_is_said_to_be_and_is_no_lateness(desk: Desk) -> None:
    ann = desk.add("Ann every 2w")
    closes = desk.book.verdict(ann.id).latest
    assert closes
    late = closes + timedelta(days=12)
    found = moving_days.foresee_move(desk.book, ann, late)
    assert found.days_late == 12
    assert any("Their window closes 12 days before it" in one for one in found.sentences)
    moving_days.move_to(desk.book, ann, late)
    assert moving_days.foresee_move(desk.book, ann, late + timedelta(days=1)).days_late == 13
    desk.go_to(late)
    assert (desk.book.verdict(ann.id).status, desk.book.verdict(ann.id).days_overdue) == (Status.NEW, 0)
    desk.go_to(late + timedelta(days=1))
    assert desk.book.verdict(ann.id).days_overdue == 1


def test_what_stays_on_the_list_all_the_same_is_said(desk: Desk) -> None:
    ann, bo = desk.add("Ann"), desk.add("Bo")
    tasks.promise(desk.book, ann, "the paper", MONDAY + timedelta(days=2))
    desk.log(bo, Direction.IN)
    assert (
        "A promise to them is for Wed 25 Nov; that stays." in moving_days.foresee_move(desk.book, ann, SOON).sentences
    )
    assert any("wait for your answer" in one for one in moving_days.foresee_move(desk.book, bo, SOON).sentences)
    first = moving_days.foresee_move(desk.book, bo, SOON).sentences[0]
    assert first == "Bo: to Thu 3 Dec, but still on the list of Mon 23 Nov; a touch ends the move."


def test_a_far_day_is_seen_too(desk: Desk) -> None:
    ann = desk.add("Ann")
    found = moving_days.foresee_move(desk.book, ann, MONDAY + timedelta(days=400))
    assert (found.load, len(found.sentences) > 0) == (1, True)
