"""What an export may tell: the people chosen, and what the rules made of them, in plain words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from followup_tui.model.records import Contact


class Occasion(NamedTuple):
    """A day to write to somebody. `uid` names it wherever it moves to; `yearly`: it comes back in that month on
    that day, from `on` on.

    `reminds`: the calendar is to say so in the morning. Texts hold no control characters.
    """

    uid: str
    on: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    url: str = ""
    yearly: tuple[int, int] | None = None
    reminds: bool = True


class Promise(NamedTuple):
    """Something to do by a day, if it has one; `done_on` when it was done."""

    uid: str
    summary: str
    description: str
    on: date | None
    done_on: date | None


class Outgoing(Protocol):
    """The part of a network that is written out. What only some formats tell is made when it is asked for."""

    @property
    def as_of(self) -> date:
        """The day that counts as today."""

    @property
    def edition(self) -> int:
        """Larger than before after every change and on every day that came, so that a reader knows what is newer."""

    @property
    def people(self) -> Sequence[Contact]:
        """Those chosen."""

    def occasions(self) -> Sequence[Occasion]:
        """The day of everybody's next touch, and birthdays; by day."""

    @property
    def later(self) -> int:
        """How many of them have their next touch after the weeks that occasions are told of."""

    def promises(self) -> Sequence[Promise]:
        """The promises to them, by day."""


class Written(NamedTuple):
    """The bytes of an export, and how many there are of what, in words: ``{"events": 120, "cancelled": 3}``."""

    data: bytes
    counts: Mapping[str, int]


class Foreign(ValueError):
    """What lies in the place of an export is no earlier one of its kind."""
