"""A text area that takes nothing but text: no control characters come in, and nothing in it moves by itself."""

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from followup_tui.model.clean import clean_text


class PlainTextArea(TextArea):
    """Textual's text area without a frame, blinking and marked brackets or lines."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(clean_text(text), compact=True, highlight_cursor_line=False, id=id)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def edit(self, edit: Edit) -> EditResult:
        """Every change of the text comes through here, typed, pasted or set."""
        edit.text = clean_text(edit.text)
        return super().edit(edit)
