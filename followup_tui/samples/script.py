"""The cast of the sample network as it is written down: TOML files with people, and a line for each touch.

A line of `touches` reads ``DAYS SIGN CHANNEL TEXT``: how many days ago; ``>`` we wrote, ``<`` they wrote, ``=`` it went
both ways; the channel; then an optional ``/Subject/`` and the text. ``[share:key]`` names a clipping that was shared,
``[template:name]`` the template it came from. ``{day:+18}`` in a text becomes the day in 18 days, ``12 March``.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from followup_tui.model.words import (
    Channel,
    ClippingKind,
    Direction,
    Outcome,
    Permission,
    Relation,
    ResultKind,
    Stage,
)

Days = int | str
"""Days before today as a number; a day to come as a string such as ``+6``."""

PARTS = ("north", "islands", "continent", "overseas", "clippings")
_SIGNS = {">": Direction.OUT, "<": Direction.IN, "=": Direction.BOTH}
_LINE = re.compile(r"(?P<days>\d+) (?P<sign>[<>=]) (?P<channel>\w+) (?:/(?P<subject>[^/]+)/ )?(?P<text>.+)")
_OPTION = re.compile(r" ?\[(\w+):([^\]]+)\]")
_ROUND = re.compile(r"(\d+) (\S+) (\S+) ?(.*)")


class BadScript(ValueError):
    """A line of the cast that cannot be read; the message quotes it."""


class Touch(NamedTuple):
    """One interaction of the script, so many days ago."""

    days: int
    direction: Direction
    channel: Channel
    subject: str
    text: str
    share: str
    template: str


class RoundLine(NamedTuple):
    """One round of an interview of the script."""

    days: int
    kind: str
    people: tuple[str, ...]
    note: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the script; a key that no field is named after is refused."""


class ResultEntry(Entry, frozen=True, kw_only=True):
    """What somebody gave."""

    key: str
    kind: ResultKind
    on: int
    company: str = ""
    role: str = ""
    value: str = ""
    note: str = ""
    interview: str = ""
    came_of: str = ""


class TaskEntry(Entry, frozen=True, kw_only=True):
    """A promise; `after` is the day of the interaction in which it was made."""

    text: str
    on: Days
    done: int | None = None
    after: int | None = None


class PersonEntry(Entry, frozen=True, kw_only=True):
    """Somebody. `company` is where they are now if not where they are listed; `new` the day of an import."""

    key: str
    name: str
    given: str = ""
    family: str = ""
    address: str = ""
    company: str | None = None
    title: str = ""
    since: int = 0
    before: tuple[tuple[str, str, int, int], ...] = ()
    relation: Relation = Relation.NONE
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cadence: str = ""
    language: str = ""
    birthday: str = ""
    how_met: str = ""
    met_on: str = ""
    introduced_by: str = ""
    raise_next: str = ""
    avoid_next: str = ""
    note: str = ""
    phone: bool = False
    new: int | None = None
    first_by: int | None = None
    skipped: int | None = None
    snoozed: int | None = None
    paused: int | None = None
    paused_until: int | None = None
    archived: int | None = None
    touches: str = ""
    result: tuple[ResultEntry, ...] = ()
    task: tuple[TaskEntry, ...] = ()

    def lines(self) -> Iterator[Touch]:
        """Their touches, oldest first.

        Raises:
            BadScript: a line cannot be read.
        """
        return (_touch(line.strip()) for line in self.touches.splitlines() if line.strip())


class InterviewEntry(Entry, frozen=True, kw_only=True, rename={"people": "with"}):
    """One hiring process."""

    key: str
    role: str
    began: int
    ended: int | None = None
    stage: Stage
    outcome: Outcome
    people: tuple[str, ...]
    said_by: str = ""
    offer: str = ""
    reason: str = ""
    story: str = ""
    feedback: str = ""
    permission: Permission = Permission.NOT_ASKED
    came_of: str = ""
    rounds: tuple[str, ...] = ()

    def lines(self) -> Iterator[RoundLine]:
        """Its rounds in order.

        Raises:
            BadScript: a line cannot be read.
        """
        return (_round(line) for line in self.rounds)


class CompanyEntry(Entry, frozen=True, kw_only=True):
    """A company with its interviews and its people."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    place: str = ""
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    worked_for: bool = False
    came_of: str = ""
    interview: tuple[InterviewEntry, ...] = ()
    person: tuple[PersonEntry, ...] = ()


class ClippingEntry(Entry, frozen=True, kw_only=True):
    """Something worth sharing."""

    key: str
    kind: ClippingKind
    title: str
    url: str = ""
    text: str = ""
    topics: tuple[str, ...] = ()
    on: Days | None = None
    expires: Days | None = None
    clipped_on: int


class Cast(Entry, frozen=True, kw_only=True):
    """Everybody and everything."""

    company: tuple[CompanyEntry, ...] = ()
    person: tuple[PersonEntry, ...] = ()
    clipping: tuple[ClippingEntry, ...] = ()


@cache
def read_cast() -> Cast:
    """The cast from the package's own files, which do not change while a program runs."""
    parts = [msgspec.convert(tomllib.loads(_text_of(part)), Cast) for part in PARTS]
    return Cast(
        company=tuple(entry for part in parts for entry in part.company),
        person=tuple(entry for part in parts for entry in part.person),
        clipping=tuple(entry for part in parts for entry in part.clipping),
    )


def _text_of(part: str) -> str:
    return (files("followup_tui.samples") / "cast" / f"{part}.toml").read_text(encoding="utf-8")


def _touch(line: str) -> Touch:
    options = dict(_OPTION.findall(line))
    match = _LINE.fullmatch(_OPTION.sub("", line))
    if not match or not options.keys() <= {"share", "template"}:
        raise BadScript(f'"{line}" is no touch; write it like: 120 > email /Subject/ Text [share:key]')
    return Touch(
        days=int(match["days"]),
        direction=_SIGNS[match["sign"]],
        channel=Channel(match["channel"]),
        subject=match["subject"] or "",
        text=match["text"],
        share=options.get("share", ""),
        template=options.get("template", ""),
    )


def _round(line: str) -> RoundLine:
    match = _ROUND.fullmatch(line)
    if not match:
        raise BadScript(f'"{line}" is no round; write it like: 120 panel ann,bo What it was about')
    return RoundLine(int(match[1]), match[2], tuple(match[3].split(",")), match[4])
