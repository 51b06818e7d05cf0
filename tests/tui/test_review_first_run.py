"""An empty file, a broken one, a newer one: the first steps, or one sentence."""

import json
from datetime import date
from pathlib import Path

import pytest

from followup_tui.model.settings import Settings
from followup_tui.store import settings_file
from tests.tui.pilot_app import running

NOBODY = Settings()


async def test_an_empty_network_begins_with_the_first_steps_and_keeps_the_answer(tmp_path: Path) -> None:
    file = tmp_path / "new" / "followup.json"
    async with running(file, settings=NOBODY) as it:
        await it.until(lambda: it.on_top("FirstRun"))
        assert "How many people a day?  < 3 >" in it.shown
        assert not file.exists(), "nothing is saved while one looks"
        await it.press("right", "right")
        assert "5 a day keeps about 650 people at six months" in it.shown
        await it.press("2")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.until(lambda: it.app.settings.plan.per_day == 5)
        assert settings_file.load(it.app.settings_path).plan.per_day == 5
        assert it.screen.prompt.is_open
        await it.type("Ann Lee <ann@x.org> @Fisher met 2021-05")
        await it.press("enter")
        await it.until(lambda: len(it.book.contacts) == 1)
        await it.until(lambda: "Ann Lee" in it.shown)
        assert "the next one, or Esc" in it.shown
        await it.press("escape", "escape", "Q")
        await it.until(lambda: it.app._exit)
    assert file.stat().st_mode & 0o777 == 0o600
    async with running(file, settings=NOBODY) as it:
        assert not it.screen.prompt.is_open, "nothing takes the keyboard unasked"
        await it.press("enter")
        await it.until(lambda: it.screen.prompt.is_open)
        assert "Your name, as you sign messages" in it.shown
        await it.type("Sam Carter")
        await it.press("enter")
        await it.until(lambda: it.app.settings.me.name == "Sam Carter")
        await it.press("g", "a")
        await it.settled()
        assert it.contact.name == "Ann Lee"
        assert "Sam Carter" in it.body


async def test_an_interview_can_be_the_beginning(tmp_path: Path) -> None:
    async with running(tmp_path / "followup.json", settings=NOBODY) as it:
        await it.until(lambda: it.on_top("FirstRun"))
        await it.press("A")
        await it.until(lambda: it.on_top("InterviewForm"))
        await it.type("Fisher")
        await it.press("ctrl+s")
        await it.until(lambda: [one.name for one in it.book.companies.values()] == ["Fisher"])
        assert len(it.book.interviews) == 1


async def test_practising_leaves_the_data_empty(tmp_path: Path) -> None:
    file = tmp_path / "followup.json"
    async with running(file, settings=NOBODY) as it:
        await it.until(lambda: it.on_top("FirstRun"))
        await it.press("right", "3")
        await it.until(lambda: it.app._exit)
        assert it.app.return_value == -1
        assert settings_file.load(it.app.settings_path).plan.per_day == 4
    assert not file.exists()


async def test_the_first_steps_can_be_left(tmp_path: Path) -> None:
    async with running(tmp_path / "followup.json", settings=NOBODY) as it:
        await it.until(lambda: it.on_top("FirstRun"))
        await it.press("q")
        await it.until(lambda: it.app._exit)
        assert it.app.return_code == 0
    assert not (tmp_path / "followup.json").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"{broken",
        b"\x00\xff\xfe binary",
        json.dumps({"_meta": {"1": {"schema": 999, "rev": 1}}, "contacts": [1]}).encode(),
        b"[]",
    ],
)
async def test_a_file_that_cannot_be_used_is_one_sentence_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "followup.json"
    file.write_bytes(content)
    async with running(file, expect_open=False) as it:
        await it.until(lambda: it.app._exit or "q leaves it as it is" in " ".join(it.shown.split()))
        await it.press("q")
        await it.until(lambda: it.app._exit)
        assert it.app.return_value == 1
        assert it.app.failure.endswith(".")
        assert "followup" in it.app.failure
        assert "Traceback" not in it.app.failure
        assert "\n" not in it.app.failure
    assert file.read_bytes() == content


async def test_a_day_off_and_a_day_with_nobody_due_say_so(sample_file: Path) -> None:
    async with running(sample_file, as_of=date(2026, 3, 7)) as it:
        assert it.app.is_running
        assert "Traceback" not in it.shown
