"""The weeks ahead as rows: a line a week or a day with its load as a bar, and the people of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from followup_tui.book import Book
from followup_tui.model.settings import WEEKDAYS, Plan
from followup_tui.model.words import Status
from followup_tui.rules.calendar import days_between, is_away
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.today import Kind
from followup_tui.rules.wording import DAYS, counted, day_month, day_words
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, note, section

BAR = 16
WIDE_BAR = 40
"""Cells of a bar at most, here where there is room."""
PEOPLE_COLUMNS: Final = (
    Column("name", 15, grow=True),
    Column("company", 10, grow=True, drop=3),
    Column("why", 15, grow=True),
    Column("window", 12, drop=2),
)
DAY_COLUMN: Final = Column("day", 10, drop=1)
"""Stands before them where they are of several days."""
SIGNS: Final[Mapping[Kind, str]] = {Kind.REPLY: "<", Kind.TASK: "@", Kind.INTERVIEW: "^", Kind.BIRTHDAY: "&"}
"""The signs of the day's list (badges); what has none is a check-in."""
MOVED: Final = "="
"""Somebody who was moved to the day by hand."""
AGAIN: Final = "~"
"""The touch after the next: what is expected, and not yet planned for."""
Moved = Mapping[int, date]
"""To which day somebody was moved by hand."""


class Week(NamedTuple):
    """Seven days from a Monday on; the first and the last of a plan may have fewer."""

    monday: date
    days: tuple[Day, ...]

    @property
    def load(self) -> int:
        """How many people are to be written to."""
        return sum(day.load for day in self.days)

    @property
    def capacity(self) -> int:
        """How many people the days hold."""
        return sum(day.capacity for day in self.days)


class Who(NamedTuple):
    """Somebody on a day of the plan; `kind` is None for a touch after the next.

    `is_moved`: to this day, by hand. `warm_up`: an easy one, before the other check-ins of the day. `is_besides`: a
    promise or birthday of somebody who is written to before it.
    """

    contact: int
    on: date
    kind: Kind | None
    task: int = 0
    is_moved: bool = False
    warm_up: bool = False
    is_besides: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether the day is theirs, and not the plan's to choose."""
        return self.is_moved or self.kind in SIGNS


def weekday_month(day: date) -> str:
    """``Fri 27 Nov``: a day of the coming half year needs no year."""
    return f"{DAYS[day.weekday()]} {day_month(day)}"


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(ahead: PlanAhead) -> tuple[Week, ...]:
    """The weeks of a plan, from Monday to Sunday, as work is."""
    weeks: dict[date, list[Day]] = {}
    for day in ahead.days:
        weeks.setdefault(monday_of(day.date), []).append(day)
    return tuple(Week(monday, tuple(days)) for monday, days in weeks.items())


def is_over(day: Day) -> bool:
    """Whether more people are on a day than it holds. A promise or birthday on a day off asks for no room."""
    return 0 < day.capacity < day.load


def load_words(days: Sequence[Day]) -> str:
    """``2 of 3``, ``4 of 3 !`` where a day is over, ``15 of 15 +1`` with somebody on a day off; only those: ``1``."""
    load, off = sum(day.load for day in days if day.capacity), sum(day.load for day in days if not day.capacity)
    room = sum(day.capacity for day in days)
    if not room:
        return f"{off:,}" if off else ""
    over = any(is_over(day) for day in days)
    return f"{load:,} of {room:,}{f' +{off:,}' if off else ''}{' !' if over else ''}"


