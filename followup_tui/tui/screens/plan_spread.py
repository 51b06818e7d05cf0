"""Who is late, or would be, and the day each would have: shown before it is done, and done as one change."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.actions.planning import NOBODY_LATE, SpreadPreview
from followup_tui.book import Book
from followup_tui.rules.calendar import days_between
from followup_tui.rules.wording import counted, day_words, weekday_words
from followup_tui.safekeeping import Tell
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.plan_desk import PlanDesk
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList, section

_COLUMNS: Final = (Column("name", 18, grow=True), Column("company", 16, grow=True, drop=1), Column("late", 30))


class SpreadScreen(Working[SpreadPreview | None]):
    """Shows the days; ends with what is to be done, or None."""

    CSS_PATH: ClassVar = ["dialog.tcss"]
    AUTO_FOCUS = "#spread"
    DEFAULT_CSS = """
    SpreadScreen {
        & #spread { height: 1fr; }
        & #said { color: $foreground; margin: 0 0 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Spread", show=False),
        Binding("q,b", "leave", "Leave", show=False),
    ]

    def __init__(self, desk: PlanDesk, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("Spread who is late over the days to come", glyphs=glyphs)
        self._desk = desk
        self._preview: SpreadPreview | None = None
        self._said = Said("Planning …", id="said")
        self._list = RowList(_COLUMNS, empty="", glyphs=glyphs, id="spread")

    def body(self) -> Iterable[Widget]:
        """What would be done, and who would have which day."""
        yield self._said
        yield self._list

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        if self._preview is None or not self._preview.rows:
            return (Hint("Esc", "close", "leave", 9),)
        return Hint("Enter", "spread them, one undo takes it back", "take", 10), Hint("Esc", "leave it", "leave", 9)

    def on_mount(self) -> None:
        """Plans."""
        self._read()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: who is late may be others now."""
        event.stop()
        self._read()

    def action_take(self) -> None:
        """Do it; nothing when there is nothing to do, or that is not known yet."""
        if self._preview is not None:
            self.dismiss(self._preview if self._preview.rows else None)

    def _read(self) -> None:
        foresee, book = self._desk.foreseeing_spread(), self._desk.book
        self._preview = None

        def look(tell: Tell) -> tuple[SpreadPreview, list[Row]]:
            preview = foresee(tell)
            return preview, list(_rows(preview, book))  # of 27,000 people that alone takes 0.3 seconds

        self.begin("Planning", look, lambda found: self._show(*found), self._cannot)

    def _cannot(self, error: Exception) -> None:
        self._said.say(str(error), problem=True)

    def _show(self, preview: SpreadPreview, rows: Sequence[Row]) -> None:
        self._preview = preview
        self._said.say(_words(preview))
        self._list.set_rows(rows)
        self.show_hints()


def _words(preview: SpreadPreview) -> str:
    if not preview.rows:
        return NOBODY_LATE
    number = len(preview.rows)
    have = "has" if number == 1 else "have"
    said = (
        f"{counted(number, 'person', 'people')} who {'is' if number == 1 else 'are'} late, or would be, {have} until "
        f"the day the plan has for them. Nobody's window gets shorter, and a touch ends it."
    )
    if preview.beyond:
        said += f" {counted(preview.beyond, 'person has', 'people have')} no day within ten years."
    return said


def _rows(preview: SpreadPreview, book: Book) -> Iterator[Row]:
    on = None
    numbers = {day: len(people) for day, people in preview.days}
    for one in preview.rows:
        contact = book.contacts.get(one.contact)
        if contact is None:
            continue
        if one.until != on:
            on = one.until
            yield section(f"until {weekday_words(on, book.as_of)}: {counted(numbers[on], 'person', 'people')}")
        days = days_between(one.latest, one.until)
        late = f"instead of {day_words(one.latest, book.as_of)}, {days:,}d"
        yield Row(
            one.contact,
            (Cell(contact.name), Cell(book.company_name(contact.company), "quiet"), Cell(late, "quiet")),
        )
