"""Several lines to type into, one thing each: behind the last that says something there is always an empty one."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.text import lines


class OneOfLines(FormInput):
    """A line among others: pasted lines become lines of their own."""

    class LinesPasted(Message):
        """Lines that were pasted behind the first."""

        def __init__(self, line: "OneOfLines", more: Sequence[str]) -> None:
            super().__init__()
            self.line = line
            self.more = more

    def on_paste(self, event: events.Paste) -> None:
        """Put the first line in here."""
        pasted = [line.strip() for line in lines(event.text) if line.strip()]
        super().on_paste(events.Paste(pasted[0] if pasted else ""))
        event.prevent_default()
        if pasted[1:]:
            self.post_message(self.LinesPasted(self, pasted[1:]))


class LineList(Widget):
    """A text of lines; empty ones are left out of its `value`."""

    class Changed(Message):
        """A line changed."""

        def __init__(self, line_list: "LineList") -> None:
            super().__init__()
            self.line_list = line_list

        @property
        def control(self) -> "LineList":
            """The lines, for selectors in handlers."""
            return self.line_list

    def __init__(self, text: str = "", placeholder: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._placeholder = placeholder
        self._lines = [self._made(line) for line in (*_filled(text), "")]

    def compose(self) -> ComposeResult:
        """The lines."""
        yield from self._lines

    @property
    def value(self) -> str:
        """What stands in the lines, joined by line ends."""
        return "\n".join(one.value for one in self._lines if one.value.strip())

    @value.setter
    def value(self, text: str) -> None:
        for one in self._lines:
            one.remove()
        self._lines = [self._made(line) for line in (*_filled(text), "")]
        self.mount(*self._lines)
        self.post_message(self.Changed(self))

    def focus(self, scroll_visible: bool = True) -> "LineList":
        """Give the keyboard to the first line."""
        self._lines[0].focus(scroll_visible)
        return self

    @on(Input.Changed)
    def add_line(self, event: Input.Changed) -> None:
        """Keep an empty line at the end, and tell that something changed."""
        event.stop()
        if self._lines[-1].value.strip():
            self._add(len(self._lines), "")
        self.post_message(self.Changed(self))

    @on(OneOfLines.LinesPasted)
    def add_pasted(self, event: OneOfLines.LinesPasted) -> None:
        """Put pasted lines behind the one they were pasted into."""
        event.stop()
        at = self._lines.index(event.line) + 1
        for place, line in enumerate(event.more):
            self._add(at + place, line)
        self._lines[at + len(event.more) - 1].focus()
        self.post_message(self.Changed(self))

    def _add(self, at: int, line: str) -> None:
        made = self._made(line)
        self.mount(made, after=self._lines[at - 1])
        self._lines.insert(at, made)

    def _made(self, line: str) -> OneOfLines:
        return OneOfLines(line, self._placeholder)


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
