"""Verbs about being in touch, and about deciding not to be: log, snooze, skip, pause, resume."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.completing import complete_clipping
from followup_tui.cli.options import Changing, who_argument
from followup_tui.model.words import Channel, Direction

if TYPE_CHECKING:
    from followup_tui.book import Book
    from followup_tui.model.records import Contact

CHANNELS = [one.value for one in Channel]


@click.command("log", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="WHO... TEXT")
@click.option("--when", metavar="WHEN", help="The day it was; today without it.")
@click.option("--channel", type=click.Choice(CHANNELS), help="Without it the first word of TEXT decides, else email.")
@click.option("--in", Direction.IN.value, is_flag=True, help="They wrote.")
@click.option("--out", Direction.OUT.value, is_flag=True, help="You wrote.")
@click.option("--both", Direction.BOTH.value, is_flag=True, help="It went both ways.")
@click.option("--subject", default="", metavar="TEXT", help="The subject of the message.")
@click.option("--next", "next_step", default="", metavar="TEXT", help="What you promised.")
@click.option("--next-on", metavar="WHEN", help="The day of the promise, or of the next check-in.")
@click.option(
    "--shared", multiple=True, metavar="CLIPPING", shell_complete=complete_clipping,
    help="A clipping you passed on, by id or title.",
)  # fmt: skip
def log_command(words: tuple[str, ...], **options: Any) -> None:
    """Record a message, call or meeting: followup log "Ann Lee" "call 20m, she moved to Oslo >2w".

    TEXT is the last word; quote it. Its first word may say what it was (call, met, emailed, replied, note), its end the
    day (yesterday, on 3 aug) and after a > when to write next.
    """
    from followup_tui.actions.touch import log
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import interaction_row
    from followup_tui.cli.reporting import report
    from followup_tui.cli.touch_words import contacts_of, touch_of

    if len(words) < 2:
        raise click.UsageError('Say who and what: followup log "Ann Lee" "call 20m, she moved to Oslo".')
    *who, text = words
    options["direction"] = _direction(options)
    with opened() as (call, book):
        contacts = contacts_of(book, who)
        told = touch_of(book, text, options)
        warning = _warning(book, told["shared"], contacts)
        done = log(book, contacts, **told)
        done = replace(done, said=f"{done.said}{warning}")
        report(call, book, done, [one.id for one in contacts], interaction=interaction_row(book, done.made))


def _warning(book: "Book", shared: Sequence[int], contacts: "Iterable[Contact]") -> str:
    """What was shared with them before; the module is loaded only where something was."""
    if not shared:
        return ""
    from followup_tui.actions.clippings import shared_before

    return shared_before(book, shared, contacts)


class _Spanned(Changing):
    """A verb that ends in a span, which has no minus: what looks like an option is told for what it is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the arguments.

        Raises:
            click.UsageError: they are wrong.
        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name.lstrip("-")[:1].isdigit():
                raise click.UsageError("A span has no minus: 2w hides somebody for the coming two weeks.") from None
            raise


@click.command("snooze", cls=_Spanned)
@click.argument("words", nargs=-1, required=True, metavar="WHO SPAN")
def snooze_command(words: tuple[str, ...]) -> None:
    """Hide somebody for a while: 10d, 2w, 4 months, or until a day like 1 Mar."""
    from followup_tui.actions.touch import snooze
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    if len(words) < 2:
        raise click.UsageError('Say who and for how long: followup snooze "Ann Lee" 2w.')
    with opened() as (call, book):
        contact = contact_meant(book, words[:-1])
        until = _until(words[-1], book.as_of)
        report(call, book, snooze(book, contact, until), [contact.id])


@click.command("skip", cls=Changing)
@who_argument()
def skip_command(who: tuple[str, ...]) -> None:
    """Put somebody off for today. It is recorded, and is no contact."""
    from followup_tui.actions.touch import skip
    from followup_tui.cli.applying import apply

    apply(skip, who)


@click.command("pause", cls=Changing)
@who_argument()
@click.option("--until", metavar="WHEN", help="The day they come back; without it when resumed.")
def pause_command(who: tuple[str, ...], until: str | None) -> None:
    """Let somebody rest until a day, or until resumed."""
    from followup_tui.actions.touch import pause
    from followup_tui.cli.applying import apply
    from followup_tui.cli.options import this_call
    from followup_tui.rules.when import parse_when

    day = parse_when(until, this_call().today) if until else None
    apply(lambda book, contact: pause(book, contact, day), who)


@click.command("resume", cls=Changing)
@who_argument()
def resume_command(who: tuple[str, ...]) -> None:
    """Bring back somebody paused or snoozed."""
    from followup_tui.actions.touch import resume
    from followup_tui.cli.applying import apply

    apply(resume, who)


def _direction(options: dict[str, Any]) -> str | None:
    """The one direction that an option names, None without any.

    Raises:
        click.UsageError: there are two.
    """
    said = [one.value for one in Direction if options.pop(one.value)]
    if len(said) > 1:
        raise click.UsageError("Give one of --in, --out and --both; --both is for what went to and fro.")
    return said[0] if said else None


def _until(text: str, as_of: date) -> date:
    """The day a snooze ends on: after a span, or at a WHEN."""
    from followup_tui.rules.when import parse_when

    return parse_when(text, as_of)
