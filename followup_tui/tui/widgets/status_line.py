"""The line above the footer: what just happened, how to take it back, and whether it is on disk."""

from collections.abc import Iterable
from typing import NamedTuple

from textual import events
from textual.message import Message

from followup_tui.tui.text import cells, cut, one_line, wrap
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import Piece
from followup_tui.tui.widgets.one_line import OneLine, Spot, spots_width

MOST_ROWS = 3
"""Rows that a problem may take: what to do about it stands at its end."""
_ROOMY = 18
"""Lines of a terminal from which it may take so many; less on a low one, which shows little besides."""
_ENOUGH = 24
"""Cells the left side wants before the right side loses something."""


class Status(NamedTuple):
    """What the line shows; it stays until the next action."""

    text: str = ""
    """What happened, like ``Emailed Jo Weber; next 22 Dec``."""
    undo: str = ""
    """How to take it back, like ``u undo (3)``; a click does it."""
    saved: str = ""
    """Like ``draft saved 14:20`` or ``saving…``."""
    problem: str = ""
    """A sentence that stays until it is solved, like ``NOT SAVED: the disk is full.``; it comes before the text."""


class StatusLine(OneLine):
    """What just happened, on the left; undo and saving on the right. A problem may take more lines than one."""

    class UndoChosen(Message):
        """The person clicked on undo."""

    def __init__(
        self,
        status: Status = Status(),  # noqa: B008 - immutable
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._status = status

    @property
    def status(self) -> Status:
        """What the line shows."""
        return self._status

    def show(self, status: Status) -> None:
        """Show another status whole; for a part of it, `status._replace(saved=...)`."""
        if status != self._status:
            self._status = status
            self._make_room()
            self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """As many rows as a problem takes now."""
        super().on_resize(event)
        self._make_room()

    def _make_room(self) -> None:
        rows = max(len(self._rows(self.size.width)), 1)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def _rows(self, width: int) -> tuple[str, ...]:
        """The rows of a problem that is longer than the line; none otherwise."""
        problem = one_line(self._status.problem)
        if width <= 0 or cells(problem) + 1 <= width:
            return ()
        most = MOST_ROWS if self.app.size.height >= _ROOMY else MOST_ROWS - 1
        return wrap(problem, width - 1, most, self.glyphs.ellipsis)

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """A row of a long problem, or the one line of everything else."""
        rows = self._rows(width)
        if not rows:
            return super().draw_line(line, width)
        return (Piece(" "), Piece(rows[line] if line < len(rows) else "", "problem")), ""

    def spots(self, width: int) -> Iterable[Spot]:
        """The text cut to what the right side leaves; a narrow line drops saving first, then undo."""
        status = self._status
        left = one_line(status.problem or status.text)
        right = self._right(status)
        while (
            right and min(cells(left), _ENOUGH if not status.problem else cells(left)) + 3 + spots_width(right) > width
        ):
            right.pop()
        room = width - 1 - (spots_width(right) + 1 if right else 0)
        left = cut(left, max(room, 0), self.glyphs.ellipsis)
        yield Spot(" ")
        yield Spot(left, "problem" if status.problem else "")
        yield Spot(" " * max(width - 1 - cells(left) - spots_width(right) - (1 if right else 0), 0))
        yield from right

    @staticmethod
    def _right(status: Status) -> list[Spot]:
        spots = []
        if status.undo:
            spots.append(Spot(f"  {one_line(status.undo)}", "", "undo"))
        if status.saved:
            spots.append(Spot(f"  {one_line(status.saved)}", "quiet"))
        return spots

    def clicked(self, target: str) -> None:
        """Ask for the last step to be taken back."""
        self.post_message(self.UndoChosen())
