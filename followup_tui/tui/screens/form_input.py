"""The line to type into of a form: pastes of several lines into a list become items, and names are completed."""

from textual import events
from textual.suggester import Suggester

from followup_tui.tui.text import lines
from followup_tui.tui.widgets.line_input import LineInput


class FormInput(LineInput):
    """A line whose pasted lines are joined by `joint` (``", "`` where a list is asked for)."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        joint: str = " ",
        suggester: Suggester | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self.joint = joint
        self.suggester = suggester

    def on_paste(self, event: events.Paste) -> None:
        """Put the pasted lines in, joined."""
        pasted = [line.strip() for line in lines(event.text) if line.strip()]
        super().on_paste(events.Paste(self.joint.join(pasted)))
        event.prevent_default()
        event.stop()
