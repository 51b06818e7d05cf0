"""The app: opens the file beside the first frame, holds what is the same on every screen, and leaves cleanly."""

import asyncio
import gc
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import work
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.theme import Theme

from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.records import Draft
from followup_tui.model.settings import Settings
from followup_tui.store import settings_file
from followup_tui.store.changes import Key
from followup_tui.store.errors import StoreError
from followup_tui.store.store import Store
from followup_tui.tui.asking import PRACTISE, Asking
from followup_tui.tui.key_check import checked_keymap
from followup_tui.tui.keys import DEFAULT_KEYMAP, Keymap
from followup_tui.tui.review import Review, View
from followup_tui.tui.screens.review import ReviewScreen
from followup_tui.tui.services import Services, system_services
from followup_tui.tui.theme import ColourChoice, colour_setup, register_themes, variable_defaults
from followup_tui.tui.widgets.glyphs import glyphs_for

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from followup_tui.messages.library import Library

T = TypeVar("T")
PAINT_SECONDS = 1.0
"""How long the loader lets the first frame go first; it reads on sooner when that is painted."""
POLL_SECONDS = 2.0
"""How often the file is looked at for changes by others: 2 microseconds each (STORAGE.md)."""
_VIEW_NAMES: dict[View, str] = {"today": "Today", "all": "All contacts", "companies": "Companies"}
_NEEDS_NO_FILE = ("cursor_", "quit", "back")
CLOSE_SECONDS = 10.0
"""How long leaving waits for the disk before it says that something is not saved."""


class Opened(Message):
    """Today can be shown; the rest of the file is still being read."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book


class Completed(Opened):
    """The whole file is read."""

    def __init__(self, book: Book, drafts: list[Draft], library: "Library") -> None:
        super().__init__(book)
        self.drafts = drafts
        self.library = library


class OpenFailed(Message):
    """The file cannot be used; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class ChangedOutside(Message):
    """Another program changed the file; `keys` are the documents."""

    def __init__(self, keys: frozenset[Key]) -> None:
        super().__init__()
        self.keys = keys


