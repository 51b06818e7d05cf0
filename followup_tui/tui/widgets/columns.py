"""Columns of a list and the widths they get: the least important ones are dropped whole when the list is narrow."""

from collections.abc import Sequence
from typing import NamedTuple

from followup_tui.tui.text import Align


class Column(NamedTuple):
    """One column. Width in cells; `grow` takes what is left over; the highest `drop` goes first, 0 never goes."""

    title: str
    width: int
    align: Align = "left"
    grow: bool = False
    drop: int = 0


GAP = 1
"""Cells between two columns."""


def column_widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Width of each column in a line of `width` cells; 0 for one that is dropped.

    `width` of a growing column is the least it is content with. When even the columns that are never dropped do not
    fit, the growing ones shrink.
    """
    kept = list(range(len(columns)))
    while _needed(columns, kept) > width:
        droppable = [index for index in kept if columns[index].drop]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda index: (columns[index].drop, index)))
    growing = [index for index in kept if columns[index].grow]
    widths = [columns[index].width if index in kept else 0 for index in range(len(columns))]
    spare = width - _needed(columns, kept)
    for place, index in enumerate(growing):
        share = spare // len(growing) + (1 if place < spare % len(growing) else 0)
        widths[index] = max(1, widths[index] + share)
    return tuple(widths)


def _needed(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return sum(columns[index].width for index in kept) + GAP * max(len(kept) - 1, 0)
