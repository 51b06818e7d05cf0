"""TinyDB's own interface on the same memory and the same file."""

import json
from pathlib import Path

import pytest
from tinydb import Query, TinyDB
from tinydb.operations import increment
from tinydb.table import Document

from followup_tui.store.documents import to_bytes
from followup_tui.store.errors import NotSaved, StoreError
from followup_tui.store.storage import FileStorage
from followup_tui.store.store import Op
from followup_tui.store.surroundings import good_lines
from followup_tui.store.tables import StoredTinyDB, open_tinydb
from tests.store.store_rig import WAIT, FaultyDisk, added, change, now, opened, plain, removed, shown


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "followup.json"


def test_the_public_methods_do_what_tinydb_says(path: Path) -> None:
    with open_tinydb(path, clock_now=now) as db:
        table = db.table("contacts")
        who = Query()
        assert table.insert({"name": "Ann", "n": 1}) == 1
        assert table.insert_multiple([{"name": "Bo", "n": 1}, Document({"name": "Cy"}, 7), {"name": "Di"}]) == [2, 7, 3]
        assert table.insert(Document({"name": "Ed"}, 12)) == 12
        assert table.update({"x": 1}, who.name == "Ann") == [1]
        assert table.update(increment("n"), doc_ids=[1, 2, 99]) == [1, 2]
        assert table.update_multiple([({"y": 2}, who.name == "Bo")]) == [2]
        assert table.upsert({"name": "Fa"}, who.name == "Fa") == [13]
        assert table.upsert({"name": "Fa", "z": 1}, who.name == "Fa") == [13]
        assert table.remove(who.name == "Di") == [3]
        assert table.remove(doc_ids=[12, 77]) == [12]
        assert table.get(doc_id=1) == {"name": "Ann", "n": 2, "x": 1}
        assert table.get(who.name == "Bo") == {"name": "Bo", "n": 2, "y": 2}
        assert table.get(doc_ids=[2, 7]) == [{"name": "Bo", "n": 2, "y": 2}, {"name": "Cy"}]
        assert table.get(doc_id=55) is None
        assert table.contains(doc_id=7)
        assert not table.contains(who.name == "Zed")
        assert [found.doc_id for found in table.search(who.n == 2)] == [1, 2]
        assert table.count(who.n == 2) == 2
        assert sorted(found.doc_id for found in table) == [1, 2, 7, 13]
        assert len(table) == len(table.all()) == 4
        assert db.tables() == {"_meta", "contacts"}
    assert plain(path) == {
        1: {"name": "Ann", "n": 2, "x": 1},
        2: {"name": "Bo", "n": 2, "y": 2},
        7: {"name": "Cy"},
        13: {"name": "Fa", "z": 1},
    }


def test_every_write_is_on_disk_when_it_returns_and_can_be_undone(path: Path) -> None:
    with open_tinydb(path, clock_now=now) as db:
        db.table("contacts").insert({"name": "Ann"})
        assert plain(path) == {1: {"name": "Ann"}}
        db.insert({"in": "the default table"})
        assert plain(path, "_default") == {1: {"in": "the default table"}}
    with opened(path) as store:
        assert [entry.command for entry in store.history(9)] == ["tinydb", "tinydb"]
        store.undo_and_wait(WAIT)
        store.undo_and_wait(WAIT)
    assert plain(path) == plain(path, "_default") == {}


def test_store_and_tinydb_see_each_others_changes(path: Path) -> None:
    with opened(path) as store:
        table = store.db.table("contacts")
        assert table.search(Query().name == "Ann") == []
        store.commit(change(added(1, name="Ann")))
        assert table.search(Query().name == "Ann") == [{"name": "Ann"}]
        assert table.insert({"name": "Bo"}) == 2
        store.commit(change(added(3, name="Cy")))
        assert table.insert({"name": "Di"}) == 4
        assert set(shown(store)) == {1, 2, 3, 4}


def test_looking_at_a_result_and_changing_it_does_not_change_the_data(path: Path) -> None:
    with opened(path) as store:
        store.commit(change(added(1, name="Ann")))
        found = store.db.table("contacts").get(doc_id=1)
        assert isinstance(found, Document)
        found["name"] = "changed"
        assert shown(store) == {1: {"name": "Ann"}}


