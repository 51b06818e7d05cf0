"""The network that a call is about, opened and closed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from followup_tui.cli.options import Call, Changing, this_call
from followup_tui.cli.output import plain
from followup_tui.cli.paths import paths_of as paths_of
from followup_tui.model.codec import BadRecord
from followup_tui.opening import StoreError, network_open

if TYPE_CHECKING:
    from followup_tui.book import Book


@contextmanager
def opened() -> "Iterator[tuple[Call, Book]]":
    """The running call and its network. Every change is on the disk before the verb goes on.

    A verb that only reads says on stderr when the file is a newer program's.

    Raises:
        StoreError: a file cannot be read, or written; a verb that changes data, also in a dry run, is told so before
            anybody is asked or types anything.
        BadSettings: the settings cannot be used.
    """
    call = this_call()
    file, config = paths_of(call)
    try:
        with _uncollected(), network_open(file, config, call.clock, dry_run=call.dry_run) as book:
            _heed(book)
            yield call, book
    except BadRecord as error:  # of a timeline, which is read where it is needed
        from followup_tui.network import unusable

        raise StoreError(unusable(error, file)) from error


def _heed(book: "Book") -> None:
    """Refuses a verb that changes data where nothing can be changed; else says what of the file is not understood."""
    if book.read_only and isinstance(click.get_current_context().command, Changing):
        raise StoreError(book.read_only)
    if book.newer:
        click.echo(plain(f"followup: {book.newer.sentence} {book.left_out}".strip()), err=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A call is over in a second: looking for garbage among 110,000 records would be a quarter of it (0.4 of 1.5 s)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
