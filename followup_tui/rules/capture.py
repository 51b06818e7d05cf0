"""One line that adds a person or logs what happened: the same grammar in the app and the shell.

``Ann Lee, Head of Data <ann@x.org> @Fisher Diagnostics #recruiter every 3-6 months met 2021-05``
``call 20m, she moved to Oslo yesterday >2w``

What the grammar does not know becomes the note, or the text; nothing is dropped.
"""

import re
from datetime import date
from typing import NamedTuple

from followup_tui.model.cadence import BadCadence, parse_cadence
from followup_tui.model.clean import clean_line
from followup_tui.model.partial_date import is_partial_date
from followup_tui.model.validation import is_email
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.when import BadWhen, parse_when


class CapturedPerson(NamedTuple):
    """What a capture line says about a person."""

    name: str
    title: str = ""
    emails: tuple[str, ...] = ()
    company: str = ""
    tags: tuple[str, ...] = ()
    cadence: str = ""
    met_on: str = ""
    note: str = ""
    force: bool = False


class CapturedTouch(NamedTuple):
    """What a log line says about an interaction."""

    text: str
    channel: Channel | None
    direction: Direction | None
    on: date
    next_on: date | None = None


class BadCapture(ValueError):
    """A line that cannot be kept as it is; the message says why."""


_MARK = re.compile(r"(?:(?<=\s)|^)(?=[@#<]|every\s|met\s+\d{4})")
_EVERY = re.compile(
    r"every\s+(none|never|\d+\s*[a-z]*\s*(?:-|–|to)\s*\d+\s*(?:d|w|m|y|days?|weeks?|months?|years?)\b"
    r"|\d+\s*(?:d|w|m|y|days?|weeks?|months?|years?)\b)",
    re.IGNORECASE,
)


def parse_person(line: str) -> CapturedPerson:
    """The person that a capture line describes.

    Raises:
        BadCapture: it has no name, or an address, cadence or date in it cannot be read.
    """
    text = clean_line(line)
    force = text.startswith("+")
    head, *marks = _MARK.split(text.removeprefix("+").strip())
    name, _, title = head.strip().partition(",")
    words = name.split()
    emails = [word for word in words if "@" in word and is_email(word)]
    name = " ".join(word for word in words if word not in emails)
    found = CapturedPerson(name, title.strip(), tuple(emails), force=force)
    for mark in marks:
        found = _apply(found, mark.strip())
    if not found.name:
        raise BadCapture("The line has no name; begin with it, like: Ann Lee @Fisher #recruiter.")
    return found


def _apply(found: CapturedPerson, mark: str) -> CapturedPerson:
    if mark.startswith("<"):
        address, _, rest = mark[1:].partition(">")
        if not is_email(address.strip()):
            raise BadCapture(f'"{address[:60]}" is not an e-mail address; write it like <ann@example.org>.')
        return _noted(found._replace(emails=(*found.emails, address.strip())), rest)
    if mark.startswith("@"):
        company = mark[1:].strip()
        return found._replace(company=company) if company else _noted(found, mark)
    if mark.startswith("#"):
        tag, _, rest = mark[1:].partition(" ")
        return _noted(found._replace(tags=(*found.tags, tag.lower())) if tag else found, rest)
    if mark.lower().startswith("every"):
        return _cadenced(found, mark)
    day, _, rest = mark[len("met") :].strip().partition(" ")
    if not is_partial_date(day):
        raise BadCapture(f'"{day[:20]}" is not a date; write it like met 2021, met 2021-05 or met 2021-05-03.')
    return _noted(found._replace(met_on=day), rest)


def _cadenced(found: CapturedPerson, mark: str) -> CapturedPerson:
    match = _EVERY.match(mark)
    words = match[1] if match else mark[len("every") :].strip()
    try:
        cadence = parse_cadence(words)
    except BadCadence as error:
        raise BadCapture(str(error)) from None
    rest = mark[match.end() :] if match else ""
    return _noted(found._replace(cadence=str(cadence) if cadence else "none"), rest)


def _noted(found: CapturedPerson, rest: str) -> CapturedPerson:
    return found._replace(note=f"{found.note} {rest.strip()}".strip()) if rest.strip() else found


