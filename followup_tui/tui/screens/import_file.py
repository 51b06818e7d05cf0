"""Import a file: choose it, see what it would do, keep it.

Reading and planning run in a thread on a copy of the records; only `keep` touches the book, on the screen's own thread.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, Literal, Protocol

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.worker import get_current_worker

from followup_tui.actions.importing import (
    BadImport,
    ImportCancelled,
    ImportReport,
    PreparedImport,
    Progress,
    Snapshot,
    prepare,
)
from followup_tui.actions.outcome import Refused
from followup_tui.opening import StoreError
from followup_tui.rules.wording import counted
from followup_tui.safekeeping import Tell
from followup_tui.tui.file_paths import Found, short_path
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.import_rows import REPORT_COLUMNS, changes, report_rows
from followup_tui.tui.screens.path_dialog import PathDialog, is_there
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

Stage = Literal["choose", "reading", "look", "keeping", "done"]
_TITLES: Final[dict[Stage, str]] = {
    "choose": "Import a file",
    "reading": "Reading",
    "look": "What would be imported",
    "keeping": "Importing",
    "done": "Imported",
}
_ADVICE: Final = (
    "LinkedIn's Connections.csv or export .zip, or vCards (.vcf). Tab completes; a file can be dropped here."
)


class Prepare(Protocol):
    """Reads files and plans their import (`actions.importing.prepare`); runs in a thread."""

    def __call__(
        self,
        network: Snapshot,
        paths: Sequence[Path],
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PreparedImport:
        """The planned import.

        Raises:
            BadImport: a file cannot be imported.
            ImportCancelled: `cancelled` said so.
        """


class ImportScreen(PathDialog[bool]):
    """Imports a file; ends with whether people were imported (and not taken back again)."""

    CSS_PATH: ClassVar = ["dialog.tcss", "import_file.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (13, "-roomy")]  # noqa: RUF012 - no ClassVar, as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "undo", "Undo", show=False)]

    def __init__(
        self,
        snapshot: Callable[[], Snapshot],
        keep: Callable[[PreparedImport], ImportReport],
        *,
        home: Path,
        undo: Callable[[], str] | None = None,
        found: Sequence[Found] = (),
        path: Path | None = None,
        prepare: Prepare = prepare,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """An import into the book behind `snapshot` and `keep`, which are both called on the app's own thread.

        Args:
            snapshot: copies what an import is planned on (`actions.importing.snapshot`).
            keep: keeps a planned import (`actions.importing.carry_out`).
            home: what ``~`` means.
            undo: takes the import back and says so in a sentence; without it the report has no ``u``.
            found: files to choose from (`file_paths.likely_files`).
            path: a file that was chosen already, which is read at once.
            prepare: reads and plans, in a thread.
            glyphs: the signs to draw with.
        """
        super().__init__(
            "Import",
            home=home,
            advice=_ADVICE,
            empty="No file found in Downloads, on the Desktop or in the home folder.",
            label="File",
            placeholder="~/Downloads/Connections.csv",
            glyphs=glyphs,
        )
        self._snapshot, self._keep, self._undo, self._prepare = snapshot, keep, undo, prepare
        self._found = tuple(found)
        self._first = path
        self._stage: Stage = "choose"
        self._prepared: PreparedImport | None = None
        self._imported = False
        self._report = RowList(REPORT_COLUMNS, empty="Nothing would change.", glyphs=glyphs, id="report")

    @property
    def is_asking(self) -> bool:
        """Whether a file is to be chosen just now."""
        return self._stage == "choose"

    def body(self) -> Iterable[Widget]:
        """The parts of all stages; the style sheet shows those of the present one."""
        yield from super().body()
        yield self._report

    def hints(self) -> tuple[Hint, ...]:
        """What can be done in this stage."""
        leave = Hint(
            "Esc", {"choose": "close", "reading": "cancel", "look": "back"}.get(self._stage, "close"), "leave", 8
        )
        if self._stage == "choose":
            return Hint("Enter", "read it", "go_on", 9), Hint("Tab", "complete", "complete", 6), leave
        if self._stage == "look":
            go_on = (Hint("Enter", "import", "go_on", 9),) if self._changes else ()
            return *go_on, Hint("j k", "scroll", "move('down')", 5), leave
        if self._stage == "done":
            undo = (Hint("u", "undo", "undo", 9),) if self._imported and self._undo else ()
            return *undo, Hint("Enter", "close", "go_on", 7)
        return (leave,) if self._stage == "reading" else ()

    def on_mount(self) -> None:
        """Show what was found, or read the file that was chosen."""
        self._enter("choose")
        self.files.set_rows(self.first_rows())
        if self._first is not None:
            self.field.value = short_path(self._first, self.home)
            self.take_file(self._first)

    # Choosing and reading

    def first_rows(self) -> Iterable[Row]:
        """The files that were found."""
        return (Row(one.path, (Cell(short_path(one.path, self.home)), Cell(one.what, "quiet"))) for one in self._found)

    def take_path(self, path: Path | None) -> None:
        """Read what was typed; when there is no such file, the one that the cursor is on."""
        if path is None or (not is_there(path) and len(self.files.rows)):
            self.take_row()
        else:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a file, and plan what it would do."""
        self._enter("reading")
        self.said.say(short_path(path, self.home))
        job = partial(self._plan, path, self._snapshot())
        self.begin(f"Reading {path.name}", job, self._look, lambda error: self._back(str(error)))

    def _plan(self, path: Path, snapshot: Snapshot, tell: Tell) -> PreparedImport:
        """What the file would do.

        Raises:
            Refused: it cannot be imported, or nobody wants it any more.
        """
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            tell("Comparing with the network" if 0 < total <= done else "Reading", done, total)

        try:
            return self._prepare(snapshot, [path], progress=progress, cancelled=lambda: worker.is_cancelled)
        except (BadImport, ImportCancelled) as error:
            raise Refused(str(error)) from error

    def broke(self, error: str) -> str:
        """The sentence for an `error` that nobody thought of."""
        return f"The file could not be read ({error}); nothing was changed."

    def _look(self, prepared: PreparedImport) -> None:
        self._prepared = prepared
        self._show_report(prepared.report)
        self._enter("look")

    # Looking and keeping

    @property
    def _changes(self) -> int:
        return changes(self._prepared.report) if self._prepared else 0

    def action_go_on(self) -> None:
        """Do what the stage is for."""
        if self._stage == "look" and self._prepared is not None and self._changes:
            self._enter("keeping")
            self.progress.show(f"Importing {counted(self._changes, 'person', 'people')}")
            # Thousands of people take a moment, in which nothing can be drawn: the words first.
            self.call_after_refresh(self._keep_prepared, self._prepared)
        elif self._stage in ("look", "done"):
            self.dismiss(self._imported)
        else:
            super().action_go_on()

    def action_undo(self) -> None:
        """Take the import back."""
        if self._stage != "done" or not self._imported or self._undo is None:
            return
        try:
            said = self._undo()
        except (Refused, StoreError) as error:
            self.said.say(str(error), problem=True)
            return
        self._imported = False
        self.said.say(said)
        self._report.set_rows(())
        self.title_line.show("Taken back")
        self.show_hints()

    def action_leave(self) -> None:
        """One step back; from the first and the last, leave."""
        if self._stage == "reading":
            self.cancel()
            self._back("The import was cancelled; nothing was changed.")
        elif self._stage == "look":
            self._back("")
        elif self._stage != "keeping":
            self.dismiss(self._imported)

    def _keep_prepared(self, prepared: PreparedImport) -> None:
        try:
            report = self._keep(prepared)
        except (Refused, StoreError) as error:
            self._enter("look")
            self.said.say(str(error), problem=True)
            return
        self._imported = True
        self._show_report(report)
        self._enter("done")

    def _show_report(self, report: ImportReport) -> None:
        self.said.say(report.said)
        self._report.set_rows(report_rows(report))

    def _back(self, why: str) -> None:
        self._prepared = None
        self._enter("choose")
        self.said.say(why or self.advice, problem=bool(why))

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        focus = {"choose": self.field, "look": self._report, "done": self._report}
        self.show_stage(stage, _TITLES, focus.get(stage))
