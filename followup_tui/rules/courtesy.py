"""Colleagues kept apart in the plan, at nobody's cost.

The plan without courtesy comes first. It says on which day everybody is to be written to, round after round; from it
follow, for each of its touches, the earliest and the last day on which it may be instead:

- The last day is that of a plan as late as possible: earliest deadline first with time running backwards. A touch may
  not come so late that the next one of the same person would open after its own last day.
- The earliest day is the one from which the next window still closes on or after the day the plan has for it. Whoever
  is late in the plan anyway is not written to before their day.

Between the two courtesy has its way. So whoever is in time without it is in time with it, in every round: on its last
day a touch is open, has room, and comes before everything else. Who has no day without courtesy has no last day either.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from followup_tui.rules.rounds import People, Rounds, Serving, Watch, unwatched

_NONE = -1
_NEVER = -(10**7)
_JOB = (1 << 24) - 1
"""A plan has fewer touches than that: ten years of the largest pace have 400,000."""


class Bounds(NamedTuple):
    """How far the touches of a plan may be moved; each has its number in the order of serving.

    `first` is the earliest day of each, `forced` has those whose last day it is, `after` the next touch of the same
    person. `begins` has by place the earliest day of everybody's next touch, also of one that has no day.
    """

    begins: Sequence[int]
    first: Sequence[int]
    after: Sequence[int]
    forced: Sequence[Sequence[int]]


def bounds_of(people: People, plain: Rounds, room: Sequence[int]) -> Bounds:
    """How far the touches of a plan may be moved without making anybody late who is not."""
    before, after = _in_a_row(plain, len(people.contact))
    begins, first, last = _first_and_last(people, plain, after, len(room))
    return Bounds(begins, first, after, _as_late_as_possible(people, plain, room, before, after, first, last))


def _in_a_row(plain: Rounds, people: int) -> tuple[list[int], list[int]]:
    """The touch of the same person before each, and the one after it."""
    before, after = list[int](), [_NONE] * len(plain.touches)
    latest = [_NONE] * people
    for job, (place, _, _, _, _) in enumerate(plain.touches):
        former = latest[place]
        before.append(former)
        if former != _NONE:
            after[former] = job
        latest[place] = job
    return before, after


def _first_and_last(
    people: People, plain: Rounds, after: Sequence[int], end: int
) -> tuple[list[int], list[int], list[int]]:
    """By place the earliest day of the next touch; of every touch the earliest day, and the last as far as only the
    person's own windows are looked at.

    Where nothing in the plan follows a touch, what follows must not close within it, for nothing holds room for it.
    """
    most = max((day - deadline for _, _, deadline, day, _ in plain.touches), default=0)
    opens, closes = list(people.release), list(people.deadline)
    begins = [
        max(release, rhythm.safe) if rhythm and (once or deadline < end) else release
        for release, deadline, rhythm, once in zip(opens, closes, people.rhythm, people.once, strict=True)
    ]
    untouched = [True] * len(opens)
    first, last = list[int](), list[int]()
    for job, (place, _, deadline, day, met) in enumerate(plain.touches):
        low, least, rhythm, following = opens[place], closes[place], people.rhythm[place], after[job]
        stays = _NEVER if people.once[place] and untouched[place] else least
        if met:
            low = day
        elif rhythm:
            if following == _NONE:
                needed = min(plain.deadline[place], end) if plain.left[place] else end
            else:
                _, _, closing, served, _ = plain.touches[following]
                needed = min(served, closing)  # it is late anyway: then its window may close no earlier
            if stays < needed:
                low = min(max(low, bisect_left(rhythm.closes, needed)), day)
        last.append(least if day <= deadline else deadline + most)
        first.append(low)
        if untouched[place]:
            untouched[place] = False
            begins[place] = low
            if people.owed[place]:
                last[job] = day
        if rhythm and low < len(rhythm.opens):
            opens[place], closes[place] = rhythm.opens[low], max(rhythm.closes[low], stays)
    return begins, first, last


def _as_late_as_possible(
    people: People,
    plain: Rounds,
    room: Sequence[int],
    before: Sequence[int],
    after: Sequence[int],
    first: Sequence[int],
    last: Sequence[int],
) -> list[list[int]]:
    """Which touches each day must see at the latest."""
    end, touches = len(room), plain.touches
    arriving: list[list[int]] = [[] for _ in room]

    def key_of(job: int) -> int:
        """Among those that may be on a day, the one whose window opens last comes first."""
        _, release, _, day, _ = touches[job]
        return ((end - max(first[job], release)) << 13 | (end - day)) << 24 | job

    for job, (_, _, _, _, met) in enumerate(touches):
        following = after[job]
        if not met and (following == _NONE or touches[following][4]):
            arriving[min(last[job], end - 1)].append(key_of(job))
    forced: list[list[int]] = [[] for _ in room]
    waiting: list[int] = []
    for back in range(end - 1, -1, -1):
        for key in arriving[back]:
            heappush(waiting, key)
        for _ in range(min(room[back], len(waiting))):
            job = heappop(waiting) & _JOB
            forced[back].append(job)
            former = before[job]
            if former == _NONE or touches[former][4]:
                continue
            rhythm = people.rhythm[touches[job][0]]
            if rhythm:
                opening = bisect_right(rhythm.opens, back) - 1
                arriving[min(last[former], opening)].append(key_of(former))
    return forced


class _Turns:
    """Whose turn it is at each company.

    Those whose window closes within the days of courtesy do not count: their colleagues would never have a turn.
    """

    def __init__(
        self,
        people: People,
        days: int,
        known: Mapping[int, Mapping[int, date]],
        coming: Sequence[Sequence[tuple[int, int]]],
    ) -> None:
        self._people = people
        self._days = days
        self._often = [bool(one and one.opens and one.closes[0] < days) for one in people.rhythm]
        self._last: dict[int, tuple[int, int, int]] = {}
        """The last day on which somebody at a company was written to, who it was, and the last day of all others."""
        for company, last in known.items():
            for written, contact in sorted((day, contact) for contact, day in last.items()):
                self._note(company, contact, written.toordinal() - people.start)
        often = {people.contact[place] for place in people.coming if self._often[place]}
        self._there = [[one for one in there if one[0] and one[1] not in often] for there in coming]
        self._coming: dict[int, list[tuple[int, int]]] = {}
        for day, there in enumerate(self._there):
            for company, contact in there:
                self._coming.setdefault(company, []).append((day, contact))

    def of(self, place: int, day: int) -> int:
        """The first day from `day` on that courtesy to what is known now allows somebody; no earlier than that."""
        company, contact, days = self._people.company[place], self._people.contact[place], self._days
        last = self._last.get(company)
        if last:
            written, who, others = last
            day = max(day, (others if who == contact else written) + days)
        for coming, who in self._coming.get(company, ()):
            if who != contact and abs(coming - day) < days:
                day = coming + days
        return day

    def morning(self, day: int) -> None:
        """Notes whom the day meets in any case."""
        for company, contact in self._there[day]:
            self._note(company, contact, day)

    def served(self, place: int, day: int) -> None:
        """Notes who was written to in their turn."""
        if not self._often[place]:
            self._note(self._people.company[place], self._people.contact[place], day)

    def _note(self, company: int, contact: int, day: int) -> None:
        written, who, others = self._last.get(company, (_NEVER, contact, _NEVER))
        self._last[company] = (day, contact, others if who == contact else written)


class _Moving(Serving):
    """The people on their way through the days, each beside the touch of the plain plan that theirs stands for."""

    def __init__(self, people: People, plain: Rounds, room: Sequence[int], within: Bounds) -> None:
        super().__init__(people, room)
        self._place = [place for place, _, _, _, _ in plain.touches]
        self._forced = within.forced
        self._after = [*within.after, _NONE]
        """The last is what follows no touch, which has the number -1."""
        self._first = [*within.first, 0]
        self._job = [_NONE] * len(people.contact)
        for job in range(len(self._place) - 1, -1, -1):
            self._job[self._place[job]] = job
        self._met = {(place, day): job for job, (place, _, _, day, is_met) in enumerate(plain.touches) if is_met}
        self.begin(within.begins)

    def forced(self, day: int) -> list[int]:
        """The places of those who can wait no longer."""
        now = [self._place[job] for job in self._forced[day] if self._job[self._place[job]] == job]
        return [place for place in now if self.keys[place]]

    def serve(self, place: int, day: int) -> None:
        """Serves somebody in their turn."""
        job = self._job[place] = self._after[self._job[place]]
        self.touch(place, day, False, self._first[job])

    def meet(self, place: int, day: int) -> None:
        """Meets somebody on a fixed day."""
        job = self._job[place] = self._after[self._met.get((place, day), _NONE)]
        self.touch(place, day, True, self._first[job])


def courteously(
    people: People,
    plain: Rounds,
    room: Sequence[int],
    met: Sequence[Sequence[int]],
    days: int,
    known: Mapping[int, Mapping[int, date]],
    coming: Sequence[Sequence[tuple[int, int]]],
    watch: Watch = unwatched,
) -> Rounds:
    """A plan with so many days between two people of one company, as far as nobody is late for it.

    `met` has the places of those whom each day meets in any case, `coming` their companies and contacts. `known` has,
    for a company, the last day on which each of its people was written to.
    """
    turns = _Turns(people, days, known, coming)
    serving = _Moving(people, plain, room, bounds_of(people, plain, room))
    waiting: list[int] = []
    keys, ready, mask, company = serving.keys, serving.ready, (1 << serving.bits) - 1, people.company
    for day, size in enumerate(room):
        watch(day, len(room))
        turns.morning(day)
        for place in met[day]:
            serving.meet(place, day)
        for place in serving.forced(day):
            serving.serve(place, day)
            turns.served(place, day)
            size -= 1
        for key in serving.arriving[day]:
            heappush(waiting, key)
        while size > 0 and waiting:
            key = heappop(waiting)
            place = key & mask
            if keys[place] != key or ready[place] > day:
                continue
            if company[place]:
                turn = day if key < serving.unowed else turns.of(place, day)
                if turn > day:
                    if turn < len(room):
                        serving.arriving[turn].append(key)
                    continue
                turns.served(place, day)
            serving.serve(place, day)
            size -= 1
    return serving.rounds()
