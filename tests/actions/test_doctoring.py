"""A file in trouble: what can be done about it, and that what was there is kept first."""

from pathlib import Path

import pytest

from followup_tui.actions.doctoring import check, put_back, repair
from followup_tui.safekeeping import needs_doctor, take_backup
from followup_tui.store.errors import StoreError, Unreadable
from tests.desk import Desk


@pytest.fixture
def closed(tmp_path: Path) -> Desk:
    """A network of two, a snapshot of the first, its file closed again."""
    desk = Desk(tmp_path / "followup.json")
    desk.add("Ann Lee")
    take_backup(tmp_path / "followup.json", desk.book.clock)
    desk.add("[red]Bo[/] Ek")
    desk.store.close()
    return desk


def test_the_newest_snapshot_takes_the_place_of_a_broken_file_which_is_kept(closed: Desk, tmp_path: Path) -> None:
    file, clock = tmp_path / "followup.json", closed.book.clock
    broken = file.read_bytes()[:-60]
    file.write_bytes(broken)
    assert needs_doctor(file, Unreadable("x"))
    found = check(file, clock)
    assert (found.state, found.can_be_opened, found.is_repairable) == ("unreadable", False, True)
    done = put_back(file, clock)
    assert done.can_be_opened
    assert [path.read_bytes() for path in done.kept] == [broken]
    assert {one.name for one in closed.reopened().contacts.values()} == {"Ann Lee"}
    assert not needs_doctor(file)


def test_a_file_that_is_gone_is_written_anew_from_what_was_kept(closed: Desk, tmp_path: Path) -> None:
    file, clock = tmp_path / "followup.json", closed.book.clock
    file.unlink()
    assert needs_doctor(file)
    found = check(file, clock)
    assert found.state == "gone"
    assert repair(file, clock, found).can_be_opened
    assert {one.name for one in closed.reopened().contacts.values()} == {"Ann Lee", "[red]Bo[/] Ek"}


def test_a_readable_file_is_kept_as_a_snapshot_before_it_is_repaired(closed: Desk, tmp_path: Path) -> None:
    file, clock = tmp_path / "followup.json", closed.book.clock
    file.with_name(".followup.json.tmp").write_text("left by a crash")
    found = check(file, clock)
    assert [one.is_repairable for one in found.findings] == [True] * len(found.findings)
    done = repair(file, clock, found)
    assert done.said == "All is well: 2 contacts, 0 interactions."
    assert done.done[0].startswith("Took the snapshot ")
    assert done.kept[0].is_file()


def test_nothing_to_put_back_is_said_and_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "followup.json"
    file.write_bytes(b"{broken")
    desk = Desk(tmp_path / "other.json")
    with pytest.raises(StoreError, match="No snapshot of"):
        put_back(file, desk.book.clock)
    desk.store.close()
    assert file.read_bytes() == b"{broken"
    assert not needs_doctor(tmp_path / "missing.json")
