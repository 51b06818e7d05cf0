"""The part of the app that shows initials instead of names, for sharing a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.filter import LineFilter

from followup_tui.tui.keys_in_order import KeysInOrder
from followup_tui.tui.private_names import Initials
from followup_tui.tui.secrets_on_screen import Secrets
from followup_tui.tui.widgets.glyphs import Glyphs

if TYPE_CHECKING:
    from followup_tui.book import Book


class HidingNames(KeysInOrder):
    """Hides them while it is asked to."""

    glyphs: Glyphs
    book: "Book | None"
    _initials: Initials | None = None
    """There while names are hidden."""
    _secrets: Secrets
    _secrets_as_of = -1

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and the one that hides names."""
        return [*super().get_line_filters(), *((self._initials,) if self._initials else ())]

    def toggle_initials(self) -> bool:
        """Shows initials instead of names, or names again; whether it is initials now."""
        self._secrets, self._secrets_as_of = Secrets(), -1
        self._initials = None if self._initials else Initials(self.glyphs.dot, self._secrets_now)
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        return self._initials is not None

    def _secrets_now(self) -> Secrets:
        """What is hidden now: of everybody, and of those who went or had another name since it is hidden."""
        if self.book is not None and self.book.people_changes != self._secrets_as_of:
            self._secrets.learn(self.book.contacts)
            self._secrets_as_of = self.book.people_changes
        return self._secrets
