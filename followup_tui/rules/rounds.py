"""Serving people day after day: everybody's next touch, and the touches that follow from it within the plan.

All days are counted from the first of the plan. A person has one job at a time: the window of the next touch. The touch
that serves it makes the following one, which opens and closes by the person's cadence counted from that day. Whatever
room a day has goes to the job that closes first among those open, be it a first or a later one.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

from followup_tui.model.cadence import Cadence
from followup_tui.rules.verdict import window_after

_UNOWED = 1 << 22
"""Above the ordinal of any day: the calendar ends before the four millionth."""

Touch = tuple[int, int, int, int, bool]
"""The place of a person, the window of the job that was served, the day, and whether it is a fixed one. A plain tuple:
there are tens of thousands."""


Watch = Callable[[int, int], None]
"""Told how many days of how many are planned; it stops the work by raising."""


def unwatched(done: int, total: int) -> None:
    """Tells nobody."""


class Rhythm(NamedTuple):
    """The window that a touch on each day leads to, as far as it opens within the plan: both lists rise.

    `safe` is the first day whose touch leads to a window that closes after the plan. `least` are the days from a touch
    to the opening of the window, counted from the first day of the plan.
    """

    opens: Sequence[int]
    closes: Sequence[int]
    safe: int
    least: int


def rhythm_of(cadence: Cadence, as_of: date, days: int) -> Rhythm:
    """The windows of a cadence for a plan of so many days. An answer is expected: nothing is stretched."""
    start, opens, closes = as_of.toordinal(), list[int](), list[int]()
    for step in range(days):
        window = window_after(as_of + timedelta(days=step), cadence)
        if window.opens.toordinal() - start >= days:
            break
        opens.append(window.opens.toordinal() - start)
        closes.append(window.latest.toordinal() - start)
    least = window_after(as_of, cadence).opens.toordinal() - start
    return Rhythm(opens, closes, bisect_left(closes, days), least)


class People(NamedTuple):
    """Those who are to be written to, each by their place in these lists; the places are in order of the contacts.

    `release` and `deadline` are the window of the next touch, `order` the deadline that their turn goes by: an earlier
    one for who was put off. `coming` has the fixed days of those who have any, in order. `start` is the ordinal of the
    first day. `anchor` is the ordinal of the day that the window counts from, `window` the length of the window in
    days, and `allowed` the days from the anchor to its last day; these count in the turns of a list alone. `once` says
    whose deadline ends with the next touch.
    """

    contact: Sequence[int]
    company: Sequence[int]
    release: Sequence[int]
    deadline: Sequence[int]
    order: Sequence[int]
    owed: Sequence[bool]
    rhythm: Sequence[Rhythm | None]
    coming: Mapping[int, Sequence[int]]
    start: int
    anchor: Sequence[int]
    window: Sequence[int]
    allowed: Sequence[int]
    once: Sequence[bool]


class Rounds(NamedTuple):
    """The touches in the order of serving, and by place who has a job left that got no day within the plan.

    `release` and `deadline` are the window of that job.
    """

    touches: Sequence[Touch]
    left: Sequence[bool]
    release: Sequence[int]
    deadline: Sequence[int]


class Serving:
    """The people on their way through the days. `room` is what the fixed days leave of each."""

    def __init__(self, people: People, room: Sequence[int]) -> None:
        number = len(people.contact)
        self.bits = number.bit_length()
        self.unowed = _UNOWED << self.bits
        """The ranks of answers that somebody waits for are below it."""
        self.touches: list[Touch] = []
        self.keys = [0] * number
        """The rank of everybody's job: the owed first, then the earliest deadline, then the contact; 0 when it waits
        for a fixed day or there is none. One number, because a heap compares it several times faster than a tuple."""
        self.ready = [0] * number
        """From which day on it may be served. What follows can have the rank of what was served, which still queues."""
        self.arriving: list[list[int]] = [[] for _ in room]
        """The ranks of those who join the queue, by day."""
        self._people = people
        self._end = len(room)
        self._left = [True] * number
        self._is_once = list(people.once)
        self._release = list(people.release)
        self._deadline = list(people.deadline)

    def begin(self, first: Sequence[int]) -> None:
        """Lets everybody's next touch compete for a day, nobody's before their `first`."""
        people, start, bits, coming = self._people, self._people.start, self.bits, self._people.coming
        for place, (day, deadline, order, owed) in enumerate(
            zip(first, people.deadline, people.order, people.owed, strict=True)
        ):
            if place in coming and coming[place][0] <= max(deadline, 0):
                continue
            rank = order + start
            key = self.keys[place] = (rank if owed else rank | _UNOWED) << bits | place
            self.ready[place] = day
            if day < self._end:
                self.arriving[day].append(key)

    def touch(self, place: int, day: int, met: bool, first: int) -> None:
        """Serves somebody's job, if they have one; what follows competes from its opening or the day `first` on.

        Nothing follows that would open after the plan.
        """
        if not self._left[place]:
            return
        deadline = self._deadline[place]
        self.touches.append((place, self._release[place], deadline, day, met))
        self.keys[place] = 0
        rhythm = self._people.rhythm[place]
        if rhythm is None or day >= len(rhythm.opens):
            self._left[place] = False
            return
        # Time given because nobody answered stays; a day given for this touch, as an import or a spread does, ends.
        opens, closes = rhythm.opens[day], rhythm.closes[day]
        if not self._is_once[place]:
            closes = max(closes, deadline)
        self._is_once[place] = False
        deadline = closes
        self._release[place], self._deadline[place] = opens, deadline
        self.follow(place, day, opens, deadline, first)

    def follow(self, place: int, day: int, opens: int, deadline: int, first: int) -> None:
        """Lets what follows a touch compete; not at all, when there is a fixed day before it closes."""
        coming = self._people.coming.get(place)
        if coming and any(day < fixed <= deadline for fixed in coming):
            return
        key = self.keys[place] = (deadline + self._people.start | _UNOWED) << self.bits | place
        first = self.ready[place] = max(first, opens)
        if first < self._end:
            self.arriving[first].append(key)

    def rounds(self) -> Rounds:
        """What came of it."""
        return Rounds(self.touches, self._left, self._release, self._deadline)


def earliest_deadline_first(
    people: People, room: Sequence[int], met: Sequence[Sequence[int]], watch: Watch = unwatched
) -> Rounds:
    """Everybody's touches, courtesy aside. `met` has the places of those whom each day meets in any case."""
    serving = Serving(people, room)
    serving.begin(people.release)
    waiting: list[int] = []
    keys, ready, touch, mask = serving.keys, serving.ready, serving.touch, (1 << serving.bits) - 1
    for day, size in enumerate(room):
        watch(day, len(room))
        for place in met[day]:
            touch(place, day, True, 0)
        for key in serving.arriving[day]:
            heappush(waiting, key)
        while size and waiting:
            key = heappop(waiting)
            place = key & mask
            if keys[place] == key and ready[place] <= day:  # else they were met on a fixed day
                touch(place, day, False, 0)
                size -= 1
    return serving.rounds()
