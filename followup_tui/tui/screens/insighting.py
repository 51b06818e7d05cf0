"""The part of the review screen about the insights: opens them, and shows the people whom a plot led to."""

from typing import TYPE_CHECKING

from followup_tui.tui.screens.review_base import ReviewBase

if TYPE_CHECKING:
    from followup_tui.tui.screens.insights import Place, Sought


class Insighting(ReviewBase):
    """Plots, and from a point of one to its people."""

    _insights_place: "Place | None" = None
    """Where one was in the insights when they were left."""

    def action_insights(self) -> None:
        """Shows the plots; back to where one was in them."""
        from followup_tui.tui.insights_desk import InsightsDesk
        from followup_tui.tui.screens.insights import InsightsScreen, Place

        if self.loaded is None:
            return
        desk = InsightsDesk(self.followup.review_screen)
        screen = InsightsScreen(desk, self._insights_place or Place(), glyphs=self.followup.glyphs)

        def leave(sought: "Sought | None") -> None:
            self._insights_place = screen.place
            if sought is not None:
                self.show_group(sought.title, sought.people, sought.contact)

        self.app.push_screen(screen, leave)
