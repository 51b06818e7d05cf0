"""An app around one widget, which remembers what the widget said."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path, PurePath
from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

import followup_tui.tui
from followup_tui.tui.theme import register_themes, variable_defaults

_ROOT = Path(followup_tui.tui.__file__).parent
Said = TypeVar("Said", bound=Message)


class WidgetApp(App[None]):
    """Shows `widgets`; `said` has the messages of ours, in order."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        _ROOT / "roles.tcss",
        *sorted((_ROOT / "widgets").glob("*.tcss")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget, theme: str = "followup-dark", ansi: bool | None = None) -> None:
        super().__init__(ansi_color=ansi)
        self.widgets = widgets
        self.said: list[Message] = []
        register_themes(self)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def remember(self, message: Message) -> None:
        """Keep a message of ours; it is seen once for every widget on its way up."""
        if type(message).__module__.startswith("followup_tui") and not any(message is known for known in self.said):
            self.said.append(message)

    def shown(self, size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Pilot[None]]:
        """The app running at a size."""
        return self.run_test(size=size, message_hook=self.remember)

    def heard(self, kind: type[Said]) -> list[Said]:
        """The messages of exactly this kind so far."""
        return [message for message in self.said if type(message) is kind]
