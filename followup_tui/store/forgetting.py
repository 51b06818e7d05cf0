"""Takes a person out of everything that is kept: data, history, snapshots, drafts. The one thing that cannot be undone.

Each document is cleaned by what stands in it alone, so that the history goes on fitting the data. The data file comes
last: where this is interrupted, the person is still there and can be forgotten again.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from followup_tui.store.leftovers import content_of, is_history, reads, records_in, texts_of, without_parts
from followup_tui.store.loading import load
from followup_tui.store.lock import locked
from followup_tui.store.mending import without_absent
from followup_tui.store.mentions import forms_of, is_mentioned, pattern_of, without_mention
from followup_tui.store.outside import note_written
from followup_tui.store.places import Places
from followup_tui.store.problems import record_at
from followup_tui.store.reading import read_data
from followup_tui.store.restoring import unpacked
from followup_tui.store.steps import Tell, untold
from followup_tui.store.surroundings import good_lines, stray_files

SECONDS = 10.0
"""How long to wait for another program that is writing."""
_OF = {"interactions": "contacts", "tasks": "contacts", "results": "contact"}
"""Where the people of a record stand that goes when they are the only one."""
_OWN = ("name", "emails", "linkedin", "phones")


MarksOf = Callable[[Sequence[Contact]], Marks]


class Forgotten(NamedTuple):
    """What was taken out.

    `mentions` are records of others with the name in their text, `copies` files beside ours that hold them still, and
    `deleted` files that could not be cleaned and went whole.
    """

    removed: Mapping[str, int]
    changed: tuple[Key, ...]
    snapshots: int
    history: int
    files: int
    mentions: tuple[str, ...]
    copies: tuple[Path, ...]
    deleted: tuple[Path, ...]


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
        self._deleted: list[Path] = []
        self._seen: set[Path] = set()
        self._only_looks = False
        self._tell: Tell = untold

    def erase(
        self,
        marks_of: MarksOf,
        on: date,
        *,
        dry_run: bool = False,
        unsaved: Iterable[Path] = (),
        tell: Tell = untold,
    ) -> Forgotten:
        """Forgets the contact.

        Args:
            marks_of: what an import would know them by, from all that they ever were, the newest last.
            on: the day.
            dry_run: only look, without the lock.
            unsaved: copies elsewhere that the app made when it could not save.
            tell: hears how far it is.

        Raises:
            StoreError: something cannot be read or written, or `tell` stopped it; what was not reached has them still.
        """
        self._only_looks, self._tell = dry_run, tell
        there = [path for path in unsaved if path.is_file()]
        try:
            if dry_run:
                return self._erase(marks_of, on, there)
            own_folder(self._places.folder, self._disk)
            with locked(self._places.lock, SECONDS):
                return self._erase(marks_of, on, there)
        except OSError as error:
            raise not_saved(self._places.shown, error) from error

    def without_them(self, tables: Mapping[str, Mapping[int, bytes]]) -> dict[str, dict[int, bytes]]:
        """The documents without the contact, and without what was theirs alone."""
        self._gone["contacts"].add(self._who)
        for table in _OF:
            self._gone[table] |= {n for n, row in tables.get(table, {}).items() if self._cleaned(table, n, row) is None}
        return self._all_cleaned(tables)

    def _erase(self, marks_of: MarksOf, on: date, unsaved: list[Path]) -> Forgotten:
        self._tell("Reading the file")
        contents = load(self._places)
        before = contents.tables
        former = self._former(before)
        contents.tables = self.without_them(before)
        changed = difference(before, contents.tables)
        removed = Counter(table for (table, _), row in changed.items() if row is None)
        copies = conflict_copies(self._places)
        if not self._only_looks:
            known = fingerprints_of(self._places).with_person(marks_of(former), on)
            keep_fingerprints(self._places, known, self._disk)
        counts = (self._snapshots(), self._history(), self._files() + self._unsaved(unsaved, copies))
        if not self._only_looks:
            contents.meta = Meta(SCHEMA, contents.meta.rev + 1, contents.meta.rest, contents.meta.others)
            note_written(self._places, replace_file(self._places.file, whole(contents), self._disk, locked=True))
        mentions = tuple(self._mentions(contents))
        return Forgotten(dict(removed), tuple(changed), *counts, mentions, tuple(copies), tuple(self._deleted))

    # -- documents ---------------------------------------------------------------------------------------------------

    def _former(self, tables: Mapping[str, Mapping[int, bytes]]) -> tuple[Contact, ...]:
        """All that they ever were, the newest last; learns every name, address, number and profile of theirs."""
        former: list[Contact] = []
        for fields in (*self._told_of(), to_object(tables.get("contacts", {}).get(self._who, b"{}"))):
            self._learn(fields)
            with suppress(BadRecord):
                contact = decode(Contact, self._who, to_bytes(fields))
                former = [*(one for one in former if one != contact), contact]
        return tuple(former)

    def _told_of(self) -> Iterator[Mapping[str, Any]]:
        """Their record as it stands in snapshots, in the history and in what was put aside."""
        packed = self._packed()
        for number, path in enumerate(packed):
            self._tell("Looking for their names", number, len(packed))
            with suppress(StoreError):
                yield to_object(read_data(unpacked(path), path).tables.get("contacts", {}).get(self._who, b"{}"))
        for path in self._others():
            content = content_of(path.read_bytes(), path.name).data
            yield from (fields for fields in records_in(content, self._who) if fields.get("name"))
            yield from self._told_in(good_lines(content)[0] if is_history(content) else ())
        yield from self._told_in(self._lines())

    def _told_in(self, lines: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
        for line in lines:
            for op in ops_of(line) if self._named_in(line) or b'"packed"' in line else ():
                if op.key == ("contacts", self._who):
                    yield from (to_object(row) for row in (op.before, op.after) if row)

    def _learn(self, fields: Mapping[str, Any]) -> None:
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
        kept = self._packed()
        for number, path in enumerate(kept):
            self._tell(
                "Looking into the snapshots" if self._only_looks else "Cleaning the snapshots", number, len(kept)
            )
            try:
                data = unpacked(path)
                cleaned = self._cleaned_file(data, path)
            except StoreError:
                if path.parent == self._places.snapshots:
                    self._remove(path)
                    self._deleted.append(path)
                    count += 1
                continue  # what else is kept holds other things too, and is cleaned as they are
            self._seen.add(path)
            count += cleaned != data
            if cleaned != data and not self._only_looks:
                packed = gzip.compress(cleaned, 1, mtime=0) if path.suffix == ".gz" else cleaned
                replace_file(path, [packed], self._disk, locked=True)
        return count

    def _remove(self, path: Path) -> None:
        if not self._only_looks:
            path.unlink()

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
        self._tell("Looking through the history" if self._only_looks else "Cleaning the history")
        lines = self._lines()
        cleaned = [self._cleaned_line(line) for line in lines]
        kept = [line for line in cleaned if line]
        if self._places.history.exists() and not self._only_looks:
            replace_file(self._places.history, [line + b"\n" for line in kept], self._disk, locked=True)
        return sum(one != other for one, other in zip(lines, cleaned, strict=True))

    def _cleaned_line(self, line: bytes) -> bytes:
        entry = entry_of(line, {})
        ops = ops_of(line)
        both = ((op, Op(op.table, op.id, self._of_line(op, op.before), self._of_line(op, op.after))) for op in ops)
        cleaned = tuple(new for old, new in both if new.before != new.after or old.before == old.after)
        label = entry.label if entry else ""
        told = without_mention(label, self._names)
        if not cleaned:
            return b""
        return line if cleaned == ops and told == label else rewritten(line, cleaned, told)

    def _of_line(self, op: Op, row: bytes | None) -> bytes | None:
        return self._cleaned(op.table, op.id, row)

    def _others(self) -> list[Path]:
        """Whatever lies in the folder or was left by a crash, and is neither a snapshot nor the history."""
        ours = {self._places.lock, self._places.history, self._places.forgotten}
        ours |= {backup.path for backup in backups_at(self._places)}
        found = {*self._places.folder.rglob("*"), *stray_files(self._places)} - ours
        return sorted(path for path in found if path.is_file())

    def _files(self) -> int:
        """Removes their drafts, the caches and temporary files, and cleans whatever else tells of them."""
        count = 0
        for path in self._others():
            if path in self._seen:
                continue
            if self._goes(path):
                self._remove(path)
                count += 1
                continue
            data = path.read_bytes()
            cleaned = self._cleaned_leftover(data, path.name)
            count += cleaned != data
            if not cleaned and data:
                self._remove(path)
                self._deleted.append(path)
            elif cleaned != data and not self._only_looks:
                replace_file(path, [cleaned], self._disk, locked=True)
        return count

    def _goes(self, path: Path) -> bool:
        """Whether a file is of no use without them: a cache, what a crash left, their own draft."""
        if path.name in ("index", "today", "digest") or path.suffix == ".tmp":
            return True  # caches are made anew at the next start
        is_draft = self._places.drafts in path.parents or path.parent == self._places.broken
        return is_draft and self._digits.search(path.name.encode()) is not None

    def _unsaved(self, paths: Iterable[Path], copies: list[Path]) -> int:
        """Cleans copies of ours elsewhere; those that cannot be read may hold what is nowhere else, and stay."""
        count = 0
        for path in paths:
            try:
                data = path.read_bytes()
                cleaned = self._cleaned_file(data, path)
                count += cleaned != data
                if cleaned != data and not self._only_looks:
                    replace_file(path, [cleaned], self._disk)
            except (StoreError, OSError):
                copies.append(path)
        return count

    def _cleaned_leftover(self, data: bytes, name: str) -> bytes:
        """A file that nothing reads any more, without them; the same bytes where they are not in it, none where it
        cannot be cleaned."""
        import gzip

        content = content_of(data, name)
        if content.is_sure and not (self._tells(content.data, name) or b'"packed"' in content.data):
            return data
        if not (content.is_sure or content.is_packed):
            return b""  # packed, and not one byte can be unpacked
        cleaned = self._cleaned_text(content.data, name)
        if cleaned == content.data and content.is_sure:
            return data
        return gzip.compress(cleaned, 1, mtime=0) if cleaned and content.is_packed else cleaned

    def _cleaned_text(self, data: bytes, name: str) -> bytes:
        if is_history(data):
            lines = (self._cleaned_line(line) if reads(line) else self._without(line) for line in data.splitlines())
            return b"".join(line + b"\n" for line in lines if line)
        try:
            return self._cleaned_file(data, self._places.broken / name)
        except (StoreError, ValueError):
            cleaned = self._without(data)
            return b"" if self._tells(cleaned, name) else cleaned

    def _without(self, data: bytes) -> bytes:
        return without_parts(data, self._tells)

    def _tells(self, data: bytes, name: str = "") -> bool:
        """Whether a text has their id, or a name or an address of theirs."""
        texts = texts_of(data, name)
        return any(self._named_in(text) or is_mentioned(text.decode(errors="replace"), self._names) for text in texts)

    def _mentions(self, contents: Contents) -> Iterator[str]:
        """The records of others whose text has their name or an address; those are the person's own words."""
        pattern = pattern_of(frozenset(self._names))
        forms = [form.lower() for form in forms_of(self._names)]
        for table, rows in contents.tables.items() if pattern else ():
            for number, row in rows.items():
                text = row.decode(errors="replace").lower()  # looking for a word is ten times as slow as for letters
                if pattern and any(form in text for form in forms) and pattern.search(text):
                    yield record_at(table, number, to_object(row))
