"""The weeks ahead."""

import click

from followup_tui.cli.options import Verb

MOST_WEEKS = 520
"""Ten years, the longest cadence."""


@click.command("plan", cls=Verb)
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=26, show_default=True, help="How far to look.")
def plan_command(weeks: int) -> None:
    """The weeks ahead: how full they are, what the pace keeps, and when it would break."""
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.plan_text import plan_document, plan_lines

    with opened() as (call, book):
        if call.json:
            say_json(plan_document(book, weeks))
        else:
            say(*plan_lines(book, weeks, paper()))
