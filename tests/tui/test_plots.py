"""What plots look like: every count in as many cells, the capacity line, too few to say, hostile names, no colour."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from textual_plotext.plot import Plot

from followup_tui.actions.chart_plot import Look, Size, draw, limit_words, point_at
from followup_tui.actions.chart_scale import scale_for
from followup_tui.rules.chart import Chart, ChartKind, Point
from followup_tui.tui.text import cells, cut
from followup_tui.tui.widgets.glyphs import ASCII
from followup_tui.tui.widgets.plots.point_words import point_words
from followup_tui.tui.widgets.plots.signs import in_glyphs, signs_for
from tests.tui.frames import HOSTILE

MONDAY = date(2026, 11, 23)
LOOK = Look(headroom=1, named=True, cells=cells, cut=cut)


def columns(values: Sequence[tuple[int, ...]], limit: int | None = None) -> Chart:
    points = (
        Point(f"week {place}", value, (), MONDAY + timedelta(weeks=place), 0, limit)
        for place, value in enumerate(values)
    )
    return Chart("load", "Load", ChartKind.COLUMNS, ("next touch", "follow-on"), tuple(points))


def shown(chart: Chart, width: int = 60, height: int = 14, *, cursor: int = -1, look: Look = LOOK) -> list[str]:
    plot = Plot()
    look = look._replace(at=cursor, cursor="▼") if cursor >= 0 else look
    names = draw(chart, plot, Size(width, height), None, look)
    plot.plotsize(width, height)
    plot._set_size(width, height)
    return names.put_back(re.sub(r"\x1b\[[0-9;]*m", "", str(plot.build()))).rstrip("\n").split("\n")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=26), st.integers(40, 90))
def test_every_column_has_its_count_in_cells_whatever_its_neighbours(values: list[tuple[int, int]], width: int) -> None:
    assume(any(map(sum, values)))
    chart, size = columns(values), Size(width, 14)
    lines = shown(chart, *size)
    scale = scale_for(max(map(sum, values)), 14 - 3, 2)
    drawn: dict[int, set[tuple[int, int]]] = {}
    for column in range(lines[-2].index("└") + 1, width):
        marks = [line[column] for line in lines[:-2]]
        place = point_at(chart, size, LOOK, column, 3)
        if place is not None and set(marks) - {" "}:
            drawn.setdefault(place, set()).add((marks.count("█"), marks.count("█") + marks.count("▒")))
    wanted = {at: {(scale.filled(one), scale.filled(one + two))} for at, (one, two) in enumerate(values) if one + two}
    assert drawn == wanted


@given(st.integers(1, 100_000), st.integers(1, 60), st.integers(0, 100_000), st.integers(1, 9))
def test_a_scale_begins_at_nothing_never_hides_somebody_and_keeps_the_order(
    top: int, rows: int, number: int, apart: int
) -> None:
    scale = scale_for(top, rows, apart)
    assert scale.filled(0) == 0
    assert scale.filled(1) >= 1
    assert scale.filled(top) <= rows
    assert scale.filled(min(number, top)) <= scale.filled(top)
    assert all(rows >= scale.filled(tick) for tick in scale.ticks)
    steps = {scale.filled(after) - scale.filled(before) for before, after in pairwise((0, *scale.ticks))}
    assert not steps or (len(steps) == 1 and min(steps) >= apart)
    assert str(scale.step).rstrip("0") in {"1", "2", "5"}


def test_a_capacity_far_above_the_bars_is_told_so_that_they_can_be_read() -> None:
    chart = columns([(3, 0), (1, 0), (9, 0)], limit=84)
    lines = shown(chart)
    assert "─" not in "".join(line.partition("│")[2] for line in lines[:-2])
    assert [line.count("█") // 7 for line in lines[:-2] if "█" in line] == [1, 1, 1, 1, 1, 1, 2, 2, 3]
    assert limit_words(chart, "─", "↑") == (("↑", "capacity up to 84"),)
    assert limit_words(columns([(50, 0)], limit=84), "─", "↑") == (("─", "capacity"),)


def test_the_days_of_another_year_say_so() -> None:
    days = shown(columns([(1, 0)] * 9))[-1]
    assert days.split()[:2] == ["Nov", "'26"]
    assert "Jan '27" in days
    assert shown(columns([(1, 0)] * 5))[-1].split()[:2] == ["23", "Nov"]


def test_counts_have_a_tick_for_each_where_there_is_room() -> None:
    chart = Chart("results", "t", ChartKind.COUNTS, ("lead",), (Point("Ann", (4,)), Point("Bo", (1,))))
    assert shown(chart, 30)[-1].split() == ["1", "2", "3", "4"]
    assert shown(chart._replace(points=(Point("Ann", (900,)),)), 60)[-1].split()[:2] == ["100", "200"]


def test_the_capacity_is_a_line_and_what_is_over_it_stands_above() -> None:
    lines = shown(columns([(4, 0), (9, 3), (0, 0)], limit=6), cursor=1)
    line = next(row for row, text in enumerate(lines) if "───" in text)
    assert "▒" in "".join(lines[:line])
    assert "█" not in "".join(text[:6] for text in lines[:line])
    assert "▼" in "".join(lines[:line])
    chart = columns([(9, 3)], limit=6)
    said = point_words(chart, chart.points[0]._replace(people=(1, 2)), "P{}".format)
    assert said == "week 0: next touch 9, follow-on 3, 6 over the 6 there is room for: P1 and P2"


def test_more_days_than_columns_show_those_around_the_cursor_and_a_click_finds_them() -> None:
    chart = columns([(1, 0)] * 400)
    lines = shown(chart, cursor=250)
    column = next(line.index("▼") for line in lines if "▼" in line)
    assert point_at(chart, Size(60, 14), LOOK._replace(at=250), column, 3) == 250


def test_the_parts_of_everybody_are_named_at_their_end() -> None:
    points = tuple(Point("day", (50, 3, 7), (), MONDAY + timedelta(days=30 * at)) for at in range(13))
    lines = shown(Chart("status", "t", ChartKind.LINES, ("later", "due", "overdue"), points))
    named = [line.split()[-3:] for line in lines if line.rstrip()[-1:].isdigit()]
    assert named[:3] == [["█", "overdue", "7"], ["▒", "due", "3"], ["░", "later", "50"]]


@pytest.mark.parametrize("kind", [ChartKind.COUNTS, ChartKind.LINES, ChartKind.COLUMNS])
def test_hostile_names_and_any_size_keep_every_line_as_wide_as_the_plot(kind: ChartKind) -> None:
    points = tuple(Point(name, (place, 1), (), MONDAY + timedelta(days=place)) for place, name in enumerate(HOSTILE))
    chart = Chart("any", "Any", kind, ("one", "two"), points)
    for width, height in ((6, 3), (20, 5), (58, 11), (160, 30)):
        for line in shown(chart, width, height, cursor=3):
            assert cells(line) == width
            assert line.isprintable()


def test_without_box_characters_a_plot_is_plain_ascii() -> None:
    signs = signs_for(ASCII)
    look = LOOK._replace(marks=signs.fills, limit=signs.limit)
    lines = shown(columns([(3, 2), (1, 0)], limit=2), look=look)
    assert in_glyphs("\n".join(lines), ASCII).isascii()
