"""A text whole: an entry of the timeline that is longer than its lines."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.text import lines, plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs


class WholeText(Dialog[None]):
    """Shows a text of any length; any of Esc, q and Enter leaves."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "leave", "Leave", show=False),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    WholeText VerticalScroll { height: auto; max-height: 20; padding: 1 2; }
    """

    def __init__(self, title: str, text: str, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(title, glyphs=glyphs)
        self._text = "\n".join(lines(text))

    def body(self) -> Iterable[Widget]:
        """The text."""
        content = Content("\n").join([plain(line) for line in self._text.split("\n")])
        yield VerticalScroll(Static(content, markup=False))

    def hints(self) -> tuple[Hint, ...]:
        """How to leave."""
        return (Hint("j k", "scroll", "scroll(1)", 50), Hint("Esc", "leave", "leave", 100))

    def action_scroll(self, step: int) -> None:
        """Scrolls by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
