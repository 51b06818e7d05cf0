"""A template's file: a TOML header between two lines of ``+++``, the body, and a short body after ``+++ short +++``.

+++
title = "A short hi"
intent = "keep-warm"
subject = "Hello from {{ my_name }}"
+++
Hi {{ first_name }},
...
+++ short +++
Hi {{ first_name }}, ...
"""

import difflib
import re
import tomllib
from collections.abc import Collection
from pathlib import PurePath
from typing import Any

import msgspec

from followup_tui.model.clean import clean_text
from followup_tui.model.template import NAME, Condition, Header, Limit, Template
from followup_tui.model.words import Channel
from followup_tui.rules.facts import FACTS
from followup_tui.rules.occasions import KINDS

FILE_LIMIT = 20_000
"""Characters. A message has a hundred words; a file far longer than that is no template."""
FENCE = "+++"
SHORT = "+++ short +++"
_LIMIT = re.compile(r"(\d{1,5}) (words|characters)")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`")
_BLANK = re.compile(r"[a-z][a-z0-9_]{0,30}")


class BadTemplate(ValueError):
    """A template that cannot be used: in which file, on which line, and one sentence on what is wrong.

    `column` counts from 1; it is 0 when only the line is known.
    """

    def __init__(self, file: str, line: int, sentence: str, column: int = 0) -> None:
        super().__init__(f"{file}, line {line}{f', column {column}' if column else ''}: {sentence}")
        self.file = file
        self.line = line
        self.column = column
        self.sentence = sentence


class _Written(Header, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The header as it is written."""

    name: str = ""
    limit: dict[Channel, str] = msgspec.field(default_factory=dict)


def parse_template(text: str, file: str, *, built_in: bool = False) -> Template:
    """The template in the text of a file; `file` is its name, from which the template has its own unless it says one.

    Raises:
        BadTemplate: the header is missing, broken or names what does not exist, or there is no body.
    """
    if len(text) > FILE_LIMIT:
        raise BadTemplate(file, 1, f"the file has more than {FILE_LIMIT:,} characters; a message needs far fewer.")
    lines = clean_text(text).split("\n")
    end = _header_end(lines, file)
    header = _header(lines[1:end], file)
    marker = next((at for at, line in enumerate(lines) if at > end and line.strip() == SHORT), len(lines))
    name = header.name or PurePath(file).stem
    if not NAME.fullmatch(name):
        raise BadTemplate(file, 1, f'"{name[:40]}" is no name for a template; use small letters and hyphens: short-hi.')
    body, short = "\n".join(lines[end + 1 : marker]).strip("\n"), "\n".join(lines[marker + 1 :]).strip("\n")
    if not body.strip():
        raise BadTemplate(file, end + 1, "there is no message below the header.")
    return Template(
        name=name,
        body=body,
        short=short,
        **{field: getattr(header, field) for field in Header.__struct_fields__},
        limits={channel: _limit(words, lines[1:end], file) for channel, words in header.limit.items()},
        built_in=built_in,
        file=file,
        body_line=_first_line(lines, end + 1),
        short_line=_first_line(lines, marker + 1),
    )


def _header_end(lines: list[str], file: str) -> int:
    if lines[0].strip() != FENCE:
        raise BadTemplate(file, 1, f"the first line must be {FENCE}, and the header must follow it.")
    for at, line in enumerate(lines[1:], 1):
        if line.strip() == FENCE:
            return at
    raise BadTemplate(file, len(lines), f"the header does not end; close it with a line of {FENCE}.")


def _header(lines: list[str], file: str) -> _Written:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) + 1 if place and place[1] else len(lines) + 1 if place else 1
        reason = _TOML_PLACE.sub("", str(error)).rstrip(".") if place else "nested too deeply"
        column = int(place[2]) if place and place[2] else 0
        raise BadTemplate(file, line, f"the header is not TOML: {reason}.", column) from error
    try:
        header = msgspec.convert(table, _Written)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), table, lines, file) from error
    _check_names(header, lines, file)
    return header


def _misfit(message: str, table: dict[str, Any], lines: list[str], file: str) -> BadTemplate:
    reason, _, path = message.partition(" - at `$")
    key = path.strip("`.").split("[")[0]
    unknown = _UNKNOWN.search(reason)
    if unknown:
        known = _Written.__struct_fields__ if not key else Condition.__struct_fields__
        word = unknown[1]
        return BadTemplate(file, _line_of(word, lines), f'"{word[:40]}" is no key of a header{_perhaps(word, known)}')
    return BadTemplate(file, _line_of(key.rpartition(".")[2], lines), f"{key or 'the header'}: {reason}.")


def _check_names(header: _Written, lines: list[str], file: str) -> None:
    for key, names, known in (
        ("requires", header.requires, FACTS),
        ("optional", header.optional, FACTS),
        ("kinds", header.when.kinds, KINDS),
    ):
        for name in names:
            if name not in known:
                noun = "occasion" if key == "kinds" else "fact"
                raise BadTemplate(file, _line_of(key, lines), f'"{name[:40]}" is no {noun}{_perhaps(name, known)}')
    for name in header.asks:
        if name in FACTS or not _BLANK.fullmatch(name):
            raise BadTemplate(file, _line_of("asks", lines), f'"{name[:40]}" cannot name a blank; choose another word.')
    for empty in ("channels", "kinds"):
        if not (header.channels if empty == "channels" else header.when.kinds):
            raise BadTemplate(file, _line_of(empty, lines), f"{empty} is empty; name at least one, or leave it out.")


def _perhaps(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word[:60], known, 1)
    return f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}."


def _limit(words: str, lines: list[str], file: str) -> Limit:
    match = _LIMIT.fullmatch(words)
    if not match:
        raise BadTemplate(file, _line_of("limit", lines), f'"{words[:40]}" is no limit; write 125 words.')
    return Limit(int(match[1]), "words" if match[2] == "words" else "characters")


def _line_of(key: str, lines: list[str]) -> int:
    """The line of the file on which a key of the header stands; the fence is line 1."""
    wanted = re.compile(rf"\s*\[?{re.escape(key)}\b") if key else None
    return next((at for at, line in enumerate(lines, 2) if wanted and wanted.match(line)), 1)


def _first_line(lines: list[str], start: int) -> int:
    """The number of the first line from `start` (counted from 0) on that is not empty."""
    return next((at + 1 for at in range(start, len(lines)) if lines[at]), start + 1)
