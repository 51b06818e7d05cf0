"""The plan and the promises as iCalendar files (RFC 5545), for any calendar program.

All-day events are what every program reads. Promises are to-dos in a file of their own, since some programs refuse a
whole file for one to-do in it. A program knows an event again by its UID and takes the copy with the higher SEQUENCE;
one that is left out of a file stays in the calendar, so what is no longer planned is written as cancelled. FORMATS.md
2.4 has the sources.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from followup_tui.exchange.outgoing import Foreign, Occasion, Outgoing, Promise, Written

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Component, Event, Todo

REMINDER = timedelta(hours=9)
"""From the beginning of the day."""
CANCELLED_DAYS = 90
"""So long a cancelled event is written again for a calendar that did not see it yet; it carries no name."""
_GONE = "No longer planned"


class _Former(NamedTuple):
    """An earlier export of the same kind: its components by UID, and the highest SEQUENCE among them."""

    data: bytes
    components: "Mapping[str, Component]"
    highest: int


class _CalendarFile:
    """What the two kinds of file share."""

    title: ClassVar[str]
    component: ClassVar[str]

    def write(self, network: Outgoing, former: bytes = b"") -> Written:
        """The file as bytes.

        Raises:
            Foreign: `former` is no earlier export of this kind.
        """
        earlier = self._former(former)
        number = max(network.edition, earlier.highest)
        live = self._live(network)
        calendar, cancelled = self._calendar_of(live, network.as_of, number, earlier)
        if earlier.data and calendar != earlier.data and number == earlier.highest:
            # The book is the same and its plan another, as after a change of the settings: that is newer too.
            calendar, cancelled = self._calendar_of(live, network.as_of, number + 1, earlier)
        return Written(calendar, {**self._counts(live, network), "cancelled": cancelled})

    def _live(self, network: Outgoing) -> "Sequence[Component]":
        raise NotImplementedError

    def _counts(self, live: "Sequence[Component]", network: Outgoing) -> dict[str, int]:
        raise NotImplementedError

    @property
    def _product(self) -> str:
        return f"-//followup-tui//{self.title}//EN"

    def _calendar_of(
        self, live: "Sequence[Component]", as_of: date, number: int, earlier: _Former
    ) -> tuple[bytes, int]:
        """The calendar as bytes, and how many in it are cancelled."""
        calendar = _calendar(self._product, self.title)
        uids = set()
        for one in live:
            _stamp(one, as_of, number)
            uids.add(str(one["uid"]))
            calendar.add_component(one)
        cancelled = [
            gone
            for uid, former in sorted(earlier.components.items())
            if uid not in uids and (gone := _cancelled(former, as_of, number))
        ]
        for one in cancelled:
            calendar.add_component(one)
        return calendar.to_ical(), len(cancelled)

    def _former(self, data: bytes) -> _Former:
        if not data:
            return _Former(b"", {}, 0)
        if f"PRODID:{self._product}".encode() not in data:
            raise Foreign
        from icalendar import Calendar

        try:
            (calendar,) = Calendar.from_ical(data, multiple=True)
            found = {str(one["uid"]): one for one in calendar.walk(self.component)}
            highest = max((int(one.get("sequence", 0)) for one in found.values()), default=0)
        except (ValueError, KeyError, TypeError) as error:
            raise Foreign from error
        return _Former(data, found, highest)


class PlanCalendar(_CalendarFile):
    """Everybody's next touch as an all-day event on the day that the plan has for it, and birthdays every year."""

    name = "ics"
    about = "everybody's next touch and birthdays, as all-day events"
    title = "followup: the plan"
    component = "VEVENT"

    def _live(self, network: Outgoing) -> "Sequence[Component]":
        return [_event(one) for one in network.occasions()]

    def _counts(self, live: "Sequence[Component]", network: Outgoing) -> dict[str, int]:
        birthdays = sum("rrule" in one for one in live)
        return {"events": len(live) - birthdays, "birthdays": birthdays, "later": network.later}


class PromiseCalendar(_CalendarFile):
    """The promises as to-dos, those done lately as completed."""

    name = "ics-tasks"
    about = "the promises, as to-dos in a file of their own, as many programs refuse to-dos among events"
    title = "followup: promises"
    component = "VTODO"

    def _live(self, network: Outgoing) -> "Sequence[Component]":
        return [_todo(one) for one in network.promises()]

    def _counts(self, live: "Sequence[Component]", network: Outgoing) -> dict[str, int]:
        done = sum(one["status"] == "COMPLETED" for one in live)
        return {"promises": len(live) - done, "done": done}


def _calendar(product: str, title: str) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", title)
    return calendar


def _event(occasion: Occasion) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", occasion.uid)
    _on(event, occasion.on)
    event.add("summary", occasion.summary)
    if occasion.description:
        event.add("description", occasion.description)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", list(occasion.categories))
    if occasion.url:
        event.add("url", occasion.url)
    if occasion.yearly:
        event.add("rrule", _every_year(*occasion.yearly))
    if occasion.reminds:
        event.add_component(_alarm(occasion.summary))
    return event


def _on(event: "Component", day: date) -> None:
    """An all-day event ends on the day after."""
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))


def _every_year(month: int, day: int) -> dict[str, object]:
    """29 February is kept on the last of the month, as in the app: the plain rule has it in leap years only."""
    if (month, day) == (2, 29):
        return {"freq": "yearly", "bymonth": 2, "bymonthday": -1}
    return {"freq": "yearly"}


def _alarm(text: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDER)
    alarm.add("description", text)
    return alarm


def _todo(promise: Promise) -> "Todo":
    from icalendar import Todo

    todo = Todo()
    todo.add("uid", promise.uid)
    todo.add("summary", promise.summary)
    if promise.description:
        todo.add("description", promise.description)
    if promise.on:
        todo.add("due", promise.on)
    todo.add("status", "COMPLETED" if promise.done_on else "NEEDS-ACTION")
    if promise.done_on:  # a moment is asked for; noon is the same day nearly everywhere
        todo.add("completed", datetime.combine(promise.done_on, time(12), UTC))
        todo.add("percent-complete", 100)
    todo.add("categories", ["followup"])
    return todo


def _stamp(one: "Component", as_of: date, number: int) -> None:
    """Says of which day and which edition a component is; the same all day, so that the same book is the same file."""
    for name in ("dtstamp", "sequence"):
        one.pop(name, None)
    one.add("dtstamp", datetime.combine(as_of, time(), UTC))
    one.add("sequence", number)


def _cancelled(former: "Component", as_of: date, number: int) -> "Component | None":
    """What says that a component of an earlier export is no more; None when that was said for long enough."""
    stamped = former.decoded("dtstamp", None)
    if former.get("status") == "CANCELLED":
        told = stamped.date() if isinstance(stamped, datetime) else as_of
        return former if (as_of - told).days <= CANCELLED_DAYS else None
    gone = type(former)()
    gone.add("uid", str(former["uid"]))
    if former.name == "VEVENT":
        starts = former.decoded("dtstart", None)
        _on(gone, starts if isinstance(starts, date) else as_of)
    gone.add("summary", _GONE)
    gone.add("status", "CANCELLED")
    _stamp(gone, as_of, number)
    return gone
