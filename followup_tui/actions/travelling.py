"""Going back through the history: what it holds, how many steps away a change is, and one step after the other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.opening import HistoryEntry, NothingToUndo
from followup_tui.transaction import Travelled

Way = Literal["undo", "redo"]
EVERYTHING = 1_000_000
"""More changes than a history holds: it is bounded in bytes (STORAGE.md 7), at about 20,000 ordinary ones."""


class Listing(NamedTuple):
    """The whole history, newest first, as of a `version` of the network; how much can be undone, and done again."""

    entries: tuple[HistoryEntry, ...]
    undoable: int
    redoable: int
    version: int


def listing(book: Book) -> Listing:
    """The history of a network. Takes a twentieth of a second for 10,000 entries: in the app, called in a thread.

    Raises:
        StoreError: it cannot be read.
    """
    version = book.store.version
    undoable, redoable = book.store.depth()
    return Listing(tuple(book.history(EVERYTHING)), undoable, redoable, version)


def searched(entries: Iterable[HistoryEntry]) -> tuple[str, ...]:
    """What each entry is found by, folded. Takes a tenth of a second for 10,000: in the app, called in a thread."""
    return tuple(
        f"{folded(one.label)} {one.command} {state_words(one)} {one.at.astimezone():%Y-%m-%d %H:%M %a %d %b}".lower()
        for one in entries
    )


def found(words: Sequence[str], query: str) -> list[int]:
    """The places of the entries that hold every word of `query`; `words` are what `searched` gave."""
    places: Iterable[int] = range(len(words))
    for word in folded(query).split():
        places = [place for place in places if word in words[place]]
    return list(places)


def state_words(entry: HistoryEntry) -> str:
    """Whether a change holds, or what it did: ``done``, ``undone``, ``took back``, ``did again``."""
    return {"undo": "took back", "redo": "did again"}.get(entry.kind, entry.state)


def steps_ahead(book: Book, way: Way, steps: int) -> list[HistoryEntry]:
    """The changes that so many steps would go over, in their order.

    Raises:
        NothingToUndo: there is none.
    """
    sign = 1 if way == "undo" else -1
    ahead = sorted((one for one in book.history(EVERYTHING) if one.steps * sign > 0), key=lambda one: one.steps * sign)
    if not ahead:
        raise NothingToUndo(f"There is nothing to {way}.")
    return ahead[:steps]


def in_turn(book: Book, way: Way, steps: int) -> Iterator[Travelled]:
    """Takes back (or does again) so many changes, one each time the next is asked for; each is one step of its own.

    Raises:
        Refused: another program made a change meanwhile, which nobody asked to take back.
        StoreError: one cannot be taken back, or done again.
    """
    undoable, redoable = book.store.depth()
    for done in range(steps):
        gone = done if way == "undo" else -done
        if book.store.depth() != (undoable - gone, redoable + gone):
            raise Refused("Another program changed the network meanwhile; look at the history again.")
        yield book.undo() if way == "undo" else book.redo()
