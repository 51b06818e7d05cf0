"""The same work done by others: vanilla TinyDB, sqlite3 (WAL, synchronous=FULL), and a bare safe replace of a file."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from tinydb import TinyDB

from followup_tui.store.documents import to_bytes

Documents = Mapping[str, Mapping[int, bytes]]
TABLES = ("contacts", "companies", "interviews", "interactions")
"""The tables that the networks of the benchmarks fill."""


class Vanilla:
    """TinyDB as it comes, on a file of its own."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        path.write_bytes(data)
        self._db = TinyDB(path, encoding="utf-8")

    def read(self) -> Documents:
        """All documents of all tables."""
        with TinyDB(self._path, encoding="utf-8", access_mode="r") as db:
            return {name: {one.doc_id: to_bytes(one) for one in db.table(name)} for name in TABLES}

    def open(self) -> int:
        """All documents, as TinyDB gives them."""
        with TinyDB(self._path, encoding="utf-8", access_mode="r") as db:
            return sum(len(db.table(name).all()) for name in TABLES)

    def log(self, interaction: Mapping[str, Any], contact: int, changes: Mapping[str, Any]) -> None:
        """An insert and an update: two writes, as there are no transactions."""
        self._db.table("interactions").insert(interaction)
        self._db.table("contacts").update(changes, doc_ids=[contact])

    def search(self, words: str) -> int:
        """Through every document's text."""
        return sum(
            len(self._db.table(name).search(lambda one: words in " ".join(map(str, one.values())).lower()))
            for name in ("contacts", "interactions")
        )


class Sqlite:
    """A table of id and JSON for each table, in WAL mode with synchronous=FULL."""

    def __init__(self, path: Path, documents: Documents) -> None:
        self._path = path
        self._db = self._connect()
        for name in TABLES:
            self._db.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, doc TEXT)")
            rows = ((number, row.decode()) for number, row in documents[name].items())
            self._db.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)
        self._db.commit()
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._next = 1 << 52

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        return db

    def read(self) -> Documents:
        """All rows as they are kept."""
        db = self._connect()
        try:
            found = {name: db.execute(f"SELECT id, doc FROM {name}") for name in TABLES}
            return {name: {number: text.encode() for number, text in rows} for name, rows in found.items()}
        finally:
            db.close()

    def open(self) -> int:
        """All documents, decoded."""
        db = self._connect()
        try:
            return sum(len([json.loads(row) for (row,) in db.execute(f"SELECT doc FROM {name}")]) for name in TABLES)
        finally:
            db.close()

    def log(self, interaction: Mapping[str, Any], contact: int, changes: Mapping[str, Any]) -> None:
        """One transaction."""
        self._next += 1
        row = (self._next, json.dumps(interaction))
        with self._db:
            self._db.execute("INSERT INTO interactions VALUES (?, ?)", row)
            patch = (json.dumps(changes), contact)
            self._db.execute("UPDATE contacts SET doc = json_patch(doc, ?) WHERE id = ?", patch)

    def search(self, words: str) -> int:
        """Through every row."""
        like = (f"%{words}%",)
        return sum(
            self._db.execute(f"SELECT count(*) FROM {name} WHERE doc LIKE ?", like).fetchone()[0]
            for name in ("contacts", "interactions")
        )


def safe_replace(path: Path, data: bytes) -> None:
    """What any safe rewrite costs: temporary file, fsync, replace, fsync of the folder."""
    spare = path.with_suffix(".spare")
    with spare.open("wb", buffering=0) as handle:
        handle.write(data)
        os.fsync(handle.fileno())
    spare.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def touches(documents: Documents, number: int) -> Iterator[tuple[dict[str, Any], int, dict[str, Any]]]:
    """So many interactions to log, with their contacts and what changes there."""
    for contact in islice(documents["contacts"], number):
        fields = {"on": "2026-11-23", "channel": "email", "direction": "out", "contacts": [contact], "text": "Hi again"}
        yield fields, contact, {"note": f"Wrote again, {contact}"}


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start
