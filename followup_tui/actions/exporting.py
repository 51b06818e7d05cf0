"""Writing the network out: whom and what a file for other programs tells, and where it goes."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.finding import find
from followup_tui.book import Book
from followup_tui.exchange.exports import EXPORTS, export_named
from followup_tui.exchange.outgoing import Foreign, Occasion, Promise, Written
from followup_tui.exported_file import AlreadyThere, Tell, lies_at, put_there, untold
from followup_tui.messages.addresses import BadAddress, linkedin_url
from followup_tui.model.clean import clean_line
from followup_tui.model.clock import Clock
from followup_tui.model.ids import EPOCH, short
from followup_tui.model.partial_date import birthday_in, birthday_parts
from followup_tui.model.records import Contact, Task
from followup_tui.model.words import Status
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.wording import shortened, together

NAMES: tuple[str, ...] = tuple(one.name for one in EXPORTS)
"""What can be exported."""
HOST = "followup-tui"
DONE_DAYS = 90
"""So long a promise that was kept is told as done."""
LONGEST = 200
"""Characters of a summary: calendars show one line."""


class Exported(NamedTuple):
    """Where an export went, and how many there are of what."""

    path: Path
    size: int
    counts: dict[str, int]


def export(
    book: Book, name: str, *, query: str = "", weeks: int = 26, former: bytes = b"", tell: Tell = untold
) -> Written:
    """The network, or those whom `query` finds, in the format of that name; the plan of so many weeks.

    `former` is an earlier export that this one takes the place of.

    Raises:
        BadQuery: the query cannot be read.
        Foreign: `former` is no earlier export of this kind.
        Stopped: by `tell`.
    """
    chosen = {one.contact for one in find(book, query)} if query else None
    return export_named(name).write(_Selected(book, chosen, weeks, tell), former)


def export_to(
    book: Book,
    name: str,
    path: Path,
    *,
    query: str = "",
    weeks: int = 26,
    force: bool = False,
    tell: Tell = untold,
) -> Exported:
    """Writes an export to a file for the owner alone. An earlier one is replaced, and what is gone cancelled in it.

    Raises:
        BadQuery: the query cannot be read.
        AlreadyThere: another file is there, and no `force`.
        StoreError: the disk said no, or `tell` stopped it.
    """
    former = lies_at(path, book.store.path)
    try:
        written = export(book, name, query=query, weeks=weeks, former=former, tell=tell)
    except Foreign:
        if not force:
            raise AlreadyThere(
                f"{path} is there already and is no earlier export of this kind; name another file, or add --force."
            ) from None
        written = export(book, name, query=query, weeks=weeks, tell=tell)
    tell(f"Writing {path.name}")
    put_there(path, written.data)
    return Exported(path, len(written.data), dict(written.counts))


class _Selected:
    """The chosen people of a book; all of them where nobody chose."""

    def __init__(self, book: Book, chosen: AbstractSet[int] | None, weeks: int, tell: Tell) -> None:
        self._book = book
        self._chosen: AbstractSet[int] = book.contacts.keys() if chosen is None else chosen
        self._everybody = chosen is None
        self._weeks = weeks
        self._tell = tell

    @property
    def as_of(self) -> date:
        return self._book.as_of

    @property
    def edition(self) -> int:
        return self._book.rev + (self.as_of - EPOCH.date()).days

    @property
    def people(self) -> Sequence[Contact]:
        return [self._book.contacts[number] for number in sorted(self._chosen)]

    def occasions(self) -> Sequence[Occasion]:
        return sorted((*self._touches(), *self._birthdays()), key=lambda one: (one.on, one.uid))

    @property
    def later(self) -> int:
        return sum(number in self._chosen for number in self._book.plan_ahead(self._weeks).beyond)

    def promises(self) -> Sequence[Promise]:
        since = self.as_of - timedelta(days=DONE_DAYS)
        found = [
            _promise(self._book, task)
            for task in self._book.tasks.values()
            if self._concerns(task) and (task.done_on is None or since <= task.done_on)
        ]
        return sorted(found, key=lambda one: (one.on or date.max, one.uid))

    def _concerns(self, task: Task) -> bool:
        return self._everybody or not self._chosen.isdisjoint(task.contacts)

    def _touches(self) -> Iterator[Occasion]:
        """Everybody's next touch, with the reason as it will read on that day."""
        self._tell("Looking at the coming weeks")
        days = self._book.plan_ahead(self._weeks, self._tell).days
        for done, day in enumerate(days):
            self._tell("Looking at the coming weeks", done, len(days))
            planned = [one for one in day.planned if one.contact in self._chosen]
            if planned:
                then = self._book if day.date == self.as_of else self._book.on(Clock(day.date, self._book.clock.now))
                yield from (_touch(then, one) for one in planned)

    def _birthdays(self) -> Iterator[Occasion]:
        for contact in self.people:
            stands = self._book.verdict(contact.id)
            resting = stands.status is Status.PAUSED and not stands.returns
            if contact.birthday and not resting and stands.status is not Status.ARCHIVED:
                yield from _birthday(self._book, contact)


def _touch(book: Book, planned: Planned) -> Occasion:
    contact = book.contacts[planned.contact]
    who = _called(book, contact)
    task = book.tasks.get(planned.task)
    does = {
        Kind.REPLY: f"Answer {who}",
        Kind.TASK: f"Promised to {who}: {clean_line(task.text)}" if task else "",
        Kind.INTERVIEW: f"Write to {who} after the interview",
        Kind.BIRTHDAY: f"Write to {who} for the birthday",
    }
    return Occasion(
        uid=f"{short(contact.id)}@{HOST}",
        on=book.as_of,
        summary=shortened(does.get(planned.kind) or f"Write to {who}", LONGEST),
        description=book.reason(planned._replace(warm_up=False)),  # a calendar keeps no order within a day
        categories=_categories(contact),
        url=_profile(contact),
        reminds=planned.kind is not Kind.BIRTHDAY,  # the birthday's own event does
    )


def _birthday(book: Book, contact: Contact) -> Iterator[Occasion]:
    """Every year from the one in which they were added: a calendar need not go back to their birth."""
    parts = birthday_parts(contact.birthday)
    added = contact.added_on or (contact.created or EPOCH).date()
    day = birthday_in(contact.birthday, added.year)
    if parts and day:
        yield Occasion(
            uid=f"{short(contact.id)}.birthday@{HOST}",
            on=day,
            summary=shortened(f"Birthday of {_called(book, contact)}", LONGEST),
            description=f"Born {parts[0]}." if parts[0] else "",
            categories=(*_categories(contact), "birthday"),
            url=_profile(contact),
            yearly=parts[1:],
        )


def _promise(book: Book, task: Task) -> Promise:
    names = [_called(book, book.contacts[one]) for one in task.contacts if one in book.contacts]
    place = clean_line(book.company_name(task.company))
    to = together(names) or place
    return Promise(
        uid=f"{short(task.id)}.promise@{HOST}",
        summary=shortened(task.text, LONGEST),
        description=f"Promised to {to}." if to else "",
        on=task.on,
        done_on=task.done_on,
    )


def _called(book: Book, contact: Contact) -> str:
    name, place = clean_line(contact.name), clean_line(book.company_name(contact.company))
    return f"{name} ({place})" if place else name


def _categories(contact: Contact) -> tuple[str, ...]:
    return ("followup", *(clean_line(tag) for tag in contact.tags))


def _profile(contact: Contact) -> str:
    try:
        return linkedin_url(contact.linkedin) if contact.linkedin else ""
    except BadAddress:
        return ""
