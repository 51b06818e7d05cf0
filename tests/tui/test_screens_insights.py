"""The insights: points in words, the people behind them, the table, exports, and what keeps them quick."""

import stat
from collections.abc import Callable, Collection
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest

from followup_tui.actions.chart_plot import MARKS
from followup_tui.actions.charting import chart_of, csv_of
from followup_tui.rules import result_charts
from followup_tui.rules.chart import Chart, ChartKind, Point
from followup_tui.safekeeping import Stopped, Tell
from followup_tui.tui.insights_desk import Asked
from followup_tui.tui.screens import insights_plots
from followup_tui.tui.screens.insights import InsightsScreen
from followup_tui.tui.text import cells
from tests.conftest import TODAY
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.pilot_app import control_characters, running
from tests.tui.screen_app import SIZES, ScreenApp


def sample_charts() -> dict[str, Chart]:
    monday = date(2026, 11, 23)
    days = tuple(Point(f"day {place}", (place % 12,), (1,), monday - timedelta(days=69 - place)) for place in range(70))
    weeks = tuple(
        Point(f"week {place}", (place, 2), (1,), monday + timedelta(weeks=place), 0, 15) for place in range(26)
    )
    shares = tuple(Point(name, (7,), (1,), None, 20) for name in HOSTILE)
    few = (*shares, Point("rare", (2,), (), None, 9))
    made = (
        Chart("contacts-per-day", "Contacts per day", ChartKind.HEATMAP, ("people",), days, "A note."),
        Chart("load", "The coming load", ChartKind.COLUMNS, ("next touch", "follow-on"), weeks),
        Chart("status", "By status", ChartKind.LINES, ("due", "overdue"), weeks),
        Chart("on-time", "Windows kept", ChartKind.SHARES, ("kept",), few[-3:]),
        Chart("answers-channel", "Answers by channel", ChartKind.SHARES, ("answered",), few),
        Chart("answers-template", "Answers by template", ChartKind.SHARES, ("answered",), few),
        Chart("answers-gap", "Answers by silence", ChartKind.SHARES, ("answered",), (), "No message yet."),
        Chart("results", "What it gave", ChartKind.COUNTS, result_charts.SERIES, (Point("offer", (1,) * 7),)),
    )
    return {one.id: one for one in made}


class Told:
    """A desk whose charts are there already, but for those that wait until they are stopped."""

    def __init__(self, charts: dict[str, Chart], waits_at: str = "") -> None:
        self.charts, self.waits_at = charts, waits_at
        self.stopped = Event()
        self.asked: list[Asked] = []
        self.book = self
        self.changes = 0
        self.contacts: dict[int, object] = {}

    @property
    def titles(self) -> dict[str, str]:
        return {name: one.title for name, one in self.charts.items()}

    def name_of(self, contact: int) -> str:
        return HOSTILE[contact]

    def tags(self) -> list[str]:
        return ["oslo", "vc"]

    def charting(
        self, next_one: Callable[[Collection[str]], str], asked: Asked, made: Callable[[Chart], object]
    ) -> Callable[[Tell], None]:
        self.asked.append(asked)

        def job(tell: Tell) -> None:
            done: set[str] = set()
            while name := next_one(done):
                done.add(name)
                while name == self.waits_at:
                    try:
                        tell("Counting", 3, 9)
                    except Stopped:
                        self.stopped.set()
                        raise
                made(self.charts[name])

        return job


def screen(told: Told) -> InsightsScreen:
    return InsightsScreen(told)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES[::2])
async def test_every_size_draws_within_the_screen_and_shows_the_keys(size: tuple[int, int]) -> None:
    app = ScreenApp(screen(Told(sample_charts())))
    async with app.shown(size) as pilot:
        await wait_until(pilot, lambda: "day 69" in frame(app))
        assert "? keys" in frame(app)
        if size == (200, 50):
            await wait_until(pilot, lambda: "too few to say" in frame(app) and "No message yet." in frame(app))
            signs = zip(MARKS, result_charts.SERIES, strict=True)
            assert [word for sign, word in signs if f"{sign} {word}" not in frame(app)] == []  # none is torn off
        await pilot.press("5")
        await wait_until(pilot, lambda: "35%, 7 of 20 answered" in frame(app))
        assert not control_characters(frame(app))
        assert all(cells(line) <= size[0] for line in frame(app).split("\n"))


