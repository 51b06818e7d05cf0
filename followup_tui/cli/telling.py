"""Statistics of the network."""

import click

from followup_tui.cli.options import Verb


@click.command("stats", cls=Verb)
def stats_command() -> None:
    """Counts, answers by outcome, channel, template and silence, and what relationships gave."""
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.stats_text import stats_document, stats_lines
    from followup_tui.rules.stats import statistics

    with opened() as (call, book):
        found = statistics(
            book.contacts,
            book.verdicts(),
            book.interviews_of,
            book.interactions_of,
            book.results.values(),
            book.as_of,
        )
        if call.json:
            say_json(stats_document(book, found))
        else:
            say(*stats_lines(book, found, paper()))
