"""Reads the file: in slices when it is laid out as we write it, whole when it is any other TinyDB file.

A decoder holds the interpreter's lock for the whole call, so a file decoded at once stops every thread for as long
as it takes. Slices of some hundred lines do not (STORAGE.md 3.3).
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from followup_tui.store.atomic import Signature, signature_from
from followup_tui.store.blocks import TableBlocks
from followup_tui.store.documents import to_bytes
from followup_tui.store.errors import NewerSchema, Unreadable
from followup_tui.store.layout import META, SCHEMA, Contents, Meta, meta_of
from followup_tui.store.migrations import migrate

SLICE = 128 * 1024
"""Bytes decoded in one call: a fraction of a millisecond."""
_ROWS = msgspec.json.Decoder(dict[int, msgspec.Raw])
_ID = re.compile(r"-?(?:0|[1-9][0-9]*)")
_ADVICE = "it was left as it is: followup doctor explains it, and followup doctor --repair saves what can be read"


class NotCanonical(Exception):
    """The file is not laid out as we write it; it may still be a good TinyDB file."""


class Section(NamedTuple):
    """One table of the file, with blocks taken over from it; None when its ids are not in order."""

    name: str
    rows: dict[int, bytes]
    blocks: TableBlocks | None


class CanonicalReader:
    """Takes the sections of a canonical file one after the other."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._text = b""

    def sections(self) -> Iterator[Section]:
        """Every table in the order of the file.

        Raises:
            NotCanonical: something is laid out otherwise.
            OSError: it cannot be read.
        """
        self._expect(self._line(), b"{\n")
        more = True
        while more:
            section = self._section(_name(self._line()))
            yield section
            more = self._end_of_section()
        if self._line() not in (b"}\n", b"}") or self._line():
            raise NotCanonical

    def _section(self, name: str) -> Section:
        rows: dict[int, bytes] = {}
        blocks: TableBlocks | None = TableBlocks()
        count = 0
        for body in self._bodies():
            page = _page(body)
            rows.update(page)
            count += len(page)
            if blocks is not None and not blocks.extend(list(page), body):
                blocks = None
        if len(rows) != count:
            raise NotCanonical
        return Section(name, rows, blocks)

    def _bodies(self) -> Iterator[bytes]:
        """The lines of one table, slice by slice, without the comma at each slice's end."""
        while True:
            self._fill()
            if self._text.startswith(b"}"):
                return
            end = self._text.find(b"\n}")
            if end >= 0:
                body, self._text = self._text[:end], self._text[end + 1 :]
                yield body
                return
            if not self._text.endswith(b",\n"):
                raise NotCanonical
            body, self._text = self._text[:-2], b""
            yield body

    def _end_of_section(self) -> bool:
        """Whether another table follows."""
        line = self._line()
        if line not in (b"},\n", b"}\n"):
            raise NotCanonical
        return line == b"},\n"

    def _line(self) -> bytes:
        self._fill()
        line, end, self._text = self._text.partition(b"\n")
        return line + end

    def _fill(self) -> None:
        if not self._text:
            self._text = self._handle.read(SLICE)
            if self._text and not self._text.endswith(b"\n"):
                self._text += self._handle.readline()

    @staticmethod
    def _expect(line: bytes, wanted: bytes) -> None:
        if line != wanted:
            raise NotCanonical


def _name(line: bytes) -> str:
    if not line.endswith(b":{\n"):
        raise NotCanonical
    try:
        name = json.loads(line[:-3])
    except ValueError:
        raise NotCanonical from None
    if not isinstance(name, str):
        raise NotCanonical
    return name


def _page(body: bytes) -> dict[int, bytes]:
    """The documents of a slice; each must be an object on a line of its own."""
    try:
        if not body.isascii():
            body.decode()
        page = {number: bytes(raw) for number, raw in _ROWS.decode(b"{%b}" % body).items()}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise NotCanonical from None
    if len(page) != body.count(b"\n") + 1 or any(row[0] != 0x7B or 0x0A in row for row in page.values()):
        raise NotCanonical
    return page


def open_file(path: Path, shown: Path) -> BinaryIO | None:
    """The file opened for reading, None when there is none. Sentences name it as `shown`.

    Raises:
        Unreadable: it is a folder, is empty or may not be read.
    """
    try:
        handle = path.open("rb")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(shown, error) from error
    if not os.fstat(handle.fileno()).st_size:
        handle.close()
        raise Unreadable(f"{shown} is empty (0 bytes), as if something had cut it off; {_ADVICE}.")
    return handle


def unreadable(shown: Path, error: OSError) -> Unreadable:
    """The sentence for a file that the system does not let us read."""
    if isinstance(error, IsADirectoryError):
        return Unreadable(f"{shown} is a folder, not a followup file; name a file instead.")
    if isinstance(error, PermissionError):
        return Unreadable(f"{shown} may not be read; check its permissions.")
    return Unreadable(f"{shown} cannot be read: {error.strerror}.")


