"""Days away: a line to type them in with what they would mean, and those that are kept."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.absence import Absence, away_of, away_words, coming_away
from followup_tui.model.settings import Away
from followup_tui.rules.calendar import days_between
from followup_tui.rules.when import BadWhen
from followup_tui.rules.wording import counted
from followup_tui.tui.keys import Hint
from followup_tui.tui.plan_desk import PlanDesk
from followup_tui.tui.screens.dialog import PickList, Said, move_bindings
from followup_tui.tui.screens.working import Working
from followup_tui.tui.text import plain
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import Cell, Row
from followup_tui.tui.widgets.status_line import Status

QUIET: Final = 0.2
"""Seconds of quiet after which it is planned what the days typed so far would mean."""
_COLUMNS: Final = (Column("days", 24), Column("length", 12, grow=True))
_EXAMPLE: Final = "3-17 August, 20 Dec to 5 Jan, next week"
_ASK: Final = "Type when you are away. The plan puts nobody on these days, and promises and birthdays keep theirs."


class AwayScreen(Working[Status | None]):
    """Takes days away, and takes them out again; ends with what was kept."""

    CSS_PATH: ClassVar = ["dialog.tcss"]
    AUTO_FOCUS = "LineInput"
    DEFAULT_CSS = """
    AwayScreen {
        & #means { height: auto; margin: 1 0; padding: 0 1; }
        & #away { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *move_bindings(),
        Binding("tab,shift+tab", "other", "Line or list", show=False),
        Binding("D", "remove", "Remove", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, desk: PlanDesk, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("Away", glyphs=glyphs)
        self._desk = desk
        self._quiet: Timer | None = None
        self._is_keeping = False
        """Whether days are just being kept or taken out: a second press is the same one."""
        self._field = LineInput(placeholder=_EXAMPLE)
        self._means = Static(plain(_ASK), id="means", markup=False)
        self._list = PickList(_COLUMNS, empty="No days away are kept.", glyphs=glyphs, id="away")
        self._said = Said(id="said")

    def body(self) -> Iterable[Widget]:
        """The line, what it means, and what is kept."""
        yield Horizontal(Static("Away", classes="label"), self._field, classes="ask")
        yield self._means
        yield self._list
        yield self._said

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        leave = Hint("Esc", "close", "leave", 9)
        if self._list.has_focus:
            return Hint("D", "not away then", "remove", 10), Hint("Tab", "the line", "other", 7), leave
        kept = (Hint("Tab", "the list", "other", 7),) if len(self._list.rows) else ()
        return Hint("Enter", "keep it", "keep", 10), *kept, leave

    def on_mount(self) -> None:
        """Shows what is kept."""
        self._show_kept()

    def on_descendant_focus(self) -> None:
        """The keys follow the focus."""
        self.call_after_refresh(self.show_hints)

    # The line

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Says which days that is; what they mean comes when that is planned."""
        event.stop()
        self.cancel()
        if self._quiet is not None:
            self._quiet.stop()
        away = self._read(event.value)
        if away is not None:
            self._quiet = self.set_timer(QUIET, lambda: self._foresee(away))

    def _read(self, text: str) -> Away | None:
        """The days of the line; without any it says what to type."""
        self._said.say("")
        if not text.strip():
            self._say_means([_ASK])
            return None
        try:
            away = away_of(text, self._desk.book.as_of)
        except BadWhen as error:
            self._say_means([str(error)])
            return None
        self._say_means([f"{self._words(away)} …"])
        return away

    def _foresee(self, away: Away) -> None:
        foresee = self._desk.foreseeing_away(away)
        self.begin("Planning", foresee, self._show, lambda error: self._say_means([str(error)]))

    def _show(self, found: Absence) -> None:
        days = Away(first=found.first, last=found.last)
        self._say_means([self._words(days), *found.sentences, "Enter keeps it."])

    def _say_means(self, lines: Iterable[str]) -> None:
        self._means.update(Content("\n").join(plain(line) for line in lines))

    def _words(self, away: Away) -> str:
        return f"{away_words(away, self._desk.book.as_of)}, {counted(days_between(away.first, away.last) + 1, 'day')}"

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Keeps the days."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keeps the days that were typed."""
        away = self._read(self._field.value)
        if away is not None and not self._is_keeping and not self._refuses():
            self._is_keeping = True
            self._keep(away)

    @work(group="away", exit_on_error=False)
    async def _keep(self, away: Away) -> None:
        status = await self._desk.add_away(away)
        self._is_keeping = False
        if status.problem:
            self._said.say(status.problem, problem=True)
        else:
            self.dismiss(status)

    # What is kept

    def _show_kept(self) -> None:
        kept = coming_away(self._desk.book.settings, self._desk.book.as_of)
        self._list.set_rows(
            Row(one, (Cell(away_words(one, self._desk.book.as_of)), Cell(self._length(one), "quiet"))) for one in kept
        )
        self.show_hints()

    def _length(self, one: Away) -> str:
        return counted(days_between(one.first, one.last) + 1, "day")

    def action_other(self) -> None:
        """From the line to the list, and back."""
        if self._list.has_focus or not len(self._list.rows):
            self._field.focus()
        else:
            self._list.focus()

    def action_move(self, key: str) -> None:
        """Goes into the list."""
        if len(self._list.rows) and not self._list.has_focus:
            self._list.focus()
        elif self._list.has_focus:
            self._list.move_by(key)

    def action_remove(self) -> None:
        """Takes out the days under the cursor."""
        key = self._list.cursor_key
        if isinstance(key, Away) and self._list.has_focus and not self._is_keeping and not self._refuses():
            self._is_keeping = True
            self._remove(key)

    @work(group="away", exit_on_error=False)
    async def _remove(self, away: Away) -> None:
        status = await self._desk.remove_away(away)
        self._is_keeping = False
        self._said.say(status.problem or status.text, problem=bool(status.problem))
        self._show_kept()
        if not len(self._list.rows):
            self._field.focus()

    def _refuses(self) -> bool:
        why = self._desk.why_not
        if why:
            self._said.say(why, problem=True)
        return bool(why)
