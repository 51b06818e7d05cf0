"""Until when each of many new contacts may wait for a first hello, so that an import is no wall (DESIGN, rule 2)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from followup_tui.model.records import Contact
from followup_tui.model.validation import LATEST


class Stagger:
    """Hands out places in the queue of first hellos, in the order of asking.

    Every day from `as_of` on, that day included, has as many places as `capacity` says: `plan.per_day` on a work day,
    none on others. The first `waiting` places belong to those who are new already. So with 3 a day, nobody waiting and
    1,000 people, the last one's place is the 334th work day: 15 months away. `ordinary_end` is the day on which a
    contact's first window closes by their cadence (six months by default), None for somebody who is never due; they
    take no place. A contact whose place is later than that gets it as `first_by`; all others need none.
    """

    def __init__(
        self,
        as_of: date,
        waiting: int,
        capacity: Callable[[date], int],
        ordinary_end: Callable[[Contact], date | None],
    ) -> None:
        self._places = islice(_places(as_of, capacity), waiting, None)
        self._ordinary_end = ordinary_end

    def first_by(self, contact: Contact) -> date | None:
        """The day by which the next contact in the queue comes up, None when their cadence brings them up by then."""
        end = self._ordinary_end(contact)
        if end is None:
            return None
        place = next(self._places, LATEST)
        return place if place > end else None


def _places(day: date, capacity: Callable[[date], int]) -> Iterator[date]:
    while day < LATEST:
        for _ in range(capacity(day)):
            yield day
        day += timedelta(days=1)