class Trouble(Message):
    """Changes cannot be saved; or, with an empty sentence, can be again."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class FollowupApp(Asking):
    """One person's network on a screen."""

    TITLE = "followup"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar = ["roles.tcss", "widgets/lines.tcss", "widgets/compose.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        path: Path,
        settings_path: Path,
        clock: Clock,
        *,
        demo: bool = False,
        services: Services | None = None,
        colours: ColourChoice | None = None,
        settings: Settings | None = None,
        settings_problem: str = "",
    ) -> None:
        self.colours = colours or colour_setup({})
        super().__init__(ansi_color=self.colours.ansi_color)
        self.animation_level = "none"
        self.path = path
        self.settings_path = settings_path
        self.clock = clock
        self.demo = demo
        self._services = services
        self.settings = settings or Settings()
        checked = checked_keymap(self.settings.screen.keys)
        self.keymap: Keymap = checked.keymap
        self.problems = [settings_problem] if settings_problem else list(checked.problems)
        self.glyphs = glyphs_for(self.settings.screen.ascii)
        self.book: Book | None = None
        self.review_screen = ReviewScreen(self.glyphs)
        self.failure = ""
        self._painted = Event()
        self._complete = asyncio.Event()
        register_themes(self)

    @property
    def services(self) -> Services:
        """The outside; looked for when something is sent, copied or opened."""
        if self._services is None:
            self._services = system_services()
        return self._services

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our meanings in any theme."""
        return variable_defaults(self.current_theme)

    def on_mount(self) -> None:
        """Shows the frame, and opens the file behind it."""
        self._choose_theme()
        if self.keymap != DEFAULT_KEYMAP:
            self.set_keymap(self.keymap.textual_keymap())
        self.push_screen(self.review_screen)
        self._open()

    def _choose_theme(self) -> None:
        known: Mapping[str, Theme] = self.available_themes
        wanted = self.colours.theme
        if wanted not in known:
            self.problems.append(f"screen.theme: there is no theme {wanted}; followup-dark is used.")
            wanted = "followup-dark"
        self.theme = wanted

    # Opening

    @work(thread=True, group="open", exit_on_error=False)
    def _open(self) -> None:
        gc.disable()  # a collection over 100,000 fresh records costs the keystroke it happens in 50 ms (STORAGE 3.2)
        try:
            opening = Store.begin(self.path, clock_now=self.clock.now)
            book = Book(opening, self.settings, self.clock)
            book.today()
            if not book.is_complete:
                self.post_message(Opened(book))
                self._painted.wait(PAINT_SECONDS)
            store = book.store
            store.on_change = self._tell_changed
            store.on_trouble = self._tell_trouble
            store.depth()
            drafts = store.drafts.all()
            from followup_tui.messages.library import load  # with all templates 9 ms: after the first frame

            library = load(self.settings_path.parent / "templates")
            self.post_message(Completed(book, drafts, library))
            book.write_index()
        except (StoreError, ValueError) as error:
            self.post_message(OpenFailed(str(error)))
        finally:
            gc.freeze()
            gc.enable()

    def _tell_changed(self, keys: frozenset[Key]) -> None:
        self.post_message(ChangedOutside(keys))

    def _tell_trouble(self, sentence: str) -> None:
        self.post_message(Trouble(sentence))

    def on_opened(self, event: Opened) -> None:
        """Shows today's list; the loader goes on when it is painted."""
        self.review_screen.show_list(Review(event.book, self.glyphs.done))
        self.call_after_refresh(self._painted.set)

    def on_completed(self, event: Completed) -> None:
        """Shows the review whole, or the first steps when nobody is there yet."""
        self.book = event.book
        self.set_interval(POLL_SECONDS, self._poll)
        self.review_screen.open_review(event.book, event.drafts, event.library)
        self._complete.set()
        if self.problems:
            self.review_screen.say(self.problems[0], problem=True)
        if not event.book.contacts and not self.demo:
            self.open_first_run()
        elif not self.settings.me.name:
            self.review_screen.ask_name()

    def on_open_failed(self, event: OpenFailed) -> None:
        """Leaves, and says why on the terminal."""
        self.failure = event.sentence
        self.exit(1)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Runs an action; one that needs the whole file waits until it is read, so that no early key is lost."""
        name = action if isinstance(action, str) else action[1]
        if not self._complete.is_set() and not name.startswith(_NEEDS_NO_FILE):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._complete.wait(), CLOSE_SECONDS)
        return await super().run_action(action, default_namespace, namespaces)

    # Others, and the disk

    @work(thread=True, group="poll", exclusive=True, exit_on_error=False)
    def _poll(self) -> None:
        if self.book is not None:
            try:
                self.book.store.poll()
            except StoreError as error:
                self.post_message(Trouble(str(error)))

    def on_changed_outside(self, event: ChangedOutside) -> None:
        """Takes in what others changed; cursor and draft stay."""
        if self.book is None:
            return
        self.book.refresh(event.keys)
        self.note_people_changed()
        screen = self.review_screen
        if screen.compose_pane.state != "writing":
            screen.redraw(screen.current)
        more = screen.review.new_rows()
        screen.say("Another program changed the file" + (f"; {more} new for today, R takes them in" if more else ""))

    def on_trouble(self, event: Trouble) -> None:
        """Says that things are not saved, until they are."""
        self.review_screen.say(event.sentence or "Everything is saved again", problem=bool(event.sentence))

    # Leaving

    def leave(self) -> None:
        """Quits when everything is on disk."""
        self._leave()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _leave(self) -> None:
        if self.book is None:
            self.exit(0)
            return
        screen = self.review_screen
        if screen.desk_or_none is not None:
            await screen.desk.write()
        store = self.book.store
        if not store.saved:
            screen.note_saving("saving…")
        if not await asyncio.to_thread(store.flush, CLOSE_SECONDS) and not self._keep_elsewhere(store):
            return
        await asyncio.to_thread(self.book.close, CLOSE_SECONDS)
        self.exit(0)

    def _keep_elsewhere(self, store: Store) -> bool:
        """Writes what could not be saved beside the person's home, so that leaving loses nothing."""
        moment = self.clock.now().strftime("%Y%m%d-%H%M%S")
        place = Path.home() / f"{self.path.name}.unsaved-{moment}"
        try:
            store.save_elsewhere(place)
        except StoreError as error:
            self.review_screen.say(f"{error} Nothing is lost while the app is open.", problem=True)
            return False
        self.failure = f"{store.trouble} Everything was written to {place} instead."
        return True

    # Commands

    def run_command(self, command_id: str) -> None:
        """Does what a command stands for, on the widget that is meant."""
        command = self.keymap.command(command_id)
        screen = self.review_screen
        places: dict[str, Any] = {"list": screen.people, "timeline": screen.timeline, "ready": screen.compose_pane}
        target: Any = screen
        for context in command.contexts:
            place = places.get(context)
            if place is not None and hasattr(place, f"action_{command.action_name.partition('(')[0]}"):
                target = place
                break
        if hasattr(screen, f"action_{command.action_name.partition('(')[0]}"):
            target = screen
        self.call_later(self.run_action, command.action_name, target)

    # Threads

    async def in_thread(self, work_: Callable[[], T]) -> T:
        """The result of blocking work, while the screen goes on."""
        return await asyncio.to_thread(work_)

    def call_later_from_anywhere(self, callback: Callable[..., Any], *arguments: Any) -> None:
        """Calls something on the app's own thread, soon; quietly nothing when the app is gone."""
        if self.is_running and self._loop is not None:
            self._loop.call_soon_threadsafe(self.call_later, callback, *arguments)


def run(path: Path, settings_path: Path, clock: Clock, *, demo: bool = False) -> int:
    """Opens the app on a file and gives the exit code, or `PRACTISE` when the person wants the sample network first.

    Raises:
        BadSettings: the settings file cannot be used.
        StoreError: the data file or the terminal cannot be used, or not everything could be saved.
    """
    settings = settings_file.load(settings_path)
    colours = colour_setup(os.environ, settings.screen.theme)
    if colours.refusal:
        raise StoreError(colours.refusal)
    for name in colours.drop:
        os.environ.pop(name, None)
    app = FollowupApp(path, settings_path, clock, demo=demo, colours=colours, settings=settings)
    code = app.run(mouse=settings.screen.mouse)
    if app.failure:
        raise StoreError(app.failure)
    return code or 0


__all__ = ["PRACTISE", "FollowupApp", "run"]
