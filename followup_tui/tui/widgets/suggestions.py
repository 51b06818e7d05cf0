"""The suggested messages: number, title, and why, whole for the chosen one."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from textual import events
from textual.message import Message

from followup_tui.tui.text import cells, cut, fit, wrap
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import LineView, Piece

_MOST: Final = 4
_WHY_LINES: Final = 2
_BESIDE: Final = 24
"""Cells that must be left beside a title for the why of a suggestion that is not chosen."""


class Suggestion(NamedTuple):
    """A message one could send, and why it fits: a sentence that quotes its fact."""

    title: str
    why: str = ""


class Suggestions(LineView, can_focus=False):
    """Up to four suggestions, as high as they need. A click chooses one."""

    DEFAULT_CSS = """
    Suggestions {
        height: auto;
        overflow: hidden hidden;
    }
    """

    class Chosen(Message):
        """The person clicked on suggestion `number` (from 1)."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(
        self,
        *,
        empty: str = "No template fits. Enter writes your own words.",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._suggestions: tuple[Suggestion, ...] = ()
        self._chosen = 0
        self._why_lines_drawn = _WHY_LINES
        self._empty = empty
        self._lines: tuple[tuple[int, tuple[Piece, ...]], ...] = ()

    @property
    def chosen(self) -> int:
        """Number of the chosen suggestion, from 1; 0 when the text is the person's own."""
        return self._chosen

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions."""
        return self._suggestions

    def show(self, suggestions: Iterable[Suggestion], chosen: int = 1) -> None:
        """Show other suggestions (the first four), or another one as chosen (from 1; 0 for none)."""
        shown = (tuple(suggestions)[:_MOST], chosen)
        if shown != (self._suggestions, self._chosen):
            self._suggestions, self._chosen = shown
            self._lay_out()

    def width_changed(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """The style says how many lines of the why there is room for."""
        super().notify_style_update()
        if self._why_lines != self._why_lines_drawn:
            self._lay_out()

    @property
    def _why_lines(self) -> int:
        highest = self.styles.max_height
        return 1 if highest is not None and highest.is_cells and highest.value < 1 + _WHY_LINES else _WHY_LINES

    def _lay_out(self) -> None:
        self._why_lines_drawn = self._why_lines
        width = self.measured_width = self.size.width
        if width <= 0:
            return
        lines: list[tuple[int, tuple[Piece, ...]]] = []
        for number, suggestion in enumerate(self._suggestions, start=1):
            if number == self._chosen:
                lines.extend((number, pieces) for pieces in self._chosen_lines(number, suggestion, width))
            else:
                lines.append((number, self._other_line(number, suggestion, width)))
        if not lines:
            lines.append((0, (Piece(f" {cut(self._empty, width - 1)}", "quiet"),)))
        self._lines = tuple(lines)
        self.styles.height = len(lines)
        self.set_line_count(len(lines))
        self.forget_lines()
        self.refresh()

    def _chosen_lines(self, number: int, suggestion: Suggestion, width: int) -> Iterable[tuple[Piece, ...]]:
        dots = self.glyphs.ellipsis
        yield (Piece(f">{number} "), Piece(cut(suggestion.title, max(width - 3, 1), dots), "strong"))
        if suggestion.why:
            for place, line in enumerate(wrap(suggestion.why, max(width - 8, 1), self._why_lines, dots)):
                yield (Piece(f"{'' if place else '   why:':<8}{line}", "quiet"),)

    def _other_line(self, number: int, suggestion: Suggestion, width: int) -> tuple[Piece, ...]:
        dots = self.glyphs.ellipsis
        longest = max(cells(cut(other.title, width // 2, dots)) for other in self._suggestions)
        beside = width - 3 - longest - 2
        head = Piece(f" {number} ", "quiet")
        if not suggestion.why or beside < _BESIDE:
            return (head, Piece(cut(suggestion.title, max(width - 3, 1), dots)))
        title = fit(suggestion.title, longest + 2, ellipsis=dots)
        return (head, Piece(title), Piece(cut(suggestion.why, beside, dots), "quiet"))

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """A title or a part of a why."""
        return (self._lines[line][1] if line < len(self._lines) else ()), ""

    def on_click(self, event: events.Click) -> None:
        """Choose the suggestion that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._lines) and (number := self._lines[offset.y][0]):
            event.stop()
            self.post_message(self.Chosen(number))
