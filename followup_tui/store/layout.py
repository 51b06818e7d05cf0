"""How the file is laid out: plain TinyDB JSON, `_meta` first, one document a line.

{
"_meta":{
"1":{"schema":1,"rev":12}
},
"contacts":{
"7":{"name":"Ann Lee"},
"9":{"name":"Bo Chen"}
},
...
}
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from followup_tui.model.records import TABLES
from followup_tui.store.atomic import Signature
from followup_tui.store.blocks import TableBlocks
from followup_tui.store.documents import BadDocument, to_bytes, to_object
from followup_tui.store.newer_file import NewerFile

META = "_meta"
SCHEMA = 1
"""The schema this program writes."""


@dataclass(frozen=True)
class Meta:
    """The file about itself. `rest` are fields, `others` documents of `_meta`, that this program does not know."""

    schema: int = SCHEMA
    rev: int = 0
    rest: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def is_newer(self) -> bool:
        """Whether a newer program wrote the file: then it is not to be written."""
        return self.schema > SCHEMA

    def newer_file(self, shown: Path) -> NewerFile | None:
        """What to say of a newer program's file, None when it is not one."""
        return NewerFile(shown, self.schema, SCHEMA) if self.is_newer else None

    def rows(self) -> dict[int, bytes]:
        """The documents of `_meta`."""
        return {1: to_bytes({"schema": self.schema, "rev": self.rev, **self.rest}), **self.others}


@dataclass
class Contents:
    """A file's state: documents by table and id, and its blocks as far as they could be taken over."""

    meta: Meta = field(default_factory=Meta)
    tables: dict[str, dict[int, bytes]] = field(default_factory=dict)
    blocks: dict[str, TableBlocks] = field(default_factory=dict)
    signature: Signature | None = None
    migrated_from: int | None = None

    def complete(self) -> None:
        """Adds the tables that are missing, in their order."""
        extra = [name for name in self.tables if name not in TABLES]
        self.tables = {name: self.tables.get(name, {}) for name in (*TABLES, *extra)}


def meta_of(rows: Mapping[int, bytes]) -> Meta | None:
    """What the documents of `_meta` say; None without a document 1 that has a whole number as its schema."""
    if 1 not in rows:
        return None
    try:
        fields = to_object(rows[1])
    except BadDocument:
        return None
    schema, rev = fields.pop("schema", None), fields.pop("rev", 0)
    if type(schema) is int and schema > SCHEMA and type(rev) is not int:
        rev = 0  # a newer program may count otherwise
    if type(schema) is not int or type(rev) is not int:
        return None
    return Meta(schema, max(rev, 0), fields, {number: row for number, row in rows.items() if number != 1})


def whole(contents: Contents) -> list[bytes]:
    """The bytes of a data file with these contents."""
    blocks = {}
    for name, rows in contents.tables.items():
        blocks[name] = TableBlocks()
        blocks[name].rebuild(rows)
        for block, documents in blocks[name].stale(rows):
            block.encode(documents)
    return chunks(contents.meta, contents.tables, blocks)


def chunks(meta: Meta, tables: Iterable[str], blocks: Mapping[str, TableBlocks]) -> list[bytes]:
    """The whole file in pieces. Every block must be encoded."""
    about = b",\n".join(b'"%d":%b' % row for row in meta.rows().items())
    pieces = [b'{\n"_meta":{\n', about]
    for name in tables:
        pieces.append(b"\n},\n%b:{" % json.dumps(name, ensure_ascii=not _is_plain(name)).encode())
        pieces.extend(_joined(blocks[name].bodies()))
    pieces.append(b"\n}\n}\n")
    return pieces


def _joined(bodies: Iterator[bytes]) -> Iterator[bytes]:
    comma = b"\n"
    for body in bodies:
        yield comma
        yield body
        comma = b",\n"


def _is_plain(name: str) -> bool:
    return name.isprintable()
