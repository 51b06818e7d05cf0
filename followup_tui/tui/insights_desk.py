"""What the insights stand on: the book, charted in threads on a rehearsal of it, and changed on its own."""

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from followup_tui.actions.charting import CHARTS, charts_with
from followup_tui.actions.travelling import Way
from followup_tui.opening import StoreError
from followup_tui.rules.chart import Chart
from followup_tui.safekeeping import Tell
from followup_tui.tui.desk import Desk

if TYPE_CHECKING:
    from followup_tui.tui.plan_desk import PlanDesk

ANSWERS: Final = ("answers-channel", "answers-template", "answers-gap")
PLOTS: Final[tuple[tuple[str, ...], ...]] = (
    ("contacts-per-day",),
    ("load",),
    ("status",),
    ("on-time",),
    ANSWERS,
    ("results", "results-giver"),
)
"""The charts behind the keys 1 to 6."""
SPANS: Final = (8, 13, 26, 52, 104)
"""Weeks that the plots over time may reach, from near to far."""


class Asked(NamedTuple):
    """What the plots are made of: so many weeks (None: each its own span), and the people with a tag."""

    weeks: int | None = None
    tag: str = ""

    @property
    def words(self) -> str:
        """``26 weeks · #oslo``."""
        span = f"{self.weeks} weeks" if self.weeks else ""
        return " · ".join(filter(None, (span, f"#{self.tag}" if self.tag else "everybody")))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: a full one over a large network takes 0.2 s, which the next key would pay. Charts
    leave no circles behind that it would have to find."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class InsightsDesk(Desk):
    """The charts of the network that the review screen shows."""

    @property
    def plan(self) -> "PlanDesk":
        """What spreading stands on."""
        return self._screen.plan_desk

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the charts there are, by id."""
        return {name: CHARTS[name] for plot in PLOTS for name in plot if name in CHARTS}

    @property
    def home(self) -> Path:
        """What ``~`` means."""
        return Path.home()

    def name_of(self, contact: int) -> str:
        """The name of a contact, of whom only the number may be left."""
        held = self.book.contacts.get(contact)
        return held.name if held else "somebody who is gone"

    def tags(self) -> list[str]:
        """Every tag of somebody, those of most people first."""
        found = Counter(tag for one in self.book.contacts.values() if one.archived_on is None for tag in one.tags)
        return sorted(found, key=lambda tag: (-found[tag], tag))

    def charting(
        self, next_one: Callable[[Collection[str]], str], asked: Asked, made: Callable[[Chart], object]
    ) -> Callable[[Tell], None]:
        """Work for a thread that makes one chart after the other, or several at once, and gives each to `made`.

        `next_one` is told which are done and names the next, or none when that is all.
        """
        rehearsal = self.book.rehearsal()  # here, where nobody changes the book meanwhile

        def job(tell: Tell) -> None:
            done: set[str] = set()
            with _uncollected():
                while name := next_one(done):
                    for chart in charts_with(rehearsal, name, weeks=asked.weeks, tag=asked.tag, tell=tell):
                        done.add(chart.id)
                        made(chart)

        return job

    def travel(self, way: Way) -> str:
        """Undoes or does again the last change, and says which, or why not."""
        try:
            return self._screen.travel(way)
        except StoreError as error:
            return str(error)

    def toggle_initials(self) -> str:
        """Shows initials instead of names, or names again, and says which."""
        hidden = self._screen.followup.toggle_initials()
        return "Only initials are shown; R shows names again" if hidden else "Names are shown again"
