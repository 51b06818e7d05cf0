"""How long a key takes while something else goes on: a handler of 2 ms, every 10 ms, in the thread of the caller."""

from collections.abc import Callable
from threading import Event
from time import perf_counter, process_time
from typing import NamedTuple

EVERY = 0.010
WORK = 0.002


class Key(NamedTuple):
    """Seconds a key took, and how many of them at least no thread of ours had a processor: others had it."""

    took: float
    starved: float


class Keyboard:
    """Presses keys and times them, from when a key was due to when it was handled."""

    def __init__(self) -> None:
        self._turns = 1
        while min(_seconds(self._turns) for _ in range(5)) < WORK:
            self._turns = int(self._turns * 1.2) + 1

    def press(self, keys: int, between: Callable[[], bool] = lambda: True) -> list[float]:
        """Seconds each key took; `between` is called before each, and ends it all when it is False."""
        return [key.took for key in self.keys(keys, between)]

    def keys(self, keys: int, between: Callable[[], bool] = lambda: True) -> list[Key]:
        """The same, with what others took of it."""
        never = Event()
        times = []
        for _ in range(keys):
            if not between():
                break
            due, worked = perf_counter() + EVERY, process_time()
            never.wait(EVERY)
            _work(self._turns)
            took = perf_counter() - due
            times.append(Key(took, max(took - (process_time() - worked), 0.0)))
        return times


def _seconds(turns: int) -> float:
    start = perf_counter()
    _work(turns)
    return perf_counter() - start


def _work(turns: int) -> int:
    """Python that holds the interpreter, as a handler does."""
    total = 0
    for number in range(turns):
        total += number * number % 7
    return total
