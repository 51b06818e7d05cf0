"""Forgetting one contact from the app: reading and erasing run in threads, the screen and the desk let go of them."""

from typing import TYPE_CHECKING

from followup_tui.actions.forgetting import Forgot, erase
from followup_tui.model.records import Contact, Draft
from followup_tui.safekeeping import Tell

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen


class Farewell:
    """One contact of the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen", contact: Contact) -> None:
        self._screen = screen
        self._book = screen.book
        self._contact = contact
        self._draft: Draft | None = None

    def look(self, tell: Tell) -> Forgot:
        """What would go; called in a thread.

        Raises:
            StoreError: it cannot be found out, or `tell` stopped it.
        """
        return erase(self._book, self._contact, dry_run=True, tell=tell)

    async def prepare(self) -> None:
        """Lets go of the draft, which would be written again otherwise."""
        self._draft = await self._screen.let_go_of(self._contact.id)

    def erase(self, tell: Tell) -> Forgot:
        """Takes them out of everything; called in a thread.

        Raises:
            StoreError: something cannot be read or written; they are there still.
        """
        return erase(self._book, self._contact, tell=tell)

    def gone(self, forgot: Forgot) -> None:
        """They are out of the files: out of the book and off the screen, too."""
        self._book.refresh(forgot.found.changed)
        self._screen.review.marks -= {self._contact.id}
        self._screen.started_anew()

    def stayed(self) -> None:
        """They could not be forgotten: the draft is kept again."""
        if self._draft is not None:
            self._screen.desk.put(self._draft)
            self._screen.write_drafts()
