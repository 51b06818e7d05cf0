"""The part of the review screen about the weeks ahead."""

from typing import TYPE_CHECKING

from followup_tui.tui.screens.review_base import ReviewBase, changing

if TYPE_CHECKING:
    from followup_tui.actions.planning import SpreadPreview
    from followup_tui.tui.plan_desk import PlanDesk
    from followup_tui.tui.screens.plan_view import Place


class Planning(ReviewBase):
    """The plan, and spreading a backlog over it."""

    _plan_place: "Place | None" = None
    """Where one was in the plan when it was left."""
    _plan_desk: "PlanDesk | None" = None

    @property
    def plan_desk(self) -> "PlanDesk":
        """The plan of the network."""
        if self._plan_desk is None:
            from followup_tui.tui.plan_desk import PlanDesk

            self._plan_desk = PlanDesk(self.followup.review_screen)
        return self._plan_desk

    def action_plan(self) -> None:
        """Shows the weeks ahead, and goes to whom one chooses."""
        from followup_tui.tui.screens.plan_view import Place, PlanView

        if self.loaded is None:
            return
        screen = PlanView(self.plan_desk, self._plan_place or Place(), glyphs=self.followup.glyphs)

        def leave(contact: int | None) -> None:
            self._plan_place = screen.place if contact else None
            if contact in self.book.contacts:
                self.go_to("contact", contact or 0)

        self.app.push_screen(screen, leave)

    @changing
    def action_spread(self) -> None:
        """Shows who is late and which day each would have, and spreads them when that is meant."""
        from followup_tui.tui.screens.plan_spread import SpreadScreen

        if self.loaded is None:
            return

        def keep(preview: "SpreadPreview | None") -> None:
            if preview is not None:
                self.plan_desk.spread(preview)

        self.app.push_screen(SpreadScreen(self.plan_desk, glyphs=self.followup.glyphs), keep)
