"""From two paths to an open book: the layer of `book.py`, for those above it who know nothing of the store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.settings import Settings
from followup_tui.store import settings_file
from followup_tui.store.changes import HistoryEntry
from followup_tui.store.errors import StoreError
from followup_tui.store.settings_file import DefaultPaths, Setting
from followup_tui.store.store import Store

__all__ = ["HistoryEntry", "Setting", "StoreError", "default_paths", "network_open", "setting_sources"]

CLOSING_SECONDS = 30.0
"""How long a finished call waits for what is not yet on the disk."""


@contextmanager
def network_open(
    path: Path, settings: Settings | Path, clock: Clock, *, dry_run: bool = False
) -> Iterator[Book]:  # fmt: skip
    """The network of a data file, patient (every change is on the disk before the next line), closed at the end.

    `settings` are a file of them, or settings as they are. A missing file of either kind is an empty one.

    Raises:
        StoreError: a file cannot be read, or written.
        BadSettings: the settings cannot be used.
    """
    held = settings if isinstance(settings, Settings) else settings_file.load(settings)
    store = Store.open(path, clock_now=clock.now)
    try:
        yield Book(store, held, clock, patient=True, dry_run=dry_run)
    finally:
        store.close(CLOSING_SECONDS)


def default_paths() -> DefaultPaths:
    """Where data and settings lie when nobody says otherwise."""
    return settings_file.default_paths()


def setting_sources(path: Path) -> Mapping[str, Setting]:
    """Every setting by its dotted key, and where it comes from.

    Raises:
        StoreError: the file cannot be read.
        BadSettings: it cannot be used.
    """
    return settings_file.sources(path)
