"""The network by status over time: where everybody stood on each of some days, by the verdict as of that day."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from followup_tui.model.cadence import Span
from followup_tui.model.records import Contact
from followup_tui.model.settings import Cadences, Interviews
from followup_tui.model.words import Status
from followup_tui.rules.aftermath import horizon
from followup_tui.rules.calendar import add_span, days_between
from followup_tui.rules.chart import ENTER, Chart, ChartKind, Point
from followup_tui.rules.known_then import History
from followup_tui.rules.stats import ENOUGH
from followup_tui.rules.touches import NO_TOUCHES
from followup_tui.rules.verdict import Encounter, Verdict, verdict
from followup_tui.rules.wording import counted, day_words

ID = "status"
TITLE = "The network by status"
ORDER = (
    Status.LATER, Status.DUE, Status.OVERDUE, Status.NEW, Status.SNOOZED, Status.PAUSED, Status.ARCHIVED
)  # fmt: skip
"""The series of the chart: who is fine first, who rests last."""
WEEKLY_UP_TO = 26
"""So many weeks have a point each; more are told by the month."""
EVERY = 500
"""Contacts after which it is told how far it is."""
_DAY = timedelta(days=1)


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
    rules: Rules,
    days: Sequence[date],
    heed: Callable[[int], None] = lambda done: None,
) -> Chart:
    """A point for each of `days`, in order: how many stood where, and who was overdue.

    Whoever was added later is not in a day. `heed` is told now and then how many of the histories are done, and may
    raise to stop.
    """
    number = [Counter[Status]() for _ in days]
    overdue: list[list[tuple[float, int]]] = [[] for _ in days]
    for done, history in enumerate(histories):
        if done % EVERY == 0:
            heed(done)
        for place, stands, urgency in _stands(history, rules, days):
            number[place][stands] += 1
            if stands is Status.OVERDUE:
                overdue[place].append((-urgency, history.contact.id))
    points = tuple(
        Point(
            day_words(day, days[-1]),
            tuple(number[place][status] for status in ORDER),
            tuple(contact for _, contact in sorted(overdue[place], key=itemgetter(0))),
            day,
        )
        for place, day in enumerate(days)
    )
    return Chart(ID, TITLE, ChartKind.LINES, tuple(one.value for one in ORDER), points, _note(points))


def _stands(history: History, rules: Rules, days: Sequence[date]) -> Iterator[tuple[int, Status, float]]:
    """Where somebody stood on those of the days, by their place, on which they were there, and how urgent they were.

    Between two of them little happens to most: they are judged anew only when something could have changed.
    """
    stands: Verdict | None = None
    touches, judged, until = NO_TOUCHES, date.min, date.min
    for place, day in enumerate(days):
        if day < until and stands:
            more = days_between(judged, day) / stands.window_days if stands.status is Status.OVERDUE else 0.0
            yield place, stands.status, stands.urgency + more
        elif history.is_known(day):
            if touches.last != history.last_touch(day):
                touches = history.touches(day)
            contact, met = history.on(day), history.met(day)
            stands = verdict(contact, touches, met, rules.cadences, day, rules.figures)
            judged, until = day, _changes(history, contact, stands, met, rules, day)
            yield place, stands.status, stands.urgency


def _changes(
    history: History, contact: Contact, stands: Verdict, met: Encounter | None, rules: Rules, day: date
) -> date:
    """The first day after `day` on which they could have stood elsewhere.

    While something is left to do after an interview, and for whom nothing says when they began, that is the next day.
    """
    follows = met is not None and met.on is not None and days_between(met.on, day) <= horizon(rules.figures)
    if follows or (stands.anchor is None and history.added is None):
        return day + _DAY
    ends = [contact.snoozed_until, contact.paused_until, contact.planned_on, stands.opens]
    ends += [one + _DAY for one in (contact.planned_on, stands.latest) if one and one < date.max]
    return min([history.next_event(day), *(one for one in ends if one and one > day)])


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
