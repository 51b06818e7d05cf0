"""What a message is held against while it is written: gathered at the first look, and again after a change."""

from typing import TYPE_CHECKING

from followup_tui.book import Book
from followup_tui.model.template import LIMITS, Limit, Template
from followup_tui.model.words import Channel

if TYPE_CHECKING:
    from followup_tui.actions.linting import Finding, LintContext


class MessageCheck:
    """The check of the message to `contact` on a channel, made with a template or freely."""

    def __init__(self, book: Book, contact: int, channel: Channel, template: Template | None) -> None:
        self._book, self._contact = book, contact
        self._channel, self._template = channel, template
        self._about: LintContext | None = None
        self._as_of = -1

    @property
    def limit(self) -> Limit | None:
        """How long the message may be."""
        return self._template.limit(self._channel) if self._template else LIMITS.get(self._channel)

    @property
    def give_and_ask(self) -> str:
        """What was given and asked so far, in words; empty until the first look."""
        return self._about.give_and_ask if self._about else ""

    def findings(self, subject: str, body: str) -> "tuple[Finding, ...]":
        """What is to be looked at; nothing once they are gone."""
        from followup_tui.actions.linting import lint, lint_context  # 10 ms of patterns: when the first text rests

        contact = self._book.contacts.get(self._contact)
        if contact is None:
            return ()
        if self._about is None or self._as_of != self._book.changes:
            self._about, self._as_of = lint_context(self._book, contact), self._book.changes
        return lint(body, subject, self._channel, self._about, self._template)
