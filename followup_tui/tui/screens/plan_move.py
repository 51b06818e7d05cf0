"""What moving somebody to another day would change, in sentences and loads, before it is done."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from followup_tui.actions.moving_days import Consequence
from followup_tui.model.records import Contact
from followup_tui.rules.plan_difference import DayChange
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.plan_desk import PlanDesk
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.working import Working
from followup_tui.tui.text import plain
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList, note, section

_COLUMNS: Final = (Column("day", 16), Column("load", 24, grow=True))
_SHOWN: Final = 60
"""Days of another load that are listed."""


class MoveScreen(Working[bool | None]):
    """Shows the consequence; ends with whether it is meant."""

    CSS_PATH: ClassVar = ["dialog.tcss"]
    AUTO_FOCUS = "#changes"
    DEFAULT_CSS = """
    MoveScreen {
        & #sentences { height: auto; margin: 0 0 1 0; padding: 0 1; }
        & #changes { height: 1fr; }
        & Hints { dock: bottom; }  /* there also when the sentences take more lines than there are */
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Move", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, desk: PlanDesk, contact: Contact, day: date, *, glyphs: Glyphs = UNICODE) -> None:
        as_of = desk.book.as_of
        super().__init__(f"Move {contact.name} to {weekday_words(day, as_of)}", glyphs=glyphs)
        self._desk = desk
        self._contact = contact
        self._day = day
        self._is_known = False
        self._sentences = Static("Planning …", id="sentences", markup=False)
        self._said = Said(id="said")
        self._list = RowList(_COLUMNS, empty="", glyphs=glyphs, id="changes")

    def body(self) -> Iterable[Widget]:
        """The sentences, and the days that have another load."""
        yield self._sentences
        yield self._list
        yield self._said

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        leave = Hint("Esc", "leave it", "leave", 9)
        return (Hint("Enter", "move them", "take", 10), leave) if self._is_known else (leave,)

    def on_mount(self) -> None:
        """Plans."""
        self._read()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: the consequence may be another."""
        event.stop()
        self._read()

    def action_take(self) -> None:
        """Do it, once it is known what it does."""
        if self._is_known:
            self.dismiss(True)

    def _read(self) -> None:
        contact = self._desk.book.contacts.get(self._contact.id)
        if contact is None:
            self._cannot(LookupError(f"{self._contact.name} is not in the file any more."))
            return
        foresee = self._desk.foreseeing_move(contact, self._day)
        self._is_known = False
        self.begin("Planning", foresee, self._show, self._cannot)

    def _cannot(self, error: Exception) -> None:
        self._is_known = False
        self._sentences.update("")
        self._said.say(str(error), problem=True)
        self.show_hints()

    def _show(self, found: Consequence) -> None:
        self._is_known = True
        self._sentences.update(Content("\n").join(plain(one) for one in found.sentences))
        rows = [_row(one, self._desk.book.as_of) for one in found.days[:_SHOWN]]
        more = len(found.days) - len(rows)
        head = [section("days with another load")] if rows else []
        self._list.set_rows([*head, *rows, *([note(f"{more} more")] if more > 0 else [])])
        self.show_hints()


def _row(one: DayChange, as_of: date) -> Row:
    sign = " !" if 0 < one.capacity < one.after else ""
    load = f"{one.before:,} of {one.capacity:,}, then {one.after:,}{sign}"
    return Row(one.date, (Cell(weekday_words(one.date, as_of)), Cell(load, "late" if sign else "")))
