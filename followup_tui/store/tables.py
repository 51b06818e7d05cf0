"""TinyDB on top of the same memory: its whole public interface, without its whole-file reads and O(n) rebuilds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from followup_tui.store.changes import Op
from followup_tui.store.documents import to_bytes, to_object
from followup_tui.store.errors import StoreError
from followup_tui.store.layout import META
from followup_tui.store.storage import FileStorage


class StoredRows(Mapping[str, Mapping[str, Any]]):
    """A table as TinyDB reads it: ids as text, each document decoded when it is asked for."""

    def __init__(self, rows: Mapping[int, bytes]) -> None:
        self._rows = rows

    def __getitem__(self, number: str) -> Mapping[str, Any]:
        if not number.removeprefix("-").isdecimal():
            raise KeyError(number)
        return to_object(self._rows[int(number)])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return map(str, list(self._rows))


class TableEdit(MutableMapping[int, dict[str, Any]]):
    """A table while one of TinyDB's methods changes it; only what it looks at is decoded, and compared afterwards."""

    def __init__(self, rows: Mapping[int, bytes]) -> None:
        self._rows = rows
        self._seen: dict[int, dict[str, Any] | None] = {}

    def __getitem__(self, number: int) -> dict[str, Any]:
        if number not in self._seen:
            self._seen[number] = to_object(self._rows[number])
        fields = self._seen[number]
        if fields is None:
            raise KeyError(number)
        return fields

    def __setitem__(self, number: int, fields: dict[str, Any]) -> None:
        self._seen[number] = fields

    def __delitem__(self, number: int) -> None:
        self[number]
        self._seen[number] = None

    def __contains__(self, number: object) -> bool:
        return number in self._rows if number not in self._seen else self._seen[number] is not None

    def __iter__(self) -> Iterator[int]:
        yield from [number for number in self._rows if number not in self._seen or self._seen[number] is not None]
        yield from [number for number in self._seen if number in self and number not in self._rows]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Takes every document out, without decoding one."""
        self._seen = dict.fromkeys(self._rows)

    def ops(self, table: str) -> Iterator[Op]:
        """What was changed."""
        for number, fields in self._seen.items():
            before = self._rows.get(number)
            if fields is None:
                yield Op(table, number, before, None)
            elif before is None or to_object(before) != fields:
                yield Op(table, number, before, to_bytes(fields))


class StoredTable(Table):
    """A table of a `FileStorage`. A write returns when it is on disk."""

    def __init__(self, storage: FileStorage, name: str, cache_size: int = 10, persist_empty: bool = False) -> None:
        self._file = storage
        self._seen_version = -1
        self._edit: TableEdit | None = None
        self._moved: dict[int, int] = {}
        self._free_from = 0
        super().__init__(storage, name, cache_size, persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Inserts a document; gives its id, which is another than the document's own when that was taken meanwhile."""
        number = super().insert(document)
        return self._moved.get(number, number)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Inserts documents in one transaction; gives their ids."""
        return [self._moved.get(number, number) for number in super().insert_multiple(documents)]

    def truncate(self) -> None:
        """Removes every document; ids begin anew, as with TinyDB."""
        super().truncate()
        self._free_from = 0

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that match; remembered until anything in memory changes, by whichever way."""
        if self._seen_version != self._file.ledger.version:
            self.clear_cache()
            self._seen_version = self._file.ledger.version
        return super().search(cond)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return StoredRows(self._rows())  # type: ignore[return-value]  # TinyDB asks for no more than a mapping

    def _rows(self) -> Mapping[int, bytes]:
        if self.name == META:
            return self._file.writer.meta.rows()
        return self._file.ledger.tables.get(self.name, {})

    def _get_next_id(self) -> int:
        """The next id that is free now: changes that came another way, and those of this edit, may have taken some."""
        taken: Any = self._rows() if self._edit is None else self._edit
        number = self._free_from or max(self._rows(), default=0) + 1
        while number in taken:
            number += 1
        self._free_from = number + 1
        return number

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], Any]) -> None:
        if self.name == META:
            raise StoreError(f"The table {META} is kept by followup and cannot be changed.")
        self._edit = TableEdit(self._rows())
        try:
            updater(self._edit)  # type: ignore[arg-type]  # a mapping that behaves like the dict it stands for
            ops = list(self._edit.ops(self.name))
        finally:
            self._edit = None
        self._free_from = max([self._free_from, *(op.id + 1 for op in ops)])
        label = f"Change {len(ops)} in {self.name}" if len(ops) > 1 else f"Change {self.name}"
        remapped = self._file.commit_by_script(label, ops).remapped
        self._moved = {old: new for (_, old), new in remapped.items()}
        self.clear_cache()


class StoredTinyDB(TinyDB):
    """A `TinyDB` whose file cannot be torn and whose state is in memory."""

    table_class: type[Table] = StoredTable
    default_storage_class: type[Any] = FileStorage

    def tables(self) -> set[str]:
        """The names of the tables that hold something, and `_meta`."""
        return {META, *(name for name, rows in self._file.ledger.tables.items() if rows)}

    def drop_table(self, name: str) -> None:
        """Removes every document of a table."""
        self.table(name).truncate()
        self._tables.pop(name, None)

    def drop_tables(self) -> None:
        """Removes every document of every table, in one transaction."""
        self._file.write({})
        self._tables.clear()

    @property
    def _file(self) -> FileStorage:
        storage = self.storage
        if not isinstance(storage, FileStorage):
            raise TypeError("a StoredTinyDB needs a FileStorage")
        return storage


def open_tinydb(path: Path | str, *, clock_now: Callable[[], datetime] | None = None) -> StoredTinyDB:
    """Opens a data file by TinyDB's public interface.

    Raises:
        Unreadable: the file was left as it is.
        NewerSchema: a newer program wrote it, in a form that cannot be read here.
    """
    return StoredTinyDB(Path(path), clock_now or _now)


def _now() -> datetime:
    return datetime.now(UTC)
