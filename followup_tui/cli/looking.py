"""Looking for something new: on, off, whom to approach, the plan of two weeks, a dossier on a company."""

from typing import Any

import click

from followup_tui.cli.options import Changing, Verb, Verbs


@click.group("looking", cls=Verbs)
def looking_command() -> None:
    """Looking again: on, list, plan, dossier, off."""


@looking_command.command("on", cls=Changing)
@click.argument("what", nargs=-1, metavar="[WHAT]")
@click.option("--now", metavar="TEXT", help="Where you are now, told once and used in the messages (me.now).")
def on_command(what: tuple[str, ...], now: str | None) -> None:
    """Begin to look: followup looking on a product role in Oslo --now "Head of Data at Fisher"."""
    from followup_tui.actions.looking import start_looking
    from followup_tui.cli.opening import opened, paths_of
    from followup_tui.cli.output import plain, say, say_json

    with opened() as (call, book):
        _, config = paths_of(call)
        wanted = " ".join(what) or book.settings.looking.what
        settings = book.settings if call.dry_run else start_looking(config, book.as_of, wanted, now)
        if call.json:
            say_json({"as_of": book.as_of, "looking": _state(settings), "dry_run": call.dry_run})
            return
        say(f"{'Dry run, nothing was changed: ' if call.dry_run else ''}Looking for {plain(wanted)}, from today on.")
        if not settings.me.now and not now:
            say('Say once where you are now: followup looking on --now "Head of Data at Fisher".')
        say("followup looking plan says whom to write to in the next two weeks.")


@looking_command.command("off", cls=Changing)
@click.option("--quietly", is_flag=True, help="Promise nobody to tell them how it ended.")
def off_command(quietly: bool) -> None:
    """End the search, and promise everybody who wrote meanwhile to tell them how it ended."""
    from followup_tui.actions.looking import stop_looking, tell_how_it_ended
    from followup_tui.actions.outcome import Refused
    from followup_tui.cli.opening import opened, paths_of
    from followup_tui.cli.output import say, say_json

    with opened() as (call, book):
        since = book.settings.looking.since
        if since is None:
            raise Refused("You are not looking; followup looking on begins.")
        said, tasks = "Back to keeping warm.", ()
        if not quietly:
            try:
                done: Any = tell_how_it_ended(book, since)
            except Refused:
                pass
            else:
                said, tasks = f"{said} {done.said}.", done.made
        if not call.dry_run:
            stop_looking(paths_of(call)[1])
        if call.json:
            say_json({"as_of": book.as_of, "said": said, "dry_run": call.dry_run, "tasks": len(tasks)})
        else:
            say(f"{'Dry run, nothing was changed: ' if call.dry_run else ''}{said}")


@looking_command.command("list", cls=Verb)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="So many people.")
@click.option("--all", "everybody", is_flag=True, help="Everybody, and those who are left out with the reason.")
def list_command(limit: int, everybody: bool) -> None:
    """Whom to approach again, the most promising first, with the reasons."""
    from followup_tui.cli.looking_text import approach_lines, approach_row
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json

    with opened() as (call, book):
        found = book.approaches()
        shown = found if everybody else tuple(one for one in found if not one.left_out)[:limit]
        if call.json:
            rows = [approach_row(book, one, rank) for rank, one in enumerate(shown, 1)]
            say_json({"as_of": book.as_of, "looking": _state(book.settings), "contacts": rows})
        else:
            say(*(approach_lines(book, shown, paper()) or ["Nobody to approach yet: followup add, followup import."]))


@looking_command.command("plan", cls=Verb)
def plan_command() -> None:
    """Whom to write to in the next two weeks, within what a day holds, one person a company."""
    from followup_tui.actions.looking import plan_of
    from followup_tui.cli.looking_text import approach_row, plan_lines
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json

    with opened() as (call, book):
        found = book.approaches()
        planned = plan_of(book, found)
        by_contact = {one.contact: one for one in found}
        if call.json:
            rows = [
                {"on": one.on, **approach_row(book, by_contact[one.contact], rank)}
                for rank, one in enumerate(planned, 1)
            ]
            say_json({"as_of": book.as_of, "looking": _state(book.settings), "contacts": rows})
        else:
            lines = plan_lines(book, planned, by_contact, paper())
            say(*(lines or ["The next two weeks hold nobody: see plan.per_day, holidays and days away."]))


@looking_command.command("dossier", cls=Verb)
@click.argument("company", nargs=-1, required=True, metavar="COMPANY")
def dossier_command(company: tuple[str, ...]) -> None:
    """All there is on a company, on one screen, before you write."""
    from followup_tui.actions.companies import company_meant
    from followup_tui.actions.looking import dossier
    from followup_tui.cli.columns import wrapped
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, plain, say, say_json

    with opened() as (call, book):
        meant = company_meant(book, " ".join(company))
        sections = dossier(book, meant)
        if call.json:
            rows = [{"title": one.title, "lines": list(one.lines)} for one in sections]
            say_json({"as_of": book.as_of, "company": meant.name, "sections": rows})
            return
        on = paper()
        say(on.tinted(plain(meant.name), "bold"))
        for one in sections:
            say("", on.tinted(one.title, "bold"))
            for line in one.lines:
                say(*wrapped(plain(line), on.width, "    " if line.startswith("  ") else "  "))


def _state(settings: Any) -> dict[str, Any]:
    return {"since": settings.looking.since, "what": settings.looking.what, "now": settings.me.now}
