"""Leaving: nothing is lost without a word, whatever goes wrong on the way out."""

from pathlib import Path
from typing import Any

import pytest

from followup_tui.model.clock import Clock
from followup_tui.tui import app as app_module
from followup_tui.tui.app import FollowupApp, run
from tests.conftest import TODAY
from tests.tui.pilot_app import open_again, running


async def test_a_draft_that_cannot_be_written_keeps_the_app_open_and_is_put_aside_then(sample_file: Path) -> None:
    async with running(sample_file) as it:
        folder = it.book.store.places.drafts
        folder.parent.mkdir(exist_ok=True)
        folder.write_text("a file where the folder would be")
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        await it.type("PRECIOUS WORDS")
        text, name = it.body, it.contact.name
        await it.press("ctrl+q")
        await it.until_said("Quit again to leave; the text is put aside then.")
        assert not it.app._exit
        assert it.body == text
        await it.press("ctrl+q")
        await it.until(lambda: it.app._exit)
        said = it.app.failure
    assert said.startswith(f"The draft to {name} is not saved; it is in ")
    assert text in Path(said.rpartition(" in ")[2].rstrip(".")).read_text()


async def test_a_draft_that_could_be_written_after_all_lets_one_leave(sample_file: Path) -> None:
    async with running(sample_file) as it:
        folder = it.book.store.places.drafts
        folder.parent.mkdir(exist_ok=True)
        folder.write_text("a file where the folder would be")
        await it.press("enter")
        await it.until(lambda: it.state == "writing")
        await it.type("PRECIOUS WORDS")
        text = it.body
        await it.press("ctrl+q")
        await it.until_said("Quit again to leave")
        folder.unlink()
        await it.press("ctrl+q")
        await it.until(lambda: it.app._exit)
        assert it.app.failure == ""
    async with running(sample_file) as it:
        assert it.body == text


async def test_what_is_kept_for_the_next_start_keeps_nobody_from_leaving(sample_file: Path) -> None:
    def broken(number: int) -> Any:
        raise RuntimeError("dictionary changed size during iteration")

    async with running(sample_file) as it:
        it.review.days_ahead = broken  # type: ignore[method-assign]  # an error that nobody foresaw
        before = it.contact
        await it.press("n", "Q")
        await it.until(lambda: it.app._exit)
        assert it.app.return_value == 0
    store, book = open_again(sample_file)
    store.close(5)
    assert book.contacts[before.id].marks


def test_an_error_in_the_app_loses_no_change(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def breaks(self: FollowupApp, **_: Any) -> None:
        store, book = open_again(sample_file)
        book.patient = False
        self.book = book
        with book.transaction("Change a note", "edit") as change:
            contact = next(iter(book.contacts.values()))
            change.put(contact)
        monkeypatch.setattr(store, "close", lambda timeout=None: closed.append(store.saved))
        raise RuntimeError("an error that nobody foresaw")

    monkeypatch.setattr(app_module.FollowupApp, "run", breaks)
    with pytest.raises(RuntimeError):
        run(sample_file, sample_file.parent / "config.toml", Clock(TODAY))
    assert closed == [True]


def test_an_app_that_broke_gives_an_exit_code(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(self: FollowupApp, **_: Any) -> None:
        self._return_code = 1

    monkeypatch.setattr(app_module.FollowupApp, "run", breaks)
    assert run(sample_file, sample_file.parent / "config.toml", Clock(TODAY)) == 1
