"""What lies beside the data file and should not: each is told, and put aside and never thrown away."""

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup_tui.model.records import Draft
from followup_tui.safekeeping import examined, repaired
from followup_tui.store.backups import take_now
from followup_tui.store.lock import locked
from followup_tui.store.places import places_of
from tests.store.doctor_rig import CLOCK, sound_afterwards, told
from tests.store.store_rig import WAIT, QuickDisk, added, change, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "network" / "followup.json"
    path.parent.mkdir()
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(*(added(n, name=f"Person {n}") for n in range(1, 9))), WAIT)
    shutil.rmtree(path.parent / "followup.json.d")
    return path


def _beside(path: Path) -> Path:
    folder = path.parent / "followup.json.d"
    with opened(path, QuickDisk()) as store:
        for number in (901, 902, 903):
            store.commit_and_wait(change(added(number, name="x"), label=f"Add {number}"), WAIT)
        store.drafts.put(Draft(contact=4, body="hello"))
        store.drafts.put(Draft(contact=555, body="to nobody"))
    take_now(places_of(path), datetime(2026, 11, 20, 9, 31, tzinfo=UTC), WAIT)
    return folder


def test_what_lies_around_is_put_aside_and_never_thrown_away(path: Path) -> None:
    folder = _beside(path)
    stray = path.parent / ".followup.json.tmp"
    stray.write_bytes(b"half a file")
    broken_draft = folder / "drafts" / "6.json"
    broken_draft.write_bytes(b'{"contact":6,"bo')
    snapshot = max((folder / "snapshots").iterdir())
    snapshot.write_bytes(snapshot.read_bytes()[:-20])
    torn = snapshot.read_bytes()
    history = folder / "history.jsonl"
    lines = history.read_bytes().split(b"\n")
    history.write_bytes(b"\n".join([lines[0], b"\0" * 20, *lines[2:]]))
    old = history.read_bytes()
    text = told(examined(path, CLOCK))
    for says in ("temporary file", "draft cannot be read", "snapshot is damaged", "history cannot be read",
                 "draft is to a contact who is not there"):  # fmt: skip
        assert says in text
    done = repaired(path, CLOCK)
    assert {b"half a file", b'{"contact":6,"bo', torn, old} <= {kept.read_bytes() for kept in done.kept}
    assert not any(one.exists() for one in (stray, broken_draft, snapshot))
    with opened(path) as store:
        assert [one.label for one in store.history(9)] == ["Add 903", "Add 901"]
        assert store.drafts.get(4) is not None
        assert store.drafts.get(555) is None
        assert store.drafts.restore(555) is not None
    (folder / "drafts" / "555.json").unlink()
    sound_afterwards(path, done)


@pytest.mark.parametrize("place", ["", "lock", "history.jsonl", "forgotten.json", "index", "drafts/4.json", "broken"])
def test_a_folder_in_the_place_of_a_file_or_a_file_in_that_of_a_folder_is_put_aside(place: str, path: Path) -> None:
    folder = _beside(path)
    (folder / "drafts" / "555.json").unlink()
    wrong = folder / place if place else folder
    if wrong.is_dir():
        shutil.rmtree(wrong)
    elif place != "broken":
        wrong.unlink(missing_ok=True)
    (wrong.mkdir if place not in ("", "broken") else wrong.touch)()
    assert f"It should be a {'file' if wrong.is_dir() else 'folder'}, and is a" in told(examined(path, CLOCK))
    sound_afterwards(path, repaired(path, CLOCK))
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(950, name="New")), WAIT)


def test_a_snapshot_that_holds_no_file_and_a_list_of_the_forgotten_that_is_torn_are_put_aside(path: Path) -> None:
    folder = _beside(path)
    (folder / "drafts" / "555.json").unlink()
    snapshot = max((folder / "snapshots").iterdir())
    snapshot.write_bytes(gzip.compress(b'{"x":'))
    (folder / "forgotten.json").touch(mode=0o600)
    text = told(examined(path, CLOCK))
    assert "A snapshot is damaged" in text
    assert "The list of whom you asked to forget is damaged" in text
    sound_afterwards(path, repaired(path, CLOCK))


def test_the_temporary_file_of_a_program_that_writes_at_this_moment_is_none_left_behind(path: Path) -> None:
    folder = _beside(path)
    (folder / "drafts" / "555.json").unlink()
    (path.parent / ".followup.json.tmp").touch(mode=0o600)
    with locked(folder / "lock", WAIT):
        assert examined(path, CLOCK).ok
    assert "temporary file" in told(examined(path, CLOCK))


def test_rights_of_others_are_told_and_taken_away(path: Path) -> None:
    folder = _beside(path)
    (folder / "drafts" / "555.json").unlink()
    path.chmod(0o644)
    folder.chmod(0o755)
    (folder / "history.jsonl").chmod(0o640)
    found = examined(path, CLOCK)
    assert {Path(one.where).name for one in found.problems} == {"followup.json", "followup.json.d", "history.jsonl"}
    sound_afterwards(path, repaired(path, CLOCK))
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
