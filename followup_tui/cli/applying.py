"""An action on one person that a WHO names."""

from collections.abc import Callable, Sequence
from typing import Any

from followup_tui.actions.outcome import Done
from followup_tui.book import Book
from followup_tui.cli.matches import contact_meant
from followup_tui.cli.opening import opened
from followup_tui.cli.reporting import report
from followup_tui.model.records import Contact


def apply(action: Callable[[Book, Contact], Done[Any]], who: Sequence[str]) -> None:
    """Does the action on the one person meant, and says what was done.

    Raises:
        Nobody: there is no such contact.
        Unclear: it could be several.
        Refused: the action does not go.
    """
    with opened() as (call, book):
        contact = contact_meant(book, who)
        report(call, book, action(book, contact), [contact.id])
