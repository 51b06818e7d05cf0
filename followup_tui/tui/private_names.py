"""For sharing a screen: names of people shrink to their first letter, wherever they are drawn.

The letters that go are replaced cell for cell, so that nothing on the screen moves. It works on what is drawn, not on
what is kept: the list, the timeline, the message and every dialog are covered without knowing of it.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from followup_tui.model.clean import folded

if TYPE_CHECKING:
    from followup_tui.model.records import Contact

_WORD: Final = re.compile(r"[\w.+-]+@[\w.-]+|[^\W\d_]+")
SHORTEST: Final = 2
"""A name of one letter is an initial already."""


def names_of(contacts: "Iterable[Contact]") -> frozenset[str]:
    """Every word of every name, folded."""
    words = (word for one in contacts for word in _WORD.findall(f"{one.name} {one.given} {one.family}"))
    return frozenset(folded(word) for word in words if len(word) >= SHORTEST)


def initials(text: str, names: frozenset[str], dot: str) -> str:
    """A text with the words of `names`, and every e-mail address, cut to a first letter and dots of the same width."""
    return _WORD.sub(lambda match: _hidden(match[0], dot) if _is_name(match[0], names) else match[0], text)


class Initials(LineFilter):
    """Draws initials instead of names; off until it is wanted."""

    def __init__(self, dot: str) -> None:
        super().__init__(enabled=False)
        self.names: frozenset[str] = frozenset()
        self._dot = dot

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without names."""
        del background
        return [
            segment if segment.control else Segment(initials(segment.text, self.names, self._dot), segment.style)
            for segment in segments
        ]


def _is_name(word: str, names: frozenset[str]) -> bool:
    return "@" in word or folded(word) in names


def _hidden(word: str, dot: str) -> str:
    return word[0] + dot * (cell_len(word) - cell_len(word[0]))
