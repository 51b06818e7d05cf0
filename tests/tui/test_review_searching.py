"""Looking again, in the app."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from followup_tui.opening import load_settings
from tests.tui.pilot_app import running

T = TypeVar("T")


async def test_the_search_is_begun_in_a_line_planned_by_days_and_ended(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("g", "L")
        await it.until_said("You are not looking")
        await it.press("g", "l")
        await it.type("a product role in Oslo")
        await it.press("enter")
        await it.until(lambda: it.review.view == "looking" and "[Looking]" in it.shown)
        await it.until(lambda: it.screen.prompt.is_open)
        await it.press("escape")
        first = it.book.approaches()[0]
        await it.until(lambda: it.contact.id == first.contact)
        assert first.reasons[0].words[:20] in it.shown
        assert "── " in it.shown.splitlines()[2], "the first day stands above the first person"
        await it.press("g", "f")
        await it.until(lambda: it.on_top("WholeText") and "WHOM TO ASK FIRST" in it.shown)
        await it.press("q", "]")
        await it.until(lambda: it.review.view == "today")
        await it.press("g", "L")
        await it.until_said("Back to keeping warm")
        assert "Looking" not in it.shown
        assert it.book.settings.looking.since is None


async def test_no_setting_is_forgotten_when_two_are_kept_at_once(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample_file) as it:
        begun, may_go_on = list[asyncio.Event](), asyncio.Event()

        async def slow(work: Callable[[], T]) -> T:
            begun.append(written := asyncio.Event())
            made = await asyncio.to_thread(work)
            written.set()
            await may_go_on.wait()
            return made

        monkeypatch.setattr(it.app, "in_thread", slow)
        it.app.keep_setting("plan.per_day", 7)
        await it.until(lambda: any(one.is_set() for one in begun))
        assert it.screen.take_looking("a product role in Oslo")
        await it.pilot.pause()
        assert len(begun) == 1, "the second one waits: it would be overtaken by the first, which does not know of it"
        may_go_on.set()
        await it.until_said("Looking for a product role in Oslo")
        for kept in (it.book.settings, load_settings(it.app.settings_path)):
            assert (kept.plan.per_day, kept.looking.what) == (7, "a product role in Oslo")
