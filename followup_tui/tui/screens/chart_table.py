"""The numbers of a chart as a table."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.actions.charting import table_of
from followup_tui.rules.chart import Chart
from followup_tui.rules.wording import counted
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Dialog, Said
from followup_tui.tui.text import cells, fit
from followup_tui.tui.widgets.columns import GAP, Column, column_widths
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.one_line import OneLine, Spot
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

_NAME: Final = 44
"""Cells of the first column at most."""


class TableHead(OneLine):
    """The titles of columns, above a list of as many."""

    def __init__(self, columns: tuple[Column, ...], *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs)
        self._columns = columns

    def spots(self, width: int) -> Iterable[Spot]:
        """Each title over its column; a column that has no room has no title."""
        yield Spot(" ")
        for column, size in zip(self._columns, column_widths(self._columns, max(width - 1, 1)), strict=True):
            if size:
                yield Spot(fit(column.title, size, column.align, self.glyphs.ellipsis) + " " * GAP, "strong")


class ChartTable(Dialog[int]):
    """Shows the table that CSV has too; ends with the row whose people are wanted, from 0."""

    CSS_PATH: ClassVar = ["dialog.tcss", "insights.tcss"]
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "People", show=False),
        Binding("q,T", "leave", "Leave", show=False),
    ]

    def __init__(self, chart: Chart, at: int, asked: str, *, glyphs: Glyphs = UNICODE) -> None:
        """The table of a chart with the cursor on row `at`; `asked` says of which weeks and of whom."""
        super().__init__(chart.title, glyphs=glyphs)
        header, rows = table_of(chart)
        columns = _columns(header, rows)
        self._head = TableHead(columns, glyphs=glyphs)
        made = (Row(place, tuple(map(Cell, row))) for place, row in enumerate(rows))
        self._list = RowList(columns, made, empty="There are no numbers yet.", glyphs=glyphs, id="table")
        self._list.move_to(at)
        self._note = Said(chart.note, id="note")
        self._right = f"{counted(len(rows), 'row')} · {asked}"

    def body(self) -> Iterable[Widget]:
        """Titles, rows, and what stands out."""
        yield self._head
        yield self._list
        yield self._note

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return Hint("Enter", "people", "open", 10), Hint("Esc", "back to the plot", "leave", 9)

    def on_mount(self) -> None:
        """Says how much there is."""
        self.title_line.show(right=self._right)

    def action_open(self) -> None:
        """Asks for the people of the row."""
        row = self._list.cursor_key
        if isinstance(row, int):
            self.dismiss(row)

    @on(RowList.Activated)
    def _activated(self, event: RowList.Activated) -> None:
        event.stop()
        self.action_open()


def _columns(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[Column, ...]:
    """As wide as what is in them; numbers to the right. The last ones go first where there is no room."""
    widths = [max(map(cells, column)) for column in zip(header, *rows, strict=True)] or [0]
    return tuple(
        Column(title, min(width, _NAME), "right" if place else "left", drop=place)
        for place, (title, width) in enumerate(zip(header, widths, strict=True))
    )