_VERBS: dict[str, tuple[Channel, Direction]] = {
    "call": (Channel.CALL, Direction.BOTH), "called": (Channel.CALL, Direction.BOTH),
    "phoned": (Channel.CALL, Direction.BOTH), "video": (Channel.CALL, Direction.BOTH),
    "met": (Channel.MEETING, Direction.BOTH), "meeting": (Channel.MEETING, Direction.BOTH),
    "lunch": (Channel.MEETING, Direction.BOTH), "coffee": (Channel.MEETING, Direction.BOTH),
    "dinner": (Channel.MEETING, Direction.BOTH), "event": (Channel.EVENT, Direction.BOTH),
    "email": (Channel.EMAIL, Direction.OUT), "emailed": (Channel.EMAIL, Direction.OUT),
    "mail": (Channel.EMAIL, Direction.OUT), "mailed": (Channel.EMAIL, Direction.OUT),
    "wrote": (Channel.EMAIL, Direction.OUT), "linkedin": (Channel.LINKEDIN, Direction.OUT),
    "text": (Channel.MESSAGE, Direction.OUT), "texted": (Channel.MESSAGE, Direction.OUT),
    "message": (Channel.MESSAGE, Direction.OUT), "letter": (Channel.LETTER, Direction.OUT),
    "note": (Channel.NOTE, Direction.OUT),
}  # fmt: skip
_THEIRS = frozenset({"<", "they", "she", "he"})
_REPLIED = frozenset({"replied", "answered", "wrote", "emailed", "mailed", "texted", "called"})
_TALKS = frozenset({Channel.CALL, Channel.MEETING, Channel.EVENT})
_NEXT = re.compile(r"(?:^|\s)>\s*(\d+\s?[a-z]+|[a-z]{3,9}|\d{4}-\d{2}-\d{2})\s*$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|\s)(today|yesterday|-\d+\s?[dwmy]|\d+ (?:days?|weeks?|months?) ago|last \w+|on \d{4}-\d{2}-\d{2}"
    r"|on \d{1,2} [a-z]{3,9}(?: \d{4})?|on [a-z]{3,9})\s*$",
    re.IGNORECASE,
)


def parse_touch(line: str, as_of: date) -> CapturedTouch:
    """The interaction that a log line describes; without a verb its channel and direction are left to the caller.

    The day may end the line (``yesterday``, ``-3d``, ``on 3 aug``), and after it ``>2w`` when to write next.

    Raises:
        BadCapture: the line is empty, or lies in the future.
    """
    text = clean_line(line)
    if not text:
        raise BadCapture("Say in a few words what happened, like: call 20m, she moved to Oslo.")
    text, next_on = _cut(text, _NEXT, as_of, "future")
    text, on = _cut(text, _DATED, as_of, "past")
    channel, direction, text = _verb(text)
    if on and on > as_of:
        raise BadCapture(f"{on.isoformat()} lies in the future; an interaction is logged when it has happened.")
    return CapturedTouch(text, channel, direction, on or as_of, next_on)


def _cut(text: str, pattern: re.Pattern[str], as_of: date, prefer: str) -> tuple[str, date | None]:
    match = pattern.search(text)
    if not match:
        return text, None
    try:
        day = parse_when(match[1].removeprefix("on "), as_of, "past" if prefer == "past" else "future")
    except BadWhen:
        return text, None
    return text[: match.start()].strip(), day


def _verb(text: str) -> tuple[Channel | None, Direction | None, str]:
    first, _, rest = text.partition(" ")
    theirs = first.lower() in _THEIRS
    if theirs:
        second = rest.split(" ", 1)[0].lower().strip(":,")
        if first != "<" and second not in _REPLIED:
            return None, None, text
        first, _, rest = rest.partition(" ")
    word = first.lower().strip(":,")
    if word in {"replied", "answered"}:
        return None, Direction.IN, rest if theirs else text
    if word not in _VERBS:
        return None, Direction.IN if theirs else None, f"{first} {rest}".strip() if theirs else text
    channel, direction = _VERBS[word]
    if theirs and channel not in _TALKS:
        direction = Direction.IN
    kept = rest.strip() if word in {"note", "email", "mail", "message", "linkedin", "letter"} and rest.strip() else text
    return channel, direction, kept
