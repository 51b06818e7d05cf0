"""A synthetic network over years: who comes and goes, who writes when, and who would answer what on which day.

Whatever happens by chance belongs to a person and a day, never to the order in which somebody asks: a policy that
writes on another day than its rival meets the same people, the same messages of theirs, and an answer or none that was
settled beforehand. The figures are assumptions, in the proportions of a professional network; nobody in it is real.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.model.cadence import Span
from followup_tui.model.records import Contact, Position
from followup_tui.model.settings import Away, Cadences, Plan
from followup_tui.rules.calendar import add_span, capacity_on, days_between
from followup_tui.rules.verdict import cadence_of, window_after

START = date(2026, 1, 5)
"""The first day, a Monday. It is the same every day, so that the same seed gives the same figures next year."""
CADENCES: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("", (), 0.76), ("", ("loose",), 0.20), ("1 month", (), 0.03), ("2 weeks", (), 0.01),
)  # fmt: skip
"""Cadence, tags and share of the people: 3 in 4 at the default of 3-6 months, one in five at 6-12 months."""
IMPORTED = 0.3
"""Share of the people who come with one import, without a word so far."""
PEOPLE_A_COMPANY = 3
UNEVEN = 1.3
"""The largest of a hundred companies has about one person in 35."""
LEAVE_A_YEAR = 0.03
"""Share of the people put to rest in a year; as many new ones come, one by one."""
MET = 0.7
"""Share of those who come one by one that were met that day; the others are new, without a word so far."""
BORN = 0.1
"""Share of the people whose birthday is known."""
ANSWERS = (0.1, 0.8)
"""The least and the greatest chance that somebody answers a message; evenly spread over the people."""
NEEDS_A_WORD = 0.25
"""Share of the answers that want one from us in turn; the others are read and that is it."""
LONGEST_ANSWER = 14
"""Days until an answer comes, most of them in the first three."""
WRITES_EVERY = 1460
"""Mean days between two messages of somebody's that nobody asked for."""
MOVES_EVERY = 1825
"""Mean days until somebody is at another company."""
FIXED_HOLIDAYS = ((1, 1), (5, 1), (12, 25), (12, 26))
MOVABLE_HOLIDAYS = 6
SUMMER, EXTRA_WEEK = 16, 9
"""Days away from a Saturday on: two weeks every summer, and one week more in every other year by chance."""
_BYTE = 256
_LUCK = 3
"""Bytes of chance for a person on a day: whether they answer, when, and how a random spread would move them."""


class Size(NamedTuple):
    """How much: people, a day's capacity, for how many years, and the days between two people of one company."""

    contacts: int
    per_day: int
    years: int
    courtesy_days: int = Plan().courtesy_days


class EventKind(IntEnum):
    """What happens in the world by itself, in the order in which it does on one day."""

    LEAVES = 0
    JOINS = 1
    MOVES = 2
    WRITES = 3


class Event(NamedTuple):
    """Something that happens to a person; `company` is where somebody moves."""

    kind: EventKind
    contact: int
    company: int = 0


class Answer(NamedTuple):
    """An answer of theirs: on which day of the world, and whether it wants a word from us in turn."""

    day: int
    needs_word: bool


class Person(NamedTuple):
    """Somebody as they come: `last` is the day of the last talk, None when there was none."""

    contact: Contact
    last: date | None
    warmth: int
    luck: bytes


