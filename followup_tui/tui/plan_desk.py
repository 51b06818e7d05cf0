"""What the plan view stands on: the book, planned in threads on a rehearsal of it, and changed on its own."""

from collections.abc import Mapping
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
    """A plan, and until when the window of each is open; `changes` is the state of the book that it is of."""

    ahead: PlanAhead
    closes: Mapping[int, date]
    changes: int


class PlanDesk:
    """The plan of the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen

    @property
    def book(self) -> Book:
        """The open network."""
        return self._screen.book

    @property
    def why_not(self) -> str:
        """Empty, or why nothing can be changed: the file can only be read."""
        return self._screen.why_read_only


def seen_of(rehearsal: Book) -> Seen:
    """The plan of a rehearsal; called in a thread."""
    ahead = rehearsal.plan_ahead(WEEKS)
    jobs = next_touches(rehearsal.contacts, rehearsal.verdicts(), rehearsal.as_of)
    return Seen(ahead, {job.contact: job.deadline for job in jobs}, rehearsal.changes)


def pace_of_plan(rehearsal: Book) -> list[str]:
    """What the pace keeps, in sentences; called in a thread."""
    loose = rehearsal.settings.cadence.tags.get("loose", "")
    return pace_words(rehearsal.pace(WEEKS), rehearsal.plan_ahead(WEEKS), loose)
