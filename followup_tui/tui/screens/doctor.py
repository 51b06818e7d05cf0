"""The doctor: is the file sound, what is wrong with it, and the repair; also of a file that could not be opened."""

from collections.abc import Iterable
from typing import ClassVar, Final, Literal, Protocol

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from followup_tui.actions.doctoring import Checkup, Finding
from followup_tui.rules.wording import moment_words
from followup_tui.safekeeping import REPAIRABLE, Backup, Tell
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.whole_text import WholeText
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList, section

Stage = Literal["examining", "found", "repairing"]
_TITLES: Final[dict[Stage, str]] = {"examining": "Examining the file", "found": "Doctor", "repairing": "Repairing"}


class Treated(Protocol):
    """A file that can be examined and repaired (`tui.patient.Patient`); every method is called in a thread."""

    def check(self, tell: Tell, /) -> Checkup:
        """Examines it."""

    def repair(self, before: Checkup, tell: Tell, /) -> Checkup:
        """Repairs it."""

    def put_back(self, tell: Tell, /) -> Checkup:
        """Puts the newest snapshot in its place."""

    def newest(self) -> Backup | None:
        """The newest snapshot."""


class DoctorScreen(Working[bool]):
    """Examines the file at once; ends with whether one that could not be opened is to be opened now."""

    CSS_PATH: ClassVar = ["dialog.tcss", "doctor.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", show=False),
        Binding("e", "examine", "Examine again", show=False),
        Binding("r", "repair", "Repair", show=False),
        Binding("s", "put_back", "Newest snapshot", show=False),
        Binding("o", "open_file", "Open the file", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, patient: Treated, *, refusal: str = "", glyphs: Glyphs = UNICODE) -> None:
        """A file, and the sentence why it could not be opened where that is so."""
        super().__init__(_TITLES["examining"], glyphs=glyphs)
        self._patient = patient
        self._refusal = refusal
        self._stage: Stage = "examining"
        self._checkup: Checkup | None = None
        self._newest: Backup | None = None
        self.sentence = ""
        """What was done last."""
        self._said = Said(self._why if refusal else "", id="said")
        self._list = RowList(_COLUMNS, empty="Nothing is wrong.", glyphs=glyphs, id="findings")
        self._about = Said(id="about")

    def body(self) -> Iterable[Widget]:
        """How the file is, the findings, and the one under the cursor in full."""
        yield self._said
        yield self.progress
        yield self._list
        yield self._about
        yield Static(id="room")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        if self._stage != "found":
            return (Hint("Esc", "cancel", "leave", 9),) if self._stage == "examining" else ()
        found = self._checkup
        repair = (Hint("r", "repair", "repair", 8),) if found and found.is_repairable else ()
        back = (Hint("s", "newest snapshot instead", "put_back", 6),) if self._can_put_back else ()
        gone = found is not None and found.state == "gone"
        opens = (Hint("o", "begin anew" if gone else "open it", "open_file", 7),) if self._can_open else ()
        whole = (Hint("Enter", "whole text", "go_on", 4),) if found and found.findings else ()
        leave = Hint("q" if self._refusal else "Esc", "quit" if self._refusal else "close", "leave", 9)
        return *opens, *repair, *back, *whole, Hint("e", "examine again", "examine", 5), leave

    @property
    def _can_open(self) -> bool:
        return bool(self._refusal and self._checkup and (self._checkup.can_be_opened or self._checkup.state == "gone"))

    @property
    def _can_put_back(self) -> bool:
        damaged = self._checkup is not None and self._checkup.state in ("unreadable", "gone")
        return damaged and self._newest is not None

    def on_mount(self) -> None:
        """Examines the file."""
        self.action_examine()

    # Examining

    def action_examine(self) -> None:
        """Examine the file, again."""
        if self._stage != "found" and self._checkup is not None:
            return
        self._enter("examining")
        self.begin("Reading the file", self._check, self._examined, self._failed_to)

    def _check(self, tell: Tell) -> tuple[Checkup, Backup | None]:
        return self._patient.check(tell), self._patient.newest()

    def _examined(self, found: tuple[Checkup, Backup | None]) -> None:
        self._newest = found[1]
        self._show(found[0])

    def _show(self, found: Checkup) -> None:
        self._checkup = found
        rows: list[Row] = []
        if found.done:
            rows.append(section("what was done"))
            rows += [Row(("done", place), (Cell("done"), Cell(one))) for place, one in enumerate(found.done)]
            rows += [Row(("kept", place), (Cell("kept"), Cell(str(one)))) for place, one in enumerate(found.kept)]
            rows.append(section("what is found now"))
        for place, one in enumerate(found.findings):
            word = Cell("problem", "problem") if one.is_problem else Cell("note", "quiet")
            rows.append(Row(place, (word, Cell(one.what))))
        self._list.set_rows(rows, keep=rows[1].key if found.done else None)
        self._enter("found")
        bad = bool(self._refusal) and not found.can_be_opened
        self._said.say(f"{self._why} {self._ways(found)}" if bad else found.said, problem=bad)
        self._describe()

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Say in full what the row is about."""
        event.stop()
        self._describe()

    @on(RowList.Activated)
    def show_clicked(self, event: RowList.Activated) -> None:
        """Show what was clicked twice."""
        event.stop()
        self.action_go_on()

    @property
    def _why(self) -> str:
        """Why the file could not be opened, without the advice for the shell."""
        why = self._refusal.partition("; it was left as it is")[0].partition(f": {REPAIRABLE}")[0]
        return f"{why.rstrip('.')}."

    def _ways(self, found: Checkup) -> str:
        """What can be done about a file that cannot be opened, in one sentence."""
        gone = found.state == "gone"
        repair = "r writes it anew from that" if gone else "r saves what can be read and keeps the broken file"
        ways = [repair] if found.is_repairable else []
        if self._can_put_back and self._newest is not None:
            ways.append(f"s puts the snapshot of {moment_words(self._newest.at)} in its place")
        if gone:
            ways.append("o begins with an empty network")
        return "; ".join([*ways, "q leaves it as it is"]) + "."

    @property
    def _finding(self) -> Finding | None:
        key = self._list.cursor_key
        return self._checkup.findings[key] if self._checkup and isinstance(key, int) else None

    def _describe(self) -> None:
        one = self._finding
        text = self._row_text() if one is None else f"{one.what} Where: {one.where}. {_repair_words(one)}"
        self._about.say(text)

    def _row_text(self) -> str:
        key, found = self._list.cursor_key, self._checkup
        if found is None or not isinstance(key, tuple) or len(key) != 2:
            return ""
        texts = found.done if key[0] == "done" else tuple(map(str, found.kept))
        return texts[key[1]] if isinstance(key[1], int) else ""

    def action_go_on(self) -> None:
        """Show the row under the cursor whole."""
        if self._stage != "found":
            return
        one = self._finding
        text = self._row_text() if one is None else f"{one.what}\n\nWhere: {one.where}\n\n{_repair_words(one)}"
        if text:
            self.app.push_screen(WholeText("A finding" if one else "What was done", text, glyphs=self.glyphs))

    # Repairing

    def action_repair(self) -> None:
        """Repair what can be repaired."""
        before = self._checkup
        if self._stage == "found" and before is not None and before.is_repairable:
            self._enter("repairing")
            self.begin("Repairing", lambda tell: self._patient.repair(before, tell), self._repaired, self._failed_to)
        elif self._stage == "found":
            self._about.say("There is nothing that a repair would do.")

    def action_put_back(self) -> None:
        """Put the newest snapshot in the place of a file that cannot be read."""
        if self._stage == "found" and self._can_put_back:
            self._enter("repairing")
            self.begin("Putting it back", self._patient.put_back, self._repaired, self._failed_to)

    def _repaired(self, found: Checkup) -> None:
        self.sentence = "Repaired the file" if found.can_be_opened else ""
        self._show(found)

    def _failed_to(self, error: Exception) -> None:
        self._enter("found")
        self._said.say(str(error), problem=True)

    def action_open_file(self) -> None:
        """Open the file that could not be opened before."""
        if self._stage == "found" and self._can_open:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Stop examining; else leave."""
        if self._stage == "examining":
            self.cancel()
            if self._checkup is None and not self._refusal:
                self.dismiss(False)
            else:
                self._enter("found")
                self._said.say("The file was not examined to the end; e examines it again.")
        elif self._stage == "found":
            self.dismiss(False)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self.show_stage(stage, _TITLES, self._list if stage == "found" else None)


def _repair_words(one: Finding) -> str:
    """What repairs it, with the key here in the place of the command."""
    return one.repair.replace(REPAIRABLE, "r", 1) if one.is_repairable else one.repair


_COLUMNS: Final = (Column("kind", 8), Column("what", 20, grow=True))
