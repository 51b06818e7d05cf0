"""Writing the network out for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup_tui.cli.options import MOST_WEEKS, Verb, this_call
from followup_tui.default_places import expanded

if TYPE_CHECKING:
    from followup_tui.actions.exporting import Exported

FORMATS = ("ics", "ics-tasks")
"""Those of `exchange.exports`, which the help and completion need not load."""


@click.command("export", cls=Verb)
@click.argument("name", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("-o", "--output", "path", metavar="PATH", type=click.Path(path_type=Path), help="The file; else stdout.")
@click.option("--query", metavar="QUERY", help="Only those whom followup find QUERY finds.")
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=26, show_default=True, help="How far to plan.")
@click.option("--force", is_flag=True, help="Write over a file that is no earlier export.")
def export_command(name: str, path: Path | None, query: str | None, weeks: int, force: bool) -> None:
    """Write the plan as a calendar: followup export ics -o plan.ics.

    FORMAT is ics (everybody's next touch and birthdays, as all-day events) or ics-tasks (the promises, as to-dos:
    apart, as many calendars refuse to-dos among events). Written again to the same file, an event moves to its new
    day, and is cancelled when it is no longer planned.
    """
    from followup_tui.actions.exporting import export, export_to
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import plain, say, say_bytes, say_json
    from followup_tui.cli.waiting import waiting

    printed = path is None or str(path) == "-"
    if printed and this_call().json:
        raise click.UsageError("--json tells what was written to -o PATH; without one the calendar itself is printed.")
    with opened() as (call, book):
        if path is None or printed:
            with waiting() as tell:
                written = export(book, name, query=query or "", weeks=weeks, tell=tell)
            say_bytes(written.data)
            return
        with waiting() as tell:
            done = export_to(book, name, expanded(path), query=query or "", weeks=weeks, force=force, tell=tell)
        if call.json:
            say_json({"as_of": book.as_of, "format": name, "path": str(done.path), "bytes": done.size, **done.counts})
        else:
            say(plain(_said(done)))


def _said(done: "Exported") -> str:
    from followup_tui.rules.wording import counted, file_size

    counts = dict(done.counts)
    later = counts.pop("later", 0)
    what = ", ".join(counted(number, kind.removesuffix("s"), kind) for kind, number in counts.items() if number)
    more = f"; {counted(later, 'person', 'people')} come after these weeks" if later else ""
    return f"Wrote {done.path} ({what or 'nothing planned'}; {file_size(done.size)}), readable by you alone{more}"
