"""The subject of a message: a line that goes on to the text."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from followup_tui.tui.widgets.body_text import BodyText
from followup_tui.tui.widgets.line_input import LineInput


class SubjectInput(LineInput):
    """The subject. Tab and Enter go on to the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,enter,down", "go_on", "Text", show=False),
        Binding("escape", "stop_writing", "Ready", show=False, id="stop-writing"),
        Binding("f2", "edit_text", "Text in $EDITOR", show=False, id="edit-text"),
        Binding("f3", "take_fix", "Take the fix", show=False, id="take-fix"),
    ]

    class GoneOn(Message):
        """The person goes on from the subject to the text."""

    def action_go_on(self) -> None:
        """Go on to the next blank, here or in the text."""
        self.post_message(self.GoneOn())

    def action_stop_writing(self) -> None:
        """Leave the text."""
        self.post_message(BodyText.Left())

    def action_edit_text(self) -> None:
        """Ask for the person's own editor."""
        self.post_message(BodyText.EditorWanted())

    def action_take_fix(self) -> None:
        """Ask for the next finding to be mended."""
        self.post_message(BodyText.FixWanted())
