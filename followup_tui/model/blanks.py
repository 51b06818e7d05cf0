"""Blanks in a message, ``[memory?]``: where they stand and which comes next."""

import re
from typing import Final, NamedTuple

BLANK: Final = re.compile(r"\[([^\[\]\n]{1,40})\?\]")
"""A blank in a message. The writer's own count too, so that nothing unfinished is sent."""


class Blank(NamedTuple):
    """A blank: its name, and where it starts and ends in its text."""

    name: str
    start: int
    end: int


def blanks_of(text: str) -> tuple[Blank, ...]:
    """The blanks in `text`, in the order they stand."""
    return tuple(Blank(match[1], *match.span()) for match in BLANK.finditer(text))


def blank_after(text: str, offset: int) -> Blank | None:
    """The first blank that starts at or behind `offset`; None when there is none."""
    return next((blank for blank in blanks_of(text) if blank.start >= offset), None)
