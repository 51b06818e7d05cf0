"""How far long work has come: told while it goes on, which is also the moment to stop it."""

from typing import Protocol

from followup_tui.store.errors import StoreError


class Stopped(StoreError):
    """The person stopped the work. What was read was let go of, and nothing was changed."""


class Tell(Protocol):
    """Told what is being done, and how much of a `total` is done where that is known (0: it is not).

    Raises:
        Stopped: the person does not want it any more; whoever works lets that pass.
    """

    def __call__(self, words: str, done: int = 0, total: int = 0, /) -> None:
        """Takes note."""


def untold(words: str, done: int = 0, total: int = 0, /) -> None:
    """Tells nobody."""
