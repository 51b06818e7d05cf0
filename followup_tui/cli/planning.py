"""The weeks ahead, spreading a backlog over them, and moving a person to another day."""

import click

from followup_tui.cli.absence import away_command
from followup_tui.cli.completing import complete_who
from followup_tui.cli.options import MOST_WEEKS, Changing, Verbs
from followup_tui.cli.pacing import pace_command, suggest_command

MOST_DAYS = 30
"""Days of a spread that are listed; the JSON has them all."""


@click.group("plan", cls=Verbs, invoke_without_command=True)
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=26, show_default=True, help="How far to look.")
@click.pass_context
def plan_command(ctx: click.Context, weeks: int) -> None:
    """The weeks ahead: how full they are, what the pace keeps, and when it would break.

    replan spreads a backlog, move puts somebody on another day, away keeps free days, pace and suggest change how many
    a day there are.
    """
    if ctx.invoked_subcommand is not None:
        return
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.plan_text import plan_document, plan_lines
    from followup_tui.cli.waiting import waiting

    with opened() as (call, book):
        if call.json:
            with waiting() as tell:
                document = plan_document(book, weeks, tell)
            say_json(document)
        else:
            with waiting() as tell:
                lines = plan_lines(book, weeks, paper(), tell)
            say(*lines)


@plan_command.command("replan", cls=Changing)
def replan_command() -> None:
    """Give everybody who is late until the day the plan has for them; --dry-run shows it first."""
    from followup_tui.actions.planning import foresee_replan, replan
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import say
    from followup_tui.cli.plan_text import spread_lines
    from followup_tui.cli.reporting import report
    from followup_tui.cli.waiting import waiting
    from followup_tui.model.ids import short

    with opened() as (call, book):
        with waiting() as tell:
            rows = foresee_replan(book, tell).rows
        done = replan(book)
        spread = [{"contact": short(one.contact), "latest": one.latest, "until": one.until} for one in rows]
        report(call, book, done, list(done.made.until), beyond=done.made.beyond, spread=spread)
        if not call.json:
            say(*spread_lines(book, done.made.until, MOST_DAYS))


@plan_command.command("move", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="WHO WHEN", shell_complete=complete_who)
@click.option("--back", is_flag=True, help="Let the plan choose the day again; without a WHEN.")
def move_command(words: tuple[str, ...], back: bool) -> None:
    """Put somebody on a day of your choice.

    For example: followup plan move "Ann Lee" next tue. They are on the list of that day, whatever it holds, and on none
    before it; a touch ends it. What else changes is said; --dry-run says it first.
    """
    from followup_tui.actions.moving_days import foresee_move, move_back, move_to
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.move_text import consequence_lines, consequence_row, who_and_when
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say
    from followup_tui.cli.reporting import report
    from followup_tui.cli.waiting import waiting

    with opened() as (call, book):
        if back:
            contact = contact_meant(book, words)
            report(call, book, move_back(book, contact), [contact.id])
            return
        who, day = who_and_when(words, book.as_of)
        contact = contact_meant(book, who)
        with waiting() as tell:
            found = foresee_move(book.rehearsal(), contact, day, tell=tell)
        report(call, book, move_to(book, contact, day), [contact.id], consequence=consequence_row(found))
        if not call.json:
            say(*consequence_lines(found, paper()))


plan_command.add_command(away_command)
plan_command.add_command(pace_command)
plan_command.add_command(suggest_command)
