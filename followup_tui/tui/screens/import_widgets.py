"""What a dialog that asks for a file is made of: a line for a path that Tab completes, the names it could go on with,
and a line that says how far it is."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from followup_tui.tui.file_paths import completed, typed_path
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.text import cut
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.one_line import OneLine, Spot
from followup_tui.tui.widgets.row_list import Cell, Row

_BAR: Final = 30
"""Cells of the progress bar at most."""
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
    """Completes the path in `field` as far as the names on disk agree, and lists them; False when there is none."""
    text, names = completed(field.value, home)
    with field.prevent(Input.Changed):
        field.value = text
        field.cursor_position = len(text)
    folder = typed_path(text, home) or home
    folder = folder if text.endswith("/") else folder.parent
    files.set_rows(_file_row(folder / name, name) for name in names)
    return bool(names)


def _file_row(path: Path, name: str) -> Row:
    return Row(path, (Cell(name), Cell("folder" if name.endswith("/") else "", "quiet")))


class ProgressLine(OneLine):
    """``Reading Connections.csv  ██████▁▁▁▁  214 of 404``."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs, id="progress")
        self._words = ""
        self._done = 0
        self._total = 0

    def show(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is; without a `total` just the words."""
        if (words, done, total) != (self._words, self._done, self._total):
            self._words, self._done, self._total = words, done, total
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """Words, bar and figures; the words are cut when the line is short."""
        if not self._total:
            yield Spot(cut(self._words, width, self.glyphs.ellipsis))
            return
        figures = f"{self._done:,} of {self._total:,}"
        bar = min(_BAR, max(width // 3, 4))
        full = bar * min(self._done, self._total) // self._total
        room = max(width - bar - len(figures) - 4, 1)
        yield Spot(cut(self._words, room, self.glyphs.ellipsis) + "  ")
        yield Spot(self.glyphs.bar_full * full + self.glyphs.bar_empty * (bar - full) + "  ", "coming")
        yield Spot(figures)
