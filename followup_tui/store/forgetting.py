"""Takes a person out of everything that is kept: data, history, snapshots, drafts. The one thing that cannot be undone.

Each document is cleaned by what stands in it alone, so that the history goes on fitting the data. The data file comes
last: where this is interrupted, the person is still there and can be forgotten again.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from followup_tui.model.codec import BadRecord, decode
from followup_tui.model.records import REFERENCES, TABLES, Contact
from followup_tui.store.atomic import own_folder, replace_file
from followup_tui.store.backups import backups_at
from followup_tui.store.changes import Key, Op
from followup_tui.store.conflict_copies import conflict_copies
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.documents import to_bytes, to_object
from followup_tui.store.entries import entry_of, ops_of, rewritten
from followup_tui.store.errors import StoreError, not_saved
from followup_tui.store.fingerprints import Marks, fingerprints_of, keep_fingerprints
from followup_tui.store.layout import META, SCHEMA, Contents, Meta, whole
from followup_tui.store.ledger import difference
from followup_tui.store.loading import load
from followup_tui.store.lock import locked
from followup_tui.store.mending import without_absent
from followup_tui.store.places import Places
from followup_tui.store.problems import record_at
from followup_tui.store.reading import read_data
from followup_tui.store.restoring import unpacked
from followup_tui.store.surroundings import good_lines, stray_files

SECONDS = 10.0
"""How long to wait for another program that is writing."""
NOBODY = "somebody forgotten"
"""What stands in place of a name in the labels of the history."""
_OF = {"interactions": "contacts", "tasks": "contacts", "results": "contact"}
"""Where the people of a record stand that goes when they are the only one."""
_OWN = ("name", "emails", "linkedin", "phones")


Tables = Mapping[str, Mapping[int, bytes]]
IsUnwanted = Callable[[Contact], bool]
"""Tells whether a contact is one whom the person asked to forget."""


class Forgotten(NamedTuple):
    """What was taken out. `mentions` are records of others with the name in their text, `copies` files beside ours."""

    removed: Mapping[str, int]
    changed: tuple[Key, ...]
    snapshots: int
    history: int
    files: int
    mentions: tuple[str, ...]
    copies: tuple[Path, ...]


class _AllBut:
    """Contains everything but some ids."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._ids = frozenset(ids)

    def __contains__(self, number: object) -> bool:
        return number not in self._ids


