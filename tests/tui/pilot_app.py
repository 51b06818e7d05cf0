"""The whole app on a copy of the sample network: its day, clipboard and other programs are the test's own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from followup_tui.book import Book
from followup_tui.messages.clipboard import Clipboard, Copied
from followup_tui.messages.opener import Ways
from followup_tui.model.clock import Clock
from followup_tui.model.records import Contact, Interaction
from followup_tui.model.settings import Settings
from followup_tui.samples import sample_settings
from followup_tui.store.store import Store
from followup_tui.tui.app import FollowupApp
from followup_tui.tui.review import Review
from followup_tui.tui.screens.review import ReviewScreen
from followup_tui.tui.services import Services
from followup_tui.tui.theme import colour_setup
from tests.conftest import TODAY
from tests.tui.frames import frame, wait_until

SIZES = ((40, 10), (60, 16), (80, 24), (120, 36), (200, 50))
"""The sizes that every screen works at (UX.md 4.2)."""
NINE = time(9, 20)


class Outside:
    """A clipboard and other programs that only take note. `answer` and `opens` say how they behave."""

    def __init__(
        self,
        answer: Copied = Copied.YES,
        opens: bool = True,
        opener: bool = True,
        mailers: frozenset[str] = frozenset(),
    ) -> None:
        self.answer = answer
        self.opens = opens
        self.has_opener = opener
        self.mailers = mailers
        self.copied: list[str] = []
        self.opened: list[str] = []
        self.ran: list[tuple[str, ...]] = []

    def copy(self, text: str) -> Copied:
        """Takes note of a copied text."""
        self.copied.append(text)
        return self.answer

    def open(self, url: str) -> bool:
        """Takes note of an opened address."""
        self.opened.append(url)
        return self.opens

    def run(self, arguments: Sequence[str]) -> bool:
        """Takes note of a program."""
        self.ran.append(tuple(arguments))
        return self.opens

    def services(self) -> Services:
        """The outside, as the app takes it."""
        clipboard: Clipboard = self
        ways = Ways(("open",), "", self.mailers) if self.has_opener else Ways((), "no display over SSH", self.mailers)
        return Services(lambda terminal: clipboard, lambda app: self, ways)


class Running(NamedTuple):
    """An app that runs, and what a test asks of it."""

    app: FollowupApp
    pilot: Pilot[int]
    outside: Outside

    # What it holds

    @property
    def screen(self) -> ReviewScreen:
        """The main screen."""
        return self.app.review_screen

    @property
    def book(self) -> Book:
        """The open network."""
        assert self.app.book is not None
        return self.app.book

    @property
    def review(self) -> Review:
        """The review."""
        return self.screen.review

    @property
    def contact(self) -> Contact:
        """The person under the cursor."""
        found = self.screen.contact
        assert found is not None, f"Nobody is under the cursor:\n{self.shown}"
        return found

    @property
    def queue(self) -> list[int]:
        """Who is still open today, in order."""
        return [entry.contact for entry in self.review.open_entries()]

    @property
    def newest(self) -> Interaction:
        """The interaction that was logged last."""
        return max(self.book.interactions.values(), key=lambda one: one.id)

    # What is seen

    @property
    def shown(self) -> str:
        """The screen as text."""
        return frame(self.app)

    @property
    def said(self) -> str:
        """The status line: what just happened, or the problem."""
        status = self.screen.status_line.status
        return status.problem or status.text

    @property
    def state(self) -> str:
        """The state of the message pane: shown, ready or writing."""
        return self.screen.compose_pane.state

    @property
    def body(self) -> str:
        """The text of the message."""
        return self.screen.compose_pane.body

    def on_top(self, name: str) -> bool:
        """Whether a screen of that class is on top."""
        return type(self.app.screen).__name__ == name

    # What a person does

    async def press(self, *keys: str) -> None:
        """Presses keys; a text of several letters is typed letter by letter."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Brings a text to where the cursor is at once, as typing letter by letter would."""
        field = self.app.screen.focused
        if isinstance(field, Input):
            field.insert_text_at_cursor(text)
        elif isinstance(field, TextArea):
            field.replace(text, field.selection.start, field.selection.end)
        else:
            raise AssertionError(f"There is nothing to type into:\n{self.shown}")
        await self.pilot.pause()

    async def prompt(self, key: str, text: str) -> None:
        """Opens the line of a key, fills it in and takes it."""
        await self.press(key)
        await self.until(lambda: self.screen.prompt.is_open)
        await self.type(text)
        await self.press("enter")

    async def until(self, come_true: Callable[[], bool]) -> None:
        """Lets the app work until something is true."""
        await wait_until(self.pilot, come_true)

    async def settled(self) -> None:
        """Lets panes follow the cursor, and work in threads end."""
        await self.app.workers.wait_for_complete()
        await self.until(lambda: self.screen._shown == (self.review.view, self.screen.current))
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Gives the terminal another size and waits until what is to be seen has it."""
        await self.pilot.resize_terminal(width, height)
        shown = [child for child in self.screen.children if child.display]
        await self.until(lambda: all(child.size.width == width for child in shown if child.display))
        await self.settled()

    async def until_said(self, words: str) -> None:
        """Lets the app work until the status line says something."""
        await self.until(lambda: words in self.said)

    async def go_to(self, contact: int) -> None:
        """Puts the cursor on a person, as many ``j`` would."""
        assert self.screen.people.move_to(contact), f"They are not in the list:\n{self.shown}"
        await self.until(lambda: self.screen._shown == (self.review.view, contact))


@asynccontextmanager
async def running(
    file: Path,
    *,
    size: tuple[int, int] = (80, 24),
    outside: Outside | None = None,
    settings: Settings | None = None,
    environment: dict[str, str] | None = None,
    theme: str = "followup-dark",
    as_of: date = TODAY,
    expect_open: bool = True,
    clock: Clock | None = None,
) -> AsyncIterator[Running]:
    """The app on a data file, opened and drawn; its day stands still at twenty past nine, unless `clock` goes."""
    outside = outside or Outside()
    app = FollowupApp(
        file,
        file.parent / "config" / "config.toml",
        clock or Clock(as_of, lambda: datetime.combine(as_of, NINE, UTC)),
        services=outside.services(),
        settings=at_once(sample_settings(as_of) if settings is None else settings),
        colours=colour_setup(environment or {}, theme),
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        held = Running(app, pilot, outside)
        if expect_open:
            await held.until(lambda: app.book is not None and held.screen.loaded is not None)
            await held.until(lambda: held.screen.desk_or_none is not None)
            await held.settled()
        yield held
        if app.book is not None and not app.book.store.trouble:
            await asyncio.to_thread(app.book.store.flush, 5)  # what the test looks for in the file is there


def at_once(settings: Settings) -> Settings:
    """Settings under which menus show themselves without delay."""
    return replace(settings, screen=replace(settings.screen, menu_after_ms=0))


def open_again(file: Path, as_of: date = TODAY) -> tuple[Store, Book]:
    """The file as another program sees it; the store is the caller's to close."""
    clock = Clock(as_of, lambda: datetime.combine(as_of, NINE, UTC))
    store = Store.open(file, clock_now=clock.now)
    return store, Book(store, sample_settings(as_of), clock, patient=True)


def control_characters(shown: str) -> set[str]:
    """What a terminal would obey, in a drawn screen: C0, C1, and what turns the direction of a text round."""
    turning = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029}
    return {one for one in shown if (ord(one) < 32 and one != "\n") or 127 <= ord(one) < 160 or ord(one) in turning}


__all__ = ["SIZES", "Outside", "Running", "at_once", "control_characters", "open_again", "running"]
