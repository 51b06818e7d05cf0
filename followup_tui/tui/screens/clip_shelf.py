"""The shelf of clippings: what there is to share, whom each fits and why, and who had it.

Looking for people takes a third of a second among 10,000, so it is done in a thread, for the clipping under the cursor
alone, and remembered until something changes.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal, NamedTuple

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.clip_fits import Fits
from followup_tui.actions.clippings import Shelved
from followup_tui.tui.clip_rows import PEOPLE_COLUMNS, SHELF_COLUMNS, Who, about_lines, people_of, shelf_rows
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.working import Working
from followup_tui.tui.shelf_desk import ShelfDesk
from followup_tui.tui.text import plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import RowList

QUIET = 0.08
"""Seconds of quiet after which people are looked for: a held key only moves."""


class Leaves(NamedTuple):
    """How the shelf was left: to clip something, to go to somebody, or to share a clipping with them."""

    to: Literal["clip", "go", "share"]
    contact: int = 0
    clipping: int = 0


class ClipShelf(Working[Leaves | None]):
    """Shows the clippings; ends with where the person wants to go."""

    CSS_PATH: ClassVar = ["dialog.tcss", "clip_shelf.tcss"]
    AUTO_FOCUS = "#clippings"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - no ClassVar, as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "To the people", show=False),
        Binding("tab,right", "to_people", "To the people", show=False),
        Binding("shift+tab,left", "to_list", "To the clippings", show=False),
        Binding("e", "edit", "Edit", show=False),
        Binding("D", "delete", "Delete", show=False),
        Binding("o", "browse", "Open the address", show=False),
        Binding("C", "clip", "Clip", show=False),
        Binding("u", "travel('undo')", "Undo", show=False),
        Binding("U", "travel('redo')", "Redo", show=False),
        Binding("slash", "find", "Find", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, desk: ShelfDesk, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("Clippings", glyphs=glyphs)
        self._desk = desk
        self._shelved: dict[int, Shelved] = {}
        self._quiet: Timer | None = None
        self._looking = 0
        self._field = LineInput(placeholder="words of a title, a topic, a kind: / to type")
        self._list = RowList(SHELF_COLUMNS, empty="Reading …", glyphs=glyphs, id="clippings")
        self._about = Static("", id="about", markup=False)
        self._people = RowList(PEOPLE_COLUMNS, empty="", glyphs=glyphs, id="fits")
        self._said = Said(id="said")

    def body(self) -> Iterable[Widget]:
        """The clippings, and beside them the one under the cursor."""
        yield Horizontal(Static("Find", classes="label"), self._field, classes="ask")
        yield Horizontal(self._list, Vertical(self._about, self._people, id="detail"), id="shelf")
        yield self._said

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        leave = Hint("Esc", "close", "leave", 9)
        one = self._current
        if one is None:
            return Hint("C", "clip something", "clip", 9), leave
        if self._people.has_focus:
            words = "share it" if self._who and self._who.may_have else "go to them"
            return Hint("Enter", words, "open", 10), Hint("Left", "clippings", "to_list", 8), leave
        link = (Hint("o", "open link", "browse", 5),) if one.clipping.url else ()
        return (
            Hint("Enter", "people", "open", 10), Hint("e", "edit", "edit", 7), *link, Hint("C", "clip", "clip", 6),
            Hint("D", "delete", "delete", 4), Hint("/", "find", "find", 3), Hint("u", "undo", "travel('undo')", 2),
            leave,
        )  # fmt: skip

    def on_mount(self) -> None:
        """Reads the shelf."""
        self._read()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: it may be on the shelf now."""
        event.stop()
        self._read()

    @property
    def _current(self) -> Shelved | None:
        key = self._list.cursor_key
        return self._shelved.get(key) if isinstance(key, int) else None

    @property
    def _who(self) -> Who | None:
        key = self._people.cursor_key
        return key if isinstance(key, Who) else None

    # What is shown

    def _read(self) -> None:
        self._desk.book.rarity()  # here, so that the thread only reads it
        self.begin(
            "Reading",
            lambda _: self._desk.shelved(),
            self._show,
            lambda error: self._said.say(str(error), problem=True),
        )

    def _show(self, shelved: tuple[Shelved, ...]) -> None:
        self._shelved = {one.clipping.id: one for one in shelved}
        self._list.set_empty(
            "No clipping yet. C clips an address or a thought." if not shelved else "Nothing has all these words."
        )
        unused = sum(one.state == "unused" for one in shelved)
        self.title_line.show(right=f"{len(shelved)} in all, {unused} unused" if shelved else "")
        self._narrow()

    def _narrow(self) -> None:
        self._list.set_rows(shelf_rows(self._desk.book, tuple(self._shelved.values()), self._field.value))
        self._show_current()

    def _show_current(self) -> None:
        """Draws the clipping under the cursor; whom it fits comes when that is known."""
        one = self._current
        lines = about_lines(self._desk.book, one) if one else []
        self._about.update(Content("\n").join([plain(line) for line in lines]))
        found = self._desk.known_fits(one.clipping) if one else None
        self._people.set_rows(people_of(self._desk.book, one, found) if one else ())
        self.show_hints()
        if self._quiet is not None:
            self._quiet.stop()
        if one is not None and found is None and one.state != "expired":
            self._quiet = self.set_timer(QUIET, self._look)

    def _look(self) -> None:
        one = self._current
        if one is not None:
            self._looking = one.clipping.id
            self._look_in_thread(one)

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look_in_thread(self, one: Shelved) -> None:
        found: Fits = await self._in_thread(one)
        current = self._current
        if current is not None and current.clipping == one.clipping:
            self._people.set_rows(people_of(self._desk.book, current, found))
            self.show_hints()

    async def _in_thread(self, one: Shelved) -> Fits:
        from asyncio import to_thread

        return await to_thread(self._desk.fits, one.clipping)

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Another clipping, other people."""
        event.stop()
        if event.row_list is self._list:
            self._said.say("")
            self._show_current()
        else:
            self.show_hints()

    @on(RowList.Activated)
    def open_clicked(self, event: RowList.Activated) -> None:
        """A double click means it."""
        event.stop()
        self.action_open()

    def on_descendant_focus(self) -> None:
        """The keys follow the focus."""
        self.call_after_refresh(self.show_hints)

    # Finding

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what fits the words so far."""
        event.stop()
        self._narrow()

    @on(Input.Submitted)
    def found(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self._list.focus()

    def action_find(self) -> None:
        """Type words to find a clipping by."""
        self._field.focus()

    def action_leave(self) -> None:
        """Out of the words, then off the shelf."""
        if self._field.value or self._field.has_focus:
            self._field.value = ""
            self._list.focus()
        else:
            self.dismiss(None)

    # Doing

    def action_to_people(self) -> None:
        """To whom it fits, and who had it."""
        if len(self._people.rows):
            self._people.focus()

    def action_to_list(self) -> None:
        """Back to the clippings."""
        self._list.focus()

    def action_open(self) -> None:
        """From a clipping to its people; from somebody to the message that shares it with them."""
        one, who = self._current, self._who
        if self._field.has_focus:
            self._list.focus()
        elif not self._people.has_focus:
            self.action_to_people()
        elif one is not None and who is not None and who.contact in self._desk.book.contacts:
            self.dismiss(Leaves("share" if who.may_have else "go", who.contact, one.clipping.id))

    def action_clip(self) -> None:
        """Clip something new."""
        self.dismiss(Leaves("clip"))

    def action_edit(self) -> None:
        """Opens the form of the clipping."""
        from followup_tui.tui.screens.clip_form import ClipForm

        one = self._current
        if one is None or self._refuses():
            return

        def keep(changes: Mapping[str, Any] | None) -> None:
            if changes:
                self._said.say(self._desk.edit(one.clipping, changes))
                self._read()

        self.app.push_screen(ClipForm(one.clipping, self._desk.book.as_of, glyphs=self.glyphs), keep)

    def action_delete(self) -> None:
        """Takes the clipping off the shelf; u brings it back."""
        if self._current is not None and not self._refuses():
            self._said.say(f"{self._desk.delete(self._current.clipping)} · u brings it back")
            self._read()

    def action_travel(self, way: str) -> None:
        """Undoes the last change, or does it again."""
        if self._refuses():
            return
        self._said.say(self._desk.travel(way))
        self._read()

    def _refuses(self) -> bool:
        """Whether nothing can be changed; says why."""
        why = self._desk.why_not
        if why:
            self._said.say(why, problem=True)
        return bool(why)

    @work(group="browse", exit_on_error=False)
    async def action_browse(self) -> None:
        """Opens the address in the browser."""
        if self._current is not None:
            self._said.say(await self._desk.open(self._current.clipping))
