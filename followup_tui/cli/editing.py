"""A contact or an interview in the person's own editor.

What was typed is never lost: a text that cannot be kept stays in a file.
The network is closed while the editor is open, for however long that is: what the app or another shell changes
meanwhile stays changed, and only what differs from the text as it was opened is applied.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial

import click

from followup_tui.actions.interview_text import interview_text, read_interview
from followup_tui.actions.interviews import edit_interview, entry_of
from followup_tui.actions.outcome import Refused
from followup_tui.actions.record_text import BadText, read_record, record_text, save_record
from followup_tui.actions.who import Several
from followup_tui.cli.interview_text import interview_meant, report_interview
from followup_tui.cli.matches import Unclear, contact_meant
from followup_tui.cli.opening import opened
from followup_tui.cli.options import Call
from followup_tui.cli.output import say, say_json
from followup_tui.cli.private_file import edited, private_file, throw_away
from followup_tui.cli.reporting import report
from followup_tui.model.cadence import BadCadence
from followup_tui.model.ids import short
from followup_tui.model.records import Interview
from followup_tui.model.validation import Invalid
from followup_tui.opening import StoreError
from followup_tui.rules.interview_entry import InterviewEntry


def edit_in_editor(who: Sequence[str]) -> None:
    """Opens a contact in $VISUAL or $EDITOR, keeps what was changed, and says so.

    Raises:
        Nobody, Unclear: WHO is nobody, or several.
        Refused: the text cannot be kept; the message says where it lies.
        StoreError: the change could not be saved; the message says where the text lies.
    """
    with opened() as (call, book):
        contact = contact_meant(book, who)
        before = record_text(book, contact)
    _in_editor(call, contact.id, before, partial(_keep_contact, contact.id, before))


def edit_interview_in_editor(which: str) -> None:
    """The same for an interview.

    Raises:
        Refused: there is no such interview, or more than one; or as for a contact.
        StoreError: as for a contact.
    """
    with opened() as (call, book):
        interview = interview_meant(book, which)
        entry = entry_of(book, interview)
        before = interview_text(entry)
    _in_editor(call, interview.id, before, partial(_keep_interview, interview, entry))


def _in_editor(call: Call, number: int, before: str, keep: Callable[[str], None]) -> None:
    """Lets a text be edited until it can be kept or is given up; then it stays in its file."""
    path = private_file(f"{short(number)}.toml", before)
    while True:
        after = edited(path)
        if after == before:
            _say_unchanged(call.json)
            break
        try:
            keep(after)
            break
        except (BadText, BadCadence, Invalid, Refused, Several, Unclear) as error:
            if not _again(str(error)):
                raise Refused(f"{error} Nothing was changed; your text is in {path}.") from None
        except StoreError as error:
            raise StoreError(f"{error} Your text is in {path}.") from error
    throw_away(path)


def _keep_contact(number: int, before: str, after: str) -> None:
    edit, former = read_record(after), read_record(before)
    with opened() as (call, book):
        contact = book.contacts.get(number)
        if contact is None:
            raise Refused("The contact is not there any more; followup history shows why.")
        report(call, book, save_record(book, contact, edit, former), [number])


def _keep_interview(interview: Interview, before: InterviewEntry, after: str) -> None:
    from followup_tui.cli.output import paper

    with opened() as (call, book):
        entry = read_interview(after, before, book.as_of)
        report_interview(call, book, edit_interview(book, interview, entry, before), paper())


def _say_unchanged(as_json: bool) -> None:
    if as_json:
        say_json({"said": "Nothing was changed.", "change": None})
    else:
        say("Nothing was changed.")


def _again(problem: str) -> bool:
    """Whether to open the editor once more; asked on a terminal only."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{problem} Edit again?", default=True, err=True)