def read_whole(path: Path, shown: Path, *, newer_too: bool = False) -> Contents:
    """The state of any TinyDB file, from a single parse; older schemas are migrated in memory.

    Raises:
        Unreadable: it is not a TinyDB file with whole numbers as document ids.
        NewerSchema: a newer program wrote it; with `newer_too`, in a form that is no TinyDB file.
    """
    try:
        with path.open("rb") as handle:
            signature = signature_from(os.fstat(handle.fileno()))  # before reading: a later edit must look like one
            data = handle.read()
    except OSError as error:
        raise unreadable(shown, error) from error
    return _contents(shown, _parsed(data, shown), signature, newer_too)


def read_data(data: bytes, shown: Path, *, newer_too: bool = False) -> Contents:
    """The state in the bytes of a file, its documents as they stand there; older schemas are migrated in memory.

    Raises:
        Unreadable, NewerSchema: as `read_whole`.
    """
    contents = Contents()
    try:
        for section in CanonicalReader(BytesIO(data)).sections():
            if section.name in contents.tables:
                raise NotCanonical
            contents.tables[section.name] = section.rows
        contents.meta = meta_from(shown, contents.tables.pop(META, None), newer_too=newer_too)
        if contents.meta.schema < SCHEMA:
            raise NotCanonical
    except NotCanonical:
        return _contents(shown, _parsed(data, shown), None, newer_too)
    contents.complete()
    return contents


def _parsed(data: bytes, shown: Path) -> Any:
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{shown} is not readable as JSON ({where}); {_ADVICE}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{shown} is not a text file in UTF-8; {_ADVICE}.") from None
    except (ValueError, RecursionError):
        raise Unreadable(
            f"{shown} is not readable: it is nested too deep, or holds a number that is too long; {_ADVICE}."
        ) from None


def _contents(path: Path, parsed: Any, signature: Signature | None, newer_too: bool) -> Contents:
    if not isinstance(parsed, dict):
        raise Unreadable(f"{path} is JSON but no TinyDB file: an object of tables is wanted; {_ADVICE}.")
    about = _table(path, META, parsed.pop(META)) if META in parsed else None
    meta = meta_from(path, about, newer_too=newer_too)
    tables = _tables(path, parsed, meta)
    found = meta.schema
    plain = {name: {number: dict(row) for number, row in rows.items()} for name, rows in tables.items()}
    migrated = migrate(plain, found) if found < SCHEMA else plain
    contents = Contents(
        meta=replace(meta, schema=max(found, SCHEMA)),
        tables={name: {n: to_bytes(row) for n, row in rows.items()} for name, rows in migrated.items()},
        signature=signature,
        migrated_from=found if found < SCHEMA else None,
    )
    contents.complete()
    return contents


def _tables(path: Path, parsed: dict[str, Any], meta: Meta) -> dict[str, dict[int, dict[str, Any]]]:
    try:
        return {name: _table(path, name, rows) for name, rows in parsed.items()}
    except Unreadable as error:
        newer = meta.newer_file(path)
        if newer is None:
            raise
        raise NewerSchema(f"{newer.cause} in a form that cannot be read here; update followup.") from error


def _table(path: Path, name: str, rows: Any) -> dict[int, dict[str, Any]]:
    if not isinstance(rows, dict):
        raise Unreadable(f'{path} is no TinyDB file: the table "{name[:40]}" is not an object; {_ADVICE}.')
    for number, row in rows.items():
        if not _ID.fullmatch(number):
            what = f'the table "{name[:40]}" has the document id "{number[:40]}"'
            raise Unreadable(f"{path} cannot be used: {what}, and ids are whole numbers; {_ADVICE}.")
        if not isinstance(row, dict):
            what = f'document {number[:40]} of the table "{name[:40]}" is not an object'
            raise Unreadable(f"{path} is no TinyDB file: {what}; {_ADVICE}.")
    return {int(number): row for number, row in rows.items()}


def meta_from(
    path: Path, rows: dict[int, dict[str, Any]] | dict[int, bytes] | None, *, newer_too: bool = False
) -> Meta:
    """What `_meta` says; a file without one is of schema 0.

    Raises:
        NewerSchema: the schema is newer than ours, unless `newer_too` wants those as well.
        Unreadable: `_meta` holds no schema.
    """
    if rows is None:
        return Meta(0)
    meta = meta_of({n: row if isinstance(row, bytes) else to_bytes(row) for n, row in rows.items()})
    if meta is None or meta.schema < 0:
        raise Unreadable(f"{path} does not say which schema it has (_meta, document 1); {_ADVICE}.")
    newer = meta.newer_file(path)
    if newer and not newer_too:
        raise NewerSchema(newer.refusal)
    return meta
