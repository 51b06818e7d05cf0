"""The first frame: today's list as it was drawn last, while everything else is still being imported and read."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from followup_tui.tui.columns_of_views import TODAY_COLUMNS
from followup_tui.tui.widgets.glyphs import Glyphs
from followup_tui.tui.widgets.hints import Hints
from followup_tui.tui.widgets.pane import Pane
from followup_tui.tui.widgets.row_list import Cell, Row, RowList
from followup_tui.tui.widgets.status_line import Status, StatusLine
from followup_tui.tui.widgets.top_line import Tab, Top, TopLine


class FirstFrame(NamedTuple):
    """What the first frame shows."""

    top: Top
    rows: tuple[Row, ...]
    title: str
    right: str


class OpeningScreen(Screen[None]):
    """The list can be looked through; other keys are kept, and pressed again when the review is there."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,Q", "app.quit_at_once", "Quit", show=False)]
    CSS_PATH = "opening.tcss"

    def __init__(self, frame: FirstFrame | None, glyphs: Glyphs) -> None:
        super().__init__()
        self._frame = frame
        self.was_ready = frame is not None
        self._glyphs = glyphs
        self.kept: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        """Top line, list and an empty pane, just where the review has them."""
        frame = self._frame or FirstFrame(Top(), (), "Today", "")
        glyphs = self._glyphs
        yield TopLine(frame.top, glyphs=glyphs, id="top")
        with Horizontal(id="body"):
            people = RowList(TODAY_COLUMNS, frame.rows, empty="Opening …", glyphs=glyphs, id="people")
            yield Pane(people, title=frame.title, right=frame.right, glyphs=glyphs, id="people-pane")
            yield Vertical(id="right")
        yield StatusLine(Status("Reading …"), glyphs=glyphs, id="status")
        yield Hints(glyphs=glyphs, id="hints")

    def show(self, frame: FirstFrame) -> None:
        """Shows a list that was made just now."""
        if frame != self._frame:
            self._frame = frame
            self.query_one("#top", TopLine).show(frame.top)
            self.query_one("#people", RowList).set_rows(frame.rows)

    @property
    def cursor(self) -> int | None:
        """Whom the cursor stands on."""
        key = self.query_one("#people", RowList).cursor_key
        return key if isinstance(key, int) else None

    def on_key(self, event: events.Key) -> None:
        """Keeps a key that the list does not know."""
        event.stop()
        self.kept.append((event.key, event.character))

    def on_resize(self, event: events.Resize) -> None:
        """The layout of the size."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width >= THREE_COLUMNS, "-three-columns")


WIDE = 100
THREE_COLUMNS = 160


def packed(frame: FirstFrame) -> Any:
    """The frame as JSON knows it."""
    rows = [[row.key if isinstance(row.key, int) else None, row.kind, row.role, row.cells] for row in frame.rows]
    top = frame.top
    return [frame.title, frame.right, rows, top.tabs, top.active, top.done, top.total, top.right]


def unpacked(kept: Any) -> FirstFrame | None:
    """The frame of what `packed` gave; None when it is none."""
    try:
        title, right, rows, tabs, active, done, total, when = kept
        top = Top(tuple(Tab(*tab) for tab in tabs), active, done, total, when)
        return FirstFrame(top, tuple(_rows(rows)), title, right)
    except (TypeError, ValueError):
        return None


def _rows(rows: Any) -> Iterable[Row]:
    for number, (key, kind, role, cells) in enumerate(rows):
        yield Row(key if key is not None else (kind, number), tuple(Cell(*cell) for cell in cells), kind, role)
