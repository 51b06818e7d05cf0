"""A table whose records are decoded when they are looked at: 100,000 interactions cost nothing until somebody asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from followup_tui.model.codec import BadRecord, decode, decode_page
from followup_tui.model.records import Record

R = TypeVar("R", bound=Record)
PageReader = Callable[[type[R], Iterable[tuple[int, bytes]]], Iterator[R]]
"""Makes records of documents, in one go; it may leave some out."""
PAGE = 512
"""Documents decoded in one call: long enough to be fast, short enough that another thread gets its turn."""


class OnDemand(Mapping[int, R], Generic[R]):
    """Records by id over the documents that `source` gives; what was decoded is kept, and replaced by `put`.

    Others may look at records while one thread puts them: what is put holds.
    """

    def __init__(
        self, kind: type[R], source: Callable[[], Mapping[int, bytes]], read_page: "PageReader[R]" = decode_page
    ) -> None:
        self._kind = kind
        self._source = source
        self._read_page = read_page
        self._known: dict[int, R] = {}
        self._gone: set[int] = set()

    def __getitem__(self, number: int) -> R:
        known = self._known.get(number)
        if known is None:
            if number in self._gone:
                raise KeyError(number)
            known = self._known.setdefault(number, self._decoded(number, self._source()[number]))
            if number in self._gone:  # taken out by another thread meanwhile
                self._known.pop(number, None)
                raise KeyError(number)
        return known

    def _decoded(self, number: int, document: bytes) -> R:
        try:
            return decode(self._kind, number, document)
        except BadRecord:
            for record in self._read_page(self._kind, [(number, document)]):
                return record
            raise KeyError(number) from None

    def __iter__(self) -> Iterator[int]:
        documents = self._source()
        yield from (number for number in documents if number not in self._gone)
        yield from (number for number in list(self._known) if number not in documents)

    def __len__(self) -> int:
        documents = self._source()
        added = sum(1 for number in self._known if number not in documents)
        return len(documents) + added - sum(1 for number in self._gone if number in documents)

    def __contains__(self, number: object) -> bool:
        if number in self._known:
            return True
        return number not in self._gone and number in self._source()

    def known(self, number: int) -> R | None:
        """The record when it was decoded or put already; the documents are not asked."""
        return self._known.get(number)

    def is_gone(self, number: int) -> bool:
        """Whether the record was taken out, and has not come back."""
        return number in self._gone

    def put(self, number: int, record: R | None) -> None:
        """Keeps a record in place of the document, or (None) takes it out."""
        if record is None:
            self._known.pop(number, None)
            self._gone.add(number)
        else:
            self._known[number] = record
            self._gone.discard(number)

    def pages(self) -> Iterator[list[R]]:
        """Every record, decoded page by page, which is several times faster than one by one."""
        documents = [
            item for item in self._source().items() if item[0] not in self._known and item[0] not in self._gone
        ]
        yield list(self._known.values())
        for start in range(0, len(documents), PAGE):
            wanted = documents[start : start + PAGE]
            page = list(self._read_page(self._kind, wanted))
            self._known.update((record.id, record) for record in page)
            if len(page) < len(wanted):
                self._gone.update(number for number, _ in wanted if number not in self._known)
            yield page
