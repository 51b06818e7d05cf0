"""A small list to choose the clipping from that a message passes on: what fits first, with why."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.model.clean import folded
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Dialog, PickList, move_bindings
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import Cell, Row, note, section

_COLUMNS: Final = (Column("kind", 7), Column("title", 20, grow=True), Column("why", 24, grow=True, drop=1))


class Choosable(NamedTuple):
    """A clipping that could be passed on: `why` it fits, empty when it does not; or why it may not go there."""

    clipping: int
    kind: str
    title: str
    why: str = ""
    against: str = ""


class ClipChoice(Dialog[int | None]):
    """Chooses a clipping; ends with its id, or None."""

    CSS_PATH: ClassVar = ["dialog.tcss", "palette.tcss"]
    AUTO_FOCUS = "LineInput"
    DEFAULT_CSS = """
    ClipChoice PickList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*move_bindings()]

    def __init__(self, name: str, choices: Sequence[Choosable], *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(f"Share a clipping with {name}", glyphs=glyphs)
        self._choices = tuple(choices)
        self._field = LineInput(placeholder="words of a title, a kind")
        empty = "Nothing has all these words." if choices else "There is no clipping yet. C clips one."
        self._list = PickList(_COLUMNS, empty=empty, glyphs=glyphs)

    def body(self) -> Iterable[Widget]:
        """The line to type into, and the clippings."""
        yield Horizontal(Static("Find", classes="label"), self._field, classes="ask")
        yield self._list

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("Enter", "share it", "take", 9),
            Hint("Up Down", "move", "move('down')", 5),
            Hint("Esc", "close", "leave", 8),
        )

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what fits the words so far."""
        event.stop()
        self._show(event.value)

    @on(Input.Submitted)
    @on(PickList.Activated)
    def take(self, event: Input.Submitted | PickList.Activated) -> None:
        """Take the clipping under the cursor."""
        event.stop()
        self.action_take()

    @on(PickList.Highlighted)
    def ignore(self, event: PickList.Highlighted) -> None:
        """Moving alone means nothing."""
        event.stop()

    def action_move(self, key: str) -> None:
        """Move in the list."""
        self._list.move_by(key)

    def action_take(self) -> None:
        """End with the clipping under the cursor."""
        key = self._list.cursor_key
        if isinstance(key, int):
            self.dismiss(key)

    def _show(self, query: str) -> None:
        words = folded(query).split()
        shown = [one for one in self._choices if all(word in folded(f"{one.kind} {one.title}") for word in words)]
        fitting = [one for one in shown if one.why]
        others = [one for one in shown if not one.why and not one.against]
        against = [one for one in shown if one.against]
        rows: list[Row] = []
        for title, those in (("fits", fitting), ("does not fit by its topics", others)):
            if those:
                rows += [section(title), *(_row(one) for one in those)]
        if against:
            rows += [section("not to be sent"), *(note(one.against) for one in against)]
        self._list.set_rows(rows)


def _row(one: Choosable) -> Row:
    return Row(one.clipping, (Cell(one.kind, "quiet"), Cell(one.title), Cell(one.why, "quiet")))
