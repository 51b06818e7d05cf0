"""Copies of the network: backup, backup list, restore."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.options import Call, Changing, Verb, Verbs, this_call

if TYPE_CHECKING:
    from followup_tui.safekeeping import Backup, Restored


class BackupVerbs(Verbs):
    """``backup`` and ``backup PATH`` make a copy; ``backup list`` is a verb of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts ``make`` before everything that is not a verb, so that the most used form is the shortest."""
        if not any(word in self.commands for word in args) and not {"--help", "--version"} & set(args):
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group("backup", cls=BackupVerbs)
def backup_command() -> None:
    """Take a snapshot now, or write a plain copy: backup, backup PATH, backup list.

    Snapshots are taken by themselves once a day and before every import and merge. With a PATH, such as a stick's, the
    network is written there as a plain file; --force writes over one that is there.
    """


@backup_command.command("make", cls=Changing)
@click.argument("path", required=False, metavar="[PATH]", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def make_command(path: Path | None, force: bool) -> None:
    """Take a snapshot now; with a PATH, write a plain copy there (./list for a file called list)."""
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.output import plain, say, say_json
    from followup_tui.opening import StoreError
    from followup_tui.rules.wording import file_size
    from followup_tui.safekeeping import take_backup, write_copy

    call = this_call()
    file, _ = paths_of(call)
    if call.dry_run:
        if path and path.exists() and not force:
            raise StoreError(f"{path} is there already; name a file that is not, or add --force.")
        where = path or file.parent
        _say_made(
            call, {"path": str(where), "dry_run": True}, f"Dry run: a copy would be written to {plain(str(where))}"
        )
        return
    if path is None:
        made = take_backup(file, call.clock)
        said = f"Took the snapshot {plain(made.path.name)} ({file_size(made.size)})"
        _say_made(call, {**_row(made), "dry_run": False}, said)
        return
    if path.exists() and not force:
        raise StoreError(f"{path} is there already; name a file that is not, or add --force.")
    size = write_copy(file, path, call.clock, force=force)
    if call.json:
        say_json({"path": str(path), "bytes": size, "dry_run": False})
    else:
        say(f"Wrote {plain(str(path))} ({file_size(size)}), readable by you alone")


def _say_made(call: Call, document: dict[str, Any], said: str) -> None:
    from followup_tui.cli.output import say, say_json

    if call.json:
        say_json(document)
    else:
        say(said)


@backup_command.command("list", cls=Verb)
def list_command() -> None:
    """The snapshots, newest first, and what they take of what they may take."""
    from followup_tui.cli.columns import table
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.output import paper, plain, say, say_json
    from followup_tui.rules.wording import counted, file_size, moment_words
    from followup_tui.safekeeping import MOST_BYTES, backups

    call = this_call()
    found = backups(paths_of(call)[0])[::-1]
    total = sum(one.size for one in found)
    if call.json:
        say_json({"snapshots": [_row(one) for one in found], "bytes": total, "most_bytes": MOST_BYTES})
        return
    if not found:
        say("No snapshot was taken yet; followup backup takes one.")
        return
    rows = [(moment_words(one.at), one.reason, file_size(one.size), plain(str(one.path))) for one in found]
    say(*table(rows, (16, 12, 10), paper().width))
    room = f"{file_size(total)} of at most {file_size(MOST_BYTES)}"
    say(f"{counted(len(found), 'snapshot')}, {room}; followup restore NAME goes back to one")


@click.command("restore", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="PATH|WHEN")
def restore_command(words: tuple[str, ...]) -> None:
    """Go back to a snapshot, a copy, or a moment; undo takes it back.

    PATH is a snapshot of backup list (its name is enough) or any followup file. WHEN is a moment like "2026-03-01
    14:30" or "yesterday 14:00", or a day like yesterday or -3d, which means the evening of that day.
    """
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.output import say, say_json

    call = this_call()
    file, _ = paths_of(call)
    restored = _restore(call, file, " ".join(words))
    if call.json:
        say_json({
            "source": restored.source, "records": restored.records, "total": restored.total,
            "change": restored.change, "dry_run": call.dry_run,
        })  # fmt: skip
        return
    say(_said(restored, call.dry_run))


def _restore(call: Call, file: Path, text: str) -> "Restored":
    from followup_tui.actions.restoring import restore_meant
    from followup_tui.safekeeping import restore_file, restore_moment

    meant = restore_meant(file, text, call.today)
    if isinstance(meant, Path):
        from followup_tui.actions.forgetting import forgotten_in

        return restore_file(file, meant, call.clock, unwanted=forgotten_in(file), dry_run=call.dry_run)
    return restore_moment(file, meant, call.clock, dry_run=call.dry_run)


def _said(restored: "Restored", dry_run: bool) -> str:
    from followup_tui.cli.output import plain
    from followup_tui.rules.wording import counted

    if not restored.total:
        return f"Nothing to restore: everything is as in {plain(restored.source)}"
    kinds = ", ".join(f"{table}: {number:,}" for table, number in restored.records.items())
    records = f"{counted(restored.total, 'record')} ({kinds})"
    if dry_run:
        return f"Dry run, nothing was changed: {records} would change to what {plain(restored.source)} has"
    return f"Restored {records} from {plain(restored.source)}; followup undo takes it back"


def _row(one: "Backup") -> dict[str, Any]:
    return {"path": str(one.path), "name": one.path.name, "at": one.at, "reason": one.reason, "bytes": one.size}
