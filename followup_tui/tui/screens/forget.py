"""Forget somebody for good: shows what will go, and asks for their first name, as undo cannot reach it."""

from collections.abc import Awaitable, Iterable
from typing import ClassVar, Final, Literal, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.forgetting import Forgot, what_goes
from followup_tui.model.clean import folded
from followup_tui.safekeeping import Tell
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import PickList, Said, move_bindings
from followup_tui.tui.screens.working import Working
from followup_tui.tui.text import cells
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

Stage = Literal["looking", "ask", "erasing", "done"]
_TITLES: Final[dict[Stage, str]] = {
    "looking": "Forget for good",
    "ask": "Forget for good?",
    "erasing": "Forgetting",
    "done": "Forgotten for good",
}


class Leaver(Protocol):
    """Who is to be forgotten (`tui.farewell.Farewell`); `look` and `erase` are called in a thread."""

    def look(self, tell: Tell, /) -> Forgot:
        """What would go."""

    def prepare(self) -> Awaitable[None]:
        """Lets go of what would be written again."""

    def erase(self, tell: Tell, /) -> Forgot:
        """Takes them out of everything."""

    def gone(self, forgot: Forgot, /) -> None:
        """They are out of the files."""

    def stayed(self) -> None:
        """They could not be forgotten."""


class ForgetScreen(Working[str]):
    """Ends with the sentence of what was erased, which does not name them; or with an empty one."""

    CSS_PATH: ClassVar = ["dialog.tcss", "forget.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("enter", "close", "Close", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, leaver: Leaver, name: str, word: str, *, glyphs: Glyphs = UNICODE) -> None:
        """Forgets `leaver`, who is called `name`, once `word` was typed."""
        super().__init__(_TITLES["looking"], glyphs=glyphs)
        self._leaver = leaver
        self._name_shown = name
        self._word = word
        self._stage: Stage = "looking"
        self._sentence = ""
        self._field = LineInput()
        self._said = Said(id="said")
        self._about = Said(id="about")
        self._list = PickList(_COLUMNS, empty="", glyphs=glyphs, id="places")

    def body(self) -> Iterable[Widget]:
        """What goes, and the line to type the name into."""
        yield self._said
        yield self.progress
        yield self._list
        yield self._about
        yield Horizontal(Static(f"Type {self._word}", classes="label", markup=False), self._field, classes="ask")
        yield Static(id="room")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done in this stage."""
        if self._stage == "looking":
            return (Hint("Esc", "cancel", "leave", 9),)
        if self._stage == "ask":
            return (
                Hint("Enter", f"forget them, once {self._word} is typed", "confirm", 8),
                Hint("Esc", "keep them", "leave", 9),
            )
        return (Hint("Enter", "close", "close", 9),) if self._stage == "done" else ()

    def on_mount(self) -> None:
        """Looks what would go."""
        self._enter("looking")
        self._said.say(f"Looking for everything of {self._name_shown}.")
        self.begin("Reading the file", self._leaver.look, self._ask, self._cannot)

    def _ask(self, forgot: Forgot) -> None:
        self._list.set_rows(_rows("goes", what_goes(forgot.found), forgot.remains))
        self._enter("ask")
        self._said.say(
            f"{self._name_shown} goes out of everything below, and no import brings them back. This cannot be undone; "
            "archiving (D) keeps everything."
        )

    def _cannot(self, error: Exception) -> None:
        self._enter("done")
        self._said.say(f"{error} Nobody was forgotten.", problem=True)

    # Confirming

    @on(Input.Changed)
    def ignore_typing(self, event: Input.Changed) -> None:
        """Only Enter means something."""
        event.stop()

    @on(Input.Submitted)
    def take_typed(self, event: Input.Submitted) -> None:
        """Go on when it is the right word."""
        event.stop()
        self.action_confirm()

    @on(PickList.Activated)
    @on(RowList.Highlighted)
    def show_whole(self, event: RowList.Highlighted) -> None:
        """Show the line under the cursor whole, where it is longer than its row."""
        event.stop()
        place = self._list.cursor_index
        text = self._list.rows[place].cells[1].text if place >= 0 else ""
        self._about.say(text if cells(text) > self._list.size.width - _BESIDE else "")

    def action_move(self, key: str) -> None:
        """Move in the lines."""
        self._list.move_by(key)

    def action_confirm(self) -> None:
        """Forget them when their name was typed."""
        if self._stage != "ask":
            return
        if folded(self._field.value.strip()) != folded(self._word):
            self._said.say(f"That is not {self._word}; nobody was forgotten. Esc keeps them.", problem=True)
            return
        self._enter("erasing")
        self._erase()

    @work(group="prepare", exit_on_error=False)
    async def _erase(self) -> None:
        await self._leaver.prepare()
        self.begin("Forgetting", self._leaver.erase, self._erased, self._not_erased)

    def _erased(self, forgot: Forgot) -> None:
        self._leaver.gone(forgot)
        self._sentence = forgot.said
        self._list.set_rows(_rows("gone", what_goes(forgot.found), forgot.remains))
        self._enter("done")
        self._said.say(
            "They are out of everything below. Copies that you made elsewhere are not touched."
            if not forgot.remains
            else "They are out of everything below; what stays only you can take out."
        )

    def _not_erased(self, error: Exception) -> None:
        self._leaver.stayed()
        self._cannot(error)

    def action_close(self) -> None:
        """Leave at the end."""
        if self._stage == "done":
            self.dismiss(self._sentence)

    def action_leave(self) -> None:
        """Leave; not while they are being forgotten."""
        if self._stage != "erasing":
            self.cancel()
            self.dismiss(self._sentence)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        focus = {"ask": self._field, "done": self._list}
        self.show_stage(stage, _TITLES, focus.get(stage))


def _rows(word: str, goes: Iterable[str], stays: Iterable[str]) -> list[Row]:
    rows = [Row((word, place), (Cell(word), Cell(one))) for place, one in enumerate(goes)]
    return [*rows, *(Row(("stays", place), (Cell("stays", "problem"), Cell(one))) for place, one in enumerate(stays))]


_BESIDE: Final = 8
"""Cells of a row beside its text."""
_COLUMNS: Final = (Column("does", 5), Column("what", 20, grow=True))
