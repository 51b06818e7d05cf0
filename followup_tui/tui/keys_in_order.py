"""Keys one after another: each is done with before the next is looked at.

Textual hands a key to whatever has the focus at the moment it is read. Several keys that are read together, as over a
slow line or from a person who types fast, all go to the same place: after ``l`` the letters of the log line, after
``s`` the key of the day. They were taken for commands, or for nothing.
"""

from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

PATIENCE = 0.05
"""Seconds after which the next key is looked at in any case: the place of the last one may have gone with it, as a form
does that was saved."""
ROUNDS = 4
"""How often a key is followed up: each round ends when what the one before posted has been done, as a line that is
taken does through three widgets."""


class KeysInOrder(App[int]):
    """An app that forwards a key or a paste only when the one before has had its effect on focus and screens."""

    class Passed(Message):
        """Follows a key from `target` on its way up; when this arrives, so has the key."""

        def __init__(self, target: Widget, rounds: int) -> None:
            super().__init__()
            self.target = target
            self.rounds = rounds

    _ahead: deque[events.Event] | None = None
    _waits: Timer | None = None
    _under_way = False

    takes_keys = True
    """False while the app ends: what is typed then would act on what is just being closed."""

    async def on_event(self, event: events.Event) -> None:
        """Holds back what is typed ahead."""
        if not self.takes_keys and isinstance(event, events.InputEvent | events.Paste):
            return
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way:
            self._ahead = self._ahead or deque()
            self._ahead.append(event)
        else:
            await self._forward_alone(event)

    async def _forward_alone(self, event: events.Event) -> None:
        self._under_way = True
        self._waits = self.set_timer(PATIENCE, self._go_on)
        target = self.focused or self.screen
        await super().on_event(event)
        self._follow(target, ROUNDS)

    def _follow(self, target: Widget, rounds: int) -> None:
        if not rounds or not target.post_message(self.Passed(target, rounds)):
            self.call_later(self._go_on)  # behind a change of focus, which is called later too

    def on_keys_in_order_passed(self, event: Passed) -> None:
        """The key has come through, or what it set going has."""
        event.stop()
        self._follow(event.target, event.rounds - 1)

    async def _go_on(self) -> None:
        if self._waits is not None:
            self._waits.stop()
            self._waits = None
        self._under_way = False
        if self._ahead:
            await self._forward_alone(self._ahead.popleft())
