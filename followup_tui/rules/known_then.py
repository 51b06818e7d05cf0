"""What the file tells of a contact on a day in the past: who had been put off then, and what touches there were.

The verdict judges; this only takes back what came later. A touch or an interview has its day, and so has a decision
(archive, pause, snooze, a move to another day, the day that a spread gave). Cadence, tags and relation are as they are
now: the file does not keep what they were.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace

from followup_tui.model.records import Contact, Interaction, Interview, Mark
from followup_tui.model.words import MarkKind
from followup_tui.rules.touches import NO_TOUCHES, Touches, summary
from followup_tui.rules.verdict import Encounter, encounters

_REST = frozenset({MarkKind.SNOOZE, MarkKind.PAUSE, MarkKind.RESUME, MarkKind.PLAN})
"""Of these the last one holds."""
_SPREAD = frozenset({MarkKind.SPREAD})
_AWAY = frozenset({MarkKind.ARCHIVE, MarkKind.UNARCHIVE})


class History(NamedTuple):
    """A contact up to the day `as_of`: what counted as contact, the earliest first, and the interviews with them.

    `days` are the days of the interactions, `held` those on which an interview with them began, had a round, or ended;
    `marks` the decisions up to `as_of`. `spread`: so many were added on the same day that an import may have given them
    a longer first window; how long is not kept once it is over.
    """

    contact: Contact
    as_of: date
    interactions: tuple[Interaction, ...]
    days: tuple[date, ...]
    interviews: tuple[Interview, ...]
    held: tuple[date, ...]
    marks: tuple[Mark, ...]
    spread: bool = False

    @property
    def added(self) -> date | None:
        """The day they were added; None when the file does not say."""
        contact = self.contact
        return contact.added_on or (contact.created.date() if contact.created else None)

    def touches(self, day: date) -> Touches:
        """The summary of the interactions up to and including a day."""
        number = bisect_right(self.days, day)
        return summary(self.interactions[:number]) if number else NO_TOUCHES

    def last_touch(self, day: date) -> date | None:
        """The last touch up to and including a day."""
        place = bisect_right(self.days, day)
        return self.days[place - 1] if place else None

    def next_touch(self, day: date) -> date | None:
        """The first touch after a day, None when there is none up to `as_of`."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else None

    def met(self, day: date) -> Encounter | None:
        """The last interview with them up to and including a day."""
        return encounters(self.interviews, day).get(self.contact.id) if self.interviews else None

    def next_event(self, day: date) -> date:
        """The first day after a day on which something happened, or was decided; `as_of` at the latest."""
        days = [self.next_touch(day), self.contact.paused_on, self.contact.archived_on, *self.held]
        days += [one.on for one in self.marks]
        return min([self.as_of, *(one for one in days if one and one > day)])

    def is_known(self, day: date) -> bool:
        """Whether they had been added by the end of a day; everybody has by `as_of`."""
        added = self.added
        return added is None or added <= day or day >= self.as_of

    def is_first(self, day: date) -> bool:
        """Whether at the end of a day nothing has ended the window that began when they were added."""
        added = self.added or date.min
        last = self.last_touch(day)
        return (last is None or last < added) and not any(added <= held <= day for held in self.held)

    def on(self, day: date) -> Contact:
        """The contact as it was at the end of a day.

        A touch ends a snooze, a move to another day, and the first window that an import had spread out: of those who
        may have had one, nobody whom a touch reached later is held to have been overdue in it.
        """
        if not (self.marks or self.spread or self.contact.first_by or _is_put_off(self.contact)):
            return self.contact
        later, undecided = self.next_touch(day), any(one.on > day for one in self.marks)
        if later is None and not undecided:
            return self.contact
        changed: dict[str, Any] = {"first_by": self._first_by(day, later)}
        if self.marks or _is_put_off(self.contact):
            changed |= {**self._rest(day, later), **self._away(day)}
        if undecided:
            changed["marks"] = tuple(one for one in self.marks if one.on <= day)
        if all(getattr(self.contact, field) == value for field, value in changed.items()):
            return self.contact
        return replace(self.contact, **changed)

    def _first_by(self, day: date, later: date | None) -> date | None:
        """The day by which they were to be in touch, as an import or a spread gave it.

        A touch ends it; one on the day of a spread came after it, since who had been in touch was not late.
        """
        last = _last(self.marks, day, _SPREAD)
        if last:
            touched = self.last_touch(day)
            return last.until if touched is None or touched < last.on else None
        if later:
            return later if self.spread and self.is_first(day) else None
        return None if any(one.kind in _SPREAD for one in self.marks) else self.contact.first_by

    def _rest(self, day: date, later: date | None) -> dict[str, date | None]:
        """Snooze, move and pause on a day. Of those without a mark, the file knows only since when a pause is."""
        last = _last(self.marks, day, _REST)
        if last is None:
            decided = later is not None or any(one.kind in _REST for one in self.marks)
            return {
                "snoozed_until": None if decided else self.contact.snoozed_until,
                "planned_on": None if decided else self.contact.planned_on,
                "paused_on": _until(self.contact.paused_on, day),
            }
        holds = last.on >= (self.last_touch(day) or date.min)
        paused = last.kind is MarkKind.PAUSE
        return {
            "snoozed_until": last.until if holds and last.kind is MarkKind.SNOOZE else None,
            "planned_on": last.until if holds and last.kind is MarkKind.PLAN else None,
            "paused_on": last.on if paused else None,
            "paused_until": last.until if paused else None,
        }

    def _away(self, day: date) -> dict[str, date | None]:
        """Whether they were archived."""
        last = _last(self.marks, day, _AWAY)
        if last is None:
            return {"archived_on": _until(self.contact.archived_on, day)}
        return {"archived_on": last.on if last.kind is MarkKind.ARCHIVE else None}


def history_of(
    contact: Contact,
    interactions: Iterable[Interaction],
    interviews: Iterable[Interview],
    as_of: date,
    *,
    spread: bool = False,
) -> History:
    """The history of a contact up to a day; interviews are judged by their own days."""
    counted = sorted((one for one in interactions if one.counts and one.on <= as_of), key=lambda one: (one.on, one.id))
    marks = tuple(one for one in contact.marks if one.on <= as_of) if contact.marks else ()
    with_them = tuple(interviews)
    held = {day for one in with_them for day in (one.began, one.ended, *(turn.on for turn in one.rounds)) if day}
    days = tuple(one.on for one in counted)
    return History(contact, as_of, tuple(counted), days, with_them, tuple(held), marks, spread)


def _is_put_off(contact: Contact) -> bool:
    return bool(contact.snoozed_until or contact.planned_on or contact.paused_on or contact.archived_on)


def _until(on: date | None, day: date) -> date | None:
    return on if on and on <= day else None


def _last(marks: Sequence[Mark], day: date, kinds: frozenset[MarkKind]) -> Mark | None:
    """The last of such decisions up to a day; of two on one day the one written last."""
    found = [one for one in reversed(marks) if one.kind in kinds and one.on <= day]
    return max(found, key=lambda one: one.on) if found else None
