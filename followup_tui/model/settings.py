"""The person's settings: one immutable value with every default, decoded from TOML and checked.

The classes are the documentation of the file: a section a class, a key a field.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from followup_tui.model.cadence import BadCadence, parse_cadence, parse_span

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BadSettings(ValueError):
    """Settings that cannot be used; the message names the key, and the file once that is known.

    `key` is empty where the fault is none of one setting; `what` follows the key and is no sentence without it.
    """

    def __init__(self, what: str, key: str = "") -> None:
        super().__init__(_sentence(f"{key} {what}" if key else what))
        self.key = key
        self.what = what

    def within(self, file: object) -> "BadSettings":
        """The same fault, told with the file it is in."""
        return BadSettings(f"in {file} {self.what}", self.key) if self.key else BadSettings(f"{file}: {self.what}")


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the settings file."""


class Away(Section, frozen=True, kw_only=True):
    """Days away, both ends included."""

    first: date
    last: date


MOST_A_DAY = 100
"""No larger pace is taken: nobody writes to more people by hand."""


class PaceChange(Section, frozen=True, kw_only=True):
    """So many people a day from the day `since` on, until the next change."""

    since: date
    per_day: int


class Plan(Section, frozen=True, kw_only=True):
    """How many people a day, and on which days."""

    per_day: int = 3
    changes: tuple[PaceChange, ...] = ()
    """Another pace from a day on."""
    workdays: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    holidays: tuple[date, ...] = ()
    away: tuple[Away, ...] = ()
    courtesy_days: int = 14
    """Days between two people of one company."""
    warm_up: bool = True
    """Whether the check-ins of a day begin with an easy one: somebody who answered or talked with us lately."""


class Cadences(Section, frozen=True, kw_only=True):
    """Windows: the default, and those that a tag, a relation or an interview's outcome brings along."""

    default: str = "3-6 months"
    tags: dict[str, str] = msgspec.field(default_factory=lambda: {"loose": "6-12 months"})
    relations: dict[str, str] = {}
    outcomes: dict[str, str] = {}


class Interviews(Section, frozen=True, kw_only=True):
    """What follows an interview, and by when. An empty text leaves that step out, an empty list the gentle words."""

    thank: str = "1 day"
    """Within so long of a round its people are thanked."""
    answer: str = "1 week"
    """Within so long of a rejection it is answered."""
    decline: str = "2 days"
    """Within so long of declining an offer they are told."""
    lapse: str = "2 weeks"
    """So long each of these is asked for; later it would read oddly."""
    words: tuple[str, ...] = ("30-44 days", "90-104 days")
    """Windows after a rejection, a role that was closed or no reply, for a gentle word: the seat may be open again."""
    quiet: str = "2 weeks"
    """A touch so shortly before a gentle word stands for it."""
    agreed: str = "3-4 months"
    """The cadence after a declined offer with those who agreed to keep in touch; empty: the ordinary one."""


class Me(Section, frozen=True, kw_only=True):
    """Who writes: used in messages. `now` is where I am now, told once."""

    name: str = ""
    email: str = ""
    now: str = ""
    sign_off: str = "Best,"


class Looking(Section, frozen=True, kw_only=True, omit_defaults=True):
    """Looking for something new: since when, and for what, in a few words that can stand in a message."""

    since: date | None = None
    what: str = ""


class Sending(Section, frozen=True, kw_only=True):
    """How a message leaves.

    `command` runs in the terminal; in it {eml} stands for the message as a file, {mailto} for it as a link, {to} and
    {subject} for these. `confirm` says whether the last key of a message is taken for "sent" at once, with one key to
    take that back, or whether it is asked first; behind a program of the terminal it is always asked.
    """

    channel: Literal["email", "linkedin", "message"] = "email"
    mail: Literal["mailto", "eml", "clipboard", "command", "neomutt", "aerc", "himalaya"] = "mailto"
    command: tuple[str, ...] = ()
    message: Literal["clipboard", "whatsapp", "sms"] = "clipboard"
    confirm: Literal["after", "ask"] = "after"


