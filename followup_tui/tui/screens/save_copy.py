"""Save something to a file: a copy when the disk does not take the changes or one is wanted, or an export."""

from pathlib import Path
from typing import ClassVar, Final, Literal, NamedTuple, Protocol

from textual.binding import Binding, BindingType

from followup_tui.rules.wording import file_size
from followup_tui.safekeeping import AlreadyThere, Tell
from followup_tui.tui.file_paths import short_path
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.path_dialog import PathDialog, is_folder
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

Stage = Literal["ask", "over", "writing", "done"]


class Saving(NamedTuple):
    """What is being saved, in the words of the screen: its title, what it does, what it did, and what to know."""

    title: str = "Save a copy elsewhere"
    doing: str = "Saving a copy"
    did: str = "Saved a copy"
    advice: str = "Everything as it is now, in a plain file for you alone."

    @property
    def titles(self) -> dict[Stage, str]:
        """The title of each stage."""
        return {"ask": self.title, "over": "Write over a file?", "writing": self.doing, "done": self.did}


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


class SaveCopy(PathDialog[str]):
    """Asks for a path and writes there; ends with the sentence that says where, or an empty one."""

    CSS_PATH: ClassVar = ["dialog.tcss", "save_copy.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "write_over", "Write over", show=False)]

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
        advice = " ".join(filter(None, (trouble, what.advice, _HOW)))
        super().__init__(what.title, home=home, advice=advice, empty="Tab shows what is there.", glyphs=glyphs)
        self._save, self._file_name, self._what = save, name, what
        self._stage: Stage = "ask"
        self._target = home / name
        self._sentence = ""

    @property
    def is_asking(self) -> bool:
        """Whether a path is asked for just now."""
        return self._stage == "ask"

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
        self.fill_in(self._target)
        self._enter("ask")

    # Choosing

    def say_unknown(self) -> None:
        """No such file: just what is wanted."""
        self.said.say("Nothing there begins like this: it will be a new file.")

    def take_file(self, path: Path) -> None:
        """Put its path into the line: Enter goes on with it."""
        self.fill_in(path)
        self.action_complete()

    def take_path(self, path: Path | None) -> None:
        """Write to what was typed; in a folder, first with a name."""
        if path is None:
            self.said.say("Type where it goes.", problem=True)
        elif is_folder(path):
            self.fill_in(path / self._file_name)
            self.said.say("That is a folder; Enter saves it there under this name.")
        else:
            self._write(path, force=False)

    def action_go_on(self) -> None:
        """Go on with the path; at the end, leave."""
        if self._stage == "done":
            self.dismiss(self._sentence)
        else:
            super().action_go_on()

    # Writing

    def action_write_over(self) -> None:
        """Write over the file that is there."""
        if self._stage == "over":
            self._write(self._target, force=True)

    def _write(self, path: Path, *, force: bool) -> None:
        self._target = path
        self._enter("writing")
        self.said.say(self._where)
        self.begin("Saving", lambda tell: self._save(path, force=force, tell=tell), self._written, self._refused)

    def _written(self, size: int) -> None:
        self._sentence = f"{self._what.did} to {self._where} ({file_size(size)})"
        self._enter("done")
        self.said.say(f"{self._sentence}, readable by you alone.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AlreadyThere):
            self._enter("over")
            self.said.say(f"{self._where} is there already. y writes over it, Esc lets you name another.")
        else:
            self._back(str(error))

    @property
    def _where(self) -> str:
        return short_path(self._target.absolute(), self.home)

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
        self.said.say(why or self.advice, problem=bool(why))

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self.show_stage(stage, self._what.titles, self.field if stage == "ask" else None)
