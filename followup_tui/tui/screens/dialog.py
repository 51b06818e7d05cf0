"""What the dialogs share: a titled panel with one line of hints, sentences, and a list that a click picks from.

A dialog is a function on the screen: it draws what it is given, never changes the network, and ends with what the
person meant.
"""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from followup_tui.model.clean import clean_line
from followup_tui.tui.keys import Hint
from followup_tui.tui.text import plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.hints import Hints
from followup_tui.tui.widgets.pane import PaneTitle
from followup_tui.tui.widgets.row_list import RowList

R = TypeVar("R")


class Dialog(ModalScreen[R]):
    """A panel with a title in a rule, what `body` gives, and hints; Esc leaves without a result."""

    CSS_PATH: ClassVar = ["dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(self, title: str, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.title_line = PaneTitle(clean_line(title), glyphs=glyphs)
        self.hint_line = Hints(glyphs=glyphs)

    def body(self) -> Iterable[Widget]:
        """The widgets between title and hints."""
        return ()

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now; a hint's command is an action of this screen."""
        return ()

    def compose(self) -> ComposeResult:
        """The panel."""
        self.title_line.show(active=True)
        self.hint_line.show(self.hints())
        yield Vertical(self.title_line, *self.body(), self.hint_line, classes="panel")

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    def show_hints(self) -> None:
        """Draw the hints anew: other things can be done now."""
        self.hint_line.show(self.hints())

    async def on_hints_chosen(self, event: Hints.Chosen) -> None:
        """Do what was clicked."""
        event.stop()
        await self.run_action(event.command)

    @on(RowList.Highlighted)
    def ignore(self, event: RowList.Highlighted) -> None:
        """Moving in a list, or a double click there, means nothing where the dialog does not say what."""
        event.stop()


class Said(Static):
    """A sentence that wraps; it takes no room when it is empty. A problem also begins with ``!``, not only a colour."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(plain(text), id=id, classes="said", markup=False)
        self.text = text
        self.set_class(not text, "-empty")

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show `text` instead of what was there."""
        shown = f"! {text}" if problem and text else text
        if shown != self.text:
            self.text = shown
            self.update(plain(shown))
            self.set_class(not shown, "-empty")
        self.set_class(problem, "-problem")


class PickList(RowList):
    """A list to pick from, while the keyboard may be in a line above it: a click on a row means the row."""

    def on_click(self, event: events.Click) -> None:
        """Pick the row."""
        if self._row_at(event) >= 0:
            event.stop()
            self._move(self._row_at(event))
            self.post_message(self.Activated(self, self.cursor_key))

    def move_by(self, key: str) -> None:
        """Move as the arrow or page `key` does."""
        moves = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "pageup": self.action_cursor_page_up,
            "pagedown": self.action_cursor_page_down,
        }
        moves[key]()

    def _under(self, line: int) -> str:
        return "line--cursor" if line == self.cursor_index else super()._under(line)


def move_bindings() -> list[BindingType]:
    """Arrow and page keys that move in a list, for a screen whose keyboard focus is in a line to type into."""
    return [Binding(key, f"move({key!r})", show=False) for key in ("up", "down", "pageup", "pagedown")]
