"""The dialogs that the app asks with: palette, form, import, first run, and the person's own editor.

Each is imported when it is asked for: together they cost the start 40 ms.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.worker import Worker

from followup_tui.model.clock import Clock
from followup_tui.model.settings import BadSettings, Settings
from followup_tui.opening import StoreError, set_setting
from followup_tui.tui.keys import Context, Keymap
from followup_tui.tui.keys_in_order import KeysInOrder
from followup_tui.tui.widgets.glyphs import Glyphs

if TYPE_CHECKING:
    from followup_tui.actions import importing
    from followup_tui.book import Book
    from followup_tui.model.records import Contact
    from followup_tui.tui.screens.review import ReviewScreen

T = TypeVar("T")
PRACTISE = -1
"""The result of an app whose person wants to practise on the sample network first."""


class Asking(KeysInOrder):
    """The part of the app that opens dialogs and does what they give."""

    path: Path
    settings_path: Path
    clock: Clock
    settings: Settings
    keymap: Keymap
    glyphs: Glyphs
    book: "Book | None"
    _people_entries: Any = None
    _entries_as_of = -1

    @property
    def review_screen(self) -> "ReviewScreen":
        """The main screen."""
        raise NotImplementedError

    async def in_thread(self, work_: Callable[[], T]) -> T:
        """The result of blocking work, while the screen goes on."""
        return await asyncio.to_thread(work_)

    def run_command(self, command_id: str) -> None:
        """Does what a command stands for."""
        raise NotImplementedError

    def leave(self) -> None:
        """Quits when everything is on disk."""
        raise NotImplementedError

    # Palette and form

    def open_palette(self, contexts: tuple[Context, ...]) -> None:
        """Finds a command, a person, a company or a view."""
        from followup_tui.tui.screens.palette import PaletteScreen, Pick, company_entries, people_entries, view_entries

        if self.book is None:
            return
        if self._entries_as_of != self.book.changes:
            self._people_entries = people_entries(self.book), company_entries(self.book)
            self._entries_as_of = self.book.changes
        people, companies = self._people_entries

        def go(pick: Pick | None) -> None:
            if pick is None:
                return
            if pick.kind == "command":
                self.run_command(str(pick.key))
            else:
                self.review_screen.go_to(pick.kind, pick.key)

        rows = self.keymap.help_rows(*contexts)
        self.push_screen(PaletteScreen(rows, people, companies, view_entries(), glyphs=self.glyphs), go)

    def open_edit_form(self, contact: "Contact", keep: Callable[[Mapping[str, Any] | None], None]) -> None:
        """Opens the form of a contact's facts."""
        from followup_tui.tui.screens.edit_form import EditForm

        if self.book is None:
            return
        verdict = self.book.verdict(contact.id)
        inherited = "" if contact.cadence else f"{verdict.cadence} ({verdict.cadence_from})"
        form = EditForm(
            contact,
            self.book.company_name(contact.company),
            self.clock.today(),
            counts_from=verdict.anchor,
            inherited=inherited,
            companies=[one.name for one in self.book.companies.values()],
            glyphs=self.glyphs,
        )
        self.push_screen(form, keep)

    def show_text(self, title: str, text: str) -> None:
        """Shows a text whole."""
        from followup_tui.tui.screens.whole_text import WholeText

        self.push_screen(WholeText(title, text, glyphs=self.glyphs))

    def put_aside(self, text: str, suffix: str) -> str:
        """Writes a text that could not be used to a file of its own, and says where."""
        from followup_tui.tui.editor import private_file

        try:
            return f"{private_file(text, suffix)}."
        except OSError as error:
            return f"no file: {error.strerror or error}."

    def edit_text(self, text: str, suffix: str = ".md") -> tuple[str | None, str]:
        """Lets the person's own editor change a text; gives it (None: none came back) and a sentence."""
        from followup_tui.tui.editor import TerminalEditor

        edited = TerminalEditor(self, os.environ).edit(text, suffix)
        self.refresh()
        return edited.text, edited.said

    # Import

    def open_import(self, path: Path | None = None) -> None:
        """Asks for a file of contacts and takes it in."""
        from followup_tui.actions import importing
        from followup_tui.tui.file_paths import likely_files
        from followup_tui.tui.screens.import_file import ImportScreen

        book = self.book
        if book is None:
            return

        def undo() -> str:
            try:
                label = book.undo().change.label
            except StoreError as error:
                return str(error)
            return f"Undid: {label}"

        def keep(prepared: "importing.PreparedImport") -> "importing.ImportReport":
            return importing.carry_out(book, prepared)

        async def ask() -> None:
            home = Path.home()
            found = await asyncio.to_thread(likely_files, home)
            screen = ImportScreen(
                lambda: importing.snapshot(book), keep, home=home, undo=undo, found=found, path=path, glyphs=self.glyphs
            )
            self.push_screen(screen, self._imported)

        self.run_worker(ask(), group="import", exit_on_error=False)

    def _imported(self, changed: bool | None) -> None:
        screen = self.review_screen
        screen.review.restart()
        if changed and not self.settings.me.name:
            self.call_after_refresh(screen.ask_name)
        if changed:
            screen.review.view = "today" if screen.review.open_entries() else "all"
        screen.redraw()
        if changed:
            screen.say("Imported; nobody is overdue on the first day")

    # First run

    def open_first_run(self) -> None:
        """Offers the first steps."""
        from followup_tui.tui.file_paths import likely_files
        from followup_tui.tui.screens.first_run import FirstRun

        home = Path.home()
        screen = FirstRun(data_path=self.path, home=home, per_day=self.settings.plan.per_day, glyphs=self.glyphs)

        async def look() -> None:
            screen.set_found(await asyncio.to_thread(likely_files, home))

        self.push_screen(screen, self._begin)
        self.run_worker(look(), group="look", exit_on_error=False)

    def _begin(self, choice: Any) -> None:
        if choice is None or choice.kind == "quit":
            self.leave()
            return
        is_other = choice.per_day != self.settings.plan.per_day
        keeping = self.keep_setting("plan.per_day", choice.per_day) if is_other else None
        if choice.kind == "practise":
            self._practise(keeping)
        elif choice.kind == "import":
            self.open_import(choice.path)
        elif choice.kind == "interview":
            self.run_command("add-interview")
        else:
            self.review_screen.add_many()

    @work(exit_on_error=False)
    async def _practise(self, keeping: "Worker[None] | None") -> None:
        """Ends with `PRACTISE` when the answer of the first steps is kept."""
        if keeping is not None:
            await keeping.wait()
        self.exit(PRACTISE)

    @work(group="settings", exit_on_error=False)
    async def keep_setting(self, key: str, value: str | int) -> None:
        """Keeps a setting, like ``plan.per_day``, in the person's file, and goes on with it."""
        await self.review_screen.in_turn(lambda: self._keep_setting(key, value))

    async def _keep_setting(self, key: str, value: str | int) -> None:
        try:
            settings = await self.in_thread(lambda: set_setting(self.settings_path, key, value))
        except (StoreError, BadSettings, OSError) as error:
            self.review_screen.say(f"{key} was not kept: {error}", problem=True)
            return
        self.use_settings(settings)
        if self.book is not None:
            self.review_screen.say("Kept in the settings")

    def use_settings(self, settings: Settings) -> None:
        """Goes on with other settings."""
        self.settings = settings
        if self.book is not None:
            self.book.use_settings(settings)
            self.review_screen.review.restart()
            self.review_screen.redraw(self.review_screen.current)
