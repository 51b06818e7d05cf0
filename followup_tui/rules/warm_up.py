"""An easy one first: among the check-ins of a day, somebody who answered or talked with us not long ago.

Writing to people whom one is in touch with anyway made others reach out to an old friend two thirds more often (Aknin
and Sandstrom, 2024, Communications Psychology 2:34). Only the order changes, never who is on the list.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from followup_tui.model.cadence import Span
from followup_tui.rules.calendar import add_span, days_between
from followup_tui.rules.planner import PlanAhead
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Verdict

RECENT = Span(9, "month")
"""An exchange is no older: the six months of the usual cadence and half as long again, as far as a first silence
stretches a window (DESIGN, rule 6)."""
ANSWER_DAYS = 31
"""A message of ours so soon after one of theirs is its answer and ends the exchange; a later one begins another."""

Exchanged = Callable[[int, date], date | None]
"""Of a contact and a day: the day of the exchange that makes it easy to write to them then; None when it is not."""


def easy_since(touches: Touches, stands: Verdict, on: date) -> date | None:
    """The day of their last word, when writing to them on the day `on` is easy; else None.

    It is when that was lately, and the last thing between us: no message of ours waits for an answer, none of theirs
    either, no interview came after it and nothing follows from one, and they are no whole window late.
    """
    heard = touches.last_in
    if heard is None or touches.last is None or stands.anchor != touches.last:
        return None
    if stands.owes_since or stands.step or touches.unanswered > 1:
        return None
    if touches.unanswered and days_between(heard, touches.last) > ANSWER_DAYS:
        return None
    late = days_between(stands.latest, on) if stands.latest else 0
    return heard if late < max(stands.window_days, 1) and on <= add_span(heard, RECENT) else None


def with_warm_up(
    planned: Sequence[Planned], on: date, exchanged: Exchanged, moved: Mapping[int, date] = MappingProxyType({})
) -> tuple[Planned, ...]:
    """The list of a day with the easiest of its check-ins as the first of them, if there are two and one is easy.

    That is the one with the latest exchange; of equals, the one who comes first anyway. Who was `moved` to the day has
    it as a promise has: they stay where they are.
    """
    check_ins = [one.contact for one in planned if one.kind is Kind.CHECK_IN and moved.get(one.contact) != on]
    found = [(day, number) for number in check_ins if (day := exchanged(number, on))] if len(check_ins) > 1 else []
    return _begun_with(planned, check_ins, max(found, key=lambda one: one[0])[1]) if found else tuple(planned)


def _begun_with(planned: Sequence[Planned], check_ins: Collection[int], contact: int) -> tuple[Planned, ...]:
    """The list with one of these check-ins marked and first of them: after all who are there for another reason."""
    easy = [one._replace(warm_up=True) for one in planned if one.contact == contact]
    others = [one for one in planned if one.contact != contact]
    place = max((at for at, one in enumerate(others, start=1) if one.contact not in check_ins), default=0)
    return (*others[:place], *easy, *others[place:])


def in_order_of(ahead: PlanAhead, today: Sequence[Planned]) -> PlanAhead:
    """The weeks ahead with the people of the first day in the order of today's list."""
    places = {one.contact: at for at, one in enumerate(today)}
    first, *later = ahead.days
    ordered = sorted(first.planned, key=lambda one: places.get(one.contact, len(places)))
    known = tuple(today[places[one.contact]] if one.contact in places else one for one in ordered)
    return ahead._replace(days=(first._replace(planned=known), *later))


def with_warm_ups(ahead: PlanAhead, exchanged: Exchanged, moved: Mapping[int, date]) -> PlanAhead:
    """The weeks ahead with the warm-up of each day after the first, which has that of today's list."""
    first, *later = ahead.days
    days = (day._replace(planned=with_warm_up(day.planned, day.date, exchanged, moved)) for day in later)
    return ahead._replace(days=(first, *days))


def is_begun(done: Collection[int], asked: Collection[int], easy: Callable[[int], bool]) -> bool:
    """Whether the day had its warm-up: one of those who were written to was easy this morning.

    Not who was `asked` for something else, a promise or a birthday: they stand before the check-ins all day.
    """
    return any(easy(number) for number in done if number not in asked)
