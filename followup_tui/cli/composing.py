"""Messages: compose one, and look at the templates."""

import os
from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.completing import complete_clipping
from followup_tui.cli.options import Verb, Verbs, who_argument

if TYPE_CHECKING:
    from followup_tui.actions.composing import Proposal
    from followup_tui.book import Book
    from followup_tui.cli.options import Call
    from followup_tui.model.records import Contact

WAYS = ("stdout", "clipboard", "mailto", "eml", "editor", "command")


@click.command("compose", cls=Verb)
@who_argument()
@click.option("--template", metavar="NAME", help="This template, whether it fits or not.")
@click.option("--clipping", metavar="ID", shell_complete=complete_clipping, help="Share this clipping, by id or title.")
@click.option("--list", "everything", is_flag=True, help="Every template that fits, with why.")
@click.option("--to", "way", type=click.Choice(WAYS), default="stdout", help="Where the message goes.")
def compose_command(who: tuple[str, ...], everything: bool, way: str, **choice: Any) -> None:
    """Print the message that fits somebody best.

    What is not known is a blank, like [memory?]. Nothing is sent and nothing is logged: followup log does that when it
    has happened.
    """
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.message_text import say_fitting, say_message
    from followup_tui.cli.opening import opened

    with opened() as (call, book):
        contact = contact_meant(book, who)
        if everything:
            say_fitting(call, book, contact)
            return
        proposal = _proposal(call, book, contact, choice["template"], choice["clipping"])
        if way == "stdout":
            say_message(call, book, contact, proposal)
        else:
            _leave(call, book, contact, proposal, way)


@click.group("templates", cls=Verbs)
def templates_command() -> None:
    """Message templates: list, show."""


@templates_command.command("list", cls=Verb)
def list_command() -> None:
    """Every template, built in and your own."""
    from followup_tui.cli.message_text import say_templates
    from followup_tui.cli.options import this_call
    from followup_tui.cli.suggesting import library_of, templates_folder

    call = this_call()
    say_templates(call, library_of(call), templates_folder(call))


@templates_command.command("show", cls=Verb)
@click.argument("name", metavar="NAME")
def show_command(name: str) -> None:
    """One template: when it fits, what it needs, and its text."""
    from followup_tui.actions.templates import template_named
    from followup_tui.cli.message_text import say_template
    from followup_tui.cli.options import this_call
    from followup_tui.cli.suggesting import library_of

    call = this_call()
    say_template(call, template_named(library_of(call), name))


def _proposal(call: "Call", book: "Book", contact: "Contact", name: str | None, words: str | None) -> "Proposal":
    from followup_tui.actions.clippings import clipping_meant
    from followup_tui.actions.composing import proposal_with, proposals
    from followup_tui.actions.outcome import Refused
    from followup_tui.actions.sharing import proposal_sharing
    from followup_tui.actions.templates import template_named
    from followup_tui.cli.suggesting import library_of

    library = library_of(call)
    template = template_named(library, name) if name else None
    if words:
        return proposal_sharing(book, contact, clipping_meant(book, words), library, template)
    if template:
        return proposal_with(book, contact, template)
    best = next(iter(proposals(book, contact, library)), None)
    if best is None:
        raise Refused(f"No template fits {contact.name}; followup templates list names them all.")
    return best


def _leave(call: "Call", book: "Book", contact: "Contact", proposal: "Proposal", way: str) -> None:
    from followup_tui.actions.leaving import By, hand_to
    from followup_tui.cli.message_editing import keep_edited
    from followup_tui.cli.output import plain, say, say_json
    from followup_tui.opening import StoreError

    if book.newer and way != "clipboard":  # drafts and letters lie beside the file
        raise StoreError(f"{book.newer.cause}, so nothing is written beside it; --to stdout and clipboard work.")
    if way == "editor":
        said = keep_edited(book, contact, proposal)
    else:
        by: By = way  # type: ignore[assignment]  # click let one of WAYS through
        folder = book.store.places.folder / "outbox"
        handed = hand_to(book, contact, proposal, by, folder, os.environ)
        if not handed.left:
            raise StoreError(handed.said)
        said = handed.said
    if call.json:
        say_json({"said": said, "to": way})
    else:
        say(plain(said))
