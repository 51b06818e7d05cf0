"""Spreading a backlog after time away: nobody is lost, no wall, one undo."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.actions import touch
from followup_tui.actions.absence import foresee_away
from followup_tui.actions.moving_days import foresee_move
from followup_tui.actions.pacing import suggestions
from followup_tui.actions.planning import foresee_replan, replan
from followup_tui.book import Book
from followup_tui.model.records import Contact, Interaction, Position
from followup_tui.model.settings import Away, PaceChange, Plan, Settings
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.today import Kind
from followup_tui.safekeeping import Stopped, Tell, untold
from tests.desk import MONDAY, Desk, desk_in_a_folder_of_its_own

BACK = MONDAY + timedelta(days=40)
AWAY = Away(first=BACK + timedelta(days=7), last=BACK + timedelta(days=13))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """One or two a day, perhaps more later and perhaps away again soon."""
    more = PaceChange(since=BACK + timedelta(days=draw(st.integers(1, 20))), per_day=3)
    return Plan(
        per_day=draw(st.integers(1, 2)),
        changes=(more,) if draw(st.booleans()) else (),
        away=(AWAY,) if draw(st.booleans()) else (),
        courtesy_days=draw(st.sampled_from([0, 14])),
    )


PERSON = st.tuples(
    st.sampled_from(["2w", "1 month", ""]), st.sampled_from([0, 7]), st.integers(0, 200),
    st.sampled_from(["", "", "", "", "moved", "snoozed", "archived"]),
)  # fmt: skip


@settings(max_examples=12)
@given(plans(), st.lists(PERSON, min_size=3, max_size=9))
def test_after_forty_days_away_nobody_is_lost_and_there_is_no_wall(
    plan: Plan, town: list[tuple[str, int, int, str]]
) -> None:
    with desk_in_a_folder_of_its_own(MONDAY - timedelta(days=200), Settings(plan=plan)) as desk:
        moved = _settle(desk, town)
        book = desk.book
        before = dict(book.verdicts())
        preview = foresee_replan(book)
        assert dict(book.verdicts()) == before
        if not preview.rows:
            assert not any(one.days_overdue for one in before.values())
            return
        spread = replan(book)
        after = book.verdicts()
        assert spread.made.until == {one.contact: one.until for one in preview.rows}
        assert all(one.until > one.latest for one in preview.rows)
        assert [day for day, _ in preview.days] == sorted({one.until for one in preview.rows})
        assert not any(one.days_overdue for one in after.values())
        assert all((after[one].latest or date.max) >= (before[one].latest or date.min) for one in before)
        ahead = book.plan_ahead(26)
        assert {day.overdue for day in ahead.days} == {0}
        placed = [one.contact for day in ahead.days for one in day.planned] + list(ahead.beyond)
        assert sorted(placed) == sorted(one.contact for one in before.values() if one.status != "archived")
        for day in ahead.days:
            check_ins = [one for one in day.planned if one.kind is Kind.CHECK_IN and moved.get(one.contact) != day.date]
            assert len(check_ins) <= capacity_on(day.date, plan)
            assert {one.contact for one in day.planned} >= {who for who, on in moved.items() if on == day.date}
        book.undo()
        assert dict(book.verdicts()) == before


def _settle(desk: Desk, town: list[tuple[str, int, int, str]]) -> dict[int, date]:
    """Everybody written to once before the time away; gives who was moved to which day."""
    moved: dict[int, date] = {}
    desk.go_to(MONDAY)
    with desk.book.transaction("Import", "import") as change:
        for number, (often, company, since, state) in enumerate(town):
            day = BACK + timedelta(days=number)
            kept = change.put(Contact(
                name=f"Person {number}",
                cadence=often,
                added_on=MONDAY - timedelta(days=300),
                positions=(Position(company=company),) if company else (),
                planned_on=day if state == "moved" else None,
                snoozed_until=BACK + timedelta(days=5) if state == "snoozed" else None,
                archived_on=MONDAY if state == "archived" else None,
            ))  # fmt: skip
            change.put(Interaction(on=MONDAY - timedelta(days=since), contacts=(kept.id,)))
            if state == "moved":
                moved[kept.id] = day
    desk.go_to(BACK)
    return moved


def _id(contact: Contact) -> int:
    return contact.id


@pytest.mark.parametrize(
    "look",
    [
        foresee_replan,
        lambda book, tell: suggestions(book, 26, tell),
        lambda book, tell: foresee_away(book, MONDAY, MONDAY + timedelta(days=9), tell=tell),
        lambda book, tell: foresee_move(book, min(book.contacts.values(), key=_id), BACK, tell=tell),
    ],
    ids=["spread", "suggestions", "away", "move"],
)
def test_what_takes_long_can_be_stopped_and_is_whole_the_next_time(look: Callable[[Book, Tell], object]) -> None:
    told: list[int] = []

    def stop(_: str, done: int = 0, total: int = 0, /) -> None:
        told.append(done)
        if len(told) > 40:
            raise Stopped("Stopped; nothing was changed.")

    with desk_in_a_folder_of_its_own() as desk:
        for number in range(9):
            desk.add(f"Person {number} @Acme every 1w")
        rehearsal = desk.book.rehearsal()
        with pytest.raises(Stopped):
            look(rehearsal, stop)
        assert look(rehearsal, untold) == look(desk.book.rehearsal(), untold)


def test_who_was_put_off_is_spread_with_the_others_and_is_not_late_when_they_are_back() -> None:
    with desk_in_a_folder_of_its_own(MONDAY - timedelta(days=300)) as desk:
        ann, bo = desk.add("Ann"), desk.add("Bo")
        desk.go_to(MONDAY)
        back = MONDAY + timedelta(days=14)
        touch.snooze(desk.book, desk.now_of(ann), back)
        assert {one.contact for one in foresee_replan(desk.book).rows} == {ann.id, bo.id}
        replan(desk.book)
        desk.go_to(back)
        assert {one.days_overdue for one in desk.book.verdicts().values() if one.contact == ann.id} == {0}
        desk.log(bo)
        touch.snooze(desk.book, desk.now_of(ann), back + timedelta(days=14))
        assert foresee_replan(desk.book).rows == (), "putting somebody off is a decision and no backlog"
