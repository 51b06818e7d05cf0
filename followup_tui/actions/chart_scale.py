"""How counts are brought to rows and cells: in steps that people count in, and always from 0."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count as from_
from typing import NamedTuple


class Scale(NamedTuple):
    """An axis of `cells` cells that begins at 0; each stands for `unit`."""

    unit: Fraction
    cells: int

    def filled(self, number: int) -> int:
        """How many cells a number fills, to the nearest; something is never nothing."""
        return max(int(number / self.unit + Fraction(1, 2)), 1) if number > 0 else 0

    def ticks(self, apart: int) -> tuple[int, ...]:
        """The whole numbers written beside the axis, so many cells apart or more; 0 is not among them."""
        step = next(step for step in _steps() if step / self.unit >= apart)
        return tuple(range(step, int(self.cells * self.unit) + 1, step))


def scale_for(top: int, cells: int) -> Scale:
    """The finest scale on which `top` has room; few are drawn in so many cells each that all are equally high."""
    cells, top = max(cells, 1), max(top, 1)
    return Scale(Fraction(1, cells // top) if top <= cells else Fraction(top, cells), cells)


def _steps() -> Iterator[int]:
    for power in from_():
        yield from (step * 10**power for step in (1, 2, 5))
