"""Several lines to type into in a form: no control characters come in, and its edges lead to the next field."""

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from followup_tui.model.clean import clean_text


class TextBox(TextArea):
    """Textual's text area without frame and blinking.

    Up in the first line and Down in the last go to the field before and after, as in the fields of one line.
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(clean_text(text), id=id, classes=classes, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def edit(self, edit: Edit) -> EditResult:
        """Every change comes through here, typed or pasted."""
        edit.text = clean_text(edit.text)
        return super().edit(edit)

    def action_cursor_up(self, select: bool = False) -> None:
        """One line up, or to the field before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """One line down, or to the field after."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
