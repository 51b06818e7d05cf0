"""Years of synthetic use, day by day: what one policy makes of a world, and how policies compare over many worlds.

Every policy is judged by the windows that the program's rules give. A window begins with a touch, ours or theirs. It is
kept when a check-in falls on or before its last day, and lost when that day passes first, however it ends. One that a
message of theirs, our answer to it or a birthday renews in time is neither: nobody's choice earned it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

from followup_tui.model.settings import Plan
from followup_tui.model.words import Direction
from followup_tui.rules.calendar import days_between
from followup_tui.rules.policies import Policy
from followup_tui.rules.simulated_desk import Desk
from followup_tui.rules.simulated_world import Event, EventKind, World

NEAR = Plan().courtesy_days
"""Check-ins with two people of one company so close together are counted, also where no courtesy is kept."""


class Figures(NamedTuple):
    """What came of a policy in one world.

    Of all windows `kept` and `lost` add up to those that count; `renewed` and `unfinished` were moved in time by
    something else, or had their last day still to come. `most_late` is the greatest lateness in days of any window.
    `longest_list` is the most people a day's list asked for, `most_overdue` the most whose window had closed at once.
    `messages` are all of ours, `check_ins` those that a policy chose; `near` of these went to somebody with a
    colleague written to in the days before (`NEAR`).
    """

    kept: int
    lost: int
    renewed: int
    unfinished: int
    most_late: int
    longest_list: int
    most_overdue: int
    messages: int
    check_ins: int
    near: int

    @property
    def share(self) -> float:
        """The share of the windows that count which was kept; 1 when there are none."""
        counted = self.kept + self.lost
        return self.kept / counted if counted else 1.0


def simulate(world: World, policy: Callable[[Desk], Policy]) -> Figures:
    """Runs a policy through a world."""
    return _Run(world, policy).through()


class _Run:
    """A world as it goes by under one policy."""

    def __init__(self, world: World, policy: Callable[[Desk], Policy]) -> None:
        self._world = world
        self._desk = Desk(world)
        self._policy = policy(self._desk)
        self._answers: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        self._day = 0
        self._counts: Counter[str] = Counter()
        self._late = self._longest_list = 0
        self._overdue = _Overdue(len(world.days))

    def through(self) -> Figures:
        """Day by day to the end."""
        for day in range(len(self._world.days)):
            self._day = day
            self._overdue.turn(day)
            for event in self._world.events[day]:
                self._happen(event)
            for contact, needs_word in sorted(self._answers.pop(day, ())):
                if contact in self._desk.contacts:
                    self._touch(contact, Direction.IN, needs_word=needs_word)
            self._overdue.note()
            if self._world.capacity[day]:
                self._work()
        for contact in list(self._desk.contacts):
            self._close(contact, "unfinished")
        counts = self._counts
        return Figures(
            counts["kept"], counts["lost"], counts["renewed"], counts["unfinished"], self._late, self._longest_list,
            self._overdue.most, counts["messages"], counts["check_ins"], counts["near"],
        )  # fmt: skip

    def _happen(self, event: Event) -> None:
        number = event.contact
        if event.kind is EventKind.JOINS:
            self._desk.join(number, self._world.days[self._day])
            self._open(number)
        elif number not in self._desk.contacts:
            return
        elif event.kind is EventKind.WRITES:
            self._touch(number, Direction.IN)
            return
        elif event.kind is EventKind.MOVES:
            self._desk.move(number, event.company)
        else:
            self._close(number, "unfinished")
            self._desk.leave(number)
        self._policy.noted(number)

    def _work(self) -> None:
        listed = self._policy.list_of(self._day)
        self._longest_list = max(self._longest_list, listed.asks)
        for contact in listed.first:
            self._write(contact, "renewed")
        for contact in listed.check_ins:
            self._counts["check_ins"] += 1
            self._counts["near"] += self._desk.is_near(contact, self._world.days[self._day], NEAR)
            self._write(contact, "kept")

    def _write(self, contact: int, counts_as: str) -> None:
        self._counts["messages"] += 1
        self._touch(contact, Direction.OUT, counts_as)
        answer = self._world.answer(contact, self._day)
        if answer:
            self._answers[answer.day].append((contact, answer.needs_word))

    def _touch(
        self, contact: int, direction: Direction, counts_as: str = "renewed", *, needs_word: bool = True
    ) -> None:
        self._close(contact, counts_as)
        self._desk.record(contact, self._world.days[self._day], direction, needs_word=needs_word)
        self._open(contact)
        self._policy.noted(contact)

    def _open(self, contact: int) -> None:
        latest = self._desk.verdicts[contact].latest
        if latest:
            self._overdue.begin(contact, days_between(self._world.days[0], latest))

    def _close(self, contact: int, counts_as: str) -> None:
        """Counts the window that ends today: as lost when its last day has passed, else as what ends it."""
        late = self._overdue.end(contact)
        if late is None:
            return
        self._late = max(self._late, late)
        self._counts["lost" if late > 0 else counts_as] += 1


class _Overdue:
    """Whose window has closed, kept up to date as windows begin, end and pass their last day."""

    def __init__(self, days: int) -> None:
        self._closing: list[list[int]] = [[] for _ in range(days + 1)]
        self._latest: dict[int, int] = {}
        self._day = 0
        self._overdue: set[int] = set()
        self.most = 0

    def begin(self, contact: int, latest: int) -> None:
        """A window begins that closes after a day of the world."""
        self._latest[contact] = latest
        if latest < self._day:
            self._overdue.add(contact)
        elif latest + 1 < len(self._closing):
            self._closing[latest + 1].append(contact)

    def end(self, contact: int) -> int | None:
        """The window of a contact ends today; so many days past its last, None when there was none."""
        latest = self._latest.pop(contact, None)
        self._overdue.discard(contact)
        return None if latest is None else self._day - latest

    def turn(self, day: int) -> None:
        """The next day begins."""
        self._day = day
        self._overdue.update(one for one in self._closing[day] if self._latest.get(one) == day - 1)

    def note(self) -> None:
        """Remembers how many are overdue when the day's work begins."""
        self.most = max(self.most, len(self._overdue))
