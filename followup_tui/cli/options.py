"""The options that every verb takes, before or after it, and what one call of the program was told by them."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from followup_tui.cli.completing import complete_who
from followup_tui.default_places import expanded
from followup_tui.model.clock import Clock

_KEY = "followup_tui."
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_WEEKS = 520
"""Ten years, the longest cadence: no call looks further ahead, or back."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Dates outside these years are refused everywhere (see `model.validation`)."""


@dataclass(frozen=True)
class Call:
    """What the common options say. `file` and `config` are None where the platform's own place holds.

    `typed_file` is the data file only when it stood on this call's command line, not in the environment.
    """

    file: Path | None
    config: Path | None
    as_of: date | None
    json: bool
    dry_run: bool
    typed_file: Path | None = None

    @property
    def clock(self) -> Clock:
        """The clock of this call, pinned by ``--as-of``."""
        return Clock(self.as_of)

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.clock.today()


def this_call() -> Call:
    """What the running command was told, on the command line or else in the environment.

    Raises:
        click.UsageError: the day is none.
    """
    meta = click.get_current_context().meta
    typed = meta.get(_KEY + "file")
    if typed == "" or meta.get(_KEY + "config") == "":
        raise click.UsageError("--file and --config take a path; an empty one could mean your own network by accident.")
    file = typed or os.environ.get("FOLLOWUP_FILE")
    config = meta.get(_KEY + "config") or os.environ.get("FOLLOWUP_CONFIG")
    return Call(
        expanded(file) if file else None,
        expanded(config) if config else None,
        _as_of(meta.get(_KEY + "as_of")) or _day(os.environ.get("FOLLOWUP_TODAY"), "FOLLOWUP_TODAY"),
        bool(meta.get(_KEY + "json")),
        bool(meta.get(_KEY + "dry_run")),
        expanded(typed) if typed else None,
    )


def real_day() -> date:
    """The day that the system's clock says, from which the words of ``--as-of`` count."""
    return Clock().today()


def _as_of(text: str | None) -> date | None:
    """The day of ``--as-of``: ISO, or a WHEN."""
    if text is None:
        return None
    if _ISO.fullmatch(text):
        return _day(text, "--as-of")
    from followup_tui.rules.when import BadWhen, parse_when  # 30 ms, where words are typed

    try:
        day = parse_when(text, real_day())
    except BadWhen:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise click.UsageError(
            f'--as-of takes a day like 2026-03-01, yesterday, monday, 2w or 1 Mar; "{text[:40]}" is none.'
        )
    return day


def _day(text: str | None, where: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise click.UsageError(f'{where} takes a day like 2026-03-01; "{text[:40]}" is none.')
    return day


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keeps what was typed where all commands of a call look; what stands after the verb goes before."""
    if parameter.name and ctx.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE:
        ctx.meta[_KEY + parameter.name] = value


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version  # 20 ms

        click.echo(f"followup {version('followup_tui')}")
        ctx.exit()


def _kept(*names: str, **more: Any) -> click.Option:
    return click.Option(names, expose_value=False, callback=_remember, **more)


COMMON: tuple[click.Option, ...] = (
    _kept("--file", metavar="PATH", help="The data file (FOLLOWUP_FILE).", type=click.Path()),
    _kept("--config", metavar="PATH", help="The settings (FOLLOWUP_CONFIG).", type=click.Path()),
    _kept("--as-of", metavar="WHEN", help="The day that counts as today (FOLLOWUP_TODAY)."),
    _kept("--json", is_flag=True, help="One JSON document instead of text."),
)
DRY_RUN = _kept("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
VERSION = click.Option(
    ("--version",), is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)


class Verb(click.Command):
    """A command that takes the common options too; `changes` says that it changes data and can be run dry."""

    def __init__(self, *args: Any, changes: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params += [*COMMON, *([DRY_RUN] if changes else []), VERSION]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the verb's own options first, and apart from the common ones."""
        common = {id(one) for one in (*COMMON, VERSION)}
        groups: dict[str, list[tuple[str, str]]] = {"Options": [], "Common options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record:
                groups["Common options" if id(parameter) in common else "Options"].append(record)
        for title, records in groups.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


class Changing(Verb):
    """A verb that changes data."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, changes=True, **more)


class Verbs(click.Group):
    """A verb with verbs of its own, like ``interview add``."""

    command_class = Verb

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params += [*COMMON, DRY_RUN, VERSION]


class AddingVerbs(Verbs):
    """A verb with verbs of its own whose ``add`` may be left out: ``task WHO TEXT``, ``clip URL``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts ``add`` before what is no verb, so that the most used form is the shortest."""
        word = self._first_word(args)
        if word is not None and word not in self.commands:
            args = ["add", *args]
        return super().parse_args(ctx, args)

    def _first_word(self, args: list[str]) -> str | None:
        """The first argument that is neither an option nor the value of one; a single ``-`` is one."""
        parameters = (*COMMON, *self.commands["add"].params)
        options = (one for one in parameters if isinstance(one, click.Option) and not one.is_flag)
        takes_value = {name for one in options for name in one.opts}
        rest = iter(args)
        for word in rest:
            if word == "-" or not word.startswith("-"):
                return word
            if word in takes_value:
                next(rest, None)
        return None


def who_argument() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """WHO: one or more words that mean one contact."""
    return click.argument("who", nargs=-1, required=True, metavar="WHO", shell_complete=complete_who)
