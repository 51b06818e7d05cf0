"""Undo, redo and the history: the last change first, also after a restart, and never over somebody else's."""

import json
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB

from followup_tui.store.disk import DISK
from followup_tui.store.entries import Entry
from followup_tui.store.history import HistoryFile
from followup_tui.store.store import NothingToUndo, Op, Store, UndoRefused
from tests.store.store_rig import (
    WAIT,
    QuickDisk,
    added,
    change,
    document,
    edited,
    now,
    opened,
    plain,
    removed,
    shown,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "followup.json"


def history_of(path: Path) -> Path:
    return path.parent / "followup.json.d" / "history.jsonl"


def test_undo_and_redo_across_restarts(path: Path) -> None:
    with opened(path) as store:
        store.commit(change(added(1, name="Ann"), label="Add Ann", command="add"))
        store.commit_and_wait(change(edited(store, 1, name="Anna"), label="Rename Ann", command="edit"), WAIT)
    with opened(path) as store:
        undone = store.undo_and_wait(WAIT)
        assert (undone.label, undone.command, undone.rev) == ("Rename Ann", "edit", 3)
        assert undone.ops == (Op("contacts", 1, document(name="Anna"), document(name="Ann")),)
    with opened(path) as store:
        assert store.depth() == (1, 1)
        assert store.undo_and_wait(WAIT).label == "Add Ann"
        with pytest.raises(NothingToUndo, match="nothing to undo"):
            store.undo()
    with opened(path) as store:
        assert [store.redo_and_wait(WAIT).label for _ in range(2)] == ["Add Ann", "Rename Ann"]
        with pytest.raises(NothingToUndo, match="nothing to redo"):
            store.redo()
        assert shown(store) == {1: {"name": "Anna"}}
        assert store.depth() == (2, 0)


def test_undo_can_tell_at_once_what_it_took_back(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann"), label="Add Ann"), WAIT)
        told, future = store.undo_now()
        assert (told.label, told.ops) == ("Add Ann", (Op("contacts", 1, document(name="Ann"), None),))
        assert shown(store) == {}
        assert future.result(WAIT).ops == told.ops
        told, future = store.redo_now()
        assert shown(store) == {1: {"name": "Ann"}}
        assert future.result(WAIT).rev == 3


def test_the_history_tells_what_was_done_and_undone(path: Path) -> None:
    with opened(path) as store:
        store.commit(change(added(1, name="Ann"), label="Add Ann", command="add"))
        store.commit(change(added(2, name="Bo"), label="Add Bo", command="add"))
        store.undo_and_wait(WAIT)
        newest = store.history(2)
        assert [(entry.label, entry.command, entry.state, entry.undo_of) for entry in newest] == [
            ("Add Bo", "undo", "done", 2),
            ("Add Bo", "add", "undone", 0),
        ]
        assert newest[1].touched == (("contacts", 2),)
        assert newest[1].at == now()
        store.redo_and_wait(WAIT)
        assert [(entry.redo_of, entry.state) for entry in store.history(9)] == [
            (2, "done"), (0, "done"), (0, "done"), (0, "done"),
        ]  # fmt: skip
        assert store.history(0) == []


def test_a_new_change_leaves_nothing_to_redo(path: Path) -> None:
    with opened(path) as store:
        store.commit(change(added(1, name="Ann")))
        store.undo()
        assert store.depth() == (0, 1)
        store.commit_and_wait(change(added(2, name="Bo")), WAIT)
        assert store.depth() == (1, 0)
    with opened(path) as store:
        assert store.depth() == (1, 0)


def test_undo_refuses_to_overwrite_what_somebody_else_did(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann"), added(2, name="Bo"), label="Add both"), WAIT)
    with TinyDB(path) as db:
        db.table("contacts").update({"note": "by hand"}, doc_ids=[2])
    kept = plain(path)
    with opened(path) as store:
        with pytest.raises(UndoRefused, match='"Add both" cannot be taken back: Bo was changed since'):
            store.undo()
        assert set(shown(store)) == {1, 2}
    assert plain(path) == kept


def test_undo_refuses_when_the_other_change_is_found_only_under_the_lock(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        mine.commit_and_wait(change(added(1, name="Ann"), added(2, name="Bo"), label="Add both"), WAIT)
        assert theirs.poll()
        theirs.commit_and_wait(change(edited(theirs, 2, name="Bob")), WAIT)
        with pytest.raises(UndoRefused, match="Bob was changed since"):
            mine.undo().result(WAIT)
        assert shown(mine) == shown(theirs) == {1: {"name": "Ann"}, 2: {"name": "Bob"}}
        assert mine.depth() == (2, 0)
        assert mine.undo_and_wait(WAIT).label == "Change"
        assert mine.undo_and_wait(WAIT).label == "Add both"


def test_undo_takes_back_what_another_program_did_last(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        mine.commit_and_wait(change(added(1, name="Ann"), label="Mine"), WAIT)
        theirs.commit_and_wait(change(added(2, name="Bo"), label="Theirs"), WAIT)
        assert mine.poll()
        assert mine.undo_and_wait(WAIT).label == "Theirs"
        assert theirs.poll()
        assert theirs.depth() == (1, 1)
        assert theirs.undo_and_wait(WAIT).label == "Mine"
        assert plain(path) == {}


def test_undo_of_a_change_that_still_waits_while_another_program_writes(path: Path) -> None:
    with opened(path) as theirs:
        theirs.commit_and_wait(change(added(1, name="Ann")), WAIT)
        with opened(path) as mine:
            theirs.commit_and_wait(change(edited(theirs, 1, place="Rome")), WAIT)
            mine.commit(change(edited(mine, 1, name="Anna")))
            mine.undo().result(WAIT)
        assert plain(path) == {1: {"name": "Ann", "place": "Rome"}}


def test_entries_of_a_change_that_never_reached_the_file_are_ignored_and_cut_off(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann"), label="Add Ann"), WAIT)
        before = path.read_bytes()
        store.commit_and_wait(change(added(2, name="Bo"), label="Never there"), WAIT)
    path.write_bytes(before)  # as a crash between history and file leaves it
    with opened(path) as store:
        assert store.depth() == (1, 0)
        assert [entry.label for entry in store.history(9)] == ["Add Ann"]
        assert b"Never there" in history_of(path).read_bytes()
        store.commit_and_wait(change(added(3, name="Cy"), label="Add Cy"), WAIT)
        assert b"Never there" not in history_of(path).read_bytes()
        assert [entry.label for entry in store.history(9)] == ["Add Cy", "Add Ann"]
    with opened(path) as store:
        assert [store.undo_and_wait(WAIT).label for _ in range(2)] == ["Add Cy", "Add Ann"]


@pytest.mark.parametrize("torn", [b'{"rev":2,"at":"1999', b"\x00\x00\x00", b'{"rev":2}\n{"x":1}\n'])
def test_a_torn_end_of_the_history_is_cut_off(path: Path, torn: bytes) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann"), label="Add Ann"), WAIT)
    with history_of(path).open("ab") as handle:
        handle.write(torn)
    with opened(path) as store:
        assert store.depth() == (1, 0)
        store.commit_and_wait(change(added(2, name="Bo"), label="Add Bo"), WAIT)
    assert torn not in history_of(path).read_bytes()
    with opened(path) as store:
        assert [entry.label for entry in store.history(9)] == ["Add Bo", "Add Ann"]


def test_without_its_history_a_file_is_as_good_and_only_undo_is_gone(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann")), WAIT)
    history_of(path).unlink()
    with opened(path) as store:
        assert store.depth() == (0, 0)
        store.commit_and_wait(change(added(2, name="Bo")), WAIT)
        assert store.depth() == (1, 0)
        store.undo_and_wait(WAIT)
        assert plain(path) == {1: {"name": "Ann"}}


def test_a_deleted_history_is_noticed_by_an_open_store(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann")), WAIT)
        history_of(path).unlink()
        store.commit_and_wait(change(added(2, name="Bo")), WAIT)
        assert store.depth() == (1, 0)
        store.undo_and_wait(WAIT)
        assert plain(path) == {1: {"name": "Ann"}}


def test_the_history_is_bounded_and_its_newest_entries_stay(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    target = path.parent / "history.jsonl"
    history = HistoryFile(target, DISK, size_limit=20_000, fewest=5)
    rev = 0
    for _ in range(60):
        rev += 1
        entry = Entry(f"Add {rev}", "add", now(), rev=rev, pending_ops=(added(rev, name="x" * 500),))
        history.confirm([entry], history.append([entry]), rev)
        assert target.stat().st_size <= 20_000
    assert history.entries[-1].label == "Add 60"
    assert len(history.entries) > 15
    again = HistoryFile(target, DISK)
    again.refresh(rev)
    assert [entry.label for entry in again.entries] == [entry.label for entry in history.entries]
    rev += 1
    huge = Entry("Import", "import", now(), rev=rev, pending_ops=(added(rev, name="x" * 50_000),))
    history.confirm([huge], history.append([huge]), rev)
    assert history.entries[-1].label == "Import"


def test_large_changes_do_not_push_the_others_out(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    target = path.parent / "history.jsonl"
    history = HistoryFile(target, DISK, size_limit=20_000, fewest=40, most_bytes=400_000)
    largest = 0
    for rev in range(1, 201):
        text = "".join(chr(33 + (rev * n) % 90) for n in range(7_000 if rev % 10 == 0 else 10))
        entry = Entry(f"Add {rev}", "add", now(), rev=rev, pending_ops=(added(rev, name=text),))
        history.confirm([entry], history.append([entry]), rev)
        largest = max(largest, target.stat().st_size)
        assert len(history.entries) >= min(rev, 40)
    assert largest <= 400_000
    assert len(history.entries) < 100
    again = HistoryFile(target, DISK)
    again.refresh(200)
    assert [entry.label for entry in again.entries] == [entry.label for entry in history.entries]


def test_a_thousand_steps_can_be_undone(path: Path) -> None:
    with opened(path, QuickDisk()) as store:
        for number in range(1, 1001):
            store.commit(change(added(number, name=str(number))))
        assert store.flush(WAIT)
    with opened(path, QuickDisk()) as store:
        assert store.depth() == (1000, 0)
        undone = [store.undo() for _ in range(1000)]
        assert undone[-1].result(WAIT).rev == 2000
    assert plain(path) == {}


def test_an_import_of_many_takes_little_room_in_the_history_and_can_be_undone_later(path: Path) -> None:
    people = [added(n, name=f"Person {n}", note="met at the fair") for n in range(1, 5001)]
    with opened(path, QuickDisk()) as store:
        store.commit(change(*people, label="Import", command="import"))
        store.commit_and_wait(change(edited(store, 7, note="x"), label="Note"), WAIT)
    assert history_of(path).stat().st_size < path.stat().st_size / 3
    with opened(path, QuickDisk()) as store:
        assert [store.undo_and_wait(WAIT).label for _ in range(2)] == ["Note", "Import"]
        assert shown(store) == {}
        store.redo_and_wait(WAIT)
        assert len(shown(store)) == 5000
        assert len(store.history(1)[0].touched) == 5000


def test_whoever_waits_may_stop_waiting_and_the_change_is_saved_all_the_same(path: Path) -> None:
    with opened(path) as store:
        future = store.commit(change(added(1, name="Ann")))
        assert not future.cancel()
        assert store.flush(WAIT)
        assert plain(path) == {1: {"name": "Ann"}}


class TwoStores(RuleBasedStateMachine):
    """Two programs on one file, taking turns, against lists of whole states."""

    Docs = dict[int, bytes]

    @initialize(root=st.just(0))
    def start(self, root: int) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "followup.json"
        self.stores = [self.fresh(), self.fresh()]
        self.now: TwoStores.Docs = {}
        self.done: list[TwoStores.Docs] = []
        self.undone: list[TwoStores.Docs] = []
        self.next_id = 1

    def fresh(self) -> Store:
        return Store.open(self.path, clock_now=now, disk=QuickDisk())

    def store(self, which: int) -> Store:
        self.stores[which].poll()
        return self.stores[which]

    def commit(self, which: int, *ops: Op) -> None:
        store = self.store(which)
        if not [op for op in ops if op.before != op.after]:
            return
        self.done.append(dict(self.now))
        self.undone.clear()
        for op in ops:
            if op.after is None:
                del self.now[op.id]
            else:
                self.now[op.id] = op.after
        store.commit_and_wait(change(*ops), WAIT)

    @rule(which=st.integers(0, 1), names=st.lists(st.text(max_size=3), min_size=1, max_size=3))
    def add(self, which: int, names: list[str]) -> None:
        ids = range(self.next_id, self.next_id + len(names))
        self.next_id += len(names)
        self.commit(which, *(added(n, name=name) for n, name in zip(ids, names, strict=True)))

    @rule(which=st.integers(0, 1), pick=st.integers(0, 99), name=st.text(max_size=3))
    def edit(self, which: int, pick: int, name: str) -> None:
        if self.now:
            number = sorted(self.now)[pick % len(self.now)]
            self.commit(which, Op("contacts", number, self.now[number], document(name=name)))

    @rule(which=st.integers(0, 1), pick=st.integers(0, 99))
    def delete(self, which: int, pick: int) -> None:
        if self.now:
            number = sorted(self.now)[pick % len(self.now)]
            self.commit(which, Op("contacts", number, self.now[number], None))

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        if self.done:
            self.store(which).undo_and_wait(WAIT)
            self.undone.append(self.now)
            self.now = self.done.pop()
        else:
            with pytest.raises(NothingToUndo):
                self.store(which).undo()

    @rule(which=st.integers(0, 1))
    def redo(self, which: int) -> None:
        if self.undone:
            self.store(which).redo_and_wait(WAIT)
            self.done.append(self.now)
            self.now = self.undone.pop()
        else:
            with pytest.raises(NothingToUndo):
                self.store(which).redo()

    @rule(which=st.integers(0, 1))
    def restart(self, which: int) -> None:
        self.stores[which].close(WAIT)
        self.stores[which] = self.fresh()

    @invariant()
    def memory_and_file_are_the_model(self) -> None:
        for which in (0, 1):
            store = self.store(which)
            assert dict(store.documents("contacts").items()) == self.now
            assert store.depth() == (len(self.done), len(self.undone))
        if self.path.exists():
            assert plain(self.path) == {number: json.loads(row) for number, row in self.now.items()}

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        store = self.store(0)
        while self.done:
            store.undo_and_wait(WAIT)
            assert dict(store.documents("contacts").items()) == self.done.pop()
        for store in self.stores:
            store.close(WAIT)
        self.folder.cleanup()


TestTwoStores = TwoStores.TestCase
TestTwoStores.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)


def test_removing_and_undoing_gives_the_very_bytes_back(path: Path) -> None:
    odd = '{"name":"Zoë","n":1.50,"s":"\\u0041"}'.encode()
    with opened(path) as store:
        store.commit_and_wait(change(Op("contacts", 1, None, odd)), WAIT)
        kept = path.read_bytes()
        store.commit_and_wait(change(removed(store, 1)), WAIT)
        store.undo_and_wait(WAIT)
        assert store.documents("contacts")[1] == odd
    assert path.read_bytes().replace(b'"rev":3', b'"rev":1') == kept
    with opened(path) as store:
        store.undo_and_wait(WAIT)
        store.redo_and_wait(WAIT)
        assert store.documents("contacts")[1] == odd
