"""One line to type into at the bottom of the screen, with what the program understood of it under it."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from followup_tui.tui.text import plain
from followup_tui.tui.widgets.line_input import LineInput as Input

Purpose = Literal["log", "add", "filter", "name"]


class PromptLine(Vertical):
    """Asks for one line. Says what was typed; the screen says what it means (`explain`)."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Leave", show=False, priority=True)]
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

    def compose(self) -> ComposeResult:
        """The input and the line under it."""
        yield Input()
        yield Static("", classes="meaning")

    @property
    def is_open(self) -> bool:
        """Whether it is there to type into."""
        return self.has_class("-open")

    def ask(self, purpose: Purpose, placeholder: str, meaning: str, text: str = "") -> None:
        """Opens with a `placeholder` and takes the keyboard."""
        self.purpose = purpose
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = text
        field.placeholder = placeholder
        field.cursor_position = len(text)
        self.explain(meaning)
        self.add_class("-open")
        field.focus()

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

    def action_cancel(self) -> None:
        """Leaves."""
        self.post_message(self.Cancelled(self.purpose, self.query_one(Input).value))
