"""The records of an open store, typed, and how they hang together. Reading needs no rule and no clock."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from followup_tui.book_index import BookIndex
from followup_tui.interaction_links import InteractionLinks
from followup_tui.left_out import LeftOut
from followup_tui.model.clean import folded
from followup_tui.model.codec import BadRecord, decode_page
from followup_tui.model.records import (
    RECORDS,
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Record,
    Result,
    Task,
)
from followup_tui.on_demand import PAGE
from followup_tui.store.drafts import DraftShelf
from followup_tui.store.errors import Unreadable
from followup_tui.store.newer_file import NewerFile
from followup_tui.store.store import Opening, Store

R = TypeVar("R", bound=Record)
KINDS: dict[str, type[Record]] = {kind.table: kind for kind in RECORDS}


class Network:
    """Records by table, on an open store or on one whose rest is read when it is needed."""

    def __init__(self, source: "Store | Opening", index: BookIndex | None) -> None:
        """Decodes every table but the interactions.

        Raises:
            Unreadable: a record does not fit its table; the sentence says which and why.
        """
        self._source: Store | Opening = source
        self._rest = RLock()
        self._records: dict[str, dict[int, Record]] = {kind.table: {} for kind in RECORDS if kind is not Interaction}
        self._left_out = LeftOut()
        self._links = InteractionLinks(lambda: self.store.documents(Interaction.table), self._read_page)
        try:
            self._load_tables(index)
        except BadRecord as error:
            raise Unreadable(unusable(error, source.path)) from error

    @property
    def store(self) -> Store:
        """The store, once the whole file is read; waits for that where it is still going on.

        Raises:
            StoreError: the file is broken further on.
        """
        if isinstance(self._source, Store):
            return self._source
        with self._rest:
            if not isinstance(self._source, Store):
                self._source = self._source.finish()
            return self._source

    @property
    def is_complete(self) -> bool:
        """Whether the whole file is read: until then a timeline has to wait."""
        return isinstance(self._source, Store)

    @property
    def newer(self) -> NewerFile | None:
        """What to say when a newer program wrote the file: then nothing can be changed. None when it did not."""
        return self._source.newer

    @property
    def read_only(self) -> str:
        """Empty, or the sentence why nothing can be changed."""
        return self._source.read_only

    @property
    def rev(self) -> int:
        """How many changes the file has seen; it never grows less."""
        return self._source.rev

    @property
    def left_out(self) -> str:
        """What of a newer program's file is not understood here, in a sentence; empty when all of it is."""
        if not self.newer:
            return ""
        unknown = [name for name in self.store.table_names if name not in KINDS and self.store.documents(name)]
        return self._left_out.sentence(len(unknown))

    @property
    def left_out_briefly(self) -> str:
        """The same in few words: how many records it concerns."""
        return self._left_out.brief if self.newer else ""

    @property
    def contacts(self) -> Mapping[int, Contact]:
        """Every contact by id."""
        return self._table(Contact)

    @property
    def companies(self) -> Mapping[int, Company]:
        """Every company by id."""
        return self._table(Company)

    @property
    def interviews(self) -> Mapping[int, Interview]:
        """Every interview by id."""
        return self._table(Interview)

    @property
    def interactions(self) -> Mapping[int, Interaction]:
        """Every interaction by id."""
        return self._links.records

    @property
    def clippings(self) -> Mapping[int, Clipping]:
        """Every clipping by id."""
        return self._table(Clipping)

    @property
    def results(self) -> Mapping[int, Result]:
        """Every result by id."""
        return self._table(Result)

    @property
    def tasks(self) -> Mapping[int, Task]:
        """Every task by id."""
        return self._table(Task)

    @property
    def drafts(self) -> DraftShelf:
        """Messages begun and not yet sent."""
        return self.store.drafts

    def interactions_of(self, contact: int) -> tuple[Interaction, ...]:
        """A contact's interactions, newest first."""
        return tuple(sorted(self._links.of(contact), key=lambda one: (one.on, one.id), reverse=True))

    def tasks_of(self, contact: int) -> tuple[Task, ...]:
        """The promises that concern a contact, the open ones first, by day."""
        found = (task for task in self.tasks.values() if contact in task.contacts)
        return tuple(sorted(found, key=lambda task: (task.done_on is not None, task.on or date.max, task.id)))

    def results_of(self, contact: int) -> tuple[Result, ...]:
        """What a contact gave, newest first."""
        found = (result for result in self.results.values() if result.contact == contact)
        return tuple(sorted(found, key=lambda result: (result.on, result.id), reverse=True))

    def company_name(self, company: int) -> str:
        """The name of a company, empty when there is none."""
        found = self.companies.get(company)
        return found.name if found else ""

    def company_named(self, name: str) -> Company | None:
        """The company of that name or alias, whatever its case and accents."""
        wanted = folded(name)
        for company in self.companies.values():
            if folded(company.name) == wanted or any(folded(alias) == wanted for alias in company.aliases):
                return company
        return None

    def get(self, kind: type[R], number: int) -> R | None:
        """The record of that id, or None."""
        return cast("R | None", self._lookup(kind, number))

    def _lookup(self, kind: type[Record], number: int) -> Record | None:
        if kind is Interaction:
            return self._links.records.get(number)
        return self._records[kind.table].get(number)

    def _table(self, kind: type[R]) -> dict[int, R]:
        return cast("dict[int, R]", self._records[kind.table])

    def _load_tables(self, index: BookIndex | None) -> None:
        """Decodes every table but the interactions; with an index, what stands behind those comes from it."""
        for kind in RECORDS:
            if kind is Interaction:
                continue
            held = index.tail.get(kind.table) if index else None
            documents = list((self._source.documents(kind.table) if held is None else held).items())
            table = self._records[kind.table]
            for start in range(0, len(documents), PAGE):
                table.update((record.id, record) for record in self._read_page(kind, documents[start : start + PAGE]))

    def _read_page(self, kind: type[R], documents: Iterable[tuple[int, bytes]]) -> Iterator[R]:
        return (self._left_out.page if self.newer else decode_page)(kind, documents)

    def _put(self, kind: type[Record], number: int, owners: Iterable[int], record: Record | None) -> None:
        """Puts a record (None: nothing) in place of one that concerned `owners`."""
        if kind is Interaction:
            self._links.replace(number, owners, record if isinstance(record, Interaction) else None)
        elif record is None:
            self._records[kind.table].pop(number, None)
        else:
            self._records[kind.table][number] = record


def unusable(error: BadRecord, path: Path) -> str:
    """The sentence about a record that a hand or another program spoiled."""
    return f"{path} has a record that cannot be used ({error}); followup doctor --repair mends it."


def concerns(record: Record | None) -> tuple[int, ...]:
    """The contacts that a record says something about."""
    if isinstance(record, Contact):
        return (record.id,)
    if isinstance(record, Interview | Interaction | Task):
        return record.contacts
    return ()
