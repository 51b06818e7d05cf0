"""The quiet day that is offered."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from followup_tui.rules.load import quiet_day
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.today import Kind, Planned

MONDAY = date(2026, 11, 23)


def a_plan(days: Sequence[tuple[int, int]]) -> PlanAhead:
    """A plan with so many people on each day, and so much room."""
    made = [
        Day(MONDAY + timedelta(step), room, tuple(Planned(one, Kind.CHECK_IN) for one in range(load)), (), 0, 0)
        for step, (load, room) in enumerate(days)
    ]
    return PlanAhead(MONDAY, tuple(made), (), None, 0, 0, False)


@pytest.mark.parametrize(
    ("days", "best"),
    [
        ([(0, 3), (3, 3), (1, 3), (0, 3), (0, 3)], 3),  # the earlier of two; not today
        ([(0, 3), (0, 0), (2, 3), (3, 3)], 2),  # a day off is no quiet day
        ([(3, 3)] * 20 + [(2, 3), (0, 3)], 20),  # none within two weeks: the first with room
        ([(3, 3), (5, 3), (4, 3), (4, 3)], 2),  # none at all: the least full
        ([(0, 0)] * 5, 1),  # nobody works: tomorrow
    ],
)
def test_the_quiet_day_is_the_roomiest_soon_else_the_first_with_room(days: list[tuple[int, int]], best: int) -> None:
    assert quiet_day(a_plan(days)) == MONDAY + timedelta(days=best)
