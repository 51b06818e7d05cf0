"""Moved on: somebody changed employer."""

import click

from followup_tui.cli.completing import complete_who
from followup_tui.cli.options import Changing


@click.command("moved", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="WHO COMPANY", shell_complete=complete_who)
@click.option("--title", default="", metavar="TEXT", help="Their title there.")
@click.option("--on", metavar="WHEN", help="The day of the move; this month without it.")
def moved_command(words: tuple[str, ...], title: str, on: str | None) -> None:
    """Somebody changed employer: followup moved ann "Acme Corp" --title "Head of Data"."""
    from followup_tui.actions.moving import moved
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report
    from followup_tui.rules.when import parse_when

    if len(words) < 2:
        raise click.UsageError('Say who and to which company: followup moved ann "Acme Corp" --title "Head of Data".')
    with opened() as (call, book):
        contact = contact_meant(book, words[:-1])
        day = parse_when(on, book.as_of, "past") if on else None
        report(call, book, moved(book, contact, words[-1], title, day), [contact.id])
