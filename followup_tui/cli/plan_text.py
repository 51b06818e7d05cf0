"""The weeks ahead: as a document for programs, and as a bar a week for people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.lists import nobody_yet
from followup_tui.cli.output import Paper, listed
from followup_tui.model.ids import short
from followup_tui.model.settings import Plan
from followup_tui.rules.calendar import is_away, pace_on
from followup_tui.rules.pace import keeps_of, pace_words
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.wording import counted, day_words, listed_names, weekday_words
from followup_tui.safekeeping import Tell, untold

_BAR = 30
"""Cells of the fullest week."""
NAMES_A_DAY = 5
"""Names of a day of a spread that are listed."""


class PlannedDay(msgspec.Struct, frozen=True):
    """A day: how many are to be written to, and how many are due, overdue and new that morning, as `today` counts them.

    Of the `planned`, it is the next touch of so many (`next`), and one that follows from an earlier one in the plan of
    so many (`again`); the others are promises and birthdays.
    """

    date: date
    planned: int
    due: int
    overdue: int
    next: int
    again: int
    new: int


class Person(msgspec.Struct, frozen=True):
    """Whose window closes with nobody having written to them."""

    id: str
    name: str


class PlanDocument(msgspec.Struct, frozen=True):
    """What ``plan --json`` prints."""

    as_of: date
    per_day: int
    keeps: int | None
    breaks_on: date | None
    days: list[PlannedDay]
    lost: list[Person]


def plan_document(book: Book, weeks: int, tell: Tell = untold) -> PlanDocument:
    """The document of so many weeks, every day of them."""
    ahead, plan = book.plan_ahead(weeks, tell), book.settings.plan
    days = [
        PlannedDay(day.date, day.load, day.due, day.overdue, len(day.planned), len(day.again), day.new)
        for day in ahead.days
    ]
    kept = keeps_of(plan, book.settings.cadence.default)
    lost = [Person(short(number), book.contacts[number].name) for number in ahead.lost]
    return PlanDocument(ahead.as_of, pace_on(ahead.as_of, plan), kept, ahead.breaks_on, days, lost)


def plan_lines(book: Book, weeks: int, on: Paper, tell: Tell = untold) -> list[str]:
    """What the pace keeps and when it breaks, then a line a week."""
    if not book.contacts:
        return [nobody_yet(book)]
    ahead = book.plan_ahead(weeks, tell)
    loose = book.settings.cadence.tags.get("loose", "")
    said = pace_words(book.pace(weeks, tell), ahead, loose)
    if ahead.breaks_on:
        lost = listed_names([book.contacts[number].name for number in ahead.lost])
        said.insert(2, f"{counted(len(ahead.lost), 'person has', 'people have')} no turn in time: {lost}.")
        said.append("followup plan suggest lists what would help.")
    lines = [line for sentence in said for line in wrapped(sentence, on.width)]
    lines += [
        "",
        on.tinted("week of           planned    open  overdue", "bold"),
        *_weeks(ahead, book.settings.plan, on),
        "",
    ]
    return [*lines, *(line for said in _ending(ahead) for line in wrapped(said, on.width))]


def _weeks(ahead: PlanAhead, plan: Plan, on: Paper) -> Iterator[str]:
    """The first and the last week may be part of one: weeks begin on Monday, as work does."""
    weeks: dict[tuple[int, int], list[Day]] = {}
    for day in ahead.days:
        weeks.setdefault(day.date.isocalendar()[:2], []).append(day)
    most = max((max(_load(days), _room(days)) + _off(days) for days in weeks.values()), default=0)
    for days in weeks.values():
        load, room, off, first = _load(days), _room(days), _off(days), days[0]
        planned = " ".join([*([f"{load:,} of {room:,}"] if room else []), *([f"+{off:,}"] if off else [])])
        figures = f"{planned:>13} {first.due + first.new:>7,} {first.overdue:>8,}"
        breaks = ahead.breaks_on is not None and days[0].date <= ahead.breaks_on <= days[-1].date
        again = sum(len(day.again) for day in days)
        line = f"{day_words(first.date, ahead.as_of):<12}{figures}  {_bar(load - again, again, room, off, most)}"
        away = sum(is_away(day.date, plan) for day in days)
        line = "  ".join([line.rstrip(), *([f"away {counted(away, 'day')}"] if away else [])])
        yield on.tinted(f"{line}  breaks", "red") if breaks else line


def _load(days: Sequence[Day]) -> int:
    return sum(day.load for day in days if day.capacity)


def _off(days: Sequence[Day]) -> int:
    """How many have their day on one that holds nobody: it asks for no room, as in the plan view."""
    return sum(day.load for day in days if not day.capacity)


def _room(days: Sequence[Day]) -> int:
    return sum(day.capacity for day in days)


def _bar(first: int, again: int, room: int, off: int, most: int) -> str:
    """``####~~....``: next touches, those that follow from them, free room. ``####++`` is more than the pace holds, or
    on a day off: promises and birthdays have their day."""
    scale = _BAR / max(most, _BAR)
    load = first + again
    inside, filled, whole, over = (
        round(number * scale) for number in (min(first, room), min(load, room), room, max(load - room, 0) + off)
    )
    return "#" * inside + "~" * (filled - inside) + "." * (whole - filled) + "+" * over


def _ending(ahead: PlanAhead) -> Iterator[str]:
    last = day_words(ahead.days[-1].date, ahead.as_of)
    inside = sum(len(day.planned) for day in ahead.days)
    again = sum(len(day.again) for day in ahead.days)
    yield (
        "# the next touch, ~ one that follows from it, . free room, + on a day off, or more than the pace holds. "
        "Open (due or new) and overdue are as of each week's first morning."
    )
    follows = counted(again, "touch follows", "touches follow") if again else "Nothing follows"
    how = ", each counted from the one before" if again else ""
    yield (
        f"{counted(inside, 'person has', 'people have')} a day until {last}, {len(ahead.beyond):,} come later. "
        f"{follows} from these until then{how}."
    )


def spread_lines(book: Book, until: Mapping[int, date], most: int) -> list[str]:
    """Who has until which day, a line a day, `most` days at most."""
    days: dict[date, list[str]] = {}
    for number, day in until.items():
        days.setdefault(day, []).append(book.contacts[number].name)
    rows = sorted(days.items())
    lines = [f"  {weekday_words(day, book.as_of):<15}  {_named(names)}" for day, names in rows[:most]]
    return [*lines, f"  and {counted(len(rows) - most, 'more day')}"] if len(rows) > most else lines


def _named(names: Sequence[str]) -> str:
    more = len(names) - NAMES_A_DAY
    return listed(names[:NAMES_A_DAY]) + (f" and {more:,} more" if more > 0 else "")
