"""The weeks ahead: on which day everybody's next touch falls, those that follow from it, and the first day on which the
pace would not do.

Earliest deadline first is exact for unit jobs with a release day: when any plan keeps everybody inside the window, this
one does, and when none can, its greatest lateness is the least there is (Jackson's rule; Horn, 1974). The tests hold it
against every other order on small cases. A touch makes the next job of the same person, which opens and closes by their
cadence counted from that day and competes like the others: for the windows as they came about, the same holds.

More room never hurts a window that closes before any that follows does. Of later rounds less is true: an earlier touch
makes the next one open and close earlier, which can be in a fuller week, or over a weekend.

Courtesy comes on top and costs nobody a window, in any round: see `rules/courtesy.py`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from itertools import accumulate, chain
from operator import attrgetter
from typing import NamedTuple

from followup_tui.model.cadence import Cadence
from followup_tui.rules.courtesy import courteously
from followup_tui.rules.list_ahead import as_listed
from followup_tui.rules.rounds import People, Rhythm, Rounds, Watch, earliest_deadline_first, rhythm_of, unwatched
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.turns import HORIZON

SHORTEST, LONGEST = 26, 520
"""Weeks that are looked ahead where somebody's day is asked for: half a year, and as far as ten years, the longest
cadence, where that does not do."""


class Job(NamedTuple):
    """A contact's next touch: the first and the last day of its window; `owed`: they wait for an answer of ours.

    `cadence` makes the windows that follow; without one nothing does. `is_new`: they were never in touch with us.
    `closed`: the day on which the window closed of somebody who was put off beyond it, as they are late by that again
    when they are back; the deadline is what was decided. `opened` is the first day of the window where that is before
    the release, and `anchor` the day that it counts from, None for somebody new: the turns of a list go by them.
    `once`: the deadline was given for this touch, by an import, a spread or a move, and ends with it; any other stays.
    """

    contact: int
    release: date
    deadline: date
    company: int = 0
    owed: bool = False
    cadence: Cadence | None = None
    is_new: bool = False
    closed: date | None = None
    opened: date | None = None
    anchor: date | None = None
    once: bool = False


class Turns(Enum):
    """Whose turn it is on a day.

    `EARLIEST_DEADLINE` is exact: it keeps all if any order can, and has the least greatest lateness. `AS_LISTED` is
    what comes about if everybody is written to whom the list of each day asks for (`rules/list_ahead.py`). Where nobody
    is late and all can be kept, both keep all, courtesy aside: with nobody late the list goes by the deadlines too.
    """

    EARLIEST_DEADLINE = auto()
    AS_LISTED = auto()


class Fixed(NamedTuple):
    """A day that is not ours to choose: a promise, a birthday, or what today's list says already."""

    on: date
    contact: int
    kind: Kind
    task: int = 0
    company: int = 0


class Day(NamedTuple):
    """A day of the plan.

    `planned` are those whose next touch it is; `also` are promises to and birthdays of people who are written to before
    that; `again` are those whose touch after the next is expected then, or a later one of theirs. All take room. `due`
    and `overdue` count, before anybody is written to that day, whose window is open and whose has closed; `new` are
    those with an open window who were never in touch, and are not `due` besides.
    """

    date: date
    capacity: int
    planned: tuple[Planned, ...]
    also: tuple[Planned, ...]
    due: int
    overdue: int
    again: tuple[int, ...] = ()
    new: int = 0

    @property
    def load(self) -> int:
        """How many people are to be written to."""
        return len(self.planned) + len(self.also) + len(self.again)


class PlanAhead(NamedTuple):
    """The coming weeks. Everybody with a job is on exactly one day as `planned`, or in `beyond`: after the last day.

    `breaks_on` is the first day, from the day of the plan on, on which a window closes unserved, be it that of a next
    touch or of one that follows; None when none does within these weeks, `unserved` is how many do, and `lost` whose
    they are, those that close first before all, each person once. Windows that
    had closed before are no break: they are worked off, and counted as overdue.
    `most_late` is the greatest lateness in days among the touches that have a day, 0 when nobody is late. `is_behind`:
    somebody in `beyond` has a window that closes within these weeks or had closed before.
    """

    as_of: date
    days: tuple[Day, ...]
    beyond: tuple[int, ...]
    breaks_on: date | None
    unserved: int
    most_late: int
    is_behind: bool
    lost: tuple[int, ...] = ()


