"""Snapshots: taken when one is due, thinned with age, and restored exactly and as an ordinary change."""

import errno
import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.store.backups import Backup, backups_at, superfluous, take_now, thin
from followup_tui.store.places import places_of
from followup_tui.store.restoring import back_to, former_at, read_copy
from followup_tui.store.store import Store, StoreError
from tests.store.store_rig import WAIT, FaultyDisk, QuickDisk, added, change, edited, now, opened, removed, shown

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_AGES = st.lists(
    st.integers(0, 60 * 24 * 1200).map(lambda minutes: timedelta(minutes=minutes)), unique=True, min_size=1, max_size=60
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "network" / "followup.json"
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(1, name="Ann"), added(2, name="Bo")), WAIT)
    return path


def _on(path: Path, moment: datetime) -> Store:
    return Store.open(path, clock_now=lambda: moment, disk=QuickDisk())


def _snapshots(path: Path) -> list[str]:
    return [one.reason for one in backups_at(places_of(path))]


def _made(ages: list[timedelta], size: int = 1) -> list[Backup]:
    return [Backup(Path(f"{age}.json.gz"), NOW - age, "daily", size) for age in sorted(ages, reverse=True)]


@pytest.mark.parametrize(
    ("command", "reasons"), [("import", ["import"]), ("merge", ["merge"]), ("log", []), ("snooze", [])]
)
def test_a_large_change_is_preceded_by_a_snapshot(path: Path, command: str, reasons: list[str]) -> None:
    kept = path.read_bytes()
    with opened(path) as store:
        store.commit_and_wait(change(added(3, name="Cy"), command=command), WAIT)
    assert _snapshots(path) == reasons
    for one in backups_at(places_of(path)):
        assert gzip.decompress(one.path.read_bytes()) == kept
        assert one.path.stat().st_mode & 0o777 == 0o600
        assert one.path.parent.stat().st_mode & 0o777 == 0o700


def test_the_first_change_of_a_day_is_preceded_by_a_snapshot_and_only_that(path: Path) -> None:
    for hours in (0, 24, 25, 26, 48):
        store = _on(path, now() + timedelta(hours=hours))
        store.commit_and_wait(change(added(10 + hours, name="x"))._replace(at=now() + timedelta(hours=hours)), WAIT)
        store.close(WAIT)
    assert [one.at for one in backups_at(places_of(path))] == [now() + timedelta(hours=24), now() + timedelta(hours=48)]


def test_a_full_disk_does_not_keep_a_change_from_being_saved_for_want_of_a_snapshot(path: Path) -> None:
    disk = FaultyDisk(path.parent)
    disk.failing["write", ".20261120T093000Z-import.json.gz.tmp"] = errno.ENOSPC
    with opened(path, disk) as store:
        store.commit_and_wait(change(added(3, name="Cy"), command="import"), WAIT)
        assert len(shown(store)) == 3
    assert _snapshots(path) == []
    assert not list((path.parent / "followup.json.d" / "snapshots").iterdir())


def test_several_in_one_second_do_not_overwrite_each_other(path: Path) -> None:
    places = places_of(path)
    made = [take_now(places, NOW, WAIT) for _ in range(12)]
    assert [one.path for one in backups_at(places)] == [one.path for one in made]


@given(_AGES, st.integers(0, 60))
def test_thinning_often_comes_to_the_same_as_thinning_once(ages: list[timedelta], cut: int) -> None:
    made = _made(ages)
    early = made[:cut]
    if early:
        gone = superfluous(early, early[-1].at)
        later = [one for one in made if one not in gone]
    else:
        later = made
    assert [one for one in later if one not in superfluous(later, NOW)] == [
        one for one in made if one not in superfluous(made, NOW)
    ]


