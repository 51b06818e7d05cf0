"""Forgetting somebody leaves a network, a history and snapshots that fit together as if they had never been in it."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.store.backups import backups_at, take_now
from followup_tui.store.errors import NothingToUndo, StoreError
from followup_tui.store.fingerprints import Fingerprints
from followup_tui.store.forgetting import Eraser
from followup_tui.store.places import places_of
from followup_tui.store.restoring import read_copy
from followup_tui.store.store import Op, Store
from tests.store.store_rig import WAIT, QuickDisk, added, change, document, opened, shown

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)
WHO = 22222
PEOPLE = (11111, WHO, 33333)
MARKS = {"name": ["ann"], "email": ["ann@x.org"]}

_PEOPLE = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True)
_STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("contacts"), st.sampled_from(PEOPLE), st.fixed_dictionaries({"name": st.sampled_from("ABC")})
        ),
        st.tuples(
            st.just("contacts"),
            st.sampled_from(PEOPLE),
            st.fixed_dictionaries({"name": st.just("X"), "introduced_by": st.sampled_from(PEOPLE)}),
        ),
        st.tuples(
            st.just("interactions"),
            st.integers(1, 3),
            st.fixed_dictionaries({"contacts": _PEOPLE, "text": st.sampled_from("abc")}),
        ),
        st.tuples(
            st.just("results"),
            st.integers(1, 2),
            st.fixed_dictionaries({"contact": st.sampled_from(PEOPLE), "interaction": st.integers(1, 3)}),
        ),
        st.tuples(st.sampled_from(["contacts", "interactions"]), st.sampled_from((*PEOPLE, 1, 2, 3)), st.none()),
        st.sampled_from(["undo", "redo", "snapshot"]),
    ),
    min_size=1,
    max_size=14,
)


def _played(store: Store, path: Path, steps: list[Any]) -> None:
    for step in steps:
        if step == "snapshot":
            if path.exists():
                take_now(places_of(path), NOW, WAIT, QuickDisk())
        elif isinstance(step, str):
            with suppress(NothingToUndo):
                store.undo_and_wait(WAIT) if step == "undo" else store.redo_and_wait(WAIT)
        else:
            table, number, fields = step
            before = store.documents(table).get(number)
            after = document(**fields) if fields else None
            store.commit_and_wait(change(Op(table, number, before, after), label=f"Set {number}"), WAIT)


@settings(max_examples=40)
@given(_STEPS)
def test_whatever_happened_before_all_fits_together_afterwards(steps: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "followup.json"
        with opened(path, QuickDisk()) as store:
            store.commit_and_wait(change(added(WHO, name="Ann")), WAIT)
            _played(store, path, steps)
            Eraser(store.places, WHO, QuickDisk()).erase(MARKS, TODAY)
            assert store.poll()
            after = {table: shown(store, table) for table in ("contacts", "interactions", "results")}
            assert str(WHO) not in json.dumps(after)
            for backup in backups_at(store.places):
                assert str(WHO) not in str(read_copy(backup.path).tables)
            undone = 0
            while store.depth()[0]:
                store.undo_and_wait(WAIT)
                undone += 1
            assert not any(shown(store, table) for table in after)
            for _ in range(undone):
                store.redo_and_wait(WAIT)
            assert {table: shown(store, table) for table in after} == after
        assert str(WHO).encode() not in (Path(folder) / "followup.json.d" / "history.jsonl").read_bytes()


def test_an_open_store_takes_the_forgetting_in_and_tells_it(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    with opened(path) as store:
        store.commit_and_wait(change(added(WHO, name="Ann"), added(1, name="Bo")), WAIT)
        told: list[frozenset[tuple[str, int]]] = []
        with opened(path) as other:
            other.on_change = told.append
            assert other.depth() == (1, 0)
            Eraser(store.places, WHO).erase(MARKS, TODAY)
            assert other.poll()
            assert shown(other) == {1: {"name": "Bo"}}
            assert told == [frozenset({("contacts", WHO)})]
            other.undo_and_wait(WAIT)
            assert shown(other) == {}
        assert store.poll()
        assert shown(store) == {}


def test_a_failing_disk_leaves_the_person_where_they_can_be_forgotten_again(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    with opened(path) as store:
        store.commit_and_wait(change(added(WHO, name="Ann")), WAIT)

    class Failing(QuickDisk):
        def replace(self, source: Path, target: Path) -> None:
            if target.name == "followup.json":
                raise OSError(28, "No space left on device")
            super().replace(source, target)

    places = places_of(path)
    with pytest.raises(StoreError, match="disk is full"):
        Eraser(places, WHO, Failing()).erase(MARKS, TODAY)
    with opened(path) as store:
        assert shown(store) == {WHO: {"name": "Ann"}}
    Eraser(places, WHO).erase(MARKS, TODAY)
    with opened(path) as store:
        assert shown(store) == {}


def test_a_fingerprint_knows_by_any_address_and_by_a_name_that_nothing_speaks_against() -> None:
    known = Fingerprints("00" * 32).with_person(
        {"name": ["ann lee"], "email": ["ann@x.org", "a@y.org"], "profile": ["ann-lee"]}, TODAY
    )
    for marks, expected in (
        ({"email": ["a@y.org"], "name": ["someone"]}, True),
        ({"profile": ["ann-lee"]}, True),
        ({"name": ["ann lee"]}, True),
        ({"name": ["ann lee"], "email": ["other@z.org"]}, False),
        ({"name": ["ann lee"], "profile": ["ann-lee-2"]}, False),
        ({"name": ["bo ek"]}, False),
        ({"name": [], "email": [""]}, False),
    ):
        assert known.know(marks) is expected, marks
    assert "ann" not in str(known).casefold()
    assert Fingerprints("11" * 32, known.people).know({"email": ["a@y.org"]}) is False
