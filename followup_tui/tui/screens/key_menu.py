"""The menu of a key that begins a row of two: it shows itself to those who wait, and obeys those who do not."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from followup_tui.tui.keys import Command
from followup_tui.tui.text import fit


class KeyMenu(ModalScreen[str | None]):
    """Gives the id of the command whose second key was pressed, None for any other key."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    KeyMenu {
        align: left bottom;
        background: transparent;

        & > Static { height: auto; background: $surface; padding: 0 2; display: none; }
        &.-open > Static { display: block; }
    }
    """

    def __init__(self, prefix: str, choices: Iterable[tuple[str, Command]], delay_ms: int) -> None:
        """`choices` are the second keys and their commands; the menu shows itself after `delay_ms` milliseconds."""
        super().__init__()
        self._prefix = prefix
        self._choices = tuple(choices)
        self._delay = delay_ms / 1000

    def compose(self) -> ComposeResult:
        """A line a choice."""
        lines = [
            f"{self._prefix} {key}  {fit(command.title, 16)} {command.description}" for key, command in self._choices
        ]
        yield Static(Content("\n".join(lines)))

    def on_mount(self) -> None:
        """Shows the choices to those who wait."""
        self.set_timer(max(self._delay, 0.001), lambda: self.add_class("-open"))

    def on_key(self, event: events.Key) -> None:
        """Takes the second key."""
        event.stop()
        chosen = next((command.id for key, command in self._choices if key in {event.key, event.character}), None)
        self.dismiss(chosen)
