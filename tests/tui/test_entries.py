"""The entries of a timeline."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from followup_tui.actions.planning import replan
from followup_tui.model.records import Position
from followup_tui.tui.entries import contact_entries
from tests.desk import MONDAY, Desk


def test_a_move_says_of_its_day_what_is_known(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    known = ("2026-08-12", "2025-08", "2024")
    with desk.book.transaction("Moves", "edit") as change:
        change.put(replace(ann, positions=tuple(Position(title="CTO", since=one) for one in known)))
    days = [(one.year, one.day) for one in contact_entries(desk.book, desk.now_of(ann), "move")]
    assert days == [("2026", "12 Aug"), ("2025", "Aug"), ("2024", "")]
    desk.store.close()


def test_a_day_that_was_given_is_told_in_plain_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee every 2w")
    desk.go_to(MONDAY + timedelta(days=60))
    replan(desk.book)
    told = [(one.day, one.text) for one in contact_entries(desk.book, desk.now_of(ann), "decision")]
    assert told == [("22 Jan", "given time until Fri 22 Jan")]
    desk.store.close()
