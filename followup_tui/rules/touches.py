"""What a contact's interactions say about the two of us: when it was, who wrote last, who waits for an answer.

An interaction that was recorded after one of a later day (backdated) is history: it is shown, but it changes neither
who waits for whom nor the window, so that writing down the past never makes anyone more overdue (DESIGN, rule 5).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from followup_tui.model.records import Interaction
from followup_tui.model.words import Direction


class Unanswered(NamedTuple):
    """A run of messages of ours that nobody answered: the day of the last one, and on how many days we wrote."""

    last: date
    number: int


class Touches(NamedTuple):
    """The summary of a contact's interactions up to a day.

    `waiting` are the days of their messages since our last word, the first of them first. `last_out` is the last touch
    of ours, a talk included, `last_written` the last message of ours alone.
    """

    number: int = 0
    last: date | None = None
    last_direction: Direction | None = None
    last_in: date | None = None
    last_out: date | None = None
    unanswered: int = 0
    waiting: tuple[date, ...] = ()
    stretches: tuple[Unanswered, ...] = ()
    last_written: date | None = None

    @property
    def owes_since(self) -> date | None:
        """The day of their first message after our last word, or None when the last word is ours or was a talk."""
        return self.waiting[0] if self.waiting else None


NO_TOUCHES = Touches()


def touches_of(interactions: Iterable[Interaction], as_of: date) -> Touches:
    """The summary of what counts as contact up to and including `as_of`."""
    counted = [one for one in interactions if one.counts and one.on <= as_of]
    if len(counted) > 1:
        counted.sort(key=_order)
    return summary(counted)


def summary(counted: Sequence[Interaction]) -> Touches:
    """The summary of interactions that all count as contact, in the order of their days and then their ids."""
    if not counted:
        return NO_TOUCHES
    last_in = last_out = last_written = None
    waiting: list[date] = []
    stretches: list[Unanswered] = []
    unanswered = 0
    newest = counted[-1]
    for one in _as_recorded(counted):  # one loop for all: everybody's is summed up at every start
        if one.direction is Direction.OUT:
            # Two on one day are one attempt.
            unanswered += not (unanswered and one.on == last_written)
            last_out = last_written = one.on
            waiting = []
            continue
        if unanswered > 1 and last_written:
            stretches.append(Unanswered(last_written, unanswered))
        unanswered = 0
        last_in = one.on
        if one.direction is Direction.IN:
            waiting.append(one.on)
        else:
            last_out = one.on
            waiting = []
    if unanswered > 1 and last_written:
        stretches.append(Unanswered(last_written, unanswered))
    return Touches(
        number=len(counted),
        last=newest.on,
        last_direction=newest.direction,
        last_in=last_in,
        last_out=last_out,
        unanswered=unanswered,
        waiting=tuple(waiting),
        stretches=tuple(stretches),
        last_written=last_written,
    )


def _order(one: Interaction) -> tuple[date, int]:
    return one.on, one.id


def _as_recorded(ordered: Sequence[Interaction]) -> Sequence[Interaction]:
    """Those that were recorded in the order in which they happened; the last one is always among them."""
    chain: list[Interaction] = []
    lowest = ordered[-1].id + 1
    for one in reversed(ordered):
        if one.id < lowest:
            chain.append(one)
            lowest = one.id
    chain.reverse()
    return chain
