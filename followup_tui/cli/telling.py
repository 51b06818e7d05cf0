"""Statistics of the network."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup_tui.cli.options import MOST_WEEKS, Call, Verb, this_call
from followup_tui.default_places import expanded

if TYPE_CHECKING:
    from followup_tui.book import Book
    from followup_tui.rules.chart import Chart

CHARTS = (
    "contacts-per-day", "load", "status", "on-time", "answers-channel", "answers-template", "answers-gap", "results",
    "results-giver",
)  # fmt: skip
"""Those of `actions.charting`, which the help and completion need not load."""
LIST = "list"


@click.command("stats", cls=Verb)
@click.option("--chart", "name", type=click.Choice([*CHARTS, LIST]), metavar="ID", help="One chart; list names them.")
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), help="How far a chart over time reaches.")
@click.option("--tag", metavar="TAG", help="Only the people with a tag.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the chart's table as CSV.")
@click.option("-o", "--output", "path", metavar="PATH", type=click.Path(path_type=Path), help="Write .csv or .svg.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def stats_command(
    name: str | None, weeks: int | None, tag: str | None, as_csv: bool, path: Path | None, force: bool
) -> None:
    """Counts, answers by outcome, channel, template and silence, and what relationships gave.

    --chart load prints one of the charts of the app as a table with bars, and with -o load.svg writes its picture.
    """
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import say, say_bytes
    from followup_tui.cli.waiting import waiting

    if name == LIST:
        _list()
        return
    _check(name, weeks is not None or tag is not None or as_csv or path is not None or force, as_csv=as_csv, path=path)
    with opened() as (call, book):
        if name is None:
            _statistics(call, book)
            return
        from followup_tui.actions.charting import chart_of, csv_of

        with waiting() as tell:
            chart = chart_of(book, name, weeks=weeks, tag=_tag(book, tag), tell=tell)
        if path is not None:
            _write(call, book, chart, expanded(path), force=force)
        elif as_csv:
            say_bytes(csv_of(chart).encode())
        else:
            say(*_told(call, book, chart))


def _check(name: str | None, asked: bool, *, as_csv: bool, path: Path | None) -> None:
    if name is None and asked:
        raise click.UsageError("Say of which chart, like: followup stats --chart load; --chart list names them.")
    if as_csv and (this_call().json or path is not None):
        raise click.UsageError("--csv prints the table; leave it out with --json or -o PATH.")


def _tag(book: "Book", tag: str | None) -> str:
    from followup_tui.actions.outcome import Refused
    from followup_tui.cli.output import plain

    wanted = (tag or "").removeprefix("#").strip()
    if wanted and not any(wanted in one.tags for one in book.contacts.values()):
        raise Refused(f'Nobody has the tag "{plain(wanted)[:40]}".')
    return wanted


def _list() -> None:
    from followup_tui.actions.charting import CHARTS as TITLES
    from followup_tui.cli.output import say, say_json

    if this_call().json:
        say_json({"charts": [{"id": name, "title": title} for name, title in TITLES.items()]})
        return
    wide = max(map(len, TITLES))
    say(*(f"{name:<{wide}}  {title}" for name, title in TITLES.items()))


def _told(call: Call, book: "Book", chart: "Chart") -> list[str]:
    from followup_tui.cli.chart_text import chart_document, chart_text
    from followup_tui.cli.output import paper, say_json

    if call.json:
        say_json(chart_document(book, chart))
        return []
    return chart_text(chart, paper())


def _write(call: Call, book: "Book", chart: "Chart", path: Path, *, force: bool) -> None:
    from followup_tui.actions.charting import write_chart
    from followup_tui.cli.output import plain, say, say_json
    from followup_tui.rules.wording import file_size

    size = write_chart(chart, path, book.store.path, force=force)
    if call.json:
        say_json({"as_of": book.as_of, "chart": chart.id, "path": str(path), "bytes": size})
    else:
        say(f"Wrote {plain(str(path))} ({file_size(size)}), readable by you alone")


def _statistics(call: Call, book: "Book") -> None:
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.stats_text import stats_document, stats_lines
    from followup_tui.rules.stats import statistics

    found = statistics(
        book.contacts, book.verdicts(), book.interviews_of, book.interactions_of, book.results.values(), book.as_of
    )
    if call.json:
        say_json(stats_document(book, found))
    else:
        say(*stats_lines(book, found, paper()))
