"""A line to type in: Textual's input without its wrong word key, its frame, its blinking and its trust in pastes."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.widgets import Input

from followup_tui.tui.private_names import filters_where_typed
from followup_tui.tui.text import one_line


class LineInput(Input):
    """One line of text, one cell high; what is pasted or set becomes one clean line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Textual 8.2.8 binds these to the word on the right (TEXTUAL.md 5.4)
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", "Delete word", show=False),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(one_line(value), placeholder, id=id, classes=classes, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The app's filters, made for a line that scrolls sideways."""
        return filters_where_typed(self)

    def validate_value(self, value: str) -> str:
        """No control characters, however the text got here."""
        return value if value.isprintable() else one_line(value)

    def on_paste(self, event: events.Paste) -> None:
        """Put the pasted text in as one line; Textual's own way keeps only its first line, and control codes."""
        event.prevent_default()
        event.stop()
        text = one_line(event.text.strip())
        if not text:
            return
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
