"""One line that says what somebody gave, or where they moved: the grammar of the app's lines.

``lead @Nova Wind, Head of Data: ask for Cy``
``customer = EUR 6,400: paid for the feed design, yesterday``
``Nova Wind, Head of Data on 1 Oct``
"""

import re
from datetime import date
from typing import NamedTuple

import msgspec

from followup_tui.model.clean import clean_line
from followup_tui.model.words import ResultKind
from followup_tui.rules.capture import BadCapture, cut_day

_AROUND = ",;. "
_VALUE = re.compile(r"(?:^|\s)=\s*")
_NOTE = re.compile(r"\s*:(?:\s+|$)")


class CapturedResult(msgspec.Struct, frozen=True):
    """What a line says about a result."""

    kind: ResultKind
    company: str = ""
    role: str = ""
    value: str = ""
    note: str = ""
    on: date | None = None


class CapturedMove(NamedTuple):
    """What a line says about a move."""

    company: str
    title: str = ""
    on: date | None = None


def parse_result(line: str, as_of: date) -> CapturedResult:
    """The result that a line describes: its kind, then ``@company, role``, ``= value``, ``: note``, and a day last.

    Raises:
        BadCapture: it does not begin with a kind, or its day cannot be read or lies in the future.
    """
    word, _, rest = clean_line(line).partition(" ")
    trailing = word.endswith(":")
    kind = _kind(word.rstrip(":"))
    rest, on = cut_day(rest.strip(), as_of)
    if on and on > as_of:
        raise BadCapture(f"{on.isoformat()} lies in the future; a result is entered when it is there.")
    head, note = ("", rest) if trailing else _halves(_NOTE, rest)
    head, value = _halves(_VALUE, head)
    company, _, role = head.lstrip("@").partition(",") if head.startswith("@") else ("", "", head)
    return CapturedResult(kind, company.strip(_AROUND), role.strip(_AROUND), value.strip(_AROUND), note.strip(), on)


def parse_move(line: str, as_of: date) -> CapturedMove:
    """Where somebody moved: the company, after a comma the title, and a day last.

    Raises:
        BadCapture: there is no company, or its day cannot be read or lies in the future.
    """
    text, on = cut_day(clean_line(line), as_of)
    if on and on > as_of:
        raise BadCapture(f"{on.isoformat()} lies in the future; enter the move when it has happened.")
    company, _, title = text.lstrip("@").partition(",")
    if not company.strip(_AROUND):
        raise BadCapture("Say to which company they moved, like: Nova Wind, Head of Data.")
    return CapturedMove(company.strip(_AROUND), title.strip(_AROUND), on)


def _kind(word: str) -> ResultKind:
    """The kind that a word begins; ``in`` is none, as it begins two."""
    found = [one for one in ResultKind if word and one.value.startswith(word.lower())]
    if len(found) == 1:
        return found[0]
    kinds = ", ".join(one.value for one in found or ResultKind)
    raise BadCapture(f"Begin with what it was: {kinds}.")


def _halves(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    first, *rest = pattern.split(text, maxsplit=1)
    return first.strip(), rest[0].strip() if rest else ""
