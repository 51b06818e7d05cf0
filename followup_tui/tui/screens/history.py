"""The history: every change with when, what and by which command; back to before any of them.

The rows of ten thousand changes are made when they are looked at.
"""

from bisect import bisect_left
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Sequence
from typing import ClassVar, Final, Literal, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.change_text import RecordChange
from followup_tui.actions.outcome import Refused
from followup_tui.actions.travelling import Listing, Way, found, searched, state_words
from followup_tui.opening import HistoryEntry, Op, StoreError
from followup_tui.rules.wording import counted, moment_words
from followup_tui.safekeeping import Tell
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.change import ChangeScreen
from followup_tui.tui.screens.dialog import PickList, Said, move_bindings
from followup_tui.tui.screens.working import Working
from followup_tui.tui.text import cut
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

Stage = Literal["look", "confirm", "going"]
_LABEL: Final = 60
"""Cells of a change's label in a sentence about it."""


class Past(Protocol):
    """A history that can be gone through (`tui.travels.Travels`)."""

    @property
    def version(self) -> int:
        """Counts changes of the network."""

    @property
    def why_not(self) -> str:
        """Empty, or why nothing can be taken back or done again."""

    def listing(self) -> Listing:
        """The whole history; called in a thread."""

    def changes(self, ops: Sequence[Op], /) -> Iterator[RecordChange]:
        """What a change did, record by record; called in a thread."""

    def one(self, way: Way, /) -> str:
        """Takes one step and says which."""

    def go(self, steps: int, tell: Callable[[int], None], is_stopped: Callable[[], bool], /) -> Awaitable[str]:
        """Undoes so many changes, or does them again where `steps` is negative, and says how far it came."""


class HistoryRows:
    """The rows of the entries at `places`; the key of an entry counts from the oldest, so that it stays."""

    def __init__(self, listing: Listing, places: Sequence[int]) -> None:
        self._listing = listing
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, index: int, /) -> Row:
        place = self._places[index]
        entry = self._listing.entries[place]
        role = "" if entry.steps > 0 else "quiet"
        when = moment_words(entry.at)
        state = state_words(entry) if entry.id else "saving"
        return Row(self.key_at(index), (Cell(when), Cell(entry.label), Cell(entry.command, "quiet"), Cell(state)),
                   role=role)  # fmt: skip

    def key_at(self, index: int, /) -> int:
        """The key of the row at `index`."""
        return len(self._listing.entries) - 1 - self._places[index]

    def index_of(self, key: Hashable, /) -> int | None:
        """Where the row of `key` is; None when it is not shown."""
        if not isinstance(key, int):
            return None
        place = len(self._listing.entries) - 1 - key
        index = bisect_left(self._places, place)
        return index if index < len(self._places) and self._places[index] == place else None


