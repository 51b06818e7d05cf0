"""The derived index: given out for exactly the state it was made of, and never in the way."""

from pathlib import Path

import pytest

from followup_tui.store.index_file import read_index, write_index
from followup_tui.store.store import Store
from tests.store.store_rig import WAIT, added, change, edited, now, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "followup.json"
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann")), WAIT)
    return path


def index_of(path: Path) -> Path:
    return path.parent / "followup.json.d" / "index"


def test_what_was_kept_is_given_back_while_the_file_is_the_same(path: Path) -> None:
    with opened(path) as store:
        assert read_index(store) is None
        assert write_index(store, b"\x00payload\n\xff", store.version)
        assert read_index(store) == b"\x00payload\n\xff"
    assert index_of(path).stat().st_mode & 0o777 == 0o600
    opening = Store.begin(path, clock_now=now)
    assert read_index(opening) == b"\x00payload\n\xff"
    opening.close()
    with opened(path) as store:
        assert read_index(store) == b"\x00payload\n\xff"


def test_it_is_of_no_use_after_a_change(path: Path) -> None:
    with opened(path) as store:
        write_index(store, b"old", store.version)
        version = store.version
        store.commit_and_wait(change(edited(store, 1, name="B")), WAIT)
        assert read_index(store) is None
        assert not write_index(store, b"made of what was before", version)
        assert write_index(store, b"new", store.version)
        assert read_index(store) == b"new"


def test_it_is_of_no_use_after_an_edit_by_hand(path: Path) -> None:
    with opened(path) as store:
        write_index(store, b"old", store.version)
    path.write_bytes(path.read_bytes().replace(b"Ann", b"Bob"))
    with opened(path) as store:
        assert read_index(store) is None


def test_unsaved_changes_are_not_indexed(path: Path) -> None:
    from tests.store.store_rig import FaultyDisk

    disk = FaultyDisk(path.parent)
    with opened(path, disk) as store:
        write_index(store, b"old", store.version)
        disk.failing["write", ".followup.json.tmp"] = 28
        store.commit(change(edited(store, 1, name="B")))
        assert not write_index(store, b"new", store.version)
        assert read_index(store) is None
        disk.failing.clear()


@pytest.mark.parametrize("broken", [b"", b"x", b"[1]\npayload", b"\xff\xfe\n"])
def test_a_broken_index_is_none(path: Path, broken: bytes) -> None:
    index_of(path).write_bytes(broken)
    with opened(path) as store:
        assert read_index(store) is None


def test_a_torn_payload_is_none(path: Path) -> None:
    with opened(path) as store:
        write_index(store, b"x" * 1000, store.version)
        index_of(path).write_bytes(index_of(path).read_bytes()[:-1])
        assert read_index(store) is None
        index_of(path).write_bytes(index_of(path).read_bytes() + b"y")
        assert read_index(store) is None


def test_failures_are_silent(path: Path, tmp_path: Path) -> None:
    index_of(path).mkdir()
    with opened(path) as store:
        assert not write_index(store, b"x", store.version)
        assert read_index(store) is None
    with opened(tmp_path / "none.json") as store:
        assert not write_index(store, b"x", store.version)
        assert read_index(store) is None
    assert not (tmp_path / "none.json.d").exists()
