"""What the benchmarks share: the files they run on, the commands they compare, and how a figure is printed."""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from followup_tui.samples import large_network, write_network
from followup_tui.samples.wordlists import FAMILY, GIVEN
from tests.terminal import Terminal

AS_OF = date(2026, 11, 23)
SEED = 2021
SIZE = (120, 36)
"""Columns and rows of the terminal, as in UX.md section 6."""
HELLO = (sys.executable, str(Path(__file__).with_name("hello.py")))
"""The baseline: a Textual app that shows one line."""
HELLO_SHOWS = re.compile(rb"hello, world")
_NAMES = b"(?:%s) (?:%s)" % (
    "|".join(map(re.escape, GIVEN)).encode(),
    "|".join(re.escape(name[:3]) for name in FAMILY).encode(),
)
ROW_SHOWS = re.compile(_NAMES)
"""A contact's name, cut short or not: the first data row. No word of a frame matches it."""


@contextmanager
def network_file(contacts: int) -> Iterator[Path]:
    """A file with so many contacts and ten times as many interactions, in a folder that goes again.

    The settings beside it have a name, so that the app does not begin by asking for one.
    """
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        path = Path(folder) / "followup.json"
        write_network(path, large_network(contacts, AS_OF, SEED))
        (path.parent / "config.toml").write_text('[me]\nname = "Sam Carter"\n', encoding="utf-8")
        yield path


def app_on(path: Path) -> tuple[str, ...]:
    """The command that opens the app on a file, on the day of the benchmarks."""
    config = str(path.with_name("config.toml"))
    return (
        *(sys.executable, "-m", "followup_tui"),
        *("--file", str(path), "--config", config, "--as-of", AS_OF.isoformat()),
    )


def seconds_until(argv: Sequence[str], pattern: re.Pattern[bytes]) -> float:
    """Seconds from the start of a command to the first output in which `pattern` can be read.

    The bytes are searched as they come, which costs next to nothing; that it is on the screen is checked afterwards.

    Raises:
        AssertionError: it never came, or came as bytes and is not on the screen.
    """
    with Terminal(argv, SIZE) as terminal:
        seconds = terminal.wait_for_bytes(pattern, timeout=60)
        terminal.settle()
        screen = terminal.screen_text()
        assert pattern.search(screen.encode()), f"This was written and is not on the screen:\n{screen}"
        return seconds


def centile(values: Sequence[float], percent: int) -> float:
    """The value that so many per cent of `values` do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def report(what: str, values: Sequence[float], baseline: Sequence[float] | None = None) -> None:
    """Prints a row: median, 95th percentile and smallest in milliseconds, and the ratio of the medians."""
    figures = (median(values), centile(values, 95), min(values))
    row = f"{what:<34}" + "".join(f"{1000 * figure:>10.1f}" for figure in figures)
    print(row + (f"{median(values) / median(baseline):>10.2f}" if baseline else ""))


def bar(what: str, figure: float, most: float) -> bool:
    """Prints a bar: the figure, what it may be at most, and whether it holds; gives that."""
    holds = figure <= most
    print(f"    bar: {what:<58}{figure:>9.3f} <= {most:<9.3f}{'holds' if holds else 'DOES NOT HOLD'}")
    return holds


def heading(title: str) -> None:
    """Prints a title and the names of the columns of `report`."""
    print(f"\n{title}\n{'':<34}{'p50 ms':>10}{'p95 ms':>10}{'min ms':>10}{'ratio':>10}")
