"""Dialogs to choose one thing from a list: with the keys in the list, or in a line to type words of it into."""

from collections.abc import Hashable, Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Dialog, PickList, move_bindings
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import RowList

R = TypeVar("R")


class ChoiceDialog(Dialog[R]):
    """Chooses from a list; ends with what `take` makes of the key of a row."""

    CSS_PATH: ClassVar = ["dialog.tcss", "choice_dialog.tcss"]
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Choose", show=False)]

    def __init__(self, title: str, choices: RowList, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(title, glyphs=glyphs)
        self._list = choices

    def take(self, key: Hashable) -> None:
        """Ends with what has this key; None, or what cannot be chosen, ends nothing."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self._list

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (Hint("Enter", "choose it", "take", 9), Hint("Esc", "close", "leave", 8))

    @on(RowList.Activated)
    def take_activated(self, event: RowList.Activated) -> None:
        """Take what was clicked."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Take what is under the cursor."""
        self.take(self._list.cursor_key)


class FindDialog(ChoiceDialog[R]):
    """Chooses from what has the words in the line so far, as `show` draws it."""

    _list: PickList
    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [*move_bindings()]
    VERB: ClassVar = "take it"
    """What Enter does, in the hints."""

    def __init__(self, title: str, choices: PickList, placeholder: str, *, glyphs: Glyphs = UNICODE) -> None:
        """A list under a line; `placeholder` tells what can be typed into it."""
        super().__init__(title, choices, glyphs=glyphs)
        self._field = LineInput(placeholder=placeholder)

    def show(self, query: str) -> None:
        """Fills the list with what has all words of `query`."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The line to type into, and the list."""
        yield Horizontal(Static("Find", classes="label"), self._field, classes="ask")
        yield self._list

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("Enter", self.VERB, "take", 9),
            Hint("Up Down", "move", "move('down')", 5),
            Hint("Esc", "close", "leave", 8),
        )

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.show("")

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what fits the words so far."""
        event.stop()
        self.show(event.value)

    @on(Input.Submitted)
    def take_typed(self, event: Input.Submitted) -> None:
        """Take what the words led to."""
        event.stop()
        self.action_take()

    def action_move(self, key: str) -> None:
        """Move in the list."""
        self._list.move_by(key)
