"""Four ways to choose whom to write to on a day. Answers that are owed and birthdays come first with all of them, and
take their room; what differs is who gets the rest of the day's capacity, and how many people the list asks for."""

from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, Protocol

from followup_tui.model.partial_date import birthday_in
from followup_tui.rules.calendar import days_between
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.simulated_desk import Desk
from followup_tui.rules.today import Kind, todays_list
from followup_tui.rules.verdict import cadence_of, window_after

PLACES = {0.0: "first day", 0.25: "quarter", 0.5: "middle", 0.75: "three quarters", 1.0: "last day"}
"""Where in the window the interval of a reminder may end: the share of the window that is over, and how to say it."""


class DayList(NamedTuple):
    """The list of a day: who has their day (answers owed, birthdays), the check-ins there is room for, and how many
    people the list asks for in all, those included for whom there is no room."""

    first: Sequence[int]
    check_ins: Sequence[int]
    asks: int


class Policy(Protocol):
    """Chooses from a desk, which whoever runs it changes as it says and as the world goes."""

    def noted(self, contact: int) -> None:
        """Somebody came, went, or something happened with them."""

    def list_of(self, day: int) -> DayList:
        """The list of a work day, by its number in the world; days are asked for in order."""


class Ours:
    """The program: its verdicts, its roster, its list of the day with courtesy."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._roster = Roster(desk.world.days[0])
        self._changed: set[int] = set()
        self._before = desk.world.days[0] - timedelta(days=1)

    def noted(self, contact: int) -> None:
        """Somebody is to be judged anew."""
        self._changed.add(contact)

    def list_of(self, day: int) -> DayList:
        """Today's list, as the app shows it when it opens."""
        desk, as_of = self._desk, self._desk.world.days[day]
        self._judge(as_of)
        today = todays_list(self._roster, desk.contacts, (), desk.written_at, desk.world.plan)
        first = [one.contact for one in today.planned if one.kind is not Kind.CHECK_IN]
        check_ins = [one.contact for one in today.planned if one.kind is Kind.CHECK_IN]
        return DayList(first, check_ins, len(today.planned))

    def _judge(self, as_of: date) -> None:
        """Puts into their place whom something happened with, whose window opens or has closed; no one else moves."""
        desk, roster = self._desk, self._roster
        anew = self._changed
        anew.update(number for _, number in roster.arriving(self._before + timedelta(days=1), as_of))
        anew.update(one for one in roster.active() if one in desk.contacts and desk.closed(one, as_of))
        roster.as_of = self._before = as_of
        for number in sorted(anew):
            if number in desk.contacts:
                stands, written_to = desk.stands(number, as_of), desk.touches[number].last_out == as_of
                roster.put(Listed(desk.contacts[number], stands, written_to))
            else:
                roster.drop(number)
        anew.clear()
        anew.update(roster.written_to)


