"""A menu of days at the bottom of the screen, each with its date and load; fast typing never sees it (UX 4.7).

The loads are those of the plan, which is made in a thread while the menu waits to be seen: whoever types two keys in a
row never pays for it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from followup_tui.model.cadence import BadCadence, parse_cadence
from followup_tui.model.clean import clean_line
from followup_tui.model.clock import Clock
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.day_options import MEANING, DayOption, Loads, near_words
from followup_tui.tui.text import cells, cut, fit, one_line, plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

COLUMN = 38
PLANNING_AFTER = 0.15
"""Seconds that nobody needs who knows the keys; whoever waits longer reads the menu, and the plan is made for them."""
STRIP_WIDTH = 72


class Chosen(NamedTuple):
    """The day that was chosen (None: until resumed), the key that chose it (``.`` for a typed one), and the cadence
    that is to hold from now on (empty: the one there is)."""

    day: date | None
    key: str
    cadence: str = ""


class CadenceTold(NamedTuple):
    """That a menu can change the cadence too: what holds now, and what a typed one means."""

    now: str
    means: Callable[[str], str]


class DayMenu(ModalScreen[Chosen | None]):
    """Chooses a day by one key, or by typing one after a full stop."""

    class Planned(Message):
        """The plan is made."""

        def __init__(self, loads: Loads) -> None:
            super().__init__()
            self.loads = loads

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", show=False)]
    DEFAULT_CSS = """
    DayMenu {
        align: left bottom;
        background: transparent;

        & > Vertical { height: auto; max-height: 100%; background: $surface; display: none; }
        &.-open > Vertical { display: block; }
        & .title { color: $strong; text-style: bold; height: 1; }
        & .options { height: auto; padding: 0 1; text-wrap: nowrap; }
        & .strip { height: 1; padding: 0 1; color: $quiet; text-wrap: nowrap; }
        & .note { height: auto; max-height: 2; padding: 0 1; color: $quiet; }
        & Input { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
        &.-typing Input { display: block; }
        &.-low .strip { display: none; }
    }
    """

    def __init__(
        self,
        title: str,
        options: Iterable[DayOption],
        clock: Clock,
        plan: Callable[[], Callable[[], Loads]],
        delay_ms: int,
        *,
        cadence: CadenceTold | None = None,
        earliest: int = 1,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """`plan` gives what makes the loads in a thread; the menu shows itself after `delay_ms` milliseconds.

        With `cadence`, ``S`` also changes that. `earliest` is the first day that can be typed, in days from today.
        """
        super().__init__()
        self._title = title
        self._glyphs = glyphs
        self._options = tuple(options)
        self._clock = clock
        self._plan = plan
        self._loads: Loads | None = None
        self._is_planning = False
        self._delay = delay_ms / 1000
        self._told = cadence
        self._cadence = ""
        self._earliest = earliest
        self._wants_cadence = False
        self._wanted = ""
        """The key of a quietest day that was pressed before that was known."""

    def compose(self) -> ComposeResult:
        """The panel; hidden until the delay is over."""
        with Vertical():
            yield Static("", classes="title", markup=False)
            yield Static("", classes="options", markup=False)
            yield Static("", classes="strip", markup=False)
            yield Input(compact=True)
            yield Static(plain(self._note()), classes="note", markup=False)

    def on_mount(self) -> None:
        """Shows the options when nobody was faster."""
        self._draw()
        if self._delay <= 0:
            self._open()
        else:
            self.set_timer(min(self._delay, PLANNING_AFTER), self._begin_plan)
            self.set_timer(self._delay, self._open)

    def on_resize(self, event: events.Resize) -> None:
        """One column of options where two do not fit."""
        self.set_class(event.size.height < 20 or event.size.width < STRIP_WIDTH, "-low")
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Takes the option of the key that was pressed."""
        if self.has_class("-typing"):
            return
        event.stop()
        if event.character == ".":
            self._type(cadence=False)
        elif event.character == "S" and self._told:
            self._type(cadence=True)
        elif event.key == "escape":
            self.dismiss(None)
        elif option := next((one for one in self._options if one.key == event.character), None):
            self._take(option)
        else:
            self._open()
            self._say(f"No day on {event.character or event.key}; Esc leaves.")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows what is typed so far: the day and its load, or the cadence."""
        event.stop()
        text = clean_line(event.value)
        if not text:
            self._say(self._note())
        elif self._wants_cadence:
            self._say(self._cadence_words(text))
        else:
            self._say(self._day_words(text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Takes what was typed."""
        event.stop()
        if self._wants_cadence:
            self._take_cadence(clean_line(event.value))
            return
        try:
            day = self._typed_day(event.value)
        except BadWhen as error:
            self._say(str(error))
            return
        if (day - self._clock.today()).days < self._earliest:
            self._say(f"{weekday_words(day, self._clock.today())} is not in the future.")
            return
        self.dismiss(Chosen(day, ".", self._cadence))

    def action_cancel(self) -> None:
        """Leaves without a choice; from typing a cadence, back to the days."""
        if self._wants_cadence:
            self._back_to_days()
        else:
            self.dismiss(None)

    # The plan

    def _begin_plan(self) -> None:
        if not self._is_planning:
            self._is_planning = True
            self._make_plan(self._plan())

    @work(thread=True, group="plan", exit_on_error=False)
    def _make_plan(self, plan: Callable[[], Loads]) -> None:
        self.post_message(self.Planned(plan()))

    def on_day_menu_planned(self, event: Planned) -> None:
        """Shows the loads, and takes the quietest day when that is waited for."""
        event.stop()
        self._loads = event.loads
        self._draw()
        if self._wanted and not self.has_class("-typing"):
            self.dismiss(Chosen(event.loads.quiet, self._wanted, self._cadence))

    # Choosing

    def _take(self, option: DayOption) -> None:
        if not option.is_quiet or self._loads:
            day = self._loads.quiet if option.is_quiet and self._loads else option.day
            self.dismiss(Chosen(day, option.key, self._cadence))
            return
        self._wanted = option.key
        self._begin_plan()
        self._say(f"Looking for the quietest day {self._glyphs.ellipsis}")

    def _type(self, *, cadence: bool) -> None:
        self._open()
        self._wants_cadence = cadence
        field = self.query_one(Input)
        field.value = ""
        field.placeholder = (
            "a cadence: 3-6 months, 2w, 30d-60d or none" if cadence else "a day: 3w, next tue, 1 Mar, 2027-01-15"
        )
        self.add_class("-typing")
        field.focus()

    def _back_to_days(self) -> None:
        self._wants_cadence = False
        self.remove_class("-typing")
        self.set_focus(None)
        self._draw()
        self._say(self._note())

    def _take_cadence(self, text: str) -> None:
        try:
            read = parse_cadence(text)
        except BadCadence as error:
            self._say(str(error))
            return
        self._cadence = str(read) if read else "none"
        self._back_to_days()

    def _cadence_words(self, text: str) -> str:
        try:
            parse_cadence(text)
        except BadCadence as error:
            return str(error)
        return f"{self._told.means(text) if self._told else ''} · Enter keeps it, then choose the day"

    def _typed_day(self, text: str) -> date:
        return parse_when(text, self._clock.today())

    def _day_words(self, text: str) -> str:
        try:
            day = self._typed_day(text)
        except BadWhen as error:
            return str(error)
        load = self._glyphs.ellipsis
        if self._loads:
            load = self._loads.words(day) or "further than the plan looks"
        return f"{weekday_words(day, self._clock.today())}: {load} · Enter takes it"

    # What is shown

    def _open(self) -> None:
        self.add_class("-open")
        self._begin_plan()

    def _say(self, text: str) -> None:
        self.query_one(".note", Static).update(plain(text))

    def _note(self) -> str:
        return f"{MEANING} · Esc leaves"

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        self.query_one(".title", Static).update(plain(self._title_words()))
        lines = [self._words(option) for option in self._options]
        lines += [".  type a day", *(["S  also change the cadence"] if self._told else [])]
        if self.size.width >= 2 * COLUMN + 2:
            half = (len(lines) + 1) // 2
            right = [*lines[half:], *([""] * (half - len(lines[half:])))]
            lines = [f"{fit(one, COLUMN)}{other}" for one, other in zip(lines[:half], right, strict=True)]
        self.query_one(".options", Static).update(Content("\n".join(lines)))
        strip = f"people a day: {self._loads.strip()}" if self._loads else ""
        self.query_one(".strip", Static).update(plain(strip))

    def _title_words(self) -> str:
        rule, width = self._glyphs.heavy_rule, self.size.width
        told = f"the cadence stays {self._told.now}" if self._told else ""
        if self._cadence:
            told = f"and the cadence becomes {self._cadence}"
        title = cut(f"{rule}> {one_line(self._title)} ", width, self._glyphs.ellipsis)
        room = width - cells(title)
        right = f" {told} {rule}" if told and cells(told) + 5 <= room else ""
        return title + rule * (room - cells(right)) + right

    def _words(self, option: DayOption) -> str:
        day = (self._loads.quiet if self._loads else None) if option.is_quiet else option.day
        if day is None:
            return f"{option.key}  {fit(option.words, 9) if option.is_quiet else option.words}".rstrip()
        load = self._loads.words(day) if self._loads else ""
        said = near_words(day, self._clock.today())
        return f"{option.key}  {fit(option.words, 9)} {fit(said, 11) if load else said}{load}".rstrip()
