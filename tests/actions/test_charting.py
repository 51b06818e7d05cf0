"""The charts of a book, and their tables."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from followup_tui.actions import people, touch
from followup_tui.actions.chart_lines import chart_lines
from followup_tui.actions.chart_plot import Size
from followup_tui.actions.charting import CHARTS, chart_of, charts, csv_of, svg_of, table_of, write_chart
from followup_tui.actions.moving_days import move_to
from followup_tui.actions.outcome import Refused
from followup_tui.actions.planning import replan
from followup_tui.cli import columns
from followup_tui.opening import StoreError
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.status_history import ORDER
from followup_tui.safekeeping import AlreadyThere, Stopped
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


def test_status_over_time_is_what_was_counted_on_each_of_the_days(desk: Desk) -> None:
    ann, bo, cy, di, ed = (desk.add(f"{name} every 2w") for name in ("Ann #vc", "Bo #vc", "Cy", "Di", "Ed"))

    def week(number: int) -> None:
        now = desk.book.as_of
        match number:
            case 0:
                for one in (ann, bo, cy):
                    desk.log(one)
            case 3:
                touch.snooze(desk.book, ann, now + timedelta(days=20))
                touch.pause(desk.book, di, now + timedelta(days=30))
                people.archive(desk.book, ed)
                move_to(desk.book, bo, now + timedelta(days=15))
            case 5:
                desk.log(ann)
                touch.resume(desk.book, di)
                desk.log(desk.add("Fi every 2w"))
            case 6:
                people.unarchive(desk.book, ed)
                desk.log(cy)
                touch.snooze(desk.book, cy, now + timedelta(days=9))
            case 7:
                replan(desk.book)

    counted, seen = [], set()
    for number in range(9):
        desk.go_to(MONDAY + timedelta(weeks=number))
        week(number)
        stand = Counter(one.status for one in desk.book.verdicts().values())
        late = {one.contact for one in desk.book.verdicts().values() if one.days_overdue}
        counted.append((tuple(stand[status] for status in ORDER), late))
        seen |= set(stand)
        last = chart_of(desk.book, "status", weeks=number + 1).points[-1]
        assert (last.values, set(last.people)) == counted[-1]
    assert seen == set(ORDER)
    points = chart_of(desk.book, "status", weeks=8).points
    assert [(one.values, set(one.people)) for one in points] == counted
    assert chart_of(desk.book, "status", weeks=4, tag="vc").points[-1].total == 2


def test_a_spread_gives_time_and_does_not_unmake_what_was_missed(desk: Desk) -> None:
    everybody = [desk.add(f"{name} every 2w #vc") for name in ("Ann", "Bo", "Cy", "Di", "Ed")]
    given = MONDAY + timedelta(days=40)
    with desk.book.transaction("Given", "import") as change:
        change.put(replace(desk.now_of(everybody[4]), first_by=given))
    for one in everybody[:4]:
        desk.log(one)
    desk.go_to(MONDAY + timedelta(weeks=8))
    before = {name: chart_of(desk.book, name, weeks=10) for name in ("on-time", "status")}
    assert (before["on-time"].points[0].values, before["on-time"].points[0].of) == ((0,), 5)
    until = replan(desk.book).made.until
    assert (set(until), chart_of(desk.book, "on-time", weeks=10)) == ({one.id for one in everybody}, before["on-time"])
    assert chart_of(desk.book, "status", weeks=10).points[:-1] == before["status"].points[:-1]
    marks = desk.now_of(everybody[4]).marks
    assert [(one.on, one.until) for one in marks] == [(MONDAY, given), (desk.book.as_of, until[everybody[4].id])]
    for one in everybody:
        desk.go_to(max(until[one.id], desk.book.as_of))
        desk.log(one)
    kept = chart_of(desk.book, "on-time", weeks=10).points[0]
    assert (kept.values, kept.of) == ((0,), 5)  # the window was one, and it had been missed
    for _ in (*everybody, 0):
        desk.book.undo()
    assert desk.now_of(everybody[4]).marks == ()


def test_a_chart_can_be_stopped_and_an_unknown_one_is_refused(desk: Desk) -> None:
    def stop(words: str, done: int = 0, total: int = 0) -> None:
        raise Stopped(words)

    told = []
    for name in ("Ann", "Bo", "Cy"):
        desk.log(desk.add(name))
    for name in CHARTS:
        chart_of(desk.book, name, tell=lambda words, done=0, total=0: told.append((words, done, total)))
    assert {words for words, _, _ in told} == set(CHARTS.values())
    assert all(not total or done <= total for _, done, total in told)
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
    names = ["=cmd()", "+1", "-1", "@x", "\ty", 'He said "no", twice', "plain\nline\x1b[31m", "Åsa"]
    points = tuple(Point(name, (1, 2)) for name in names)
    text = csv_of(Chart("results", "t", ChartKind.COUNTS, ("advice", "=lead"), points))
    read = list(csv.reader(StringIO(text, newline="")))
    assert read[0] == ["name", "advice", "'=lead"]
    assert [row[0] for row in read[1:]] == ["'=cmd()", "'+1", "'-1", "'@x", "y", names[5], "plain line", "Åsa"]
    assert text.count("\r\n") == len(names) + 1


HOSTILE = Chart(
    "answers-template",
    "A <b>title</b> & more {x}",
    ChartKind.SHARES,
    ("answered",),
    (
        Point('<script>alert("x")</script>\x1b]0;title\x07', (30,), (), None, 40),
        Point("佐藤 美咲", (3,), (), None, 5),
        Point("]]> &amp; {0}", (0,), (), None, 12),
    ),
    "One & <two>. Enter lists nobody.",
)


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_stands_for_itself_and_takes_text_for_text(dark: bool) -> None:
    picture = svg_of(HOSTILE, dark=dark)
    root = ElementTree.fromstring(picture)
    assert not {one.tag.rpartition("}")[2] for one in root.iter()} - {
        "svg", "title", "desc", "style", "defs", "clipPath", "rect", "g", "text"
    }  # fmt: skip
    outside = picture.replace("http://www.w3.org/2000/svg", "").replace("url(#", "")
    assert not [word for word in ("http", "url(", "@import", "font-face", "href", "\x1b") if word in outside]
    about = [one.text for one in root if one.tag.endswith(("title", "desc"))]
    assert about == ["A <b>title</b> & more {x}", "One & <two>."]
    told = "\n".join(one.text or "" for one in root.iter() if one.tag.endswith("text")).replace("\xa0", " ")
    for said in ('<script>alert("x")', "too few to say (3 of 5)", "19 times of 20", "]]> &amp; {0}"):
        assert said in told


def test_names_of_wide_letters_leave_the_bars_in_line() -> None:
    names = ("佐藤 美咲", "Bo", "佐藤" * 20, "a" + "佐藤" * 20, "Zoe\u0301")
    chart = Chart("results-giver", "t", ChartKind.COUNTS, ("advice",), tuple(Point(one, (1,)) for one in names))
    lines = chart_lines(chart, Size(50, 12))[2:7]
    assert {columns.cells(line.partition("┤")[0]) for line in lines} == {24}


def test_every_chart_has_a_picture_also_when_it_is_empty(desk: Desk) -> None:
    desk.log(desk.add("Ann #vc"))
    for chart in charts(desk.book, weeks=3):
        for one in (chart, chart._replace(points=())):
            assert chart.title in svg_of(one, Size(60, 12))


def test_a_plot_gives_every_person_as_many_cells() -> None:
    points = tuple(Point(str(at), (at, 5 - at), on=MONDAY + timedelta(days=at)) for at in range(6))
    chart = Chart("load", "t", ChartKind.COLUMNS, ("one", "two"), points)
    lines = chart_lines(chart, Size(40, 12))
    for at in range(6):
        column = "".join(line[2 + at * 6] for line in lines[2:12] if len(line) > 2 + at * 6)
        assert (column.count("█"), column.count("▒")) == (2 * at, 10 - 2 * at), lines
    assert "\x1b" not in "".join(lines)
    limited = chart_lines(chart._replace(points=tuple(one._replace(limit=3) for one in points)), Size(40, 12))
    assert [line.count("─") for line in limited[2:12]] == [0] * 4 + [36] + [0] * 5
    bars = chart_lines(chart._replace(kind=ChartKind.COUNTS), Size(32, 12))
    assert [(line.count("█"), line.count("▒")) for line in bars[2:8]] == [(6 * at, 30 - 6 * at) for at in range(6)]


def test_a_chart_is_written_once_and_for_the_owner_alone(desk: Desk, tmp_path: Path) -> None:
    chart = Chart("results", "t", ChartKind.COUNTS, ("advice",), (Point("x", (2,)),))
    table, picture, network = tmp_path / "a.csv", tmp_path / "a.SVG", desk.book.store.path
    assert write_chart(chart, table, network) == len(csv_of(chart))
    assert table.read_bytes() == b"name,advice\r\nx,2\r\n"
    assert table.stat().st_mode & 0o777 == 0o600
    with pytest.raises(AlreadyThere):
        write_chart(chart, table, network)
    assert write_chart(chart, table, network, force=True)
    assert write_chart(chart, picture, network) == len(picture.read_bytes())
    with pytest.raises(Refused, match=r"\.csv for the table"):
        write_chart(chart, tmp_path / "a.png", network)
    with pytest.raises(StoreError, match="folder"):
        write_chart(chart, tmp_path / "none" / "a.csv", network)
