"""Two programs on one file: what both changed is put together, and nothing is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB

from followup_tui.store.changes import Key
from followup_tui.store.entries import ops_of
from followup_tui.store.merging import merged
from followup_tui.store.store import Op
from tests.store.store_rig import WAIT, QuickDisk, added, change, document, edited, opened, plain, removed, shown


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "followup.json"
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann", tags=["a"]), added(2, name="Bo")), WAIT)
    return path


def test_different_fields_of_one_contact_both_survive(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        theirs.commit_and_wait(change(edited(theirs, 1, place="Rome", tags=["a", "t"])), WAIT)
        committed = mine.commit_and_wait(change(edited(mine, 1, note="hi", tags=["m", "a"])), WAIT)
        assert committed.outside
        assert shown(mine)[1] == {"name": "Ann", "tags": ["a", "t", "m"], "place": "Rome", "note": "hi"}
        assert plain(path)[1] == shown(mine)[1]


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "wanted"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1, "b": 1}, {"a": 2, "b": 1}),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}),
        ({"a": 1, "b": 1}, {"b": 1}, {"a": 1}, {}),
        ({"a": 1}, {}, {"a": 2}, {}),
        ({"t": ["a", "b", "c"]}, {"t": ["b", "c", "x"]}, {"t": ["a", "c", "y"]}, {"t": ["c", "x", "y"]}),
        ({}, {"t": ["a"]}, {"t": ["b", "a"]}, {"t": ["a", "b"]}),
        ({"l": {"x": 1}}, {"l": {"x": 1, "y": 2}}, {"l": {"x": 3}}, {"l": {"x": 3, "y": 2}}),
        ({"m": [{"on": 1}]}, {"m": [{"on": 1}, {"on": 2}]}, {"m": [{"on": 1}, {"on": 3}]}, {"m": [1, 2, 3]}),
        ({"m": [{"on": 1}]}, {"m": [{"on": 7}]}, {"m": [{"on": 8}]}, {"m": [7]}),
    ],
)
def test_fields_are_merged(
    base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any], wanted: dict[str, Any]
) -> None:
    if "m" in wanted:
        wanted = {"m": [{"on": number} for number in wanted["m"]]}
    result = merged(document(**base), document(**theirs), document(**ours))
    assert result is not None
    assert json.loads(result) == wanted


def test_an_edit_wins_over_a_deletion_whoever_made_which(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        theirs.commit_and_wait(change(removed(theirs, 1), edited(theirs, 2, name="Bob")), WAIT)
        mine.commit_and_wait(change(edited(mine, 1, name="Anna"), removed(mine, 2)), WAIT)
        assert plain(path) == {1: {"name": "Anna", "tags": ["a"]}, 2: {"name": "Bob"}}
        assert theirs.poll()
        assert shown(theirs) == plain(path)


def test_the_same_change_made_twice_is_one(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        theirs.commit_and_wait(change(removed(theirs, 1)), WAIT)
        mine.commit_and_wait(change(removed(mine, 1)), WAIT)
        assert mine.depth() == (2, 0)
        assert set(plain(path)) == {2}


def test_new_documents_with_one_id_are_told_apart_and_references_follow(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        theirs.commit_and_wait(change(added(9, name="Theirs"), added(5, "companies", name="Theirs Ltd")), WAIT)
        first = mine.commit(
            change(
                added(7, "interactions", contacts=[1, 9], text="hello"),
                added(9, name="Mine", positions=[{"company": 5}, {"company": 6}], introduced_by=9),
                added(5, "companies", name="Mine Ltd"),
                added(3, "tasks", contacts=[9], company=5),
            )
        )
        second = mine.commit(
            change(edited(mine, 9, note="later"), added(8, "results", contact=9, company=5), removed(mine, 3, "tasks"))
        )
        moved = first.result(WAIT).remapped
        second.result(WAIT)
        assert set(moved) == {("contacts", 9), ("companies", 5)}
        contact, company = moved["contacts", 9], moved["companies", 5]
    assert plain(path)[9] == {"name": "Theirs"}
    assert plain(path)[contact] == {
        "name": "Mine",
        "positions": [{"company": company}, {"company": 6}],
        "introduced_by": contact,
        "note": "later",
    }
    assert plain(path, "companies") == {5: {"name": "Theirs Ltd"}, company: {"name": "Mine Ltd"}}
    assert plain(path, "interactions") == {7: {"contacts": [1, contact], "text": "hello"}}
    assert plain(path, "results") == {8: {"contact": contact, "company": company}}
    assert plain(path, "tasks") == {}
    with opened(path) as store:
        for _ in range(2):
            store.undo_and_wait(WAIT)
        assert set(shown(store)) == {1, 2, 9}


def test_the_same_new_document_from_both_is_one(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        theirs.commit_and_wait(change(added(9, name="Cy")), WAIT)
        assert mine.commit_and_wait(change(added(9, name="Cy")), WAIT).remapped == {}
    assert set(plain(path)) == {1, 2, 9}


def test_a_script_with_plain_tinydb_is_merged_and_told_of(path: Path) -> None:
    told: list[frozenset[Key]] = []
    with opened(path) as store:
        store.on_change = told.append
        with TinyDB(path) as db:
            db.table("contacts").update({"place": "Rome"}, Query().name == "Ann")
            db.table("contacts").insert({"name": "Script"})
            db.table("contacts").remove(doc_ids=[2])
            db.table("mine").insert({"x": 1})
        store.commit_and_wait(change(edited(store, 1, note="n")), WAIT)
        assert told == [frozenset({("contacts", 1), ("contacts", 2), ("contacts", 3), ("mine", 1)})]
        assert shown(store) == {
            1: {"name": "Ann", "tags": ["a"], "place": "Rome", "note": "n"},
            3: {"name": "Script"},
        }
        assert shown(store, "mine") == {1: {"x": 1}}
    assert plain(path, "mine") == {1: {"x": 1}}


def test_polling_takes_changes_in_and_leaves_unsaved_ones_on_top(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        assert not mine.poll()
        theirs.commit_and_wait(change(edited(theirs, 1, place="Rome")), WAIT)
        assert mine.poll()
        assert shown(mine)[1]["place"] == "Rome"
        assert mine.rev == 2
        assert not mine.poll()
        assert mine.depth() == (2, 0)


def test_a_file_touched_without_a_change_changes_nothing(path: Path) -> None:
    told: list[frozenset[Key]] = []
    with opened(path) as store:
        store.on_change = told.append
        path.write_bytes(path.read_bytes())
        assert not store.poll()
        path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4))
        store.poll()
        assert set(shown(store)) == {1, 2}


def test_a_copy_put_back_in_place_of_the_file_is_taken_in(path: Path) -> None:
    old = path.read_bytes()
    with opened(path) as store:
        store.commit_and_wait(change(added(3, name="Cy"), removed(store, 2)), WAIT)
        path.write_bytes(old)
        assert store.poll()
        assert set(shown(store)) == {1, 2}
        store.commit_and_wait(change(added(4, name="Di")), WAIT)
        assert set(plain(path)) == {1, 2, 4}


def test_a_commit_on_stale_documents_is_merged_at_once(path: Path) -> None:
    with opened(path) as store:
        stale = store.documents("contacts")[1]
        store.commit(change(edited(store, 1, place="Rome")))
        store.commit(change(Op("contacts", 1, stale, document(name="Anna", tags=["a"]))))
        assert shown(store)[1] == {"name": "Anna", "tags": ["a"], "place": "Rome"}


EDITS = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 2), st.integers(0, 2), st.integers()), max_size=12)


@settings(max_examples=30, deadline=None)
@given(edits=EDITS)
def test_no_update_of_either_side_is_lost_without_any_polling(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("both") / "followup.json"
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(1, name="A"), added(2, name="B")), WAIT)
    wanted: dict[int, dict[str, Any]] = {1: {"name": "A"}, 2: {"name": "B"}}
    with opened(path, QuickDisk()) as left, opened(path, QuickDisk()) as right:
        for side, number, field, value in edits:
            name = f"{'lr'[side]}{field}"
            wanted[number][name] = value
            (left, right)[side].commit(change(edited((left, right)[side], number, **{name: value})))
        assert left.flush(WAIT)
        assert right.flush(WAIT)
    assert plain(path) == wanted
    assert retold(path.parent / "followup.json.d" / "history.jsonl") == wanted


def retold(history: Path) -> dict[int, dict[str, Any]]:
    """The contacts as the history tells them from the beginning; each step must begin where the last one ended."""
    told: dict[int, bytes | None] = {}
    for line in history.read_bytes().splitlines():
        for op in ops_of(line):
            assert told.get(op.id) == op.before
            told[op.id] = op.after
    return {number: json.loads(row) for number, row in told.items() if row is not None}
