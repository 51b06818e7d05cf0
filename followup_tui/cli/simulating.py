"""Years of use on a synthetic network, policies compared."""

import sys

import click

from followup_tui.cli.options import Verb

MOST_CONTACTS, MOST_A_DAY, MOST_YEARS, MOST_WORLDS, MOST_DAYS = 20_000, 100, 50, 1000, 365
_CLEAR = "\r\x1b[K"


@click.command("simulate", cls=Verb)
@click.option("--contacts", type=click.IntRange(1, MOST_CONTACTS), default=300, show_default=True, help="People.")
@click.option("--per-day", type=click.IntRange(1, MOST_A_DAY), default=3, show_default=True, help="Capacity a day.")
@click.option("--years", type=click.IntRange(1, MOST_YEARS), default=10, show_default=True, help="How long.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same one, the same figures.")
@click.option(
    "--seeds", type=click.IntRange(1, MOST_WORLDS), default=20, show_default=True, help="Worlds made from the seed."
)
@click.option(
    "--courtesy-days",
    type=click.IntRange(0, MOST_DAYS),
    default=14,
    show_default=True,
    help="Days between two people of one company, for ours.",
)
def simulate_command(contacts: int, per_day: int, years: int, seed: int, seeds: int, courtesy_days: int) -> None:
    """Years of use on made-up people: what four ways to choose whom to write to keep. Reads no file of yours."""
    from followup_tui.actions.simulating import compare
    from followup_tui.cli.options import this_call
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.simulation_text import simulation_document, simulation_lines
    from followup_tui.rules.simulated_world import Size

    size = Size(contacts, per_day, years, courtesy_days)
    shown = _is_shown()
    try:
        found = compare(size, seed, seeds, _tell if shown else None)
    finally:
        if shown:
            print(end=_CLEAR, file=sys.stderr, flush=True)
    if this_call().json:
        say_json(simulation_document(size, seed, seeds, found))
    else:
        say(*simulation_lines(size, seed, seeds, found, paper().width))


def _is_shown() -> bool:
    """Whether somebody looks at how far it is."""
    return sys.stderr.isatty()


def _tell(done: int, total: int) -> None:
    print(f"{_CLEAR}{done:,} of {total:,} runs ({done / total:.0%}); Ctrl-C stops", end="", file=sys.stderr, flush=True)