def test_tables_are_emptied_and_dropped(path: Path) -> None:
    with open_tinydb(path, clock_now=now) as db:
        db.table("contacts").insert_multiple({"n": n} for n in range(5))
        db.table("mine").insert({"x": 1})
        db.table("contacts").truncate()
        assert len(db.table("contacts")) == 0
        assert db.table("contacts").insert({"n": 9}) == 1
        db.drop_table("contacts")
        assert db.tables() == {"_meta", "mine"}
        db.drop_tables()
        assert db.tables() == {"_meta"}
    assert plain(path, "mine") == {}
    with opened(path) as store:
        store.undo_and_wait(WAIT)
        assert shown(store, "mine") == {1: {"x": 1}}


def test_a_failing_update_changes_nothing(path: Path) -> None:
    with open_tinydb(path, clock_now=now) as db:
        table = db.table("contacts")
        table.insert({"name": "Ann"})

        def breaks(fields: dict[str, object]) -> None:
            fields["name"] = {1, 2}

        with pytest.raises(TypeError):
            table.update(breaks)
        with pytest.raises(ValueError, match="already exists"):
            table.insert(Document({"name": "Bo"}, 1))
        assert table.all() == [{"name": "Ann"}]
        with pytest.raises(StoreError, match="kept by followup"):
            db.table("_meta").insert({"schema": 9})
        assert db.table("_meta").get(doc_id=1) == {"schema": 1, "rev": 1}


def test_a_full_disk_raises_and_leaves_memory_and_file(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    with StoredTinyDB(path, now, disk=disk) as db:
        db.table("contacts").insert({"name": "Ann"})
        disk.failing["write", ".followup.json.tmp"] = 28
        with pytest.raises(NotSaved, match="the disk is full"):
            db.table("contacts").insert({"name": "Bo"})
        assert len(db.table("contacts")) == 1
        disk.failing.clear()
        assert db.table("contacts").insert({"name": "Cy"}) in (2, 3)


def test_the_storage_reads_and_writes_whole_states_as_tinydb_asks(path: Path) -> None:
    storage = FileStorage(path, now)
    storage.write({"contacts": {"1": {"name": "Ann"}, "2": {"name": "Bo"}}, "mine": {"4": {}}})
    state = storage.read()
    assert state["contacts"] == {"1": {"name": "Ann"}, "2": {"name": "Bo"}}
    del state["contacts"]["2"]
    state["contacts"]["1"]["name"] = "Anna"
    storage.write(state)
    storage.close()
    assert json.loads(path.read_bytes())["contacts"] == {"1": {"name": "Anna"}}
    assert plain(path, "mine") == {4: {}}


def test_a_plain_tinydb_can_write_between_two_of_our_sessions(path: Path) -> None:
    with open_tinydb(path) as db:
        db.table("contacts").insert({"name": "Zoë"})
    with TinyDB(path, encoding="utf-8") as vanilla:
        assert vanilla.table("contacts").insert({"name": "Bo"}) == 2
    with open_tinydb(path) as db:
        assert db.table("contacts").insert({"name": "Cy"}) == 3
    assert plain(path) == {1: {"name": "Zoë"}, 2: {"name": "Bo"}, 3: {"name": "Cy"}}


NO_JSON = {"pet": float("nan"), "far": float("inf"), "half": "\ud800", "big": 10**40, "deep": [{"x": float("-inf")}]}


def test_what_plain_tinydb_writes_and_json_has_not_can_be_changed_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    with TinyDB(path) as db:
        db.table("contacts").insert({"name": "Ann", **NO_JSON})
        db.table("contacts").insert({"name": "Bo"})
    with opened(path) as store:
        before = dict(store.documents("contacts"))
        noted = to_bytes({"name": "Ann", "note": 'said: ","ops":[', **NO_JSON})
        store.commit_and_wait(change(Op("contacts", 1, before[1], noted), removed(store, 2)), WAIT)
        store.commit_and_wait(change(*(Op("contacts", n, None, noted) for n in range(10, 500))), WAIT)
    with opened(path) as store:
        assert store.depth() == (2, 0)
        store.undo_and_wait(WAIT)
        store.undo_and_wait(WAIT)
        assert dict(store.documents("contacts")) == before
        store.redo_and_wait(WAIT)
        assert 2 not in store.documents("contacts")
    lines = (tmp_path / "followup.json.d" / "history.jsonl").read_bytes()
    assert good_lines(lines)[1] == 0
    assert good_lines(lines.replace(b'"Bo"', b'"Bo'))[1] == 3  # a line that is torn in an op is still none
