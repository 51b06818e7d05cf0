"""The keys that work here: found by typing, run by Enter."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.model.clean import folded
from followup_tui.tui.keys import HelpRow, Hint
from followup_tui.tui.screens.choice_dialog import FindDialog
from followup_tui.tui.screens.dialog import PickList, Said
from followup_tui.tui.text import cells
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.rows import Cell, Row, section

MOST_KEY_CELLS: Final = 14
"""Cells of the column of keys at most; longer rows of keys are cut, the first one is what people press."""
NOTHING_DISABLED: Final[Mapping[str, str]] = MappingProxyType({})


class HelpScreen(FindDialog[str | None]):
    """Shows `rows` in their groups; ends with the id of the command to run, or None.

    `disabled` says of commands that do not work now why not; those are shown with their reason and cannot be run.
    """

    CSS_PATH: ClassVar = ["dialog.tcss", "choice_dialog.tcss", "help.tcss"]
    AUTO_FOCUS = "PickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark", "leave", "Leave", show=False),
        Binding("slash", "type", "Filter", show=False),
    ]

    def __init__(
        self, rows: Sequence[HelpRow], disabled: Mapping[str, str] = NOTHING_DISABLED, *, glyphs: Glyphs = UNICODE
    ) -> None:
        keys = PickList(_columns(rows), empty="No key here does that. Backspace takes letters back.", glyphs=glyphs)
        super().__init__("Keys here", keys, "type to find a key", glyphs=glyphs)
        self._rows = tuple(rows)
        self._disabled = disabled
        self._detail = Said(id="detail")

    def body(self) -> Iterable[Widget]:
        """The line to type into, the keys, and the sentence about the one under the cursor."""
        yield from super().body()
        yield self._detail

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("Enter", "run", "take", 9),
            Hint("j k", "move", "move('down')", 5),
            Hint("letters", "find", "type", 6),
            Hint("Esc", "close", "leave", 8),
        )

    def on_key(self, event: events.Key) -> None:
        """A letter that is no key of the list begins the filter."""
        if self.focused is not self._list or not event.is_printable or event.character in (None, " "):
            return
        if event.key not in self.active_bindings:
            event.stop()
            self.action_type()
            self._field.insert_text_at_cursor(event.character or "")

    @on(PickList.Highlighted)
    def describe(self, event: PickList.Highlighted) -> None:
        """Say in full what the row is about."""
        event.stop()
        self._describe(event.key)

    def action_type(self) -> None:
        """Put the cursor into the filter."""
        self._field.focus()

    def take(self, key: Hashable) -> None:
        """End with the command; say why when it does not work now."""
        if isinstance(key, str) and key in self._disabled:
            self._detail.say(self._disabled[key], problem=True)
        elif isinstance(key, str):
            self.dismiss(key)

    def show(self, query: str) -> None:
        """Show the keys that have the words; without words all of them, in their groups."""
        rows = found_rows(self._rows, query)
        drawn: list[Row] = []
        group = ""
        for row in rows:
            if not query.strip() and row.group != group:
                group = row.group
                drawn.append(section(group))
            drawn.append(self._drawn(row))
        self._list.set_rows(drawn, keep=rows[0].id if query.strip() and rows else None)
        self.title_line.show(right=f"{len(rows)} of {len(self._rows)}" if query.strip() else "")
        self._describe(self._list.cursor_key)

    def _drawn(self, row: HelpRow) -> Row:
        reason = self._disabled.get(row.id, "")
        about = Cell(f"not now: {reason}", "quiet") if reason else Cell(row.description, "quiet")
        role = "quiet" if reason else ""
        keys = Cell(row.keys or "none", role or ("line--key" if row.keys else "quiet"))
        return Row(row.id, (keys, Cell(row.title, role), Cell("yours" if row.changed else ""), about))

    def _describe(self, command: Hashable | None) -> None:
        row = next((row for row in self._rows if row.id == command), None)
        if row is None:
            self._detail.say("")
        elif row.id in self._disabled:
            self._detail.say(f"Not now: {self._disabled[row.id]}")
        else:
            self._detail.say(row.description + (" The keys are your own." if row.changed else ""))


def found_rows(rows: Sequence[HelpRow], query: str) -> tuple[HelpRow, ...]:
    """The rows that hold every word of `query`: first the one whose key it is, then those whose title begins so."""
    words = folded(query).split()
    if not words:
        return tuple(rows)
    found = [row for row in rows if all(word in _searched(row) for word in words)]
    wanted = query.strip()
    keyed = [row for row in rows if wanted in row.keys.split()]
    titled = [row for row in found if any(part.startswith(words[0]) for part in folded(row.title).split())]
    return tuple(dict.fromkeys([*keyed, *titled, *found]))


def _searched(row: HelpRow) -> str:
    return folded(f"{row.keys} {row.title} {row.description} {row.group}")


def _columns(rows: Sequence[HelpRow]) -> tuple[Column, ...]:
    keys = min(max((cells(row.keys) for row in rows), default=4), MOST_KEY_CELLS)
    title = max((cells(row.title) for row in rows), default=8)
    own = 5 if any(row.changed for row in rows) else 0
    return (
        Column("keys", max(keys, 4)),
        Column("title", min(title, 20), grow=False),
        Column("own", own, drop=1),
        Column("about", 20, grow=True, drop=2),
    )
