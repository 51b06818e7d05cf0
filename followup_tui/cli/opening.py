"""Opening the network for one call, and closing it when the call is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from followup_tui.book import Book
from followup_tui.cli.options import Call, this_call
from followup_tui.store import settings_file
from followup_tui.store.store import Store

CLOSING_SECONDS = 30.0
"""How long a finished call waits for what is not yet on the disk."""


def paths_of(call: Call) -> tuple[Path, Path]:
    """The data file and the settings file of a call."""
    file, config = settings_file.default_paths()
    return call.file or file, call.config or config


@contextmanager
def opened() -> Iterator[tuple[Call, Book]]:
    """The running call and the network it is about. Every change is on the disk before the verb goes on.

    Raises:
        StoreError: a file cannot be read, or written.
        BadSettings: the settings cannot be used.
    """
    call = this_call()
    file, config = paths_of(call)
    clock = call.clock
    settings = settings_file.load(config)
    store = Store.open(file, clock_now=clock.now)
    try:
        yield call, Book(store, settings, clock, patient=True, dry_run=call.dry_run)
    finally:
        store.close(CLOSING_SECONDS)
