"""The app: opens the file beside the first frame, holds what is the same on every screen, and leaves cleanly."""

import gc
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import work
from textual.binding import BindingType
from textual.events import Key as KeyEvent
from textual.message import Message
from textual.theme import Theme
from textual.worker import Worker, WorkerState

from followup_tui.model.clock import Clock
from followup_tui.model.settings import Settings
from followup_tui.opening import StoreError, begin, collector_paused, load_settings
from followup_tui.today_snapshot import read_snapshot, stamp_of, write_snapshots
from followup_tui.tui.asking import PRACTISE
from followup_tui.tui.first_frames import frame_of
from followup_tui.tui.hiding_names import HidingNames
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.key_check import checked_keymap
from followup_tui.tui.keys import DEFAULT_KEYMAP, Keymap
from followup_tui.tui.leaving import Leaving
from followup_tui.tui.screens.opening import FirstFrame, OpeningScreen, packed, unpacked
from followup_tui.tui.services import Services, system_services
from followup_tui.tui.theme import ColourChoice, colour_setup, register_themes, variable_defaults
from followup_tui.tui.typed_forms import TypedForms
from followup_tui.tui.widgets.glyphs import glyphs_for

if TYPE_CHECKING:
    from followup_tui.actions.templates import Library
    from followup_tui.book import Book
    from followup_tui.model.records import Draft
    from followup_tui.opening import Key
    from followup_tui.tui.review import Review
    from followup_tui.tui.screens.review import ReviewScreen

T = TypeVar("T")
PAINT_SECONDS = 1.0
"""How long the loader lets the first frame go first; it reads on sooner when that is painted."""
POLL_SECONDS = 2.0
"""How often the file is looked at for changes by others: 2 microseconds each (STORAGE.md)."""


class Opened(Message):
    """Today's list is made; the rest of the file is still being read."""

    def __init__(self, frame: FirstFrame) -> None:
        super().__init__()
        self.frame = frame


class Completed(Message):
    """The whole file is read."""

    def __init__(self, review: "Review", drafts: "list[Draft]", library: "Library") -> None:
        super().__init__()
        self.review = review
        self.drafts = drafts
        self.library = library


class OpenFailed(Message):
    """The file cannot be used; `sentence` says why. The doctor may know what to do about one that `needs_doctor`."""

    def __init__(self, sentence: str, *, needs_doctor: bool = False) -> None:
        super().__init__()
        self.sentence = sentence
        self.needs_doctor = needs_doctor


class ChangedOutside(Message):
    """Another program changed the file; `keys` are the documents."""

    def __init__(self, keys: "frozenset[Key]") -> None:
        super().__init__()
        self.keys = keys


