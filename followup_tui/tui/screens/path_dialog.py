"""A dialog that asks for a path: a line that Tab completes, and under it the names that it could go on with."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.tui.file_paths import short_path, typed_path
from followup_tui.tui.screens.dialog import PickList, Said, move_bindings
from followup_tui.tui.screens.path_input import FILE_COLUMNS, PathInput, complete_path
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Row

R = TypeVar("R")


class PathDialog(Working[R]):
    """Asks for a path and goes on with it.

    Whoever asks says while it `is_asking`, what comes of a path (`take_path`, `take_file`), and ends it.
    """

    AUTO_FOCUS = "PathInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(
        self,
        title: str,
        *,
        home: Path,
        advice: str,
        empty: str,
        label: str = "Path",
        placeholder: str = "",
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """A question for a path.

        Args:
            title: the title of the panel.
            home: what ``~`` means.
            advice: what to do, said while there is nothing else to say.
            empty: said in the place of names while there are none.
            label: what stands before the line.
            placeholder: what stands in the line while it is empty.
            glyphs: the signs to draw with.
        """
        super().__init__(title, glyphs=glyphs)
        self.home, self.advice = home, advice
        self.field = PathInput(placeholder=placeholder)
        self.said = Said(advice, id="said")
        self.files = PickList(FILE_COLUMNS, empty=empty, glyphs=glyphs, id="files")
        self._label = label
        self._moved = False

    @property
    def is_asking(self) -> bool:
        """Whether a path is asked for just now."""
        raise NotImplementedError

    def take_path(self, path: Path | None) -> None:
        """Goes on with what was typed; None when nothing was."""
        raise NotImplementedError

    def take_file(self, path: Path) -> None:
        """Goes on with a file that was chosen from the names."""
        raise NotImplementedError

    def first_rows(self) -> Iterable[Row]:
        """Files to choose from while nothing is typed."""
        return ()

    def say_unknown(self) -> None:
        """Says that no name on disk begins like what was typed."""
        self.said.say("No file begins like this.", problem=True)

    def body(self) -> Iterable[Widget]:
        """The line, what is said of it, the names, and how far the work is."""
        yield Horizontal(Static(self._label, classes="label", markup=False), self.field, classes="ask")
        yield self.said
        yield self.progress
        yield self.files
        yield Static(id="room")

    def fill_in(self, path: Path) -> None:
        """Puts a path into the line."""
        self.field.value = short_path(path, self.home) + ("/" if is_folder(path) else "")
        self.field.cursor_position = len(self.field.value)

    def take_row(self) -> None:
        """Goes on with the file under the cursor, or looks into the folder."""
        path = self.files.cursor_key
        if not isinstance(path, Path):
            return
        if is_folder(path):
            self.fill_in(path)
            self.action_complete()
        else:
            self.take_file(path)

    @on(Input.Changed)
    def forget_completion(self, event: Input.Changed) -> None:
        """Other text, other files."""
        event.stop()
        self._moved = False
        if not event.value.strip():
            self.files.set_rows(self.first_rows())

    @on(Input.Submitted)
    def take_typed(self, event: Input.Submitted) -> None:
        """Go on with what was typed."""
        event.stop()
        self.action_go_on()

    @on(PathInput.CompletionWanted)
    def complete(self, event: PathInput.CompletionWanted) -> None:
        """Complete the path."""
        event.stop()
        self.action_complete()

    @on(PickList.Activated, "#files")
    def take_clicked(self, event: PickList.Activated) -> None:
        """Take what was clicked."""
        event.stop()
        self.take_row()

    def action_move(self, key: str) -> None:
        """Move in the names."""
        if self.is_asking:
            self._moved = True
            self.files.move_by(key)

    def action_complete(self) -> None:
        """Complete the path as far as the names on disk agree, and list them."""
        found = complete_path(self.field, self.files, self.home)
        self._moved = False
        if found:
            self.said.say(self.advice)
        else:
            self.say_unknown()

    def action_go_on(self) -> None:
        """Go on with the name moved to, else with what was typed."""
        if self.is_asking and self._moved:
            self.take_row()
        elif self.is_asking:
            self.take_path(typed_path(self.field.value, self.home))


def is_folder(path: Path) -> bool:
    """Whether there is a folder; False also where nobody may look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether there is anything of this path; False also where nobody may look."""
    try:
        return path.exists()
    except OSError:
        return False
