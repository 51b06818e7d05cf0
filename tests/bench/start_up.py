"""From the start of the process to the first usable Today screen, against a Textual hello world.

``python -m tests.bench.start_up [ROUNDS]`` or ``python tests/bench/start_up.py [ROUNDS]``. Rounds are interleaved, the
first is dropped: it compiles and fills caches. The bars (UX.md section 7, 1): at most
1.6 times, and 1 second, at 10,000 contacts.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from contextlib import ExitStack
from statistics import median

from tests.bench.measuring import (
    HELLO,
    HELLO_SHOWS,
    ROW_SHOWS,
    app_on,
    bar,
    heading,
    network_file,
    report,
    seconds_until,
)

CONTACTS = (1000, 10_000, 30_000)


def main(rounds: int) -> None:
    """Measures and prints."""
    with ExitStack() as files:
        commands = {
            f"app, {number:,} contacts": app_on(files.enter_context(network_file(number))) for number in CONTACTS
        }
        times: dict[str, list[float]] = {what: [] for what in ("Textual hello world", *commands)}
        for turn in range(rounds + 1):
            found = {"Textual hello world": seconds_until(HELLO, HELLO_SHOWS)}
            found |= {what: seconds_until(command, ROW_SHOWS) for what, command in commands.items()}
            for what, seconds in found.items():
                times[what] += [seconds] if turn else []
    heading(f"Start to the first row on the screen, {rounds} rounds")
    for what, values in times.items():
        report(what, values, times["Textual hello world"])
    ours, hello = times["app, 10,000 contacts"], times["Textual hello world"]
    bar("start at 10,000 contacts / Textual hello world", median(ours) / median(hello), 1.6)
    bar("start at 10,000 contacts, seconds", median(ours), 1.0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
