"""The first look: who, why, what was, what one could say; at every size, and without colour."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Static

from followup_tui.messages.opener import Opener
from followup_tui.model.clock import Clock
from followup_tui.model.settings import Settings
from followup_tui.samples import sample_settings
from followup_tui.tui.app import FollowupApp
from followup_tui.tui.services import Services
from followup_tui.tui.text import cells
from followup_tui.tui.widgets.hints import Hints, fitting_hints
from tests.conftest import TODAY
from tests.tui.frames import frame
from tests.tui.pilot_app import SIZES, control_characters, running
from tests.tui.test_review_sending import first_without_blanks


async def test_today_is_shown_with_the_first_person_and_all_about_them(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        today = it.book.today()
        first = today.planned[0].contact
        assert it.contact.id == first
        assert it.screen.people.has_focus
        shown = it.shown
        assert f"[Today {len(today.planned)}]" in shown
        assert f"All {len(it.book.contacts)}" in shown
        assert f"Companies {len(it.book.companies)}" in shown
        assert f"{len(today.done)}/{len(today.planned) + len(today.done)}" in shown
        assert it.contact.name in shown
        assert " ".join(it.book.reason(today.planned[0]).split()[:4]) in shown
        newest = it.book.interactions_of(first)[0]
        assert newest.text[:12] in shown
        assert f">1 {it.screen.proposals[0].suggestion.template.title}" in shown
        assert "why: " in shown
        assert it.body == it.screen.proposals[0].message.body
        assert it.body.splitlines()[0] in shown
        assert it.contact.emails[0] in shown
        assert it.said.startswith(f"{len(today.planned)} people for today")
        for name in (it.book.contacts[entry.contact].name for entry in today.planned):
            assert name in shown


async def test_everybody_is_in_exactly_one_place_of_today(sample_file: Path) -> None:
    async with running(sample_file, size=(200, 50)) as it:
        rows = it.screen.people.rows
        keys = [rows[at].key for at in range(len(rows)) if rows[at].kind == "row"]
        assert len(keys) == len(set(keys))


async def test_every_size_shows_the_person_and_the_reason_and_cuts_no_hint(sample_file: Path) -> None:
    async with running(sample_file, size=SIZES[0]) as it:
        for width, height in SIZES:
            await it.resize(width, height)
            lines = frame(it.app).split("\n")
            assert len(lines) == height
            assert all(cells(line) <= width for line in lines), f"{width}x{height}"
            assert any(it.contact.name in line for line in lines), f"{width}x{height}"
            assert any("have waited 19 days" in line for line in lines), f"{width}x{height}"
            assert lines[0].strip().startswith("[Today 9]")
            assert lines[-1].endswith("? keys")
            _assert_hints_are_whole(lines[-1], it.screen.hints, width)


async def test_the_hints_of_every_state_fit_at_every_size(sample_file: Path) -> None:
    async with running(sample_file, size=SIZES[0]) as it:
        for width, height in SIZES[::2]:
            await it.resize(width, height)
            for keys in (("enter",), ("escape",), ("q", "tab"), ("q", "space"), ("escape", "right_square_bracket")):
                await it.press(*keys)
                await it.pilot.pause()
                last = it.shown.split("\n")[-1]
                assert cells(last) <= width
                _assert_hints_are_whole(last, it.screen.hints, width)
            await it.press("g", "t")
            await it.settled()


def _assert_hints_are_whole(line: str, hints: Hints, width: int) -> None:
    lead = cells(hints._lead) + 2 if hints._lead else 0
    fitting = fitting_hints(hints._hints, width - 1 - lead)
    assert line.strip().removeprefix(hints._lead).strip() == "  ".join(f"{one.keys} {one.title}" for one in fitting)


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"NO_COLOR": "1"}, "followup-dark"),
        ({}, "followup-light"),
        ({}, "followup-mono"),
        ({}, "followup-contrast"),
    ],
)
async def test_states_are_told_apart_as_text_without_any_colour(
    sample_file: Path, environment: dict[str, str], theme: str
) -> None:
    async with running(sample_file, size=(120, 36), environment=environment, theme=theme) as it:
        shown = it.shown
        for state in (
            "<     reply ",
            "@   promise ",
            "&     b-day ",
            "!!     229d ",
            "!       88d ",
            ".       +6d ",
            "z   ",
        ):
            assert state in shown, state
        assert "\n><     reply" in shown
        if environment:
            styles = [
                segment.style
                for strip in it.app.screen._compositor.render_strips()
                for segment in strip
                if segment.style
            ]
            filtered = [style for style in styles if style.color and not style.color.is_default]
            assert it.app.theme == "ansi-dark"
            assert filtered == [] or it.app.ansi_color


async def test_ascii_draws_nothing_but_ascii_of_its_own(sample_file: Path) -> None:
    settings = sample_settings(TODAY)
    settings = replace(settings, screen=replace(settings.screen, ascii=True))
    async with running(sample_file, size=(120, 36), settings=settings) as it:
        names = "".join(one.name for one in it.book.contacts.values())
        quoted = "“”’…佐藤美咲"
        for keys in ((), ("g", "a"), ("g", "c"), ("question_mark",), ("escape", "colon"), ("escape", "g", "t", "s")):
            await it.press(*keys)
            await it.pilot.pause()
            drawn = {one for one in it.shown if ord(one) > 127 and one not in names + quoted and not one.isalpha()}
            assert drawn <= set("–·"), drawn


async def test_a_click_free_start_says_nothing_it_cannot_know(sample_file: Path) -> None:
    async with running(sample_file) as it:
        assert control_characters(it.shown) == set()
        assert it.screen.status_line.status.undo == ""
        assert not it.screen.query(Static).filter(".error")


async def test_a_new_day_begins_by_itself(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("followup_tui.tui.app.POLL_SECONDS", 3600)  # the test looks round when it wants to
    day = [TODAY]

    def now() -> datetime:
        return datetime.combine(day[0], time(12), UTC)

    async with running(sample_file, size=(120, 36), clock=Clock(None, now)) as it:
        for _ in list(it.queue):
            await it.press("n")
        assert it.queue == []
        day[0] = TODAY + timedelta(days=1)
        it.app._look_round()
        await it.until_said("A new day: ")
        assert it.queue == [entry.contact for entry in it.book.today().planned]
        assert it.queue
        await it.press("enter")
        await it.until(lambda: it.screen.at_message)
        queue = list(it.queue)
        day[0] = TODAY + timedelta(days=2)
        it.app._look_round()
        await it.settled()
        assert it.queue == queue
        await it.press("escape", "q")
        it.app._look_round()
        await it.until(lambda: not it.review.is_new_day())


async def test_keys_typed_before_the_file_is_read_are_pressed_then(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    read = FollowupApp._read

    def slow(self: FollowupApp) -> None:
        gate.wait(20)
        read(self)

    monkeypatch.setattr(FollowupApp, "_read", slow)
    async with running(sample_file, expect_open=False) as it:
        await it.press("n", "l", "x", "y")
        gate.set()
        await it.until(lambda: it.app.book is not None and it.screen.loaded is not None)
        await it.until(lambda: it.screen.prompt.is_open and it.screen.prompt.query_one(Input).value == "xy")
        assert len(it.review.handled) == 1


async def test_keys_typed_before_the_file_is_read_answer_no_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    read = FollowupApp._read

    def slow(self: FollowupApp) -> None:
        gate.wait(20)
        read(self)

    monkeypatch.setattr(FollowupApp, "_read", slow)
    async with running(tmp_path / "followup.json", expect_open=False, settings=Settings()) as it:
        await it.press("3", "3")
        gate.set()
        await it.until(lambda: it.on_top("FirstRun"))
        await it.settled()
        assert it.on_top("FirstRun")
        assert not it.app._exit


async def test_an_error_nobody_foresaw_while_opening_is_said_on_the_terminal(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: FollowupApp) -> None:
        raise RuntimeError("something odd")

    monkeypatch.setattr(FollowupApp, "_read", broken)
    async with running(sample_file, expect_open=False) as it:
        await it.until(lambda: it.app._exit)
        assert it.app.return_value == 1
        assert it.app.failure == f"{sample_file} could not be opened: RuntimeError: something odd. Nothing was changed."


async def test_an_error_nobody_foresaw_later_is_said_and_ends_nothing(sample_file: Path) -> None:
    def broken(app: object) -> Opener:
        raise RuntimeError("something odd")

    async with running(sample_file) as it:
        services = it.app.services
        it.app._services = Services(services.clipboard, broken, services.ways)
        await first_without_blanks(it)
        await it.press("Y")
        await it.until_said("That went wrong and was not done: RuntimeError: something odd.")
        assert not it.app._exit
        assert not it.screen.sending
