"""Verbs about who is in the network: add, edit, archive, unarchive."""

from collections.abc import Callable
from typing import Any

import click

from followup_tui.cli.options import Changing, who_argument
from followup_tui.model.words import Channel, Relation

RELATIONS = [*(one.value for one in Relation if one is not Relation.NONE), "none"]
CHANNELS = [*(one.value for one in Channel if one is not Channel.NOTE), "none"]
FIELDS = (
    click.option("--email", "emails", multiple=True, metavar="ADDRESS", help="An e-mail address; repeat for more."),
    click.option("--phone", "phones", multiple=True, metavar="NUMBER", help="A phone number; repeat for more."),
    click.option("--company", metavar="NAME", help="Where they are now."),
    click.option("--title", metavar="TEXT", help="What they do there."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; repeat for more, or --tag a,b."),
    click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="What interests them, as --tag."),
    click.option("--cadence", metavar="WINDOW", help="How often to be in touch: 3-6 months, 2w, none."),
    click.option("--linkedin", metavar="URL", help="Their profile."),
    click.option("--note", metavar="TEXT", help="A note about them."),
    click.option("--birthday", metavar="DAY", help="1984-02-03, or --02-03 without the year."),
    click.option("--relation", type=click.Choice(RELATIONS), help="What they were to you when you met."),
    click.option("--channel", type=click.Choice(CHANNELS), help="How they like to be reached."),
    click.option("--place", metavar="TEXT", help="Where they live."),
)


def _with_fields(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name fields of a contact, the same for `add` and `edit`."""
    for option in reversed(FIELDS):
        command = option(command)
    return command


@click.command("add", cls=Changing)
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@_with_fields
def add_command(text: tuple[str, ...], **fields: Any) -> None:
    """Add somebody: "Ann Lee <ann@x.org> @Fisher #recruiter every 3-6 months met 2021-05".

    The name comes first; whatever the line's grammar does not know becomes the note. A + before the name adds a second
    person of that name at one company.
    """
    from followup_tui.actions.people import add
    from followup_tui.cli.contact_fields import added_fields
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report
    from followup_tui.rules.capture import parse_person

    person = parse_person(" ".join(text))
    with opened() as (call, book):
        done = add(book, person, added_fields(person, fields))
        report(call, book, done, [done.made.id])


@click.command("edit", cls=Changing)
@who_argument()
@click.option("--name", metavar="NAME", help="Another name.")
@_with_fields
def edit_command(who: tuple[str, ...], **fields: Any) -> None:
    """Change somebody; without an option the whole record opens in $EDITOR.

    Addresses, numbers, tags and topics are added to those there are; one with a minus before it is taken out:
    --tag=-old. A new e-mail address becomes the preferred one.
    """
    from followup_tui.actions.people import edit
    from followup_tui.cli.contact_fields import edited_fields
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    if not any(value or value == "" for value in fields.values()):
        from followup_tui.cli.editing import edit_in_editor  # 60 ms with tomlkit

        edit_in_editor(who)
        return
    with opened() as (call, book):
        contact = contact_meant(book, who)
        report(call, book, edit(book, contact, edited_fields(contact, fields)), [contact.id])


@click.command("archive", cls=Changing)
@who_argument()
def archive_command(who: tuple[str, ...]) -> None:
    """Take somebody out of every list; nothing is deleted."""
    from followup_tui.actions.people import archive
    from followup_tui.cli.applying import apply

    apply(archive, who)


@click.command("unarchive", cls=Changing)
@who_argument()
def unarchive_command(who: tuple[str, ...]) -> None:
    """Bring somebody back from the archive, just as they were."""
    from followup_tui.actions.people import unarchive
    from followup_tui.cli.applying import apply

    apply(unarchive, who)
