"""What a screen beside the review stands on: the network that the review shows, and what may be done to it."""

from typing import TYPE_CHECKING

from followup_tui.book import Book

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen


class Desk:
    """A desk beside the review screen."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen

    @property
    def book(self) -> Book:
        """The open network."""
        return self._screen.book

    @property
    def why_not(self) -> str:
        """Empty, or why nothing can be changed: the file can only be read."""
        return self._screen.why_read_only