def plan_ahead(
    jobs: Iterable[Job],
    capacity: Callable[[date], int],
    fixed: Iterable[Fixed],
    courtesy: int,
    as_of: date,
    weeks: int,
    lately: Mapping[int, Mapping[int, date]] | None = None,
    watch: Watch = unwatched,
    turns: Turns = Turns.EARLIEST_DEADLINE,
) -> PlanAhead:
    """The plan from `as_of` on, for `weeks` weeks.

    `capacity` says how many people a day holds. Fixed days take their day's room, also over it, and are never moved;
    what is left goes to those released, by `turns`. `courtesy` is the number of days between two people of one company
    (0: none).

    By the earliest deadline, whoever has a fixed day before a window of theirs closes is written to then and on no
    other day of it; whoever is late by then is met on it, too. Courtesy gives way when holding somebody back would make
    anyone late who need not be, or raise the greatest lateness. As the lists choose, nobody is held over for a fixed
    day, and courtesy gives way as it does there (`turns.held_back`): it can cost a window.

    `lately` has, for a company, the last day on which each of its people was written to. `watch` is told how far it is,
    and may end it by raising.
    """
    dates = [as_of + timedelta(days=step) for step in range(weeks * 7)]
    given: list[list[Fixed]] = [[] for _ in dates]
    set_days: dict[int, list[int]] = {}
    for one in sorted(one._replace(on=max(one.on, as_of)) for one in fixed):
        day = (one.on - as_of).days
        if day < len(dates):
            given[day].append(one)
        days = set_days.setdefault(one.contact, [])
        if not days or days[-1] != day:
            days.append(day)
    held = [capacity(day) for day in dates]
    room = [max(size - len(taken), 0) for size, taken in zip(held, given, strict=True)]
    work = sorted(jobs, key=attrgetter("contact"))
    people = _people(work, set_days, as_of, len(dates))
    met: list[list[int]] = [[] for _ in dates]
    for place, coming_days in people.coming.items():
        for day in coming_days:
            if day < len(dates):
                met[day].append(place)
    coming = [[(one.company, one.contact) for one in taken] for taken in given]
    if turns is Turns.AS_LISTED:
        room = [max(size - len({one.contact for one in taken}), 0) for size, taken in zip(held, given, strict=True)]
        more = [capacity(dates[-1] + timedelta(days=step)) for step in range(1, HORIZON + 1)]
        rounds = as_listed(people, room, [*held, *more], met, courtesy, lately or {}, coming, watch)
    else:
        rounds = earliest_deadline_first(people, room, met, lambda done, total: watch(done, 2 * total))
        if courtesy:
            rounds = courteously(
                people, rounds, room, met, courtesy, lately or {}, coming,
                lambda done, total: watch(total + done, 2 * total),
            )  # fmt: skip
    new = [place for place, one in enumerate(work) if one.is_new]
    return _told(people, rounds, given, held, dates, new)


def _people(work: Sequence[Job], set_days: Mapping[int, Sequence[int]], as_of: date, days: int) -> People:
    start = as_of.toordinal()
    rhythms: dict[Cadence | None, Rhythm | None] = {None: None}
    for one in work:
        if one.cadence not in rhythms:
            rhythms[one.cadence] = rhythm_of(one.cadence, as_of, days) if one.cadence else None
    return People(
        [one.contact for one in work],
        [one.company for one in work],
        [max(one.release.toordinal() - start, 0) for one in work],
        [one.deadline.toordinal() - start for one in work],
        [(one.closed or one.deadline).toordinal() - start for one in work],
        [one.owed for one in work],
        [rhythms[one.cadence] for one in work],
        {place: set_days[one.contact] for place, one in enumerate(work) if one.contact in set_days},
        start,
        [(one.anchor or date.max).toordinal() for one in work],
        [((one.closed or one.deadline) - (one.opened or one.release)).days + 1 for one in work],
        [((one.closed or one.deadline) - (one.anchor or one.opened or one.release)).days for one in work],
        [one.once for one in work],
    )


