"""The list of people (or companies, or rows of an import): any number of rows at the cost of those on screen."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from textual import events
from textual.message import Message

from followup_tui.tui.keys import bindings
from followup_tui.tui.text import cut, fit, wrap
from followup_tui.tui.widgets.columns import GAP, Column, column_widths
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import LineView, Piece
from followup_tui.tui.widgets.rows import Cell as Cell  # with the list, for whoever fills one
from followup_tui.tui.widgets.rows import Row as Row
from followup_tui.tui.widgets.rows import Rows as Rows
from followup_tui.tui.widgets.rows import index_to_keep, made, selectable_from
from followup_tui.tui.widgets.rows import note as note
from followup_tui.tui.widgets.rows import section as section

_AHEAD: Final = 3
"""A step past the edge scrolls a third of the view at once: scrolling repaints every line (4 KB at 40x34 against
0.4 KB for the two lines of a step), and a third ahead also shows what is coming."""

_UNDERLINED: Final = ("promise", "match")


class RowList(LineView):
    """Rows in columns, one of them under the cursor. Draws what it is given; says what the person meant."""

    BINDINGS = bindings("list")

    class Highlighted(Message):
        """The cursor stands on another row; `key` is None when there is none to stand on."""

        def __init__(self, row_list: "RowList", key: Hashable | None) -> None:
            super().__init__()
            self.row_list = row_list
            self.key = key

        @property
        def control(self) -> "RowList":
            """The list, for selectors in handlers."""
            return self.row_list

    class Activated(Highlighted):
        """The person means this row: a double click."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Rows | Iterable[Row] = (),
        *,
        empty: str = "Nothing here.",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """A list with `columns`; `empty` says what would be here and which key brings it."""
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows = made(rows)
        self._empty = empty
        self._marks: frozenset[Hashable] = frozenset()
        self._cursor = self._selectable_from(0, 1)
        self._hover = -1
        self._widths: dict[int, tuple[int, ...]] = {}
        self.set_line_count(len(self._rows))

    # -- what it shows ----------------------------------------------------------------------------------------

    @property
    def rows(self) -> Rows:
        """The rows."""
        return self._rows

    @property
    def cursor_index(self) -> int:
        """Which row the cursor stands on, from 0; -1 when there is none to stand on."""
        return self._cursor

    @property
    def cursor_key(self) -> Hashable | None:
        """Key of the row under the cursor; None when there is none."""
        return self._rows.key_at(self._cursor) if self._cursor >= 0 else None

    @property
    def marks(self) -> frozenset[Hashable]:
        """Keys of the rows drawn as marked."""
        return self._marks

    def set_rows(self, rows: Rows | Iterable[Row], keep: Hashable | None = None) -> None:
        """Show other rows, with the cursor on the row of `keep`, or on the row it was on, or on the nearest.

        The row under the cursor stays at its height on screen, so that nothing moves under the eye.
        """
        old, old_cursor, old_key = self._rows, self._cursor, self.cursor_key
        on_screen = old_cursor - self.scroll_offset.y
        seen = 0 <= on_screen < self.size.height
        self._rows = made(rows)
        self._cursor = index_to_keep(self._rows, old, old_cursor, keep)
        self._hover = -1
        self.forget_lines()
        self.set_line_count(len(self._rows))
        if seen and self._cursor != old_cursor:
            self.scroll_to(y=max(self._cursor - on_screen, 0), animate=False)
        self.refresh()
        self._scroll_to_cursor()
        if self.cursor_key != old_key:
            self.post_message(self.Highlighted(self, self.cursor_key))

    def set_marks(self, marks: Iterable[Hashable]) -> None:
        """Draw the rows of these keys as marked. With the first mark a column for them opens."""
        marks = frozenset(marks)
        if marks != self._marks:
            self._marks = marks
            self.forget_lines()
            self.refresh()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; rows of as many cells must follow."""
        self._columns = tuple(columns)
        self._widths.clear()
        self.forget_lines()
        self.refresh()

    def set_empty(self, empty: str) -> None:
        """What to say when there is no row: what would be here and which key brings it."""
        self._empty = empty
        self.forget_lines()
        self.refresh()

    # -- moving -----------------------------------------------------------------------------------------------

    def move_to(self, key: Hashable) -> bool:
        """Put the cursor on the row of `key`; False when it is not there or cannot be selected."""
        index = self._rows.index_of(key)
        if index is None or self._rows.key_at(index) is None:
            return False
        self._move(index)
        return True

    def action_cursor_down(self) -> None:
        """Go to the next row that can be selected."""
        self._move(self._selectable_from(self._cursor + 1, 1))

    def action_cursor_up(self) -> None:
        """Go to the row before this one that can be selected."""
        self._move(self._selectable_from(self._cursor - 1, -1))

    def action_cursor_first(self) -> None:
        """Go to the first row."""
        self._move(self._selectable_from(0, 1))

    def action_cursor_last(self) -> None:
        """Go to the last row."""
        self._move(self._selectable_from(len(self._rows) - 1, -1))

    def action_cursor_page_down(self) -> None:
        """Go a view down."""
        self._page(self._cursor + self._page_size, 1)

    def action_cursor_page_up(self) -> None:
        """Go a view up."""
        self._page(self._cursor - self._page_size, -1)

    @property
    def _page_size(self) -> int:
        return max(self.size.height - 1, 1)

    def _page(self, target: int, step: int) -> None:
        target = min(max(target, 0), len(self._rows) - 1)
        index = self._selectable_from(target, step)
        self._move(index if index >= 0 else self._selectable_from(target, -step))

    def _move(self, index: int) -> None:
        if index < 0 or index == self._cursor:
            return
        before, self._cursor = self._cursor, index
        self.refresh_line(before)
        self.refresh_line(index)
        self._scroll_to_cursor()
        self.post_message(self.Highlighted(self, self.cursor_key))

    def _selectable_from(self, index: int, step: int) -> int:
        return selectable_from(self._rows, index, step)

    def _scroll_to_cursor(self) -> None:
        height, top = self.size.height, self.scroll_offset.y
        if height <= 0 or self._cursor < 0:
            return
        is_first = self._selectable_from(self._cursor - 1, -1) < 0
        if top <= self._cursor < top + height and not (is_first and self._cursor < height):
            return
        ahead = height // _AHEAD
        wanted = self._cursor - ahead if self._cursor < top else self._cursor - height + 1 + ahead
        if is_first:
            wanted = 0  # the titles above the first row
        self.scroll_to(y=max(wanted, 0), animate=False)

    # -- mouse and size ---------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        super().on_resize(event)
        self._scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """Select the row; a second click in a row means it."""
        index = self._row_at(event)
        if index < 0:
            return
        event.stop()
        self._move(index)
        if event.chain == 2:
            self.post_message(self.Activated(self, self.cursor_key))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row a click would select."""
        self._set_hover(self._row_at(event))

    def on_leave(self, event: events.Leave) -> None:
        """Show no row as the one to be clicked."""
        self._set_hover(-1)

    def _row_at(self, event: events.MouseEvent) -> int:
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self.scroll_offset.y
        return index if 0 <= index < len(self._rows) and self._rows.key_at(index) is not None else -1

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            before, self._hover = self._hover, index
            for line in (before, index):
                if line >= 0:
                    self.refresh_line(line)

    # -- drawing ----------------------------------------------------------------------------------------------

    def line_key(self, line: int) -> tuple[object, ...]:
        """A line's look depends on the cursor and the mouse too; marks clear all lines."""
        return (line, line == self._cursor, line == self._hover)

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """A row, a title, a note, or the text of the empty list."""
        if not len(self._rows):
            return self._draw_empty(line, width), ""
        if not 0 <= line < len(self._rows):
            return (), ""
        row = self._rows[line]
        if row.kind == "section":
            return self._draw_section(row, width), ""
        if row.kind == "note":
            return (Piece(fit("     " + row.cells[0].text, width, ellipsis=self.glyphs.ellipsis), "quiet"),), ""
        return self._draw_row(line, row, width), self._under(line)

    def _under(self, line: int) -> str:
        if line == self._cursor:
            return "line--cursor" if self.has_focus else "line--cursor-blurred"
        return "line--hover" if line == self._hover else ""

    def _draw_row(self, line: int, row: Row, width: int) -> list[Piece]:
        gutter = ">" if line == self._cursor else " "
        if self._marks:
            gutter += "x" if row.key in self._marks else " "
        pieces = [Piece(gutter)]
        room = max(width - len(gutter), 1)
        widths = self._widths.get(room)
        if widths is None:
            widths = self._widths[room] = column_widths(self._columns, room)
        for cell, column, size in zip(row.cells, self._columns, widths, strict=False):
            if size:
                text = fit(cell.text, size, column.align, self.glyphs.ellipsis) + " " * GAP
                pieces.extend(_styled(text, cell.role or row.role))
        return pieces

    def _draw_section(self, row: Row, width: int) -> list[Piece]:
        rule = self.glyphs.rule
        title = f" {cut(row.cells[0].text, max(width - 6, 1), self.glyphs.ellipsis)} "
        return [
            Piece(rule * 2, "line--rule"),
            Piece(title, row.role or "quiet"),
            Piece(rule * width, "line--rule"),
        ]

    def _draw_empty(self, line: int, width: int) -> list[Piece]:
        wrapped = wrap(self._empty, max(width - 4, 1))
        text = wrapped[line - 1] if 1 <= line <= len(wrapped) else ""
        return [Piece(fit(f"  {text}", width), "quiet")]


def _styled(text: str, role: str) -> Iterable[Piece]:
    """A cell with its padding. Where the style shows on spaces too, they are left without it; elsewhere one run of one
    style is fewer bytes to send."""
    if role not in _UNDERLINED:
        return (Piece(text, role),)
    bare = text.strip()
    before, _, after = text.partition(bare) if bare else (text, "", "")
    return (Piece(before), Piece(bare, role), Piece(after))
