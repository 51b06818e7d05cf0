"""The state of a file, table by table: the first tables can be shown while the others are still being read."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from followup_tui.store.atomic import signature_from
from followup_tui.store.errors import StoreError
from followup_tui.store.layout import META, SCHEMA, Contents
from followup_tui.store.newer_file import NewerFile
from followup_tui.store.places import Places
from followup_tui.store.reading import CanonicalReader, NotCanonical, Section, meta_from, open_file, read_whole


class Loading:
    """A file being read. The state is of one moment, whatever other programs write meanwhile.

    Raises:
        Unreadable, NewerSchema: from every method; the file was left as it is. With `newer_too` a newer program's file
            is read as well, so far as it is a TinyDB file.
    """

    def __init__(self, path: Path, shown: Path, *, newer_too: bool = False) -> None:
        self._path = path
        self._shown = shown
        self._newer_too = newer_too
        self.contents = Contents()
        self._sections: Iterator[Section] | None = None
        self._handle = open_file(path, shown)
        if self._handle is not None:
            self.contents.signature = signature_from(os.fstat(self._handle.fileno()))
            self._sections = CanonicalReader(self._handle).sections()
            self._guarded(self._read_meta)

    def advance(self, table: str) -> None:
        """Reads on until `table` is there, or to the end."""
        while self._sections is not None and table not in self.contents.tables:
            self._guarded(self._read_section)

    def finish(self) -> Contents:
        """Reads all that is left."""
        while self._sections is not None:
            self._guarded(self._read_section)
        self.contents.complete()
        self.close()
        return self.contents

    def close(self) -> None:
        """Lets go of the file."""
        self._sections = None
        if self._handle is not None:
            self._handle.close()

    def _guarded(self, step: Callable[[], None]) -> None:
        """Takes a step; where the layout is not ours, the file is read whole instead."""
        try:
            step()
        except NotCanonical:
            self.close()
            self.contents = read_whole(self._path, self._shown, newer_too=self._newer_too)
        except BaseException:
            self.close()
            raise

    def _read_meta(self) -> None:
        section = next(self._sections) if self._sections else None
        if section is None or section.name != META:
            raise NotCanonical
        self.contents.meta = meta_from(self._shown, section.rows, newer_too=self._newer_too)
        if self.contents.meta.schema < SCHEMA:
            raise NotCanonical

    def _read_section(self) -> None:
        section = next(self._sections, None) if self._sections else None
        if section is None:
            self._sections = None
            return
        if section.name in self.contents.tables or section.name == META:
            raise NotCanonical
        self.contents.tables[section.name] = section.rows
        if section.blocks is not None:
            self.contents.blocks[section.name] = section.blocks


def newer_file_at(places: Places) -> NewerFile | None:
    """What to say when a newer program wrote the file; None when it did not, or the file cannot be read."""
    with suppress(StoreError):
        loading = Loading(places.file, places.shown, newer_too=True)
        loading.close()
        return loading.contents.meta.newer_file(places.shown)
    return None


def load(places: Places, *, newer_too: bool = False) -> Contents:
    """The whole state of the file.

    Raises:
        Unreadable, NewerSchema: as `Loading`.
    """
    return Loading(places.file, places.shown, newer_too=newer_too).finish()
