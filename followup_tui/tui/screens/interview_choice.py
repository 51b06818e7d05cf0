"""A small list to choose an interview from, when a person or a company has several."""

from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

from followup_tui.tui.screens.choice_dialog import ChoiceDialog
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


class InterviewChoice(ChoiceDialog[int | None]):
    """Chooses an interview; ends with its id, or None."""

    def __init__(self, title: str, interviews: Sequence[Choosable], *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(title, RowList(_COLUMNS, glyphs=glyphs), glyphs=glyphs)
        self._list.set_rows(
            [Row(one.interview, (Cell(one.title), Cell(one.outcome), Cell(one.day, "quiet"))) for one in interviews]
        )

    def take(self, key: Hashable) -> None:
        """End with the interview."""
        if isinstance(key, int):
            self.dismiss(key)
