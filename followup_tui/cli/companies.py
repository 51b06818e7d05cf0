"""Companies: list, show, add, edit."""

from typing import Any

import click

from followup_tui.cli.options import Changing, Verb, Verbs


def _facts(command: Any) -> Any:
    """The options for the facts of a company."""
    for option in (
        click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name; -NAME takes one away."),
        click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="A domain of its e-mail addresses."),
        click.option("--url", "urls", multiple=True, metavar="URL", help="Its page."),
        click.option("--place", metavar="TEXT", help="Where it is."),
        click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; -TAG takes one away."),
        click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="What it works on."),
        click.option("--cadence", metavar="WINDOW", help="How often, when nobody there is kept in touch with."),
        click.option("--worked-for/--never-worked-for", "worked_for", default=None, help="Whether you worked there."),
        click.option("--note", metavar="TEXT", help="What there is to remember."),
    ):
        command = option(command)
    return command


@click.group("company", cls=Verbs)
def company_command() -> None:
    """Companies: list, show, add, edit."""


@company_command.command("list", cls=Verb)
@click.option("--needs-contact", is_flag=True, help="Those where nobody you know is left.")
@click.option("--due", is_flag=True, help="Those that nobody keeps warm and whose window is open or closed.")
@click.option("--worked-for", is_flag=True, help="Those you worked for too; they are left out otherwise.")
def list_command(needs_contact: bool, due: bool, worked_for: bool) -> None:
    """Every company you did not work for, with who keeps it warm."""
    from followup_tui.cli.columns import table
    from followup_tui.cli.company_text import company_row, listed_companies, row_of_company
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json

    with opened() as (call, book):
        shown = listed_companies(book, needs_contact=needs_contact, due=due, worked_for=worked_for)
        if call.json:
            say_json({"as_of": book.as_of, "companies": [company_row(book, one) for one in shown]})
        elif shown:
            say(*table([row_of_company(book, one) for one in shown], (13, 28, 12, 60), paper().width))
        else:
            say("No such company." if book.companies else "There is no company yet; followup company add makes one.")


@company_command.command("show", cls=Verb)
@click.argument("which", nargs=-1, required=True, metavar="COMPANY")
def show_command(which: tuple[str, ...]) -> None:
    """One company: who is there, every interview, what was promised, leads to and from it, what was said."""
    from followup_tui.actions.companies import company_meant
    from followup_tui.cli.company_text import company_lines, company_page
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json

    with opened() as (call, book):
        company = company_meant(book, " ".join(which))
        if call.json:
            say_json({"as_of": book.as_of, "company": company_page(book, company)})
        else:
            say(*company_lines(book, company, paper()))


@company_command.command("add", cls=Changing)
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@_facts
def add_command(name: tuple[str, ...], **options: Any) -> None:
    """Add a company: followup company add "Fisher Diagnostics" --place Oslo."""
    from followup_tui.actions.companies import add_company
    from followup_tui.cli.company_text import company_row
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    with opened() as (call, book):
        given = {field: value for field, value in options.items() if value not in (None, ())}
        done = add_company(book, " ".join(name), given)
        report(call, book, done, [], company=None if call.dry_run else company_row(book, done.made))


@company_command.command("edit", cls=Changing)
@click.argument("which", nargs=-1, required=True, metavar="COMPANY")
@click.option("--name", metavar="NAME", help="Its new name; the former one stays as an alias.")
@_facts
def edit_command(which: tuple[str, ...], **options: Any) -> None:
    """Change a company: followup company edit fisher --cadence "6 months" --topic -maps."""
    from followup_tui.actions.companies import LISTS, company_meant, edit_company
    from followup_tui.cli.company_text import company_row, edited_list
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    if all(value in (None, ()) for value in options.values()):
        raise click.UsageError("Say what to change, like --place Oslo; followup company edit --help lists the fields.")
    with opened() as (call, book):
        company = company_meant(book, " ".join(which))
        changes = {
            field: edited_list(getattr(company, field), value) if field in LISTS else value
            for field, value in options.items()
            if value not in (None, ())
        }
        done = edit_company(book, company, changes)
        report(call, book, done, [], company=None if call.dry_run else company_row(book, done.made))
