"""Back and forth through the history from a screen that shows it: many steps are taken in slices, and can be stopped.

The book is used on the app's own thread alone, so the steps are taken there; between two slices keys and drawing have
their turn.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any

from followup_tui.actions.change_text import RecordChange, name_in, record_changes
from followup_tui.actions.outcome import Refused
from followup_tui.actions.travelling import Listing, Way, in_turn, listing
from followup_tui.opening import Op, StoreError
from followup_tui.transaction import Travelled

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen

SLICE = 10
"""Steps taken before others have their turn: some milliseconds."""


class Travels:
    """The history of the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._book = screen.book

    @property
    def version(self) -> int:
        """Counts changes of the network, whoever makes them."""
        return self._book.store.version

    @property
    def why_not(self) -> str:
        """Empty, or why there is no way back: the file can only be read."""
        return self._screen.why_read_only

    def listing(self) -> Listing:
        """The whole history; called in a thread.

        Raises:
            StoreError: it cannot be read.
        """
        return listing(self._book)

    def changes(self, ops: Sequence[Op]) -> Iterator[RecordChange]:
        """What the steps of a change do, record by record; called in a thread."""
        return record_changes(ops, partial(name_in, self._book))

    def one(self, way: Way) -> str:
        """Takes one change back, or does it again, and says so.

        Raises:
            StoreError: there is none, or it cannot be.
        """
        return self._screen.travel(way)

    async def go(self, steps: int, tell: Callable[[int], None], is_stopped: Callable[[], bool]) -> str:
        """Undoes so many changes, or does them again where `steps` is negative, and says how far it came.

        `tell` hears how many are done by then.
        """
        way: Way = "undo" if steps > 0 else "redo"
        wanted = abs(steps)
        moved: list[Travelled] = []
        why = ""
        try:
            for one in in_turn(self._book, way, wanted):
                moved.append(one)
                self._watch(one)
                if len(moved) % SLICE == 0:
                    tell(len(moved))
                    await asyncio.sleep(0)
                    if is_stopped():
                        break
        except (StoreError, Refused) as error:
            why = f": {error}"
        finally:
            self._screen.travelled([one.change for one in moved], undone=way == "undo")
        number = f"{wanted:,}" if len(moved) == wanted else f"{len(moved):,} of {wanted:,}"
        return f"Undid {number} changes{why}" if way == "undo" else f"Did {number} changes again{why}"

    def _watch(self, moved: Travelled) -> None:
        """Says it when a step is refused later, as another program was quicker."""
        app, saving = self._screen.followup, moved.saving

        def ended(done: "Future[Any]") -> None:
            error = done.exception()
            if error is not None:
                app.call_later_from_anywhere(self._screen.step_refused, moved.change, str(error))

        if saving is not None:
            saving.add_done_callback(ended)
