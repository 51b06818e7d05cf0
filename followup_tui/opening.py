"""From two paths to an open book: the layer of `book.py`, for those above it who know nothing of the store."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.model.clock import Clock
from followup_tui.model.settings import BadSettings, Settings
from followup_tui.store import places, settings_file
from followup_tui.store.changes import HistoryEntry, Key, Op, Undone
from followup_tui.store.errors import NothingToUndo, StoreError
from followup_tui.store.places import DefaultPaths
from followup_tui.store.settings_file import Setting, SettingsEdit
from followup_tui.store.settings_file import edit as edit_settings
from followup_tui.store.settings_file import put_back as put_settings_back
from followup_tui.store.settings_file import set_value as set_setting

if TYPE_CHECKING:
    from followup_tui.book import Book
    from followup_tui.store.drafts import DraftShelf
    from followup_tui.store.store import Opening, Store
    from followup_tui.store.unfinished import UnfinishedForms

__all__ = [
    "DraftShelf", "HistoryEntry", "Key", "NothingToUndo", "Op", "Setting", "SettingsEdit", "Store", "StoreError",
    "Undone", "UnfinishedForms", "begin", "collector_paused", "default_paths", "edit_settings", "load_settings",
    "network_open", "put_settings_back", "set_setting", "setting_sources",
]  # fmt: skip
"""What the layers above need to name of the store: its errors, its changes, drafts and settings."""

CLOSING_SECONDS = 30.0
"""How long a finished call waits for what is not yet on the disk."""


def begin(path: Path, clock: Clock) -> "Opening":
    """Opens a data file as far as its contacts and companies; `finish` reads the rest.

    Raises:
        StoreError: it cannot be used; it was left as it is.
    """
    from followup_tui.store.store import Store

    return Store.begin(path, clock_now=clock.now)


@contextmanager
def network_open(
    path: Path, settings: Settings | Path, clock: Clock, *, dry_run: bool = False
) -> Iterator["Book"]:  # fmt: skip
    """The network of a data file, patient (every change is on the disk before the next line), closed at the end.

    `settings` are a file of them, or settings as they are. A missing file of either kind is an empty one.

    Raises:
        StoreError: a file cannot be read, or written.
        BadSettings: the settings cannot be used.
    """
    from followup_tui.book import Book  # with the store and Pendulum 60 ms: when a network is opened

    held = settings if isinstance(settings, Settings) else load_settings(settings)
    opening = begin(path, clock)
    try:
        book = Book(opening, held, clock, patient=True, dry_run=dry_run)
    except BaseException:
        opening.close()
        raise
    try:
        yield book
    finally:
        book.close(CLOSING_SECONDS)


@contextmanager
def collector_paused() -> Iterator[None]:
    """For the time of loading: no garbage collection, and what was loaded is never looked at by a later one.

    A full collection over 300,000 records takes 35 to 70 ms (STORAGE.md 3.2), which a keystroke would pay.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def default_paths() -> DefaultPaths:
    """Where data and settings lie when nobody says otherwise."""
    return places.default_paths()


def load_settings(path: Path) -> Settings:
    """The settings in a file; without the file, the defaults.

    Raises:
        StoreError: the file cannot be read.
        BadSettings: it cannot be used; the message names it.
    """
    try:
        return settings_file.load(path)
    except BadSettings as error:
        raise error.within(path) from error


def setting_sources(path: Path) -> Mapping[str, Setting]:
    """Every setting by its dotted key, and where it comes from.

    Raises:
        StoreError: the file cannot be read.
        BadSettings: it cannot be used.
    """
    try:
        return settings_file.sources(path)
    except BadSettings as error:
        raise error.within(path) from error
