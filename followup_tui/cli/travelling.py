"""Going back and forth: undo, redo, and the history they go through."""

from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli.options import Changing, Verb

if TYPE_CHECKING:
    from followup_tui.actions.travelling import Way
    from followup_tui.book import Book
    from followup_tui.cli.options import Call

MOST_STEPS = 1000


@click.command("undo", cls=Changing)
@click.argument("steps", type=click.IntRange(1, MOST_STEPS), default=1, metavar="[N]")
def undo_command(steps: int) -> None:
    """Take back the last change, or the last N; also after a restart."""
    _travel("undo", steps)


@click.command("redo", cls=Changing)
@click.argument("steps", type=click.IntRange(1, MOST_STEPS), default=1, metavar="[N]")
def redo_command(steps: int) -> None:
    """Do again what was undone last, or the last N of it."""
    _travel("redo", steps)


@click.command("history", cls=Verb)
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=20, metavar="N", help="So many changes; 20 without it."
)
def history_command(limit: int) -> None:
    """The last changes, newest first: when, what, by which command, and whether it was undone."""
    from followup_tui.cli.history_text import change_row, history_lines
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import paper, say, say_json
    from followup_tui.rules.wording import counted

    with opened() as (call, book):
        entries = book.history(limit)
        if book.newer and (unread := book.store.unread_history()):
            click.echo(f"followup: {counted(unread, 'change')} of the history not understood here, left out.", err=True)
        if call.json:
            say_json({"changes": [change_row(one) for one in entries]})
        else:
            say(*(history_lines(entries, paper()) or ["Nothing was changed yet."]))


def _travel(way: "Way", steps: int) -> None:
    from followup_tui.actions.travelling import steps_ahead
    from followup_tui.cli.history_text import moved_row
    from followup_tui.cli.opening import opened
    from followup_tui.opening import NothingToUndo, StoreError

    with opened() as (call, book):
        moved: list[dict[str, Any]] = []
        try:
            if call.dry_run:
                moved += [moved_row(one.label, one.command, one.at) for one in steps_ahead(book, way, steps)]
            else:
                for _ in range(steps):
                    moved.append(_one_step(book, way))
        except StoreError as error:
            if not moved:
                raise
            if not isinstance(error, NothingToUndo):
                _say_moved(call, way, moved, steps=len(moved))
                raise
        _say_moved(call, way, moved, steps)


def _one_step(book: "Book", way: str) -> dict[str, Any]:
    from followup_tui.cli.history_text import moved_row

    undone = (book.undo() if way == "undo" else book.redo()).change
    return moved_row(undone.label, undone.command, undone.at)


def _say_moved(call: "Call", way: str, moved: list[dict[str, Any]], steps: int) -> None:
    """Says what was gone over, and that it was everything where more `steps` were asked for."""
    from followup_tui.cli.history_text import moved_lines
    from followup_tui.cli.output import say, say_json

    if call.json:
        say_json({way: moved, "dry_run": call.dry_run})
    else:
        say(*moved_lines(way, moved, steps, call.dry_run))
