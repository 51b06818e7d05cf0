"""What of a newer program's file is not understood here: left out of what is shown, counted, and said."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from followup_tui.model.codec import BadRecord, decode, decode_page
from followup_tui.model.partial_reading import understood
from followup_tui.model.records import Record
from followup_tui.rules.wording import counted

R = TypeVar("R", bound=Record)
_ONE = {
    "contacts": "contact", "companies": "company", "interviews": "interview", "interactions": "interaction",
    "clippings": "clipping", "results": "result", "tasks": "task",
}  # fmt: skip


class LeftOut:
    """Reads documents as far as they are understood, and keeps count of the others."""

    def __init__(self) -> None:
        self._whole: set[tuple[str, int]] = set()
        self._parts: set[tuple[str, int]] = set()

    def page(self, kind: type[R], documents: Iterable[tuple[int, bytes]]) -> Iterator[R]:
        """The records of many documents; those that are not understood are left out."""
        page = list(documents)
        try:
            yield from list(decode_page(kind, page))
        except BadRecord:
            records = (self.record(kind, number, document) for number, document in page)
            yield from (record for record in records if record is not None)

    def record(self, kind: type[R], number: int, document: bytes) -> R | None:
        """The record of a document, None when it is not understood."""
        self.forget(kind.table, number)
        try:
            return decode(kind, number, document)
        except BadRecord:
            record = understood(kind, number, document)
            (self._whole if record is None else self._parts).add((kind.table, number))
            return record

    def forget(self, table: str, number: int) -> None:
        """The document is another one by now, or gone."""
        self._whole.discard((table, number))
        self._parts.discard((table, number))

    @property
    def brief(self) -> str:
        """The same where there is little room: how many records it concerns."""
        number = len(self._whole | self._parts)
        return f"{counted(number, 'record')} not, or not fully, understood." if number else ""

    def sentence(self, unknown_tables: int) -> str:
        """What is left out, empty when that is nothing; `unknown_tables` hold what this version knows nothing of."""
        told = _counts(self._whole) + [f"details of {one}" for one in _counts(self._parts)]
        if unknown_tables:
            told.append(f"everything in {counted(unknown_tables, 'table')} of a newer kind")
        if not told:
            return ""
        listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
        return f"Not understood here and left out: {listed}."


def _counts(keys: Iterable[tuple[str, int]]) -> list[str]:
    numbers = Counter(table for table, _ in keys)
    return [counted(numbers[table], one, table) for table, one in _ONE.items() if numbers[table]]
