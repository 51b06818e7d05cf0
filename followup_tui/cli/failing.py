"""From an error to one sentence and an exit code: 1 when the world said no, 2 when words or input were wrong."""

import os
import re
import sys
from typing import NamedTuple

import click

from followup_tui.model.clean import clean_line

WORLD, WORDS, INTERRUPTED = 1, 2, 130
_JARGON = (
    (re.compile(r"is not a valid (?:integer|int)(?: range)?$"), "is no whole number"),
    (re.compile(r"is not in the range (\d+)<=x<=(\d+)$"), r"is not one of \1 to \2"),
    (re.compile(r"is not in the range x>=(\d+)$"), r"is less than \1"),
)
"""What click says of a number, and how people say it."""


class Failure(NamedTuple):
    """What is said on stderr, line by line, and the exit code."""

    lines: tuple[str, ...]
    code: int


def failure_of(error: BaseException) -> Failure:
    """The sentence and the exit code for any error that ended a command."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return Failure((), INTERRUPTED)
    if isinstance(error, click.ClickException):
        return Failure((_usage(error), *getattr(error, "lines", ())), error.exit_code)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return Failure((clean_line(f"{where}{error.strerror or error}."),), WORLD)
    return _ours(error) or _fault(error)


def _ours(error: BaseException) -> Failure | None:
    from followup_tui.model.settings import BadSettings  # here, because only an error needs them: 15 ms
    from followup_tui.opening import StoreError

    if isinstance(error, StoreError | BadSettings):
        return Failure((clean_line(str(error)),), WORLD)
    if isinstance(error, ValueError) and type(error).__module__.startswith("followup_tui."):
        # Refused, Invalid, Nobody, BadWhen, BadCadence and their kin: each says in its words what to write instead.
        return Failure((clean_line(str(error)),), WORDS)
    return None


def _usage(error: click.ClickException) -> str:
    sentence = clean_line(error.format_message())
    context = getattr(error, "ctx", None)
    if context is None or type(error) is click.UsageError:
        return sentence
    sentence = sentence.rstrip(".?")
    for theirs, ours in _JARGON:
        sentence = theirs.sub(ours, sentence)
    return f"{sentence}; see {context.command_path} --help."


def _fault(error: BaseException) -> Failure:
    if os.environ.get("FOLLOWUP_TRACE"):
        sys.excepthook(type(error), error, error.__traceback__)
    what = clean_line(f"{type(error).__name__}: {error}")[:300]
    return Failure((f"This is a fault of followup ({what}); please report it with what you typed.",), WORLD)
