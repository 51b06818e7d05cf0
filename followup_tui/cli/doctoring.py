"""The doctor: is the file sound, what is wrong with it, and the repair."""

from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.options import Changing, this_call

if TYPE_CHECKING:
    from followup_tui.safekeeping import Diagnosis, Repaired

MOST_SHOWN = 30
"""Findings of one kind shown to people; --json has all of them."""


@click.command("doctor", cls=Changing)
@click.option("--repair", is_flag=True, help="Repair what can be repaired; nothing readable is lost.")
@click.pass_context
def doctor_command(ctx: click.Context, repair: bool) -> None:
    """Check the file: records, references, history, snapshots, drafts, permissions.

    Ends with 0 when all is well and with 1 when problems remain. With --repair a broken file is put aside first, and
    the mending of a readable one is a change that undo takes back.
    """
    from followup_tui.actions.doctoring import unwanted_in
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.output import plain, say, say_json
    from followup_tui.safekeeping import examined, repaired

    call = this_call()
    file, _ = paths_of(call)
    unwanted = unwanted_in(file)
    done = repaired(file, call.clock, unwanted) if repair and not call.dry_run else None
    found = (done.left if done else None) or examined(file, call.clock, unwanted)
    if call.json:
        say_json(_document(found, done, str(file), repair and call.dry_run))
    else:
        if done:
            say(*(plain(line) for line in done.done), *([""] if done.done else []))
        if repair and call.dry_run:
            say("Dry run, nothing was changed: what says “followup doctor --repair” would be repaired.")
        say(*_lines(found, str(file)))
    ctx.exit(0 if found.ok else 1)


def _document(found: "Diagnosis", done: "Repaired | None", path: str, dry_run: bool) -> dict[str, Any]:
    read = found.read
    told = done.done if done else []
    return {
        "ok": found.ok,
        "schema": _schema(found),
        "contacts": len(read.contents.tables.get("contacts", ())),
        "interactions": len(read.contents.tables.get("interactions", ())),
        "problems": [one._asdict() for one in found.problems],
        "notes": [one._asdict() for one in found.notes],
        "file": path,
        "state": read.state,
        "repaired": told,
        "kept": [str(one) for one in done.kept] if done else [],
        "change": done.change if done else None,
        "dry_run": dry_run,
    }


def _schema(found: "Diagnosis") -> int | None:
    if found.read.state not in ("readable", "missing", "newer"):
        return None
    old = found.read.contents.migrated_from
    return found.read.contents.meta.schema if old is None else old


def _lines(found: "Diagnosis", path: str) -> list[str]:
    from followup_tui.cli.output import plain
    from followup_tui.rules.wording import counted

    lines = []
    for title, told in (("problem", found.problems), ("note", found.notes)):
        if told:
            lines.append(f"{counted(len(told), title)}:")
        for one in told[:MOST_SHOWN]:
            lines += [f"  {plain(one.what)}", f"    where: {plain(one.where)}", f"    repair: {plain(one.repair)}"]
        if len(told) > MOST_SHOWN:
            lines.append(f"  and {len(told) - MOST_SHOWN:,} more (--json lists all)")
    if found.read.state == "missing":
        return [*lines, f"There is no file {plain(path)} yet; the first change makes it."]
    if found.ok:
        tables = found.read.contents.tables
        people, touches = len(tables.get("contacts", ())), len(tables.get("interactions", ()))
        counts = f"{counted(people, 'contact')}, {counted(touches, 'interaction')}"
        lines.append(f"All is well: {plain(path)}, {counts}, schema {_schema(found)}")
    return lines
