"""The part of the review screen in which somebody is put off or rests: menus of days, with what the plan has there."""

from collections.abc import Callable, Iterable

from followup_tui.actions import touch
from followup_tui.actions.putting_off import snooze_at
from followup_tui.model.records import Contact
from followup_tui.safekeeping import untold
from followup_tui.tui.day_options import DayOption, Loads, pause_options, snooze_options
from followup_tui.tui.edit_fields import cadence_meaning
from followup_tui.tui.plan_desk import PlanDesk
from followup_tui.tui.screens.day_menu import CadenceTold, Chosen, DayMenu
from followup_tui.tui.screens.deciding import Deciding, whom
from followup_tui.tui.screens.review_base import changing


class PuttingOff(Deciding):
    """Snooze and pause."""

    @property
    def plan_desk(self) -> PlanDesk:
        """The plan of the network."""
        raise NotImplementedError

    @changing
    def action_snooze(self) -> None:
        """Opens the menu of days to put the person off to."""
        chosen = self.chosen_contacts()
        if not chosen:
            self.say("Nobody to snooze here.", problem=True)
            return
        options = snooze_options(self.book, chosen[0], self.review.last_snooze)

        def take(choice: Chosen | None) -> None:
            if choice is None:
                return
            day = choice.day
            if day is None:
                self._for_each(chosen, lambda one: touch.pause(self.book, one), "paused")
                return
            if choice.key not in {"s", "."}:
                self.review.last_snooze = choice.key
            self._for_each(chosen, lambda one: snooze_at(self.book, one, day, choice.cadence), "snoozed", day)

        self._menu(f"s  snooze {whom(chosen)} until …", options, take, self._cadence_of(chosen))

    @changing
    def action_pause(self) -> None:
        """Opens the menu of how long to let the person rest; brings back who rests already."""
        chosen = self.chosen_contacts()
        if not chosen:
            self.say("Nobody to pause here.", problem=True)
            return
        if chosen[0].paused_on:
            self._for_each(chosen, lambda one: touch.resume(self.book, one), "")
            return

        def take(choice: Chosen | None) -> None:
            if choice is not None:
                self._for_each(chosen, lambda one: touch.pause(self.book, one, choice.day), "paused", choice.day)

        self._menu(f"p  let {whom(chosen)} rest …", pause_options(self.book), take)

    def _cadence_of(self, chosen: list[Contact]) -> CadenceTold:
        now = {self.book.verdict(one.id).cadence for one in chosen}
        anchor = self.book.verdict(chosen[0].id).anchor if len(chosen) == 1 else None
        words = now.pop() if len(now) == 1 else "as it is for each"
        return CadenceTold(words, lambda text: cadence_meaning(text, anchor, self.book.as_of))

    def _menu(
        self,
        title: str,
        options: Iterable[DayOption],
        take: Callable[[Chosen | None], None],
        cadence: CadenceTold | None = None,
    ) -> None:
        def plan() -> Callable[[], Loads]:
            planning = self.plan_desk.planning()
            return lambda: Loads(planning(untold).ahead)

        delay = self.book.settings.screen.menu_after_ms
        menu = DayMenu(title, options, self.book.clock, plan, delay, cadence=cadence, glyphs=self.followup.glyphs)
        self.app.push_screen(menu, take)
