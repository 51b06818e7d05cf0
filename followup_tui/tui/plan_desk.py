"""What the plan view stands on: the book, planned in threads on a rehearsal of it, and changed on its own.

What may take long is asked for in two steps: `planning`, `foreseeing_...` are called where the book is used, and give
what may then run in any thread, told how far it is and stopped by whom it tells.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followup_tui.book import Book
from followup_tui.model.records import Contact
from followup_tui.model.settings import Away, BadSettings
from followup_tui.opening import StoreError
from followup_tui.rules.next_touches import next_touches
from followup_tui.rules.pace import pace_words
from followup_tui.rules.planner import PlanAhead
from followup_tui.safekeeping import Tell
from followup_tui.tui.desk import Desk
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.widgets.status_line import Status

if TYPE_CHECKING:
    from followup_tui.actions.absence import Absence
    from followup_tui.actions.moving_days import Consequence
    from followup_tui.actions.outcome import Done
    from followup_tui.actions.pacing import PaceSuggestion
    from followup_tui.actions.plan_settings import SettingsChange
    from followup_tui.actions.planning import SpreadPreview
    from followup_tui.actions.travelling import Way
    from followup_tui.tui.screens.review import ReviewScreen

WEEKS: Final = 26


class Seen(NamedTuple):
    """A plan, until when the window of each is open, and who was moved where; `of` is the state of the book."""

    ahead: PlanAhead
    closes: Mapping[int, date]
    moved: Mapping[int, date]
    of: tuple[int, date]


class PlanDesk(Desk):
    """The plan of the network that the review screen shows; it is kept until something changes."""

    def __init__(self, screen: "ReviewScreen") -> None:
        super().__init__(screen)
        self._made: tuple[Seen, Book] | None = None
        """The plan that was made last and what it was made on: set in one go, as any thread may finish last."""

    @property
    def state(self) -> tuple[int, date]:
        """What the plan depends on: another one is another plan."""
        return _state(self.book)

    @property
    def known(self) -> Seen | None:
        """The plan as it is now, when it was made since the last change."""
        made = self._made
        return made[0] if made and made[0].of == self.state else None

    # What takes long

    def planning(self) -> Callable[[Tell], Seen]:
        """What makes the plan as it is now."""
        if known := self.known:
            return lambda _: known
        rehearsal = self.book.rehearsal()
        return lambda tell: self._keep(rehearsal, tell)

    def pacing(self) -> Callable[[Tell], list[str]]:
        """What tells what the pace keeps, in sentences."""
        rehearsal = self._planned_on()
        return lambda tell: _pace_of(rehearsal, tell)

    def suggesting(self) -> "Callable[[Tell], tuple[PaceSuggestion, ...]]":
        """What finds the ways out when the pace does not do."""
        from followup_tui.actions.pacing import suggestions

        rehearsal = self._planned_on()
        return lambda tell: suggestions(rehearsal, WEEKS, tell)

    def foreseeing_move(self, contact: Contact, day: date) -> "Callable[[Tell], Consequence]":
        """What tells what moving somebody to a day would change; it raises Refused where they cannot be moved."""
        from followup_tui.actions.moving_days import foresee_move

        rehearsal = self.book.rehearsal()
        return lambda tell: foresee_move(rehearsal, contact, day, WEEKS, tell)

    def foreseeing_away(self, away: Away) -> "Callable[[Tell], Absence]":
        """What tells what days away would mean."""
        from followup_tui.actions.absence import foresee_away

        rehearsal = self.book.rehearsal()
        return lambda tell: foresee_away(rehearsal, away.first, away.last, "b", tell)

    def foreseeing_spread(self) -> "Callable[[Tell], SpreadPreview]":
        """What tells who is late and which day each would have."""
        from followup_tui.actions.planning import foresee_replan

        rehearsal = self.book.rehearsal()
        return lambda tell: foresee_replan(rehearsal, tell)

    # Changes of the data, each one undo

    def move(self, contact: Contact, day: date) -> Status:
        """Moves somebody to a day; says so, or why not."""
        from followup_tui.actions.moving_days import move_to

        review = self._screen.review
        done = self._screen.attempt(lambda: move_to(self.book, contact, day))
        if done and day == self.book.as_of:
            review.admit(contact.id)
        elif done and any(entry.contact == contact.id for entry in review.open_entries()):
            review.handle(contact.id, "moved")
        return self._said()

    def move_back(self, contact: Contact) -> Status:
        """Lets the plan choose somebody's day again."""
        from followup_tui.actions.moving_days import move_back

        return self._do(lambda: move_back(self.book, contact))

    def spread(self, preview: "SpreadPreview") -> Status:
        """Does what a preview shows."""
        from followup_tui.actions.planning import spread

        return self._do(lambda: spread(self.book, preview))

    async def take(self, suggestion: "PaceSuggestion") -> Status:
        """Takes a suggestion; one of another pace is kept in the settings."""
        from followup_tui.actions.pacing import SuggestionKind, loosen, take

        if suggestion.kind is SuggestionKind.LOOSE:
            return self._do(lambda: loosen(self.book, suggestion.people))
        config, book = self._screen.followup.settings_path, self.book

        def set_pace() -> "SettingsChange":
            taken = take(book, config, suggestion).settings
            assert taken is not None  # noqa: S101 - another pace is one of the settings
            return taken

        return await self._set(set_pace)

    async def add_away(self, away: Away) -> Status:
        """Keeps days away in the settings."""
        from followup_tui.actions.absence import add_away

        config, as_of = self._screen.followup.settings_path, self.book.as_of
        return await self._set(lambda: add_away(config, away.first, away.last, as_of=as_of))

    async def remove_away(self, away: Away) -> Status:
        """Takes days away out of the settings."""
        from followup_tui.actions.absence import remove_away

        config, as_of = self._screen.followup.settings_path, self.book.as_of
        return await self._set(lambda: remove_away(config, away.first, away.last, as_of=as_of))

    async def travel(self, way: "Way") -> Status:
        """Undoes the last change, of the settings or the data, or does it again; says which, or why not."""
        await self._screen.travel_anywhere(way)
        return self._said()

    # Inside

    def _do(self, action: "Callable[[], Done[Any]]") -> Status:
        self._screen.attempt(action)
        return self._said()

    def _said(self) -> Status:
        said = self._screen.status_line.status
        self._screen.changed_outside()
        return said

    async def _set(self, change: "Callable[[], SettingsChange]") -> Status:
        await self._screen.in_turn(lambda: self._keep_setting(change))
        return self._said()

    async def _keep_setting(self, change: "Callable[[], SettingsChange]") -> None:
        from followup_tui.actions.outcome import Refused

        app = self._screen.followup
        try:
            made = await app.in_thread(change)
        except (StoreError, BadSettings, Refused, OSError) as error:
            self._screen.say(str(error), problem=True)
        else:
            self._screen.settings_steps.note(made, self.book)
            app.use_settings(made.settings)
            self._screen.say(f"{made.said} · u takes it back")
            app.screen.post_message(NetworkChanged())  # the dialog that asked may have been left meanwhile

    def _planned_on(self) -> Book:
        """The rehearsal that has the plan as it is now already, else a fresh one."""
        made = self._made
        return made[1] if made and made[0].of == self.state else self.book.rehearsal()

    def _keep(self, rehearsal: Book, tell: Tell) -> Seen:
        seen = _seen_of(rehearsal, tell)
        if seen.of == self.state:  # else something changed meanwhile, of which a newer plan may be there
            self._made = seen, rehearsal
        return seen


def _state(book: Book) -> tuple[int, date]:
    return book.changes, book.as_of


def _seen_of(rehearsal: Book, tell: Tell) -> Seen:
    ahead = rehearsal.plan_ahead(WEEKS, tell)
    jobs = next_touches(rehearsal.contacts, rehearsal.verdicts(), rehearsal.as_of, rehearsal.settings.plan)
    closes = {job.contact: job.deadline for job in jobs}
    return Seen(ahead, closes, dict(rehearsal.roster().moved), _state(rehearsal))


def _pace_of(rehearsal: Book, tell: Tell) -> list[str]:
    loose = rehearsal.settings.cadence.tags.get("loose", "")
    return pace_words(rehearsal.pace(WEEKS, tell), rehearsal.plan_ahead(WEEKS, tell), loose)
