"""The network by status over time: where everybody stood on each of some days, by the verdict as of that day."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.model.cadence import Span
from followup_tui.model.records import Interview
from followup_tui.model.settings import Cadences, Interviews
from followup_tui.model.words import Status
from followup_tui.rules.calendar import add_span
from followup_tui.rules.chart import ENTER, Chart, ChartKind, Point
from followup_tui.rules.known_then import History
from followup_tui.rules.stats import ENOUGH
from followup_tui.rules.touches import NO_TOUCHES, Touches
from followup_tui.rules.verdict import Verdict, encounters, verdict
from followup_tui.rules.wording import counted, day_words

ID = "status"
TITLE = "The network by status"
ORDER = (
    Status.LATER, Status.DUE, Status.OVERDUE, Status.NEW, Status.SNOOZED, Status.PAUSED, Status.ARCHIVED
)  # fmt: skip
"""The series of the chart: who is fine first, who rests last."""
WEEKLY_UP_TO = 26
"""So many weeks have a point each; more are told by the month."""


class Rules(NamedTuple):
    """What the settings say of windows."""

    cadences: Cadences
    figures: Interviews


def days_back(as_of: date, weeks: int) -> tuple[date, ...]:
    """The days of the points, the earliest first and `as_of` last: a week apart, or a month where there are many."""
    if weeks <= WEEKLY_UP_TO:
        return tuple(as_of - timedelta(weeks=back) for back in range(weeks, -1, -1))
    months = round(weeks / 52 * 12)
    return tuple(add_span(as_of, Span(-back, "month")) for back in range(months, -1, -1))


def status_history(
    histories: Sequence[History],
    interviews: Sequence[Interview],
    rules: Rules,
    days: Sequence[date],
    heed: Callable[[int], None] = lambda day: None,
) -> Chart:
    """A point for each of `days`, in order: how many stood where, and who was overdue.

    Whoever was added later is not in a day. `heed` is told before each day how many are done, and may raise to stop.
    """
    as_of = days[-1]
    known: list[tuple[date, Touches]] = [(date.min, NO_TOUCHES)] * len(histories)
    points = []
    for done, day in enumerate(days):
        heed(done)
        stand = list(_verdicts(histories, known, interviews, rules, day))
        number = Counter(one.status for one in stand)
        overdue = sorted((one for one in stand if one.status is Status.OVERDUE), key=lambda one: -one.urgency)
        values = tuple(number[status] for status in ORDER)
        points.append(Point(day_words(day, as_of), values, tuple(one.contact for one in overdue), day))
    return Chart(ID, TITLE, ChartKind.LINES, tuple(one.value for one in ORDER), tuple(points), _note(points))


def _verdicts(
    histories: Sequence[History],
    known: list[tuple[date, Touches]],
    interviews: Iterable[Interview],
    rules: Rules,
    day: date,
) -> Iterator[Verdict]:
    """Where everybody stood who was there. `known` has the touches of the day before, which seldom are other ones."""
    met = encounters(interviews, day)
    for place, history in enumerate(histories):
        if not history.is_known(day):
            continue
        until, touches = known[place]
        following = history.next_touch(until)
        if following and following <= day:
            touches = history.touches(day)
        known[place] = day, touches
        contact = history.on(day)
        yield verdict(contact, touches, met.get(contact.id), rules.cadences, day, rules.figures)


def _note(points: Sequence[Point]) -> str:
    last, first = points[-1], next((one for one in points if one.total), points[-1])
    if not last.total:
        return "There is nobody in the network yet."
    at = ORDER.index(Status.OVERDUE)
    said = [f"{counted(last.total, 'person', 'people')}, {last.values[at]:,} overdue."]
    if last.total < ENOUGH:
        said.append(f"Below {ENOUGH} there are too few to say more.")
    elif first is not last:
        said.append(f"On {first.label} there were {first.total:,}, {first.values[at]:,} of them overdue.")
    said.append(f"{ENTER} who was overdue that day.")
    return " ".join(said)
