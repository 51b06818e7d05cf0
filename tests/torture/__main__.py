"""``python -m tests.torture [--kills 300] [--writers 1|2] [--store followup|vanilla] [--disk good|failing|full]
[--seed N]``: the long version. A full disk is a small one that root mounts, filled in half of each round.

Prints what came of all kills. The exit code is 1 when followup's store lost or tore anything, or when vanilla TinyDB
did not, in which case the test is not known to bite.
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from tests.torture.killing import Figures, Torture
from tests.torture.troubles import trouble

COLUMNS = ("kills", "acknowledged", "lost", "torn", "unreadable", "history", "stuck")


def main() -> int:
    """Kills, prints, and gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--writers", type=int, choices=(1, 2), default=2)
    parser.add_argument("--store", choices=("followup", "vanilla"), default="followup")
    parser.add_argument("--disk", choices=("good", "failing", "full"), default="good")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--contacts", type=int, default=300, help="with ten interactions each")
    given = parser.parse_args()
    start = monotonic()
    with ExitStack() as ends:
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="followup-torture-")))
        full = None
        if given.disk == "full":
            full = ends.enter_context(trouble("full", folder / "small", room=2**27))
            folder = full.folder
        path = folder / "followup.json"
        torture = Torture(path, given.store, seed=given.seed, contacts=given.contacts, disk=given.disk, full=full)
        while torture.figures.kills < given.kills:
            torture.round_of(given.writers)
    what = f"{given.store}, {given.writers} writer(s), {given.disk} disk, seed {given.seed}"
    _report(torture.figures, what, monotonic() - start)
    return int((torture.figures.failures > 0) == (given.store == "followup"))


def _report(figures: Figures, what: str, seconds: float) -> None:
    print(f"{what}, {seconds:.0f} s; {figures.failed_rounds} bad rounds")
    print("".join(f"{name:>14}" for name in COLUMNS))
    print("".join(f"{getattr(figures, name):>14}" for name in COLUMNS))
    for note in figures.notes[:5]:
        print(note)


if __name__ == "__main__":
    raise SystemExit(main())