class Trouble(Message):
    """Changes cannot be saved; or, with an empty sentence, can be again."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class FollowupApp(HidingNames, Leaving):
    """One person's network on a screen."""

    TITLE = "followup"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar = ["roles.tcss", "widgets/lines.tcss"]
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
        self._was_unsaved = False
        self.book: Book | None = None
        self._stamp = stamp_of(path, self.settings)
        kept = read_snapshot(path, self._stamp, clock.today().isoformat())
        self.opening_screen = OpeningScreen(unpacked(kept), self.glyphs)
        self._review_screen: ReviewScreen | None = None
        self._painted = Event()
        self._may_be_gone = False
        register_themes(self)
        self._choose_theme()

    @property
    def review_screen(self) -> "ReviewScreen":
        """The main screen; it takes over from the first frame when the file is read."""
        if self._review_screen is None:
            from followup_tui.tui.screens.review import ReviewScreen

            self._review_screen = ReviewScreen(self.glyphs)
        return self._review_screen

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
        if self.keymap != DEFAULT_KEYMAP:
            self.set_keymap(self.keymap.textual_keymap())
        self.push_screen(self.opening_screen)
        self.opening_screen.call_after_refresh(self._painted.set)
        self._open()

    def _choose_theme(self) -> None:
        known: Mapping[str, Theme] = self.available_themes
        wanted = self.colours.theme
        if wanted not in known:
            self.problems.append(f"screen.theme: there is no theme {wanted}; followup-dark is used.")
            wanted = "followup-dark"
        self.set_reactive(FollowupApp.theme, wanted)  # before the style sheet is read: a change reads it twice
        self.stylesheet.set_variables(self.get_css_variables())

    # Opening

    @work(thread=True, group="open", exit_on_error=False)
    def _open(self) -> None:
        self._painted.wait(PAINT_SECONDS)
        with collector_paused():
            try:
                self._read()
            except (StoreError, ValueError) as error:
                self.post_message(OpenFailed(str(error), needs_doctor=self._needs_doctor(error)))

    def _needs_doctor(self, error: Exception) -> bool:
        from followup_tui.safekeeping import needs_doctor  # for a file in trouble only

        return needs_doctor(self.path, error)

    def open_again(self) -> None:
        """Opens the file, as it is now, however it came to be so."""
        self._may_be_gone = True
        self._open()

    def _read(self) -> None:
        """Imports and reads everything: 150 ms of modules that the first frame does without, and the file."""
        from followup_tui.actions.templates import load_templates
        from followup_tui.book import Book
        from followup_tui.tui.review import Review

        opening = begin(self.path, self.clock)
        if opening.signature is None and not self._may_be_gone and self._needs_doctor(FileNotFoundError()):
            what = f"{self.path} is gone, and what was kept beside it is still there"
            raise StoreError(f"{what}: followup doctor --repair writes it anew.")
        book = Book(opening, self.settings, self.clock)
        review = Review(book, self.glyphs.done)
        frame = frame_of(review)
        self.post_message(Opened(frame))
        store = book.store
        store.on_change = self._tell_changed
        store.on_trouble = self._tell_trouble
        store.depth()
        drafts = store.drafts.all()
        self.typed = TypedForms(store.drafts.forms)
        library = load_templates(self.settings_path.parent / "templates")
        index, ready = book.derive_index(), book.readying_subjects()  # while nobody else has the book
        self.post_message(Completed(review, drafts, library))
        book.keep_index(index)
        ready()
        if not (self.opening_screen.was_ready or book.newer):
            write_snapshots(self.path, self._stamp, {book.as_of.isoformat(): packed(frame)})

    def _tell_changed(self, keys: "frozenset[Key]") -> None:
        self.post_message(ChangedOutside(keys))

    def _tell_trouble(self, sentence: str) -> None:
        self.post_message(Trouble(sentence))

    def on_opened(self, event: Opened) -> None:
        """Shows today's list."""
        self.opening_screen.show(event.frame)

    def on_completed(self, event: Completed) -> None:
        """Shows the review, presses again what was pressed meanwhile; or the first steps when nobody is there yet."""
        self.book = event.review.book
        select = self.opening_screen.cursor
        self._show_review(event, select)

    @work(group="show", exit_on_error=True)
    async def _show_review(self, event: Completed, select: int | None) -> None:
        screen = self.review_screen
        with self.batch_update():  # the list stays where it is: no empty frame comes between
            await self.switch_screen(screen)
            screen.open_review(event.review, event.drafts, event.library, select)
        self.call_after_refresh(gc.freeze)  # the screen stays too: a full collection over it takes 12 to 30 ms
        self.set_interval(POLL_SECONDS, self._look_round)
        if self.problems:
            screen.say(self.problems[0], problem=True)
        if not (event.review.book.contacts or event.review.book.read_only or self.demo):
            self.open_first_run()
        if self.screen is screen and not screen.prompt.is_open:  # what was typed was not meant for a question
            for key, character in self.opening_screen.kept:
                self.post_message(KeyEvent(key, character))

    def on_open_failed(self, event: OpenFailed) -> None:
        """Leaves, and says why on the terminal; a damaged file is examined first."""
        if event.needs_doctor:
            self.open_doctor_for_damage(event.sentence)
            return
        self.failure = event.sentence
        self.exit(1)

    def note_worker(self, worker: Worker[Any]) -> None:
        """Says what went wrong in work beside the loop; where the file could not be opened it leaves."""
        if worker.state is not WorkerState.ERROR:
            return
        error = worker.error
        sentence = f"{type(error).__name__}: {error}".rstrip(".")
        if worker.group == "open" and self.book is None:
            self.failure = f"{self.path} could not be opened: {sentence}. Nothing was changed."
            self.exit(1)
        else:
            self.review_screen.say(f"That went wrong and was not done: {sentence}.", problem=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error nobody foresaw is said, and ends nothing."""
        self.note_worker(event.worker)

    # Others, and the disk

    def _look_round(self) -> None:
        """Looks at the day and at the file."""
        self.review_screen.show_notice()
        self.review_screen.turn_day()
        self._poll()

    @work(thread=True, group="poll", exclusive=True, exit_on_error=False)
    def _poll(self) -> None:
        if self.book is not None:
            try:
                self.book.store.poll()
            except StoreError as error:
                self.post_message(Trouble(str(error)))
            self.look_for_copies()

    def on_changed_outside(self, event: ChangedOutside) -> None:
        """Takes in what others changed; cursor and draft stay."""
        if self.book is None:
            return
        problems = self.book.refresh(event.keys)
        screen = self.review_screen
        screen.show_notice()
        screen.changed_outside()
        if self.screen is not screen:
            self.screen.post_message(NetworkChanged())
        if problems:
            screen.say(problems[0], problem=True)
            return
        if screen.status_line.status.problem:
            return  # what went wrong is still to be read
        more = screen.review.new_rows()
        screen.say("Another program changed the file" + (f"; {more} new for today, g r takes them in" if more else ""))

    def on_trouble(self, event: Trouble) -> None:
        """Says that things are not saved, or that others spoiled the file, until it is over."""
        self.review_screen.show_notice()
        over = "Everything is saved again" if self._was_unsaved else "The file can be read again"
        self._was_unsaved = self.book is not None and bool(event.sentence) and not self.book.store.saved
        self.review_screen.say(event.sentence or over, problem=bool(event.sentence))
        self.review_screen.refresh_hints()

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
    settings = load_settings(settings_path)
    colours = colour_setup(os.environ, settings.screen.theme)
    if colours.refusal:
        raise StoreError(colours.refusal)
    for name in colours.drop:
        os.environ.pop(name, None)
    app = FollowupApp(path, settings_path, clock, demo=demo, colours=colours, settings=settings)
    try:
        code = app.run(mouse=settings.screen.mouse)
    finally:
        app.save_whatever_happened()
    if app.failure:
        raise StoreError(app.failure)
    return (app.return_code or 0) if code is None else code


__all__ = ["PRACTISE", "FollowupApp", "run"]
