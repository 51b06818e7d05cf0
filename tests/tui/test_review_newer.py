"""A newer program's file in the app: it can be looked through, says so, and nothing is changed or lost."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from followup_tui.tui.keys import COMMANDS
from tests.newer_file import NEWER, as_newer, footprint
from tests.tui.pilot_app import Running, running

ANSWER = f"Read only: followup.json has the newer schema {NEWER}. Update followup to change it."


async def test_it_is_shown_and_no_command_changes_it_and_what_is_typed_is_kept(sample_file: Path) -> None:
    sample_file.write_bytes(as_newer(sample_file.read_bytes()))
    before = footprint(sample_file.parent)
    async with running(sample_file) as it:
        assert f"is of schema {NEWER}, newer than" in it.shown
        assert "8 records not, or not fully, understood." in it.shown
        assert "log" not in it.shown.splitlines()[-1]
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        await write(it, "Precious words.")
        await it.until_said("y copies it")
        await it.press("escape", "y")
        await it.until(lambda: it.outside.copied == ["Precious words."])
        for command in COMMANDS:
            if command.changes:
                it.screen.say("")
                it.app.run_command(command.id)
                await it.until_said(ANSWER)
                assert it.app.screen is it.screen, command.id
                assert not it.screen.prompt.is_open, command.id
        await it.press("escape", "g", "h")
        await it.until(lambda: it.on_top("HistoryScreen"))
        await it.press("u")
        await it.until(lambda: f"! {ANSWER[:60]}" in it.shown)
        await it.press("escape", "g", "b")
        await it.until(lambda: it.on_top("BackupsScreen"))
        await it.press("b")
        await it.until(lambda: f"! {ANSWER[:60]}" in it.shown)
        await it.press("escape", "g", "w")
        await it.until(lambda: it.on_top("PlanView") and "keeps about" in it.shown)
        await it.press("a")
        await it.until(lambda: f"! {ANSWER[:60]}" in it.shown)
        await it.press("escape")
        assert it.body == "Precious words."
        await it.press("Q")
        await it.until_said("Quit again to leave")
        await it.press("Q")
        await it.until(lambda: it.app._exit)
        said = it.app.failure
    assert "Precious words." in Path(said.rpartition(" in ")[2].rstrip(".")).read_text()
    assert footprint(sample_file.parent) == before


async def test_a_file_that_a_newer_program_writes_meanwhile_is_left_alone_and_the_change_is_saved_elsewhere(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    newer = as_newer(sample_file.read_bytes())
    async with running(sample_file) as it:
        other = sample_file.with_name("other")
        other.write_bytes(newer)
        other.replace(sample_file)
        await it.prompt("l", "call 20m, a precious word")
        await it.until_said("NOT SAVED, W saves a copy elsewhere: a newer followup wrote followup.json.")
        assert f"is of schema {NEWER}, newer than" in it.shown
        await it.press("l")
        await it.until_said("NOT SAVED")
        assert not it.screen.prompt.is_open
        await it.press("Q")
        await it.until(lambda: it.app._exit)
        said = it.app.failure
    assert sample_file.read_bytes() == newer
    (kept,) = tmp_path.glob("followup.json.unsaved-*")
    assert f"Everything was written to {kept} instead." in said
    assert "a precious word" in kept.read_text()


async def test_what_was_typed_in_a_form_meanwhile_is_put_aside(sample_file: Path) -> None:
    newer = as_newer(sample_file.read_bytes())
    async with running(sample_file) as it:
        await it.press("e")
        await it.until(lambda: it.on_top("EditForm"))
        await it.type("Precious ")
        sample_file.write_bytes(newer)
        await it.app.in_thread(it.book.store.poll)
        await it.press("f2")
        await it.until_said("What you typed is in ")
        place = it.said.partition(" is in ")[2].removesuffix(".")
        assert f"is of schema {NEWER}, newer than" in it.shown
    assert "Precious" in Path(place).read_text()
    assert sample_file.read_bytes() == newer


async def write(it: Running, text: str) -> None:
    """Puts a text in place of the whole message."""
    field = it.app.screen.focused
    assert isinstance(field, TextArea)
    field.replace(text, (0, 0), field.document.end)
    await it.pilot.pause()
