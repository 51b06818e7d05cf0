"""The cast on the days before a given one: when each thing was, and which id it has.

The script counts in days before today, far enough from the edges of the 3 to 6 month window that whoever is meant to be
overdue, due or later is so on every day of every year. The seed moves whole companies by a day or two; it changes
nobody's standing.
"""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from followup_tui.model.ids import IdSource
from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Record,
    Result,
    Task,
)
from followup_tui.samples.script import Cast, CompanyEntry, Days, InterviewEntry, PersonEntry, TaskEntry, Touch

IN_USE = 540
"""For so many days the network has been kept with this program; what is older was written down on the first of them."""
RECENT = 20
"""Days that the seed does not move: what happened in the last weeks is told to the day."""
WANDER = 2
"""By how many days the seed moves a company's past, at most, to either side."""
_SATURDAY = 5


class Touched(NamedTuple):
    """An interaction of the script: with whom, its key, and its day."""

    person: PersonEntry
    touch: Touch
    key: str
    on: date


class Timeline:
    """The cast set on days. Ids are given in the order of the days, so that anything can refer to anything."""

    def __init__(self, cast: Cast, as_of: date, random: Random) -> None:
        self.cast = cast
        self.as_of = as_of
        self.people: list[PersonEntry] = [person for company in cast.company for person in company.person]
        self.people += cast.person
        self.interviews: list[tuple[CompanyEntry, InterviewEntry]] = [
            (company, one) for company in cast.company for one in company.interview
        ]
        self._random = random
        self._home = {person.key: company.key for company in cast.company for person in company.person}
        lives = [company.key for company in cast.company] + [person.key for person in cast.person]
        self._shift = {key: random.randint(-WANDER, WANDER) for key in lives}
        self.touches = [
            Touched(person, touch, f"{person.key} {number}", self.past(touch.days, person.key))
            for person in self.people
            for number, touch in enumerate(person.lines())
        ]
        self._created: dict[tuple[str, str], datetime] = {}
        self._ids = self._numbered()

    def past(self, days: int, key: str) -> date:
        """The day so many days ago in the life of a person or company; work was not done on weekends."""
        if days > RECENT:
            days += self._shift[self._home.get(key, key)]
        day = self.as_of - timedelta(days=days)
        return day - timedelta(days=max(day.weekday() - _SATURDAY + 1, 0)) if days else day

    def day(self, days: Days) -> date:
        """The day so many days ago, or to come, whatever day of the week it is."""
        return self.as_of + timedelta(days=int(days) if isinstance(days, str) else -days)

    def month(self, days: int) -> str:
        """The month so many days ago as a partial date, empty for 0."""
        return f"{self.day(days):%Y-%m}" if days else ""

    def first_fact(self, person: PersonEntry) -> date:
        """The day on which we first had to do with somebody."""
        if person.new is not None:
            return self.day(person.new)
        days = [one.on for one in self.touches if one.person is person]
        days += [self.past(one.began, company.key) for company, one in self.interviews if person.key in one.people]
        return min(days)

    def home(self, person: PersonEntry) -> str:
        """The key of the company where somebody is now, empty for none."""
        return self._home.get(person.key, "") if person.company is None else person.company

    def listed_at(self, person: PersonEntry) -> CompanyEntry | None:
        """The company under which somebody stands in the script: where we met them."""
        key = self._home.get(person.key)
        return next((company for company in self.cast.company if company.key == key), None)

    def id(self, kind: type[Record], key: str) -> int:
        """The id of a thing of the script, 0 for an empty key."""
        return self._ids[kind.table, key] if key else 0

    def created(self, kind: type[Record], key: str) -> datetime:
        """The moment (UTC) at which a thing of the script was written down."""
        return self._created[kind.table, key]

    def touch_on(self, person: PersonEntry, days: int | None) -> int:
        """The id of the interaction with a person so many days ago, 0 when the script has none."""
        keys = [one.key for one in self.touches if one.person is person and one.touch.days == days]
        return self.id(Interaction, keys[0]) if keys else 0

    def interview_of(self, one: Touched) -> int:
        """The id of the interview that a touch belongs to, until a week after its end; 0 when it belongs to none."""
        for company, interview in self.interviews:
            if one.person.key not in interview.people:
                continue
            began = self.past(interview.began, company.key)
            ended = self.as_of if interview.ended is None else self.past(interview.ended, company.key)
            if began <= one.on <= ended + timedelta(days=7):
                return self.id(Interview, interview.key)
        return 0

    def _numbered(self) -> dict[tuple[str, str], int]:
        source = IdSource(self._random)
        start = self.as_of - timedelta(days=IN_USE)
        moment = datetime.combine(start, time(6), UTC)
        numbers: dict[tuple[str, str], int] = {}
        for day, kind, key in sorted(self._facts(), key=lambda fact: fact[0]):
            earliest = datetime.combine(max(day, start), time(6), UTC)
            moment = max(moment + timedelta(seconds=self._random.randint(20, 90)), earliest)
            self._created[kind.table, key] = moment
            numbers[kind.table, key] = source.next(moment)
        return numbers

    def _facts(self) -> list[tuple[date, type[Record], str]]:
        first = {person.key: self.first_fact(person) for person in self.people}
        known: dict[str, date] = {}
        for person in self.people:
            for key in (self._home.get(person.key, ""), self.home(person), *(held[0] for held in person.before)):
                known[key] = min(first[person.key], known.get(key, self.as_of))
        facts: list[tuple[date, type[Record], str]] = [
            (first[person.key], Contact, person.key) for person in self.people
        ]
        facts += [(known[company.key], Company, company.key) for company in self.cast.company]
        facts += [(self.past(one.began, company.key), Interview, one.key) for company, one in self.interviews]
        facts += [(one.on, Interaction, one.key) for one in self.touches]
        facts += [(self.day(one.clipped_on), Clipping, one.key) for one in self.cast.clipping]
        for person in self.people:
            facts += [(self.past(one.on, person.key), Result, one.key) for one in person.result]
            facts += [(self._promised(person, one), Task, task_key(person, one)) for one in person.task]
        return facts

    def _promised(self, person: PersonEntry, entry: TaskEntry) -> date:
        return self.past(RECENT if entry.after is None else entry.after, person.key)


def task_key(person: PersonEntry, entry: TaskEntry) -> str:
    """The key of a promise, which has none in the script."""
    return f"{person.key} {person.task.index(entry)}"
