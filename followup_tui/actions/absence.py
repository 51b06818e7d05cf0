"""Days away: kept in the settings, and what they would mean for the weeks ahead."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.outcome import Refused
from followup_tui.actions.plan_settings import SettingsChange, change_plan, with_plan
from followup_tui.book import Book
from followup_tui.model.settings import Away, Settings
from followup_tui.opening import load_settings
from followup_tui.rules.calendar import capacity_on, days_between
from followup_tui.rules.period import parse_period, period_words
from followup_tui.rules.plan_difference import DayChange, Shift, day_changes, shifts
from followup_tui.rules.planner import LONGEST, SHORTEST, PlanAhead
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import counted, listed_names, weekday_words
from followup_tui.safekeeping import Tell, untold

AFTER = 13
"""Weeks of the plan that are looked at after the return."""
DAY = timedelta(days=1)
CALL = "followup plan away"


class Absence(NamedTuple):
    """What being away from `first` to `last` would mean.

    `work_days` and `places` are what the plan loses (people that these days would have held); `lost` how many more
    windows would close unserved in the weeks looked at, `breaks_on` the first day on which one would. `fixed` are the
    promises, birthdays and moved people that fall into it and keep their day. `sentences` say it for people.
    """

    first: date
    last: date
    work_days: int
    places: int
    lost: int
    breaks_on: date | None
    fixed: tuple[int, ...]
    shifted: tuple[Shift, ...]
    days: tuple[DayChange, ...]
    sentences: tuple[str, ...]


def away_of(text: str, as_of: date) -> Away:
    """The days away that a text means: ``3-17 August``, ``20 Dec to 5 Jan``, two ISO dates, ``next mon 2w``.

    Raises:
        BadWhen: it cannot be read, ends before it begins, is over, or is longer than a year.
    """
    first, last = parse_period(text, as_of)
    return Away(first=first, last=last)


def away_words(away: Away, as_of: date) -> str:
    """``3-17 Aug``."""
    return period_words(away.first, away.last, as_of)


def coming_away(settings: Settings, as_of: date) -> tuple[Away, ...]:
    """The times away that are not over, the next one first."""
    return tuple(one for one in joined(settings.plan.away) if one.last >= as_of)


def joined(periods: Iterable[Away]) -> tuple[Away, ...]:
    """The same days in as few periods as there can be, in order."""
    found: list[Away] = []
    for one in sorted(periods, key=lambda one: (one.first, one.last)):
        if found and one.first <= found[-1].last + DAY:
            found[-1] = Away(first=found[-1].first, last=max(found[-1].last, one.last))
        else:
            found.append(one)
    return tuple(found)


def add_away(config: Path, first: date, last: date, *, as_of: date, rehearse: bool = False) -> SettingsChange:
    """Keeps in the settings that one is away from `first` to `last`; what overlaps or adjoins becomes one time away.

    `rehearse`: nothing is written.

    Raises:
        Refused: these days are away already, or the last one comes before the first.
        StoreError: the settings file cannot be read or written.
        BadSettings: it cannot be used.
    """
    new = Away(first=first, last=last)
    if last < first:
        raise Refused(f"That ends ({last.isoformat()}) before it begins ({first.isoformat()}).")
    settings = load_settings(config)
    held = settings.plan.away
    if any(one.first <= first and last <= one.last for one in joined(held)):
        raise Refused(f"You are away on {away_words(new, as_of)} already.")
    near = [one for one in held if one.first <= last + DAY and first <= one.last + DAY]
    kept = tuple(one for one in held if one not in near)
    (whole,) = joined([*near, new])
    added = [new]
    for one in held:
        added = [part for new_part in added for part in _without(new_part, one)]
    said = f"Away {away_words(whole, as_of)}"
    back = " && ".join(f"{CALL} remove {period_argument(one)}" for one in added)
    changes = {"away": tuple(sorted((*kept, whole), key=lambda one: one.first))}
    return change_plan(None if rehearse else config, settings, changes, said, back)


def remove_away(config: Path, first: date, last: date, *, as_of: date, rehearse: bool = False) -> SettingsChange:
    """Takes days out of the times away: a whole one, or its beginning, end or middle. `rehearse`: nothing is written.

    Raises:
        Refused: one is away on none of these days.
        StoreError: the settings file cannot be read or written.
        BadSettings: it cannot be used.
    """
    settings = load_settings(config)
    held, gone = settings.plan.away, Away(first=first, last=last)
    left = tuple(part for one in held for part in _without(one, gone))
    if left == held:
        raise Refused(f"You are not away on {away_words(gone, as_of)}; followup plan away list shows when you are.")
    taken = joined(Away(first=max(one.first, first), last=min(one.last, last)) for one in held if _meet(one, gone))
    span = Away(first=taken[0].first, last=taken[-1].last)
    back = " && ".join(f"{CALL} {period_argument(one)}" for one in taken)
    return change_plan(
        None if rehearse else config, settings, {"away": left}, f"Not away {away_words(span, as_of)}", back
    )


def away_meant(settings: Settings, text: str, as_of: date) -> Away:
    """The days away that words mean: the number of a time in the list (`coming_away`), a day of it, or days as such.

    Raises:
        Refused: there is no such number.
        BadWhen: the words cannot be read.
    """
    held, words = coming_away(settings, as_of), text.strip()
    if words.isdecimal():
        if not 1 <= int(words) <= len(held):
            raise Refused(f"There is no time away {words[:9]}: followup plan away list numbers those there are.")
        return held[int(words) - 1]
    for one in held:
        with suppress(BadWhen):
            if one.first <= parse_when(words, one.last, "past") <= one.last:
                return one
    return away_of(words, as_of)


def period_argument(away: Away) -> str:
    """The days as they can be typed in a shell; two days, also where they are one, as one alone means a whole time."""
    return f"{away.first.isoformat()} {away.last.isoformat()}"


def _without(one: Away, gone: Away) -> Iterator[Away]:
    if not _meet(one, gone):
        yield one
        return
    if one.first < gone.first:
        yield Away(first=one.first, last=gone.first - DAY)
    if gone.last < one.last:
        yield Away(first=gone.last + DAY, last=one.last)


def _meet(one: Away, other: Away) -> bool:
    return one.first <= other.last and other.first <= one.last


def foresee_away(
    book: Book, first: date, last: date, spread: str = "followup plan replan", tell: Tell = untold
) -> Absence:
    """What being away on these days would mean; nothing is changed. `spread` is what to type to spread who is late.

    Where the book is in use, give its `rehearsal`: then it may take its time in any thread.

    Raises:
        Stopped: by `tell`.
    """
    as_of, plan = book.as_of, book.settings.plan
    weeks = min(max(SHORTEST, days_between(as_of, last) // 7 + AFTER), LONGEST)
    trial = book.rehearsal()
    trial.use_settings(with_plan(book.settings, away=joined((*plan.away, Away(first=first, last=last)))))
    before, after = book.plan_ahead(weeks, tell), trial.plan_ahead(weeks, tell)
    span = (max(first, as_of) + timedelta(days=step) for step in range(days_between(max(first, as_of), last) + 1))
    held = [room for day in span if (room := capacity_on(day, plan))]
    fixed = tuple(dict.fromkeys(
        who.contact
        for day in after.days if max(first, as_of + DAY) <= day.date <= last
        for who in (*day.planned, *day.also)
    ))  # fmt: skip
    found = Absence(
        first, last, len(held), sum(held), after.unserved - before.unserved, after.breaks_on, fixed,
        shifts(before, after), day_changes(before, after), (),
    )  # fmt: skip
    return found._replace(sentences=tuple(_sentences(book, found, before, after, spread)))


def _sentences(book: Book, found: Absence, before: PlanAhead, after: PlanAhead, spread: str) -> Iterator[str]:
    as_of = book.as_of
    if not found.work_days:
        yield "The plan has nobody on these days as it is."
    else:
        yield f"That is {counted(found.work_days, 'work day')} and {counted(found.places, 'place')} less."
    if found.fixed:
        names = listed_names([book.contacts[one].name for one in found.fixed])
        yield f"Promises, birthdays and people you moved keep their day, also then: {names}."
    if found.lost > 0:
        more = counted(found.lost, "more window closes", "more windows close")
        first = ""
        if after.breaks_on and after.breaks_on != before.breaks_on:
            first = f", the first on {weekday_words(after.breaks_on, as_of)}"
        yield f"{more} unserved{first}: {spread} spreads who is late when you are back."
    elif found.work_days and after.breaks_on is None:
        yield "Everybody still fits."
    elif found.work_days:
        yield "No more windows close unserved than without it."
