"""A menu of days at the bottom of the screen, each with its date and load; fast typing never sees it (UX 4.7)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from followup_tui.model.clock import Clock
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.day_options import DayOption
from followup_tui.tui.text import cells, cut, fit, plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

COLUMN = 38


class Chosen(NamedTuple):
    """The day that was chosen (None: until resumed) and the key that chose it (``.`` for a typed one)."""

    day: date | None
    key: str


class DayMenu(ModalScreen[Chosen | None]):
    """Chooses a day by one key, or by typing one after a full stop."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", show=False)]
    DEFAULT_CSS = """
    DayMenu {
        align: left bottom;
        background: transparent;

        & > Vertical { height: auto; max-height: 90%; background: $surface; display: none; }
        &.-open > Vertical { display: block; }
        & .title { color: $strong; text-style: bold; height: 1; }
        & .options { height: auto; padding: 0 1; text-wrap: nowrap; }
        & .note { height: 1; padding: 0 2; color: $quiet; }
        & Input { display: none; height: 1; border: none; padding: 0 2; background: $surface; }
        &.-typing Input { display: block; }
    }
    """

    def __init__(
        self,
        title: str,
        options: Iterable[DayOption],
        clock: Clock,
        load_on: Callable[[date], tuple[int, bool]],
        delay_ms: int,
        *,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """`load_on` gives the load of a typed day; the menu shows itself after `delay_ms` milliseconds."""
        super().__init__()
        self._title = title
        self._glyphs = glyphs
        self._options = tuple(options)
        self._clock = clock
        self._load_on = load_on
        self._delay = delay_ms / 1000

    def compose(self) -> ComposeResult:
        """The panel; hidden until the delay is over."""
        with Vertical():
            yield Static("", classes="title")
            yield Static("", classes="options")
            yield Input(placeholder="a day: 3w, next tue, 1 Mar, 2027-01-15", compact=True)
            yield Static(plain(self._note()), classes="note")

    def on_mount(self) -> None:
        """Shows the options when nobody was faster."""
        self._draw()
        if self._delay <= 0:
            self.add_class("-open")
        else:
            self.set_timer(self._delay, lambda: self.add_class("-open"))

    def on_resize(self) -> None:
        """One column of options where two do not fit."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Takes the option of the key that was pressed."""
        if self.has_class("-typing"):
            return
        event.stop()
        if event.character == ".":
            self._type()
            return
        for option in self._options:
            if option.key == event.character:
                self.dismiss(Chosen(option.day, option.key))
                return
        if event.key == "escape":
            self.dismiss(None)
            return
        self.add_class("-open")
        self._say(f"No day on {event.character or event.key}; Esc leaves.")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows the day and load of what is typed so far."""
        event.stop()
        if not event.value.strip():
            self._say(self._note())
            return
        try:
            day = parse_when(event.value, self._clock.today())
        except BadWhen as error:
            self._say(str(error))
            return
        load, over = self._load_on(day)
        self._say(f"{weekday_words(day, self._clock.today())}: {load} due{' !' if over else ''} · Enter takes it")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Takes the typed day."""
        event.stop()
        try:
            day = parse_when(event.value, self._clock.today())
        except BadWhen as error:
            self._say(str(error))
            return
        if day <= self._clock.today():
            self._say(f"{weekday_words(day, self._clock.today())} is not in the future.")
            return
        self.dismiss(Chosen(day, "."))

    def action_cancel(self) -> None:
        """Leaves without a choice."""
        self.dismiss(None)

    def _type(self) -> None:
        self.add_class("-open", "-typing")
        self.query_one(Input).focus()

    def _say(self, text: str) -> None:
        self.query_one(".note", Static).update(plain(cut(text, max(self.size.width - 4, 20))))

    def _note(self) -> str:
        return ".  type a day   Esc cancel"

    def _draw(self) -> None:
        rule = self._glyphs.heavy_rule
        title = cut(f"{rule}> {self._title} ", self.size.width, self._glyphs.ellipsis)
        self.query_one(".title", Static).update(plain(title + rule * (self.size.width - cells(title))))
        two = self.size.width >= 2 * COLUMN + 3
        lines = [_words(option, self._clock.today()) for option in self._options]
        if two:
            half = (len(lines) + 1) // 2
            right = [*lines[half:], *([""] * (half - len(lines[half:])))]
            lines = [f"{fit(one, COLUMN)}{other}" for one, other in zip(lines[:half], right, strict=True)]
        self.query_one(".options", Static).update(Content("\n".join(lines)))


def _words(option: DayOption, today: date) -> str:
    day = fit(weekday_words(option.day, today), 15) if option.day else ""
    load = f"{option.load:>3} due{' !' if option.over else ''}" if option.day else ""
    words = fit(option.words, 9) if option.day else option.words
    return f"{option.key}  {words} {day}{load}".rstrip()
