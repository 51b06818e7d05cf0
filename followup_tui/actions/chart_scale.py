"""How counts are brought to rows and cells: in steps that people count in, equally far apart, and always from 0."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count as from_
from itertools import islice
from typing import NamedTuple

_WIDEST = 3
"""Ticks are at most so many times as far apart as they have to be: then some scale leaves little room empty."""

_NEARLY = Fraction(5, 4)
"""A scale so little coarser is as good, and better where it has more ticks."""


class Scale(NamedTuple):
    """An axis of `cells` cells that begins at 0; each stands for `unit`, and every `step` has a tick."""

    unit: Fraction
    cells: int
    step: int

    def filled(self, number: int) -> int:
        """How many cells a number fills, to the nearest; something is never nothing."""
        return max(int(number / self.unit + Fraction(1, 2)), 1) if number > 0 else 0

    def holds(self, number: int) -> bool:
        """Whether a number has room."""
        return self.filled(number) <= self.cells

    @property
    def ticks(self) -> tuple[int, ...]:
        """The whole numbers written beside the axis; 0 is not among them."""
        return tuple(range(self.step, int(self.cells * self.unit) + 1, self.step))


def scale_for(top: int, cells: int, apart: int = 1) -> Scale:
    """The finest scale on which `top` has room, or nearly, and its ticks are `apart` cells or more from each other.

    From one to the next it is always as many cells: few are drawn in so many cells each, and of many so many to a cell
    that a step fills whole ones.
    """
    cells, top, apart = max(cells, 1), max(top, 1), max(apart, 1)
    if top <= cells:
        unit = Fraction(1, cells // top)
        return Scale(unit, cells, next(step for step in _steps() if step / unit >= apart))
    needed = Fraction(top, cells)
    steps = islice((step for step in _steps() if step >= needed * apart), _WIDEST)
    units = ((Fraction(step, between), step) for step in steps for between in range(apart, _WIDEST * apart + 1))
    fitting = [one for one in units if one[0] >= needed]
    finest = min(fitting)[0]
    step, unit = min((step, unit) for unit, step in fitting if unit <= finest * _NEARLY)
    return Scale(unit, cells, step)


def _steps() -> Iterator[int]:
    for power in from_():
        yield from (step * 10**power for step in (1, 2, 5))
