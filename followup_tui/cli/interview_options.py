"""The options of ``interview add`` and ``interview edit``."""

from collections.abc import Callable
from typing import TypeVar

import click

from followup_tui.model.words import Outcome, Permission, Stage

F = TypeVar("F", bound=Callable[..., None])


def interview_options(command: F) -> F:
    """The options that say what there is to know about an interview."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--role", metavar="ROLE", help="What the interview was for."),
    click.option("--with", "people", multiple=True, metavar="WHO", help="Who was in it; a new name is added:"
                 ' "Ann Lee <ann@x.org> (hiring manager)". Repeatable, or with commas.'),
    click.option("--round", "rounds", multiple=True, metavar="ROUND", help='A round: "2 May panel: Ann Lee, Bo Carr:'
                 ' they liked the maps". Repeatable.'),
    click.option("--from", "began", metavar="WHEN", help="The day it began."),
    click.option("--to", "ended", metavar="WHEN", help="The day it was over."),
    click.option("--stage", type=click.Choice([one.value for one in Stage]), help="How far it got."),
    click.option("--outcome", type=click.Choice([one.value for one in Outcome]), help="How it ended."),
    click.option("--said-by", metavar="WHO", help="Who told you."),
    click.option("--reason", metavar="TEXT", help="Why it ended so."),
    click.option("--feedback", metavar="TEXT", help="What they said about you."),
    click.option("--offer", metavar="TEXT", help="What they offered."),
    click.option("--story", metavar="TEXT", help="What you want to remember of it."),
    click.option("--permission", type=click.Choice([one.value or "not-asked" for one in Permission]),
                 help="Whether you may keep in touch."),
    click.option("--promise", "promises", multiple=True, metavar="TEXT", help="What you promised. Repeatable."),
    click.option("--promise-on", "promise_days", multiple=True, metavar="WHEN", help="Its day, in the same order."),
)  # fmt: skip
