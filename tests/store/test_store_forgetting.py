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
from followup_tui.store.entries import ops_of
from followup_tui.store.errors import NothingToUndo, StoreError
from followup_tui.store.fingerprints import Fingerprints
from followup_tui.store.forgetting import Eraser
from followup_tui.store.leftovers import content_of, reads
from followup_tui.store.places import places_of
from followup_tui.store.restoring import read_copy
from followup_tui.store.store import Op, Store
from followup_tui.store.surroundings import unsaved_copies
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
            before = {table: shown(store, table) for table in ("contacts", "interactions", "results")}
            Eraser(store.places, WHO, QuickDisk()).erase(lambda _: MARKS, TODAY)
            changed = store.poll()
            after = {table: shown(store, table) for table in ("contacts", "interactions", "results")}
            assert changed == (after != before)
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
            Eraser(store.places, WHO).erase(lambda _: MARKS, TODAY)
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
        Eraser(places, WHO, Failing()).erase(lambda _: MARKS, TODAY)
    with opened(path) as store:
        assert shown(store) == {WHO: {"name": "Ann"}}
    Eraser(places, WHO).erase(lambda _: MARKS, TODAY)
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


def _people(text: str = "plain") -> Any:
    """A change that makes our person, somebody else, and an hour that both had."""
    return change(
        added(WHO, name="Ann Quist", note=text, emails=["ann@quist.example"]),
        added(1, name="Bo Ek", note="likes harbours"),
        Op("interactions", 5, None, document(contacts=[1, WHO], text="lunch")),
        Op("interactions", 6, None, document(contacts=[1], text="the harbour")),
    )


def _traces(folder: Path) -> list[str]:
    """The files in which our person can still be found, however they are packed."""
    found = []
    for path in folder.rglob("*"):
        data = content_of(path.read_bytes(), path.name).data if path.is_file() else b""
        lines = [op for line in data.splitlines() if reads(line) for op in ops_of(line)]
        if any(trace in f"{data!r} {lines!r} {path.name}" for trace in ("Quist", "quist.example", str(WHO))):
            found.append(path.name)
    return found


@pytest.mark.parametrize("damage", ["cut", "flip", "tail", "head"])
def test_what_is_packed_and_put_aside_does_not_tell_of_them_any_more(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "followup.json"
    long = " ".join(f"word{number * 7919 % 5003}" for number in range(12_000))
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(_people(long), WAIT)
        take_now(store.places, NOW, WAIT, QuickDisk())
    places = places_of(path)
    (packed,) = (line for line in places.history.read_bytes().splitlines() if b'"packed"' in line)
    (snapshot,) = backups_at(places)
    data = snapshot.path.read_bytes()
    places.broken.mkdir(0o700)
    damaged = {
        "cut": data[: len(data) // 2],
        "flip": data[: len(data) // 2] + b"\0\0\0" + data[len(data) // 2 + 3 :],
        "tail": data + b"rest",
        "head": b"xx" + data[2:],
    }[damage]
    (places.broken / "20260101T000000Z-20260101T000000Z-daily.json.gz").write_bytes(damaged)
    (places.broken / "20260101T000000Z-history.jsonl").write_bytes(packed + b"\n" + packed[: len(packed) // 2] + b"\n")
    (places.drafts / "broken").mkdir(0o700, parents=True)
    (places.drafts / "broken" / f"{WHO}-20260101T000000000000.json").write_bytes(b'{"body":"Dea')
    (places.snapshots / "copy.json").write_bytes(path.read_bytes())
    assert _traces(tmp_path)
    found = Eraser(places, WHO, QuickDisk()).erase(lambda _: MARKS, TODAY)
    assert _traces(tmp_path) == []
    assert found.files >= 4
    if damage == "head":
        assert [one.suffix for one in found.deleted] == [".gz"]
    assert "harbour" in content_of(backups_at(places)[0].path.read_bytes(), ".gz").data.decode()
    assert b"harbours" in (places.broken / "20260101T000000Z-history.jsonl").read_bytes()


def test_a_torn_text_keeps_what_is_surely_of_others(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(_people(), WAIT)
    places = places_of(path)
    places.broken.mkdir(0o700)
    whole = path.read_bytes()
    at = whole.index(b'"likes')
    texts = {
        "cut": whole[:-20],
        "gap": whole[:at] + b"\0" * 40 + whole[at + 40 :],
        "headless": whole[whole.index(b"harbours") :],
        "pretty": json.dumps(json.loads(whole), indent=2).encode()[:-20],
        "one-line": json.dumps(json.loads(whole)).encode()[:-20],
    }
    for name, text in texts.items():
        (places.broken / f"{name}.json").write_bytes(text)
    (places.broken / "of-others.json").write_bytes(b'{"1":{"name":"Bo Ek","note":"lik')
    Eraser(places, WHO, QuickDisk()).erase(lambda _: MARKS, TODAY)
    assert _traces(tmp_path) == []
    kept = {one.name: one.read_bytes() for one in places.broken.iterdir()}
    for name in ("cut.json", "pretty.json", "one-line.json"):
        assert b"Bo Ek" in kept[name], name
        assert b"the harbour" in kept[name], name
    assert b"Bo Ek" not in kept["gap.json"]  # behind the gap another record may have begun
    assert kept["of-others.json"] == b'{"1":{"name":"Bo Ek","note":"lik'


def test_a_copy_of_what_could_not_be_saved_is_cleaned_and_never_deleted(tmp_path: Path) -> None:
    path, home = tmp_path / "data" / "followup.json", tmp_path / "home"
    home.mkdir()
    path.parent.mkdir()
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(_people(), WAIT)
    good, torn = (home / f"followup.json.unsaved-{number}" for number in (1, 2))
    good.write_bytes(path.read_bytes())
    torn.write_bytes(path.read_bytes()[:-9])
    places = places_of(path)
    found = Eraser(places, WHO, QuickDisk()).erase(lambda _: MARKS, TODAY, unsaved=unsaved_copies(places, home))
    assert found.copies == (torn,)
    assert torn.exists()
    assert b"Quist" not in good.read_bytes()
    assert b"the harbour" in good.read_bytes()


def test_all_that_they_ever_were_is_found_for_the_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(WHO, name="Ann Lee", phones=["+1 555 000 1234"])), WAIT)
        take_now(store.places, NOW, WAIT, QuickDisk())
        before = store.documents("contacts")[WHO]
        store.commit_and_wait(change(Op("contacts", WHO, before, document(name="Ann Quist"))), WAIT)
    told: list[tuple[str, ...]] = []

    def marks_of(former: Any) -> Any:
        told.append(tuple(one.name for one in former))
        return {}

    Eraser(places_of(path), WHO, QuickDisk()).erase(marks_of, TODAY)
    assert told == [("Ann Lee", "Ann Quist")]
