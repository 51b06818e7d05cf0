"""A few lines of pieces, as many as there is room for: the card above a timeline, the sums of a day."""

from collections.abc import Iterable

from followup_tui.tui.text import cells, cut, wrap
from followup_tui.tui.widgets.line_view import LineView, Piece

Line = tuple[Piece, ...]


class Card(LineView, can_focus=False):
    """Lines of text, the first of which may take two lines when it is long and there is room for two."""

    DEFAULT_CSS = """
    Card { height: auto; max-height: 4; overflow: hidden hidden; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None, indent: int = 1) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._indent = indent

    def show(self, lines: Iterable[Line]) -> None:
        """Shows these lines, the most important first."""
        lines = tuple(lines)
        if lines != self._lines:
            self._lines = lines
            self.forget_lines()
            self.set_line_count(len(self._drawn(self.size.width)))
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As high as the lines there are."""
        return max(len(self._drawn(width)), 1)

    def notify_style_update(self) -> None:
        """The style says how many lines there is room for."""
        self.forget_lines()
        super().notify_style_update()

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """One line, cut to the width."""
        drawn = self._drawn(width)
        if line >= len(drawn):
            return (), ""
        pieces, room = [Piece(" " * self._indent)], width - self._indent
        for text, role in drawn[line]:
            bare = text.rstrip()
            kept = cut(bare, room) + text[len(bare) :]
            pieces.append(Piece(kept, role))
            room -= cells(kept)
            if room <= 0:
                break
        return pieces, ""

    def _drawn(self, width: int) -> list[Line]:
        if not self._lines or width <= 0:
            return list(self._lines)
        first, *rest = self._lines
        return [*self._first(first, width - self._indent), *rest]

    def _first(self, line: Line, width: int) -> list[Line]:
        """The first line whole, over two lines when one is not enough: a sign and a text, which holds the reason."""
        if len(line) != 2:
            return [line]
        sign, text = line
        pad = cells(sign.text) + 1
        highest = self.styles.max_height
        most = 1 if highest is not None and highest.is_cells and highest.value < 2 else 2
        wrapped = wrap(text.text, max(width - pad, 1), most)
        first = (sign, Piece(" "), Piece(wrapped[0], text.role))
        return [first, *((Piece(" " * pad), Piece(part, text.role)) for part in wrapped[1:])]
