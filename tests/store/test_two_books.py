"""Two apps on one file: whatever is done in either, each shows what the file holds, and all of it can be taken back."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date, timedelta
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from followup_tui.actions import people, touch
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.codec import decode
from followup_tui.model.records import RECORDS, Contact, Record
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import parse_person
from followup_tui.rules.verdict import Verdict
from followup_tui.store.changes import Key
from followup_tui.store.store import Store, StoreError
from tests.store.store_rig import SOON, WAIT, QuickDisk, now

TODAY = date(2026, 11, 23)
WHICH = st.integers(0, 1)
PICK = st.integers(0, 9)
PEOPLE = ("Ann Lee @Fisher #vc", "Bo Ek @Fisher", "Cy Fu @Grant", "Di Wu")


class App:
    """A store and a book that follows it, as the app wires them: what others change comes through a queue."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(path, clock_now=now, disk=QuickDisk(), timing=SOON)
        self.book = Book(self.store, Settings(), Clock(TODAY, now))
        self._news: Queue[frozenset[Key]] = Queue()
        self.store.on_change = self._news.put

    def settle(self) -> None:
        """Waits for the disk, and takes in what came meanwhile until the book is what the store is."""
        assert self.store.flush(WAIT)
        while not self._news.empty() or not self.follows():
            self.book.refresh(self._news.get(timeout=WAIT))

    def follows(self) -> bool:
        """Whether the book holds the records of the store's documents."""
        return all(self._records(kind) == self._decoded(kind) for kind in RECORDS)

    def _records(self, kind: type[Record]) -> dict[int, Record]:
        records = getattr(self.book, kind.table)
        return {number: records[number] for number in records}

    def _decoded(self, kind: type[Record]) -> dict[int, Record]:
        return {number: decode(kind, number, row) for number, row in self.store.documents(kind.table).items()}

    def standing(self) -> dict[int, Verdict]:
        """Where everybody stands."""
        return dict(self.book.verdicts())

    def export(self) -> list[tuple[str, int, bytes]]:
        """Every document."""
        tables = (kind.table for kind in RECORDS)
        return sorted((name, number, row) for name in tables for number, row in self.store.documents(name).items())


class TwoApps(RuleBasedStateMachine):
    """Each rule is what a person does in one of two apps that have not looked at the file since their last change."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.path = Path(self._open.enter_context(TemporaryDirectory())) / "followup.json"

    @initialize()
    def begin(self) -> None:
        """Both open an empty network."""
        self.apps = [App(self.path), App(self.path)]

    @rule(which=WHICH, line=st.sampled_from(PEOPLE))
    def add(self, which: int, line: str) -> None:
        """Adds a person."""
        book = self.apps[which].book
        self._do(which, lambda: people.add(book, parse_person(line)))

    @rule(which=WHICH, pick=PICK, days=st.integers(0, 400))
    def log(self, which: int, pick: int, days: int) -> None:
        """Logs a message."""
        book, on = self.apps[which].book, TODAY - timedelta(days=days)
        how = {"channel": Channel.EMAIL, "direction": Direction.OUT}
        self._with_one(which, pick, lambda one: touch.log(book, [one], "Hi", on=on, **how))  # type: ignore[arg-type]

    @rule(which=WHICH, pick=PICK, what=st.sampled_from([people.archive, people.unarchive, touch.skip, touch.pause]))
    def decide(self, which: int, pick: int, what: Callable[[Book, Contact], object]) -> None:
        """Archives, pauses and so on."""
        self._with_one(which, pick, lambda one: what(self.apps[which].book, one))

    @rule(which=WHICH, pick=PICK, tags=st.lists(st.sampled_from("abc"), unique=True, max_size=2))
    def tag(self, which: int, pick: int, tags: list[str]) -> None:
        """Gives other tags."""
        self._with_one(which, pick, lambda one: people.edit(self.apps[which].book, one, {"tags": tuple(tags)}))

    @rule(which=WHICH, back=st.booleans())
    def travel(self, which: int, back: bool) -> None:
        """Undoes or redoes; the refusal may come at once, or from the disk."""
        book = self.apps[which].book
        self._do(which, book.undo if back else book.redo)

    @rule(which=WHICH)
    def poll(self, which: int) -> None:
        """Looks at the file."""
        self.apps[which].store.poll()
        self.apps[which].settle()

    @rule(which=WHICH)
    def reopen(self, which: int) -> None:
        """Quits and starts again."""
        assert self.apps[which].book.close(WAIT)
        self.apps[which] = App(self.path)

    @invariant()
    def an_app_that_looked_shows_what_a_new_one_does(self) -> None:
        """The same records, the same verdicts."""
        fresh = App(self.path)
        try:
            for app in self.apps:
                assert app.follows()
                if app.store.rev == fresh.store.rev:
                    assert app.export() == fresh.export()
                    assert app.standing() == fresh.standing()
        finally:
            fresh.store.close(WAIT)

    def teardown(self) -> None:
        """As many undos as changes, and nothing is left."""
        if hasattr(self, "apps"):
            for app in self.apps:
                assert app.book.close(WAIT)
            last = App(self.path)
            for _ in range(last.store.depth()[0]):
                last.book.undo()
            last.settle()
            assert last.export() == []
            last.store.close(WAIT)
        self._open.close()

    def _with_one(self, which: int, pick: int, act: Callable[[Contact], object]) -> None:
        contacts = sorted(self.apps[which].book.contacts.values(), key=lambda one: one.name)
        if contacts:
            self._do(which, lambda: act(contacts[pick % len(contacts)]))

    def _do(self, which: int, act: Callable[[], object]) -> None:
        with suppress(Refused, StoreError):
            act()
        self.apps[which].settle()


TestTwoApps = TwoApps.TestCase
TestTwoApps.settings = settings(
    max_examples=60,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
