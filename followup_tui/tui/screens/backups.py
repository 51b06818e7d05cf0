"""Snapshots: when and why each was taken, what going back to one (or to any moment) would change, and going back."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import ClassVar, Final, Literal, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.change_text import RecordChange
from followup_tui.actions.outcome import Refused
from followup_tui.opening import StoreError
from followup_tui.rules.wording import counted, file_size, moment_words
from followup_tui.safekeeping import MOST_BYTES, Backup, PlannedRestore, Tell
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.change import ChangeScreen
from followup_tui.tui.screens.dialog import PickList, Said, move_bindings
from followup_tui.tui.screens.path_input import PathInput
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

Stage = Literal["look", "reading", "taking", "plan", "restoring"]
_TITLES: Final[dict[Stage, str]] = {
    "look": "Snapshots",
    "reading": "What would change",
    "taking": "Taking a snapshot",
    "plan": "What would change",
    "restoring": "Restoring",
}
_ADVICE: Final = "Taken by themselves once a day and before large changes. Enter shows what going back would change."
_WHY: Final = {
    "daily": "daily, before the first change",
    "backup": "because you asked for it",
    "merge-files": "before files were merged",
}


class Vault(Protocol):
    """The snapshots, and going back (`tui.copies.Copies`). All but `restore` is called in a thread."""

    def backups(self) -> tuple[Backup, ...]:
        """Every snapshot, newest first."""

    def take(self, tell: Tell, /) -> Backup:
        """Takes one now."""

    def plan(self, text: str, tell: Tell, /) -> PlannedRestore:
        """What going back to a snapshot, file or moment would change."""

    def changes(self, planned: PlannedRestore, /) -> Iterator[RecordChange]:
        """What that would do, record by record."""

    def restore(self, planned: PlannedRestore, tell: Callable[[int], None], /) -> Awaitable[str]:
        """Goes back, and says so."""


class BackupsScreen(Working[str]):
    """Shows the snapshots; ends with what was done last, in words, or an empty text."""

    CSS_PATH: ClassVar = ["dialog.tcss", "backups.tcss"]
    AUTO_FOCUS = "PickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("b", "take", "Take one now", show=False),
        Binding("t", "type", "To a moment", show=False),
        Binding("d", "details", "Details", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, vault: Vault, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(_TITLES["look"], glyphs=glyphs)
        self._vault = vault
        self._stage: Stage = "look"
        self._planned: PlannedRestore | None = None
        self._found: tuple[Backup, ...] = ()
        self._wanted = ""
        self._sentence = ""
        self._field = PathInput(placeholder="yesterday 14:00, 2026-03-01 14:30, -3d, or a file")
        self._said = Said(_ADVICE, id="said")
        self._list = PickList(_COLUMNS, empty="Looking for snapshots.", glyphs=glyphs, id="snapshots")
        self._counts = RowList(_COUNTED, empty="Nothing: everything is as it was then.", glyphs=glyphs, id="counts")

    def body(self) -> Iterable[Widget]:
        """The parts of all stages; the style sheet shows those of the present one."""
        yield Horizontal(Static("Back to", classes="label"), self._field, classes="ask")
        yield self._said
        yield self.progress
        yield self._list
        yield self._counts
        yield Static(id="room")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done in this stage."""
        leave = Hint(
            "Esc", {"look": "close", "reading": "cancel", "taking": "cancel"}.get(self._stage, "back"), "leave", 9
        )
        if self._stage == "look":
            there = (Hint("Enter", "what would change", "go_on", 8),) if len(self._list.rows) else ()
            return *there, Hint("b", "take one now", "take", 7), Hint("t", "to a moment", "type", 6), leave
        if self._stage == "plan":
            if not (self._planned and self._planned.total):
                return (leave,)
            return Hint("Enter", "restore", "go_on", 8), Hint("d", "which records", "details", 7), leave
        return () if self._stage == "restoring" else (leave,)

    def on_mount(self) -> None:
        """Looks for the snapshots."""
        self._enter("look")
        self._look()

    def _look(self) -> None:
        self.begin("Looking", lambda _: self._vault.backups(), self._show_list, self._back)

    def _show_list(self, found: tuple[Backup, ...]) -> None:
        self._found = found
        self._list.set_empty("No snapshot was taken yet; the first change of a day takes one, and b does now.")
        self._list.set_rows(_snapshot_row(one) for one in found)
        total = sum(one.size for one in found)
        right = f"{file_size(total)} of {file_size(MOST_BYTES)}" if found else ""
        self.title_line.show(right=right)
        self.show_hints()

    # Looking at one

    @on(Input.Submitted)
    def plan_typed(self, event: Input.Submitted) -> None:
        """Look what going back to what was typed would change."""
        event.stop()
        self.action_go_on()

    @on(Input.Changed)
    def ignore_typing(self, event: Input.Changed) -> None:
        """Only Enter means something."""
        event.stop()

    @on(PickList.Activated)
    def plan_clicked(self, event: PickList.Activated) -> None:
        """A click selects."""
        event.stop()
        self._list.focus()

    def action_move(self, key: str) -> None:
        """Move in the list."""
        if self._stage == "look":
            self._list.focus()
            self._list.move_by(key)

    def action_type(self) -> None:
        """Put the cursor where a moment is typed."""
        if self._stage == "look":
            self._field.focus()

    def action_go_on(self) -> None:
        """Look what the chosen one would change; then go back to it."""
        if self._stage == "plan" and self._planned is not None and self._planned.total:
            self._enter("restoring")
            self._tell(0)
            self._restore(self._planned)
        elif self._stage == "look":
            text = self._field.value.strip() if self._field.has_focus else ""
            path = self._list.cursor_key
            if text:
                self._plan(text, text)
            elif self._field.has_focus:
                self._said.say("Type a moment like yesterday 14:00 or 2026-03-01 14:30, or a file.", problem=True)
            elif isinstance(path, Path):
                self._plan(path.name, next((moment_words(one.at) for one in self._found if one.path == path), ""))

    def _plan(self, text: str, words: str) -> None:
        self._wanted = words
        self._enter("reading")
        self._said.say(f"Back to {words}")
        self.begin("Reading", lambda tell: self._vault.plan(text, tell), self._show_plan, self._back)

    def _show_plan(self, planned: PlannedRestore) -> None:
        self._planned = planned
        self._counts.set_rows(
            Row(one.table, (Cell(one.table), _count(one.back, "come back"), _count(one.changed, "change"),
                            _count(one.gone, "go")))
            for one in planned.counts
        )  # fmt: skip
        self._enter("plan")
        back = f"Going back to {self._wanted}, by {Path(planned.source).name},"
        if planned.total:
            self._said.say(f"{back} changes {counted(planned.total, 'record')}; undo takes that back.")
        else:
            self._said.say(f"{back} changes nothing.")

    def action_details(self) -> None:
        """Show which records would change, field by field."""
        planned = self._planned
        if self._stage == "plan" and planned is not None and planned.total:
            vault = self._vault
            about = "What going back would do: on the left as it is now, on the right as it would be."
            screen = ChangeScreen(planned.change.label, about, lambda: vault.changes(planned), glyphs=self.glyphs)
            self.app.push_screen(screen)

    # Restoring and taking

    def _tell(self, done: int) -> None:
        self.progress.show("Restoring", done, self._planned.total if self._planned else 0)

    @work(group="restoring", exit_on_error=False)
    async def _restore(self, planned: PlannedRestore) -> None:
        try:
            said = await self._vault.restore(planned, self._tell)
        except (StoreError, Refused) as error:
            self._back(error)
            return
        self._done(said)

    def action_take(self) -> None:
        """Take a snapshot now."""
        if self._stage == "look":
            self._enter("taking")
            self.begin("Taking a snapshot", self._vault.take, self._taken, self._back)

    def _taken(self, made: Backup) -> None:
        self._done(f"Took the snapshot {made.path.name} ({file_size(made.size)})")

    def _done(self, sentence: str) -> None:
        self._sentence = sentence
        self._planned = None
        self._field.value = ""
        self._enter("look")
        self._said.say(f"{sentence}.")
        self._look()

    def action_leave(self) -> None:
        """One step back; from the list, leave."""
        if self._stage in ("reading", "taking"):
            self.cancel()
            self._enter("look")
            self._said.say("Cancelled; nothing was restored.")
            self._look()
        elif self._stage == "plan":
            self._enter("look")
            self._said.say(_ADVICE)
        elif self._stage == "look" and self._field.has_focus:
            self._field.value = ""
            self._list.focus()
        elif self._stage == "look":
            self.dismiss(self._sentence)

    def _back(self, error: Exception) -> None:
        self._enter("look")
        self._said.say(str(error), problem=True)

    def _enter(self, stage: Stage) -> None:
        typed = bool(self._field.value.strip())
        self._stage = stage
        focus = {"look": self._field if typed else self._list, "plan": self._counts}
        self.show_stage(stage, _TITLES, focus.get(stage))


def _snapshot_row(one: Backup) -> Row:
    return Row(one.path, (Cell(moment_words(one.at)), Cell(_why(one.reason), "quiet"), Cell(file_size(one.size))))


def _why(reason: str) -> str:
    """Why a snapshot was taken, in words: ``before an import``."""
    if reason in _WHY:
        return _WHY[reason]
    if reason.startswith("schema-"):
        return f"before the file was brought up to date from schema {reason.removeprefix('schema-')}"
    return f"before {'an' if reason[:1] in 'aeiou' else 'a'} {reason}"


def _count(number: int, does: str) -> Cell:
    return Cell(f"{number:,} {does}" if number else "")


_COLUMNS: Final = (Column("when", 16), Column("why", 20, grow=True, drop=1), Column("size", 9, "right"))
_COUNTED: Final = (
    Column("table", 14, grow=True),
    Column("back", 16, "right"),
    Column("changed", 13, "right"),
    Column("gone", 9, "right"),
)
