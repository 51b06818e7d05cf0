"""Today's list in the shell against what starting Python and its option library cost: ``python -m tests.bench.digest``.

``[ROUNDS]`` may follow. Rounds are interleaved, the first is dropped: it compiles and fills caches. "made anew" is the
first call after a change; "kept" is every other one, as of a status bar.
"""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from followup_tui.store.places import places_of
from tests.bench.measuring import app_on, bar, heading, network_file, report

CONTACTS = (1000, 10_000)
CALLS = {"today": (), "today --json": ("--json",), "today --format short": ("--format", "short")}
BARE = {"python -c pass": "pass", "python -c 'import click'": "import click"}
BASELINE = "python -c 'import click'"


def main(rounds: int) -> None:
    """Measures and prints."""
    times: dict[str, list[float]] = {}
    with ExitStack() as files:
        networks = {number: files.enter_context(network_file(number)) for number in CONTACTS}
        for path in networks.values():
            places_of(path).folder.mkdir(mode=0o700, exist_ok=True)
        for turn in range(rounds + 1):
            found = {what: _seconds((sys.executable, "-c", code)) for what, code in BARE.items()}
            for number, path in networks.items():
                for call, options in CALLS.items():
                    command = (*app_on(path), "today", *options)
                    places_of(path).digest.unlink(missing_ok=True)
                    found[f"{call}, {number:,}, made anew"] = _seconds(command)
                    found[f"{call}, {number:,}, kept"] = _seconds(command)
            for what, seconds in found.items():
                times.setdefault(what, []).extend([seconds] if turn else [])
    heading(f"Today's list in the shell, against {BASELINE}, {rounds} rounds")
    for what, values in times.items():
        report(what, values, times[BASELINE])
    ours = times["today --format short, 10,000, kept"]
    bar("a status line, kept / import click", median(ours) / median(times[BASELINE]), 2.5)


def _seconds(command: tuple[str, ...]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
