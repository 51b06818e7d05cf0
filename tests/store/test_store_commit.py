"""A commit: what is on disk afterwards, and in which order it came there."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from followup_tui.store.errors import ReadOnly
from followup_tui.store.store import Op, Store, StoreError
from tests.store.store_rig import WAIT, FaultyDisk, added, change, document, edited, opened, plain, removed, shown


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network" / "followup.json"


def test_a_missing_file_is_an_empty_network_and_reading_makes_none(path: Path) -> None:
    with opened(path) as store:
        assert shown(store) == {}
        assert store.history(10) == []
    assert not path.parent.exists()


def test_memory_has_a_change_at_once_and_the_file_when_the_future_resolves(path: Path) -> None:
    with opened(path) as store:
        future = store.commit(change(added(7, name="Ann Lee"), added(8, "companies", name="Fisher")))
        assert shown(store) == {7: {"name": "Ann Lee"}}
        assert future.result(WAIT).rev == 1
        assert plain(path) == {7: {"name": "Ann Lee"}}
        assert plain(path, "companies") == {8: {"name": "Fisher"}}
        assert store.saved


def test_the_file_is_one_document_a_line_with_meta_first_and_tables_in_order(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(9, name="Zoë"), added(7, name="Ann")), WAIT)
    assert path.read_text(encoding="utf-8").splitlines()[:7] == [
        "{",
        '"_meta":{',
        '"1":{"schema":1,"rev":1}',
        "},",
        '"contacts":{',
        '"7":{"name":"Ann"},',
        '"9":{"name":"Zoë"}',
    ]
    tables = ["_meta", "contacts", "companies", "interviews", "interactions", "clippings", "results", "tasks"]
    assert list(json.loads(path.read_bytes())) == tables


def test_the_same_documents_give_the_same_file_in_whatever_order_they_came(tmp_path: Path) -> None:
    with opened(tmp_path / "a.json") as store:
        store.commit_and_wait(change(added(1, name="A"), added(2, name="B")))
        store.commit_and_wait(change(added(3, name="C")))
    with opened(tmp_path / "b.json") as store:
        store.commit_and_wait(change(added(3, name="C"), added(1, name="x")))
        store.commit_and_wait(change(edited(store, 1, name="A"), added(2, name="B")))
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_reopened_file_has_everything(path: Path) -> None:
    with opened(path) as store:
        for number in range(1, 40):
            store.commit(change(added(number, name=f"Person {number}")))
        store.flush(WAIT)
        store.commit_and_wait(change(removed(store, 3), edited(store, 4, tags=["a"])), WAIT)
    with opened(path) as store:
        assert shown(store) == {n: {"name": f"Person {n}"} for n in range(1, 40) if n != 3} | {
            4: {"name": "Person 4", "tags": ["a"]}
        }
        assert store.rev == 40


def test_history_is_synced_before_the_file_and_the_folder_after_it(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    with opened(path, disk) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
        disk.calls.clear()
        store.commit_and_wait(change(edited(store, 1, name="B")), WAIT)
    assert disk.calls == [
        ("write", "history.jsonl"),
        ("fsync", "history.jsonl"),
        ("write", ".followup.json.tmp"),
        ("fsync", ".followup.json.tmp"),
        ("replace", "followup.json"),
        ("fsync_folder", "network"),
    ]


def test_new_folders_are_synced_into_those_above_before_anything_is_written(path: Path) -> None:
    disk = FaultyDisk(path.parent.parent)
    with opened(path, disk) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    assert disk.calls[:2] == [("fsync_folder", path.parent.parent.name), ("fsync_folder", path.parent.name)]
    assert disk.calls.index(("fsync_folder", "followup.json.d")) < disk.calls.index(("replace", "followup.json"))


def test_many_changes_at_once_share_few_writes_and_stay_apart_in_the_history(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    with opened(path, disk) as store:
        futures = [store.commit(change(added(n, name=str(n)), label=f"Add {n}")) for n in range(1, 301)]
        results = [future.result(WAIT) for future in futures]
        assert sorted(result.change_id for result in results) == list(range(1, 301))
        assert disk.calls.count(("replace", "followup.json")) < 300
        assert [entry.label for entry in store.history(300)] == [f"Add {n}" for n in range(300, 0, -1)]
        assert store.depth() == (300, 0)


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def closed_umask() -> Iterator[None]:
    before = os.umask(0o777)
    yield
    os.umask(before)


def modes(root: Path) -> set[tuple[str, int]]:
    kinds = {True: "folder", False: "file"}
    return {(kinds[found.is_dir()], stat.S_IMODE(found.stat().st_mode)) for found in root.rglob("*")}


@pytest.mark.usefixtures("open_umask")
def test_under_an_open_umask_everything_is_the_owners_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "new" / "followup.json") as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    assert modes(tmp_path) == {("file", 0o600), ("folder", 0o700)}


@pytest.mark.usefixtures("closed_umask")
def test_under_a_closed_umask_too(tmp_path: Path) -> None:
    with opened(tmp_path / "new" / "followup.json") as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    assert modes(tmp_path) == {("file", 0o600), ("folder", 0o700)}


def test_rights_of_others_on_what_is_there_already_are_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    path.write_text('{"contacts": {}}')
    path.chmod(0o644)
    (tmp_path / "followup.json.d").mkdir()
    (tmp_path / "followup.json.d").chmod(0o755)
    with opened(path) as store:
        assert modes(tmp_path) == {("file", 0o600), ("folder", 0o700)}  # at once, not only with the first change
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    assert modes(tmp_path) == {("file", 0o600), ("folder", 0o700)}


def test_a_link_stays_a_link_and_lock_and_history_lie_beside_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "synced").mkdir()
    link = tmp_path / "followup.json"
    link.symlink_to(tmp_path / "synced" / "network.json")
    with opened(link) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    assert link.is_symlink()
    assert plain(link) == {1: {"name": "A"}}
    assert (tmp_path / "synced" / "network.json.d" / "history.jsonl").exists()
    assert not (tmp_path / "followup.json.d").exists()


def test_a_file_marked_read_only_can_be_read_and_says_why_it_does_not_change(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    path.chmod(0o400)
    kept = path.read_bytes()
    with opened(path) as store:
        assert shown(store) == {1: {"name": "A"}}
        assert "read-only" in store.read_only
        with pytest.raises(ReadOnly, match="marked read-only"):
            store.commit(change(edited(store, 1, name="B")))
        with pytest.raises(ReadOnly):
            store.undo()
    assert path.read_bytes() == kept


def test_a_change_that_changes_nothing_writes_nothing(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
        kept = path.stat().st_mtime_ns
        assert store.commit(change(edited(store, 1, name="A"))).result(0).rev == 1
        assert path.stat().st_mtime_ns == kept
        assert store.depth() == (1, 0)


@pytest.mark.parametrize("broken", [b"[1]", b'{"name":', b"", b'{"name":"\xff"}', b"null"])
def test_what_is_not_a_json_object_never_reaches_the_file(path: Path, broken: bytes) -> None:
    with opened(path) as store:
        with pytest.raises(StoreError, match="cannot be kept"):
            store.commit(change(added(1, name="A"), Op("contacts", 2, None, broken)))
        assert shown(store) == {}


def test_a_document_over_several_lines_is_put_on_one(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(Op("contacts", 1, None, b'{\n  "name": "A\\nB"\n}')), WAIT)
        assert store.documents("contacts")[1] == b'{"name":"A\\nB"}'
    with opened(path) as store:
        assert shown(store) == {1: {"name": "A\nB"}}


def test_several_ops_on_one_document_count_as_one_step(path: Path) -> None:
    with opened(path) as store:
        first, second = document(name="A"), document(name="B")
        store.commit_and_wait(change(Op("contacts", 1, None, first), Op("contacts", 1, first, second)), WAIT)
        assert shown(store) == {1: {"name": "B"}}
        store.undo_and_wait(WAIT)
        assert shown(store) == {}


def test_a_view_can_be_gone_through_while_it_changes(path: Path) -> None:
    with opened(path) as store:
        store.commit(change(*(added(n, name="x") for n in range(1, 50))))
        view = store.documents("contacts")
        for number in view:
            store.commit(change(removed(store, number)))
        for number, row in view.items():
            assert row
            store.commit(change(removed(store, number)))
        assert len(view) == 0


def test_a_copy_elsewhere_has_everything_and_takes_nobodys_place(path: Path, tmp_path: Path) -> None:
    with opened(path) as store:
        store.commit(change(added(1, name="A")))
        store.save_elsewhere(tmp_path / "stick" / "copy.json")
        assert plain(tmp_path / "stick" / "copy.json") == {1: {"name": "A"}}
        with pytest.raises(StoreError, match="there already"):
            store.save_elsewhere(tmp_path / "stick" / "copy.json")


def test_a_file_that_vanished_is_written_anew_from_memory(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
        path.unlink()
        assert not store.poll()
        store.commit_and_wait(change(added(2, name="B")), WAIT)
        assert set(plain(path)) == {1, 2}


def test_plain_tinydb_finds_a_whole_file_between_any_two_disk_calls(path: Path) -> None:
    class Looking(FaultyDisk):
        seen: set[int]

        def _note(self, call: str, name: str) -> None:
            if path.exists():
                with TinyDB(path, encoding="utf-8", access_mode="r") as db:
                    self.seen.add(len(db.table("contacts")))

    disk = Looking(path.parent)
    disk.seen = set()
    with opened(path, disk) as store:
        for number in range(1, 6):
            store.commit_and_wait(change(added(number, name="x"), added(number + 100, name="y")), WAIT)
    assert disk.seen == {2, 4, 6, 8, 10}


def test_close_says_whether_everything_is_safe(path: Path) -> None:
    store = Store.open(path, clock_now=lambda: change().at)
    store.commit(change(added(1, name="A")))
    assert store.close(WAIT)
    with pytest.raises(StoreError, match="closed already"):
        store.commit(change(added(2, name="B")))
    assert plain(path) == {1: {"name": "A"}}
