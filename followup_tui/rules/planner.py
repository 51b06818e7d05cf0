"""The weeks ahead: on which day everybody's next touch falls, and the first day on which the pace would not do.

Earliest deadline first is exact for unit jobs with a release day: when any plan keeps everybody inside the window, this
one does, and when none can, its greatest lateness is the least there is (Jackson's rule; Horn, 1974). The tests hold it
against every other order on small cases.

Courtesy comes on top and costs nobody a window: each person has, besides, the last day that a plan as late as possible
gives them. Until then a colleague's turn may hold them back; on that day they are written to, courtesy or not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import accumulate
from typing import NamedTuple

from followup_tui.rules.today import Kind, Planned


class Job(NamedTuple):
    """A contact's next touch: the first and the last day of its window; `owed`: they wait for an answer of ours."""

    contact: int
    release: date
    deadline: date
    company: int = 0
    owed: bool = False


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
    and `overdue` count, before anybody is written to that day, whose window is open and whose has closed.
    """

    date: date
    capacity: int
    planned: tuple[Planned, ...]
    also: tuple[Planned, ...]
    due: int
    overdue: int
    again: tuple[int, ...] = ()

    @property
    def load(self) -> int:
        """How many people are to be written to."""
        return len(self.planned) + len(self.also) + len(self.again)


class PlanAhead(NamedTuple):
    """The coming weeks. Everybody with a job is on exactly one day as `planned`, or in `beyond`: after the last day.

    `breaks_on` is the first day, from the day of the plan on, on which a window closes unserved; None when none does
    within these weeks, and `unserved` is how many do. Windows that had closed before are no break: they are worked off,
    and counted as overdue.
    `most_late` is the greatest lateness in days among those who have a day, 0 when nobody is late. `is_behind`:
    somebody in `beyond` has a window that closes within these weeks or had closed before.
    """

    as_of: date
    days: tuple[Day, ...]
    beyond: tuple[int, ...]
    breaks_on: date | None
    unserved: int
    most_late: int
    is_behind: bool


class _Work(NamedTuple):
    """A job in days from the first; `rank` is its place: earliest deadline first, the owed before all others."""

    rank: int
    release: int
    deadline: int
    contact: int
    company: int
    owed: bool


def plan_ahead(
    jobs: Iterable[Job],
    capacity: Callable[[date], int],
    fixed: Iterable[Fixed],
    courtesy: int,
    as_of: date,
    weeks: int,
    lately: Mapping[int, date] | None = None,
) -> PlanAhead:
    """The plan from `as_of` on, for `weeks` weeks.

    `capacity` says how many people a day holds. Fixed days take their day's room, also over it, and are never moved;
    what is left goes to the job with the earliest deadline among those released. Whoever has a fixed day before the
    window closes is written to then and on no other day. `courtesy` is the number of days between two people of one
    company (0: none); it gives way when holding somebody back would make anyone late who need not be, or raise the
    greatest lateness. `lately` has the last day on which somebody at a company was written to.
    """
    dates = [as_of + timedelta(days=step) for step in range(weeks * 7)]
    set_days = sorted(one._replace(on=max(one.on, as_of)) for one in fixed)
    given: list[list[Fixed]] = [[] for _ in dates]
    for one in set_days:
        if one.on <= dates[-1]:
            given[(one.on - as_of).days].append(one)
    held = [capacity(day) for day in dates]
    room = [max(size - len(taken), 0) for size, taken in zip(held, given, strict=True)]
    works = _by_deadline(jobs, as_of)
    settled = _settled(works, set_days, as_of)
    free = [one for one in works if one.contact not in settled]
    placed = _earliest_deadline_first(free, room, given)
    met = {one.contact for one in set_days if one.contact in placed and placed[one.contact].fixed}
    free = [one for one in free if one.contact not in met]
    chosen = {number: place.day for number, place in placed.items() if number not in met}
    if courtesy:
        last = {company: (day - as_of).days for company, day in (lately or {}).items()}
        chosen = _Courteous(free, room, given, chosen, courtesy, last).days()
    settled |= {number: placed[number].day for number in met}
    return _told(works, {**settled, **chosen}, chosen, given, held, dates)


class _Place(NamedTuple):
    day: int
    fixed: bool = False


def _by_deadline(jobs: Iterable[Job], as_of: date) -> list[_Work]:
    """The jobs in order; that each then has a number of its own makes the heaps twice as fast."""
    start = as_of.toordinal()
    return [
        _Work(
            rank,
            max(job.release.toordinal() - start, 0),
            job.deadline.toordinal() - start,
            job.contact,
            job.company,
            job.owed,
        )
        for rank, job in enumerate(sorted(jobs, key=lambda job: (not job.owed, job.deadline, job.contact)))
    ]


def _settled(works: Sequence[_Work], fixed: Sequence[Fixed], as_of: date) -> dict[int, int]:
    """Whose next touch is a fixed day: one before the window closes, or any for somebody who has no window."""
    closes = {one.contact: one.deadline for one in works}
    days: dict[int, int] = {}
    for one in fixed:
        day = (one.on - as_of).days
        if one.contact not in days and (one.contact not in closes or day <= max(closes[one.contact], 0)):
            days[one.contact] = day
    return days


def _earliest_deadline_first(
    works: Sequence[_Work], room: Sequence[int], given: Sequence[Sequence[Fixed]]
) -> dict[int, _Place]:
    """The day of everybody who has one, courtesy aside. Who is late may be met on a fixed day before their turn."""
    waiting: list[_Work] = []
    placed: dict[int, _Place] = {}
    arriving = _arriving(works, len(room))
    unserved = {one.contact for one in works}
    for day, (size, arrived) in enumerate(zip(room, arriving, strict=True)):
        for work in arrived:
            heappush(waiting, work)
        for fixed in given[day]:
            if fixed.contact in unserved:
                unserved.discard(fixed.contact)
                placed[fixed.contact] = _Place(day, fixed=True)
        while size and waiting:
            contact = heappop(waiting).contact
            if contact in unserved:
                unserved.discard(contact)
                placed[contact] = _Place(day)
                size -= 1
    return placed


def _arriving(works: Iterable[_Work], days: int) -> list[list[_Work]]:
    """Whose window opens on each day."""
    arriving: list[list[_Work]] = [[] for _ in range(days)]
    for work in works:
        if work.release < days:
            arriving[work.release].append(work)
    return arriving


class _Courteous:
    """The same plan with colleagues kept apart, where that makes nobody late."""

    def __init__(
        self,
        works: Sequence[_Work],
        room: Sequence[int],
        given: Sequence[Sequence[Fixed]],
        earliest: Mapping[int, int],
        courtesy: int,
        last: Mapping[int, int],
    ) -> None:
        self._works = works
        self._room = room
        self._given = given
        self._courtesy = courtesy
        self._last = dict(last)
        self._coming: dict[int, list[int]] = {}
        for day, taken in enumerate(given):
            for company in {one.company for one in taken if one.company}:
                self._coming.setdefault(company, []).append(day)
        self._forced = _as_late_as_possible(works, room, earliest)
        self._days: dict[int, int] = {}

    def days(self) -> dict[int, int]:
        """The day of everybody who has one, in the order of serving."""
        arriving = _arriving(self._works, len(self._room))
        waiting: list[_Work] = []
        for day, size in enumerate(self._room):
            for one in self._given[day]:
                self._last[one.company] = day
            for work in arriving[day]:
                heappush(waiting, work)
            for work in self._forced[day]:
                if work.contact not in self._days:
                    self._serve(work, day)
                    size -= 1
            while size and waiting:
                work = heappop(waiting)
                if work.contact in self._days:
                    continue
                turn = day if work.owed or not work.company else self._turn(work.company, day)
                if turn > day:
                    if turn < len(self._room):
                        arriving[turn].append(work)
                    continue
                self._serve(work, day)
                size -= 1
        return self._days

    def _serve(self, work: _Work, day: int) -> None:
        self._days[work.contact] = day
        self._last[work.company] = day

    def _turn(self, company: int, day: int) -> int:
        """The first day from `day` on that courtesy to what is known now allows."""
        last = self._last.get(company)
        if last is not None:
            day = max(day, last + self._courtesy)
        for coming in self._coming.get(company, ()):
            if abs(coming - day) < self._courtesy:
                day = coming + self._courtesy
        return day


def _as_late_as_possible(works: Sequence[_Work], room: Sequence[int], earliest: Mapping[int, int]) -> list[list[_Work]]:
    """Whom each day must see at the latest: earliest deadline first with time running backwards.

    Nobody who can be in time is given a day after the window, nobody who cannot one that is later than the latest is
    anyway, and those who wait for an answer keep their day.
    """
    most = max((earliest[one.contact] - one.deadline for one in works if one.contact in earliest), default=0)
    ends: list[list[tuple[int, int, _Work]]] = [[] for _ in room]
    for work in works:
        day = earliest.get(work.contact)
        if day is None:
            continue
        end = day if work.owed else work.deadline if day <= work.deadline else work.deadline + most
        ends[min(end, len(room) - 1)].append((-work.release, -work.rank, work))
    forced: list[list[_Work]] = [[] for _ in room]
    waiting: list[tuple[int, int, _Work]] = []
    for back in range(len(room) - 1, -1, -1):
        for entry in ends[back]:
            heappush(waiting, entry)
        for _ in range(min(room[back], len(waiting))):
            forced[back].append(heappop(waiting)[2])
    return forced


def _told(
    works: Sequence[_Work],
    day_of: Mapping[int, int],
    chosen: Mapping[int, int],
    given: Sequence[Sequence[Fixed]],
    held: Sequence[int],
    dates: Sequence[date],
) -> PlanAhead:
    planned: list[list[Planned]] = [[] for _ in dates]
    also: list[list[Planned]] = [[] for _ in dates]
    for day, taken in enumerate(given):
        seen: set[int] = set()
        for one in taken:
            is_next = day_of.get(one.contact) == day and one.contact not in chosen and one.contact not in seen
            (planned if is_next else also)[day].append(Planned(one.contact, one.kind, one.task))
            seen.add(one.contact)
    owed = {one.contact for one in works if one.owed}
    for number, day in chosen.items():
        planned[day].append(Planned(number, Kind.REPLY if number in owed else Kind.CHECK_IN))
    end, never = len(dates), len(dates)
    due = _Counts(end)
    overdue = _Counts(end)
    beyond: list[int] = []
    closing: list[int] = []
    most, behind = 0, False
    for work in works:
        day = day_of.get(work.contact, never)
        due.add(work.release, min(day, work.deadline))
        overdue.add(max(work.deadline + 1, 0), day)
        if day >= end:
            beyond.append(work.contact)
            behind = behind or work.deadline < end
        else:
            most = max(most, day - work.deadline)
        if day > work.deadline and 0 <= work.deadline < end:
            closing.append(work.deadline)
    days = [
        Day(day, held[step], tuple(planned[step]), tuple(also[step]), waiting, late)
        for step, (day, waiting, late) in enumerate(zip(dates, due.totals(), overdue.totals(), strict=True))
    ]
    breaks_on = dates[min(closing)] if closing else None
    return PlanAhead(dates[0], tuple(days), tuple(beyond), breaks_on, len(closing), most, behind)


class _Counts:
    """How many spans of days cover each day."""

    def __init__(self, days: int) -> None:
        self._steps = [0] * (days + 1)

    def add(self, first: int, last: int) -> None:
        """Counts a span, both ends included; nothing when it ends before it begins or begins after the last day."""
        final = len(self._steps) - 1
        if first <= last and first < final:
            self._steps[first] += 1
            self._steps[min(last + 1, final)] -= 1

    def totals(self) -> Iterator[int]:
        """The number of each day."""
        return accumulate(self._steps[:-1])
