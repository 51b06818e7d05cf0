"""A disk that fails: nothing is overwritten, nothing is lost, and one sentence says what is wrong."""

import errno
from pathlib import Path
from queue import Queue

import pytest

from followup_tui.store.errors import LockedTooLong, NotSaved
from followup_tui.store.lock import locked
from followup_tui.store.store import Store
from followup_tui.store.writer import Timing
from tests.store.store_rig import WAIT, FaultyDisk, QuickDisk, added, change, edited, now, opened, plain, shown

TMP, FILE, HISTORY, FOLDER = ".followup.json.tmp", "followup.json", "history.jsonl", "network"
BEFORE_REPLACE = [
    ("write", TMP, errno.ENOSPC),
    ("write", TMP, errno.EIO),
    ("fsync", TMP, errno.EIO),
    ("fsync", TMP, errno.ENOSPC),
    ("replace", FILE, errno.EACCES),
    ("replace", FILE, errno.EROFS),
    ("write", HISTORY, errno.ENOSPC),
    ("fsync", HISTORY, errno.EIO),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / FOLDER / FILE
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(1, name="A")), WAIT)
    return path


@pytest.mark.parametrize(("call", "name", "number"), BEFORE_REPLACE)
def test_the_app_keeps_a_change_in_memory_and_saves_it_once_the_disk_is_well(
    path: Path, call: str, name: str, number: int
) -> None:
    disk = FaultyDisk(path.parent)
    told: Queue[str] = Queue()
    kept = path.read_bytes()
    with opened(path, disk) as store:
        store.on_trouble = told.put
        disk.failing[call, name] = number
        first = store.commit(change(added(2, name="B")))
        trouble = told.get(timeout=WAIT)
        assert trouble.startswith(f"Not saved to {path}: ")
        assert trouble.endswith(".")
        assert store.trouble == trouble
        assert not first.done()
        assert path.read_bytes() == kept
        second = store.commit(change(edited(store, 2, name="C")))
        undone = store.undo()
        disk.failing.clear()
        assert told.get(timeout=WAIT) == ""
        assert (first.result(WAIT).rev, second.result(WAIT).change_id, undone.result(WAIT).label) == (4, 3, "Change")
        assert store.trouble == ""
        assert plain(path) == {1: {"name": "A"}, 2: {"name": "B"}}
        assert store.depth() == (2, 1)
    with opened(path) as store:
        assert store.depth() == (2, 1)
        assert [entry.id for entry in store.history(9)] == [4, 3, 2, 1]


@pytest.mark.parametrize(("call", "name", "number"), BEFORE_REPLACE)
def test_a_command_gets_a_sentence_and_its_change_is_gone(path: Path, call: str, name: str, number: int) -> None:
    disk = FaultyDisk(path.parent)
    kept = path.read_bytes()
    with opened(path, disk) as store:
        disk.failing[call, name] = number
        with pytest.raises(NotSaved, match=r"Not saved to .*network/followup.json: "):
            store.commit_and_wait(change(added(2, name="B")), WAIT)
        with pytest.raises(NotSaved):
            store.undo_and_wait(WAIT)
        assert shown(store) == {1: {"name": "A"}}
        assert store.depth() == (1, 0)
        assert store.trouble == ""
        assert path.read_bytes() == kept
        disk.failing.clear()
        store.commit_and_wait(change(added(3, name="D")), WAIT)
    assert plain(path) == {1: {"name": "A"}, 3: {"name": "D"}}
    with opened(path) as store:
        assert [entry.touched for entry in store.history(9)] == [(("contacts", 3),), (("contacts", 1),)]
        store.undo_and_wait(WAIT)
        assert set(shown(store)) == {1}


