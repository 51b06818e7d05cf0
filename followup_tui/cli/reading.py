"""Verbs that only read: today, due, show, find."""

from typing import Any

import click

from followup_tui.cli.options import Verb, this_call, who_argument


@click.command("today", cls=Verb)
@click.option("--format", "wanted", metavar="FORMAT", help="One line instead: short, line, count, tmux or your own.")
@click.option("--if-any", is_flag=True, help="Say nothing when nobody is left to write to today.")
def today_command(wanted: str | None, if_any: bool) -> None:
    """Today's plan, with the reason and a template for each.

    A FORMAT of your own has fields in braces: "{left} left, {overdue} late, next {next}".

    \b
    left (or planned)  still to write to today; done, total (the two together)
    capacity, waiting  people a day; due too, but the day is full
    due, overdue, new  in the whole network; new: never in touch yet
    replies, promises, interviews, birthdays, check_ins    of those left
    next, next_company, next_badge, next_reason, next_template, next_id
    date, day          2026-11-23, Mon 23 Nov
    """
    from followup_tui.cli.digest import todays_digest
    from followup_tui.cli.digest_text import check, one_line, today_lines
    from followup_tui.cli.output import paper, say, say_encoded

    call = this_call()
    if call.json and (if_any or wanted is not None):
        raise click.UsageError("--json is one document each time; --format and --if-any are for people.")
    if wanted is not None:
        check(wanted)
    digest = todays_digest(call)
    if call.json:
        say_encoded(digest.document.encode())
    elif digest.entries or not if_any:
        say(*([one_line(digest, wanted)] if wanted is not None else today_lines(digest, paper())))


@click.command("due", cls=Verb)
@click.option("--all", "everybody", is_flag=True, help="All others too: new, later, snoozed, paused.")
def due_command(everybody: bool) -> None:
    """Everyone due or overdue, most urgent first."""
    from followup_tui.cli.lists import contact_lines, due_contacts
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.rows import row_of

    with opened() as (call, book):
        contacts = due_contacts(book, everybody)
        if call.json:
            say_json({"as_of": book.as_of, "contacts": [row_of(book, one) for one in contacts]})
        elif contacts:
            say(*contact_lines(book, [(one, book.reason_for(one)) for one in contacts], paper()))
        else:
            say("Nobody is due." if book.contacts else _empty(book))


@click.command("find", cls=Verb, context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.pass_context
def find_command(ctx: click.Context, query: tuple[str, ...]) -> None:
    """Look for words in everything ever typed, and fields like tag:vc.

    QUERY is words that must all be found and fields such as tag:vc, company:fisher, late:, last:>60d, has:email; a
    minus turns a term round: -tag:vc.
    """
    from followup_tui.actions.finding import find
    from followup_tui.cli.lists import contact_lines
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.rows import found_row

    unknown = next((word for word in query if word.startswith("--")), None)
    if unknown:
        raise click.NoSuchOption(unknown, ctx=ctx)
    with opened() as (call, book):
        found = find(book, " ".join(query))
        if call.json:
            rows = [found_row(book, one.contact, one.where) for one in found]
            say_json({"as_of": book.as_of, "contacts": rows})
        elif found:
            say(
                *contact_lines(
                    book, [(one.contact, one.where or book.reason_for(one.contact)) for one in found], paper()
                )
            )
        else:
            say("Nothing was found." if book.contacts else _empty(book))


@click.command("show", cls=Verb)
@who_argument()
def show_command(who: tuple[str, ...]) -> None:
    """One contact: where they stand and why, and all that is known."""
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.profile_json import profile_of
    from followup_tui.cli.profile_text import profile_lines

    with opened() as (call, book):
        contact = contact_meant(book, who)
        if call.json:
            say_json(profile_of(book, contact))
        else:
            say(*profile_lines(book, contact, paper()))


def _empty(book: Any) -> str:
    from followup_tui.cli.lists import nobody_yet

    return nobody_yet(book)
