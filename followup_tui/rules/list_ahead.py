"""The list of every coming day, if everybody on it is written to: whose turn it is as `rules/turns.py` says.

The same people as in `rules/rounds.py`, chosen as today's list chooses them, courtesy included. Nobody is held over for
a fixed day, as the list of a day does not look that far: it asks for whoever has a birthday within the window like for
everybody else.

Those who are late never change places with anybody whose window is as long as theirs, so they queue by its length, and
a day compares the heads of those queues alone.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop, heappush, heapreplace

from followup_tui.rules.rounds import People, Rounds, Serving, Watch, unwatched
from followup_tui.rules.turns import HORIZON, held_back, lengths_late, long_from, pressed

_DAY = 22
"""Bits that hold the ordinal of any day."""
_NEVER = -(10**7)


class _Colleagues:
    """When people of each company were written to, and whether somebody waits for their sake."""

    def __init__(self, people: People, days: int, known: Mapping[int, Mapping[int, date]]) -> None:
        self.days = days
        self._people = people
        self._often = {
            contact
            for contact, rhythm in zip(people.contact, people.rhythm, strict=True)
            if rhythm and rhythm.least <= days
        }
        """In touch more often than courtesy lasts: their colleagues would never have a turn."""
        self._last: dict[int, tuple[int, int, int]] = {}
        """The last day on which somebody at a company was written to, who it was, and the last day of all others."""
        self._met: set[int] = set()
        for company, last in known.items():
            for written, contact in sorted((day, contact) for contact, day in last.items()):
                self._note(company, contact, written.toordinal() - people.start)

    def morning(self, day: int, there: Sequence[tuple[int, int]]) -> None:
        """Begins a day which meets these people, each a company and a contact, in any case."""
        self._met = set()
        for company, contact in there:
            self.written_to(company, contact, day)

    def written_to(self, company: int, contact: int, day: int) -> None:
        """Somebody is on the list of the day."""
        if company:
            self._met.add(company)
            if contact not in self._often:
                self._note(company, contact, day)

    def wait(self, place: int, closes: int, day: int, *, is_pressed: bool) -> int:
        """The first day after `day` on which to ask again whether somebody waits; 0: they do not wait."""
        company, contact, days = self._people.company[place], self._people.contact[place], self.days
        if not company or not days:
            return 0
        written, who, others = self._last.get(company, (_NEVER, contact, _NEVER))
        last, is_met = others if who == contact else written, company in self._met
        if not held_back(closes, day, days, last, is_pressed=is_pressed, is_met=is_met):
            return 0
        if is_met:
            return day + 1
        over = last + days
        return over if closes < day else min(over, max(day, closes - days) + 1)

    def _note(self, company: int, contact: int, day: int) -> None:
        written, who, others = self._last.get(company, (_NEVER, contact, _NEVER))
        self._last[company] = (day, contact, others if who == contact else written)


class _Listing(Serving):
    """The people on their way through the days, as the lists choose them.

    A key holds the last day of the window, that of the touch before, and the place. Nobody has the same one twice.
    """

    def __init__(self, people: People, room: Sequence[int], held: Sequence[int], colleagues: _Colleagues) -> None:
        super().__init__(people, room)
        self._shift, self._mask, self._start = _DAY + self.bits, (1 << self.bits) - 1, people.start
        self._held = held
        self._colleagues = colleagues
        self._due: list[int] = []
        self._late: dict[int, list[int]] = {}
        """By the length of the window."""
        self._long_late: list[int] = []
        self._window = list(people.window)
        self._long_from = [
            closes + long_from(allowed) for closes, allowed in zip(people.order, people.allowed, strict=True)
        ]
        self._turning: list[list[int]] = [[] for _ in room]
        """Who becomes late for very long, by day."""
        self._closing = [0] * (len(room) + HORIZON + 1)
        """How many open windows close on each day."""
        self._is_open = [False] * len(people.contact)
        self._asleep: list[int] = []
        """The keys of those in time who wait for a colleague's sake, in order."""
        self.owed: list[list[int]] = [[] for _ in room]
        """The places of those who wait for an answer of ours, by day: no list lets them wait."""

    def begin(self, first: Sequence[int]) -> None:
        """Lets everybody's next touch compete for a day, nobody's before their `first`."""
        for place, (day, closes, anchor) in enumerate(zip(first, self._people.order, self._people.anchor, strict=True)):
            self._queue(place, day, closes, anchor)
            if self._people.owed[place] and day < self._end:
                self.owed[day].append(place)

    def follow(self, place: int, day: int, opens: int, deadline: int, first: int) -> None:
        """Lets what follows a touch compete."""
        self._window[place] = deadline - opens + 1
        self._long_from[place] = deadline + long_from(deadline - day)
        self._queue(place, max(first, opens), deadline, day + self._start)

    def touch(self, place: int, day: int, met: bool, first: int) -> None:
        """Serves somebody's job, if they have one."""
        if self._is_open[place]:
            key = self.keys[place]
            self._closing[self._closes(key)] -= 1
            self._is_open[place] = False
            self._wake(key)
        super().touch(place, day, met, first)

    def morning(self, day: int) -> None:
        """Lets those join the queues whose window opens or whose wait is over, and moves those who become late."""
        due, keys, ready, mask, is_open = self._due, self.keys, self.ready, self._mask, self._is_open
        limit, shift, closing = day + self._start << self._shift, self._shift, self._closing
        for key in self.arriving[day]:
            place = key & mask
            if keys[place] != key or ready[place] != day:
                continue
            if self._asleep:
                self._wake(key)
            if key < limit:
                self._put_late(key, place, day)
                continue
            heappush(due, key)
            closes = (key >> shift) - self._start
            if not is_open[place] and closes < len(closing):
                closing[closes] += 1
                is_open[place] = True
        while due and due[0] < limit:
            key = heappop(due)
            if self._waits(key, day):
                self._put_late(key, key & mask, day)
        for key in self._turning[day]:
            if self._waits(key, day):
                heappush(self._long_late, key)

    def serve(self, day: int, size: int) -> None:
        """Writes to those whose turn it is, while there is room."""
        urgent = pressed(self._closing[day : day + HORIZON + 1], self._held[day : day + HORIZON + 1], size)
        for keys, is_pressed in (
            (self._in_order(self._long_late, day), False),
            (self._urgent(urgent, day), True),
            (self._by_lateness(day), False),
            (self._in_order(self._due, day), False),
        ):
            while size and (key := next(keys, None)) is not None:
                size -= self._serve(key, day, is_pressed=is_pressed)

    def _serve(self, key: int, day: int, *, is_pressed: bool) -> bool:
        """Writes to somebody who left their queue, unless they wait for a colleague's sake."""
        place, closes = key & self._mask, self._closes(key)
        wait = self._colleagues.wait(place, closes, day, is_pressed=is_pressed)
        if not wait:
            self._colleagues.written_to(self._people.company[place], self._people.contact[place], day)
            self.touch(place, day, False, 0)
            return True
        self.ready[place] = wait
        if closes >= day:
            insort(self._asleep, key)
        if wait < self._end:
            self.arriving[wait].append(key)
        return False

    def _by_lateness(self, day: int) -> Iterator[int]:
        """Those who are late, but not for very long, by lengths of their window; whoever is given left the queue."""
        queues = self._late

        def head(window: int) -> tuple[float, int, int] | None:
            queue = queues[window]
            while queue:
                key = queue[0]
                if self._waits(key, day) and day < self._long_from[key & self._mask]:
                    return -lengths_late(day - self._closes(key), window), key, window
                heappop(queue)
            return None

        heads = [found for window in queues if (found := head(window))]
        heapify(heads)
        while heads:
            _, key, window = heads[0]
            heappop(queues[window])
            yield key
            following = head(window)
            if following:
                heapreplace(heads, following)
            else:
                heappop(heads)

    def _urgent(self, number: int, day: int) -> Iterator[int]:
        """So many of those in time, closing first; those who sleep count, but are not given."""
        asleep, given = self._asleep[:number], 0
        while self._due and given + bisect_left(asleep, self._due[0]) < number:
            key = heappop(self._due)
            if self._waits(key, day):
                given += 1
                yield key

    def _in_order(self, queue: list[int], day: int) -> Iterator[int]:
        """Those of a queue whose window closes or has closed first first; whoever is given has left it."""
        while queue:
            key = heappop(queue)
            if self._waits(key, day):
                yield key

    def _queue(self, place: int, day: int, closes: int, anchor: int) -> None:
        key = self.keys[place] = (closes + self._start << _DAY | anchor) << self.bits | place
        self.ready[place] = day
        if day < self._end:
            self.arriving[day].append(key)
        turns = self._long_from[place]
        if day < turns < self._end:
            self._turning[turns].append(key)

    def _put_late(self, key: int, place: int, day: int) -> None:
        if self._is_open[place]:
            self._closing[self._closes(key)] -= 1
            self._is_open[place] = False
        is_long = day >= self._long_from[place]
        heappush(self._long_late if is_long else self._late.setdefault(self._window[place], []), key)

    def _wake(self, key: int) -> None:
        at = bisect_left(self._asleep, key)
        if at < len(self._asleep) and self._asleep[at] == key:
            del self._asleep[at]

    def _waits(self, key: int, day: int) -> bool:
        place = key & self._mask
        return self.keys[place] == key and self.ready[place] <= day

    def _closes(self, key: int) -> int:
        return (key >> self._shift) - self._start


