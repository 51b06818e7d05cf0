"""Text by terminal cells: how wide it is, cut to a width, wrapped, and set in columns."""

import unicodedata
from collections.abc import Iterable, Sequence

GAP = 2
"""Spaces between two columns."""
_JOINER = "\u200d"


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes; East Asian wide letters take two, marks and joined signs none."""
    if text.isascii():
        return len(text)
    total, joined = 0, False
    for letter in text:
        if letter == _JOINER:
            joined = True
            continue
        total += 0 if joined else _cells_of(letter)
        joined = False
    return total


def _cells_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def cut(text: str, width: int | None) -> str:
    """`text` in at most `width` cells, with an ellipsis where something is missing; None is no limit."""
    if width is None or cells(text) <= width:
        return text
    kept, used = [], 0
    for letter in text:
        used += 0 if letter == _JOINER else _cells_of(letter)
        if used > width - 1:
            break
        kept.append(letter)
    return f"{''.join(kept).rstrip()}…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """`text` with spaces after it up to `width` cells."""
    return text + " " * max(width - cells(text), 0)


def wrapped(text: str, width: int | None, indent: str = "") -> list[str]:
    """`text` in lines of at most `width` cells, each after `indent`; None keeps it in one line."""
    if width is None:
        return [f"{indent}{text}"]
    room = max(width - cells(indent), 20)
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [f"{indent}{cut(one, room)}" for one in (*lines, line)]


def widths(rows: Iterable[Sequence[str]], most: Sequence[int]) -> list[int]:
    """How wide each column must be for `rows`, none wider than its `most`."""
    found = [0] * len(most)
    for row in rows:
        for column, text in enumerate(row[: len(most)]):
            if found[column] < most[column]:
                found[column] = min(max(found[column], cells(text)), most[column])
    return found


def table(rows: Sequence[Sequence[str]], most: Sequence[int], width: int | None) -> list[str]:
    """Rows as lines of aligned columns.

    The last column takes what is left. On a terminal (`width` given) columns are cut at their `most` and lines at
    `width`; in a pipe nothing is ever cut.
    """
    limits = most if width is not None else [10_000] * len(most)
    wide = widths(rows, limits)
    lines = []
    for row in rows:
        *firsts, last = row
        start = "".join(padded(cut(text, wide[at]), wide[at] + GAP) for at, text in enumerate(firsts))
        lines.append(cut(f"{start}{last}".rstrip(), width))
    return lines
