"""A place for what is derived from the file, such as a search index: a cache, never the truth, gone without harm.

The first line of the file says which state of the data file the payload was derived from; with any other state the
payload is not given out. Nothing here raises: without a cache the program is slower, not wrong.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from zlib import crc32

from followup_tui.store.atomic import Signature, own_folder, replace_file, signature_of
from followup_tui.store.newer_file import NewerFile
from followup_tui.store.places import places_of


class Source(Protocol):
    """What payloads are derived from: a `Store`, or an `Opening`."""

    @property
    def path(self) -> Path:
        """The data file."""

    @property
    def newer(self) -> NewerFile | None:
        """Set when a newer program wrote the data file: then the cache is its own too."""

    @property
    def signature(self) -> Signature | None:
        """The data file's state that memory is of."""

    @property
    def rev(self) -> int:
        """How many changes that state has seen."""

    @property
    def version(self) -> int:
        """Counts changes of memory."""

    @property
    def saved(self) -> bool:
        """Whether memory and that state are the same."""


def read_index(source: Source) -> bytes | None:
    """The payload that was derived from exactly this state of the file, None when there is none."""
    if source.newer:
        return None
    try:
        head, _, payload = places_of(source.path).index_file.read_bytes().partition(b"\n")
    except OSError:
        return None
    signature = source.signature
    if signature is None or not source.saved or head != _head(signature, source.rev, payload):
        return None
    return payload


def write_index(source: Source, payload: bytes, version: int) -> bool:
    """Keeps a payload derived from memory at `version`; False when memory or the file have moved on meanwhile.

    Beside a newer program's file nothing is kept either.
    """
    signature, rev = source.signature, source.rev
    places = places_of(source.path)
    if signature is None or source.newer or not source.saved or source.version != version:
        return False
    with suppress(OSError):
        if signature_of(places.file) != signature:
            return False
        own_folder(places.folder)
        replace_file(places.index_file, [_head(signature, rev, payload), b"\n", payload], durable=False)
        return True
    return False


def _head(signature: Signature, rev: int, payload: bytes) -> bytes:
    """The sum finds a payload that a power cut tore, since a cache is not synced."""
    return json.dumps([*signature, rev, crc32(payload)]).encode()