class _Peer:
    """What the other ways have in common: first whom the day belongs to, then their own order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._owing: dict[int, date] = {}
        self._born: dict[str, list[int]] = {}

    def noted(self, contact: int) -> None:
        """Takes in what happened with somebody."""
        self._owing.pop(contact, None)
        if contact not in self._desk.contacts:
            self._forget(contact)
            return
        owes = self._desk.verdicts[contact].owes_since
        if owes:
            self._owing[contact] = owes
        born = self._desk.contacts[contact].birthday
        if born and contact not in self._born.setdefault(born, []):
            insort(self._born[born], contact)
        self._take(contact)

    def list_of(self, day: int) -> DayList:
        """The list of a day."""
        world = self._desk.world
        first = self._first(world.days[day])
        waiting = [one for one in self._waiting(world.days[day]) if one not in first]
        room = max(world.capacity[day] - len(first), 0)
        return DayList(first, waiting[:room], len(first) + self._asked(waiting, room))

    def _first(self, as_of: date) -> list[int]:
        owing = sorted(self._owing, key=lambda number: (self._owing[number], number))
        born = (numbers for birthday, numbers in self._born.items() if birthday_in(birthday, as_of.year) == as_of)
        there = sorted(one for numbers in born for one in numbers if one in self._desk.contacts)
        return list(dict.fromkeys((*owing, *there)))

    def _asked(self, waiting: Sequence[int], room: int) -> int:
        raise NotImplementedError

    def _waiting(self, as_of: date) -> Iterable[int]:
        raise NotImplementedError

    def _take(self, contact: int) -> None:
        raise NotImplementedError

    def _forget(self, contact: int) -> None:
        raise NotImplementedError


class FixedInterval(_Peer):
    """A reminder on the day of the last touch and an interval, as address books on the web do it.

    The interval ends at `share` of the window. What is not done on its day rolls over, the oldest reminder first, and
    the list shows all of it. `spread` moves the day by chance, as flashcards do.
    """

    def __init__(self, desk: Desk, share: float, spread: Callable[[int, int, int], int] | None = None) -> None:
        super().__init__(desk)
        self._share = share
        self._spread = spread
        self._reminders: list[tuple[date, int]] = []
        self._due: dict[int, date] = {}

    def _take(self, contact: int) -> None:
        person, touches, cadences = self._desk.contacts[contact], self._desk.touches[contact], self._desk.world.cadences
        cadence, _, _ = cadence_of(person, None, cadences)
        last = touches.last or person.added_on
        if cadence is None or last is None:
            return
        window = window_after(last, cadence)
        interval = days_between(last, window.opens) + round(self._share * days_between(window.opens, window.latest))
        if self._spread:
            interval += self._spread(contact, days_between(self._desk.world.days[0], last), interval)
        due = last + timedelta(days=interval)
        if self._due.get(contact) != due:
            self._forget(contact)
            self._due[contact] = due
            insort(self._reminders, (due, contact))

    def _forget(self, contact: int) -> None:
        due = self._due.pop(contact, None)
        if due:
            self._reminders.remove((due, contact))

    def _waiting(self, as_of: date) -> Iterable[int]:
        for due, contact in self._reminders:
            if due > as_of:
                return
            yield contact

    def _asked(self, waiting: Sequence[int], room: int) -> int:
        return len(waiting)


def fuzz(interval: int, chance: float) -> int:
    """Days by which a random spread moves an interval of so many days; `chance` is from -1 to 1.

    None under two and a half days; then a day, and 15 % of the days up to a week, 10 % of those up to 20 days and 5 %
    of all beyond (as Anki does it: FORMATS 4.4).
    """
    if interval < 2.5:
        return 0
    width = 1 + 0.15 * (min(interval, 7) - 2.5) + 0.10 * max(min(interval, 20) - 7, 0) + 0.05 * max(interval - 20, 0)
    return round(width * chance)


class RandomSpread(FixedInterval):
    """The same, with each interval a little longer or shorter by chance."""

    def __init__(self, desk: Desk, share: float) -> None:
        super().__init__(desk, share, lambda contact, day, days: fuzz(days, desk.world.spread(contact, day)))


class RatioOrder(_Peer):
    """Whoever is in their window or past it, by the time waited against the longest that the window allows.

    The windows are those of the program, stretched where nobody answers, and the list asks for no more than the
    capacity: only the order differs.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._coming: list[tuple[date, int]] = []
        self._opens: dict[int, date] = {}

    def _take(self, contact: int) -> None:
        opens = self._desk.verdicts[contact].opens
        if self._opens.get(contact) == opens:
            return
        self._forget(contact)
        if opens:
            self._opens[contact] = opens
            insort(self._coming, (opens, contact))

    def _forget(self, contact: int) -> None:
        opens = self._opens.pop(contact, None)
        if opens:
            self._coming.remove((opens, contact))

    def _waiting(self, as_of: date) -> Iterable[int]:
        open_now = []
        for opens, contact in self._coming:
            if opens > as_of:
                break
            open_now.append((-self._ratio(contact, as_of), contact))
        return [contact for _, contact in sorted(open_now)]

    def _ratio(self, contact: int, as_of: date) -> float:
        stands = self._desk.verdicts[contact]
        since = stands.anchor or self._desk.contacts[contact].added_on or as_of
        return days_between(since, as_of) / max(days_between(since, stands.latest or as_of), 1)

    def _asked(self, waiting: Sequence[int], room: int) -> int:
        return min(len(waiting), room)


def policies(share: float) -> Mapping[str, Callable[[Desk], Policy]]:
    """The ways that are compared, by the name they are told with; `share` is where intervals end (`PLACES`)."""
    return {
        "ours": Ours,
        "fixed interval": partial(FixedInterval, share=share),
        "random spread": partial(RandomSpread, share=share),
        "ratio order": RatioOrder,
    }
