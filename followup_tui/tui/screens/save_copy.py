"""Save something to a file: a copy when the disk does not take the changes or one is wanted, or an export."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final, Literal, NamedTuple, Protocol

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.rules.wording import file_size
from followup_tui.safekeeping import AlreadyThere, Tell
from followup_tui.tui.file_paths import short_path, typed_path
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import PickList, Said, move_bindings
from followup_tui.tui.screens.import_widgets import FILE_COLUMNS, PathInput, complete_path
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import RowList

Stage = Literal["ask", "over", "writing", "done"]


class Saving(NamedTuple):
    """What is being saved, in the words of the screen: its title, what it does, what it did, and what to know."""

    title: str = "Save a copy elsewhere"
    doing: str = "Saving a copy"
    did: str = "Saved a copy"
    advice: str = "Everything as it is now, in a plain file for you alone."


A_COPY: Final = Saving()
_HOW: Final = "Tab completes; a folder can be dropped here."


class Save(Protocol):
    """Writes it and gives its bytes (`safekeeping.save_copy`); runs in a thread."""

    def __call__(self, target: Path, *, force: bool, tell: Tell) -> int:
        """The bytes of the file.

        Raises:
            AlreadyThere: there is a file, and no `force`.
            StoreError: it could not be written.
        """


class SaveCopy(Working[str]):
    """Asks for a path and writes there; ends with the sentence that says where, or an empty one."""

    CSS_PATH: ClassVar = ["dialog.tcss", "save_copy.tcss"]
    AUTO_FOCUS = "PathInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("y", "write_over", "Write over", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(
        self,
        save: Save,
        *,
        home: Path,
        name: str,
        what: Saving = A_COPY,
        trouble: str = "",
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """A file that `save` writes.

        Args:
            save: writes it, in a thread.
            what: what it is, in words.
            home: what ``~`` means.
            name: what the file is called where nobody says otherwise.
            trouble: why the file itself is not being saved, if that is so.
            glyphs: the signs to draw with.
        """
        super().__init__(what.title, glyphs=glyphs)
        self._save, self._home, self._file_name, self._what = save, home, name, what
        self._advice = " ".join(filter(None, (trouble, what.advice, _HOW)))
        self._stage: Stage = "ask"
        self._target = home / name
        self._moved = False
        self._sentence = ""
        self._field = PathInput()
        self._said = Said(self._advice, id="said")
        self._files = PickList(FILE_COLUMNS, empty="Tab shows what is there.", glyphs=glyphs, id="files")

    def body(self) -> Iterable[Widget]:
        """The parts of all stages; the style sheet shows those of the present one."""
        yield Horizontal(Static("Path", classes="label"), self._field, classes="ask")
        yield self._said
        yield self.progress
        yield self._files
        yield Static(id="room")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done in this stage."""
        if self._stage == "ask":
            close = Hint("Esc", "close", "leave", 8)
            return Hint("Enter", "save it there", "go_on", 9), Hint("Tab", "complete", "complete", 6), close
        if self._stage == "over":
            return Hint("y", "write over it", "write_over", 9), Hint("Esc", "another path", "leave", 10)
        if self._stage == "writing":
            return (Hint("Esc", "cancel", "leave", 8),)
        return (Hint("Enter", "close", "go_on", 7),)

    def on_mount(self) -> None:
        """Asks, with a path that will do."""
        self._fill_in(self._target)
        self._enter("ask")

    # Choosing

    @on(Input.Changed)
    def forget_completion(self, event: Input.Changed) -> None:
        """Other text, other files."""
        event.stop()
        self._moved = False

    @on(Input.Submitted)
    def take_typed(self, event: Input.Submitted) -> None:
        """Go on with what was typed."""
        event.stop()
        self.action_go_on()

    @on(PathInput.CompletionWanted)
    def complete(self, event: PathInput.CompletionWanted) -> None:
        """Complete the path."""
        event.stop()
        self.action_complete()

    @on(PickList.Activated, "#files")
    def take_clicked(self, event: PickList.Activated) -> None:
        """Take what was clicked."""
        event.stop()
        self._take_row()

    @on(RowList.Highlighted)
    def ignore(self, event: RowList.Highlighted) -> None:
        """Moving alone means nothing."""
        event.stop()

    def action_move(self, key: str) -> None:
        """Move in the names."""
        if self._stage == "ask":
            self._moved = True
            self._files.move_by(key)

    def action_complete(self) -> None:
        """Complete the path as far as the names on disk agree, and list them."""
        found = complete_path(self._field, self._files, self._home)
        self._moved = False
        self._said.say(self._advice if found else "Nothing there begins like this: it will be a new file.")

    def _take_row(self) -> None:
        path = self._files.cursor_key
        if isinstance(path, Path):
            self._fill_in(path)
            self.action_complete()

    def _fill_in(self, path: Path) -> None:
        self._field.value = short_path(path, self._home) + ("/" if path.is_dir() else "")
        self._field.cursor_position = len(self._field.value)

    def action_go_on(self) -> None:
        """Write to what was typed; in a folder, first with a name. At the end, leave."""
        if self._stage == "done":
            self.dismiss(self._sentence)
        elif self._stage == "ask" and self._moved:
            self._take_row()
        elif self._stage == "ask":
            path = typed_path(self._field.value, self._home)
            if path is None:
                self._said.say("Type where it goes.", problem=True)
            elif _is_folder(path):
                self._fill_in(path / self._file_name)
                self._said.say("That is a folder; Enter saves it there under this name.")
            else:
                self._write(path, force=False)

    # Writing

    def action_write_over(self) -> None:
        """Write over the file that is there."""
        if self._stage == "over":
            self._write(self._target, force=True)

    def _write(self, path: Path, *, force: bool) -> None:
        self._target = path
        self._enter("writing")
        self._said.say(self._where)
        self.begin("Saving", lambda tell: self._save(path, force=force, tell=tell), self._written, self._refused)

    def _written(self, size: int) -> None:
        self._sentence = f"{self._what.did} to {self._where} ({file_size(size)})"
        self._enter("done")
        self._said.say(f"{self._sentence}, readable by you alone.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AlreadyThere):
            self._enter("over")
            self._said.say(f"{self._where} is there already. y writes over it, Esc lets you name another.")
        else:
            self._back(str(error))

    @property
    def _where(self) -> str:
        return short_path(self._target.absolute(), self._home)

    def action_leave(self) -> None:
        """One step back; from the first and the last, leave."""
        if self._stage == "writing":
            self.cancel()
            self._back("Cancelled; nothing was written.")
        elif self._stage == "over":
            self._back("")
        else:
            self.dismiss(self._sentence)

    def _back(self, why: str) -> None:
        self._enter("ask")
        self._said.say(why or self._advice, problem=bool(why))

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        what = self._what
        titles = {"ask": what.title, "over": "Write over a file?", "writing": what.doing, "done": what.did}
        for one in titles:
            self.set_class(one == stage, f"-{one}")
        self.title_line.show(titles[stage])
        self.show_hints()
        if stage == "ask":
            self._field.focus()
        else:
            self.set_focus(None)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
