"""A message that leaves the shell: by which way, what is possible here, and logging it when it was sent."""

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from followup_tui.actions.leaving import By, channel_by, choices_here, hand_to, here, log_as_sent
from followup_tui.actions.outcome import Done, Refused
from followup_tui.cli.columns import table
from followup_tui.cli.message_editing import keep_edited
from followup_tui.cli.message_text import say_message
from followup_tui.cli.output import paper, plain, say, say_json
from followup_tui.cli.profile_json import interaction_row
from followup_tui.cli.reporting import report
from followup_tui.opening import StoreError

if TYPE_CHECKING:
    from followup_tui.actions.composing import Proposal
    from followup_tui.actions.sending import HandedOver
    from followup_tui.book import Book
    from followup_tui.cli.options import Call
    from followup_tui.model.records import Contact

MAILERS = ("neomutt", "aerc", "himalaya")
UNWRITTEN = frozenset({"clipboard", "linkedin", "whatsapp", "sms", "call"})
"""Ways that put no draft and no letter beside the file."""


def leave(call: "Call", book: "Book", contact: "Contact", proposal: "Proposal", way: str) -> None:
    """Hands a message over without logging anything, and says what happened."""
    _refuse_beside_newer(book, way)
    if call.dry_run:
        said = "Dry run, nothing was handed over."
    elif way == "editor":
        said = keep_edited(book, contact, proposal)
    else:
        said = _handed(book, contact, proposal, way).said
    if call.json:
        say_json({"said": said, "to": way})
    else:
        say(plain(said))


def leave_and_log(call: "Call", book: "Book", contact: "Contact", proposal: "Proposal", way: str) -> None:
    """Hands a message over and logs it as sent; behind a program of this terminal only when the person says so.

    Raises:
        Refused: a blank is left, or it was not sent; nothing is logged then.
    """
    _refuse_beside_newer(book, way)
    if proposal.message.blanks:
        blanks = ", ".join(dict.fromkeys(proposal.message.blanks))
        raise Refused(
            f"Still to be filled in: {blanks}. Nothing was handed over; --to editor keeps a draft to fill in, and "
            "--draft hands that over."
        )
    if book.read_only:
        raise StoreError(book.read_only)
    said, handed = "", None
    channel = proposal.suggestion.channel
    if way == "stdout":
        if not call.json:
            say_message(call, book, contact, proposal)
    elif not call.dry_run:
        handed = _handed(book, contact, proposal, way)
        said = f"Handed to {way}." if way in MAILERS else handed.said  # whose draft file goes, once it is logged
        if not call.json:
            say(plain(said))
        _confirm(book, way)
    if way != "stdout":
        channel = channel_by(way, proposal)  # type: ignore[arg-type]  # click let one of the ways through
    done = log_as_sent(book, contact, proposal, channel)
    if handed:
        handed.throw_draft_away()
    if not call.json and not call.dry_run:
        done = Done(f"Logged as sent: {done.said}", done.made, done.change)
    report(call, book, done, [contact.id], interaction=interaction_row(book, done.made), handed_over=said, to=way)


def say_choices(call: "Call", book: "Book", contact: "Contact") -> None:
    """Prints every way to somebody, and why one is not possible."""
    found = choices_here(book, contact, os.environ)
    if call.json:
        ways = [{**one._asdict(), "possible": one.is_possible} for one in found]
        say_json({"as_of": book.as_of, "name": contact.name, "preferred": contact.channel, "ways": ways})
        return
    rows = [
        (
            f"{'*' if one.usual else ' '} {one.channel.value}",
            "linkedin" if one.way.value == "profile" else one.way.value,
            plain(one.address) or "-",
            f"not possible: {plain(one.why_not)}" if one.why_not else plain(one.title),
        )
        for one in found
    ]
    say(*table(rows, (10, 10, 30), paper().width))


def say_possible(call: "Call", command: tuple[str, ...], mail: str) -> None:
    """Prints what messages can be handed to here, and says when the way of the settings is not there.

    Raises:
        StoreError: `sending.mail` names a program that is not there.
    """
    found = here(os.environ)
    opener = f"opened with {found.opener[0]}" if found.opener else f"not possible: {found.why_none}"
    rows: list[tuple[str, str]] = [("links", opener)]
    rows += [(name, "installed" if name in found.mailers else "not installed") for name in MAILERS]
    rows.append(("command", plain(" ".join(command)) or "none (sending.command)"))
    if call.json:
        say_json({"opener": found.opener, "why_none": found.why_none, "mailers": sorted(found.mailers), "mail": mail})
    else:
        say("The settings can be used. Messages are handed over by:", *table(rows, (10,), paper().width))
    if mail in MAILERS and mail not in found.mailers:
        raise StoreError(f"sending.mail is {mail}, which is not installed here.")


def _handed(book: "Book", contact: "Contact", proposal: "Proposal", way: str) -> "HandedOver":
    by: By = way  # type: ignore[assignment]  # click let one of the ways through
    handed = hand_to(book, contact, proposal, by, book.store.places.folder / "outbox", os.environ)
    if not handed.left:
        raise StoreError(handed.said)
    return handed


def _confirm(book: "Book", way: str) -> None:
    """Asks whether it was sent, where only the person knows and somebody is there to ask.

    Raises:
        Refused: it was not.
    """
    asks = book.settings.sending.confirm == "ask" or way in {"command", *MAILERS}
    if asks and sys.stdin.isatty() and not click.confirm("Sent it?", default=None, err=True):
        raise Refused("Not logged, as it was not sent; the draft file stays, and you can hand the message over again.")


def _refuse_beside_newer(book: "Book", way: str) -> None:
    if book.newer and way not in UNWRITTEN and way != "stdout":  # drafts and letters lie beside the file
        raise StoreError(f"{book.newer.cause}, so nothing is written beside it; --to stdout and clipboard work.")


def refuse_log(way: str, options: Any) -> None:
    """Says why ``--log`` makes no sense here.

    Raises:
        click.UsageError: nothing leaves.
    """
    if way in {"editor", "call", "list"} or options:
        raise click.UsageError("--log goes with a way that hands a message over; nothing leaves here.")