class Eraser:
    """Takes one contact out of the files of one network."""

    def __init__(self, places: Places, contact: int, disk: Disk = DISK) -> None:
        self._places = places
        self._who = contact
        self._plain = b"%d" % contact
        self._digits = re.compile(rb"(?<!\d)%d(?!\d)" % contact)
        self._disk = disk
        self._gone: dict[str, set[int]] = {table: set() for table in TABLES}
        self._names: set[str] = set()

    def erase(self, marks: Marks, on: date, *, dry_run: bool = False) -> Forgotten:
        """Forgets the contact; `marks` are what an import would know them by.

        Raises:
            StoreError: something cannot be read or written; what was not reached holds them still.
        """
        try:
            own_folder(self._places.folder, self._disk)
            with locked(self._places.lock, SECONDS):
                return self._erase(marks, on, dry_run)
        except OSError as error:
            raise not_saved(self._places.shown, error) from error

    def without_them(self, tables: Mapping[str, Mapping[int, bytes]]) -> dict[str, dict[int, bytes]]:
        """The documents without the contact, and without what was theirs alone."""
        self._gone["contacts"].add(self._who)
        for table in _OF:
            self._gone[table] |= {n for n, row in tables.get(table, {}).items() if self._cleaned(table, n, row) is None}
        return self._all_cleaned(tables)

    def _erase(self, marks: Marks, on: date, dry_run: bool) -> Forgotten:
        contents = load(self._places)
        before = contents.tables
        self._look_for_names(before)
        contents.tables = self.without_them(before)
        changed = difference(before, contents.tables)
        removed = Counter(table for (table, _), row in changed.items() if row is None)
        copies = tuple(conflict_copies(self._places))
        counts = (0, 0, 0)
        if not dry_run:
            keep_fingerprints(self._places, fingerprints_of(self._places).with_person(marks, on), self._disk)
            counts = (self._snapshots(), self._history(), self._files())
            contents.meta = Meta(SCHEMA, contents.meta.rev + 1, contents.meta.rest, contents.meta.others)
            replace_file(self._places.file, whole(contents), self._disk, locked=True)
        return Forgotten(dict(removed), tuple(changed), *counts, tuple(self._mentions(contents)), copies)

    # -- documents ---------------------------------------------------------------------------------------------------

    def _look_for_names(self, tables: Mapping[str, Mapping[int, bytes]]) -> None:
        """Every name, address and profile that they ever had: as they are, in the snapshots, in the history."""
        self._learn(tables.get("contacts", {}).get(self._who))
        for path in self._packed():
            with suppress(StoreError):
                self._learn(read_data(unpacked(path), path).tables.get("contacts", {}).get(self._who))
        for line in self._lines():
            for op in ops_of(line) if self._named_in(line) or b'"packed"' in line else ():
                if op.key == ("contacts", self._who):
                    self._learn(op.before)
                    self._learn(op.after)

    def _learn(self, row: bytes | None) -> None:
        fields = to_object(row) if row else {}
        for name in _OWN:
            values = fields.get(name, ())
            for value in (values,) if isinstance(values, str) else values if isinstance(values, list) else ():
                if isinstance(value, str) and value.strip():
                    self._names.add(value.strip())

    def _all_cleaned(self, tables: Mapping[str, Mapping[int, bytes]]) -> dict[str, dict[int, bytes]]:
        cleaned: dict[str, dict[int, bytes]] = {}
        for table, rows in tables.items():
            kept = ((number, self._cleaned(table, number, row)) for number, row in rows.items())
            cleaned[table] = {number: row for number, row in kept if row is not None}
        return cleaned

    def _cleaned(self, table: str, number: int, row: bytes | None) -> bytes | None:
        """A document without them; None when it was theirs alone. The same bytes where they are not in it."""
        if row is None or (table == "contacts" and number == self._who):
            return None
        if table not in REFERENCES or not (self._named_in(row) or self._may_refer(table)):
            return row
        fields = to_object(row)
        taken = {
            path: without_absent(fields, path.split("."), _AllBut(self._gone[target]))
            for path, target in REFERENCES[table].items()
        }
        people = _OF.get(table)
        if people and taken.get(people) and not fields.get(people):
            return None
        return to_bytes(fields) if any(taken.values()) else row

    def _named_in(self, data: bytes) -> bool:
        """Whether their id stands there; looking for the bytes first is ten times as fast."""
        return self._plain in data and self._digits.search(data) is not None

    def _may_refer(self, table: str) -> bool:
        """Whether records of a table can refer to records that went with the contact."""
        return any(self._gone[target] for target in REFERENCES[table].values() if target != "contacts")

    # -- files -------------------------------------------------------------------------------------------------------

    def _packed(self) -> list[Path]:
        """The whole files that are kept: snapshots, and other machines' versions that were taken in."""
        return [*(backup.path for backup in backups_at(self._places)), *sorted(self._places.conflicts.glob("*.gz"))]

    def _snapshots(self) -> int:
        """Cleans the files that are kept; one that cannot be read may hold them and goes."""
        import gzip

        count = 0
        for path in self._packed():
            try:
                data = unpacked(path)
                cleaned = self._cleaned_file(data, path)
            except StoreError:
                path.unlink()
                count += 1
                continue
            if cleaned != data:
                packed = gzip.compress(cleaned, 1, mtime=0) if path.suffix == ".gz" else cleaned
                replace_file(path, [packed], self._disk, locked=True)
                count += 1
        return count

    def _cleaned_file(self, data: bytes, path: Path) -> bytes:
        contents = read_data(data, path)
        if contents.migrated_from is None:
            before = contents.tables
            contents.tables = self._all_cleaned(before)
            return b"".join(whole(contents)) if contents.tables != before else data
        tables = json.loads(data)  # of an older schema: as it is, not brought up to date
        cleaned = {
            table: rows if table == META else {str(n): to_object(row) for n, row in self._old(table, rows)}
            for table, rows in tables.items()
        }
        return json.dumps(cleaned, ensure_ascii=False).encode() if cleaned != tables else data

    def _old(self, table: str, rows: Mapping[str, Any]) -> Iterator[tuple[int, bytes]]:
        for number, fields in rows.items():
            row = self._cleaned(table, int(number), to_bytes(fields))
            if row is not None:
                yield int(number), row

    def _lines(self) -> list[bytes]:
        try:
            return good_lines(self._places.history.read_bytes())[0]
        except FileNotFoundError:
            return []

    def _history(self) -> int:
        """Cleans every line; one that tells of them alone goes."""
        lines = self._lines()
        cleaned = [self._cleaned_line(line) for line in lines]
        kept = [line for line in cleaned if line]
        if self._places.history.exists():
            replace_file(self._places.history, [line + b"\n" for line in kept], self._disk, locked=True)
        return sum(one != other for one, other in zip(lines, cleaned, strict=True))

    def _cleaned_line(self, line: bytes) -> bytes:
        entry = entry_of(line, {})
        ops = ops_of(line)
        both = ((op, Op(op.table, op.id, self._of_line(op, op.before), self._of_line(op, op.after))) for op in ops)
        cleaned = tuple(new for old, new in both if new.before != new.after or old.before == old.after)
        label = entry.label if entry else ""
        told = _without(label, self._names)
        if not cleaned:
            return b""
        return line if cleaned == ops and told == label else rewritten(line, cleaned, told)

    def _of_line(self, op: Op, row: bytes | None) -> bytes | None:
        return self._cleaned(op.table, op.id, row)

    def _files(self) -> int:
        """Removes their drafts, the caches, temporary files, and whatever else beside the file tells of them."""
        folder = self._places.folder
        kept = {self._places.lock, self._places.history, self._places.forgotten, *self._packed()}
        count = 0
        for path in [*folder.rglob("*"), *stray_files(self._places)]:
            if not path.is_file() or path in kept or path.parent == self._places.snapshots:
                continue
            if self._is_theirs(path):
                path.unlink()
                count += 1
        return count

    def _is_theirs(self, path: Path) -> bool:
        if path.name in ("index", "today") or path.suffix == ".tmp":
            return True  # caches, made anew at the next start, and what a crash left
        if self._places.drafts in path.parents and path.parent.name != "broken":
            return path.stem.partition("-")[0] == str(self._who)
        data = path.read_bytes()
        return self._named_in(data) or _mentions(data.decode(errors="replace"), self._names)

    def _mentions(self, contents: Contents) -> Iterator[str]:
        """The records of others whose text has their name or an address; those are the person's own words."""
        pattern = _pattern(self._names)
        forms = [form.lower() for form in _forms(self._names)]
        for table, rows in contents.tables.items() if pattern else ():
            for number, row in rows.items():
                text = row.decode(errors="replace").lower()  # looking for a word is ten times as slow as for letters
                if pattern and any(form in text for form in forms) and pattern.search(text):
                    yield record_at(table, number, to_object(row))


def without_forgotten(
    places: Places, tables: Tables, there: Container[int], unwanted: IsUnwanted | None
) -> Tables:  # fmt: skip
    """The documents without the contacts whom `unwanted` tells of, unless they are `there`: they were forgotten."""
    for number, row in tables.get(Contact.table, {}).items() if unwanted else ():
        with suppress(BadRecord):
            if unwanted and number not in there and unwanted(decode(Contact, number, row)):
                tables = Eraser(places, number).without_them(tables)
    return tables


def _forms(names: Iterable[str]) -> set[str]:
    """The names as they are and as they stand in JSON."""
    return {
        form for name in names for form in (name, *(json.dumps(name, ensure_ascii=one)[1:-1] for one in (True, False)))
    }


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    forms = _forms(names)
    told = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE) if forms else None


def _mentions(text: str, names: Iterable[str]) -> bool:
    pattern = _pattern(names)
    return pattern is not None and pattern.search(text) is not None


def _without(text: str, names: Iterable[str]) -> str:
    pattern = _pattern(names)
    return pattern.sub(NOBODY, text) if pattern else text
