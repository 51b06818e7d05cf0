"""The charts of a book, and their tables."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from followup_tui.actions import people, touch
from followup_tui.actions.charting import CHARTS, chart_of, charts, csv_of, table_of
from followup_tui.actions.moving_days import move_to
from followup_tui.actions.outcome import Refused
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.status_history import ORDER
from followup_tui.safekeeping import Stopped
from tests.desk import MONDAY, Desk

AGREED = (
    "contacts-per-day", "load", "status", "on-time", "answers-channel", "answers-template", "answers-gap", "results",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


@pytest.mark.parametrize("number", [0, 1])
def test_every_chart_works_on_next_to_nothing(desk: Desk, number: int) -> None:
    for _ in range(number):
        desk.log(desk.add("Ann #vc"))
    made = charts(desk.book, weeks=26)
    assert [one.id for one in made] == list(CHARTS)
    assert [one.id for one in made][: len(AGREED)] == list(AGREED)
    for chart in made:
        header, rows = table_of(chart)
        assert all(len(row) == len(header) for row in rows)
        assert chart.title == CHARTS[chart.id]
        assert chart.note
        assert number or chart.is_empty


def test_the_last_point_of_status_is_where_everybody_stands_today(desk: Desk) -> None:
    ann, bo, cy, di, ed = (desk.add(f"{name} every 2w") for name in ("Ann #vc", "Bo #vc", "Cy", "Di", "Ed"))
    for one in (ann, bo, cy):
        desk.log(one)
    for weeks in (1, 3, 5):
        desk.go_to(MONDAY + timedelta(weeks=weeks))
        if weeks == 3:
            touch.snooze(desk.book, ann, desk.book.as_of + timedelta(days=30))
            touch.pause(desk.book, di)
            people.archive(desk.book, ed)
            move_to(desk.book, bo, desk.book.as_of + timedelta(days=9))
        chart = chart_of(desk.book, "status", weeks=4)
        stand = Counter(one.status for one in desk.book.verdicts().values())
        assert chart.points[-1].values == tuple(stand[status] for status in ORDER)
        late = {one.contact for one in desk.book.verdicts().values() if one.days_overdue}
        assert set(chart.points[-1].people) == late
    assert {status.value for status, number in stand.items() if number} >= {"snoozed", "paused", "archived", "overdue"}
    assert chart_of(desk.book, "status", weeks=4, tag="vc").points[-1].total == 2


def test_a_chart_can_be_stopped_and_an_unknown_one_is_refused(desk: Desk) -> None:
    def stop(words: str, done: int = 0, total: int = 0) -> None:
        raise Stopped(words)

    with pytest.raises(Stopped, match="Windows kept"):
        chart_of(desk.book, "on-time", tell=stop)
    with pytest.raises(Refused, match="contacts-per-day, load"):
        chart_of(desk.book, "pie")


def test_a_table_has_percentages_and_says_when_there_are_too_few() -> None:
    points = (Point("#vc", (12,), (), None, 24), Point("other", (2,), (), None, 9))
    header, rows = table_of(Chart("on-time", "t", ChartKind.SHARES, ("kept",), points))
    assert header == ("name", "kept", "of", "share %", "low %", "high %")
    assert rows == (("#vc", "12", "24", "50", "31", "69"), ("other", "2", "9", TOO_FEW, "", ""))


def test_csv_is_taken_for_data_and_never_for_formulas() -> None:
    names = ["=cmd()", "+1", "-1", "@x", "\ty", 'He said "no", twice', "plain\nline", "Åsa"]
    points = tuple(Point(name, (1, 2)) for name in names)
    text = csv_of(Chart("results", "t", ChartKind.COUNTS, ("advice", "=lead"), points))
    read = list(csv.reader(StringIO(text, newline="")))
    assert read[0] == ["name", "advice", "'=lead"]
    assert [row[0] for row in read[1:]] == ["'=cmd()", "'+1", "'-1", "'@x", "'\ty", *names[5:]]
    assert text.count("\r\n") == len(names) + 1
