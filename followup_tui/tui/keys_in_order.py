"""Keys one after another: each is done with before the next is looked at.

Textual hands a key to whatever has the focus at the moment it is read. Several keys that are read together, as over a
slow line or from a person who types fast, all go to the same place: after ``l`` the letters of the log line, after
``s`` the key of the day. They were taken for commands, or for nothing.
"""

from collections import deque
from functools import partial

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

PATIENCE = 0.05
"""Seconds after which the next key is looked at when the place of the last one has gone with it, as a form does that
was saved."""
LONGEST = 40
"""How many times as long a key may take whose place is still there, as a filter over many thousand people does."""
ROUNDS = 4
"""How often a key is followed up: each round ends when what the one before posted has been done, as a line that is
taken does through three widgets."""


class KeysInOrder(App[int]):
    """An app that forwards a key or a paste only when the one before has had its effect on focus and screens."""

    class Passed(Message):
        """Follows a key from `target` on its way up; when this arrives, so has the key."""

        def __init__(self, target: Widget, rounds: int, turn: int) -> None:
            super().__init__()
            self.target = target
            self.rounds = rounds
            self.turn = turn

    _ahead: deque[events.Event] | None = None
    _waits: Timer | None = None
    _under_way = False
    _turn = 0
    """Counts keys: what ends one must not end the next, which can be under way by then."""

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
        self._turn += 1
        turn = self._turn
        target = self.focused or self.screen
        self._wait_for(target, turn, LONGEST)
        await super().on_event(event)
        self._follow(target, ROUNDS, turn)

    def _wait_for(self, target: Widget, turn: int, times: int) -> None:
        self._waits = self.set_timer(PATIENCE, partial(self._look_after, target, turn, times - 1))

    async def _look_after(self, target: Widget, turn: int, times: int) -> None:
        if turn == self._turn and times and target.is_attached:
            self._wait_for(target, turn, times)  # it is still at work
        else:
            await self._go_on(turn)

    def _follow(self, target: Widget, rounds: int, turn: int) -> None:
        if not rounds or not target.post_message(self.Passed(target, rounds, turn)):
            self.call_later(self._go_on, turn)  # behind a change of focus, which is called later too

    def on_keys_in_order_passed(self, event: Passed) -> None:
        """The key has come through, or what it set going has."""
        event.stop()
        self._follow(event.target, event.rounds - 1, event.turn)

    async def _go_on(self, turn: int) -> None:
        if turn != self._turn or not self._under_way:
            return
        if self._waits is not None:
            self._waits.stop()
            self._waits = None
        self._under_way = False
        if self._ahead:
            await self._forward_alone(self._ahead.popleft())
