"""Import: people from files, with a report, undone as one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup_tui.cli.options import Changing

if TYPE_CHECKING:
    from followup_tui.actions.importing import FileReport

MOST_ROWS = 10
"""Rows of a report shown to people; --json has all of them."""


@click.command("import", cls=Changing)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--format", "kind", metavar="FORMAT", help="linkedin or vcard; found out from the content without it.")
def import_command(paths: tuple[Path, ...], kind: str | None) -> None:
    """Import people: LinkedIn Connections.csv or its .zip, vCards (.vcf).

    Doing it again changes nothing. It is one change: followup undo takes it back.
    """
    from followup_tui.actions.importing import import_files
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import plain, say, say_json

    with opened() as (call, book):
        report = import_files(book, paths, format=kind, dry_run=call.dry_run)
        if call.json:
            say_json(report.as_json())
            return
        for file in report.files:
            say(*_lines(file))
        say(*(plain(one) for one in (report.total if len(report.files) > 1 else "", report.first_hellos) if one))
        if call.dry_run:
            say("Dry run, nothing was changed.")
        if report.undo is not None:
            say("followup undo takes it back.")


def _lines(file: "FileReport") -> list[str]:
    from followup_tui.cli.output import plain
    from followup_tui.rules.wording import counted

    counts = file.as_json()
    numbers = ", ".join(f"{counts[name]:,} {name}" for name in ("new", "updated", "unchanged"))
    lines = [f"{plain(file.path)} ({file.format}): {counted(counts['rows'], 'row')}: {numbers}"]
    told = {
        ("row skipped", "rows skipped"): [f"row {one['row']:,}: {plain(one['why'])}" for one in counts["skipped"]],
        ("possible duplicate", "possible duplicates"): [
            f"row {one['row']:,}: {plain(one['name'])} may be {plain(one['like_whom'])} ({plain(one['sign'])})"
            for one in counts["possible_duplicates"]
        ],
        ("note", "notes"): [f"row {one['row']:,}: {plain(one['what'])}" for one in counts["notes"]],
    }
    for (one, several), rows in told.items():
        if rows:
            lines += [f"  {counted(len(rows), one, several)}", *(f"    {row}" for row in rows[:MOST_ROWS])]
            lines += [f"    and {len(rows) - MOST_ROWS:,} more (--json lists all)"] if len(rows) > MOST_ROWS else []
    return lines
