"""The templates in the app: seen as somebody would get them, written in the editor, never lost."""

from pathlib import Path

import pytest

from followup_tui.tui.screens.templates import TemplatesScreen
from tests.tui.pilot_app import Running, running


async def open_templates(it: Running) -> TemplatesScreen:
    await it.press("g", "m")
    await it.until(lambda: it.on_top("TemplatesScreen") and "templates in all" in it.shown)
    screen = it.app.screen
    assert isinstance(screen, TemplatesScreen)
    return screen


async def test_a_template_is_seen_for_real_people_with_the_facts_it_is_made_of(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        first = it.contact
        screen = await open_templates(it)
        screen._list.move_to("short-hi")
        await it.until(lambda: f"A short hi, to {first.name}" in it.shown)
        assert f"Hi {first.first_name}," in it.shown
        await it.press("slash")
        await it.type("youssef")
        await it.press("enter")
        await it.until(lambda: "Hi Youssef," in it.shown)
        await it.press("v")
        await it.until(lambda: "settings, [me]" in it.shown and "used here" in it.shown)
        await it.press("escape", "escape")
        await it.until(lambda: it.on_top("ReviewScreen"))
        assert it.contact.id == first.id


async def test_ones_own_is_made_from_another_broken_mended_and_put_away(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        folder = it.app.settings_path.parent / "templates"
        swaps = [("Hi {{ first_name }},", "Hi {{ nobody }},"), ("{{ nobody }},", "{{ first_name }}, how fine.")]

        def edit(text: str, suffix: str = ".md") -> tuple[str, str]:
            old, new = swaps.pop(0)
            assert old in text
            return text.replace(old, new, 1), ""

        monkeypatch.setattr(it.app, "edit_text", edit)
        screen = await open_templates(it)
        screen._list.move_to("short-hi")
        await it.press("a")
        await it.type("Bad Name")
        await it.press("enter")
        await it.until(lambda: "is no name for a template" in it.shown)
        screen._field.value = ""
        await it.type("fine-hi")
        await it.press("enter")
        await it.until(lambda: "Not used yet: line" in it.shown and 'column 7: "nobody" is no fact' in it.shown)
        assert not (folder / "fine-hi.md").exists()
        assert it.screen.library.get("fine-hi") is None
        await it.until(lambda: screen._list.cursor_key == "fine-hi")
        await it.press("e")
        await it.until(lambda: "Kept in" in it.shown and "how fine." in it.shown)
        await it.until(lambda: it.screen.library.get("fine-hi") is not None)
        await it.press("D")
        await it.until(lambda: "fine-hi is in the bin" in it.shown)
        assert (folder / "bin" / "fine-hi.md").is_file()
        await it.until(lambda: it.screen.library.get("fine-hi") is None)
