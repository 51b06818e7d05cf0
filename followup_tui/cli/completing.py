"""Names of contacts and clippings for the completion of a shell.

Whatever goes wrong, nothing is completed and nothing is said.
"""

from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from io import StringIO

import click

MOST = 50
"""A longer list helps nobody, and a shell asks before it shows one."""


def complete_who(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Names of contacts with a word that begins as what was typed, in the order of the alphabet."""
    with suppress(Exception), redirect_stderr(StringIO()), ctx.scope(cleanup=False):
        return sorted(_names(incomplete))[:MOST]
    return []


def complete_clipping(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Titles of clippings with a word that begins as what was typed, the newest first."""
    with suppress(Exception), redirect_stderr(StringIO()), ctx.scope(cleanup=False):
        return list(_titles(incomplete))[:MOST]
    return []


def _titles(incomplete: str) -> Iterator[str]:
    from followup_tui.cli.opening import opened
    from followup_tui.cli.output import plain
    from followup_tui.model.clean import folded

    wanted = folded(incomplete)
    with opened() as (_, book):
        for clipping in sorted(book.clippings.values(), key=lambda one: -one.id):
            title = plain(clipping.title)
            if title and any(word.startswith(wanted) for word in (folded(title), *folded(title).split())):
                yield title


def _names(incomplete: str) -> Iterator[str]:
    from followup_tui.cli.opening import opened  # 150 ms with Pendulum, at the Tab key only
    from followup_tui.cli.output import plain
    from followup_tui.model.clean import folded

    wanted = folded(incomplete)
    with opened() as (_, book):
        for contact in book.contacts.values():
            name = plain(contact.name)
            if not contact.archived_on and any(
                word.startswith(wanted) for word in (folded(name), *folded(name).split())
            ):
                yield name
