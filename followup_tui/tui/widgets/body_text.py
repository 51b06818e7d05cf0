"""The text of a message: an editor that shows blanks, jumps between them, and takes nothing but text."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.message import Message
from textual.widgets.text_area import Selection

from followup_tui.model.blanks import BLANK, Blank, blank_after, blanks_of
from followup_tui.model.clean import clean_text
from followup_tui.tui.keys import bindings
from followup_tui.tui.widgets.plain_text_area import PlainTextArea


class BodyText(PlainTextArea):
    """A soft-wrapped text. Tab goes to the next blank; leaving is a message, so that the pane decides what follows."""

    BINDINGS = bindings("writing")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"body-text--blank", "body-text--finding"}
    DEFAULT_CSS = """
    BodyText {
        width: 1fr;
        height: 1fr;
        border: none;
        padding: 0 0 0 1;
        overflow: hidden scroll;
        scrollbar-size: 0 0;

        &:focus { border: none; }
    }
    """

    class LastBlankPassed(Message):
        """Tab was pressed and no blank follows."""

    class Left(Message):
        """The person is done with the text for now."""

    class EditorWanted(Message):
        """The person wants to write in their own editor."""

    class FixWanted(Message):
        """The person wants the next finding mended."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: dict[str, list[tuple[int, int]]] = {}
        """What to mark in a line of just this text."""

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks that are left."""
        return blanks_of(self.text)

    def fill(self, text: str) -> None:
        """Another text, with nothing to undo: another message."""
        self.load_text(clean_text(text))

    def exchange(self, text: str) -> None:
        """Another text in place of this one, which is one undo away."""
        text = clean_text(text)
        if text != self.text:
            self.history.checkpoint()
            self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
            self.history.checkpoint()
        if not self.has_focus:
            self.move_cursor((0, 0))
            self.scroll_home(animate=False)

    def select_blank(self, blank: Blank) -> None:
        """Select a blank, so that what is typed takes its place."""
        self.select_span(blank.start, blank.end)

    def select_span(self, start: int, end: int) -> None:
        """Select from one place of the text to another."""
        self.selection = Selection(self._location(start), self._location(end))
        self.scroll_cursor_visible()

    def put(self, text: str, start: int, end: int) -> str:
        """Put a text in place of what stands from `start` to `end`, one undo away; gives what stood there."""
        former = self.text[start:end]
        self.history.checkpoint()
        self.replace(text, self._location(start), self._location(end), maintain_selection_offset=False)
        self.history.checkpoint()
        return former

    @property
    def cursor_offset(self) -> int:
        """Where the cursor is in the text, at the end of what is selected."""
        return self._offset(max(self.selection))

    def mark(self, spans: Iterable[tuple[int, int]]) -> None:
        """Mark what is to be looked at. A line that is changed loses its marks until it is looked at again."""
        marks: dict[str, list[tuple[int, int]]] = {}
        lines, text = self.text.split("\n"), self.text
        for start, end in spans:
            row, column = self._location(start)
            for line in lines[row : row + text.count("\n", start, end) + 1]:
                stop = column + end - start
                marks.setdefault(line, []).append((column, min(stop, len(line))))
                start, column = start + len(line) - column + 1, 0
        if marks != self._marks:
            self._marks = marks
            self.notify_style_update()  # the lines that were drawn are kept otherwise
            self.refresh()

    def go_to_first_blank(self) -> None:
        """Select the first blank; without one, put the cursor where one would add something: above the closing."""
        blank = blank_after(self.text, 0)
        if blank:
            self.select_blank(blank)
            return
        closing = self.text.rstrip().rfind("\n\n")
        self.move_cursor(self._location(closing) if closing > 0 else self.document.end)
        self.scroll_cursor_visible()

    def get_line(self, line_index: int) -> Text:
        """A line with its blanks shown as such, and what is to be looked at."""
        line = super().get_line(line_index)
        finding = self.get_component_rich_style("body-text--finding", partial=True)
        for start, end in self._marks.get(line.plain, ()):
            line.stylize(finding, start, end)
        style = self.get_component_rich_style("body-text--blank", partial=True)
        for match in BLANK.finditer(line.plain):
            line.stylize(style, *match.span())
        return line

    def action_next_blank(self) -> None:
        """Select the blank behind the cursor; with none behind it, say so."""
        blank = blank_after(self.text, self._offset(max(self.selection)))
        if blank:
            self.select_blank(blank)
        else:
            self.post_message(self.LastBlankPassed())

    def action_stop_writing(self) -> None:
        """Leave the text."""
        self.post_message(self.Left())

    def action_edit_text(self) -> None:
        """Ask for the person's own editor."""
        self.post_message(self.EditorWanted())

    def action_take_fix(self) -> None:
        """Ask for the next finding to be mended."""
        self.post_message(self.FixWanted())

    def _offset(self, location: tuple[int, int]) -> int:
        row, column = location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        return before.count("\n"), offset - (before.rfind("\n") + 1)


def word_count(texts: Iterable[str]) -> int:
    """Words in all of `texts`."""
    return sum(len(text.split()) for text in texts)
