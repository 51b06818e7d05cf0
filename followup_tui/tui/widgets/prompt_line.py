"""One line to type into at the bottom of the screen, with what the program understood of it under it."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from followup_tui.tui.text import plain
from followup_tui.tui.widgets.line_input import LineInput as Input

Purpose = Literal["log", "add", "clip", "result", "moved", "looking", "now", "filter", "name"]


class PromptLine(Vertical):
    """Asks for one line. Says what was typed; the screen says what it means (`explain`)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave", show=False, priority=True),
        Binding("tab", "complete", "Complete", show=False, priority=True),
        Binding("shift+tab", "nothing", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    PromptLine {
        height: auto;
        display: none;
        background: $surface;

        &.-open { display: block; }
        & > Input { height: 1; border: none; padding: 0 1; background: $surface; }
        & > .meaning { height: 1; padding: 0 1; color: $quiet; }
    }
    """

    class Opened(Message):
        """It asks for something."""

    class Changed(Message):
        """The text changed."""

        def __init__(self, purpose: Purpose, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    class Submitted(Changed):
        """The person means this text."""

    class Cancelled(Changed):
        """The person left; `text` is what stood there."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.purpose: Purpose = "log"
        self._asked = 0
        """Counts what was asked: leaving one question must not close the next, which can be open by then."""
        self._complete: Callable[[str], str] = str
        self._left: dict[Purpose, str] = {}
        """What stood there when the person clicked elsewhere: it stands there again the next time."""

    def compose(self) -> ComposeResult:
        """The input and the line under it."""
        yield Input()
        yield Static("", classes="meaning")

    @property
    def is_open(self) -> bool:
        """Whether it is there to type into."""
        return self.has_class("-open")

    def ask(
        self,
        purpose: Purpose,
        placeholder: str,
        meaning: str,
        text: str = "",
        complete: Callable[[str], str] = str,
    ) -> None:
        """Opens with a `placeholder` and takes the keyboard; Tab replaces the line by what `complete` makes of it."""
        self.purpose = purpose
        self._asked += 1
        self._complete = complete
        text = text or self._left.pop(purpose, "")
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = text
        field.placeholder = placeholder
        field.cursor_position = len(text)
        self.explain(meaning)
        self.add_class("-open")
        field.focus()
        self.post_message(self.Opened())

    def explain(self, meaning: str) -> None:
        """Says what the text means so far, or what is wrong with it."""
        self.query_one(".meaning", Static).update(plain(meaning))

    def close(self) -> None:
        """Goes away; the caller moves the focus."""
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes the text on."""
        event.stop()
        self.post_message(self.Changed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Passes on that it is meant."""
        event.stop()
        self.post_message(self.Submitted(self.purpose, event.value))

    def action_complete(self) -> None:
        """Completes the last word; the keyboard stays here."""
        field = self.query_one(Input)
        made = self._complete(field.value)
        if made != field.value:
            field.value = made
            field.cursor_position = len(made)

    def action_nothing(self) -> None:
        """The keyboard stays here."""

    def on_descendant_blur(self) -> None:
        """The person clicked elsewhere: the line goes, and what was typed is kept for the next time."""
        self.call_after_refresh(self._leave_if_elsewhere, self._asked)

    def _leave_if_elsewhere(self, asked: int) -> None:
        if asked != self._asked or not self.is_open or self.has_focus_within or self.screen is not self.app.screen:
            return
        text = self.query_one(Input).value
        if self.purpose == "filter":
            self.post_message(self.Submitted("filter", text))
            return
        if text.strip():
            self._left[self.purpose] = text
        self.post_message(self.Cancelled(self.purpose, text))

    def action_cancel(self) -> None:
        """Leaves."""
        self.post_message(self.Cancelled(self.purpose, self.query_one(Input).value))
