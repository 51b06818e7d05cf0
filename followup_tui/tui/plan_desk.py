"""What the plan view stands on: the book, planned in threads on a rehearsal of it, and changed on its own."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from followup_tui.book import Book
from followup_tui.rules.next_touches import next_touches
from followup_tui.rules.pace import pace_words
from followup_tui.rules.planner import PlanAhead

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen

WEEKS: Final = 26


class Seen(NamedTuple):
    """A plan, and until when the window of each is open; `of` is the state of the book that it is of."""

    ahead: PlanAhead
    closes: Mapping[int, date]
    of: tuple[int, date]


class PlanDesk:
    """The plan of the network that the review screen shows; it is kept until something changes."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._seen: Seen | None = None
        self._rehearsal: Book | None = None

    @property
    def book(self) -> Book:
        """The open network."""
        return self._screen.book

    @property
    def why_not(self) -> str:
        """Empty, or why nothing can be changed: the file can only be read."""
        return self._screen.why_read_only

    @property
    def known(self) -> Seen | None:
        """The plan as it is now, when it was made since the last change."""
        return self._seen if self._seen and self._seen.of == _state(self.book) else None

    def planning(self) -> Callable[[], Seen]:
        """What makes the plan as it is now, to be called in any thread; to be asked for where the book is used."""
        if known := self.known:
            return lambda: known
        rehearsal = self.book.rehearsal()
        return lambda: self._keep(rehearsal)

    def pacing(self) -> Callable[[], list[str]]:
        """What tells what the pace keeps, in sentences, like `planning`."""
        rehearsal = self._rehearsal if self.known and self._rehearsal else self.book.rehearsal()
        return lambda: _pace_of(rehearsal)

    def _keep(self, rehearsal: Book) -> Seen:
        seen = _seen_of(rehearsal)
        self._seen, self._rehearsal = seen, rehearsal
        return seen


def _state(book: Book) -> tuple[int, date]:
    return book.changes, book.as_of


def _seen_of(rehearsal: Book) -> Seen:
    ahead = rehearsal.plan_ahead(WEEKS)
    jobs = next_touches(rehearsal.contacts, rehearsal.verdicts(), rehearsal.as_of)
    return Seen(ahead, {job.contact: job.deadline for job in jobs}, _state(rehearsal))


def _pace_of(rehearsal: Book) -> list[str]:
    loose = rehearsal.settings.cadence.tags.get("loose", "")
    return pace_words(rehearsal.pace(WEEKS), rehearsal.plan_ahead(WEEKS), loose)
