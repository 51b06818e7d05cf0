"""The weeks ahead: their load against the capacity, who is on which day, and the day the plan would break.

Planning costs a tenth of a second for 30,000 people, and what the pace keeps several of these, so both are done in a
thread; what was there stays until they are.
"""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from followup_tui.rules.planner import Day
from followup_tui.rules.wording import counted, weekday_words
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.plan_desk import PlanDesk, Seen
from followup_tui.tui.plan_rows import (
    BAR,
    DAY_COLUMN,
    PEOPLE_COLUMNS,
    WIDE_BAR,
    Who,
    about_words,
    day_rows,
    load_columns,
    monday_of,
    people_rows,
    week_rows,
)
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.plan_changing import MOST, PlanChanging
from followup_tui.tui.screens.plan_keys import KEYS
from followup_tui.tui.screens.screen_keys import bindings_of, help_of
from followup_tui.tui.text import cut, plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from followup_tui.actions.pacing import PaceSuggestion

Scale = Literal["weeks", "days"]
VAST = 160
LOW = 20
"""Lines of a terminal below which sentences and legend take less room."""
NOBODY = "There is nobody to plan for yet. Esc, then a adds a person and I imports a file."


class Place(NamedTuple):
    """Where somebody was in the plan: weeks or days, and the day (of a week its Monday)."""

    scale: Scale = "weeks"
    day: date | None = None


