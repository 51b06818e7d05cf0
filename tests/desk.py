"""A book on a real store whose day and moment a test decides."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from followup_tui.actions import people, touch
from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.records import Contact, Interaction
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import parse_person
from followup_tui.store.disk import SystemDisk
from followup_tui.store.store import Store

MONDAY = date(2026, 11, 23)


class HastyDisk(SystemDisk):
    """A disk that says at once that all is safe: these tests are about rules, not about power cuts."""

    def fsync(self, descriptor: int) -> None:
        """Nothing."""

    def fsync_folder(self, folder: Path) -> None:
        """Nothing."""


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Makes every disk hasty: what a screen or a command shows is the same before the medium has all and after."""
    patch.setattr(SystemDisk, "fsync", HastyDisk.fsync)
    patch.setattr(SystemDisk, "fsync_folder", HastyDisk.fsync_folder)


class Desk:
    """A book, and short ways to do what a person does. Every moment asked for is a second after the last."""

    def __init__(self, path: Path, day: date = MONDAY, settings: Settings | None = None) -> None:
        self._path = path
        self._moment = datetime.combine(day, time(9), UTC)
        self.store = Store.open(path, clock_now=self.now, disk=HastyDisk())
        self.book = Book(self.store, settings or Settings(), Clock(day, self.now), patient=True)

    def now(self) -> datetime:
        """The next moment."""
        self._moment += timedelta(seconds=1)
        return self._moment

    def go_to(self, day: date) -> None:
        """Makes `day` today."""
        self._moment = max(self._moment, datetime.combine(day, time(9), UTC))
        self.book.clock = Clock(day, self.now)

    def add(self, line: str) -> Contact:
        """Adds the person of a capture line."""
        return people.add(self.book, parse_person(line)).made

    def log(
        self, who: Contact | Sequence[Contact], direction: Direction = Direction.OUT, *, days_ago: int = 0
    ) -> Interaction:
        """Logs an e-mail so many days ago."""
        everybody = [who] if isinstance(who, Contact) else who
        on = self.book.as_of - timedelta(days=days_ago)
        return touch.log(self.book, everybody, "Hi", channel=Channel.EMAIL, direction=direction, on=on).made

    def now_of(self, contact: Contact) -> Contact:
        """The contact as the book has it now."""
        return self.book.contacts[contact.id]

    def reopened(self) -> Book:
        """Another book on the file as it is on disk."""
        store = Store.open(self._path, clock_now=self.now, disk=HastyDisk())
        try:
            return Book(store, self.book.settings, self.book.clock, patient=True)
        finally:
            store.close()


@contextmanager
def desk_in_a_folder_of_its_own(day: date = MONDAY, settings: Settings | None = None) -> Iterator[Desk]:
    """For property tests, where a fixture would be shared by all examples."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "followup.json", day, settings)
        try:
            yield desk
        finally:
            desk.store.close()