@given(_AGES)
def test_thinning_leaves_one_for_every_span_that_had_one(ages: list[timedelta]) -> None:
    made = _made(ages)
    gone = superfluous(made, NOW)
    left = [one for one in made if one not in gone]
    assert made[-1] in left
    assert {(one.at.year, one.at.month) for one in left} == {(one.at.year, one.at.month) for one in made}
    day = {one.at.date() for one in made if NOW - one.at < timedelta(days=31)}
    assert day <= {one.at.date() for one in left}
    hour = {(one.at.date(), one.at.hour) for one in made if NOW - one.at < timedelta(days=1)}
    assert hour <= {(one.at.date(), one.at.hour) for one in left}
    week = {one.at.isocalendar()[:2] for one in made if NOW - one.at < timedelta(days=366)}
    assert week <= {one.at.isocalendar()[:2] for one in left}
    old = [one for one in left if NOW - one.at > timedelta(days=367)]
    assert len(old) == len({(one.at.year, one.at.month) for one in old})


@given(_AGES, st.integers(1, 50))
def test_the_total_is_bounded_and_the_newest_always_stays(ages: list[timedelta], most: int) -> None:
    made = _made(ages, size=10)
    gone = superfluous(made, NOW, most)
    left = [one for one in made if one not in gone]
    assert made[-1] in left
    assert len(left) == 1 or sum(one.size for one in left) <= most


def test_thinned_snapshots_are_gone_from_the_folder_and_other_files_are_left(path: Path) -> None:
    places = places_of(path)
    for minutes in range(0, 300, 20):
        take_now(places, NOW + timedelta(minutes=minutes), WAIT)
    mine = places.snapshots / "mine.json"
    mine.write_text("{}")
    thin(places, NOW + timedelta(hours=10))
    assert len(backups_at(places)) == 6
    thin(places, NOW + timedelta(days=40), most_bytes=1)
    assert len(backups_at(places)) == 1
    assert mine.exists()


def test_a_restore_is_exact_undoable_and_keeps_the_history_going(path: Path) -> None:
    snapshot = take_now(places_of(path), NOW, WAIT)
    before = path.read_bytes().split(b"\n", 3)[3]
    with opened(path) as store:
        store.commit_and_wait(change(edited(store, 1, name="Anna"), removed(store, 2), added(3, name="Cy")), WAIT)
        after = shown(store)
        _, tables = store.whole_story()
        store.commit_and_wait(back_to(read_copy(snapshot.path).tables, tables, "Restore", now()), WAIT)
        assert path.read_bytes().split(b"\n", 3)[3] == before
        assert [one.label for one in store.history(1)] == ["Restore"]
        store.undo_and_wait(WAIT)
        assert shown(store) == after
        store.redo_and_wait(WAIT)
        assert shown(store) == {1: {"name": "Ann"}, 2: {"name": "Bo"}}


def test_a_moment_is_restored_from_the_history_and_else_from_the_snapshot_before_it(path: Path) -> None:
    day = timedelta(days=1)
    for days in (1, 2, 3):
        store = _on(path, now() + days * day)
        store.commit_and_wait(change(edited(store, 1, name=f"Day {days}"))._replace(at=now() + days * day), WAIT)
        store.close(WAIT)
    places = places_of(path)
    with opened(path) as store:
        for days, name in ((0, "Ann"), (1, "Day 1"), (2, "Day 2"), (3, "Day 3")):
            former = former_at(places, *store.whole_story(), now() + days * day)
            assert b'"%b"' % name.encode() in former.tables["contacts"][1]
    places.history.unlink()
    with opened(path) as store:
        former = former_at(places, *store.whole_story(), now() + 2 * day)
        assert former.tables["contacts"][1] == b'{"name":"Day 1"}'
        with pytest.raises(StoreError, match="Nothing reaches back"):
            former_at(places, *store.whole_story(), now() - day)


def test_a_damaged_snapshot_is_said_and_nothing_changes(path: Path) -> None:
    snapshot = take_now(places_of(path), NOW, WAIT)
    snapshot.path.write_bytes(snapshot.path.read_bytes()[:-9])
    with pytest.raises(StoreError, match="is damaged"):
        read_copy(snapshot.path)
