"""One line at the bottom that asks whether a message was sent: only the person knows."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from followup_tui.model.clean import clean_line
from followup_tui.tui.text import plain


class SentQuestion(ModalScreen[bool]):
    """Ends with whether it was sent; Esc leaves it unsent. No other key means anything, Enter neither."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    SentQuestion {
        align: left bottom;
        background: transparent;

        & > Static { height: auto; width: 100%; background: $surface; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Log it", show=False),
        Binding("n,escape", "answer(False)", "Keep the draft", show=False),
    ]

    def __init__(self, name: str, happened: str) -> None:
        """`happened` is what became of the message to `name` so far, in few words."""
        super().__init__()
        self._text = clean_line(f"{happened}. Sent it to {name}? y logs it, n keeps the draft")

    def compose(self) -> ComposeResult:
        """The question."""
        yield Static(plain(self._text), markup=False)

    def action_answer(self, sent: bool) -> None:
        """End with the answer."""
        self.dismiss(sent)
