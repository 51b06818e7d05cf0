"""The part of the review screen about the weeks ahead."""

from typing import TYPE_CHECKING

from followup_tui.tui.screens.review_base import ReviewBase

if TYPE_CHECKING:
    from followup_tui.tui.screens.plan_view import Place


class Planning(ReviewBase):
    """The plan, and spreading a backlog over it."""

    _plan_place: "Place | None" = None
    """Where one was in the plan when it was left."""

    def action_plan(self) -> None:
        """Shows the weeks ahead, and goes to whom one chooses."""
        from followup_tui.tui.plan_desk import PlanDesk
        from followup_tui.tui.screens.plan_view import Place, PlanView

        if self.loaded is None:
            return
        screen = PlanView(
            PlanDesk(self.followup.review_screen), self._plan_place or Place(), glyphs=self.followup.glyphs
        )

        def leave(contact: int | None) -> None:
            self._plan_place = screen.place if contact else None
            if contact in self.book.contacts:
                self.go_to("contact", contact or 0)

        self.app.push_screen(screen, leave)

    def go_to(self, kind: str, key: str | int) -> None:
        """Goes to a contact, a company or a view."""
        raise NotImplementedError