def _told(
    people: People,
    rounds: Rounds,
    given: Sequence[Sequence[Fixed]],
    held: Sequence[int],
    dates: Sequence[date],
    new: Collection[int],
) -> PlanAhead:
    planned: list[list[Planned]] = [[] for _ in dates]
    again: list[list[int]] = [[] for _ in dates]
    next_day: dict[int, int] = {}
    """Whose next touch is a fixed day, and which."""
    later = [True] * len(people.contact)
    for place, _, _, day, met in rounds.touches:
        contact = people.contact[place]
        if not met and not later[place]:
            again[day].append(contact)
        elif not met:
            planned[day].append(Planned(contact, Kind.REPLY if people.owed[place] else Kind.CHECK_IN))
        elif later[place]:
            next_day[contact] = day
        later[place] = False
    first, also = _on_fixed_days(people, next_day, given)
    counts, closing, most = _counted(rounds, len(dates), new)
    beyond = sorted(
        (not people.owed[place], people.deadline[place], place) for place, has_no_day in enumerate(later) if has_no_day
    )
    days = tuple(
        Day(day, held[step], (*first[step], *planned[step]), tuple(also[step]), due, late, tuple(again[step]), unknown)
        for step, (day, due, unknown, late) in enumerate(zip(dates, *counts, strict=True))
    )
    return PlanAhead(
        dates[0],
        days,
        tuple(people.contact[place] for _, _, place in beyond),
        dates[min(closing)[0]] if closing else None,
        len(closing),
        most,
        any(deadline < len(dates) for _, deadline, _ in beyond),
        tuple(dict.fromkeys(people.contact[place] for _, place in sorted(closing))),
    )


def _on_fixed_days(
    people: People, next_day: Mapping[int, int], given: Sequence[Sequence[Fixed]]
) -> tuple[list[list[Planned]], list[list[Planned]]]:
    """Whose next touch it is, and whom we meet besides. Somebody who is never due has the first of their days."""
    due = set(people.contact)
    first: list[list[Planned]] = [[] for _ in given]
    also: list[list[Planned]] = [[] for _ in given]
    seen: set[int] = set()
    for day, taken in enumerate(given):
        for one in taken:
            is_next = one.contact not in seen and (one.contact not in due or next_day.get(one.contact) == day)
            (first if is_next else also)[day].append(Planned(one.contact, one.kind, one.task))
            if is_next:
                seen.add(one.contact)
    return first, also


def _counted(
    rounds: Rounds, end: int, new: Collection[int]
) -> tuple[tuple[Iterator[int], Iterator[int], Iterator[int]], list[tuple[int, int]], int]:
    """How many are due, new and overdue on each day, which windows close unserved when, and the most days late.

    `new` has the places of those who are new until their first touch.
    """
    due, never, overdue = [0] * (end + 1), [0] * (end + 1), [0] * (end + 1)
    unmet = set(new)
    closing: list[tuple[int, int]] = []
    most = 0
    left = (
        (place, release, deadline, end, False)
        for place, (release, deadline, is_left) in enumerate(
            zip(rounds.release, rounds.deadline, rounds.left, strict=True)
        )
        if is_left and release < end
    )
    for place, release, deadline, day, _ in chain(rounds.touches, left):
        is_open = due
        if place in unmet:
            unmet.remove(place)
            is_open = never
        if day <= deadline:
            if release <= day:
                is_open[release] += 1
                is_open[min(day + 1, end)] -= 1
            continue
        if release <= deadline:
            is_open[release] += 1
            is_open[deadline + 1] -= 1
        overdue[max(deadline + 1, 0)] += 1
        overdue[min(day + 1, end)] -= 1
        if deadline >= 0:
            closing.append((deadline, place))
        if day < end:
            most = max(most, day - deadline)
    return (accumulate(due[:-1]), accumulate(never[:-1]), accumulate(overdue[:-1])), closing, most
