"""Declining an offer: what to think of, the messages, and what is kept."""

from typing import Any

import click

from followup_tui.cli.options import Changing

ONE_BY_ONE = frozenset({"clipboard"})
WAYS = ("stdout", "clipboard", "mailto", "eml", "editor", "command", "neomutt", "aerc", "himalaya", "linkedin")
PERMISSIONS = ("asked", "given", "refused")


@click.command("decline", cls=Changing)
@click.argument("which", nargs=-1, required=True, metavar="INTERVIEW")
@click.option(
    "--reason", default="", metavar="TEXT", help='What made it hard to decide: "the way you argue over maps".'
)
@click.option(
    "--refer",
    default="",
    metavar="NAME",
    help="Somebody you could put them in touch with instead: a name for the letter, in your network or not.",
)
@click.option(
    "--permission", type=click.Choice(PERMISSIONS), help="Whether you may keep in touch; the draft asks otherwise."
)
@click.option("--tell", "people", multiple=True, metavar="WHO", help="Whom to write to; else who made the offer.")
@click.option("--on", "day", metavar="WHEN", help="The day you decided; today otherwise.")
@click.option("--to", "way", type=click.Choice(WAYS), default="stdout", help="Where the messages go.")
def decline_command(which: tuple[str, ...], **options: Any) -> None:
    """Decline an offer well, and keep the door open: followup decline fisher --reason "the people" --refer "Bo Carr".

    The offer is marked as declined, a draft for each who should hear it first is put on the shelf and printed, and what
    follows starts: telling them within two days, then every three months or so if they agree. Nothing is sent.
    """
    from followup_tui.actions.declining import decline
    from followup_tui.cli.declining_text import hand_over_all, say_declined
    from followup_tui.cli.interview_text import interview_meant
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper
    from followup_tui.cli.suggesting import library_of
    from followup_tui.model.words import Permission
    from followup_tui.rules.when import parse_when

    with opened() as (call, book):
        interview = interview_meant(book, " ".join(which), running=True)
        choice: dict[str, Any] = {
            "reason": options["reason"],
            "refer": options["refer"],
            "permission": Permission(options["permission"]) if options["permission"] else None,
            "tell": [contact_meant(book, [words]) for words in options["people"]],
            "on": parse_when(options["day"], book.as_of, "past") if options["day"] else None,
        }
        library = library_of(call)
        if options["way"] in ONE_BY_ONE:
            _refuse_several(book, interview, library, choice)
        done = decline(book, interview, library, **choice)
        handed = [] if options["way"] == "stdout" or call.dry_run else hand_over_all(book, done.made, options["way"])
        say_declined(call, book, done, handed, paper())


def _refuse_several(book: Any, interview: Any, library: Any, choice: dict[str, Any]) -> None:
    from followup_tui.actions.declining import decline_plan

    tellings = decline_plan(book, interview, library, **choice).tellings
    if len(tellings) > 1:
        names = ", ".join(one.contact.name for one in tellings)
        raise click.UsageError(f"The clipboard holds one message, and there are {names}; choose with --tell.")
