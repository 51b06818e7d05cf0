"""A line for a path that Tab completes, and the names it could go on with."""

from pathlib import Path
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from followup_tui.tui.file_paths import completed, typed_path
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.rows import Cell, Row

FILE_COLUMNS: Final = (Column("file", 24, grow=True), Column("what", 20, drop=1))
"""The columns of a list of files: the name, and what it seems to be."""


class PathInput(FormInput):
    """A line for a path, completed by Tab."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False)]

    class CompletionWanted(Message):
        """Tab was pressed."""

    def action_complete(self) -> None:
        """Ask for the completion."""
        self.post_message(self.CompletionWanted())


def complete_path(field: PathInput, files: PickList, home: Path) -> bool:
    """Completes the path in `field` as far as the names on disk agree, and lists them, those of the home folder where
    nothing was typed; False when there is none."""
    typed = field.value.strip()
    text, names = completed(field.value if typed not in ("", "~") else "~/", home)
    with field.prevent(Input.Changed):
        field.value = text
        field.cursor_position = len(text)
    folder = typed_path(text, home) or home
    folder = folder if text.endswith("/") else folder.parent
    files.set_rows(_file_row(folder / name, name) for name in names)
    return bool(names)


def _file_row(path: Path, name: str) -> Row:
    return Row(path, (Cell(name), Cell("folder" if name.endswith("/") else "", "quiet")))
