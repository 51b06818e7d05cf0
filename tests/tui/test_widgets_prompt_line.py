"""The line at the bottom: Tab stays in it, and leaving it by a click loses nothing that was typed."""

import asyncio
from pathlib import Path

import pytest

from followup_tui.tui.completions import completed_filter, completed_person
from followup_tui.tui.widgets.body_text import BodyText
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.prompt_line import PromptLine
from followup_tui.tui.widgets.row_list import RowList
from tests.desk import Desk
from tests.tui.frames import wait_until
from tests.tui.widget_app import WidgetApp


async def test_tab_completes_and_the_keyboard_stays() -> None:
    prompt, elsewhere = PromptLine(), RowList(())
    app = WidgetApp(elsewhere, prompt)
    async with app.shown((60, 10)) as pilot:
        prompt.ask("add", "like this", "who?", complete=lambda line: f"{line}her")
        await pilot.pause()
        await pilot.press("F", "i", "s", "tab")
        field = prompt.query_one(LineInput)
        assert field.value == "Fisher"
        assert app.focused is field
        await pilot.press("shift+tab", "!")
        assert field.value == "Fisher!"


async def test_a_click_elsewhere_closes_it_and_what_was_typed_comes_back() -> None:
    prompt, elsewhere = PromptLine(), RowList(())
    app = WidgetApp(elsewhere, prompt)
    async with app.shown((60, 10)) as pilot:
        prompt.ask("log", "like this", "what?")
        await pilot.pause()
        await pilot.press("c", "a", "l", "l")
        elsewhere.focus()
        await wait_until(pilot, lambda: any(isinstance(one, PromptLine.Cancelled) for one in app.said))
        prompt.close()
        prompt.ask("log", "like this", "what?")
        assert prompt.query_one(LineInput).value == "call"
        prompt.close()
        prompt.ask("add", "like this", "who?")
        assert prompt.query_one(LineInput).value == ""


async def test_leaving_one_question_does_not_close_the_next() -> None:
    prompt, elsewhere = PromptLine(), RowList(())
    app = WidgetApp(elsewhere, prompt)
    for turns in range(12):  # the next question comes at every moment of the leaving
        async with app.shown((60, 10)) as pilot:
            prompt.ask("looking", "like this", "what?")
            await pilot.pause()
            prompt.close()
            elsewhere.focus()
            for _ in range(turns):
                await asyncio.sleep(0)
            app.said.clear()
            prompt.ask("now", "like this", "where?")
            await pilot.pause()
            assert not app.heard(PromptLine.Cancelled), turns
            assert app.focused is prompt.query_one(LineInput)
        prompt, elsewhere = PromptLine(), RowList(())
        app = WidgetApp(elsewhere, prompt)


async def test_a_message_without_blanks_is_gone_into_above_its_closing() -> None:
    body = BodyText()
    app = WidgetApp(body)
    async with app.shown((60, 10)) as pilot:
        body.fill("Hi Ann,\n\nhow is Oslo?\n\nBest,\nSam")
        body.go_to_first_blank()
        body.focus()
        await pilot.press(*" And Bo?")
        assert body.text == "Hi Ann,\n\nhow is Oslo? And Bo?\n\nBest,\nSam"


async def test_another_suggestion_is_shown_from_its_beginning() -> None:
    body = BodyText()
    app = WidgetApp(body)
    async with app.shown((40, 4)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        body.fill("short")
        body.exchange("\n".join(f"line {number}" for number in range(30)))
        await pilot.pause()
        assert body.scroll_offset.y == 0


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "followup.json")
    desk.add("Ann Lee @Fisher Diagnostics #recruiter")
    desk.add("Bo Chen @Acme #vc")
    return desk


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("Cy Ode @fis", "Cy Ode @Fisher Diagnostics"),
        ("Cy Ode @Acme #rec", "Cy Ode @Acme #recruiter"),
        ("Cy Ode @nobody", "Cy Ode @nobody"),
        ("Cy Ode", "Cy Ode"),
        ("Cy Ode #", "Cy Ode #"),
    ],
)
def test_companies_and_tags_are_completed(desk: Desk, line: str, completed: str) -> None:
    assert completed_person(desk.book, line) == completed


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("out", "outcome:"),
        ("ann -ta", "ann -tag:"),
        ("tag:v", "tag:vc"),
        ("late: company:fis", 'late: company:"Fisher Diagnostics"'),
        ("zzz", "zzz"),
        ("", ""),
    ],
)
def test_fields_and_their_values_are_completed(desk: Desk, line: str, completed: str) -> None:
    assert completed_filter(desk.book, line) == completed
