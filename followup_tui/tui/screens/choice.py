"""A field with a few fixed values: cycled with left and right, or typed by its first letters.

First letters are those the value begins with, or else those of its words: ``od`` is ``offer-declined``.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


def matching(choices: Sequence[str], typed: str) -> list[str]:
    """The choices that begin with what was typed; those whose words do, letter by letter, where none begins so."""
    begun = [one for one in choices if one and one.startswith(typed)]
    return begun or [one for one in choices if _initials(one).startswith(typed)]


def shortest_letters(choices: Sequence[str]) -> dict[str, str]:
    """The fewest letters that choose each of `choices`."""
    letters = {}
    for one in filter(None, choices):
        begins = (one[:number] for number in range(1, len(one) + 1))
        initials = (_initials(one)[:number] for number in range(2, len(_initials(one)) + 1))
        fit = [typed for typed in (*begins, *initials) if matching(choices, typed)[:1] == [one]]
        letters[one] = min(fit, key=lambda typed: (len(typed), typed != _initials(one)))
    return letters


def _initials(choice: str) -> str:
    return "".join(word[0] for word in choice.split("-") if word)


class Choice(Widget, can_focus=True):
    """``< email >``: one of `choices`; the empty one is shown as ``-``."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cycle(-1)", "Before", show=False),
        Binding("right,space", "cycle(1)", "Next", show=False),
        Binding("backspace,delete", "clear", "None", show=False),
    ]
    value: reactive[str] = reactive("", init=False, layout=True)

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice":
            """The field, for selectors in handlers."""
            return self.choice

    def __init__(self, choices: tuple[str, ...], value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = choices if value in choices else (*choices, value)
        self.typed = ""
        """The letters that were typed so far."""
        self.set_reactive(Choice.value, value)

    def render(self) -> Content:
        """The value between the signs that say it can be turned."""
        return Content(f"< {self.value or '-'} >")

    def watch_value(self, value: str) -> None:
        """Tell that it changed."""
        self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Letters choose the first value that begins with them."""
        if event.character is None or not event.is_printable or event.character == " ":
            return
        event.stop()
        for typed in (self.typed + event.character.lower(), event.character.lower()):
            found = next(iter(matching(self._choices, typed)), None)
            if found is not None:
                self.typed, self.value = typed, found
                return

    def on_blur(self) -> None:
        """The next letters begin a new word."""
        self.typed = ""

    def on_click(self, event: events.Click) -> None:
        """Turn it: back on the left sign, on elsewhere."""
        offset = event.get_content_offset(self)
        if offset is not None:
            event.stop()
            self.action_cycle(-1 if offset.x < 2 else 1)  # two cells: the sign and the blank behind it

    def action_cycle(self, step: int) -> None:
        """Take the next value, or the one before."""
        self.typed = ""
        self.value = self._choices[(self._choices.index(self.value) + step) % len(self._choices)]

    def action_clear(self) -> None:
        """Choose nothing."""
        self.typed = ""
        if "" in self._choices:
            self.value = ""
