"""Whose turn it is on a day: one rule for today's list and for the plan of the weeks. Days are numbers.

Whoever was late first would make the next one late in turn, and a pace that is a little too low would lose nearly every
window. So those who can still be kept have the last day on which they can, and all room besides goes to the late,
by how far they are past their window in lengths of it; then come those who can wait, who closes first first. Before
all come those who are late for very long, whose window closed first first, so that nobody waits for ever.
"""

from collections.abc import Sequence

HORIZON = 28
"""Nobody late waits for the sake of somebody whose window has more than so many days to go."""
SPARE = 4
"""One place in so many of the days ahead is left to what nobody can foresee."""
LONG = 120
"""Whoever is late by so many days comes before those who are not, whatever their cadence."""


def long_from(allowed: int) -> int:
    """From how many days past the window on somebody is late for long, whose cadence allows so many days in all."""
    return max(min(allowed, LONG), 1)


def lengths_late(days: int, window_days: int) -> float:
    """How far past the window, in lengths of the window: 60 days late means more for 2 weeks than for 6 months."""
    return days / window_days if window_days else 0.0


def pressed(closing: Sequence[int], held: Sequence[int], room: int) -> int:
    """How many have to be written to today, or somebody whose window is still open will be late: closing first.

    `closing` counts the open windows that close today, tomorrow and so on, as far as `HORIZON`; `held` says how many
    people each of those days holds; `room` is what is left of today. Time runs backwards from every closing day: as
    many as close by then, less the places that the days ahead have for them, cannot wait. A quarter of those places is
    left to replies, birthdays and whoever comes due meanwhile.
    """
    number = ahead = most = 0
    for day, windows in enumerate(closing):
        if day:
            ahead += held[day]
        if windows:
            number += windows
            most = max(most, number - ahead * (SPARE - 1) // SPARE)
            if most >= room:
                return room
    return most


def held_back(closes: int, day: int, courtesy: int, colleague: int, *, is_pressed: bool, is_met: bool) -> bool:
    """Whether somebody waits on a day for a colleague's sake; `courtesy` is the number of days between two of them.

    `colleague` is the last day on which one was written to, `is_met` whether one is on this one. Nobody waits if their
    window closes before that wait is over, nor do those of the pressed whose window closes within the days of courtesy.
    """
    if is_pressed and closes < day + courtesy:
        return False
    over = colleague + courtesy
    return is_met or (day < over and not day <= closes < over)
