"""Promises: make one, list them, tick one off."""

from typing import Any

import click

from followup_tui.cli.options import AddingVerbs, Changing, Verb


@click.group("task", cls=AddingVerbs)
def task_command() -> None:
    """Promises: task WHO TEXT --on WHEN, task list, task done ID."""


@task_command.command("add", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="WHO TEXT")
@click.option("--on", "day", metavar="WHEN", help="The day of the promise.")
def add_command(words: tuple[str, ...], day: str | None) -> None:
    """Promise something: followup task "Ann Lee" "send her the paper" --on fri."""
    from followup_tui.actions.tasks import promise
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import task_row
    from followup_tui.cli.reporting import report
    from followup_tui.rules.when import parse_when

    if len(words) < 2:
        raise click.UsageError('Say to whom and what: followup task "Ann Lee" "send her the paper" --on fri.')
    with opened() as (call, book):
        contact = contact_meant(book, words[:-1])
        done = promise(book, contact, words[-1], parse_when(day, book.as_of) if day else None)
        report(call, book, done, [contact.id], task=task_row(book, done.made))


@task_command.command("list", cls=Verb)
@click.option("--all", "everything", is_flag=True, help="Those that were kept too.")
def list_command(everything: bool) -> None:
    """Promises that are open, the next one first."""
    from followup_tui.cli.columns import table
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.profile_json import task_row
    from followup_tui.cli.tasks import row_of_task, tasks_by_day

    with opened() as (call, book):
        tasks = tasks_by_day(book, everything)
        if call.json:
            say_json({"as_of": book.as_of, "tasks": [task_row(book, one) for one in tasks]})
        elif tasks:
            say(*table([row_of_task(book, one) for one in tasks], (13, 18, 24), paper().width))
        else:
            say("No promise is open.")


@task_command.command("done", cls=Changing)
@click.argument("which", nargs=-1, required=True, metavar="ID")
def done_command(which: tuple[str, ...]) -> None:
    """Tick a promise off, by its id or a part of its text."""
    from followup_tui.actions.tasks import keep
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import task_row
    from followup_tui.cli.reporting import report
    from followup_tui.cli.tasks import task_meant

    with opened() as (call, book):
        done: Any = keep(book, task_meant(book, " ".join(which)))
        report(call, book, done, done.made.contacts, task=task_row(book, done.made))
