"""The weeks ahead, in the app."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from followup_tui.model.settings import Away
from followup_tui.opening import load_settings
from followup_tui.rules.today import Kind
from followup_tui.samples import sample_settings
from followup_tui.tui.plan_rows import load_words, people_of, weekday_month, weeks_of
from tests.conftest import TODAY
from tests.tui.frames import frame
from tests.tui.pilot_app import Running, running

T = TypeVar("T")


def shown_by(it: Running, screen: str) -> str:
    """What a screen shows while it is on top."""
    return frame(it.app) if it.on_top(screen) else ""


async def test_the_plan_goes_from_weeks_to_days_to_people_and_to_somebody_in_the_main_view(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("g", "w")
        await it.until(lambda: "keeps about" in shown_by(it, "PlanView"))
        ahead = it.book.plan_ahead(26)
        assert load_words(weeks_of(ahead)[0].days) in it.shown
        await it.press("enter", "j", "enter")
        tomorrow = ahead.days[1]
        words = f"{weekday_month(tomorrow.date)}: {len(tomorrow.planned)} check-ins"
        await it.until(lambda: words in shown_by(it, "PlanView"))
        names = [it.book.contacts[who.contact].name for who in people_of([tomorrow], {})]
        assert all(name in it.shown for name in names[:4])
        await it.press("?", "s", "p", "r", "enter")
        await it.until(lambda: "have until the day" in shown_by(it, "SpreadScreen"))
        await it.press("escape")
        await it.press("enter")
        await it.until(lambda: it.review.view == "all" and it.contact.name == names[0])
        await it.press("g", "w")
        await it.until(lambda: f"{weekday_month(tomorrow.date)}:" in shown_by(it, "PlanView"))


async def test_somebody_is_moved_after_the_consequence_was_read_and_undo_takes_it_back(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        _, one, *_ = people_of([it.book.plan_ahead(26).days[1]], {})
        assert one.kind is Kind.CHECK_IN
        name = it.book.contacts[one.contact].name
        await it.press("g", "w", "d")
        await it.until(lambda: "keeps about" in shown_by(it, "PlanView"))
        await it.press("j", "tab", "j", "m")
        await it.until(lambda: "week on   Wed 11 Mar 0 of 12" in shown_by(it, "DayMenu"))
        await it.press("W")
        moves = f"{name}: from Wed 4 Mar to Wed 11 Mar"
        await it.until(lambda: moves in shown_by(it, "MoveScreen"))
        assert it.book.contacts[one.contact].planned_on is None, "it is only shown"
        await it.pilot.resize_terminal(40, 6)
        await it.until(lambda: it.app.screen.query_one("#sentences").size.width < 40)
        await it.until(lambda: "Enter move them" in shown_by(it, "MoveScreen"))  # however long the sentences are
        await it.pilot.resize_terminal(120, 36)
        await it.press("enter")
        await it.until(lambda: f"Moved {name} to Wed 11 Mar" in shown_by(it, "PlanView"))
        assert it.book.contacts[one.contact].planned_on == date(2026, 3, 11)
        await it.until(lambda: any("=" in line for line in it.shown.splitlines() if "Wed 11 Mar" in line))
        await it.press("u")
        await it.until(lambda: f"Undid: Move {name}" in shown_by(it, "PlanView"))
        assert it.book.contacts[one.contact].planned_on is None
        assert f">{weekday_month(it.book.plan_ahead(26).days[1].date)}" in it.shown, "the place is kept"


async def test_who_is_late_is_spread_from_the_main_view_after_it_was_shown(sample_file: Path) -> None:
    async with running(sample_file, size=(80, 24)) as it:
        late = sum(stands.days_overdue > 0 for stands in it.book.verdicts().values())
        assert late
        await it.press("b")
        await it.until(lambda: "have until the day the plan has for" in shown_by(it, "SpreadScreen"))
        assert "until Tue 3 Mar: " in it.shown
        await it.press("enter")
        await it.until_said("Spread ")
        assert not any(stands.days_overdue for stands in it.book.verdicts().values())
        await it.press("b")
        await it.until(lambda: "Nobody is late, today or in the plan" in shown_by(it, "SpreadScreen"))
        await it.press("enter", "u")
        await it.until_said("Undid: Spread ")
        assert sum(stands.days_overdue > 0 for stands in it.book.verdicts().values()) == late


async def test_days_away_and_another_pace_are_kept_in_the_settings_and_undo_takes_them_back(sample_file: Path) -> None:
    one_a_day = sample_settings(TODAY)
    one_a_day = replace(one_a_day, plan=replace(one_a_day.plan, per_day=1, workdays=("mon", "tue")))
    async with running(sample_file, size=(120, 36), settings=one_a_day) as it:
        config = it.app.settings_path
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text('[plan]\nper_day = 1\nworkdays = ["mon", "tue"]\n')
        await it.press("g", "w", "a")
        await it.until(lambda: it.on_top("AwayScreen"))
        await it.type("16-27 March")
        await it.until(lambda: "That is 4 work days and 4 places less." in it.shown)
        await it.press("enter")
        await it.until(lambda: "Away 16-27 Mar" in shown_by(it, "PlanView"))
        away = (Away(first=date(2026, 3, 16), last=date(2026, 3, 27)),)
        assert load_settings(config).plan.away == it.book.settings.plan.away == away
        await it.press("u")
        await it.until(lambda: "Undid: Away 16-27 Mar" in shown_by(it, "PlanView"))
        assert load_settings(config).plan.away + it.book.settings.plan.away == ()
        await it.until(lambda: "a day from now on" in it.shown and "1-3 take" in it.shown)
        await it.press("1")
        await it.until(lambda: "u takes it back" in it.shown)
        assert it.book.settings.plan.per_day > 1
        await it.press("q", "u")  # also after the plan was left
        await it.until_said("Undid: ")
        assert it.book.settings.plan.per_day == 1


async def test_a_setting_that_was_written_is_known_and_undone_in_order_however_fast_one_types(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        written, may_go_on = asyncio.Event(), asyncio.Event()

        async def slow(work: Callable[[], T]) -> T:
            made = await asyncio.to_thread(work)
            written.set()
            await may_go_on.wait()
            return made

        monkeypatch.setattr(it.app, "in_thread", slow)
        config = it.app.settings_path
        await it.press("g", "w", "a")
        await it.until(lambda: it.on_top("AwayScreen"))
        await it.type("16-27 March")
        await it.press("enter", "enter", "escape")
        await it.until(lambda: written.is_set() and it.on_top("PlanView"))
        away = (Away(first=date(2026, 3, 16), last=date(2026, 3, 27)),)
        assert load_settings(config).plan.away == away
        await it.press("u", "u", "u")  # of the change that is still under way, and of nothing twice
        assert list(it.book.settings.plan.away) == []
        may_go_on.set()
        await it.until_said("nothing to undo")
        assert list(load_settings(config).plan.away + it.book.settings.plan.away) == []
        await it.press("U")
        await it.until_said("Did again: Away 16-27 Mar")
        await it.until(lambda: "away" in shown_by(it, "PlanView"))
        assert load_settings(config).plan.away == it.book.settings.plan.away == away
