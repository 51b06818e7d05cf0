"""The part of the plan view that changes the plan: move somebody, be away, spread, take a suggestion, and undo."""

from typing import TYPE_CHECKING, Final

from textual import work

from followup_tui.model.records import Contact
from followup_tui.tui.day_options import Loads, move_options
from followup_tui.tui.plan_desk import PlanDesk, Seen
from followup_tui.tui.plan_rows import Who
from followup_tui.tui.screens.day_menu import Chosen, DayMenu
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.working import Working
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.status_line import Status

if TYPE_CHECKING:
    from followup_tui.actions.pacing import PaceSuggestion
    from followup_tui.actions.planning import SpreadPreview
    from followup_tui.actions.travelling import Way

MOST: Final = 3
"""Suggestions that are offered, each with a digit of its own."""
_FIXED: Final = "That is a day of its own: a reply, a promise, a birthday or a courtesy is not moved in the plan."


class PlanChanging(Working[int | None]):
    """Changes of the plan, each seen before it is done and one undo away."""

    def __init__(self, desk: PlanDesk, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("Plan", glyphs=glyphs)
        self.desk = desk
        self.said = Said(id="said")
        self.suggestions: tuple[PaceSuggestion, ...] = ()

    @property
    def who(self) -> Who | None:
        """Who is under the cursor."""
        raise NotImplementedError

    @property
    def has_people(self) -> bool:
        """Whether anybody is on the week or day under the cursor."""
        raise NotImplementedError

    @property
    def seen(self) -> Seen | None:
        """The plan that is shown."""
        raise NotImplementedError

    @property
    def is_advised(self) -> bool:
        """Whether it is known what would help: the suggestions are those of the plan that is shown."""
        raise NotImplementedError

    def read(self) -> None:
        """Plans anew."""
        raise NotImplementedError

    def action_to_people(self) -> None:
        """To the people of the week or day."""
        raise NotImplementedError

    # Moving somebody

    def action_move(self) -> None:
        """Moves who is under the cursor to another day; the first press goes to the people."""
        who, seen = self.who, self.seen
        if who is None or seen is None:
            self.action_to_people()
            self.said.say("Choose whom to move, then m." if self.has_people else "Nobody is there to be moved.")
            return
        contact = self.desk.book.contacts.get(who.contact)
        if contact is None or self._refuses():
            return
        if who.kind is None:
            self.said.say("That touch is only expected; it moves by itself when the one before it does.", problem=True)
            return
        if who.is_fixed and not who.is_moved:
            self.said.say(_FIXED, problem=True)
            return
        book, loads = self.desk.book, Loads(seen.ahead)
        options = move_options(contact, who.on, seen.closes.get(who.contact), book.as_of)
        delay = book.settings.screen.menu_after_ms
        menu = DayMenu(
            f"m  move {contact.name} to …", options, book.clock, lambda: lambda: loads, delay, earliest=0,
            glyphs=self.glyphs,
        )  # fmt: skip
        self.app.push_screen(menu, lambda choice: self._chosen(contact, choice))

    def _chosen(self, contact: Contact, choice: Chosen | None) -> None:
        from followup_tui.tui.screens.plan_move import MoveScreen

        if choice is None:
            return
        if choice.day is None:
            self._after(self.desk.move_back(contact))
            return
        day = choice.day

        def move(is_meant: bool | None) -> None:
            if is_meant:
                self._after(self.desk.move(contact, day))

        self.app.push_screen(MoveScreen(self.desk, contact, day, glyphs=self.glyphs), move)

    # Away, spread, suggestions

    def action_away(self) -> None:
        """Takes days away, with what they would mean, and takes them out again."""
        from followup_tui.tui.screens.plan_away import AwayScreen

        if not self._refuses():
            self.app.push_screen(AwayScreen(self.desk, glyphs=self.glyphs), self._after)

    def action_spread(self) -> None:
        """Shows who is late and which day each would have, and spreads them when that is meant."""
        from followup_tui.tui.screens.plan_spread import SpreadScreen

        def keep(preview: "SpreadPreview | None") -> None:
            if preview is not None:
                self._after(self.desk.spread(preview))

        if not self._refuses():
            self.app.push_screen(SpreadScreen(self.desk, glyphs=self.glyphs), keep)

    def action_take(self, number: int) -> None:
        """Takes a suggestion; one that spreads is shown first."""
        from followup_tui.actions.pacing import SuggestionKind

        if self._refuses():
            return
        if not 1 <= number <= len(self.suggestions):
            if not self.is_advised:
                self.said.say("What would help is still being looked for.")
            return
        suggestion = self.suggestions[number - 1]
        if suggestion.kind is SuggestionKind.SPREAD:
            self.action_spread()
        else:
            self._take(suggestion)

    @work(group="take", exit_on_error=False)
    async def _take(self, suggestion: "PaceSuggestion") -> None:
        self._after(await self.desk.take(suggestion))

    @work(group="take", exit_on_error=False)
    async def action_travel(self, way: "Way") -> None:
        """Undoes the last change, or does it again."""
        if not self._refuses():
            self._after(await self.desk.travel(way))

    # Inside

    def _after(self, status: Status | None) -> None:
        """Says what was done, and plans anew."""
        if status is None:
            return
        self.said.say(status.problem or status.text, problem=bool(status.problem))
        self.read()

    def _refuses(self) -> bool:
        """Whether nothing can be changed; says why."""
        why = self.desk.why_not
        if why:
            self.said.say(why, problem=True)
        return bool(why)
