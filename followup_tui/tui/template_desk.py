"""What the screen of templates stands on: the book to render with, and the person's own files."""

from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.actions import own_templates
from followup_tui.actions.own_templates import BadTemplate, OwnTemplates, Preview, Saved
from followup_tui.actions.templates import Library
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact
from followup_tui.model.template import Template
from followup_tui.tui.desk import Desk

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen


class TemplateDesk(Desk):
    """The templates of the app; what touches a file is called in a thread."""

    def __init__(self, screen: "ReviewScreen") -> None:
        super().__init__(screen)
        self._contacts = list(screen.book.everybody())
        self.own = OwnTemplates(screen.followup.settings_path.parent / "templates")
        shown = screen.contact.id if screen.contact else 0
        self.at = self._contacts.index(shown) if shown in self._contacts else 0

    @property
    def library(self) -> Library:
        """The templates as they were read last."""
        return self._screen.library

    @property
    def contact(self) -> Contact | None:
        """For whom it is rendered."""
        number = self._contacts[self.at] if self._contacts else 0
        return self.book.contacts.get(number)

    def step(self, by: int) -> None:
        """Goes to somebody else, in the order of the list of all."""
        if self._contacts:
            self.at = (self.at + by) % len(self._contacts)

    def find(self, words: str) -> bool:
        """Goes to the first whose name has all `words`; whether there is one."""
        wanted = folded(words).split()
        for at, number in enumerate(self._contacts):
            contact = self.book.contacts.get(number)
            if contact and all(word in folded(contact.name) for word in wanted):
                self.at = at
                return True
        return False

    def preview(self, template: Template) -> Preview | BadTemplate | None:
        """The template as the contact would get it, or why it cannot be rendered."""
        contact = self.contact
        if contact is None:
            return None
        try:
            return own_templates.preview(self.book, contact, template)
        except BadTemplate as problem:
            return problem

    def read(self) -> tuple[Library, tuple[BadTemplate, ...]]:
        """The templates as they are on disk, and what is wrong with them."""
        library = own_templates.reload(self.own.folder)
        return library, own_templates.problems(self.own, library)

    def take(self, library: Library) -> None:
        """What is read is what messages are suggested from."""
        self._screen.library_or_none = library

    def start(self, name: str, source: str) -> str:
        """The text a new template begins with.

        Raises:
            BadName, Refused: it cannot be begun.
        """
        return own_templates.start_text(self.own, self.library, name, source)

    def text_of(self, name: str) -> str:
        """The text of a template that is to be changed.

        Raises:
            BadName, Refused: there is none.
            BadTemplate: it cannot be read.
        """
        return own_templates.edit_text(self.own, self.library, name)

    def keep(self, name: str, text: str) -> Saved:
        """Keeps a text, as a template or among the unfinished."""
        return self.own.keep(name, text)

    def put_away(self, name: str) -> Path:
        """Moves one into the bin.

        Raises:
            Refused: it is built in.
        """
        return own_templates.put_away(self.own, self.library, name)
