"""Several lines to type into in a form: no control characters come in, and its edges lead to the next field."""

from followup_tui.tui.widgets.plain_text_area import PlainTextArea


class TextBox(PlainTextArea):
    """A text area of a form.

    Up in the first line and Down in the last go to the field before and after, as in the fields of one line.
    """

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
