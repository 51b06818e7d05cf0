"""What plots look like: every count in as many cells, the capacity line, too few to say, hostile names, no colour."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual_plotext.plot import Plot

from followup_tui.rules.chart import Chart, ChartKind, Point
from followup_tui.tui.text import cells
from followup_tui.tui.widgets.glyphs import ASCII
from followup_tui.tui.widgets.plots.drawing import View, drawn, point_at, shape_of
from followup_tui.tui.widgets.plots.point_words import point_words
from followup_tui.tui.widgets.plots.scale import scale_for
from followup_tui.tui.widgets.plots.signs import UNICODE_SIGNS, Inks, in_glyphs, signs_for
from tests.tui.frames import HOSTILE

MONDAY = date(2026, 11, 23)
PLAIN = Inks(("default",) * 7, "default", "default", "default")


def columns(values: Sequence[tuple[int, ...]], limit: int | None = None) -> Chart:
    points = (
        Point(f"week {place}", value, (), MONDAY + timedelta(weeks=place), 0, limit)
        for place, value in enumerate(values)
    )
    return Chart("load", "Load", ChartKind.COLUMNS, ("next touch", "follow-on"), tuple(points))


def shown(chart: Chart, width: int = 60, height: int = 14, *, cursor: int = -1) -> list[str]:
    view = View(width, height, cursor, cursor >= 0, UNICODE_SIGNS, PLAIN)
    return re.sub(r"\x1b\[[0-9;]*m", "", drawn(Plot(), chart, view)).split("\n")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=26), st.integers(20, 90))
def test_every_column_has_its_count_in_cells_whatever_its_neighbours(values: list[tuple[int, int]], width: int) -> None:
    chart = columns(values)
    lines = shown(chart, width)
    view = View(width, 14, -1, False, UNICODE_SIGNS, PLAIN)
    shape = shape_of(chart, view)
    scale = scale_for(max(map(sum, values)), 14 - 3)
    for place, at in enumerate(shape.places):
        first, second = values[shape.first + place]
        for cell in range(shape.wide):
            drawn_there = [line[shape.start + at + cell] for line in lines[:-2]]
            assert drawn_there.count("█") + drawn_there.count("▒") == scale.filled(first + second)
            assert drawn_there.count("█") == scale.filled(first)


@given(st.integers(1, 100_000), st.integers(1, 60), st.integers(0, 100_000))
def test_a_scale_begins_at_nothing_never_hides_somebody_and_keeps_the_order(top: int, rows: int, number: int) -> None:
    scale = scale_for(top, rows)
    assert scale.filled(0) == 0
    assert scale.filled(1) >= 1
    assert scale.filled(top) <= rows
    assert scale.filled(min(number, top)) <= scale.filled(top)
    assert all(rows >= scale.filled(tick) for tick in scale.ticks(2))


def test_the_capacity_is_a_line_and_what_is_over_it_stands_above() -> None:
    lines = shown(columns([(4, 0), (9, 3), (0, 0)], limit=6), cursor=1)
    line = next(row for row, text in enumerate(lines) if "───" in text)
    assert "▒" in "".join(lines[:line])
    assert "█" not in "".join(text[:6] for text in lines[:line])
    assert "▼" in "".join(lines[:line])
    chart = columns([(9, 3)], limit=6)
    said = point_words(chart, chart.points[0]._replace(people=(1, 2)), "P{}".format)
    assert said == "week 0: 9 next touch, 3 follow-on, 6 over the 6 there is room for: P1 and P2"


def test_more_days_than_columns_show_those_around_the_cursor_and_a_click_finds_them() -> None:
    chart = columns([(1, 0)] * 400)
    view = View(60, 14, 250, True, UNICODE_SIGNS, PLAIN)
    shape = shape_of(chart, view)
    assert shape.first <= 250 < shape.last
    assert point_at(chart, view, shape.start + 250 - shape.first, 3) == 250


@pytest.mark.parametrize("kind", [ChartKind.COUNTS, ChartKind.LINES, ChartKind.COLUMNS])
def test_hostile_names_and_any_size_keep_every_line_as_wide_as_the_plot(kind: ChartKind) -> None:
    points = tuple(Point(name, (place, 1), (), MONDAY + timedelta(days=place)) for place, name in enumerate(HOSTILE))
    chart = Chart("any", "Any", kind, ("one", "two"), points)
    for width, height in ((6, 3), (20, 5), (58, 11), (160, 30)):
        for line in shown(chart, width, height, cursor=3):
            assert cells(line) == width
            assert line.isprintable()


def test_without_box_characters_a_plot_is_plain_ascii() -> None:
    view = View(40, 10, 0, True, signs_for(ASCII), PLAIN)
    assert in_glyphs(drawn(Plot(), columns([(3, 2), (1, 0)], limit=2), view), ASCII).isascii()