def load_columns(rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of weeks or days; the loads and bars of these rows are whole."""
    load, drawn = (max((len(row.cells[at].text) for row in rows if row.kind == "row"), default=0) for at in (1, 2))
    return (
        Column("day", 10),
        Column("load", load),
        Column("bar", drawn),
        Column("note", 12, grow=True),
        Column("windows", 22, "right", drop=1),
    )


def week_rows(ahead: PlanAhead, plan: Plan, moved: Moved, glyphs: Glyphs, cells: int = BAR) -> Iterator[Row]:
    """A row a week; its key is the Monday."""
    weeks = weeks_of(ahead)
    most = max((max(week.load, week.capacity) for week in weeks), default=0)
    for week in weeks:
        notes = [_break_words(ahead, week.days), *_off_words(week.days, plan)]
        drawn = bar(week.days, most, moved, glyphs, cells)
        yield _row(week.monday, day_month(week.days[0].date), week.days, notes, drawn)


def day_rows(ahead: PlanAhead, plan: Plan, moved: Moved, glyphs: Glyphs, cells: int = BAR) -> Iterator[Row]:
    """A row a day that holds somebody or could, under a title a week; days away are one line."""
    most = max((max(day.load, day.capacity) for day in ahead.days), default=0)
    for week in weeks_of(ahead):
        yield section(f"week of {day_words(week.monday, ahead.as_of)}: {load_words(week.days) or 'nobody'}")
        off: list[Day] = []
        for day in week.days:
            if not day.load and not day.capacity:
                off += [day] if _off_word(day.date, plan) else []
                continue
            yield from _off_note(off, plan)
            off = []
            words = [_break_words(ahead, (day,)), _off_word(day.date, plan) or ("" if day.capacity else "day off")]
            yield _row(day.date, weekday_month(day.date), (day,), words, bar((day,), most, moved, glyphs, cells))
        yield from _off_note(off, plan)


def _row(key: date, words: str, days: Sequence[Day], notes: Sequence[str], drawn: str) -> Row:
    """`notes` begin with what is said of the break, an empty text when there is none."""
    over = any(is_over(day) for day in days)
    role = "late" if over else "" if any(day.load for day in days) else "quiet"
    return Row(
        key,
        (
            Cell(words),
            Cell(load_words(days), "late" if over else ""),
            Cell(drawn, role),
            Cell(", ".join(filter(None, notes)), "problem" if notes[0] else "quiet"),
            Cell(windows_words(days[0]), "quiet"),
        ),
    )


def bar(days: Sequence[Day], most: int, moved: Moved, glyphs: Glyphs, cells: int) -> str:
    """A sign a person: who has a day of their own, check-ins, what is expected after them; then the free room.

    Who is more than the days hold stands behind a ``|``. When `most` people do not fit, a sign stands for several.
    """
    everybody = list(people_of(days, moved))
    order = sorted(everybody, key=lambda who: (not who.is_fixed, who.kind is None))
    people = [_sign(who) or glyphs.bar_full for who in order]
    beyond = sum(max(day.load - day.capacity, 0) for day in days if day.capacity)
    free = sum(max(day.capacity - day.load, 0) for day in days)
    inside = [*people[: len(people) - beyond], *[glyphs.bar_empty] * free]
    scale = min(1.0, (cells - 1) / most) if most else 1.0
    drawn = _sampled(inside, scale)
    return f"{drawn}|{_sampled(people[len(people) - beyond :], scale)}" if beyond else drawn


def _sign(who: Who) -> str:
    """Why somebody is on a day, in one sign; empty for a check-in, which is what the plan is full of."""
    if who.kind is None:
        return AGAIN
    return SIGNS.get(who.kind, MOVED if who.is_moved else "")


def _sampled(cells: Sequence[str], scale: float) -> str:
    size = min(len(cells), max(round(len(cells) * scale), 1)) if cells else 0
    return "".join(cells[at * len(cells) // size] for at in range(size))


def windows_words(day: Day) -> str:
    """``12 open, 3 overdue``: whose window is open, and whose has closed, in the morning."""
    return _numbers((day.due + day.new, "open"), (day.overdue, "overdue"))


def _numbers(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{number:,} {words}" for number, words in counts if number)


def _break_words(ahead: PlanAhead, days: Sequence[Day]) -> str:
    if ahead.breaks_on is None or not days[0].date <= ahead.breaks_on <= days[-1].date:
        return ""
    return "breaks" if len(days) == 1 else f"breaks {day_month(ahead.breaks_on)}"


def _off_word(day: date, plan: Plan) -> str:
    """``holiday`` or ``away`` for a day that would be one of work."""
    if WEEKDAYS[day.weekday()] not in plan.workdays:
        return ""
    if is_away(day, plan):
        return "away"
    return "holiday" if day in plan.holidays else ""


def _off_words(days: Sequence[Day], plan: Plan) -> list[str]:
    """``holiday 25 Dec``, ``away 5 days``."""
    holidays = [day.date for day in days if _off_word(day.date, plan) == "holiday"]
    away = sum(_off_word(day.date, plan) == "away" for day in days)
    words = [f"away {counted(away, 'day')}"] if away else []
    if len(holidays) > 1:
        return [*words, counted(len(holidays), "holiday")]
    return [*words, *(f"holiday {day_month(day)}" for day in holidays)]


def _off_note(off: Sequence[Day], plan: Plan) -> Iterator[Row]:
    if off:
        words = " and ".join(dict.fromkeys(_off_word(day.date, plan) for day in off))
        first, last = weekday_month(off[0].date), weekday_month(off[-1].date)
        yield note(f"{first}: {words}" if first == last else f"{first} to {last}: {words}")


# The people


def people_of(days: Sequence[Day], moved: Moved) -> Iterator[Who]:
    """Everybody on these days, day by day, who has a day of their own first."""
    for day in days:
        entries = (
            Who(one.contact, day.date, one.kind, one.task, moved.get(one.contact) == day.date, one.warm_up, is_besides)
            for is_besides, ones in ((False, day.planned), (True, day.also))
            for one in ones
        )
        yield from sorted(entries, key=lambda who: not who.is_fixed)
        for contact in day.again:
            yield Who(contact, day.date, None)


def people_rows(book: Book, days: Sequence[Day], closes: Mapping[int, date], moved: Moved) -> Iterator[Row]:
    """The people of these days, with the day where there are several; `closes` has the last days of their windows.

    Each has their day beside them: where it stood with the first of a day alone, it was gone with a line scrolled.
    """
    for who in people_of(days, moved):
        contact = book.contacts.get(who.contact)
        if contact is None:
            continue
        window, role = _window(who, closes)
        cells = (Cell(weekday_month(who.on), "quiet"),) if len(days) > 1 else ()
        yield Row(
            who,
            (
                *cells,
                Cell(contact.name),
                Cell(book.company_name(contact.company), "quiet"),
                Cell(why_words(book, who), "promise" if who.is_fixed else ""),
                Cell(window, role),
            ),
            role="" if who.kind else "quiet",
        )


def why_words(book: Book, who: Who) -> str:
    """Why somebody is on a day: ``@ promise: send the paper``, ``check-in``, ``~ again, expected``."""
    if who.kind is None:
        return f"{AGAIN} again, expected"
    if who.is_moved and who.kind is Kind.CHECK_IN:
        return f"{MOVED} moved here"
    if who.kind is Kind.CHECK_IN:
        new = who.contact in book.contacts and book.verdict(who.contact).status is Status.NEW
        return "  first message" if new else "  warm up" if who.warm_up else "  check-in"
    task = book.tasks.get(who.task)
    words = {Kind.REPLY: "waits for an answer", Kind.INTERVIEW: "after an interview", Kind.BIRTHDAY: "birthday"}
    said = words.get(who.kind) or (f"promise: {task.text}" if task else "promise")
    return f"{SIGNS[who.kind]} {said}"


def _window(who: Who, closes: Mapping[int, date]) -> tuple[str, str]:
    """``until 12 Jan``, or by how much the day is too late."""
    last = closes.get(who.contact)
    if last is None or who.kind is None or who.is_besides:
        return "", "quiet"
    late = days_between(last, who.on)
    if late > 0:
        return f"! {late:,}d late", "late"
    return f"until {day_month(last)}", "quiet"


def about_words(days: Sequence[Day], moved: Moved, as_of: date) -> list[str]:
    """What there is to say of a week or a day, in sentences without a full stop."""
    free = sum(max(day.capacity - day.load, 0) for day in days)
    off = sum(day.load for day in days if not day.capacity)
    everybody = list(people_of(days, moved))
    again = sum(who.kind is None for who in everybody)
    fixed = sum(who.is_fixed for who in everybody)
    check_ins = len(everybody) - fixed - again
    parts = [
        counted(check_ins, "check-in") if check_ins else "",
        f"{fixed:,} fixed" if fixed else "",
        f"{again:,} again, expected" if again else "",
        f"{off:,} of them on {'days' if off > 1 else 'a day'} off" if off else "",
        counted(free, "free place") if free else "",
    ]
    day = days[0]
    morning = "this morning" if day.date == as_of else "that morning" if len(days) == 1 else "on its first morning"
    stands = _numbers((day.due, "due"), (day.new, "new"), (day.overdue, "overdue"))
    return [", ".join(filter(None, parts)) or "nobody", f"{morning}: {stands or 'nobody due'}"]
