"""How far long work has come, on a terminal's stderr: a line that is written over and goes away. Ctrl-C stops it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup_tui.safekeeping import Tell

_SECONDS = 0.5
"""Work that is done by then needs no word."""
_CLEAR = "\r\x1b[K"


@contextmanager
def waiting() -> "Iterator[Tell]":
    """What the work in the block tells how far it is; nothing is written where nobody looks."""
    begun, looks, wrote = monotonic(), sys.stderr.isatty(), False

    def tell(words: str, done: int = 0, total: int = 0, /) -> None:
        nonlocal wrote
        if looks and monotonic() - begun > _SECONDS:
            part = f" {done / total:.0%}" if total else ""
            sys.stderr.write(f"{_CLEAR}{words}{part}")
            sys.stderr.flush()
            wrote = True

    try:
        yield tell
    finally:
        if wrote:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
