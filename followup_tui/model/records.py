"""The records of the file: immutable, typed, one class a table.

A record's `id` is its TinyDB document id and is not repeated inside the document. Dates without a time are civil days
and stay so; moments (`created`, `updated`, `at`) are UTC. Text that may be only partly known, such as the month a
position began, is a `PartialDate` string: ``2021``, ``2021-05`` or ``2021-05-03``.
"""

from datetime import date, datetime
from typing import ClassVar

import msgspec

from followup_tui.model.clean import is_cjk
from followup_tui.model.words import (
    Channel,
    ClippingKind,
    Direction,
    MarkKind,
    Outcome,
    Permission,
    Relation,
    ResultKind,
    Stage,
)

PartialDate = str


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of a record that has no identity of its own."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document of a table. Unset fields are left out of the file; fields it does not know survive a rewrite."""

    table: ClassVar[str]

    id: int = 0
    created: datetime | None = None
    updated: datetime | None = None


class Source(Part, frozen=True, kw_only=True):
    """Where the value of a field came from, and on which day: ``linkedin``, ``vcard`` or ``you``."""

    name: str
    on: date


class Position(Part, frozen=True, kw_only=True):
    """A job a contact holds or held. The current one has no `until` and stands first."""

    company: int = 0
    title: str = ""
    since: PartialDate = ""
    until: PartialDate = ""


class Mark(Part, frozen=True, kw_only=True):
    """A decision about a contact that is not contact: skipped, snoozed, paused, let rest, moved, spread with others.

    `until` is the day of a snooze, a pause or a move, or the last day that a spread gave; a move without one was taken
    back.
    """

    on: date
    kind: MarkKind
    until: date | None = None


class Contact(Record, frozen=True, kw_only=True):
    """A person. `emails` and `phones` are in order of preference; `labels` maps one of them to "work" or "home"."""

    table: ClassVar[str] = "contacts"

    name: str = ""
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    labels: dict[str, str] = {}
    linkedin: str = ""
    urls: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    relation: Relation = Relation.NONE
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cadence: str = ""
    channel: Channel | None = None
    language: str = ""
    place: str = ""
    birthday: str = ""
    how_met: str = ""
    met_on: PartialDate = ""
    introduced_by: int = 0
    raise_next: str = ""
    avoid_next: str = ""
    note: str = ""
    added_on: date | None = None
    first_by: date | None = None
    snoozed_until: date | None = None
    planned_on: date | None = None
    paused_on: date | None = None
    paused_until: date | None = None
    archived_on: date | None = None
    marks: tuple[Mark, ...] = ()
    keys: tuple[str, ...] = ()
    sources: dict[str, Source] = {}

    @property
    def first_name(self) -> str:
        """What to call them in a message: the given name, else the first word of the name.

        A name in Chinese, Japanese or Korean characters is taken whole: its first word is the family name.
        """
        if not self.given and is_cjk(self.name):
            return self.name
        return self.given or (self.name.split() or [""])[0]

    @property
    def position(self) -> Position | None:
        """The current position, if they have one."""
        for held in self.positions:  # a loop, as everybody's is asked for at once: twice as fast as a generator
            if not held.until:
                return held
        return None

    @property
    def company(self) -> int:
        """The id of the company they are at now, 0 if none is known."""
        position = self.position
        return position.company if position else 0

    @property
    def title(self) -> str:
        """The title they hold now, empty if none is known."""
        return self.position.title if self.position else ""


class Company(Record, frozen=True, kw_only=True):
    """An organisation. `worked_for` marks those we joined; the network is the others."""

    table: ClassVar[str] = "companies"

    name: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    place: str = ""
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cadence: str = ""
    worked_for: bool = False
    needs_contact: bool = False
    note: str = ""
    came_of: int = 0
    sources: dict[str, Source] = {}


class Round(Part, frozen=True, kw_only=True):
    """One round of an interview."""

    on: date | None = None
    kind: str = ""
    contacts: tuple[int, ...] = ()
    note: str = ""


