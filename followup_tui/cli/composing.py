"""Messages: compose one, and look at the templates."""

from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.completing import complete_clipping
from followup_tui.cli.options import Changing, Verb, Verbs, who_argument

if TYPE_CHECKING:
    from followup_tui.actions.composing import Proposal
    from followup_tui.book import Book
    from followup_tui.cli.options import Call
    from followup_tui.model.records import Contact

WAYS = (
    "stdout", "clipboard", "mailto", "eml", "editor", "command", "neomutt", "aerc", "himalaya", "linkedin", "whatsapp",
    "sms", "call", "list",
)  # fmt: skip


@click.command("compose", cls=Verb, changes=True)
@who_argument()
@click.option("--template", metavar="NAME", help="This template, whether it fits or not.")
@click.option("--clipping", metavar="ID", shell_complete=complete_clipping, help="Share this clipping, by id or title.")
@click.option("--draft", is_flag=True, help="The draft kept for them, as --to editor or the app left it.")
@click.option("--list", "everything", is_flag=True, help="Every template that fits, with why.")
@click.option(
    "--to", "way", type=click.Choice(WAYS), default="stdout", help="Where the message goes; list says what can be."
)
@click.option("--log", "logged", is_flag=True, help="Log it as sent when it was handed over.")
def compose_command(who: tuple[str, ...], everything: bool, way: str, logged: bool, **choice: Any) -> None:
    """Print the message that fits somebody best, or hand it to what sends it.

    What is not known is a blank, like [memory?]. Nothing is sent, and nothing is logged without --log: a program of
    this terminal is asked about first ("Sent it?"), as it says nothing of that itself.
    """
    from followup_tui.cli.handing import leave, leave_and_log, refuse_log, say_choices
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.message_text import say_fitting, say_message, say_notes
    from followup_tui.cli.opening import opened

    with opened() as (call, book):
        contact = contact_meant(book, who)
        if logged:
            refuse_log(way, everything)
        if everything or way == "list":
            (say_fitting if everything else say_choices)(call, book, contact)
            return
        proposal = _proposal(call, book, contact, choice)
        if way not in {"stdout", "editor"}:
            say_notes(call, book, contact, proposal)
        if logged:
            leave_and_log(call, book, contact, proposal, way)
        elif way == "stdout":
            say_message(call, book, contact, proposal)
        else:
            leave(call, book, contact, proposal, way)


@click.group("templates", cls=Verbs)
def templates_command() -> None:
    """Message templates: list, show, new, edit, check."""


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
@click.option("--for", "who", metavar="WHO", help="As this person would get it, with the facts it is made of.")
def show_command(name: str, who: str | None) -> None:
    """One template: when it fits, what it needs, and its text."""
    from followup_tui.actions.templates import template_named
    from followup_tui.cli.message_text import say_template
    from followup_tui.cli.options import this_call
    from followup_tui.cli.suggesting import library_of

    call = this_call()
    if who is not None:
        from followup_tui.cli.own_templates import say_for

        say_for(call, name, (who,))
        return
    say_template(call, template_named(library_of(call), name))


@templates_command.command("new", cls=Changing)
@click.argument("name", metavar="NAME")
@click.option("--from", "source", metavar="TEMPLATE", default="", help="Begin with a copy of this one.")
def new_command(name: str, source: str) -> None:
    """Write a template of your own in $EDITOR; one named like a built-in takes its place.

    It is checked before it is used. What cannot be used yet is kept, and templates edit goes on with it.
    """
    from followup_tui.cli.options import this_call
    from followup_tui.cli.own_templates import new_in_editor

    new_in_editor(this_call(), name, source)


@templates_command.command("edit", cls=Changing)
@click.argument("name", metavar="NAME")
def edit_command(name: str) -> None:
    """Change a template in $EDITOR; of a built-in one you get your own copy."""
    from followup_tui.cli.options import this_call
    from followup_tui.cli.own_templates import edit_in_editor

    edit_in_editor(this_call(), name)


@templates_command.command("check", cls=Verb)
@click.argument("name", metavar="[NAME]", required=False, default="")
@click.pass_context
def check_command(ctx: click.Context, name: str) -> None:
    """Whether every template can be used, or this one; what is wrong, with file, line and column."""
    from followup_tui.cli.options import this_call
    from followup_tui.cli.own_templates import say_problems

    ctx.exit(say_problems(this_call(), name))


def _proposal(call: "Call", book: "Book", contact: "Contact", choice: dict[str, Any]) -> "Proposal":
    from followup_tui.actions.clippings import clipping_meant
    from followup_tui.actions.composing import proposal_drafted, proposal_with, proposals
    from followup_tui.actions.outcome import Refused
    from followup_tui.actions.sharing import proposal_sharing
    from followup_tui.actions.templates import template_named
    from followup_tui.cli.suggesting import library_of

    library, name, words = library_of(call), choice["template"], choice["clipping"]
    if choice["draft"]:
        if name or words:
            raise click.UsageError("--draft is the message itself; leave --template and --clipping out.")
        return proposal_drafted(book, contact, library)
    template = template_named(library, name) if name else None
    if words:
        return proposal_sharing(book, contact, clipping_meant(book, words), library, template)
    if template:
        return proposal_with(book, contact, template)
    best = next(iter(proposals(book, contact, library)), None)
    if best is None:
        raise Refused(f"No template fits {contact.name}; followup templates list names them all.")
    return best
