"""Full, failing, read-only and removed disks: nothing is lost in memory, and all is saved once the trouble is over."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from random import Random

import pytest
from tinydb import TinyDB

from followup_tui.store.errors import NotSaved
from followup_tui.store.store import Store
from tests.store.store_rig import SOON, WAIT, FaultyDisk, added, change, edited, now, opened, plain, shown
from tests.torture.evidence import read_plainly
from tests.torture.troubles import FILE, KINDS, Trouble, trouble

LONG = "a story " * 1000
"""So large that a small disk has room for some of these."""


@pytest.fixture(params=KINDS)
def ailing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trouble]:
    with trouble(request.param, tmp_path / "network") as found:
        yield found


def test_what_cannot_be_saved_waits_in_memory(ailing: Trouble, tmp_path: Path) -> None:
    path, told = ailing.folder / FILE, Queue[str]()
    with opened(path, ailing.disk) as store:
        store.commit_and_wait(change(added(1, name="Ann", note=LONG), added(2, name="Bo")), WAIT)
        store.on_trouble = told.put
        good = path.read_bytes()
        ailing.begin()
        waiting = [store.commit(change(added(number, name="New", note=LONG))) for number in (3, 4)]
        waiting.append(store.commit(change(edited(store, 2, name="Bob"))))
        sentence = told.get(timeout=WAIT)
        assert sentence.startswith(f"Not saved to {path}: ")
        assert "\n" not in sentence
        with pytest.raises(NotSaved):
            store.commit_and_wait(change(added(9, name="Never")), WAIT)
        assert not any(future.done() for future in waiting)
        assert not store.saved
        assert {number: row["name"] for number, row in shown(store).items()} == {1: "Ann", 2: "Bob", 3: "New", 4: "New"}
        assert (ailing.kept / FILE).read_bytes() == good
        store.save_elsewhere(tmp_path / "elsewhere.json")
        assert plain(tmp_path / "elsewhere.json") == shown(store)
        ailing.end()
        assert [future.result(WAIT).rev for future in waiting] == [4, 4, 4]
        assert told.get(timeout=WAIT) == ""
        assert plain(path) == shown(store)
    with opened(path) as store:
        assert store.depth() == (4, 0)
        for _ in range(3):
            store.undo_and_wait(WAIT)
        assert {row["name"] for row in shown(store).values()} == {"Ann", "Bo"}


def test_vanilla_tinydb_loses_its_file_on_a_full_disk(tmp_path: Path) -> None:
    """The control: the same disk, the same changes."""
    with trouble("full", tmp_path / "network") as ailing:
        path = ailing.folder / FILE
        db = TinyDB(path, encoding="utf-8")
        db.table("contacts").insert({"name": "Ann", "note": LONG})
        ailing.begin()
        with pytest.raises(OSError, match="No space left"):
            db.table("contacts").insert({"name": "New", "note": LONG})
        ailing.end()
        with pytest.raises(ValueError, match=r"char|column"):
            read_plainly(path)
        with suppress(OSError):
            db.close()


class MoodyDisk(FaultyDisk):
    """Fails one call in three, as drawn."""

    def __init__(self, root: Path, seed: int) -> None:
        super().__init__(root)
        self._chance = Random(seed)
        self.well = False

    def _note(self, call: str, name: str) -> None:
        super()._note(call, name)
        if not self.well and self._chance.random() < 0.33:
            raise OSError(5, "Input/output error")


@pytest.mark.parametrize("seed", range(4))
def test_on_a_disk_that_fails_now_and_then_every_change_is_saved_or_refused(tmp_path: Path, seed: int) -> None:
    path, disk = tmp_path / "network" / FILE, MoodyDisk(tmp_path, seed)
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="Ann", n=0)), WAIT)
    store = Store.open(path, clock_now=now, disk=disk, timing=SOON._replace(retry=0.001))
    refused: set[int] = set()
    for number in range(2, 60):
        ops = change(added(number, name="New"), edited(store, 1, n=number))
        if number % 3:
            store.commit(ops)
        else:
            try:
                store.commit_and_wait(ops, WAIT)
            except NotSaved:
                refused.add(number)
    disk.well = True
    assert store.close(WAIT)
    found = plain(path)
    assert found == shown(store)
    assert refused
    assert not set(range(2, 60)) - refused - found.keys()
    with opened(path) as again:
        for _ in range(again.depth()[0] - 1):
            again.undo()
        assert shown(again) == {1: {"name": "Ann", "n": 0}}