class Interview(Record, frozen=True, kw_only=True):
    """One hiring process with one company. `contacts` are all interviewers; `ended` is the day it was over."""

    table: ClassVar[str] = "interviews"

    company: int = 0
    role: str = ""
    stage: Stage = Stage.APPLIED
    outcome: Outcome = Outcome.OPEN
    began: date | None = None
    ended: date | None = None
    contacts: tuple[int, ...] = ()
    rounds: tuple[Round, ...] = ()
    said_by: int = 0
    reason: str = ""
    story: str = ""
    feedback: str = ""
    offer: str = ""
    permission: Permission = Permission.NOT_ASKED
    came_of: int = 0
    keys: tuple[str, ...] = ()


class Interaction(Record, frozen=True, kw_only=True):
    """One message, call or meeting. `counts` is false for what is no personal contact: a note, a group thread."""

    table: ClassVar[str] = "interactions"

    on: date = date(1970, 1, 1)
    at: datetime | None = None
    channel: Channel = Channel.EMAIL
    direction: Direction = Direction.OUT
    contacts: tuple[int, ...] = ()
    counts: bool = True
    subject: str = ""
    text: str = ""
    shared: tuple[int, ...] = ()
    template: str = ""
    next_step: str = ""
    next_on: date | None = None
    interview: int = 0
    keys: tuple[str, ...] = ()


class Clipping(Record, frozen=True, kw_only=True):
    """Something worth sharing. An event has a day (`on`); `expires` is the last day it is worth sending."""

    table: ClassVar[str] = "clippings"

    kind: ClippingKind = ClippingKind.ARTICLE
    title: str = ""
    url: str = ""
    text: str = ""
    topics: tuple[str, ...] = ()
    on: date | None = None
    expires: date | None = None
    clipped_on: date | None = None


class Result(Record, frozen=True, kw_only=True):
    """What a relationship gave, by whom and from which interaction. `came_of` is the result that led to this one."""

    table: ClassVar[str] = "results"

    kind: ResultKind = ResultKind.ADVICE
    contact: int = 0
    on: date = date(1970, 1, 1)
    company: int = 0
    role: str = ""
    value: str = ""
    note: str = ""
    interaction: int = 0
    interview: int = 0
    came_of: int = 0


class Task(Record, frozen=True, kw_only=True):
    """A promise with a date."""

    table: ClassVar[str] = "tasks"

    contacts: tuple[int, ...] = ()
    text: str = ""
    on: date | None = None
    done_on: date | None = None
    company: int = 0
    interview: int = 0
    interaction: int = 0


class Draft(Part, frozen=True, kw_only=True):
    """A message begun and not yet sent to one contact. Kept beside the file, so that typing does not rewrite it."""

    contact: int
    channel: Channel = Channel.EMAIL
    subject: str = ""
    body: str = ""
    template: str = ""
    shared: tuple[int, ...] = ()
    updated: datetime | None = None


RECORDS: tuple[type[Record], ...] = (Contact, Company, Interview, Interaction, Clipping, Result, Task)
"""The record classes in the order of their tables in the file."""

TABLES: tuple[str, ...] = tuple(kind.table for kind in RECORDS)

REFERENCES: dict[str, dict[str, str]] = {
    "contacts": {"positions.company": "companies", "introduced_by": "contacts"},
    "companies": {"came_of": "results"},
    "interviews": {
        "company": "companies",
        "contacts": "contacts",
        "rounds.contacts": "contacts",
        "said_by": "contacts",
        "came_of": "results",
    },
    "interactions": {"contacts": "contacts", "shared": "clippings", "interview": "interviews"},
    "clippings": {},
    "results": {
        "contact": "contacts",
        "company": "companies",
        "interaction": "interactions",
        "interview": "interviews",
        "came_of": "results",
    },
    "tasks": {
        "contacts": "contacts",
        "company": "companies",
        "interview": "interviews",
        "interaction": "interactions",
    },
}
"""Which fields of a table hold ids of which other table. A dot goes into each item of a list; 0 means none."""
