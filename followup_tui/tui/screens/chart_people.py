"""The people behind a point of a chart."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.book import Book
from followup_tui.rules.wording import counted
from followup_tui.tui.columns_of_views import ALL_COLUMNS
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.people_rows import AllRows, everybody
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import RowList


class ChartPeople(Dialog[int]):
    """Lists certain people, most urgent first; ends with the contact to go to."""

    CSS_PATH: ClassVar = ["dialog.tcss", "insights.tcss"]
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Go to them", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, book: Book, title: str, people: tuple[int, ...], *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(title, glyphs=glyphs)
        self._book, self._people = book, people
        self._list = RowList(ALL_COLUMNS, empty="They are not in the file any more.", glyphs=glyphs, id="people")

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self._list

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        return Hint("Enter", "show them in All, go to this one", "open", 10), Hint("Esc", "back", "leave", 9)

    def on_mount(self) -> None:
        """Draws the list."""
        self._show()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: it may be in the list."""
        event.stop()
        self._show()

    def action_open(self) -> None:
        """Goes to the person under the cursor."""
        contact = self._list.cursor_key
        if isinstance(contact, int) and contact in self._book.contacts:
            self.dismiss(contact)

    @on(RowList.Activated)
    def _activated(self, event: RowList.Activated) -> None:
        event.stop()
        self.action_open()

    def _show(self) -> None:
        shown = everybody(self._book, self._people)
        self._list.set_rows(AllRows(self._book, shown))
        self.title_line.show(right=counted(len(shown), "person", "people"))
