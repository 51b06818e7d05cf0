"""How many a day: set it, and take what is suggested."""

import click

from followup_tui.cli.options import Verb

MOST_A_DAY = 100
"""That of `model.settings`, which the help need not load."""


@click.command("pace", cls=Verb, changes=True)
@click.argument("number", type=click.IntRange(1, MOST_A_DAY), required=False, metavar="[N]")
@click.option("--from", "since", metavar="WHEN", help="The day it begins; now without it.")
def pace_command(number: int | None, since: str | None) -> None:
    """How many people a day; with N another number.

    It holds from now on, or from a day: followup plan pace 4 --from "1 mar". What it keeps is said.
    """
    from followup_tui.actions.pacing import set_pace
    from followup_tui.cli.opening import opened, paths_of
    from followup_tui.cli.output import say, say_json
    from followup_tui.cli.reporting import report_setting
    from followup_tui.cli.waiting import waiting
    from followup_tui.rules.calendar import pace_on
    from followup_tui.rules.pace import pace_words
    from followup_tui.rules.pace_changes import per_day_words
    from followup_tui.rules.when import parse_when

    with opened() as (call, book):
        if number is None:
            if since:
                raise click.UsageError("Say how many a day from then on: followup plan pace 4 --from 2027-03-01.")
            plan = book.settings.plan
            if call.json:
                say_json({"as_of": book.as_of, "per_day": pace_on(book.as_of, plan), "changes": plan.changes})
            else:
                say(f"{per_day_words(plan, book.as_of)}.")
            return
        day = parse_when(since, book.as_of) if since else None
        config = paths_of(call)[1]
        book.use_settings(set_pace(config, number, day, as_of=book.as_of, rehearse=True).settings)
        loose = book.settings.cadence.tags.get("loose", "")
        with waiting() as tell:
            told = pace_words(book.pace(WEEKS, tell), book.plan_ahead(WEEKS), loose)[:2] if book.contacts else []
        change = set_pace(config, number, day, as_of=book.as_of, rehearse=call.dry_run)
        plan = change.settings.plan
        report_setting(call, book, change, told, per_day=pace_on(book.as_of, plan), changes=plan.changes)


WEEKS = 26


@click.command("suggest", cls=Verb, changes=True)
@click.option("--take", type=click.IntRange(1), metavar="N", help="Do what the suggestion of this number says.")
def suggest_command(take: int | None) -> None:
    """What would let the pace do, and taking it.

    Lists the suggestions, numbered, with what each would change; --take N does one, --dry-run shows it first.
    """
    from followup_tui.actions.outcome import Refused
    from followup_tui.actions.pacing import suggestions
    from followup_tui.actions.pacing import take as take_suggestion
    from followup_tui.cli.opening import opened, paths_of
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.cli.pacing_text import how_to_take, suggestion_lines, suggestion_row
    from followup_tui.cli.reporting import report, report_setting
    from followup_tui.cli.waiting import waiting

    with opened() as (call, book):
        with waiting() as tell:
            found = suggestions(book.rehearsal(), WEEKS, tell)
        if take is None:
            if call.json:
                say_json({"as_of": book.as_of, "suggestions": [suggestion_row(book, one) for one in found]})
            else:
                say(*suggestion_lines(book, found, paper()), *([how_to_take(found)] if found else []))
            return
        if take > len(found):
            are = "is" if len(found) == 1 else "are"
            there = f"there {are} {len(found)}" if found else "there is nothing to suggest: the pace does"
            raise Refused(f"There is no suggestion {take}; {there}. followup plan suggest lists them.")
        chosen = found[take - 1]
        taken = take_suggestion(book, paths_of(call)[1], chosen)
        row = suggestion_row(book, chosen)
        if taken.settings:
            report_setting(call, book, taken.settings, chosen.effect, suggestion=row)
        elif taken.done:
            report(call, book, taken.done, chosen.people, suggestion=row)
            if not call.json:
                say(*suggestion_lines(book, [chosen], paper())[1:])
                say(*([] if call.dry_run else ["followup undo takes it back."]))
