"""Interviews: add, list and show them."""

from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.options import Changing, Verb, Verbs
from followup_tui.model.words import Outcome

if TYPE_CHECKING:
    from followup_tui.book import Book
    from followup_tui.model.records import Interview

OUTCOMES = [one.value for one in Outcome]


@click.group("interview", cls=Verbs)
def interview_command() -> None:
    """Interviews: add, list, show."""


@interview_command.command("add", cls=Changing)
@click.argument("company", nargs=-1, required=True, metavar="COMPANY")
@click.option("--role", metavar="ROLE", help="What the interview was for.")
@click.option("--with", "people", multiple=True, metavar="WHO", help="Who interviewed you; a new name is added.")
@click.option("--from", "began", metavar="WHEN", help="The day it began.")
@click.option("--to", "ended", metavar="WHEN", help="The day it was over.")
@click.option("--outcome", type=click.Choice(OUTCOMES), default=Outcome.OPEN.value, help="How it ended.")
@click.option("--reason", default="", metavar="TEXT", help="Why it ended so.")
@click.option("--promise", default="", metavar="TEXT", help="What you promised.")
@click.option("--promise-on", metavar="WHEN", help="The day of the promise.")
def add_command(company: tuple[str, ...], **options: Any) -> None:
    """Record an interview: followup interview add "Fisher" --role "Data lead" --with "Ann Lee" --outcome rejected."""
    from followup_tui.actions.interviews import add_interview
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import interview_row
    from followup_tui.cli.reporting import report
    from followup_tui.rules.interview_entry import InterviewEntry, PromiseEntry, parse_people
    from followup_tui.rules.when import parse_when

    if options["role"] is not None and not options["role"].strip():
        raise click.UsageError("--role takes what the interview was for; leave it out where that is not known.")
    with opened() as (call, book):
        promise = PromiseEntry(
            text=options["promise"],
            on=parse_when(options["promise_on"], book.as_of) if options["promise_on"] else None,
        )
        entry = InterviewEntry(
            company=" ".join(company),
            role=options["role"] or "",
            people=tuple(one for words in options["people"] for one in parse_people(words)),
            began=parse_when(options["began"], book.as_of, "past") if options["began"] else None,
            ended=parse_when(options["ended"], book.as_of, "past") if options["ended"] else None,
            outcome=Outcome(options["outcome"]),
            reason=options["reason"],
            promises=(promise,) if promise.text.strip() else (),
        )
        done = add_interview(book, entry)
        report(call, book, done, done.made.contacts, interview=interview_row(book, done.made))


@interview_command.command("list", cls=Verb)
@click.option("--outcome", type=click.Choice(OUTCOMES), help="Only those that ended so.")
def list_command(outcome: str | None) -> None:
    """Every interview, newest first."""
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import say, say_json
    from followup_tui.cli.profile_json import interview_row

    with opened() as (call, book):
        found = [one for one in _newest_first(book) if outcome in {None, one.outcome.value}]
        if call.json:
            say_json({"as_of": book.as_of, "interviews": [interview_row(book, one) for one in found]})
        else:
            say(*(_lines(book, found) or ["There is no interview; followup interview add records one."]))


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


def _newest_first(book: "Book") -> "list[Interview]":
    from datetime import date

    return sorted(
        book.interviews.values(), key=lambda one: (one.ended or one.began or date.min, one.id), reverse=True
    )  # fmt: skip


def _lines(book: "Book", interviews: "list[Interview]") -> list[str]:
    from followup_tui.cli.columns import table
    from followup_tui.cli.interview_text import row_of_interview
    from followup_tui.cli.output import paper

    return table([row_of_interview(book, one) for one in interviews], (13, 15, 24, 24), paper().width)
