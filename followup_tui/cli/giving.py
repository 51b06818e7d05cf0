"""What relationships gave: enter a result, list them, see who led to what, correct one, take one out."""

from typing import Any

import click

from followup_tui.cli.options import AddingVerbs, Changing, Verb
from followup_tui.model.words import ResultKind

KINDS = [one.value for one in ResultKind]


@click.group("result", cls=AddingVerbs)
def result_command() -> None:
    """What people gave: result WHO KIND, result list, tree, edit, delete."""


@result_command.command("add", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="WHO KIND")
@click.option("--company", metavar="NAME", help="The company it names; a new one is made, with where it came from.")
@click.option("--role", metavar="TEXT", help="The role it is about.")
@click.option("--value", metavar="TEXT", help="What it is worth, in your words: EUR 40k, two days saved.")
@click.option("--note", metavar="TEXT", help="What there is to remember.")
@click.option("--on", metavar="WHEN", help="The day; today without it.")
@click.option("--came-of", metavar="RESULT", help="The result that led to it; an open lead to the company without it.")
@click.option("--alone", is_flag=True, help="It came of no lead, whatever is open.")
@click.option("--no-thanks", is_flag=True, help="Promise no thanks: they were said already.")
def add_command(words: tuple[str, ...], alone: bool, no_thanks: bool, **options: Any) -> None:
    """Enter what somebody gave: followup result ann lead --company Acme --role "Head of Data".

    KIND is advice, lead, introduction, interview, offer, job or customer.
    """
    from followup_tui.actions.results import ResultEntry, record_result
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import result_row
    from followup_tui.cli.reporting import report

    if len(words) < 2 or words[-1].lower() not in KINDS:
        raise click.UsageError(f"Say who and what: followup result ann lead. The kinds are {', '.join(KINDS)}.")
    with opened() as (call, book):
        contact = contact_meant(book, words[:-1])
        entry = ResultEntry(kind=ResultKind(words[-1].lower()), alone=alone, thanks=not no_thanks)
        done = record_result(book, contact, _with(book, entry, options))
        report(call, book, done, [contact.id], result=result_row(book, done.made))


@result_command.command("list", cls=Verb)
@click.argument("who", nargs=-1, metavar="[WHO]")
@click.option("--kind", type=click.Choice(KINDS), help="Those of a kind.")
def list_command(who: tuple[str, ...], kind: str | None) -> None:
    """What everybody gave, or one person, the newest first."""
    from followup_tui.cli.columns import table
    from followup_tui.cli.giving_text import row_of_result
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.profile_json import result_row

    with opened() as (call, book):
        giver = contact_meant(book, who).id if who else 0
        found = [
            one
            for one in sorted(book.results.values(), key=lambda one: (one.on, one.id), reverse=True)
            if giver in {0, one.contact} and kind in {None, one.kind.value}
        ]
        if call.json:
            say_json({"as_of": book.as_of, "results": [result_row(book, one) for one in found]})
        elif found:
            say(*table([row_of_result(book, one) for one in found], (13, 12, 13, 28, 60), paper().width))
        else:
            say("No result yet. Enter one with: followup result ann lead --company Acme")


@result_command.command("tree", cls=Verb)
@click.argument("who", nargs=-1, metavar="[WHO]")
def tree_command(who: tuple[str, ...]) -> None:
    """Who led to what, from the first interview to today; with WHO, what came of them."""
    from followup_tui.cli.giving_text import branch_row, tree_lines
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import say, say_json
    from followup_tui.rules.lineage import branches_of, lineage
    from followup_tui.rules.wording import counted

    with opened() as (call, book):
        tree = lineage(book.contacts, book.interviews, book.results)
        roots = branches_of(tree, contact_meant(book, who)) if who else tree.roots
        if call.json:
            say_json({"as_of": book.as_of, "tree": [branch_row(book, one) for one in roots], "quiet": tree.quiet})
            return
        if not roots:
            what = "of them" if who else "of anything"
            say(f"Nothing came {what} yet, as far as it was entered: followup result ann lead --company Acme")
            return
        say(*tree_lines(book, roots))
        if tree.quiet and not who:
            say("", f"{counted(tree.quiet, 'interview')} led to nothing yet.")


@result_command.command("edit", cls=Changing)
@click.argument("which", metavar="RESULT")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--company", metavar="NAME", help="The company it names; an empty one takes it away.")
@click.option("--role", metavar="TEXT", help="The role it is about.")
@click.option("--value", metavar="TEXT", help="What it is worth.")
@click.option("--note", metavar="TEXT", help="What there is to remember.")
@click.option("--on", metavar="WHEN", help="The day.")
@click.option("--came-of", metavar="RESULT", help="The result that led to it; none takes it away.")
def edit_command(which: str, kind: str | None, **options: Any) -> None:
    """Correct a result: followup result edit ID --role "Head of Data"."""
    from followup_tui.actions.results import edit_result, entry_of_result
    from followup_tui.cli.giving_text import result_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import result_row
    from followup_tui.cli.reporting import report

    if kind is None and all(value is None for value in options.values()):
        raise click.UsageError("Say what to change, like --role; followup result edit --help lists the fields.")
    with opened() as (call, book):
        result = result_meant(book, which)
        entry = entry_of_result(
            book,
            result,
            {"kind": ResultKind(kind or result.kind), "alone": (options["came_of"] or "").lower() == "none"},
        )
        done = edit_result(book, result, _with(book, entry, options))
        report(call, book, done, [done.made.contact], result=result_row(book, done.made))


@result_command.command("delete", cls=Changing)
@click.argument("which", metavar="RESULT")
def delete_command(which: str) -> None:
    """Take a result out; what came of it stays, and undo brings it back."""
    from followup_tui.actions.results import delete_result
    from followup_tui.cli.giving_text import result_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    with opened() as (call, book):
        report(call, book, delete_result(book, result_meant(book, which)), [])


def _with(book: Any, entry: Any, options: dict[str, Any]) -> Any:
    """The entry with what the options say; what they leave out stays."""
    from msgspec.structs import replace

    from followup_tui.cli.giving_text import result_meant
    from followup_tui.rules.when import parse_when

    told = {name: options[name] for name in ("company", "role", "value", "note") if options.get(name) is not None}
    if options.get("on"):
        told["on"] = parse_when(options["on"], book.as_of, "past")
    led = options.get("came_of")
    if led and led.lower() != "none":
        told["came_of"] = result_meant(book, led).id
    return replace(entry, **told)
