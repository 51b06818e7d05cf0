"""The plan as rows: what a week and a day say of their load, told by signs alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from followup_tui.model.settings import Away, Plan
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.today import Kind, Planned
from followup_tui.tui.plan_rows import day_rows, people_rows, week_rows
from followup_tui.tui.widgets.glyphs import ASCII
from followup_tui.tui.widgets.row_list import Row
from tests.desk import Desk

MONDAY = date(2026, 11, 23)
PLAN = Plan(
    holidays=(MONDAY + timedelta(days=1),), away=(Away(first=MONDAY + timedelta(2), last=MONDAY + timedelta(4)),)
)


def a_plan(breaks_on: date | None = None) -> PlanAhead:
    """A Monday with one too many, a holiday, three days away, a birthday on Sunday; then a Monday with room."""
    fixed = (Planned(1, Kind.TASK, 9), Planned(2, Kind.CHECK_IN), Planned(3, Kind.CHECK_IN))
    monday = Day(MONDAY, 3, fixed, (), 12, 2, (4,))
    off = [Day(MONDAY + timedelta(days=step), 0, (), (), 9, 2) for step in range(1, 6)]
    sunday = Day(MONDAY + timedelta(days=6), 0, (), (Planned(5, Kind.BIRTHDAY),), 9, 2)
    after = Day(MONDAY + timedelta(days=7), 3, (), (), 9, 2, (6,))
    return PlanAhead(MONDAY, (monday, *off, sunday, after), (), breaks_on, bool(breaks_on), 0, False)


def texts(rows: Sequence[Row]) -> list[str]:
    return [" | ".join(cell.text for cell in row.cells).rstrip(" |") for row in rows]


def test_a_week_tells_load_kinds_days_off_and_the_break_without_colour() -> None:
    first, second = texts(tuple(week_rows(a_plan(breaks_on=MONDAY), PLAN, {3: MONDAY}, ASCII)))
    assert first == ("23 Nov | 4 of 3 +1 ! | @=&#|~ | breaks 23 Nov, away 3 days, holiday 24 Nov | 12 open, 2 overdue")
    assert second == "30 Nov | 1 of 3 | ~.. |  | 9 open, 2 overdue"


def test_days_leave_out_what_is_off_and_empty_and_say_why() -> None:
    rows = texts(tuple(day_rows(a_plan(), PLAN, {3: MONDAY}, ASCII)))
    assert rows == [
        "week of 23 Nov: 4 of 3 +1 !",
        "Mon 23 Nov | 4 of 3 ! | @=#|~ |  | 12 open, 2 overdue",
        "Tue 24 Nov to Fri 27 Nov: holiday and away",
        "Sun 29 Nov | 1 | & | day off | 9 open, 2 overdue",
        "week of 30 Nov: 1 of 3",
        "Mon 30 Nov | 1 of 3 | ~.. |  | 9 open, 2 overdue",
    ]


def test_who_is_late_is_so_on_a_birthday_too_and_what_comes_besides_has_no_window(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Carr")
    born = (Planned(ann.id, Kind.BIRTHDAY),), (Planned(bo.id, Kind.BIRTHDAY),)
    closes = {ann.id: MONDAY - timedelta(days=115), bo.id: MONDAY + timedelta(days=3)}
    rows = texts(tuple(people_rows(desk.book, [Day(MONDAY, 3, *born, 0, 1)], closes, {})))
    assert rows == ["Ann Lee |  | & birthday | ! 115d late", "Bo Carr |  | & birthday"]
    desk.store.close()