class HistoryScreen(Working[str]):
    """Shows the history; ends with what was done last, in words, or an empty text."""

    CSS_PATH: ClassVar = ["dialog.tcss", "history.tcss"]
    AUTO_FOCUS = "PickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("enter", "open", "Details", show=False),
        Binding("b", "back", "Back to before it", show=False),
        Binding("y", "confirm", "Undo them", show=False),
        Binding("u", "one('undo')", "Undo", show=False),
        Binding("U", "one('redo')", "Redo", show=False),
        Binding("slash", "type", "Filter", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, past: Past, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("History", glyphs=glyphs)
        self._past = past
        self._listing = Listing((), 0, 0, -1)
        self._words: tuple[str, ...] = ()
        self._stage: Stage = "look"
        self._steps = 0
        self._stopping = False
        self._sentence = ""
        """What was done last, in words."""
        self._is_news = False
        self._field = LineInput(placeholder="words of a change, a name, a command, a day")
        self._list = PickList(_COLUMNS, empty="Reading the history.", glyphs=glyphs, id="changes")
        self._about = Said(id="about")

    def body(self) -> Iterable[Widget]:
        """The line to type into, the changes, and a sentence about the one under the cursor."""
        yield Horizontal(Static("Find", classes="label"), self._field, classes="ask")
        yield self._list
        yield self._about
        yield self.progress

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        if self._stage == "confirm":
            return Hint("y", _offer(self._steps), "confirm", 9), Hint("Esc", "leave them", "leave", 10)
        if self._stage == "going":
            return (Hint("Esc", "stop", "leave", 9),)
        here = self._steps_here
        words = "undo back to before it" if here > 0 else "redo up to it"
        back = (Hint("b", words, "back", 7),) if abs(here) > 1 else ()
        undo = (Hint("u", "undo", "one('undo')", 6),) if self._listing.undoable else ()
        redo = (Hint("U", "redo", "one('redo')", 4),) if self._listing.redoable else ()
        enter = (Hint("Enter", "details", "open", 8),) if self._listing.entries else ()
        if self._past.why_not:
            back, undo, redo = (), (), ()
        return (*enter, *back, *undo, *redo, Hint("/", "find", "type", 5), Hint("Esc", "close", "leave", 9))

    def on_mount(self) -> None:
        """Reads the history."""
        self._enter("look")
        self._read()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: it is in the history now."""
        event.stop()
        if self._stage == "look":
            self._read()

    def _read(self) -> None:
        self.begin("Reading", self._list_in_thread, self._show_listing, self._cannot_read)

    def _list_in_thread(self, _: Tell) -> Listing:
        return self._past.listing()

    def _cannot_read(self, error: Exception) -> None:
        self._list.set_empty(str(error))

    def _show_listing(self, listing: Listing) -> None:
        first = not self._listing.entries
        self._listing, self._words = listing, ()
        self._list.set_empty("Nothing was changed yet.")
        self._show(keep=len(listing.entries) - 1 if first else None)
        self.begin("Reading", lambda _: searched(listing.entries), self._take_words, self._cannot_read)

    def _take_words(self, words: tuple[str, ...]) -> None:
        """What the changes are found by comes after they are shown: it takes longer."""
        self._words = words
        if self._field.value.strip():
            self._show()

    # Looking

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what fits the words so far."""
        event.stop()
        self._show()

    @on(Input.Submitted)
    def open_typed(self, event: Input.Submitted) -> None:
        """Show the change that the words led to."""
        event.stop()
        self.action_open()

    @on(PickList.Activated)
    def open_clicked(self, event: PickList.Activated) -> None:
        """A click selects; the keyboard goes there, too."""
        event.stop()
        self._list.focus()

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Say what can be done with the change under the cursor."""
        event.stop()
        self._is_news = False
        if self._stage == "look":
            self._describe()

    def action_move(self, key: str) -> None:
        """Move in the list."""
        if self._stage == "look":
            self._list.move_by(key)

    def action_type(self) -> None:
        """Put the cursor into the filter."""
        if self._stage == "look":
            self._field.focus()

    def action_open(self) -> None:
        """Show what the change under the cursor did."""
        entry = self._entry
        if self._stage == "look" and entry is not None:
            past = self._past
            about = f"{moment_words(entry.at)}, by {entry.command or 'another program'}, {state_words(entry)}."
            self.app.push_screen(ChangeScreen(entry.label, about, lambda: past.changes(entry.ops), glyphs=self.glyphs))

    @property
    def _place(self) -> int | None:
        key = self._list.cursor_key
        place = len(self._listing.entries) - 1 - key if isinstance(key, int) else -1
        return place if 0 <= place < len(self._listing.entries) else None

    @property
    def _entry(self) -> HistoryEntry | None:
        return None if self._place is None else self._listing.entries[self._place]

    @property
    def _steps_here(self) -> int:
        return 0 if self._entry is None else self._entry.steps

    def _show(self, keep: int | None = None) -> None:
        query = self._field.value
        number = len(self._listing.entries)
        places: Sequence[int] = found(self._words, query) if self._words and query.strip() else range(number)
        if query.strip():
            self._list.set_empty("No change has all these words. Backspace takes letters back.")
        self._list.set_rows(HistoryRows(self._listing, places), keep=keep)
        shown = f"{len(places):,} of {counted(number, 'change')}" if query.strip() else counted(number, "change")
        self.title_line.show(right=f"{shown}, {self._listing.undoable:,} to undo")
        self._describe()

    def _describe(self) -> None:
        entry, steps = self._entry, self._steps_here
        if self._is_news:
            said = f"{self._sentence}."
        elif entry is None:
            said = ""
        elif self._past.why_not:
            said = self._past.why_not
        elif steps == 1:
            said = "u takes this change back."
        elif steps:
            said = f"b takes back {steps:,} changes: this one and the {steps - 1:,} after it."
        elif entry.kind != "change":
            said = f"This {state_words(entry)} a change; that one stands further down."
        else:
            said = "This change was undone" + (
                "; U does again what was undone last." if self._listing.redoable else "."
            )
        self._about.say(said)
        self.show_hints()

    # Going back and forth

    def action_one(self, way: Way) -> None:
        """Take one step."""
        if self._stage != "look" or self._refuses():
            return
        try:
            self._say(self._past.one(way))
        except (StoreError, Refused) as error:
            self._about.say(str(error), problem=True)
        self._read()

    def _refuses(self) -> bool:
        """Whether there is no way back; says why."""
        why = self._past.why_not
        if why:
            self._about.say(why, problem=True)
        return bool(why)

    def action_back(self) -> None:
        """Ask whether so many changes are to be undone, or done again; a single one needs no question."""
        if self._stage != "look" or self._entry is None or self._refuses():
            return
        self._steps = self._steps_here
        if abs(self._steps) == 1:
            self.action_one("undo" if self._steps > 0 else "redo")
        elif not self._steps:
            self._about.say("No undo or redo leads there; choose a change that is done.", problem=True)
        else:
            entry = self._entry
            label = cut(entry.label, _LABEL, self.glyphs.ellipsis)
            self._enter("confirm")
            does = "takes back" if self._steps > 0 else "does again"
            end = "the first" if self._steps > 0 else "the last"
            self._about.say(
                f"This {does} {abs(self._steps):,} changes, {end} of them “{label}” of {moment_words(entry.at)}. "
                f"Each stays a step of its own. y does it, Esc leaves them."
            )

    def action_confirm(self) -> None:
        """Do what was asked about, unless the network is not what it was then."""
        if self._stage != "confirm":
            return
        if self._past.version != self._listing.version:
            self._enter("look")
            self._say("Another program changed the network meanwhile; look again")
            self._read()
            return
        self._enter("going")
        self._stopping = False
        self._tell(0)
        self._go()

    def _tell(self, done: int) -> None:
        self.progress.show("Undoing" if self._steps > 0 else "Doing again", done, abs(self._steps))

    @work(group="going", exit_on_error=False)
    async def _go(self) -> None:
        said = await self._past.go(self._steps, self._tell, lambda: self._stopping)
        self._enter("look")
        self._say(said)
        self._read()

    def _say(self, sentence: str) -> None:
        self._sentence, self._is_news = sentence.rstrip("."), True
        self._describe()

    def action_leave(self) -> None:
        """One step back: out of the question, the filter, the screen."""
        if self._stage == "going":
            self._stopping = True
        elif self._stage == "confirm":
            self._enter("look")
            self._describe()
        elif self._field.value:
            self._field.value = ""
            self._list.focus()
        elif self._field.has_focus and self._listing.entries:
            self._list.focus()
        else:
            self.dismiss(self._sentence)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self.set_class(stage == "going", "-going")
        self.show_hints()
        if stage == "look":
            self._list.focus()
        else:
            self.set_focus(None)


def _offer(steps: int) -> str:
    return f"undo {steps:,} changes" if steps > 0 else f"do {-steps:,} changes again"


_COLUMNS: Final = (
    Column("when", 16, drop=1),
    Column("what", 20, grow=True),
    Column("command", 10, drop=2),
    Column("state", 9),
)
