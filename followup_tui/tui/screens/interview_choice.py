"""A small list to choose an interview from, when a person or a company has several."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

_COLUMNS: Final = (Column("interview", 24, grow=True), Column("outcome", 14), Column("over", 12, drop=1))


class Choosable(NamedTuple):
    """An interview: its role and company, how it ended and when."""

    interview: int
    title: str
    outcome: str
    day: str


class InterviewChoice(Dialog[int | None]):
    """Chooses an interview; ends with its id, or None."""

    CSS_PATH: ClassVar = ["dialog.tcss", "palette.tcss"]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    InterviewChoice RowList { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Choose", show=False)]

    def __init__(self, title: str, choices: Sequence[Choosable], *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(title, glyphs=glyphs)
        self._list = RowList(_COLUMNS, glyphs=glyphs)
        self._list.set_rows(
            [Row(one.interview, (Cell(one.title), Cell(one.outcome), Cell(one.day, "quiet"))) for one in choices]
        )

    def body(self) -> Iterable[Widget]:
        """The interviews."""
        yield self._list

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (Hint("Enter", "choose it", "take", 9), Hint("Esc", "close", "leave", 8))

    @on(RowList.Activated)
    def chosen(self, event: RowList.Activated) -> None:
        """Take the interview."""
        event.stop()
        self.action_take()

    @on(RowList.Highlighted)
    def ignore(self, event: RowList.Highlighted) -> None:
        """Moving alone means nothing."""
        event.stop()

    def action_take(self) -> None:
        """End with the interview under the cursor."""
        key = self._list.cursor_key
        if isinstance(key, int):
            self.dismiss(key)
