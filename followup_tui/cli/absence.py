"""Days away: say when, list them, take them out."""

from datetime import date
from typing import TYPE_CHECKING

import click

from followup_tui.cli.options import AddingVerbs, Verb

if TYPE_CHECKING:
    from followup_tui.model.settings import Away


@click.group("away", cls=AddingVerbs, invoke_without_command=True)
@click.pass_context
def away_command(ctx: click.Context) -> None:
    """Days away, on which the plan has nobody.

    plan away 3-17 August keeps some, plan away list shows them, plan away remove N takes them out.
    """
    if ctx.invoked_subcommand is None:
        _say_list()


@away_command.command("add", cls=Verb, changes=True)
@click.argument("words", nargs=-1, required=True, metavar="DAYS")
def add_command(words: tuple[str, ...]) -> None:
    """Keep days free.

    DAYS are like 3-17 August, 20 Dec to 5 Jan, 2026-08-03 2026-08-17, next week, next mon 2w. What it means for the
    plan is said; --dry-run says it first. The settings keep it (plan.away).
    """
    from followup_tui.actions.absence import add_away, away_of, foresee_away
    from followup_tui.cli.opening import opened, paths_of
    from followup_tui.cli.reporting import report_setting
    from followup_tui.cli.waiting import waiting

    with opened() as (call, book):
        away = away_of(" ".join(words), book.as_of)
        config = paths_of(call)[1]
        add_away(config, away.first, away.last, as_of=book.as_of, rehearse=True)  # what is refused is so at once
        with waiting() as tell:
            found = foresee_away(book.rehearsal(), away.first, away.last, tell=tell)
        change = add_away(config, away.first, away.last, as_of=book.as_of, rehearse=call.dry_run)
        report_setting(
            call, book, change, found.sentences,
            away=[away_row(one) for one in change.settings.plan.away if one.last >= book.as_of],
            work_days=found.work_days, places=found.places, lost=found.lost, breaks_on=found.breaks_on,
        )  # fmt: skip


@away_command.command("list", cls=Verb)
def list_command() -> None:
    """The days away that are not over, numbered."""
    _say_list()


@away_command.command("remove", cls=Verb, changes=True)
@click.argument("words", nargs=-1, required=True, metavar="N|DATE|DAYS")
def remove_command(words: tuple[str, ...]) -> None:
    """Be there after all.

    Name the time by its number in the list or a day of it, or name the days that are not to be away.
    """
    from followup_tui.actions.absence import away_meant, remove_away
    from followup_tui.cli.opening import opened, paths_of
    from followup_tui.cli.reporting import report_setting

    with opened() as (call, book):
        away = away_meant(book.settings, " ".join(words), book.as_of)
        config = paths_of(call)[1]
        change = remove_away(config, away.first, away.last, as_of=book.as_of, rehearse=call.dry_run)
        left = [away_row(one) for one in change.settings.plan.away if one.last >= book.as_of]
        report_setting(call, book, change, (), away=left)


def _say_list() -> None:
    from followup_tui.actions.absence import away_words, coming_away
    from followup_tui.cli.columns import table
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.rules.calendar import days_between
    from followup_tui.rules.wording import counted

    with opened() as (call, book):
        held = coming_away(book.settings, book.as_of)
        if call.json:
            say_json({"as_of": book.as_of, "away": [away_row(one) for one in held]})
            return
        rows = [
            (str(number), away_words(one, book.as_of), counted(days_between(one.first, one.last) + 1, "day"))
            for number, one in enumerate(held, 1)
        ]
        say(*(table(rows, (3, 30, 12), paper().width) or ["No days away: followup plan away 3-17 August keeps some."]))


def away_row(away: "Away") -> dict[str, date]:
    """A time away as JSON."""
    return {"first": away.first, "last": away.last}
