"""The weeks ahead, and spreading a backlog over them."""

import click

from followup_tui.cli.options import Changing, Verbs

MOST_WEEKS = 520
"""Ten years, the longest cadence."""
MOST_DAYS = 30
"""Days of a spread that are listed; the JSON has them all."""


@click.group("plan", cls=Verbs, invoke_without_command=True)
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=26, show_default=True, help="How far to look.")
@click.pass_context
def plan_command(ctx: click.Context, weeks: int) -> None:
    """The weeks ahead: how full they are, what the pace keeps, and when it would break. Spread a backlog: replan."""
    if ctx.invoked_subcommand is not None:
        return
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.plan_text import plan_document, plan_lines

    with opened() as (call, book):
        if call.json:
            say_json(plan_document(book, weeks))
        else:
            say(*plan_lines(book, weeks, paper()))


@plan_command.command("replan", cls=Changing)
def replan_command() -> None:
    """Give everybody who is late until the day the plan has for them; --dry-run shows it first."""
    from followup_tui.actions.planning import replan
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import say
    from followup_tui.cli.plan_text import spread_lines
    from followup_tui.cli.reporting import report

    with opened() as (call, book):
        done = replan(book)
        report(call, book, done, list(done.made.until), beyond=done.made.beyond)
        if not call.json:
            say(*spread_lines(book, done.made.until, MOST_DAYS))
