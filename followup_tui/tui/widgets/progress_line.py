"""A line that says how far work is."""

from collections.abc import Iterable
from typing import Final

from followup_tui.tui.text import cut
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.one_line import OneLine, Spot

_BAR: Final = 30
"""Cells of the progress bar at most."""


class ProgressLine(OneLine):
    """``Reading Connections.csv  ██████▁▁▁▁  214 of 404``."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs, id="progress")
        self._words = ""
        self._done = 0
        self._total = 0

    def show(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is; without a `total` just the words."""
        if (words, done, total) != (self._words, self._done, self._total):
            self._words, self._done, self._total = words, done, total
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """Words, bar and figures; the words are cut when the line is short."""
        if not self._total:
            yield Spot(cut(self._words, width, self.glyphs.ellipsis))
            return
        figures = f"{self._done:,} of {self._total:,}"
        bar = min(_BAR, max(width // 3, 4))
        full = bar * min(self._done, self._total) // self._total
        room = max(width - bar - len(figures) - 4, 1)
        yield Spot(cut(self._words, room, self.glyphs.ellipsis) + "  ")
        yield Spot(self.glyphs.bar_full * full + self.glyphs.bar_empty * (bar - full) + "  ", "coming")
        yield Spot(figures)
