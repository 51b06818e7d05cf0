"""An app that shows one dialog and remembers how it ended."""

from typing import Any

from textual.screen import Screen

from tests.tui.widget_app import WidgetApp

SIZES = ((40, 10), (60, 16), (80, 24), (120, 36), (200, 50))
"""The sizes that every screen works at (UX.md 4.2)."""


class ScreenApp(WidgetApp):
    """Opens `tested` over an empty screen; `results` has what it ended with."""

    def __init__(self, tested: Screen[Any], theme: str = "followup-dark", ansi: bool | None = None) -> None:
        super().__init__(theme=theme, ansi=ansi)
        self.tested = tested
        self.results: list[Any] = []

    def on_mount(self) -> None:
        """Open it."""
        self.push_screen(self.tested, self.results.append)

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return bool(self.results)
