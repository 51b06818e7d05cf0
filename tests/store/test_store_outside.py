"""What another program did to the file: told in the history, taken back, and passed over by a restore to a moment."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from followup_tui.store.outside import COMMAND
from followup_tui.store.restoring import former_at
from followup_tui.store.store import Store, UndoRefused
from tests.store.store_rig import WAIT, QuickDisk, added, change, edited, opened, plain


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network" / "followup.json"


def by_hand(path: Path, *removed: int, **fields: str) -> None:
    """What a script with plain TinyDB does: removes contacts, and sets fields of the first."""
    with TinyDB(path, encoding="utf-8") as db:
        table = db.table("contacts")
        table.remove(doc_ids=list(removed))
        if fields:
            table.update(fields, doc_ids=[1])


def five_people(path: Path) -> None:
    with opened(path, QuickDisk()) as store:
        for number in range(1, 6):
            store.commit(change(added(number, name=f"P{number}")))


def labels(store: Store) -> list[str]:
    return [one.label for one in store.history(10)]


def test_what_a_script_removed_is_told_and_taken_back_like_any_change(path: Path) -> None:
    five_people(path)
    by_hand(path, 2, 3, 4)
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(9, name="New"), label="Add New"), WAIT)
        assert labels(store)[:2] == ["Add New", "Another program changed 3 records"]
        assert store.history(2)[1].command == COMMAND
        store.undo_and_wait(WAIT)
        store.undo_and_wait(WAIT)
        assert sorted(plain(path)) == [1, 2, 3, 4, 5]
        store.redo_and_wait(WAIT)
        assert sorted(plain(path)) == [1, 5]


def test_the_file_as_we_wrote_it_or_as_it_was_copied_is_nobody_elses(path: Path) -> None:
    five_people(path)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(9, name="New"), label="Add New"), WAIT)
        assert len(store.history(10)) == 6


def test_a_restore_to_a_moment_before_brings_back_what_a_script_removed(path: Path) -> None:
    five_people(path)
    before = datetime.now(UTC) - timedelta(hours=1)
    by_hand(path, 2, 3)
    with opened(path, QuickDisk()) as store:
        story, tables = store.whole_story()
        assert story[-1].command == COMMAND
        moment = story[-1].at - timedelta(seconds=1)
        assert moment > before
        former = former_at(store.places, story, tables, moment)
        assert sorted(former.tables["contacts"]) == [1, 2, 3, 4, 5]
        assert len(store.history(10)) == 5, "to look writes nothing"


def test_a_step_that_another_program_stands_in_the_way_of_can_be_reached_over_it(path: Path) -> None:
    five_people(path)
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(edited(store, 1, name="Ann"), label="Edit Ann"), WAIT)
    by_hand(path, note="written by a script")
    with opened(path, QuickDisk()) as store:
        with pytest.raises(UndoRefused, match="another program"):
            store.undo_and_wait(WAIT)
        assert store.undo_and_wait(WAIT).label == "Another program changed a record"
        assert store.undo_and_wait(WAIT).label == "Edit Ann"
        assert plain(path)[1] == {"name": "P1"}


def test_what_is_changed_outside_while_it_is_open_is_told_with_the_next_change(path: Path) -> None:
    five_people(path)
    with opened(path, QuickDisk()) as store:
        by_hand(path, 5)
        store.commit_and_wait(change(edited(store, 1, name="Ann"), label="Edit Ann"), WAIT)
        assert labels(store)[:2] == ["Edit Ann", "Another program changed a record"]
        assert sorted(plain(path)) == [1, 2, 3, 4]


def test_where_the_history_does_not_reach_back_nothing_is_made_up(path: Path) -> None:
    five_people(path)
    (path.parent / f"{path.name}.d" / "history.jsonl").unlink()
    by_hand(path, 2)
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(9, name="New"), label="Add New"), WAIT)
        assert labels(store) == ["Add New"]
