"""What a plot shows: numbers with the people behind each, so that every point leads to somebody to write to.

A chart is data and knows nothing of how it is drawn: the app, the shell's table, CSV and SVG all read the same points,
and so they agree to the row.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from followup_tui.rules.stats import ENOUGH, wilson

TOO_FEW = "too few to say"
"""What stands in the place of a share of fewer than `ENOUGH`."""


ENTER = "Enter lists"
"""Begins the last sentence of a note where its points have people: whom the app lists for one."""


class ChartKind(StrEnum):
    """How a chart is drawn."""

    HEATMAP = "heatmap"
    """A point a day, in weeks of seven days; one series."""
    COLUMNS = "columns"
    """A point a day or a week, its series one on top of the other, against the point's `limit`."""
    LINES = "lines"
    """A point for each of some days in order; what the series count adds up to everybody."""
    SHARES = "shares"
    """A point a name: `values[0]` of `of`, with the interval that holds nineteen times of twenty."""
    COUNTS = "counts"
    """A point a name, counted by series."""


class Point(NamedTuple):
    """A place on a chart: its name, a number for each series, and the ids of the contacts behind it.

    `on` is the day that it stands for, or the first day of its week. `of` is the whole that `values[0]` is a share of.
    `limit` is how many people the plan holds on that day or in that week, None where a limit means nothing.
    """

    label: str
    values: tuple[int, ...]
    people: tuple[int, ...] = ()
    on: date | None = None
    of: int = 0
    limit: int | None = None

    @property
    def total(self) -> int:
        """All of its series together."""
        return sum(self.values)

    @property
    def share(self) -> float | None:
        """From 0 to 1; None when there are too few to say (`ENOUGH`)."""
        return self.values[0] / self.of if self.of >= ENOUGH else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval of the share, from 0 to 1; None when there are too few to say."""
        return wilson(self.values[0], self.of) if self.of >= ENOUGH else None


class Chart(NamedTuple):
    """A chart: its `id` for scripts, its title, a word for each series, its points in order, and a note.

    The note is whole sentences: what stands out, what is too few to say, and whom the points lead to.
    """

    id: str
    title: str
    kind: ChartKind
    series: tuple[str, ...]
    points: tuple[Point, ...]
    note: str = ""

    @property
    def facts(self) -> str:
        """The note without what a key of the app does."""
        return self.note.rpartition(ENTER)[0].rstrip() if ENTER in self.note else self.note

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no point, or nothing but zeros."""
        return not any(any(one.values) or one.of for one in self.points)
