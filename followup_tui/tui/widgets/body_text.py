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
    COMPONENT_CLASSES: ClassVar[set[str]] = {"body-text--blank"}
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
        self.selection = Selection(self._location(blank.start), self._location(blank.end))
        self.scroll_cursor_visible()

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
        """A line with its blanks shown as such."""
        line = super().get_line(line_index)
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

    def _offset(self, location: tuple[int, int]) -> int:
        row, column = location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        return before.count("\n"), offset - (before.rfind("\n") + 1)


def word_count(texts: Iterable[str]) -> int:
    """Words in all of `texts`."""
    return sum(len(text.split()) for text in texts)
