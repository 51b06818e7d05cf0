"""Forget somebody: the one verb that cannot be undone, and therefore asks."""

import sys

import click

from followup_tui.cli.options import Changing, who_argument


@click.command("forget", cls=Changing)
@who_argument()
@click.option("--yes", is_flag=True, help="Do not ask: it cannot be undone.")
def forget_command(who: tuple[str, ...], yes: bool) -> None:
    """Remove somebody for good: from data, history and snapshots.

    An import does not bring them back. This alone cannot be undone; archive takes somebody out of every list and keeps
    everything. Copies that you made elsewhere are not touched.
    """
    from followup_tui.actions.forgetting import forget
    from followup_tui.actions.outcome import Refused
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import plain, say, say_json

    with opened() as (call, book):
        contact = contact_meant(book, who)
        if not (yes or call.dry_run):
            if not sys.stdin.isatty():
                raise Refused(f"Forgetting {contact.name} cannot be undone; add --yes if that is what you want.")
            click.confirm(f"Forget {plain(contact.name)} for good? This cannot be undone.", abort=True, err=True)
        done = forget(book, contact)
        if call.json:
            found = done.found
            say_json({
                "said": done.said, "dry_run": call.dry_run, "removed": found.removed, "changed": len(found.changed),
                "snapshots": found.snapshots, "history": found.history, "files": found.files,
                "remains": list(done.remains), "deleted": [str(path) for path in found.deleted],
            })  # fmt: skip
            return
        say(f"{'Dry run, nothing was changed: ' if call.dry_run else ''}{plain(done.said)}")
        say(*(plain(line) for line in (*done.deleted, *done.remains)))
