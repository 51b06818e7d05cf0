"""Names beside a plot: how many cells they take, cut, and stood in for while plotext, which counts letters, draws."""

import unicodedata
from collections.abc import Callable

_NAMES_FROM, _REST = 0xE100, "\ue000"
"""Letters of the private use area: no name that was cleaned has one."""


def cells_of(text: str) -> int:
    """Terminal cells of a text: East Asian wide letters take two, marks none."""
    return sum(_cells_of_letter(letter) for letter in text)


def _cells_of_letter(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def cut_to(text: str, width: int) -> str:
    """A text in at most so many cells, with an ellipsis where something is missing."""
    if cells_of(text) <= width:
        return text
    kept = ""
    for letter in text:
        if cells_of(kept + letter) > width - 1:
            break
        kept += letter
    return f"{kept.rstrip()}…"


class Written(str):
    """What is written below an axis, the same in every run.

    Plotext keeps it in a set, whose order depends on the hash, and moves it by what is there already.
    """

    __slots__ = ()

    def __hash__(self) -> int:
        """A number that does not differ from run to run."""
        return len(self)

    def __str__(self) -> str:
        """Itself, where Plotext asks for a string."""
        return self


class Names:
    """Stand-ins for names while plotext lays them out, which counts letters: one takes two cells, another none."""

    def __init__(self, cells: Callable[[str], int]) -> None:
        self._cells = cells
        self._names: list[str] = []

    def held(self, name: str) -> str:
        """As many letters as the name has cells."""
        if not name:
            return ""
        self._names.append(name)
        return chr(_NAMES_FROM + len(self._names) - 1) + _REST * (self._cells(name) - 1)

    def put_back(self, drawn: str) -> str:
        """What was drawn, with the names."""
        names = {_NAMES_FROM + place: name for place, name in enumerate(self._names)}
        return drawn.translate({ord(_REST): None, **names})
