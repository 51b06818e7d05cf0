"""A newer program's file can be read and is never written: not the file, nor anything beside it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.model.records import Draft
from followup_tui.store.backups import take_now
from followup_tui.store.errors import NotSaved, ReadOnly, StoreError
from followup_tui.store.index_file import write_index
from followup_tui.store.layout import SCHEMA
from followup_tui.store.places import places_of
from followup_tui.store.store import Store
from tests.newer_file import NEWER, as_newer, footprint
from tests.store.store_rig import WAIT, added, change, edited, now, opened, plain, shown


@pytest.fixture(params=[True, False], ids=["our layout", "another layout"])
def newer(request: pytest.FixtureRequest, sample_file: Path) -> Path:
    """A newer program's file, with a history and drafts in forms of its own beside it."""
    sample_file.write_bytes(as_newer(sample_file.read_bytes(), our_layout=request.param))
    folder = places_of(sample_file).folder
    (folder / "drafts").mkdir(parents=True)
    (folder / "drafts" / "7.json").write_text('{"contact": 7, "body": {"html": "Hi"}}')
    (folder / "history.jsonl").write_text('{"rev": "a", "steps": {}}\n')
    folder.chmod(0o755)
    return sample_file


CHANGES: dict[str, Callable[[Store], object]] = {
    "commit": lambda store: store.commit(change(added(1, name="A"))),
    "commit and wait": lambda store: store.commit_and_wait(change(added(1, name="A"))),
    "undo": lambda store: store.undo(),
    "redo": lambda store: store.redo_and_wait(),
    "a script's insert": lambda store: store.db.table("contacts").insert({"name": "A"}),
    "a script's drop": lambda store: store.db.drop_tables(),
    "draft": lambda store: store.drafts.put(Draft(contact=7, body="b")),
    "discarded draft": lambda store: store.drafts.discard(7),
    "draft brought back": lambda store: store.drafts.restore(7),
    "snapshot": lambda store: take_now(store.places, now(), 1),
}


def test_it_is_read_whole_and_nothing_is_written_beside_it_either(newer: Path) -> None:
    before = footprint(newer.parent)
    with opened(newer) as store:
        assert f"newer followup (schema {NEWER}, this one knows {SCHEMA})" in store.read_only
        for name, attempt in CHANGES.items():
            with pytest.raises(StoreError, match="newer"):
                attempt(store)
            assert store.saved, name
        assert not write_index(store, b"a cache", store.version)
        assert store.drafts.all() == []
        assert store.unread_history() == 1
        assert len(shown(store)) == 60
        assert shown(store, "meetings")[2] == {"title": "Tea"}
        assert store.db.table("meetings").get(doc_id=2) == {"title": "Tea"}
    assert footprint(newer.parent) == before


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of ours with one contact."""
    path = tmp_path / "followup.json"
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann")), WAIT)
    return path


def taken_over(path: Path, name: str) -> bytes:
    """A newer program writes the file: the contact is called `name`. Gives the former bytes."""
    former = path.read_bytes()
    tables = json.loads(former) | {"contacts": {"1": {"name": name, "pronouns": "they"}}, "meetings": {"1": {}}}
    tables["_meta"]["1"] |= {"schema": NEWER, "rev": 5}
    other = path.with_name("other")
    other.write_text(json.dumps(tables))
    other.replace(path)
    return former


def put_back(path: Path, former: bytes) -> None:
    """An older copy takes the place of the newer file, as a person may want after a downgrade."""
    other = path.with_name("other")
    other.write_bytes(former)
    other.replace(path)


def test_an_open_file_that_a_newer_program_writes_can_be_read_on_and_not_changed(path: Path) -> None:
    with opened(path) as store:
        assert not store.read_only
        former = taken_over(path, "Anna")
        before = footprint(path.parent)
        assert store.poll()
        assert store.newer
        assert shown(store) == {1: {"name": "Anna", "pronouns": "they"}}
        assert (store.trouble, store.saved) == ("", True)
        with pytest.raises(ReadOnly, match="newer"):
            store.commit(change(edited(store, 1, name="B")))
        store.poll()
        assert footprint(path.parent) == before
        put_back(path, former)
        store.poll()
        assert not store.read_only
        store.commit_and_wait(change(edited(store, 1, name="B")), WAIT)
    assert plain(path) == {1: {"name": "B"}}


def test_a_change_that_comes_too_late_stays_in_memory_can_be_saved_elsewhere_and_never_overwrites(path: Path) -> None:
    elsewhere = path.parent / "elsewhere" / "copy.json"
    with opened(path) as store:
        former = taken_over(path, "Anna")
        newer = path.read_bytes()
        saving = store.commit(change(edited(store, 1, note="typed")))
        assert not store.flush(0.3)
        for _ in range(2):
            store.poll()
        assert "newer followup" in store.trouble
        assert store.newer
        with pytest.raises(ReadOnly):
            store.commit(change(added(2, name="Bo")))
        assert shown(store) == {1: {"name": "Ann", "note": "typed"}}
        assert path.read_bytes() == newer
        store.save_elsewhere(elsewhere)
        assert plain(elsewhere) == {1: {"name": "Ann", "note": "typed"}}
        assert json.loads(elsewhere.read_bytes())["_meta"]["1"]["schema"] == SCHEMA
        put_back(path, former)
        saving.result(WAIT)
        assert store.trouble == store.read_only == ""
    assert plain(path) == {1: {"name": "Ann", "note": "typed"}}


def test_a_command_that_comes_too_late_is_told_and_leaves_nothing_behind(path: Path) -> None:
    with opened(path) as store:
        taken_over(path, "Anna")
        newer = path.read_bytes()
        with pytest.raises(NotSaved, match="newer followup"):
            store.commit_and_wait(change(edited(store, 1, note="typed")), WAIT)
        assert (store.saved, store.trouble) == (True, "")
        store.poll()
        assert shown(store)[1]["name"] == "Anna"
    assert path.read_bytes() == newer


def test_a_copy_of_a_newer_file_is_the_same_byte_for_byte(newer: Path, tmp_path: Path) -> None:
    with opened(newer) as store:
        store.save_elsewhere(tmp_path / "copy.json")
    assert (tmp_path / "copy.json").read_bytes() == newer.read_bytes()
