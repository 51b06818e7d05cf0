"""One change, of the history or to come: the records it is about, what their fields were and what they become."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.actions.change_text import FieldChange, RecordChange
from followup_tui.rules.wording import counted
from followup_tui.safekeeping import Tell
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.whole_text import WholeText
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList, note, section

MOST: Final = 1_000
"""Records shown field by field; of those beyond only the number is said."""
_TOLD_EVERY: Final = 200


class Drawn(NamedTuple):
    """The rows of a change, its fields by the key of their row, and how many records it was about."""

    rows: tuple[Row, ...]
    fields: dict[int, tuple[str, FieldChange]]
    records: int


class ChangeScreen(Working[None]):
    """Shows what a change did; Enter shows a long text whole."""

    CSS_PATH: ClassVar = ["dialog.tcss", "history.tcss"]
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Whole text", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(
        self, title: str, about: str, changes: Callable[[], Iterator[RecordChange]], *, glyphs: Glyphs = UNICODE
    ) -> None:
        """A change with a sentence about it, and what tells in a thread what it did (`change_text.record_changes`)."""
        super().__init__(title, glyphs=glyphs)
        self._changes = changes
        self._drawn = Drawn((), {}, 0)
        self._about = Said(about, id="about")
        self._list = RowList(_COLUMNS, empty="Reading what it did.", glyphs=glyphs, id="records")

    def body(self) -> Iterable[Widget]:
        """When and by what, and the records."""
        yield self._about
        yield self._list
        yield self.progress

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        enter = (Hint("Enter", "whole text", "open", 7),) if self._drawn.fields else ()
        return (*enter, Hint("j k", "move", "", 5), Hint("Esc", "close", "leave", 9))

    def on_mount(self) -> None:
        """Reads what it did."""
        self.add_class("-reading")
        self.begin("Reading", lambda tell: drawn(self._changes(), tell), self._show, self._fail)

    def _show(self, made: Drawn) -> None:
        self.remove_class("-reading")
        self._drawn = made
        self._list.set_empty("It changed nothing that is kept.")
        self._list.set_rows(made.rows)
        self.title_line.show(right=counted(made.records, "record"))
        self.show_hints()

    def _fail(self, error: Exception) -> None:
        self.remove_class("-reading")
        self._list.set_empty(str(error))

    @on(RowList.Activated)
    def open_clicked(self, event: RowList.Activated) -> None:
        """Show what was clicked twice."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show the field under the cursor whole."""
        key = self._list.cursor_key
        found = self._drawn.fields.get(key) if isinstance(key, int) else None
        if found is not None:
            record, field = found
            parts = [("was", field.before), ("is", field.after)] if field.before else [("", field.after)]
            text = "\n\n".join(f"{word}: {told or 'nothing'}" if word else told for word, told in parts)
            self.app.push_screen(WholeText(f"{record}: {field.field}", text, glyphs=self.glyphs))


def drawn(changes: Iterator[RecordChange], tell: Tell) -> Drawn:
    """The rows of a change: each record in a rule, under it its fields.

    Raises:
        Stopped: by `tell`.
    """
    rows: list[Row] = []
    fields: dict[int, tuple[str, FieldChange]] = {}
    number = 0
    for number, one in enumerate(islice(changes, MOST), 1):
        if number % _TOLD_EVERY == 0:
            tell("Reading", number)
        rows.append(Row(("record", number), (Cell(f"{one.how} {one.kind}: {one.name}"),), "section"))
        for field in one.fields:
            key = len(rows)
            fields[key] = (one.name, field)
            rows.append(Row(key, (Cell(field.field), Cell(field.before, "quiet"), Cell(field.after))))
        if not one.fields:
            rows.append(note("nothing that is shown"))
    more = Counter[str]()
    for beyond, one in enumerate(changes, 1):
        if beyond % _TOLD_EVERY == 0:
            tell("Counting", number + beyond)
        more[f"{one.how} {one.kind}"] += 1
    if more:
        rows.append(section(f"and {more.total():,} more records"))
        rows.extend(note(f"{what}: {count:,}") for what, count in more.items())
    return Drawn(tuple(rows), fields, number + more.total())


_COLUMNS: Final = (Column("field", 14), Column("before", 12, grow=True, drop=1), Column("after", 20, grow=True))