def as_listed(
    people: People,
    room: Sequence[int],
    held: Sequence[int],
    met: Sequence[Sequence[int]],
    courtesy: int,
    known: Mapping[int, Mapping[int, date]],
    coming: Sequence[Sequence[tuple[int, int]]],
    watch: Watch = unwatched,
) -> Rounds:
    """Everybody's touches, as the list of each day asks for them.

    `held` is what each day holds, fixed days included, for `HORIZON` days more than the plan has; `room` what these
    leave of it. `met` has the places of those whom each day meets in any case, `coming` their companies and contacts.
    `courtesy` is the number of days between two people of one company, `known` has, for a company, the last day on
    which each of its people was written to.
    """
    colleagues = _Colleagues(people, courtesy, known)
    listing = _Listing(people, room, held, colleagues)
    listing.begin(people.release)
    for day, size in enumerate(room):
        watch(day, len(room))
        colleagues.morning(day, coming[day])
        for place in met[day]:
            listing.touch(place, day, True, 0)
        for place in listing.owed[day]:
            if listing.keys[place] and listing.ready[place] <= day:  # else they are met before
                colleagues.written_to(people.company[place], people.contact[place], day)
                listing.touch(place, day, False, 0)
                size = max(size - 1, 0)
        listing.morning(day)
        listing.serve(day, size)
    return listing.rounds()
