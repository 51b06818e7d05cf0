"""One line that adds a person or logs what happened: the same grammar in the app and the shell.

``Ann Lee, Head of Data <ann@x.org> @Fisher Diagnostics #recruiter every 3-6 months met 2021-05``
``call 20m, she moved to Oslo yesterday >2w``

What the grammar does not know becomes the note, or the text; nothing is dropped.
"""

import re
from datetime import date
from typing import Literal, NamedTuple

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


_MARK = re.compile(r"(?:(?<=\s)|^)(?=[@#<]|every\s|met\s+\d{4})", re.IGNORECASE)
_EVERY = re.compile(
    r"every\s+(none\b|never\b|day\b|week\b|month\b|year\b"
    r"|\d+\s*[a-z]*\s*(?:-|–|to)\s*\d+\s*(?:d|w|m|y|days?|weeks?|months?|years?)\b"
    r"|\+?\d+\s*(?:d|w|m|y|days?|weeks?|months?|years?)\b)",
    re.IGNORECASE,
)
_AROUND = ",;. "


def parse_person(line: str) -> CapturedPerson:
    """The person that a capture line describes.

    Raises:
        BadCapture: it has no name, or an address, cadence or date in it cannot be read.
    """
    text = clean_line(line)
    force = text.startswith("+")
    head, *marks = _MARK.split(text.removeprefix("+").strip())
    head, emails = _addresses(head)
    name, _, title = head.partition(",")
    found = CapturedPerson(name.strip(_AROUND), title.strip(_AROUND), emails, force=force)
    for mark in marks:
        found = _apply(found, mark.strip())
    if not found.name:
        raise BadCapture("The line has no name; begin with it, like: Ann Lee @Fisher #recruiter.")
    return found


def _apply(found: CapturedPerson, mark: str) -> CapturedPerson:
    if mark.startswith("<"):
        return _addressed(found, mark)
    if mark.startswith("@"):
        company, emails = _addresses(mark[1:])
        if not company or found.company:
            return _noted(found, mark)
        return _mailed(found._replace(company=company.strip(_AROUND)), emails)
    if mark.startswith("#"):
        tag, _, rest = mark[1:].partition(" ")
        tag = tag.rstrip(_AROUND).lower()
        return _noted(found._replace(tags=_with(found.tags, tag)), rest) if tag else _noted(found, mark)
    if mark.lower().startswith("every"):
        return _cadenced(found, mark)
    if found.met_on:
        return _noted(found, mark)
    day, _, rest = mark[len("met") :].strip().partition(" ")
    day = day.rstrip(_AROUND)
    if not is_partial_date(day):
        raise BadCapture(f'"{day[:20]}" is not a date; write it like met 2021, met 2021-05 or met 2021-05-03.')
    return _noted(found._replace(met_on=day), rest)


def _addressed(found: CapturedPerson, mark: str) -> CapturedPerson:
    address, _, rest = mark[1:].partition(">")
    if is_email(address.strip()):
        return _noted(_mailed(found, (address.strip(),)), rest)
    if found.note:
        return _noted(found, mark)
    raise BadCapture(f'"{address[:60]}" is not an e-mail address; write it like <ann@example.org>.')


def _cadenced(found: CapturedPerson, mark: str) -> CapturedPerson:
    """A cadence; "every" is a plain word once there is a cadence, or in the middle of a note."""
    match = _EVERY.match(mark)
    if found.cadence or (found.note and not match):
        return _noted(found, mark)
    words = match[1] if match else mark[len("every") :].strip()
    try:
        cadence = parse_cadence(f"1 {words}" if words.lower() in {"day", "week", "month", "year"} else words)
    except BadCadence as error:
        raise BadCapture(str(error)) from None
    rest = mark[match.end() :] if match else ""
    return _noted(found._replace(cadence=str(cadence) if cadence else "none"), rest)


def _addresses(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the e-mail addresses in it, and these."""
    kept, emails = [], []
    for word in text.split():
        bare = word.strip(",;")
        if is_email(bare):
            emails.append(bare)
        else:
            kept.append(word)
    return " ".join(kept), tuple(emails)


def _mailed(found: CapturedPerson, emails: tuple[str, ...]) -> CapturedPerson:
    return found._replace(emails=tuple(dict.fromkeys((*found.emails, *emails))))


def _with(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tags if tag in tags else (*tags, tag)


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
_SAID_BY_CHANNEL = frozenset(
    {"note", "email", "mail", "message", "linkedin", "letter", "call", "called", "phoned", "meeting", "event"}
)
"""Verbs that the channel repeats; "lunch" and "coffee" say more than it and stay in the text."""
_THEIRS = frozenset({"<", "they", "she", "he"})
_REPLIED = frozenset({"replied", "answered", "wrote", "emailed", "mailed", "texted", "called"})
_TALKS = frozenset({Channel.CALL, Channel.MEETING, Channel.EVENT})
_NEXT = re.compile(r"(?:^|\s)>\s*((?:next |in )?[\w-]+(?: [a-z]+)?(?: \d{4})?)\s*$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|\s)(today|yesterday|-\d+\s?[dwmy]|\d+ (?:days?|weeks?|months?|years?) ago|last \w+"
    r"|(?:on )?\d{4}-\d{2}-\d{2}|on \d{1,2} [a-z]{3,9}(?: \d{4})?|on [a-z]{3,9}"
    r"|on \d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)\s*$",
    re.IGNORECASE,
)


def parse_touch(line: str, as_of: date) -> CapturedTouch:
    """The interaction that a log line describes; without a verb its channel and direction are left to the caller.

    The day may end the line (``yesterday``, ``-3d``, ``on 3 aug``), and after it ``>2w`` when to write next.

    Raises:
        BadCapture: the line is empty, a day in it can be read in two ways, what happened lies in the future, or what
            comes next in the past.
    """
    text = clean_line(line)
    if not text:
        raise BadCapture("Say in a few words what happened, like: call 20m, she moved to Oslo.")
    text, next_on = _cut(text, _NEXT, as_of, "future")
    text, on = _cut(text, _DATED, as_of, "past")
    if next_on is None:
        text, next_on = _cut(text, _NEXT, as_of, "future")
    channel, direction, text = _verb(text)
    if on and on > as_of:
        raise BadCapture(f"{on.isoformat()} lies in the future; an interaction is logged when it has happened.")
    if next_on and next_on < as_of:
        raise BadCapture(f"{next_on.isoformat()} is over; what comes next has a day still to come, like >2w.")
    return CapturedTouch(text, channel, direction, on or as_of, next_on)


def cut_day(text: str, as_of: date) -> tuple[str, date | None]:
    """A text without the day that ends it (``yesterday``, ``-3d``, ``on 3 aug``), and that day.

    Raises:
        BadCapture: the day can be read in two ways.
    """
    return _cut(text, _DATED, as_of, "past")


def _cut(
    text: str, pattern: re.Pattern[str], as_of: date, prefer: Literal["past", "future"]
) -> tuple[str, date | None]:
    match = pattern.search(text)
    if not match:
        return text, None
    try:
        day = parse_when(re.sub("^on ", "", match[1], flags=re.IGNORECASE), as_of, prefer)
    except BadWhen as error:
        if re.search(r"\d[/.]\d", match[1]):
            raise BadCapture(str(error)) from None
        return text, None
    return text[: match.start()].strip(), day


def _verb(text: str) -> tuple[Channel | None, Direction | None, str]:
    if text.startswith("<"):
        text = f"< {text[1:].strip()}"
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
    kept = rest.strip() if word in _SAID_BY_CHANNEL and rest.strip() else text
    return channel, direction, kept
