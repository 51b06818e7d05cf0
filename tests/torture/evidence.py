"""What the file holds after a kill, held against what writers were told, and against the file before it."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from followup_tui.store.disk import DISK
from followup_tui.store.entries import Entry
from followup_tui.store.history import HistoryFile
from followup_tui.store.loading import load
from followup_tui.store.places import places_of
from tests.torture.network import TOKENS

Tables = dict[str, dict[int, dict[str, Any]]]
Rows = dict[tuple[str, int], bytes]


@dataclass(frozen=True)
class Found:
    """What is wrong; nothing, when all of it is empty."""

    unreadable: str = ""
    lost: Collection[str] = ()
    """Tokens that were acknowledged and are not there whole."""
    torn: Collection[str] = ()
    """Tokens that one document has and the other has not, and documents that nobody changed and are not as before."""
    history: str = ""

    @property
    def anything(self) -> bool:
        """Whether it is a failure."""
        return bool(self.unreadable or self.lost or self.torn or self.history)


@dataclass
class Witness:
    """Looks at the file after each kill and remembers it for the next."""

    path: Path
    rev: int = 0
    rows: Rows = field(default_factory=dict)
    acked: dict[str, int] = field(default_factory=dict)
    base: Tables = field(default_factory=dict)

    def begin(self) -> None:
        """Takes the file as it is for the beginning."""
        contents = load(places_of(self.path))
        self.rev, self.acked, self.base = contents.meta.rev, {}, read_plainly(self.path)
        self.rows = {(name, number): row for name, rows in contents.tables.items() for number, row in rows.items()}

    def look(self, acked: Mapping[str, int], *, with_history: bool) -> Found:
        """Takes in what was acknowledged since the last look, and says what is wrong."""
        self.acked.update(acked)
        try:
            tables = read_plainly(self.path)
        except (ValueError, OSError) as error:
            return Found(unreadable=f"{type(error).__name__}: {error}"[:100])
        lost, torn = _missing(tables, self.acked), [*_torn(tables), *_damaged(tables, self.base)]
        return Found(lost=lost, torn=torn, history=self._story() if with_history else "")

    def _story(self) -> str:
        """Whether the history since the last look tells, step by step, how the file became what it is."""
        contents = load(places_of(self.path))
        rows = {(name, number): row for name, found in contents.tables.items() for number, row in found.items()}
        history = HistoryFile(places_of(self.path).history, DISK)
        history.refresh(contents.meta.rev)
        entries = [entry for entry in history.entries if entry.rev > self.rev]
        before, self.rows = self.rows, rows
        since, self.rev = self.rev, contents.meta.rev
        if [entry.rev for entry in entries] != list(range(since + 1, self.rev + 1)):
            return f"entries {[entry.rev for entry in entries]} do not lead from {since} to {self.rev}"
        return _walked_back(dict(rows), entries, before)


def _walked_back(rows: Rows, entries: list[Entry], before: Rows) -> str:
    for entry in reversed(entries):
        for op in entry.ops:
            if rows.get(op.key) != op.after:
                return f"change {entry.rev} left {op.key} otherwise than it says"
            if op.before is None:
                rows.pop(op.key, None)
            else:
                rows[op.key] = op.before
    return "" if rows == before else "undoing every change does not lead back to the file before"


def read_plainly(path: Path) -> Tables:
    """The file as plain TinyDB reads it.

    Raises:
        ValueError: it is no JSON, or no TinyDB file.
        OSError: it cannot be read.
    """
    json.loads(path.read_bytes())
    with TinyDB(path, encoding="utf-8", access_mode="r") as db:
        return {name: {found.doc_id: dict(found) for found in db.table(name)} for name in db.tables()}


def _missing(tables: Tables, acked: Mapping[str, int]) -> list[str]:
    noted = {token for _, token in _noted(tables)}
    logged = tables.get("interactions", {})
    whole = {token for token, number in acked.items() if logged.get(number, {}).get("token") == token} & noted
    return sorted(acked.keys() - whole)


def _noted(tables: Tables) -> set[tuple[int, str]]:
    contacts = tables.get("contacts", {}).items()
    return {(number, token) for number, contact in contacts for token in contact.get(TOKENS, ())}


def _torn(tables: Tables) -> list[str]:
    tokens = [(one["contacts"][0], one["token"]) for one in tables.get("interactions", {}).values() if "token" in one]
    twice = [token for (_, token), times in Counter(tokens).items() if times > 1]
    return sorted([*(token for _, token in _noted(tables) ^ set(tokens)), *twice])


def _damaged(tables: Tables, base: Tables) -> list[str]:
    return [
        f"{name} {number}"
        for name in ("contacts", "interactions")
        for number, fields in base[name].items()
        if tables.get(name, {}).get(number, {}) | {TOKENS: []} != fields | {TOKENS: []}
    ]
