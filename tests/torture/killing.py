"""Rounds of writers that are killed, and the figures of all rounds."""

import os
import selectors
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from tests.torture.evidence import Found, Witness
from tests.torture.network import write_base
from tests.torture.troubles import Trouble
from tests.torture.writer import FAILING

ROOT = Path(__file__).parents[2]
LATEST = 0.12
"""Seconds after the start of writing within which the kill falls; a save takes a tenth of that."""
PATIENCE = 20.0
"""Seconds after which a writer that says nothing is stuck."""
EACH = 1_000_000
"""Numbers of changes set aside for a writer in one round."""


@dataclass
class Figures:
    """What came of all rounds; everything but the first two is to be 0."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    unreadable: int = 0
    history: int = 0
    stuck: int = 0
    failed_rounds: int = 0
    notes: list[str] = field(default_factory=list)

    def count(self, found: Found) -> None:
        """Takes in what one look at the file found."""
        self.lost += len(found.lost)
        self.torn += len(found.torn)
        self.unreadable += bool(found.unreadable)
        self.history += bool(found.history)
        self.failed_rounds += found.anything
        if found.anything:
            self.notes.append(f"{found}"[:300])

    @property
    def failures(self) -> int:
        """Everything that must not be."""
        return self.lost + self.torn + self.unreadable + self.history + self.stuck


class Torture:
    """A file, and the writers that are killed on it. The same seed makes the same draws; the machine does the rest."""

    def __init__(
        self, path: Path, store: str, *, seed: int, contacts: int, disk: str = "good", full: Trouble | None = None
    ) -> None:
        """`disk` is "good" or "failing"; `full` is one that can be filled, which it is in half of each round."""
        self._path = path
        self._cut = FAILING if disk == "failing" else -1
        self._full = full
        self._store = store
        self._chance = Random(seed)
        self._contacts = contacts
        self._next = 0
        self._witness = Witness(path)
        self.figures = Figures()
        self._renew()

    def _renew(self) -> None:
        write_base(self._path, self._contacts)
        with suppress(FileNotFoundError):
            (self._path.with_name(self._path.name + ".d") / "history.jsonl").unlink()
        self._witness.begin()

    def round_of(self, writers: int) -> bool:
        """Starts writers, kills each at a random moment, looks at the file. True when all is well."""
        with ExitStack() as running:
            held = [running.enter_context(_Writer(self._call("ab"[place], self._cut))) for place in range(writers)]
            if self._full:
                self._full.begin()
            for writer in held:
                writer.go()
            acked: dict[str, int] = {}
            if self._full:
                held[0].read_until(monotonic() + self._chance.uniform(0, LATEST), acks=0)
                self._full.end()
            for place, writer in enumerate(held):
                writer.read_until(monotonic() + self._chance.uniform(0, LATEST), acks=1 if place else 0)
                writer.kill()
            for writer in held:
                acked |= writer.acked
                self.figures.stuck += writer.stuck
        self.figures.kills += writers
        return self._judge(acked)

    def cut_round(self) -> bool:
        """One writer, whose power is cut at a random byte of a write. True when all is well."""
        cut = self._chance.randrange(self._path.stat().st_size // 2)
        with _Writer(self._call("a", cut)) as writer:
            writer.go()
            writer.read_until(monotonic() + PATIENCE, acks=10**9)
        self.figures.kills += 1
        return self._judge(writer.acked)

    def _judge(self, acked: dict[str, int]) -> bool:
        self.figures.acknowledged += len(acked)
        found = self._witness.look(acked, with_history=self._store == "followup")
        self.figures.count(found)
        if found.anything:
            self._renew()
        return not found.anything

    def _call(self, name: str, cut: int) -> Sequence[str]:
        self._next += EACH
        numbers = (self._next, self._contacts, self._chance.randrange(10**9), cut)
        call = (sys.executable, "-m", "tests.torture.writer", self._store, str(self._path), name)
        return (*call, *map(str, numbers))


class _Writer:
    """A writing process and what it has said."""

    def __init__(self, call: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, cwd=ROOT
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._said = b""
        self.stuck = False

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._to.close()
        self._from.close()

    @property
    def acked(self) -> dict[str, int]:
        """Tokens that were acknowledged, with the ids of their interactions."""
        whole = self._said.rpartition(b"\n")[0].decode().split("\n")
        pairs = (line.split() for line in whole if line not in ("", "ready"))
        return {token: int(number) for token, number in pairs}

    def go(self) -> None:
        """Waits until it is ready and lets it write."""
        self._said += self._from.readline()
        assert self._said == b"ready\n", "the writer did not come up"
        self._to.write(b"\n")

    def read_until(self, moment: float, acks: int) -> None:
        """Reads what it says until `moment`, and on until it acknowledged so much; gives up on a silent one."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._from, selectors.EVENT_READ)
            late = monotonic() + PATIENCE
            while True:
                enough = len(self.acked) >= acks
                left = (moment if enough else late) - monotonic()
                if left <= 0:
                    self.stuck = not enough
                    return
                if selector.select(left):
                    said = os.read(self._from.fileno(), 65536)
                    if not said:
                        return
                    self._said += said

    def kill(self) -> None:
        """SIGKILL, and reads what it had said before."""
        if self._process.poll() is None:
            self._process.kill()
        self._said += self._from.read() if not self._from.closed else b""
        self._process.wait()
