"""Clippings: clip something, list the shelf, show, edit, delete, and say that somebody had one."""

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from followup_tui.cli.completing import complete_clipping, complete_who
from followup_tui.cli.options import AddingVerbs, Changing, Verb
from followup_tui.model.words import Channel, ClippingKind

KINDS = [one.value for one in ClippingKind]
STDIN_LIMIT = 200_000
"""Characters read from standard input: more than any clipping may have."""


def clipping_argument() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """CLIPPING: words that mean one clipping."""
    return click.argument("which", nargs=-1, required=True, metavar="CLIPPING", shell_complete=complete_clipping)


@click.group("clip", cls=AddingVerbs)
def clip_command() -> None:
    """Things worth sharing: clip URL_OR_TEXT, clip list, show, edit, delete, shared."""


@clip_command.command("add", cls=Changing)
@click.argument("words", nargs=-1, required=True, metavar="URL_OR_TEXT")
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; an article without it.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="What it is about; may be repeated.")
@click.option("--on", metavar="WHEN", help="The day of an event.")
@click.option("--expires", metavar="WHEN", help="The last day it is worth sending.")
@click.option("--accept", is_flag=True, help="Take what is proposed from its words and address too.")
def add_command(words: tuple[str, ...], accept: bool, **options: Any) -> None:
    """Clip an article, event, job, book or thought: followup clip https://x.org/queues "Why queues grow" --topic data.

    A line can say it all: "event: Data Day https://x.org/dd #data on 3 dec expires 1 dec". With - the text is read from
    standard input, its first line being the title.
    """
    from followup_tui.actions.clippings import clip, known_topics, read
    from followup_tui.cli.clipping_text import accepted, clipping_row, proposal_row, say_proposed
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    text = sys.stdin.read(STDIN_LIMIT + 1) if words == ("-",) else " ".join(words)
    if len(text) > STDIN_LIMIT:
        raise click.UsageError(f"That is more than {STDIN_LIMIT:,} characters; a clipping is far shorter.")
    with opened() as (call, book):
        known = known_topics(book)
        captured, proposed = read(book, text, known)
        given = _given(book.as_of, options)
        captured = captured._replace(**given)
        if given:
            proposed = _proposed_after(book, captured, known)
        if accept:
            captured, proposed = accepted(captured, proposed)
        done = clip(book, captured)
        report(
            call, book, done, [], clipping=clipping_row(book, done.made), proposed=proposal_row(proposed)
        )  # fmt: skip
        if not call.json:
            say_proposed(done.made, proposed, call.dry_run)


@clip_command.command("list", cls=Verb)
@click.option("--unused", "state", flag_value="unused", help="Those that nobody had yet.")
@click.option("--used", "state", flag_value="used", help="Those that somebody had and that are still worth sending.")
@click.option("--expired", "state", flag_value="expired", help="Those that are over.")
@click.option("--topic", metavar="TOPIC", help="Those about a topic.")
@click.option("--kind", type=click.Choice(KINDS), help="Those of a kind.")
def list_command(state: str | None, topic: str | None, kind: str | None) -> None:
    """The shelf: the unused first, of them what expires soon; for whom each fits, and who had it."""
    from followup_tui.actions.clippings import shelf
    from followup_tui.cli.clipping_text import is_about, say_shelf
    from followup_tui.cli.opening import opened

    with opened() as (call, book):
        shown = [
            one
            for one in shelf(book)
            if state in {None, one.state}
            and kind in {None, one.clipping.kind.value}
            and (not topic or is_about(one.clipping, topic))
        ]
        say_shelf(call, book, shown, narrowed=bool(state or topic or kind))


@clip_command.command("show", cls=Verb)
@clipping_argument()
def show_command(which: tuple[str, ...]) -> None:
    """One clipping: its text, for whom it fits and why, and who had it."""
    from followup_tui.actions.clippings import clipping_meant
    from followup_tui.cli.clipping_text import say_clipping
    from followup_tui.cli.opening import opened

    with opened() as (call, book):
        say_clipping(call, book, clipping_meant(book, " ".join(which)))


@clip_command.command("edit", cls=Changing)
@clipping_argument()
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--url", metavar="URL", help="Its address; an empty one takes it away.")
@click.option("--text", metavar="TEXT", help="What there is to say about it.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="A topic more; -TOPIC takes one away.")
@click.option("--on", metavar="WHEN", help="The day of an event; none takes it away.")
@click.option("--expires", metavar="WHEN", help="The last day it is worth sending; none takes it away.")
def edit_command(which: tuple[str, ...], **options: Any) -> None:
    """Change a clipping: followup clip edit "why queues" --topic data --topic -streaming."""
    from followup_tui.actions.clippings import clipping_meant, edit
    from followup_tui.cli.clipping_text import clipping_row, edited_topics
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    if all(value is None or value == () for value in options.values()):
        raise click.UsageError("Say what to change, like --topic data; followup clip edit --help lists the fields.")
    with opened() as (call, book):
        clipping = clipping_meant(book, " ".join(which))
        changes = _given(book.as_of, {**options, "topics": ()})
        if options["topics"]:
            changes["topics"] = edited_topics(clipping.topics, options["topics"])
        done = edit(book, clipping, changes)
        report(call, book, done, [], clipping=clipping_row(book, done.made))


@clip_command.command("delete", cls=Changing)
@clipping_argument()
def delete_command(which: tuple[str, ...]) -> None:
    """Take a clipping off the shelf; undo brings it back."""
    from followup_tui.actions.clippings import clipping_meant, delete
    from followup_tui.cli.opening import opened
    from followup_tui.cli.reporting import report

    with opened() as (call, book):
        report(call, book, delete(book, clipping_meant(book, " ".join(which))), [])


@clip_command.command("shared", cls=Changing)
@click.argument("which", metavar="CLIPPING", shell_complete=complete_clipping)
@click.argument("who", nargs=-1, required=True, metavar="WHO", shell_complete=complete_who)
@click.option("--when", metavar="WHEN", help="The day it was; today without it.")
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="How; theirs without it.")
@click.option("--again", is_flag=True, help="Also when they had it already.")
def shared_command(which: str, who: tuple[str, ...], when: str | None, channel: str | None, again: bool) -> None:
    """Say that somebody had a clipping, sent by hand: followup clip shared "why queues" ann. It counts as contact."""
    from followup_tui.actions.clippings import clipping_meant, mark_shared
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened
    from followup_tui.cli.profile_json import interaction_row
    from followup_tui.cli.reporting import report
    from followup_tui.rules.when import parse_when

    with opened() as (call, book):
        clipping, contact = clipping_meant(book, which), contact_meant(book, who)
        day = parse_when(when, book.as_of, "past") if when else None
        by = Channel(channel) if channel else None
        done = mark_shared(book, clipping, contact, on=day, channel=by, again=again)
        report(call, book, done, [contact.id], interaction=interaction_row(book, done.made))


def _given(as_of: date, options: dict[str, Any]) -> dict[str, Any]:
    """The fields that options give, as a record has them."""
    from followup_tui.rules.when import parse_when

    given: dict[str, Any] = {}
    for name, value in options.items():
        if value is None or value == ():
            continue
        if name in {"on", "expires"}:
            value = None if value.strip().lower() in {"", "none"} else parse_when(value, as_of)
        elif name == "kind":
            value = ClippingKind(value)
        given[name] = value
    return given


def _proposed_after(book: Any, captured: Any, known: Any) -> Any:
    """What is proposed once the options are known."""
    from followup_tui.rules.clip_line import proposals_for

    return proposals_for(captured, book.as_of, known)
