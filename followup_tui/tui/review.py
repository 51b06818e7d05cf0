"""The state of a review, apart from any widget: which view, the frozen queue of the day, and who was handled.

The queue is frozen when the review starts: a log that arrives later does not move rows under the finger.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from followup_tui.actions.finding import narrow
from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.codec import decode
from followup_tui.model.records import Interaction
from followup_tui.model.words import Channel, MarkKind, Status
from followup_tui.opening import Op
from followup_tui.rules.search import BadQuery, parse_query
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.columns_of_views import ALL_COLUMNS, COMPANY_COLUMNS, TODAY_COLUMNS
from followup_tui.tui.looking_rows import LOOKING_COLUMNS, LookingRows
from followup_tui.tui.people_rows import (
    AllRows,
    CompanyRows,
    TodayRows,
    everybody,
)
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.rows import MadeRows, Rows
from followup_tui.tui.widgets.top_line import Tab, Top

View = Literal["today", "all", "companies", "looking"]
VIEWS: tuple[View, ...] = ("today", "all", "companies")
"""The views that are always there."""
MORE = 3
"""How many more people `+` takes into a day that is done."""
BEGINNINGS = "a adds a person, I imports a file, A enters an interview."
"""How to begin where there is nobody yet."""


class Tally(NamedTuple):
    """What the day came to, for the Done screen."""

    done: int
    by_channel: tuple[tuple[str, int], ...]
    snoozed: int
    skipped: int
    waiting: int
    unanswered: int
    drafts: tuple[str, ...]


class Review:
    """One person's session with a book."""

    def __init__(self, book: Book, tick: str) -> None:
        self.book = book
        self.view: View = "today"
        self._queue: tuple[Planned, ...] = ()
        self.handled: dict[int, str] = {}
        self.skipped = 0
        self.extra = 0
        self.filters: dict[View, str] = {"today": "", "all": "", "companies": "", "looking": ""}
        self.problem = ""
        self.marks: frozenset[int] = frozenset()
        self.group: tuple[str, frozenset[int]] | None = None
        """Certain people whom All is narrowed to, as those behind a point of a plot, and what they have in common."""
        self.last_snooze = "w"
        self._tick = tick
        self._day: date = book.as_of
        self._good: dict[View, str] = dict(self.filters)
        self.restart()

    @property
    def queue(self) -> tuple[Planned, ...]:
        """The frozen order of the day, without those who went since; whoever comes back has their old place."""
        return tuple(entry for entry in self._queue if entry.contact in self.book.contacts)

    def restart(self) -> None:
        """Freezes the queue anew: at the start, after midnight, and when the person asks for new rows."""
        self._day = self.book.as_of
        self._queue = self.book.today(self.extra).planned
        self.handled = {}

    def is_new_day(self) -> bool:
        """Whether the day has turned since the queue was frozen."""
        return self.book.as_of != self._day

    def on(self, day: date) -> "Review":
        """The review as it will be on another day."""
        clock = Clock(as_of=day, now=self.book.clock.now)
        return Review(self.book.on(clock), self._tick)

    def days_ahead(self, number: int) -> list[date]:
        """Today and the days after it, so many in all."""
        return [self.book.as_of + timedelta(days=ahead) for ahead in range(number)]

    @property
    def views(self) -> tuple[View, ...]:
        """The views there are now: looking is one while one looks."""
        looking: tuple[View, ...] = ("looking",) if self.book.settings.looking.since else ()
        return (*VIEWS, *looking)

    # The list

    def columns(self) -> tuple[Column, ...]:
        """The columns of the view."""
        columns = {"today": TODAY_COLUMNS, "all": ALL_COLUMNS, "companies": COMPANY_COLUMNS, "looking": LOOKING_COLUMNS}
        return columns[self.view]

    def rows(self) -> Rows:
        """The rows of the view, under its filter."""
        query = self._good[self.view]
        if self.view == "companies":
            return CompanyRows(self.book, query)
        shown = narrow(self.book, query) if query.strip() else None
        if self.view == "looking":
            return LookingRows(self.book, None if shown is None else frozenset(shown))
        if self.view == "all":
            return AllRows(self.book, everybody(self.book, self._of_group(shown)))
        only = None if shown is None else frozenset(shown)
        queue = [self.entry_for(entry.contact) for entry in self.queue]
        return MadeRows(TodayRows(self.book, queue, self.handled, self._tick, only).rows)

    def _of_group(self, shown: Sequence[int] | None) -> Sequence[int] | None:
        """Those of `shown` (None: everybody) who are in the group, if there is one."""
        if self.group is None:
            return shown
        within = self.group[1] & self.book.contacts.keys()
        return tuple(within if shown is None else within.intersection(shown))

    def number_shown(self, rows: Rows) -> int:
        """How many of `rows` are people or companies; titles between them do not count."""
        if self.view not in {"today", "looking"}:
            return len(rows)
        return sum(1 for at in range(len(rows)) if rows.key_at(at) is not None)

    def set_filter(self, query: str) -> None:
        """Narrows the view; what cannot be read leaves the last good filter and says so in `problem`."""
        self.filters[self.view] = query
        self.problem = ""
        if self.view != "companies":
            try:
                parse_query(query, self.book.as_of)
            except BadQuery as error:
                self.problem = str(error)
                return
        self._good[self.view] = query

    def empty_words(self) -> str:
        """What an empty list says, and which key fills it."""
        if self.group is not None and self.view == "all":
            return "None of them are here. Esc shows everybody."
        if self._good[self.view].strip():
            return "Nobody matches. Esc clears the filter."
        if self.view == "companies":
            return "No companies yet. a adds a person with one: Ann Lee @Fisher Diagnostics."
        if self.view == "all":
            return f"Nobody yet. {BEGINNINGS}"
        return "Nobody for today."

    # The queue

    def open_entries(self) -> list[Planned]:
        """Who is still to be handled today."""
        return [entry for entry in self.queue if entry.contact not in self.handled]

    def entry_for(self, contact: int) -> Planned:
        """How a contact who is in the book stands now: as planned, or by what there is to do.

        The warm-up is the one that the frozen queue began with.
        """
        for entry in self.book.today(self.extra).planned:
            if entry.contact == contact and contact not in self.handled:
                first = any(one.warm_up for one in self._queue if one.contact == contact)
                return entry._replace(warm_up=first and entry.kind is Kind.CHECK_IN)
        return Planned(contact, self.book.kind_of(contact))

    def handle(self, contact: int, word: str) -> int | None:
        """Notes what was done with a contact; gives the next one who is still open, None when the day is done."""
        following = self.after(contact, 1)
        self.handled[contact] = word
        return following if following != contact else None

    def after(self, contact: int, step: int) -> int | None:
        """The open entry after (or, with -1, before) a contact; wraps round; None when there is none."""
        order = [entry.contact for entry in self.queue if entry.contact not in self.handled or entry.contact == contact]
        others = [number for number in order if number != contact]
        if not others:
            return None
        if contact not in order:
            return others[0]
        return order[(order.index(contact) + step) % len(order)]

    def take_more(self) -> int:
        """Takes a few more people into today; gives how many there were."""
        self.extra += MORE
        known = {entry.contact for entry in self._queue}
        more = [entry for entry in self.book.today(self.extra).planned if entry.contact not in known][:MORE]
        self._queue = (*self._queue, *(one._replace(warm_up=False) for one in more))
        return len(more)

    def admit(self, contact: int) -> None:
        """Puts somebody who is not in today's queue at its end, when the plan has room for them."""
        known = {entry.contact for entry in self._queue}
        planned = self.book.today(self.extra).planned
        admitted = (one._replace(warm_up=False) for one in planned if one.contact == contact and contact not in known)
        self._queue = (*self._queue, *admitted)

    def new_rows(self) -> int:
        """How many people today's plan has that the frozen queue has not."""
        known = {entry.contact for entry in self.queue} | set(self.handled)
        return sum(1 for entry in self.book.today(self.extra).planned if entry.contact not in known)

    def unhandle(self, ops: Iterable[Op]) -> int | None:
        """Puts back into the queue whom an undone change concerned; gives the first of them."""
        first = None
        for contact in concerned(ops):
            if contact in self.book.contacts:
                self.handled.pop(contact, None)
                first = first or contact
                self.admit(contact)
        return first

    def restore(self, contacts: Iterable[int], handled: Mapping[int, str]) -> None:
        """Puts back who of `contacts` was handled, as it was before a change that was refused in the end."""
        for contact in contacts:
            self.handled.pop(contact, None)
            if contact in handled:
                self.handled[contact] = handled[contact]

    # What is said about it

    def top(self) -> Top:
        """The first line of the screen."""
        still_open = {entry.contact for entry in self.open_entries()}
        handled = self.handled.keys() & self.book.contacts.keys()
        done = len((set(self.book.today().done) | handled) - still_open)
        total = done + len(still_open)
        tabs = (
            Tab("today", "Today", str(len(self.open_entries()))),
            Tab("all", "All", f"{len(self.book.contacts):,}"),
            Tab("companies", "Companies", f"{len(self.book.companies):,}"),
            *((Tab("looking", "Looking"),) if "looking" in self.views else ()),
        )
        return Top(tabs, self.view, done, total, weekday_words(self.book.as_of, self.book.as_of))

    def tally(self, drafts: Sequence[str]) -> Tally:
        """The sums of the day."""
        plan = self.book.today(self.extra)
        channels: dict[str, int] = {}
        for number in plan.done:
            for one in self.book.interactions_of(number):
                if one.on == self.book.as_of and one.counts and one.channel is not Channel.NOTE:
                    channels[one.channel.value] = channels.get(one.channel.value, 0) + 1
                    break
        verdicts = self.book.verdicts().values()
        new = self.book.roster().new
        held_back = (*plan.waiting.contacts, *(entry.contact for entry in plan.courtesy))
        return Tally(
            len(plan.done),
            tuple(sorted(channels.items(), key=lambda item: (-item[1], item[0]))),
            self._snoozed_today(),
            len(plan.skipped),
            sum(1 for contact in held_back if contact not in new),
            sum(1 for one in verdicts if one.unanswered and one.status is Status.LATER),
            tuple(drafts),
        )

    def _snoozed_today(self) -> int:
        today = self.book.as_of
        return sum(
            any(mark.on == today and mark.kind is MarkKind.SNOOZE for mark in contact.marks)
            for contact in self.book.contacts.values()
            if contact.marks
        )


def concerned(ops: Iterable[Op]) -> list[int]:
    """The contacts whom the steps of a change are about, each once."""
    found: list[int] = []
    for op in ops:
        document = op.after or op.before
        if op.table == "contacts":
            found.append(op.id)
        elif op.table == "interactions" and document:
            found += decode(Interaction, op.id, document).contacts
    return list(dict.fromkeys(found))
