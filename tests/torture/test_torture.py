"""kill -9 at random moments, a short version for every run; `python -m tests.torture` is the long one.

Vanilla TinyDB goes through the same and fails, so that the harness is known to see what it looks for.
"""

from pathlib import Path

import pytest

from followup_tui.store.store import Store
from tests.store.store_rig import SOON, WAIT, now
from tests.torture.evidence import read_plainly
from tests.torture.killing import Torture
from tests.torture.network import INTERACTIONS_EACH, TOKENS
from tests.torture.troubles import trouble

CONTACTS = 200


def tortured(tmp_path: Path, store: str, seed: int) -> Torture:
    return Torture(tmp_path / "followup.json", store, seed=seed, contacts=CONTACTS)


def until_killed(torture: Torture, writers: int) -> None:
    """Six kills, and more where a busy machine let no writer come as far as a change before it was killed."""
    while torture.figures.kills < 6 or (not torture.figures.acknowledged and torture.figures.kills < 60):
        torture.round_of(writers)


@pytest.mark.parametrize("writers", [1, 2])
def test_nothing_acknowledged_is_lost_and_nothing_torn(tmp_path: Path, writers: int) -> None:
    torture = tortured(tmp_path, "followup", seed=writers)
    until_killed(torture, writers)
    assert torture.figures.failures == 0, torture.figures
    assert torture.figures.acknowledged > 0
    assert_everything_can_be_undone(tmp_path / "followup.json")


@pytest.mark.parametrize("writers", [1, 2])
def test_nor_on_a_disk_that_fails_now_and_then(tmp_path: Path, writers: int) -> None:
    path = tmp_path / "followup.json"
    torture = Torture(path, "followup", seed=writers, contacts=CONTACTS, disk="failing")
    until_killed(torture, writers)
    assert torture.figures.failures == 0, torture.figures
    assert torture.figures.acknowledged > 0
    assert_everything_can_be_undone(path)


def test_nor_on_a_full_disk(tmp_path: Path) -> None:
    with trouble("full", tmp_path / "small", room=2**24) as full:
        path = full.folder / "followup.json"
        torture = Torture(path, "followup", seed=3, contacts=CONTACTS, full=full)
        until_killed(torture, 2)
        assert torture.figures.failures == 0, torture.figures
        assert torture.figures.acknowledged > 0
        assert_everything_can_be_undone(path)


def assert_everything_can_be_undone(path: Path) -> None:
    """As many undos as changes lead back to the file before the first writer."""
    store = Store.open(path, clock_now=now, timing=SOON)
    for _ in range(store.depth()[0]):
        store.undo()
    assert store.close(WAIT)
    tables = read_plainly(path)
    assert all(contact[TOKENS] == [] for contact in tables["contacts"].values())
    assert len(tables["interactions"]) == CONTACTS * INTERACTIONS_EACH


def test_a_write_that_is_cut_off_at_any_byte_changes_nothing(tmp_path: Path) -> None:
    torture = tortured(tmp_path, "followup", seed=7)
    assert all(torture.cut_round() for _ in range(5)), torture.figures
    assert torture.figures.acknowledged == 5


def test_vanilla_tinydb_is_damaged_by_every_write_that_is_cut_off(tmp_path: Path) -> None:
    torture = tortured(tmp_path, "vanilla", seed=7)
    assert not any(torture.cut_round() for _ in range(5))
    assert torture.figures.unreadable > 0


@pytest.mark.parametrize("writers", [1, 2])
def test_vanilla_tinydb_does_not_survive_being_killed(tmp_path: Path, writers: int) -> None:
    """A kill between its two writes, which is half of the time, tears the transaction: 25 rounds cannot all miss it."""
    torture = tortured(tmp_path, "vanilla", seed=writers)
    assert not all(torture.round_of(writers) for _ in range(25))
