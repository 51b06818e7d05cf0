"""Interviews: add, list, show, edit, and what was promised in them."""

from typing import Any

import click

from followup_tui.cli.interview_options import interview_options
from followup_tui.cli.options import Changing, Verb, Verbs
from followup_tui.model.words import Outcome

OUTCOMES = [one.value for one in Outcome]
EMPTY_ROLE = "--role takes what the interview was for; leave it out where that is not known."


@click.group("interview", cls=Verbs)
def interview_command() -> None:
    """Interviews: add, list, show, edit, promise."""


@interview_command.command("add", cls=Changing)
@click.argument("company", nargs=-1, required=True, metavar="COMPANY")
@interview_options
def add_command(company: tuple[str, ...], **options: Any) -> None:
    """Record an interview: followup interview add "Fisher" --role "Data lead" --with "Ann Lee" --outcome rejected.

    What follows from it is said at the end: whom to thank, to answer or to tell by when, and the gentle words later.
    """
    from followup_tui.actions.interviews import add_interview
    from followup_tui.cli.interview_text import report_interview
    from followup_tui.cli.interview_words import entered
    from followup_tui.cli.matches import matches_listed
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper
    from followup_tui.rules.interview_entry import InterviewEntry

    if options["role"] is not None and not options["role"].strip():
        raise click.UsageError(EMPTY_ROLE)
    with opened() as (call, book):
        entry = entered(book, InterviewEntry(company=" ".join(company)), options)
        with matches_listed(book):
            done = add_interview(book, entry)
        report_interview(call, book, done, paper())


@interview_command.command("list", cls=Verb)
@click.option("--company", metavar="NAME", help="Only those with companies of that name, or a part of it.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="Only those that ended so.")
@click.option("--open", "running", is_flag=True, help="Only those that are not over.")
def list_command(company: str | None, outcome: str | None, running: bool) -> None:
    """Every interview, newest first."""
    from followup_tui.cli.interview_text import interview_rows, interviews_with
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.profile_json import interview_row

    if running and outcome not in {None, Outcome.OPEN.value}:
        raise click.UsageError(f"--open and --outcome {outcome} leave nothing over; give one of them.")
    with opened() as (call, book):
        found = interviews_with(book, company or "", Outcome.OPEN.value if running else outcome)
        if call.json:
            say_json({"as_of": book.as_of, "interviews": [interview_row(book, one) for one in found]})
        elif found:
            say(*interview_rows(book, found, paper()))
        elif book.interviews:
            say("There is no such interview; followup interview list shows them all.")
        else:
            say("There is no interview; followup interview add records one.")


@interview_command.command("show", cls=Verb)
@click.argument("which", nargs=-1, required=True, metavar="INTERVIEW")
def show_command(which: tuple[str, ...]) -> None:
    """One interview, by its id, or by its company or role when those say which."""
    from followup_tui.cli.interview_text import interview_lines, interview_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.profile_json import interview_row

    with opened() as (call, book):
        interview = interview_meant(book, " ".join(which))
        if call.json:
            say_json({"as_of": book.as_of, "interview": interview_row(book, interview)})
        else:
            say(*interview_lines(book, interview, paper()))


@interview_command.command("edit", cls=Changing)
@click.argument("which", nargs=-1, required=True, metavar="INTERVIEW")
@click.option("--company", metavar="NAME", help="The company it was with.")
@interview_options
def edit_command(which: tuple[str, ...], company: str | None, **options: Any) -> None:
    """Change an interview: followup interview edit fisher --outcome runner-up --feedback "show more code".

    People, rounds and promises are added to those that are there; an empty text ("") takes one out. Without an option
    it opens in $EDITOR, where everything can be changed.
    """
    from msgspec.structs import replace

    from followup_tui.actions.interviews import edit_interview, entry_of
    from followup_tui.cli.interview_text import interview_meant, report_interview
    from followup_tui.cli.interview_words import entered
    from followup_tui.cli.matches import matches_listed
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper

    if company is None and all(value in (None, ()) for value in options.values()):
        from followup_tui.cli.editing import edit_interview_in_editor

        edit_interview_in_editor(" ".join(which))
        return
    with opened() as (call, book):
        interview = interview_meant(book, " ".join(which))
        before = entry_of(book, interview)
        entry = entered(book, before if company is None else replace(before, company=company), options)
        with matches_listed(book):
            done = edit_interview(book, interview, entry, before)
        report_interview(call, book, done, paper())


@interview_command.command("promise", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="INTERVIEW TEXT")
@click.option("--on", "day", metavar="WHEN", help="The day of the promise.")
@click.option("--to", "people", multiple=True, metavar="WHO", help="Whom you promised it; everybody in it without.")
def promise_command(words: tuple[str, ...], day: str | None, people: tuple[str, ...]) -> None:
    """Add a promise made in an interview: followup interview promise fisher "send the paper" --on fri --to Ann."""
    from followup_tui.actions.interviews import promise_in
    from followup_tui.cli.interview_text import interview_meant
    from followup_tui.cli.interview_words import people_of
    from followup_tui.cli.matches import matches_listed
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import task_row
    from followup_tui.cli.reporting import report
    from followup_tui.rules.interview_entry import PromiseEntry
    from followup_tui.rules.when import parse_when

    if len(words) < 2:
        raise click.UsageError('Say which interview and what: followup interview promise fisher "send the paper".')
    with opened() as (call, book):
        interview = interview_meant(book, " ".join(words[:-1]))
        on = parse_when(day, book.as_of) if day else None
        with matches_listed(book):
            done = promise_in(book, interview, PromiseEntry(text=words[-1], on=on, to=people_of(people)))
        report(call, book, done, done.made.contacts, task=task_row(book, done.made))
