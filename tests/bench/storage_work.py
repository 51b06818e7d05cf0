"""What is measured of ours: opening, logging, searching, judging, and going on with these in the background."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from time import perf_counter, thread_time
from typing import Any, NamedTuple

from followup_tui.actions import touch
from followup_tui.actions.finding import find, narrow
from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.codec import decode_page
from followup_tui.model.records import Contact, Interaction, Interview
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel, Direction
from followup_tui.opening import collector_paused
from followup_tui.rules.search import BadQuery
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import encounters, verdict
from followup_tui.store.documents import to_bytes, to_object
from followup_tui.store.store import Change, Committed, Op, Opening, Store
from tests.bench.measuring import AS_OF
from tests.bench.storage_rivals import TABLES, Documents


def now() -> datetime:
    """The moment of every change."""
    return datetime.combine(AS_OF, time(9), UTC)


def _book(store: Store | Opening) -> Book:
    return Book(store, Settings(), Clock(AS_OF, now))


class Held(NamedTuple):
    """Seconds until a call returned, how many of them its thread had a processor, and until its change was durable."""

    held: float
    worked: float
    durable: float


class Ours:
    """An open store, and a book on another one of the same file's copy."""

    def __init__(self, path: Path) -> None:
        self._path = path
        copy = path.with_name("book.json")
        copy.write_bytes(path.read_bytes())
        self._store = Store.open(path, clock_now=now)
        self._book = _book(Store.open(copy, clock_now=now))
        self._book.today()  # the app has shown it before anybody can log
        self._book.readying_subjects()()  # and made ready what filters look at
        self._next = max(self._store.documents("interactions"))
        self._days = 0

    def close(self) -> None:
        """Ends both."""
        self._store.close(60)
        self._book.store.close(60)

    def flush(self) -> None:
        """Waits for the disk."""
        self._store.flush(60)

    # -- opening ---------------------------------------------------------------------------------------------------

    @staticmethod
    def load(path: Path) -> int:
        """The whole file in memory."""
        with collector_paused():
            return len(Store.open(path, clock_now=now).documents("interactions"))

    @staticmethod
    def load_contacts(path: Path) -> int:
        """The contacts decoded, and the rest not read yet."""
        with collector_paused():
            opening = Store.begin(path, clock_now=now)
            found = len(list(decode_page(Contact, opening.documents("contacts").items())))
            opening.close()
            return found

    @staticmethod
    def load_book(path: Path) -> int:
        """Every record, and what is known of everybody's touches."""
        with collector_paused():
            return len(_book(Store.open(path, clock_now=now)).contacts)

    @staticmethod
    def keep_loading(path: Path, held: list[Book | Store], *, book: bool) -> Callable[[], bool]:
        """Loads into `held` in a thread, as an app that keeps what it loaded; gives whether it still does."""

        def load() -> None:
            with collector_paused():
                held.append(_book(Store.begin(path, clock_now=now)) if book else Store.open(path, clock_now=now))

        thread = Thread(target=load)
        thread.start()
        return thread.is_alive

    # -- logging ---------------------------------------------------------------------------------------------------

    def documents(self) -> Documents:
        """Every document."""
        return {name: dict(self._store.documents(name)) for name in TABLES}

    def log(self, interaction: Mapping[str, Any], contact: int, changes: Mapping[str, Any]) -> "Held":
        """Seconds until the call returned, of these on the processor, and seconds until the change was durable."""
        start, worked = perf_counter(), thread_time()
        saving = self._log(interaction, contact, changes)
        held, worked = perf_counter() - start, thread_time() - worked
        saving.result()
        return Held(held, worked, perf_counter() - start)

    def _log(self, interaction: Mapping[str, Any], contact: int, changes: Mapping[str, Any]) -> "Future[Committed]":
        self._next += 1
        before = self._store.documents("contacts")[contact]
        after = to_bytes(to_object(before) | dict(changes))
        added = Op("interactions", self._next, None, to_bytes(interaction))
        return self._store.commit(Change("Log", "log", now(), (added, Op("contacts", contact, before, after))))

    def log_through_book(self, contact: int) -> "Held":
        """The same as the app does it: an action on a book."""
        start, worked = perf_counter(), thread_time()
        touch.log(self._book, [self._book.contacts[contact]], "Hi", channel=Channel.EMAIL, direction=Direction.OUT)
        held, worked = perf_counter() - start, thread_time() - worked
        self._book.store.flush(60)
        return Held(held, worked, perf_counter() - start)

    def keep_saving(self) -> Callable[[], bool]:
        """Logs one whenever the last one is safe."""
        contact = next(iter(self._store.documents("contacts")))
        saving = [self._log({"text": "Hi"}, contact, {"note": "0"})]

        def go_on() -> bool:
            if saving[0].done():
                saving[0] = self._log({"text": "Hi"}, contact, {"note": f"{self._next}"})
            return True

        return go_on

    def decide(self, contact: int) -> "Held":
        """The same, and what the screen asks for to show the next person: the plan of the day and the list of all."""
        start, worked = perf_counter(), thread_time()
        touch.log(self._book, [self._book.contacts[contact]], "Hi", channel=Channel.EMAIL, direction=Direction.OUT)
        self._book.today()
        self._book.everybody()
        held, worked = perf_counter() - start, thread_time() - worked
        self._book.store.flush(60)
        return Held(held, worked, perf_counter() - start)

    def filter_typed(self, typed: str) -> list[float]:
        """Seconds for each key of a filter that is typed letter by letter, as the app narrows its list of all."""
        times = []
        for end in range(1, len(typed) + 1):
            start = perf_counter()
            with suppress(BadQuery):  # half of a field: the list stays as it is
                found = set(narrow(self._book, typed[:end]))
                [number for number in self._book.everybody() if number in found]
            times.append(perf_counter() - start)
        return times

    # -- reading ---------------------------------------------------------------------------------------------------

    def search(self, words: str) -> int:
        """How many people a search finds."""
        return len(find(self._book, words))

    def verdicts_from_file(self) -> int:
        """Opens the file and judges everybody."""
        with collector_paused():
            return len(_book(Store.open(self._path, clock_now=now)).verdicts())

    def verdicts_on_another_day(self) -> int:
        """Judges everybody anew, as after midnight."""
        self._days += 1
        return len(self._book.on(Clock(AS_OF + timedelta(days=self._days), now)).verdicts())


def judged(documents: Documents) -> int:
    """The verdicts of all contacts by the same rules, from documents that another store gave."""
    mine: dict[int, list[Interaction]] = defaultdict(list)
    for one in decode_page(Interaction, documents["interactions"].items()):
        for contact in one.contacts:
            mine[contact].append(one)
    met = encounters(list(decode_page(Interview, documents["interviews"].items())), AS_OF)
    cadences = Settings().cadence
    people = decode_page(Contact, documents["contacts"].items())
    return len([verdict(one, touches_of(mine[one.id], AS_OF), met.get(one.id), cadences, AS_OF) for one in people])
