"""The way of a key: from `j` to the painted cursor, how many bytes that took, and that nothing is written when idle.

``python -m tests.bench.keys [PRESSES]``. The baseline is a key in a Textual hello world that changes one line. The
bars (UX.md section 7, 2 and 3): the cursor within 30 ms (p95), all panes within 60 ms, at most 8 KB a key that goes to
another person, 0 bytes in 10 idle seconds.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.measuring import (
    HELLO,
    HELLO_SHOWS,
    ROW_SHOWS,
    SIZE,
    app_on,
    bar,
    centile,
    heading,
    network_file,
    report,
)
from tests.terminal import Painted, Terminal

CONTACTS = 10_000
IDLE_SECONDS = 10.0
TURN = 8
"""So many keys down, then so many up: the cursor stays in a list of a few rows."""
BATCH = 2 * TURN
MOVES_ABOVE = 30
"""The cursor is above this row; what is below is prompt and hints."""


def main(presses: int) -> None:
    """Measures and prints."""
    with network_file(CONTACTS) as path, Terminal(app_on(path), SIZE) as app, Terminal(HELLO, SIZE) as hello:
        _make_ready(app, ROW_SHOWS)
        _make_ready(hello, HELLO_SHOWS)
        in_app: list[Painted] = []
        in_hello: list[Painted] = []
        for _ in range(max(presses // BATCH, 1)):
            in_app += [app.press(key) for key in "j" * TURN + "k" * TURN]
            in_hello += [hello.press("j") for _ in range(BATCH)]
        app.settle(quiet=1.0)  # what the last key still has to paint is not idle
        idle = {"app": app.idle_bytes(IDLE_SECONDS), "Textual hello world": hello.idle_bytes(IDLE_SECONDS)}
    heading(f"A key at {CONTACTS:,} contacts, {len(in_app)} presses")
    report("hello world, line painted", _first(in_hello), _first(in_hello))
    report("app, cursor painted", _first(in_app), _first(in_hello))
    report("app, all panes painted", [one.last for one in in_app], [one.last for one in in_hello])
    sizes = [float(one.bytes) for one in in_app]
    print(f"bytes a key and person: p50 {centile(sizes, 50):,.0f}, p95 {centile(sizes, 95):,.0f}")
    print(f"frames a key: p50 {centile([float(one.frames) for one in in_app], 50):g}")
    for what, number in idle.items():
        print(f"bytes in {IDLE_SECONDS:g} idle seconds, {what}: {number}")
    bar("cursor painted, p95 ms", 1000 * centile(_first(in_app), 95), 30)
    bar("all panes painted, p50 ms", 1000 * median([one.last for one in in_app]), 60)
    bar("bytes a key and person, p95", centile(sizes, 95), 8000)
    bar(f"bytes in {IDLE_SECONDS:g} idle seconds", idle["app"], 0)


def _make_ready(terminal: Terminal, pattern: re.Pattern[bytes]) -> None:
    """Waits until the program is at rest, and makes sure that the key does what is to be measured."""
    terminal.wait_for_bytes(pattern, timeout=60)
    terminal.settle(quiet=1.0)
    before = terminal.lines()
    terminal.press("j", quiet=0.5)
    changed = [number for number, line in enumerate(terminal.lines()) if line != before[number]]
    if not changed or min(changed) > MOVES_ABOVE:
        raise SystemExit("j did not move the cursor; the screen was:\n" + terminal.screen_text())


def _first(painted: Sequence[Painted]) -> list[float]:
    return [one.first for one in painted]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 96)