class Screen(Section, frozen=True, kw_only=True):
    """How the app looks and which key does what (`keys` maps an action to one or more keys)."""

    theme: str = "followup-dark"
    ascii: bool = False
    mouse: bool = True
    menu_after_ms: int = 400
    keys: dict[str, str] = {}


class Settings(Section, frozen=True, kw_only=True):
    """Everything a person can set."""

    plan: Plan = Plan()
    cadence: Cadences = Cadences()
    interviews: Interviews = Interviews()
    me: Me = Me()
    looking: Looking = Looking()
    sending: Sending = Sending()
    screen: Screen = Screen()


def settings_from(tables: dict[str, Any]) -> Settings:
    """Settings from the tables of a TOML file; what is not there has its default.

    Raises:
        BadSettings: a key is unknown, or a value cannot be used.
    """
    try:
        settings = msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        from followup_tui.model.settings_faults import fault_of  # for broken settings only

        fault = fault_of(error, Settings)
        raise BadSettings(fault.what, fault.key) from error
    _check_plan(settings.plan)
    _check_cadences(settings.cadence)
    _check_interviews(settings.interviews)
    tags = {tag.lower(): words for tag, words in settings.cadence.tags.items()}  # as contacts have them
    return replace(settings, cadence=replace(settings.cadence, tags=tags))


def _check_plan(plan: Plan) -> None:
    if not 1 <= plan.per_day <= MOST_A_DAY:
        raise BadSettings(f"is {plan.per_day}; it takes a number from 1 to {MOST_A_DAY}.", "plan.per_day")
    for one in plan.changes:
        if not 1 <= one.per_day <= MOST_A_DAY:
            raise BadSettings(f"has {one.per_day} a day; it takes a number from 1 to {MOST_A_DAY}.", "plan.changes")
    if len({one.since for one in plan.changes}) < len(plan.changes):
        raise BadSettings("has two entries since the same day.", "plan.changes")
    if not plan.workdays:
        raise BadSettings("is empty; name at least one day, like mon.", "plan.workdays")
    if not 0 <= plan.courtesy_days <= 365:
        raise BadSettings(f"is {plan.courtesy_days}; it takes a number of days from 0 to 365.", "plan.courtesy_days")
    for away in plan.away:
        if away.last < away.first:
            raise BadSettings(f"ends ({away.last}) before it begins ({away.first}).", "plan.away")


def _check_cadences(cadence: Cadences) -> None:
    groups = {"tags": cadence.tags, "relations": cadence.relations, "outcomes": cadence.outcomes}
    windows = {"default": cadence.default} | {
        f"{group}.{name}": text for group, names in groups.items() for name, text in names.items()
    }
    for where, text in windows.items():
        try:
            parse_cadence(text)
        except BadCadence as error:
            raise BadSettings(f"cannot be used: {error}", f"cadence.{where}") from error


def _check_interviews(figures: Interviews) -> None:
    within = [("thank", figures.thank), ("answer", figures.answer), ("decline", figures.decline)]
    for name, text in [*(one for one in within if one[1]), ("lapse", figures.lapse), ("quiet", figures.quiet)]:
        _check_length(parse_span, name, text)
    for name, text in [
        *(("words", one) for one in figures.words),
        *([("agreed", figures.agreed)] * bool(figures.agreed)),
    ]:
        if _check_length(parse_cadence, name, text) is None:
            raise BadSettings(f'cannot be used: "{text}" is no window; leave the setting empty.', f"interviews.{name}")


def _check_length(parse: Callable[[str], object], name: str, text: str) -> object:
    try:
        return parse(text)
    except BadCadence as error:
        raise BadSettings(f"cannot be used: {error}", f"interviews.{name}") from error


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
