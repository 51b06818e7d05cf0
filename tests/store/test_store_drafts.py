"""Drafts survive everything, and a broken one does no harm."""

import os
import stat
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from followup_tui.model.records import Draft
from followup_tui.model.words import Channel
from followup_tui.store.drafts import DraftShelf
from followup_tui.store.errors import NotSaved, StoreError
from tests.store.store_rig import FaultyDisk, now, opened

TEXT = Draft(contact=7, channel=Channel.EMAIL, subject="Hi", body="Dear Zoë,\n…", shared=(3,), updated=now())


class Days:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.at = now()

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "followup.json.d" / "drafts"


def test_a_draft_is_there_again_in_the_next_session(folder: Path) -> None:
    shelf = DraftShelf(folder, now)
    assert shelf.get(7) is None
    assert shelf.all() == []
    shelf.put(TEXT)
    shelf.put(Draft(contact=5, body="other"))
    again = DraftShelf(folder, now)
    assert again.get(7) == TEXT
    assert [draft.contact for draft in again.all()] == [5, 7]
    shelf.put(Draft(contact=7, body="newer"))
    assert again.get(7) == Draft(contact=7, body="newer")


def test_the_stores_shelf_lies_beside_the_file_and_is_private(tmp_path: Path) -> None:
    with opened(tmp_path / "followup.json") as store:
        store.drafts.put(TEXT)
    folder = tmp_path / "followup.json.d" / "drafts"
    assert stat.S_IMODE((folder / "7.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    with opened(tmp_path / "followup.json") as store:
        assert store.drafts.get(7) == TEXT


def test_a_draft_survives_a_killed_program(folder: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from followup_tui.store.drafts import DraftShelf;"
        "from followup_tui.model.records import Draft; from tests.store.store_rig import now;"
        "DraftShelf(Path(sys.argv[1]), now).put(Draft(contact=7, body='kept'));"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -9
    assert DraftShelf(folder, now).get(7) == Draft(contact=7, body="kept")


def test_a_discarded_draft_can_be_taken_out_of_the_bin(folder: Path) -> None:
    shelf = DraftShelf(folder, now)
    shelf.put(TEXT)
    shelf.discard(7)
    shelf.discard(8)
    assert shelf.get(7) is None
    assert shelf.all() == []
    assert shelf.restore(8) is None
    assert shelf.restore(7) == TEXT
    assert shelf.get(7) == TEXT
    assert shelf.restore(7) is None


def test_the_bin_gives_back_the_last_one_and_never_over_a_newer_draft(folder: Path) -> None:
    clock = Days()
    shelf = DraftShelf(folder, clock)
    for body in ("first", "second"):
        clock.at += timedelta(seconds=1)
        shelf.put(Draft(contact=7, body=body))
        shelf.discard(7)
    shelf.put(TEXT)
    with pytest.raises(StoreError, match="newer draft"):
        shelf.restore(7)
    shelf.discard(7)
    clock.at += timedelta(days=1)
    assert [draft.body for draft in (shelf.restore(7),) if draft] == [TEXT.body]


def test_the_bin_keeps_for_thirty_days(folder: Path) -> None:
    clock = Days()
    shelf = DraftShelf(folder, clock)
    for contact in (1, 2):
        shelf.put(Draft(contact=contact, body="x"))
        shelf.discard(contact)
        clock.at += timedelta(days=20)
    shelf.discard(99)
    assert shelf.restore(1) is None
    assert shelf.restore(2) == Draft(contact=2, body="x")


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\x00", b"[1]", b'{"contact":"x"}', b'{"body":"no contact"}'])
def test_a_broken_draft_is_put_aside(folder: Path, broken: bytes) -> None:
    shelf = DraftShelf(folder, now)
    shelf.put(TEXT)
    (folder / "8.json").write_bytes(broken)
    assert shelf.all() == [TEXT]
    assert shelf.get(8) is None
    (aside,) = (folder / "broken").iterdir()
    assert aside.read_bytes() == broken
    assert not (folder / "8.json").exists()


def test_other_files_on_the_shelf_are_left_alone(folder: Path) -> None:
    shelf = DraftShelf(folder, now)
    shelf.put(TEXT)
    (folder / "notes.json").write_text("mine")
    (folder / ".7.json.99999.tmp").write_text("left by a crash")
    assert shelf.all() == [TEXT]
    assert (folder / "notes.json").read_text() == "mine"


def test_a_failing_disk_leaves_the_former_draft(folder: Path) -> None:
    folder.mkdir(parents=True)
    disk = FaultyDisk(folder)
    shelf = DraftShelf(folder, now, disk)
    shelf.put(TEXT)
    disk.failing["write", f".7.json.{os.getpid()}.tmp"] = 28
    with pytest.raises(NotSaved, match="the disk is full"):
        shelf.put(Draft(contact=7, body="lost?"))
    assert shelf.get(7) == TEXT