def test_no_temporary_file_is_left_behind(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    with opened(path, disk) as store:
        disk.failing["fsync", TMP] = errno.EIO
        with pytest.raises(NotSaved):
            store.commit_and_wait(change(added(2, name="B")), WAIT)
    assert not (path.parent / TMP).exists()


def test_what_a_command_gave_up_is_taken_out_from_under_later_changes(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    told: Queue[str] = Queue()
    with opened(path, disk, Timing(lock=10, retry=WAIT)) as store:
        store.on_trouble = told.put
        disk.failing["write", TMP] = errno.ENOSPC
        waiting = store.commit(change(edited(store, 1, name="B", note="mine")))
        told.get(timeout=WAIT)
        with pytest.raises(NotSaved):
            store.commit_and_wait(change(edited(store, 1, tags=["x"]), added(2, name="Gone")), WAIT)
        assert shown(store) == {1: {"name": "B", "note": "mine"}}
        disk.failing.clear()
        store.commit_and_wait(change(edited(store, 1, place="Rome")), WAIT)
        waiting.result(WAIT)
    assert plain(path) == {1: {"name": "B", "note": "mine", "place": "Rome"}}


def test_an_unconfirmed_replace_is_not_called_saved_until_the_folder_is_synced(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    told: Queue[str] = Queue()
    with opened(path, disk) as store:
        store.on_trouble = told.put
        disk.failing["fsync_folder", FOLDER] = errno.EIO
        future = store.commit(change(added(2, name="B")))
        assert "the disk reported an error" in told.get(timeout=WAIT)
        assert not future.done()
        assert not store.saved
        disk.failing.clear()
        assert future.result(WAIT).rev == 2
        assert store.depth() == (2, 0)
    with opened(path) as store:
        assert (store.depth(), store.rev, set(shown(store))) == ((2, 0), 2, {1, 2})


def test_a_command_whose_replace_was_not_confirmed_hears_of_it(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    with opened(path, disk) as store:
        disk.failing["fsync_folder", FOLDER] = errno.EIO
        with pytest.raises(NotSaved):
            store.commit_and_wait(change(added(2, name="B")), WAIT)
        assert set(shown(store)) == set(plain(path)) == {1, 2}


def test_a_replace_that_took_place_and_reported_failure_is_not_repeated(path: Path) -> None:
    class Lying(FaultyDisk):
        def replace(self, source: Path, target: Path) -> None:
            super().replace(source, target)
            if target.name == FILE and self.failing:
                self.failing.clear()
                raise OSError(errno.EIO, "I/O error")

    disk = Lying(path.parent)
    with opened(path, disk) as store:
        disk.failing["never", ""] = 1
        assert store.commit(change(added(2, name="B"))).result(WAIT).rev == 2
        assert store.depth() == (2, 0)
        assert [entry.id for entry in store.history(9)] == [2, 1]
    assert plain(path) == {1: {"name": "A"}, 2: {"name": "B"}}


def test_a_lock_held_too_long_is_said_and_the_change_taken_back(path: Path) -> None:
    with opened(path, timing=Timing(lock=0.05, retry=0.01)) as store, locked(path.parent / "followup.json.d/lock", 5):
        with pytest.raises(LockedTooLong, match="another program is writing"):
            store.commit_and_wait(change(added(2, name="B")), WAIT)
        assert set(shown(store)) == {1}


def test_a_disk_that_does_not_answer_is_given_up_after_the_timeout(path: Path) -> None:
    with opened(path, timing=Timing(lock=WAIT, retry=0.01)) as store:
        with locked(path.parent / "followup.json.d/lock", 5), pytest.raises(NotSaved, match="in time"):
            store.commit_and_wait(change(added(2, name="B")), 0.05)
        assert set(shown(store)) == {1}
        store.commit_and_wait(change(added(3, name="C")), WAIT)
    assert set(plain(path)) == {1, 3}


def test_closing_with_a_failing_disk_says_so_and_everything_can_be_saved_elsewhere(path: Path, tmp_path: Path) -> None:
    disk = FaultyDisk(path.parent)
    store = Store.open(path, clock_now=now, disk=disk, timing=Timing(lock=1, retry=0.01))
    disk.failing["write", TMP] = errno.ENOSPC
    store.commit(change(added(2, name="B")))
    store.save_elsewhere(tmp_path / "copy.json")
    assert not store.close(0.1)
    assert set(plain(path)) == {1}
    assert set(plain(tmp_path / "copy.json")) == {1, 2}


def test_a_file_broken_by_hand_while_open_is_never_overwritten(path: Path) -> None:
    told: Queue[str] = Queue()
    with opened(path) as store:
        store.on_trouble = told.put
        good = path.read_bytes()
        path.write_bytes(good.replace(b'"name":"A"', b'"name":"A'))
        future = store.commit(change(added(2, name="B")))
        assert "not readable as JSON" in told.get(timeout=WAIT)
        assert b'"name":"A}' in path.read_bytes()
        path.write_bytes(good.replace(b'"name":"A"', b'"name":"Mended"'))
        assert future.result(WAIT).outside
    assert plain(path) == {1: {"name": "Mended"}, 2: {"name": "B"}}


def test_an_app_that_fails_to_listen_does_not_stop_the_saving(path: Path) -> None:
    def broken(told: object) -> None:
        raise RuntimeError(told)

    disk = FaultyDisk(path.parent)
    with opened(path, disk) as store, opened(path) as other:
        store.on_trouble = store.on_change = broken
        other.commit_and_wait(change(added(3, name="C")), WAIT)
        disk.failing["write", TMP] = errno.ENOSPC
        future = store.commit(change(added(2, name="B")))
        disk.failing.clear()
        assert future.result(WAIT).outside
    assert set(plain(path)) == {1, 2, 3}


def test_polling_a_broken_file_reports_it_only_when_it_stays_so(path: Path) -> None:
    with opened(path) as store:
        good = path.read_bytes()
        path.write_bytes(good[:-5])
        assert not store.poll()
        assert store.trouble == ""  # a program that writes in place may be half way
        assert not store.poll()
        assert "not readable as JSON" in store.trouble
        path.write_bytes(good.replace(b'"A"', b'"B"'))
        assert store.poll()
        assert store.trouble == ""
        assert shown(store) == {1: {"name": "B"}}


def test_a_file_that_is_put_back_as_it_was_ends_the_trouble(path: Path) -> None:
    with opened(path) as store:
        path.rename(path.with_name("aside"))
        path.write_bytes(b"{")
        store.poll()
        store.poll()
        assert store.trouble
        path.with_name("aside").replace(path)
        assert not store.poll()
        assert store.trouble == ""
