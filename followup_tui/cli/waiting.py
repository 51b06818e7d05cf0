"""How far long work has come, on a terminal's stderr: a line that is written over and goes away. Ctrl-C stops it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

from followup_tui.cli.failing import INTERRUPTED

if TYPE_CHECKING:
    from followup_tui.safekeeping import Tell

_SECONDS = 0.5
"""Work that is done by then needs no word."""
_CLEAR = "\r\x1b[K"


class Ended(click.ClickException):
    """Ctrl-C ended work that only reads."""

    exit_code = INTERRUPTED

    def __init__(self) -> None:
        super().__init__("Ended before it was done; nothing was changed.")


@contextmanager
def waiting() -> "Iterator[Tell]":
    """What the work in the block, which only reads, tells how far it is; nothing is written where nobody looks.

    Raises:
        Ended: by Ctrl-C.
    """
    begun, looks, said = monotonic(), sys.stderr.isatty(), ""

    def tell(words: str, done: int = 0, total: int = 0, /) -> None:
        nonlocal said
        if looks and monotonic() - begun > _SECONDS:
            part = f" {done / total:.0%}" if total else ""
            if said != (said := f"{words}{part}"):
                sys.stderr.write(f"{_CLEAR}{said}")
                sys.stderr.flush()

    try:
        yield tell
    except KeyboardInterrupt:
        raise Ended from None
    finally:
        if said:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
