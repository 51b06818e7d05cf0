"""A contact in the person's own editor. What was typed is never lost: a text that cannot be kept stays in a file."""

import sys

import click

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.record_text import BadText, read_record, record_text, save_record
from followup_tui.book import Book
from followup_tui.cli.private_file import edited, private_file, throw_away
from followup_tui.model.cadence import BadCadence
from followup_tui.model.ids import short
from followup_tui.model.records import Contact
from followup_tui.model.validation import Invalid
from followup_tui.opening import StoreError


def edit_in_editor(book: Book, contact: Contact) -> Done[Contact] | None:
    """Opens a contact in $VISUAL or $EDITOR and keeps what was changed; None when nothing was.

    Raises:
        Refused: the text cannot be kept; the message says where it lies.
        StoreError: the change could not be saved; the message says where the text lies.
    """
    before = record_text(book, contact)
    path = private_file(f"{short(contact.id)}.toml", before)
    while True:
        after = edited(path)
        if after == before:
            throw_away(path)
            return None
        try:
            done = save_record(book, contact, read_record(after))
        except (BadText, BadCadence, Invalid, Refused) as error:
            if not _again(str(error)):
                raise Refused(f"{error} Nothing was changed; your text is in {path}.") from None
        except StoreError as error:
            raise StoreError(f"{error} Your text is in {path}.") from error
        else:
            throw_away(path)
            return done


def _again(problem: str) -> bool:
    """Whether to open the editor once more; asked on a terminal only."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{problem} Edit again?", default=True, err=True)
