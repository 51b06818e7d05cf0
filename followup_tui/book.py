"""The open network: records, what follows from them, and one transaction at a time.

The book is the only thing that screens, commands and actions read. It keeps typed records of the store's documents,
remembers what the rules made of them until something changes, and turns a set of new records into one change of the
store.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from random import SystemRandom
from threading import RLock
from typing import TypeVar, cast

from followup_tui.book_index import EDITION, BookIndex, packed, unpacked
from followup_tui.derived import Derived
from followup_tui.interaction_links import MANY, InteractionLinks
from followup_tui.model.clean import folded
from followup_tui.model.clock import Clock
from followup_tui.model.codec import decode, decode_page, revise
from followup_tui.model.ids import IdSource
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
from followup_tui.model.settings import Settings
from followup_tui.on_demand import PAGE
from followup_tui.rules.reason import latest_of, reason
from followup_tui.rules.today import Kind, Planned, Today, todays_list
from followup_tui.rules.touches import NO_TOUCHES, Touches, touches_of
from followup_tui.rules.verdict import Encounter, Verdict, encounters, verdict
from followup_tui.store.changes import Change, HistoryEntry, Op, Undone
from followup_tui.store.drafts import DraftShelf
from followup_tui.store.index_file import read_index, write_index
from followup_tui.store.store import Opening, Store
from followup_tui.transaction import Transaction, Travelled

R = TypeVar("R", bound=Record)
Key = tuple[str, int]
WORTH_AN_INDEX = 500
"""Contacts from whom on an index saves more than its own reading costs."""
_KINDS: dict[str, type[Record]] = {kind.table: kind for kind in RECORDS}


class Book:
    """Records of an open store, with the rules applied as of a day.

    `patient` commits wait until the change is on disk, as a command does; otherwise they return at once, as the app
    needs. A `dry_run` book applies changes in memory only.
    """

    def __init__(
        self,
        source: "Store | Opening",
        settings: Settings,
        clock: Clock,
        *,
        patient: bool = False,
        dry_run: bool = False,
    ) -> None:
        """A book on an open store, or on one that is still being opened: then the rest is read when it is needed."""
        self._source: Store | Opening = source
        self._rest = RLock()
        self.settings = settings
        self.clock = clock
        self.patient = patient
        self.dry_run = dry_run
        self._ids = IdSource(SystemRandom())
        self._outer: Transaction | None = None
        self._records: dict[str, dict[int, Record]] = {kind.table: {} for kind in RECORDS if kind is not Interaction}
        self._links = InteractionLinks(lambda: self.store.documents(Interaction.table))
        self._derived = Derived(clock.today())
        index = unpacked(read_index(source), clock.today())
        self._indexed = source.version if index else -1
        self._load_tables(index)
        if index:
            self._links.by_contact, self._links.newest = index.interactions, index.newest
            self._derived.touches.update(index.touches)
        else:
            self._derived.touches.update(self._links.load(clock.today()))

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

    # What there is

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
    def as_of(self) -> date:
        """The day that counts as today."""
        return self.clock.today()

    @property
    def drafts(self) -> DraftShelf:
        """Messages begun and not yet sent."""
        return self.store.drafts

    def interactions_of(self, contact: int) -> tuple[Interaction, ...]:
        """A contact's interactions, newest first."""
        return tuple(sorted(self._links.of(contact), key=lambda one: (one.on, one.id), reverse=True))

    def interviews_of(self, contact: int) -> tuple[Interview, ...]:
        """The interviews a contact took part in, newest first."""
        derived = self._fresh()
        if derived.interviews is None:
            mine: dict[int, list[Interview]] = defaultdict(list)
            for one in sorted(
                self.interviews.values(), key=lambda one: (one.ended or one.began or date.min, one.id), reverse=True
            ):
                for number in one.contacts:
                    mine[number].append(one)
            derived.interviews = mine
        return tuple(derived.interviews.get(contact, ()))

    def tasks_of(self, contact: int) -> tuple[Task, ...]:
        """The promises that concern a contact, the open ones first, by day."""
        found = (task for task in self.tasks.values() if contact in task.contacts)
        return tuple(sorted(found, key=lambda task: (task.done_on is not None, task.on or date.max, task.id)))

    def results_of(self, contact: int) -> tuple[Result, ...]:
        """What a contact gave, newest first."""
        found = (result for result in self.results.values() if result.contact == contact)
        return tuple(sorted(found, key=lambda result: (result.on, result.id), reverse=True))

    def people_at(self, company: int) -> tuple[Contact, ...]:
        """The contacts who are at a company now, by name."""
        return tuple(self.contacts[number] for number in self._at_company().get(company, ()))

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

    # What follows from it

    def touches(self, contact: int) -> Touches:
        """The summary of a contact's interactions up to today."""
        known = self._fresh().touches.get(contact)
        if known is None:
            mine = self._links.of(contact)
            known = touches_of(mine, self.as_of) if mine else NO_TOUCHES
            self._derived.touches[contact] = known
        return known

    def verdict(self, contact: int) -> Verdict:
        """Where a contact stands today."""
        known = self._fresh().verdicts.get(contact)
        if known is None:
            encounter = self._encounters().get(contact)
            known = verdict(self.contacts[contact], self.touches(contact), encounter, self.settings.cadence, self.as_of)
            self._derived.verdicts[contact] = known
        return known

    def encounter(self, contact: int) -> Encounter | None:
        """The last interview with a contact, up to today."""
        return self._encounters().get(contact)

    def verdicts(self) -> Mapping[int, Verdict]:
        """Where everybody stands today."""
        derived = self._fresh()
        known, today, met, cadences = derived.verdicts, derived.as_of, self._encounters(), self.settings.cadence
        if len(known) != len(self.contacts):
            for number, contact in self.contacts.items():
                if number not in known:
                    touches = derived.touches.get(number) or self.touches(number)
                    known[number] = verdict(contact, touches, met.get(number), cadences, today)
        return known

    def today(self, extra: int = 0) -> Today:
        """Today's list; `extra` is how many more than the capacity the person asked for."""
        plans = self._fresh().plans
        if extra not in plans:
            plans[extra] = self._plan(extra)
        return plans[extra]

    def _plan(self, extra: int) -> Today:
        verdicts = self.verdicts()
        done = tuple(number for number in self.contacts if self.touches(number).last_out == self.as_of)
        return todays_list(
            self.contacts, verdicts, self.tasks.values(), done, self._last_at, self.settings.plan, self.as_of, extra
        )

    def reason(self, planned: Planned) -> str:
        """Why this contact, now: the line that stands beside them everywhere."""
        contact = self.contacts[planned.contact]
        met = self.encounter(contact.id)
        interview = self.interviews.get(met.interview) if met else None
        stands = self.verdict(contact.id)
        said = [one for one in self.interactions_of(contact.id) if one.on <= self.as_of] if stands.owes_since else ()
        return reason(
            contact,
            stands,
            self.as_of,
            kind=planned.kind,
            task=self.tasks.get(planned.task),
            interview=interview,
            company=self.company_name(interview.company) if interview else "",
            last=latest_of(said),
        )

    def reason_for(self, contact: int) -> str:
        """The reason line of a contact who is on no list."""
        kind = Kind.REPLY if self.verdict(contact).owes_since else Kind.CHECK_IN
        return self.reason(Planned(contact, kind))

    # What changes it

    @contextmanager
    def transaction(self, label: str, command: str) -> Iterator[Transaction]:
        """Collects records and keeps them as one change, undone as one; nothing is kept when the block raises.

        A transaction within another joins it: several actions become one change under the outer label.

        Raises:
            Invalid: a record does not hold.
            StoreError: the change could not be kept.
        """
        if self._outer is not None:
            yield self._outer
            return
        change = self._outer = Transaction(label, self.clock.now(), self.new_id, self._lookup)
        try:
            yield change
        finally:
            self._outer = None
        self._commit(change, command)

    def undo(self) -> Travelled:
        """Takes back the last change.

        Raises:
            StoreError: there is none, or it would overwrite what somebody else changed since.
        """
        return self._travel(self.store.undo_and_wait if self.patient else self.store.undo_now)

    def redo(self) -> Travelled:
        """Does again what was undone last.

        Raises:
            StoreError: there is nothing to do again.
        """
        return self._travel(self.store.redo_and_wait if self.patient else self.store.redo_now)

    def history(self, limit: int = 50) -> list[HistoryEntry]:
        """The last changes, newest first."""
        return self.store.history(limit)

    def use_settings(self, settings: Settings) -> None:
        """Goes on with other settings; what the rules made of the former ones is forgotten."""
        self.settings = settings
        self._derived = Derived(self.as_of)

    def on(self, clock: Clock) -> "Book":
        """The same records seen on another day; for reading only."""
        other = copy(self)
        other.clock, other.dry_run = clock, True
        other._derived = Derived(self.as_of)
        other._derived.touches = self._derived.touches
        return other

    def refresh(self, changed: Iterable[Key]) -> None:
        """Takes in documents that changed in the store without the book's doing."""
        keys = list(changed)
        if sum(1 for table, _ in keys if table == Interaction.table) > MANY:
            self._links.forget_decoded()
            self._derived = Derived(self.as_of)
            self._derived.touches.update(self._links.load(self.as_of))
            keys = [key for key in keys if key[0] != Interaction.table]
        for table, number in keys:
            kind = _KINDS.get(table)
            if kind is None:
                continue
            document = self.store.documents(table).get(number)
            owners = self._links.owners(number) if kind is Interaction else _concerns(self._lookup(kind, number))
            self._replace(kind, number, owners, None if document is None else decode(kind, number, document))

    def new_id(self, now: datetime) -> int:
        """A fresh document id."""
        return self._ids.next(now)

    def get(self, kind: type[R], number: int) -> R | None:
        """The record of that id, or None."""
        return cast("R | None", self._lookup(kind, number))

    # Inside

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
                table.update((record.id, record) for record in decode_page(kind, documents[start : start + PAGE]))

    def write_index(self) -> bool:
        """Keeps what was derived, for the next start; False when it is kept already, or reading is as quick."""
        links = self._links
        if self.dry_run or not self.is_complete or len(links.by_contact) < WORTH_AN_INDEX:
            return False
        store, version = self.store, self.store.version
        if version == self._indexed:
            return False
        touches = {number: self.touches(number) for number in links.by_contact if number in self.contacts}
        tail = {kind.table: dict(store.documents(kind.table)) for kind in (Clipping, Result, Task)}
        index = BookIndex(EDITION, links.newest, touches, links.by_contact, tail)
        self._indexed = version
        return write_index(store, packed(index), version)

    def close(self, timeout: float) -> bool:
        """Ends the book: waits `timeout` seconds at most for the disk, keeps the index. False: not all is saved."""
        if not isinstance(self._source, Store):
            self._source.close()
            return True
        saved = self._source.flush(timeout)
        if saved:
            self.write_index()
        return self._source.close(timeout) and saved

    def _commit(self, change: Transaction, command: str) -> None:
        if not change.records:
            return
        ops = []
        owners = {key: _concerns(self._lookup(_KINDS[key[0]], key[1])) for key in change.records}
        for (table, number), record in change.records.items():
            before = self.store.documents(table).get(number)
            after = None if record is None else revise(record, before)
            if before != after:
                ops.append(Op(table, number, before, after))
        if ops and not self.dry_run:
            made = Change(change.label, command, self.clock.now(), tuple(ops))
            if self.patient:
                change.committed = self.store.commit_and_wait(made)
            else:
                change.saving = self.store.commit(made)
        for (table, number), record in change.records.items():
            self._replace(_KINDS[table], number, owners[table, number], record)

    def _travel(self, move: Callable[[], "Undone | tuple[Undone, Future[Undone]]"]) -> Travelled:
        moved = move()
        undone, saving = (moved, None) if isinstance(moved, Undone) else moved
        self.refresh((op.table, op.id) for op in undone.ops)
        return Travelled(undone, saving)

    def _replace(self, kind: type[Record], number: int, owners: tuple[int, ...], record: Record | None) -> None:
        """Puts a record (None: nothing) in place of one that concerned `owners`."""
        if kind is Interaction:
            self._links.replace(number, owners, record if isinstance(record, Interaction) else None)
        elif record is None:
            self._records[kind.table].pop(number, None)
        else:
            self._records[kind.table][number] = record
        self._derived.forget(kind, {*owners, *_concerns(record)})

    def _fresh(self) -> "Derived":
        today, former = self.as_of, self._derived
        if former.as_of != today:
            self._derived = Derived(today)
            if self._links.newest <= min(today, former.as_of):
                self._derived.touches = former.touches
        return self._derived

    def _encounters(self) -> Mapping[int, Encounter]:
        derived = self._fresh()
        if derived.encounters is None:
            derived.encounters = encounters(self.interviews.values(), self.as_of)
        return derived.encounters

    def _at_company(self) -> Mapping[int, tuple[int, ...]]:
        derived = self._fresh()
        if derived.at_company is None:
            people: dict[int, list[int]] = defaultdict(list)
            for contact in self.contacts.values():
                if contact.company:
                    people[contact.company].append(contact.id)
            derived.at_company = {
                company: tuple(sorted(ids, key=lambda number: folded(self.contacts[number].name)))
                for company, ids in people.items()
            }
        return derived.at_company

    def _last_at(self, company: int) -> Mapping[int, date]:
        """When each person of a company was written to last; without those whom we are in touch with so often that
        their colleagues would never have a turn."""
        courtesy = self.settings.plan.courtesy_days
        last = {}
        for number in self._at_company().get(company, ()):
            day, latest = self.touches(number).last_out, self.verdict(number).latest
            if day and not (latest and (latest - day).days < courtesy):
                last[number] = day
        return last


def _concerns(record: Record | None) -> tuple[int, ...]:
    if isinstance(record, Contact):
        return (record.id,)
    if isinstance(record, Interview | Interaction | Task):
        return record.contacts
    return ()
