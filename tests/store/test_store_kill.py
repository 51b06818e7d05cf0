"""kill -9 at every kind of moment, with one writer and with two: what was acknowledged is there, whole."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from followup_tui.store.lock import locked
from followup_tui.store.places import places_of
from tests.store.store_rig import WAIT, added, change, opened, plain, shown

ROOT = Path(__file__).parents[2]
ACK = re.compile(rb"^(\w+) (\d+) (\d+)$", re.MULTILINE)
Acks = set[tuple[str, int, int]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "followup.json"
    with opened(path) as store:
        others = (added(n, name="x" * 100) for n in range(2, 300))
        store.commit_and_wait(change(added(1, name="Ann"), *others), WAIT)
    return path


def started(path: Path, name: str, count: int, last: int = 0) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "tests.store.store_writer", str(path), name, str(count), str(last)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, bufsize=0, cwd=ROOT)


def acks_in(output: bytes) -> Acks:
    return {(name.decode(), int(seq), int(number)) for name, seq, number in ACK.findall(output)}


def killed_after(process: subprocess.Popen[bytes], acks: int, further: int) -> Acks:
    """Reads until `acks` changes are acknowledged, then `further` bytes, then kills."""
    assert process.stdout is not None
    output = b""
    while len(ACK.findall(output)) < acks and (byte := process.stdout.read(1)):
        output += byte
    output += process.stdout.read(further)
    process.kill()
    output += process.stdout.read()
    process.wait()
    process.stdout.close()
    return acks_in(output)


def assert_sound(path: Path, acked: Acks) -> None:
    """The file is a whole plain TinyDB file, has all that was acknowledged, and no half of a change."""
    json.loads(path.read_bytes())
    logged = plain(path, "interactions")
    for name, seq, number in acked:
        assert (logged[number]["writer"], logged[number]["seq"]) == (name, seq)
    contact = plain(path)[1]
    for name in "ab":
        written = [row for row in logged.values() if row["writer"] == name]
        assert len(written) == contact.get(name, 0)
    assert len(plain(path)) == 299


def assert_history_fits(path: Path) -> None:
    """Everything can be taken back again, down to the network as it was before the writers came."""
    with opened(path) as store:
        while store.depth()[0] > 1:
            undone = store.undo()
        if store.rev > 1:
            undone.result(WAIT)
        assert shown(store, "interactions") == {}
        assert shown(store)[1] == {"name": "Ann"}


def test_one_writer_killed_at_random_moments(path: Path) -> None:
    chance = random.Random(20261120)
    acked: Acks = set()
    for round_number in range(8):
        process = started(path, "a", 1000)
        found = killed_after(process, chance.randint(1, 6), chance.randint(0, 12))
        acked |= found
        assert_sound(path, found)
        assert len(plain(path, "interactions")) >= len(acked), round_number
    assert len(acked) > 8
    assert_history_fits(path)


@pytest.mark.parametrize("last", [1, 2, 3, 4, 5, 6, 7, 9])
def test_a_writer_that_dies_at_a_certain_call_to_the_disk(path: Path, last: int) -> None:
    with started(path, "a", 3, last) as process:
        output, _ = process.communicate(timeout=WAIT)
    assert process.returncode == -9
    with locked(places_of(path).lock, 0):  # it died with the lock in its hands, and holds it no more
        assert_sound(path, acks_in(output))
    assert_history_fits(path)


def test_two_writers_lose_nothing_to_each_other(path: Path) -> None:
    processes = [started(path, name, 15) for name in "ab"]
    outputs = [process.communicate(timeout=WAIT)[0] for process in processes]
    acked = acks_in(outputs[0]) | acks_in(outputs[1])
    assert len(acked) == 30
    assert len({number for _, _, number in acked}) == 30
    assert_sound(path, acked)
    assert plain(path)[1] == {"name": "Ann", "a": 15, "b": 15}
    assert_history_fits(path)


def test_two_writers_killed_at_random_moments(path: Path) -> None:
    chance = random.Random(42)
    for _ in range(2):
        processes = [started(path, name, 1000) for name in "ab"]
        acked: Acks = set()
        for process in processes:
            acked |= killed_after(process, chance.randint(2, 5), chance.randint(0, 12))
        assert_sound(path, acked)
    assert_history_fits(path)
