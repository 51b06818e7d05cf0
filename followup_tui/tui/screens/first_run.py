"""The first screen of an empty network: import people, type them, enter an interview, or practise; and how many a day
feel right."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from followup_tui.model.settings import MOST_A_DAY
from followup_tui.tui.file_paths import Found, short_path
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import PickList, Said
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.hints import Hints
from followup_tui.tui.widgets.one_line import OneLine, Spot
from followup_tui.tui.widgets.pane import PaneTitle
from followup_tui.tui.widgets.rows import Cell, Row

Way = Literal["import", "add", "practise", "interview", "quit"]
WORKDAYS: Final = 5
WEEKS: Final = 26
"""Six months: the longest time between two touches at the default cadence."""


class FirstChoice(NamedTuple):
    """How to begin: `path` is the file to import when one was found and chosen; `per_day` answers the question."""

    kind: Way
    path: Path | None
    per_day: int


def people_kept(per_day: int) -> int:
    """How many people one can keep in touch with at six months, writing to `per_day` on each of five days a week."""
    return per_day * WORKDAYS * WEEKS


class Capacity(OneLine):
    """``How many people a day?  < 3 >``, to be turned with the mouse too."""

    class Turned(Message):
        """The person clicked on one of the signs; `step` is -1 or 1."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, per_day: int, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs, id="capacity")
        self.per_day = per_day

    def spots(self, width: int) -> Iterable[Spot]:
        """The question and the number."""
        yield Spot("How many people a day?  ")
        yield Spot("< ", "line--key", "-1")
        yield Spot(str(self.per_day), "strong")
        yield Spot(" >", "line--key", "1")

    def clicked(self, target: str) -> None:
        """Ask for one more or less."""
        self.post_message(self.Turned(int(target)))


class FirstRun(Screen[FirstChoice]):
    """Asks how to begin. Nothing is saved while it is open."""

    CSS_PATH = "first_run.tcss"
    AUTO_FOCUS = "PickList"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (13, "-short"), (22, "-roomy")]  # noqa: RUF012 - no ClassVar, as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go", show=False),
        Binding("left,minus", "turn(-1)", "Fewer a day", show=False),
        Binding("right,plus,equals_sign", "turn(1)", "More a day", show=False),
        Binding("1,I", "begin('import')", "Import", show=False),
        Binding("2,a", "begin('add')", "Add people", show=False),
        Binding("3", "begin('practise')", "Practise", show=False),
        Binding("A", "begin('interview')", "Enter an interview", show=False),
        Binding("q,escape", "begin('quit')", "Quit", show=False),
    ]

    def __init__(
        self,
        found: Sequence[Found] = (),
        *,
        data_path: Path,
        home: Path,
        per_day: int = 3,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """`found` are files that may be imported (`set_found` brings them later), `data_path` the file to be made."""
        super().__init__()
        self._found = tuple(found)
        self._home = home
        self._data_path = data_path
        self._glyphs = glyphs
        self._list = PickList(_COLUMNS, self._rows(), glyphs=glyphs)
        self._capacity = Capacity(per_day, glyphs=glyphs)
        self._keeps = Said(id="keeps")

    def compose(self) -> ComposeResult:
        """The ways to begin, the question, and what to know before."""
        title = PaneTitle("followup", "first run, nothing saved", glyphs=self._glyphs)
        title.show(active=True)
        parts = Vertical(
            Said("Keep up with people, from this laptop only. No account, no network.", id="welcome"),
            self._list,
            self._capacity,
            self._keeps,
            Said("Keys you need:  j k move  Enter write  l log  s snooze  u undo  ? all keys", id="keys"),
            Said(f"Your data will be in {short_path(self._data_path, self._home)}", id="data"),
            id="parts",
        )
        yield Vertical(title, parts, Hints(_HINTS, glyphs=self._glyphs), classes="panel")

    def on_mount(self) -> None:
        """Say what the number keeps."""
        self._say_capacity()

    @property
    def per_day(self) -> int:
        """The answer so far."""
        return self._capacity.per_day

    def set_found(self, found: Sequence[Found]) -> None:
        """List files that were found meanwhile; the cursor stays where it is."""
        self._found = tuple(found)
        self._list.set_rows(self._rows(), keep=self._list.cursor_key)
        self._list.refresh(layout=True)

    @on(PickList.Activated)
    def go_clicked(self, event: PickList.Activated) -> None:
        """Go where was clicked."""
        event.stop()
        self.action_go()

    @on(PickList.Highlighted)
    def ignore(self, event: PickList.Highlighted) -> None:
        """Moving alone means nothing."""
        event.stop()

    @on(Capacity.Turned)
    def turn_clicked(self, event: Capacity.Turned) -> None:
        """One more or less a day."""
        event.stop()
        self.action_turn(event.step)

    async def on_hints_chosen(self, event: Hints.Chosen) -> None:
        """Do what was clicked."""
        event.stop()
        await self.run_action(event.command)

    def action_turn(self, step: int) -> None:
        """More or fewer a day."""
        self._capacity.per_day = min(max(self.per_day + step, 1), MOST_A_DAY)
        self._capacity.redraw()
        self._say_capacity()

    def action_go(self) -> None:
        """Begin as the row under the cursor says."""
        key = self._list.cursor_key
        if isinstance(key, Path):
            self.dismiss(FirstChoice("import", key, self.per_day))
        elif key == "import" or key == "add" or key == "practise" or key == "interview":
            self.action_begin(key)

    def action_begin(self, kind: Way) -> None:
        """Begin in that way."""
        self.dismiss(FirstChoice(kind, None, self.per_day))

    def _say_capacity(self) -> None:
        self._keeps.say(
            f"{self.per_day} a day keeps about {people_kept(self.per_day):,} people at six months. "
            "New people come up over weeks, never all at once."
        )

    def _rows(self) -> list[Row]:
        found = [
            Row(one.path, (Cell(""), Cell(f"- {one.path.name}"), Cell(self._where(one), "quiet")))
            for one in self._found
        ]
        first, *others = (
            Row(key, (Cell(number), Cell(title), Cell(about, "quiet"))) for number, key, title, about in _WAYS
        )
        return [first, *found, *others]

    def _where(self, found: Found) -> str:
        return f"{found.what}, in {short_path(found.path.parent, self._home)}"


_WAYS: Final = (
    ("1", "import", "Import a file", "LinkedIn connections or export, vCards"),
    ("2", "add", "Add people", "one a line:  Ann Lee #acme ann@acme.example"),
    ("3", "practise", "Practise", "on sample people; your data stays empty"),
    ("A", "interview", "Enter an interview", "the company, whom you met, how it ended"),
)
_COLUMNS: Final = (Column("number", 1), Column("title", 24), Column("about", 12, grow=True, drop=1))
_HINTS: Final = (
    Hint("j k", "choose", "app.focus_next", 5),
    Hint("Enter", "go", "go", 9),
    Hint("Left Right", "a day", "turn(1)", 6),
    Hint("q", "quit", "begin('quit')", 8),
)