class World(NamedTuple):
    """What every policy finds: the days, their capacity, the people, and what happens on each day by itself."""

    plan: Plan
    cadences: Cadences
    days: Sequence[date]
    capacity: Sequence[int]
    people: Mapping[int, Person]
    events: Sequence[Sequence[Event]]

    def answer(self, contact: int, day: int) -> Answer | None:
        """How somebody answers a message written on that day of the world; None: they never do."""
        person = self.people[contact]
        chance, turn = person.luck[day * _LUCK], person.luck[day * _LUCK + 1]
        if chance >= person.warmth:
            return None
        needs_word = chance < person.warmth * NEEDS_A_WORD
        return Answer(day + 1 + LONGEST_ANSWER * turn**3 // _BYTE**3, needs_word)

    def spread(self, contact: int, day: int) -> float:
        """A number from -1 to 1 that belongs to somebody on a day."""
        return self.people[contact].luck[max(day, 0) * _LUCK + 2] / (_BYTE - 1) * 2 - 1


FirstBy = Callable[[date, Plan], Callable[[Contact], date | None]]
"""From the day of an import and the plan: until when each of its people may wait for a first hello."""


def make_world(size: Size, random: Random, first_by: FirstBy) -> World:
    """A world of that size; the same seed gives the same."""
    days = _days(size.years)
    plan = _plan(size, random)
    maker = _Maker(days, plan, size.contacts, random)
    known = round(size.contacts * (1 - IMPORTED))
    for _ in range(known):
        maker.known()
    maker.imported(size.contacts - known, min(547, len(days) // 2), first_by)
    for _ in range(round(size.contacts * LEAVE_A_YEAR * size.years)):
        maker.newcomer()
    capacity = [capacity_on(day, plan) for day in days]
    return World(plan, maker.cadences, days, capacity, maker.people, [sorted(day) for day in maker.events])


def _days(years: int) -> Sequence[date]:
    end = add_span(START, Span(years, "year"))
    return [START + timedelta(days=step) for step in range(days_between(START, end))]


def _plan(size: Size, random: Random) -> Plan:
    """The settings of whoever lives in this world, with holidays and time away."""
    holidays: set[date] = set()
    away: list[Away] = []
    for year in range(START.year, START.year + size.years + 1):
        holidays.update(date(year, month, day) for month, day in FIXED_HOLIDAYS)
        holidays.update(date(year, 1, 1) + timedelta(days=random.randrange(365)) for _ in range(MOVABLE_HOLIDAYS))
        away.append(_away(date(year, 7, 1) + timedelta(days=random.randrange(45)), SUMMER))
        extra = _away(date(year, random.choice((2, 4, 10)), 1) + timedelta(days=random.randrange(28)), EXTRA_WEEK)
        if random.random() < 1 / 2:
            away.append(extra)
    return Plan(
        per_day=size.per_day,
        courtesy_days=size.courtesy_days,
        holidays=tuple(sorted(holidays)),
        away=tuple(sorted(away, key=lambda one: one.first)),
    )


def _away(day: date, length: int) -> Away:
    saturday = day + timedelta(days=(5 - day.weekday()) % 7)
    return Away(first=saturday, last=saturday + timedelta(days=length - 1))


class _Maker:
    """Makes one person after the other, each from a source of chance of their own."""

    def __init__(self, days: Sequence[date], plan: Plan, size: int, random: Random) -> None:
        self._days = days
        self._plan = plan
        self._companies = max(size // PEOPLE_A_COMPANY, 1)
        self._random = random
        self.cadences = Cadences()
        self.people: dict[int, Person] = {}
        self.events: list[list[Event]] = [[] for _ in days]

    def known(self) -> None:
        """Somebody who is there from the first day, last talked to at any time within their window before it."""
        self._add(0, lambda contact, random: START - timedelta(days=random.randint(1, self._longest(contact, START))))

    def imported(self, number: int, day: int, first_by: FirstBy) -> None:
        """So many people in one import."""
        wait = first_by(self._days[day], self._plan)
        for _ in range(number):
            person = self._add(day, lambda *_: None)
            contact = replace(person.contact, first_by=wait(person.contact))
            self.people[contact.id] = person._replace(contact=contact)

    def newcomer(self) -> None:
        """Somebody on a day of their own."""
        day = self._random.randrange(len(self._days))
        self._add(day, lambda _, random: self._days[day] if random.random() < MET else None)

    def _add(self, day: int, last: Callable[[Contact, Random], date | None]) -> Person:
        random = Random(self._random.getrandbits(64))  # noqa: S311 (a play, no secrets)
        number = len(self.people) + 1
        contact = self._contact(number, day, random)
        least, most = ANSWERS
        warmth = round(random.uniform(least, most) * _BYTE)
        luck = random.randbytes(len(self._days) * _LUCK)
        talked = last(contact, random)
        if talked:
            contact = replace(contact, added_on=talked)  # they are known since then
        person = self.people[number] = Person(contact, talked, warmth, luck)
        self._live(number, day, random)
        return person

    def _contact(self, number: int, day: int, random: Random) -> Contact:
        words, tags, _ = random.choices(CADENCES, [share for *_, share in CADENCES])[0]
        born = date(2000, 1, 1) + timedelta(days=random.randrange(366))
        birthday = f"--{born.isoformat()[5:]}" if random.random() < BORN else ""
        positions = (Position(company=self._company(random)),)
        return Contact(id=number, name=f"Person {number}", cadence=words, tags=tags, birthday=birthday,
                       positions=positions, added_on=self._days[day])  # fmt: skip

    def _live(self, number: int, day: int, random: Random) -> None:
        """What happens to somebody by itself from the day on which they come."""
        end = len(self._days)
        self.events[day].append(Event(EventKind.JOINS, number))
        leaves = min(day + 1 + int(random.expovariate(LEAVE_A_YEAR / 365)), end)
        if leaves < end:
            self.events[leaves].append(Event(EventKind.LEAVES, number))
        for moves in _times(day, leaves, MOVES_EVERY, random):
            self.events[moves].append(Event(EventKind.MOVES, number, self._company(random)))
        for writes in _times(day, leaves, WRITES_EVERY, random):
            self.events[writes].append(Event(EventKind.WRITES, number))

    def _company(self, random: Random) -> int:
        return 1 + int(self._companies * random.random() ** UNEVEN)

    def _longest(self, contact: Contact, day: date) -> int:
        cadence, _, _ = cadence_of(contact, None, self.cadences)
        return days_between(day, window_after(day, cadence).latest) if cadence else 1


def _times(first: int, end: int, every: int, random: Random) -> Iterator[int]:
    """Days of chance between two, so many days apart on average."""
    day = first + 1 + int(random.expovariate(1 / every))
    while day < end:
        yield day
        day += 1 + int(random.expovariate(1 / every))
