"""The entries of a timeline."""

from pathlib import Path

from msgspec.structs import replace

from followup_tui.model.records import Position
from followup_tui.tui.entries import contact_entries
from tests.desk import Desk


def test_a_move_says_of_its_day_what_is_known(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    known = ("2026-08-12", "2025-08", "2024")
    with desk.book.transaction("Moves", "edit") as change:
        change.put(replace(ann, positions=tuple(Position(title="CTO", since=one) for one in known)))
    days = [(one.year, one.day) for one in contact_entries(desk.book, desk.now_of(ann), "move")]
    assert days == [("2026", "12 Aug"), ("2025", "Aug"), ("2024", "")]
    desk.store.close()
