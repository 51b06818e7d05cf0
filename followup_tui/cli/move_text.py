"""A move to another day as it is typed, and what it changes: for people and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from followup_tui.actions.moving_days import Consequence
from followup_tui.cli.columns import wrapped
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short
from followup_tui.rules.when import BadWhen, parse_when

LONGEST_WHEN = 4
"""Words of the longest day, ``in 3 months`` or ``fri 27 nov 2026``."""


def who_and_when(words: Sequence[str], as_of: date) -> tuple[Sequence[str], date]:
    """The words that say who, and the day that the last ones mean: as many of them as make a day.

    Raises:
        click.UsageError: one of the two is missing.
        BadWhen: the last word is no day.
    """
    if len(words) < 2:
        raise click.UsageError('Say who and to which day: followup plan move "Ann Lee" next tue.')
    for start in range(max(1, len(words) - LONGEST_WHEN), len(words) - 1):
        try:
            return words[:start], parse_when(" ".join(words[start:]), as_of)
        except BadWhen:
            continue
    return words[:-1], parse_when(words[-1], as_of)


def consequence_lines(found: Consequence, on: Paper) -> list[str]:
    """What a move changes, a sentence a line."""
    return [line for said in found.sentences for line in wrapped(plain(said), on.width)]


def consequence_row(found: Consequence) -> dict[str, Any]:
    """What a move changes, as JSON."""
    return {
        "day": found.day,
        "former": found.former,
        "load": found.load,
        "capacity": found.capacity,
        "days_late": found.days_late,
        "colleagues": [short(one) for one in found.colleagues],
        "shifted": [{"contact": short(one.contact), "from": one.before, "to": one.after} for one in found.shifted],
        "breaks_on": found.breaks_on,
        "lost": found.lost,
        "sentences": found.sentences,
    }
