"""How long a key takes while something else goes on: a handler of 2 ms, every 10 ms, in the thread of the caller."""

from collections.abc import Callable
from threading import Event
from time import perf_counter

EVERY = 0.010
WORK = 0.002


class Keyboard:
    """Presses keys and times them, from when a key was due to when it was handled."""

    def __init__(self) -> None:
        self._turns = 1
        while _seconds(self._turns) < WORK:
            self._turns = int(self._turns * 1.2) + 1

    def press(self, keys: int, between: Callable[[], bool] = lambda: True) -> list[float]:
        """Seconds each key took; `between` is called before each, and ends it all when it is False."""
        never = Event()
        times = []
        for _ in range(keys):
            if not between():
                break
            due = perf_counter() + EVERY
            never.wait(EVERY)
            _work(self._turns)
            times.append(perf_counter() - due)
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