async def test_charts_are_made_for_a_tag_and_a_span_and_leaving_lets_go_of_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(insights_plots, "PROGRESS_AFTER", 0.01)
    told = Told(sample_charts(), waits_at="status")
    app = ScreenApp(screen(told))
    async with app.shown((120, 36)) as pilot:
        await wait_until(pilot, lambda: "day 69" in frame(app))
        await pilot.press("]", "+")
        assert told.asked[1:] == [Asked(tag="oslo"), Asked(26, "oslo")]
        await wait_until(pilot, lambda: "3 of 9" in frame(app))
        await pilot.press("q")
        await wait_until(pilot, lambda: app.is_over)
        assert told.stopped.wait(5)
        assert app.results == [None]


async def test_a_point_is_said_in_words_and_leads_to_its_people(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("g", "i")
        await it.until(lambda: it.on_top("InsightsScreen") and "people that day" in it.shown)
        chart = chart_of(it.book.rehearsal(), "contacts-per-day")
        place = max(place for place, one in enumerate(chart.points) if one.people)
        point = chart.points[place]
        it.app.screen._plot.go_to(place - 7)  # type: ignore[attr-defined]
        await it.press("l")
        name = it.book.contacts[point.people[0]].name
        await it.until(lambda: f"{point.label}: " in it.shown and name in it.shown)
        await it.press("R")
        await it.until(lambda: name not in it.shown)
        await it.press("R", "enter")
        await it.until(lambda: it.on_top("ChartPeople") and name in it.shown)
        await it.press("enter")
        await it.until(lambda: it.app.screen is it.screen and it.review.view == "all")
        assert {it.screen.people.rows.key_at(row) for row in range(len(it.screen.people.rows))} == set(point.people)
        assert it.screen.current in point.people
        await it.press("escape")
        await it.until(lambda: len(it.screen.people.rows) == len(it.book.contacts))
        await it.press("g", "i")
        await it.until(lambda: f"{point.label}: " in it.shown)  # back where one was


async def test_the_numbers_are_a_table_and_a_file_and_follow_a_change(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("n", "g", "i")
        await it.until(lambda: it.on_top("InsightsScreen") and "this month" in it.shown)
        chart = chart_of(it.book.rehearsal(), "contacts-per-day")
        await it.press("T")
        await it.until(lambda: f"{len(chart.points)} rows" in it.shown and chart.points[-1].on.isoformat() in it.shown)  # type: ignore[union-attr]
        await it.press("enter")
        await it.until(lambda: it.on_top("ChartPeople"))
        await it.press("escape", "h", "x")
        await it.until(lambda: it.on_top("SaveChart"))
        target = sample_file.parent / "plot.txt"
        field = it.app.screen.focused
        field.value = str(target)  # type: ignore[union-attr]
        await it.press("enter")
        await it.until(lambda: "end it in .csv" in it.shown and not target.exists())
        target = target.with_suffix(".csv")
        target.write_text("theirs", encoding="utf-8")
        field.value = str(target)  # type: ignore[union-attr]
        await it.press("enter")
        await it.until(lambda: "y writes over it" in it.shown)
        assert target.read_text(encoding="utf-8") == "theirs"
        await it.press("y")
        await it.until(lambda: "readable by you alone" in it.shown)
        await it.press("enter")
        await it.until(lambda: it.on_top("InsightsScreen") and "Exported the plot" in it.shown)
        assert target.read_bytes().decode() == csv_of(chart)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        week_ago = TODAY - timedelta(days=7)
        await it.press("u")
        await it.until(lambda: "Undid: Skip" in it.shown)
        await it.app.workers.wait_for_complete()
        assert it.app.screen._plot.point.on == week_ago  # type: ignore[attr-defined]


async def test_without_colour_the_cursor_and_the_numbers_are_still_seen(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample_file, environment={"NO_COLOR": "1"}) as it:
        await it.press("g", "i")
        await it.until(lambda: it.on_top("InsightsScreen") and "<" in it.shown)
        strips = it.app.screen._compositor.render_strips()
        styles = {segment.style for strip in strips for segment in strip if segment.style}
        assert not {style.color for style in styles if style.color and not style.color.is_default}
        assert any(style.reverse for style in styles)
