"""Import a file: choose it, see what it would do, keep it.

Reading and planning run in a thread on a copy of the records; only `keep` touches the book, on the screen's own thread.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final, Literal, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState, get_current_worker

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
from followup_tui.tui.file_paths import Found, short_path, typed_path
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Dialog, PickList, Said, move_bindings
from followup_tui.tui.screens.import_rows import REPORT_COLUMNS, changes, report_rows
from followup_tui.tui.screens.import_widgets import FILE_COLUMNS, PathInput, ProgressLine, complete_path
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


class ImportScreen(Dialog[bool]):
    """Imports a file; ends with whether people were imported (and not taken back again)."""

    CSS_PATH: ClassVar = ["dialog.tcss", "import_file.tcss"]
    AUTO_FOCUS = "PathInput"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (13, "-roomy")]  # noqa: RUF012 - no ClassVar, as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("q", "leave", "Leave", show=False),
        Binding("u", "undo", "Undo", show=False),
    ]

    class Progressed(Message):
        """So many rows are read."""

        def __init__(self, token: int, done: int, total: int) -> None:
            super().__init__()
            self.token, self.done, self.total = token, done, total

    class Prepared(Message):
        """The file is read, and it is known what it would do."""

        def __init__(self, token: int, prepared: PreparedImport) -> None:
            super().__init__()
            self.token, self.prepared = token, prepared

    class Failed(Message):
        """The file cannot be imported, and why."""

        def __init__(self, token: int, why: str) -> None:
            super().__init__()
            self.token, self.why = token, why

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
        super().__init__("Import", glyphs=glyphs)
        self._snapshot, self._keep, self._undo, self._prepare = snapshot, keep, undo, prepare
        self._home = home
        self._found = tuple(found)
        self._first = path
        self._stage: Stage = "choose"
        self._token = 0
        self._moved = False
        self._prepared: PreparedImport | None = None
        self._imported = False
        self._field = PathInput(placeholder="~/Downloads/Connections.csv")
        self._said = Said(_ADVICE, id="said")
        self._files = PickList(FILE_COLUMNS, empty="No file found in Downloads, on the Desktop or in the home folder.",
                               glyphs=glyphs, id="files")  # fmt: skip
        self._progress = ProgressLine(glyphs=glyphs)
        self._report = RowList(REPORT_COLUMNS, empty="Nothing would change.", glyphs=glyphs, id="report")

    def body(self) -> Iterable[Widget]:
        """The parts of all stages; the style sheet shows those of the present one."""
        yield Horizontal(Static("File", classes="label"), self._field, classes="ask")
        yield self._said
        yield self._progress
        yield self._files
        yield self._report
        yield Static(id="room")

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
        self._list_found()
        if self._first is not None:
            self._field.value = short_path(self._first, self._home)
            self._read(self._first)

    # Choosing

    @on(Input.Changed)
    def forget_completion(self, event: Input.Changed) -> None:
        """Other text, other files."""
        event.stop()
        self._moved = False
        if not event.value.strip():
            self._list_found()

    @on(Input.Submitted)
    def read_typed(self, event: Input.Submitted) -> None:
        """Go on with what was typed."""
        event.stop()
        self.action_go_on()

    @on(PathInput.CompletionWanted)
    def complete(self, event: PathInput.CompletionWanted) -> None:
        """Complete the path."""
        event.stop()
        self.action_complete()

    @on(PickList.Activated, "#files")
    def read_clicked(self, event: PickList.Activated) -> None:
        """Read the file that was clicked, or look into the folder."""
        event.stop()
        self._take_row()

    @on(RowList.Highlighted)
    def ignore(self, event: RowList.Highlighted) -> None:
        """Moving alone means nothing."""
        event.stop()

    def action_move(self, key: str) -> None:
        """Move in the files, or in the report."""
        if self._stage == "choose":
            self._moved = True
            self._files.move_by(key)

    def action_complete(self) -> None:
        """Complete the path as far as the names on disk agree, and list them."""
        found = complete_path(self._field, self._files, self._home)
        self._moved = False
        self._said.say(_ADVICE if found else "No file begins like this.", problem=not found)

    def _list_found(self) -> None:
        self._files.set_rows(
            Row(one.path, (Cell(short_path(one.path, self._home)), Cell(one.what, "quiet"))) for one in self._found
        )

    def _take_row(self) -> None:
        path = self._files.cursor_key
        if not isinstance(path, Path):
            return
        self._field.value = short_path(path, self._home)
        if path.is_dir():
            self._field.value += "/"
            self.action_complete()
        else:
            self._read(path)

    def _choose(self) -> None:
        path = typed_path(self._field.value, self._home)
        if path is None or self._moved or (not path.exists() and len(self._files.rows)):
            self._take_row()
        else:
            self._read(path)

    # Reading

    def _read(self, path: Path) -> None:
        self._token += 1
        self._enter("reading")
        self._said.say(short_path(path, self._home))
        self._progress.show(f"Reading {path.name}")
        self._prepare_in_thread(self._token, path, self._snapshot())

    @work(thread=True, group="import", exclusive=True, exit_on_error=False)
    def _prepare_in_thread(self, token: int, path: Path, snapshot: Snapshot) -> None:
        worker = get_current_worker()
        try:
            prepared = self._prepare(
                snapshot,
                [path],
                progress=lambda done, total: self._post(worker, self.Progressed(token, done, total)),
                cancelled=lambda: worker.is_cancelled,
            )
        except (BadImport, ImportCancelled) as error:
            self._post(worker, self.Failed(token, str(error)))
        else:
            self._post(worker, self.Prepared(token, prepared))

    def _post(self, worker: Worker[None], message: Message) -> None:
        if not worker.is_cancelled:
            self.post_message(message)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say it when reading broke in a way nobody thought of; the app goes on."""
        if event.state is WorkerState.ERROR and self._stage == "reading":
            error = event.worker.error
            self._back(f"The file could not be read ({type(error).__name__}: {error}); nothing was changed.")

    def on_import_screen_progressed(self, event: Progressed) -> None:
        """Show how far it is."""
        if event.token == self._token and self._stage == "reading":
            finished = 0 < event.total <= event.done
            words = "Comparing with the network" if finished else "Reading"
            self._progress.show(words, event.done, event.total)

    def on_import_screen_failed(self, event: Failed) -> None:
        """Say why, and let another file be chosen."""
        if event.token == self._token and self._stage == "reading":
            self._back(event.why)

    def on_import_screen_prepared(self, event: Prepared) -> None:
        """Show what would be done."""
        if event.token != self._token or self._stage != "reading":
            return
        self._prepared = event.prepared
        self._show_report(event.prepared.report)
        self._enter("look")

    # Looking and keeping

    @property
    def _changes(self) -> int:
        return changes(self._prepared.report) if self._prepared else 0

    def action_go_on(self) -> None:
        """Do what the stage is for."""
        if self._stage == "choose":
            self._choose()
        elif self._stage == "look" and self._prepared is not None and self._changes:
            self._enter("keeping")
            self._progress.show(f"Importing {counted(self._changes, 'person', 'people')}")
            # Thousands of people take a moment, in which nothing can be drawn: the words first.
            self.call_after_refresh(self._keep_prepared, self._prepared)
        elif self._stage in ("look", "done"):
            self.dismiss(self._imported)

    def action_undo(self) -> None:
        """Take the import back."""
        if self._stage != "done" or not self._imported or self._undo is None:
            return
        try:
            said = self._undo()
        except (Refused, StoreError) as error:
            self._said.say(str(error), problem=True)
            return
        self._imported = False
        self._said.say(said)
        self._report.set_rows(())
        self.title_line.show("Taken back")
        self.show_hints()

    def action_leave(self) -> None:
        """One step back; from the first and the last, leave."""
        if self._stage == "reading":
            self.workers.cancel_group(self, "import")
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
            self._said.say(str(error), problem=True)
            return
        self._imported = True
        self._show_report(report)
        self._enter("done")

    def _show_report(self, report: ImportReport) -> None:
        self._said.say(report.said)
        self._report.set_rows(report_rows(report))

    def _back(self, why: str) -> None:
        self._token += 1
        self._prepared = None
        self._enter("choose")
        self._said.say(why or _ADVICE, problem=bool(why))
        self._field.focus()

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        for one in _TITLES:
            self.set_class(one == stage, f"-{one}")
        self.title_line.show(_TITLES[stage])
        self.show_hints()
        if stage in ("look", "done"):
            self._report.focus()
        elif stage != "choose":
            self.set_focus(None)
