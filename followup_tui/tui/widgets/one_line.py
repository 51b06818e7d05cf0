"""A line of pieces, some of which can be clicked: the base of titles, tabs, footer and status."""

from collections.abc import Iterable
from typing import NamedTuple

from textual import events

from followup_tui.tui.text import cells, cut, one_line
from followup_tui.tui.widgets.line_view import LineView, Piece


class Spot(NamedTuple):
    """A piece of the line; a click on one with a `target` is a click on that."""

    text: str
    role: str = ""
    target: str = ""


def spots_width(spots: Iterable[Spot]) -> int:
    """Cells that `spots` take together."""
    return sum(cells(one_line(spot.text)) for spot in spots)


class OneLine(LineView, can_focus=False):
    """One line across the widget."""

    DEFAULT_CSS = """
    OneLine {
        height: 1;
        overflow: hidden hidden;
    }
    """

    def spots(self, width: int) -> Iterable[Spot]:
        """What to draw in `width` cells."""
        raise NotImplementedError

    def clicked(self, target: str) -> None:
        """The person clicked on the spot of `target`."""

    def redraw(self) -> None:
        """Draw the line anew: what it shows has changed."""
        self.forget_lines()
        self.refresh()

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """The spots, cut to the width."""
        if line:
            return (), ""
        pieces, room = [], width
        for spot in self.spots(width):
            text = cut(spot.text, room, self.glyphs.ellipsis)
            pieces.append(Piece(text, spot.role))
            room -= cells(text)
        return pieces, ""

    def on_click(self, event: events.Click) -> None:
        """Find the spot that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        end = 0
        for spot in self.spots(self.size.width):
            end += cells(one_line(spot.text))
            if offset.x < end:
                if spot.target:
                    event.stop()
                    self.clicked(spot.target)
                return