class PlanView(PlanChanging):
    """Shows the plan; ends with the contact to go to. `place` is where it opens, and where one is."""

    CSS_PATH: ClassVar = ["dialog.tcss", "plan_view.tcss"]
    AUTO_FOCUS = "#load"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (VAST, "-vast")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, desk: PlanDesk, place: Place = Place(), *, glyphs: Glyphs = UNICODE) -> None:  # noqa: B008
        super().__init__(desk, glyphs=glyphs)
        self._seen: Seen | None = None
        self._scale: Scale = place.scale
        self._opens_at: Hashable = place.day
        self._sentences: list[str] = []
        self._summary = ""
        self._people_of: Place | None = None
        self._is_advised = False
        self._bar_cells = BAR
        self._planned: object = None
        """The state of the book that was planned last."""
        self._pace = Said(id="pace")
        self._ways = Static("", id="ways", markup=False)
        self._ways.display = False
        self._load = RowList(load_columns(()), empty="Planning …", glyphs=glyphs, id="load")
        self._about = Static("", id="about", markup=False)
        self._people = RowList(PEOPLE_COLUMNS, empty="", glyphs=glyphs, id="people")
        self._legend = Static(plain(_legend(glyphs)), id="legend", markup=False)

    def body(self) -> Iterable[Widget]:
        """What the pace keeps; the weeks or days, and the people of the one under the cursor."""
        yield self._pace
        yield self._ways
        yield Horizontal(self._load, Vertical(self._about, self._people, id="detail"), id="plan")
        yield self._legend
        yield self.said

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        leave = Hint("Esc", "close", "leave", 9), Hint("?", "keys", "help", 100)
        if self._seen is None or not self.desk.book.contacts:
            return leave
        ways = self._way_hints()
        if self._people.has_focus:
            return (
                Hint("Enter", "go to them", "open", 10), Hint("m", "move", "move", 8),
                Hint("Left", self._scale, "to_load", 7), *ways, *leave,
            )  # fmt: skip
        other = Hint("d", "days", "scale('days')", 6)
        if self._scale == "days":
            other = Hint("w", "weeks", "scale('weeks')", 6)
        enter = Hint("Enter", "its days" if self._scale == "weeks" else "its people", "open", 10)
        return enter, Hint("Tab", "people", "to_people", 7), other, *ways, *leave

    def _way_hints(self) -> tuple[Hint, ...]:
        """What changes the plan; nothing where it can only be read."""
        if self.desk.why_not:
            return ()
        number = len(self.suggestions)
        takes = (Hint("1" if number == 1 else f"1-{number}", "take", "take(1)", 5),) if number else ()
        return (
            *takes,
            Hint("b", "spread", "spread", 4),
            Hint("a", "away", "away", 3),
            Hint("u", "undo", "travel('undo')", 2),
        )

    @property
    def place(self) -> Place:
        """Where one is."""
        key = self._load.cursor_key
        return Place(self._scale, key if isinstance(key, date) else None)

    def on_mount(self) -> None:
        """Plans."""
        self.read()

    def on_resize(self, event: events.Resize) -> None:
        """Little room is for the days."""
        self.set_class(event.size.height < LOW, "-low")
        self._say_pace()
        cells = WIDE_BAR if event.size.width >= VAST else BAR
        if cells != self._bar_cells:
            self._bar_cells = cells
            self._draw()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: the plan is another now."""
        event.stop()
        self.read()

    def on_screen_resume(self) -> None:
        """What was done in a dialog above this one, or by others meanwhile, may have changed the plan."""
        self.read()

    # What is shown

    def read(self) -> None:
        """Plans anew, unless that is done or under way."""
        if self._planned == self.desk.state:
            return
        self._planned = self.desk.state
        self._is_advised = False
        self.suggestions = ()  # what is still to be read of the former ones cannot be taken any more
        self._ways.add_class("-former")
        self.show_hints()
        planning = self.desk.planning()
        self.title_line.show(right="planning …")
        self.begin("Planning", planning, self._show, lambda error: self.said.say(str(error), problem=True))

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self._load.set_empty(NOBODY)
        self._draw(self._opens_at)
        self._opens_at = None
        inside = sum(len(day.planned) for day in seen.ahead.days)
        beyond = f", {len(seen.ahead.beyond):,} later" if seen.ahead.beyond else ""
        self._summary = f"{counted(inside, 'person', 'people')} in {len(seen.ahead.days) // 7} weeks{beyond}"
        self.title_line.show(right=f"{self._summary} · the pace {self.glyphs.ellipsis}")
        pacing = self.desk.pacing()
        self.begin("Planning", pacing, self._show_pace, self._without_pace)

    def _show_pace(self, said: list[str]) -> None:
        self._sentences = said if self.desk.book.contacts else []
        if not self._ways.display:
            self._say_pace()
        suggesting = self.desk.suggesting()
        self.begin("Planning", suggesting, self._show_ways, self._without_pace)

    def _show_ways(self, suggestions: "tuple[PaceSuggestion, ...]") -> None:
        self.suggestions = suggestions[:MOST]
        self._is_advised = True
        self._ways.remove_class("-former")
        self.title_line.show(right=self._summary)
        self._say_pace()
        self.show_hints()

    def _without_pace(self, error: Exception) -> None:
        self.title_line.show(right=self._summary)
        self.said.say(str(error), problem=True)

    def _say_pace(self) -> None:
        """What the pace keeps and when it breaks; what is advised too, where it is not among the suggestions."""
        ways = [f"{at}  {one.words}: {' '.join(one.effect)}" for at, one in enumerate(self.suggestions, 1)]
        room = max(self.size.width - 4, 1)
        self._ways.update(Content("\n").join(Content(cut(line, room, self.glyphs.ellipsis)) for line in ways))
        self._ways.display = bool(ways)
        is_told = any(one.kind == "pace" for one in self.suggestions)  # as what to take
        said = self._sentences[:2] if is_told else self._sentences
        if self.has_class("-low"):
            said = [] if ways else self._sentences[1:2]
        self._pace.say(" ".join(said))

    def _draw(self, keep: Hashable = None) -> None:
        if self._seen is None:
            return
        self.set_class(self._scale == "days", "-days")
        make = week_rows if self._scale == "weeks" else day_rows
        plan = self.desk.book.settings.plan
        rows = (
            tuple(make(self._seen.ahead, plan, self._seen.moved, self.glyphs, self._bar_cells))
            if self.desk.book.contacts
            else ()
        )
        self._load.set_columns(load_columns(rows))
        self._load.set_rows(rows, keep=keep)
        self._show_people()

    @property
    def _days(self) -> Sequence[Day]:
        """The days under the cursor."""
        key, ahead = self._load.cursor_key, self._seen.ahead if self._seen else None
        if ahead is None or key is None:
            return ()
        if self._scale == "weeks":
            return [day for day in ahead.days if monday_of(day.date) == key]
        return [day for day in ahead.days if day.date == key]

    def _show_people(self) -> None:
        days, seen, book = self._days, self._seen, self.desk.book
        lines: list[str] = []
        rows: tuple[Row, ...] = ()
        if days and seen:
            day = weekday_words(days[0].date, book.as_of)
            first, *rest = about_words(days, seen.moved, book.as_of)
            lines = [f"{day if self._scale == 'days' else f'week of {day}'}: {first}", *rest]
            rows = tuple(people_rows(book, days, seen.closes, seen.moved))
        self._about.update(Content("\n").join([plain(line) for line in lines]))
        self._people.set_columns((DAY_COLUMN, *PEOPLE_COLUMNS) if len(days) > 1 else PEOPLE_COLUMNS)
        here = self.place
        self._people.set_rows(rows, keep=rows[0].key if rows and here != self._people_of else None)
        self._people_of = here
        self.show_hints()

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Other days, other people."""
        event.stop()
        if event.row_list is self._load:
            self.said.say("")
            self._show_people()

    @on(RowList.Activated)
    def open_clicked(self, event: RowList.Activated) -> None:
        """A double click means it."""
        event.stop()
        self.action_open()

    def on_descendant_focus(self) -> None:
        """The keys follow the focus."""
        self.call_after_refresh(self.show_hints)

    @property
    def who(self) -> Who | None:
        """Who is under the cursor."""
        key = self._people.cursor_key if self._people.has_focus else None
        return key if isinstance(key, Who) else None

    @property
    def has_people(self) -> bool:
        """Whether anybody is on the week or day under the cursor."""
        return bool(len(self._people.rows))

    @property
    def seen(self) -> Seen | None:
        """The plan that is shown."""
        return self._seen

    @property
    def is_advised(self) -> bool:
        """Whether the suggestions are those of the plan that is shown."""
        return self._is_advised

    # Moving

    def action_scale(self, scale: Scale) -> None:
        """Shows weeks or days, about where one is."""
        key = self._load.cursor_key
        if scale == self._scale or self._seen is None:
            return
        keep = key
        if isinstance(key, date):
            inside = [day.date for day in self._days if day.load or day.capacity]
            keep = monday_of(key) if scale == "weeks" else next(iter(inside), None)
        self._scale = scale
        self._load.focus()
        self._draw(keep)

    def action_to_people(self) -> None:
        """To the people of the week or day."""
        if len(self._people.rows):
            self._people.focus()

    def action_to_load(self) -> None:
        """Back to the weeks or days."""
        self._load.focus()

    def action_open(self) -> None:
        """From a week to its days, from a day to its people, from somebody to them in the main view."""
        if self._people.has_focus:
            if self.who and self.who.contact in self.desk.book.contacts:
                self.dismiss(self.who.contact)
        elif self._scale == "weeks":
            self.action_scale("days")
        else:
            self.action_to_people()

    def action_help(self) -> None:
        """Shows the keys that work here, and runs one."""
        from followup_tui.tui.screens.help import HelpScreen

        async def run(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(HelpScreen(help_of(KEYS), glyphs=self.glyphs), run)


def _legend(glyphs: Glyphs) -> str:
    return (
        f"{glyphs.bar_full} check-in  ~ again  = moved  < reply  @ promise  & birthday  {glyphs.bar_empty} free  | over"
    )
