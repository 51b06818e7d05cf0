"""An interview as a person enters it: everything typed, before names are looked up and anything is kept.

Form, command line and editor all make an `InterviewEntry`. The short forms are the same everywhere::

    people   Ann Lee (hiring manager), Bo Carr <bo@x.org>, +Cy Fu (recruiter)
    a round  2 May panel: Ann Lee, Bo Carr: they liked the map work

A ``+`` adds somebody new although a name like it is known. In brackets stands a relation, or else a title.
"""

import re
from datetime import date

import msgspec

from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Round
from followup_tui.model.validation import is_email
from followup_tui.model.words import Outcome, Permission, Relation, Stage
from followup_tui.rules.when import BadWhen, parse_when

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_ADDRESS = re.compile(r"\s*<([^<>]*)>\s*$")
_BETWEEN_PEOPLE = re.compile(r"[,;\n](?![^(<]*[)>])")
_PARTS = re.compile(r":(?=\s|$)")
_LOOKS_LIKE_A_DAY = re.compile(r"[\d./-]+")
_LONGEST_DAY = 4
"""Words of the longest way to write a day: ``Fri 27 Nov 2026``."""


class BadEntry(ValueError):
    """Something typed that cannot be read; the message shows the form that can."""


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of what was typed."""


class PersonEntry(Typed, frozen=True, kw_only=True):
    """Somebody who was in the process: a contact by id, or `name` as typed: a WHO, or the name of somebody new.

    `new` adds them whoever has that name already. Relation, title and address fill what is not known of them yet.
    """

    name: str = ""
    contact: int = 0
    relation: Relation = Relation.NONE
    title: str = ""
    email: str = ""
    new: bool = False


class RoundEntry(Typed, frozen=True, kw_only=True):
    """One round: its day, kind ("panel", "phone screen"), who held it, and what there was to say."""

    on: date | None = None
    kind: str = ""
    people: tuple[PersonEntry, ...] = ()
    note: str = ""


class PromiseEntry(Typed, frozen=True, kw_only=True):
    """Something promised, for a day when there is one. `to` is everybody in the process where it names nobody.

    `task` is the id of the promise when it is kept in the file already.
    """

    text: str = ""
    on: date | None = None
    to: tuple[PersonEntry, ...] = ()
    task: int = 0


class InterviewEntry(Typed, frozen=True, kw_only=True):
    """Everything there is to type about one hiring process.

    `people` need not repeat those of rounds and `said_by`. `stage` None is the usual one: closed when it is over, the
    offer when there is one, else interviews. An end that is missing is today when it is over.
    """

    company: str = ""
    role: str = ""
    people: tuple[PersonEntry, ...] = ()
    rounds: tuple[RoundEntry, ...] = ()
    stage: Stage | None = None
    outcome: Outcome = Outcome.OPEN
    began: date | None = None
    ended: date | None = None
    said_by: PersonEntry | None = None
    reason: str = ""
    story: str = ""
    feedback: str = ""
    offer: str = ""
    permission: Permission = Permission.NOT_ASKED
    promises: tuple[PromiseEntry, ...] = ()


def usual_stage(outcome: Outcome, offer: str) -> Stage:
    """How far a process got, where nobody says: closed when it is over, the offer when there is one."""
    if outcome is not Outcome.OPEN:
        return Stage.CLOSED
    return Stage.OFFER if offer.strip() else Stage.INTERVIEWS


def parse_people(text: str) -> tuple[PersonEntry, ...]:
    """The people that a text names, with commas, semicolons or line ends between them.

    Raises:
        BadEntry: a piece has no name, or an address cannot be read.
    """
    parts = (clean_line(part) for part in _BETWEEN_PEOPLE.split(clean_text(text)))
    return tuple(parse_entered_person(part) for part in parts if part)


def parse_entered_person(text: str) -> PersonEntry:
    """One person: ``Ann Lee <ann@x.org> (hiring manager)``, an address, an id, or ``ann@fisher``.

    Raises:
        BadEntry: there is no name, or the address cannot be read.
    """
    line = clean_line(text)
    fields: dict[str, str | Relation] = {}
    name = line
    while match := _BRACKETS.search(name) or _ADDRESS.search(name):
        name = name[: match.start()].strip()
        fields |= _detail(match[1].strip(), is_address=match[0].strip().startswith("<"))
    new, name = name.startswith("+"), name.lstrip("+ ")
    if not name:
        raise BadEntry(f'"{line[:60]}" names nobody; write a name, like Ann Lee (hiring manager).')
    return PersonEntry(name=name, new=new, **fields)  # type: ignore[arg-type]  # fields of a person


def parse_round(text: str, as_of: date) -> RoundEntry:
    """One round: ``DAY KIND: people: note``; every part but one may be missing.

    A day that leaves it open lies in the past: ``2 May``, ``fri``; ``next fri`` is to come.

    Raises:
        BadEntry: it is empty, its day cannot be read, or a person in it.
    """
    when, _, rest = _cut(clean_text(text).strip())
    people, _, note = _cut(rest)
    day, kind = _day_and_kind(clean_line(when), as_of)
    found = RoundEntry(on=day, kind=kind, people=parse_people(people), note=note.strip())
    if found == RoundEntry():
        raise BadEntry("A round is written like 2 May panel: Ann Lee, Bo Carr: what there was to say.")
    return found


def round_words(held: Round, people: str) -> str:
    """A round in the form in which it is typed; `people` are the names of those who held it."""
    head = " ".join(filter(None, (held.on.isoformat() if held.on else "", clean_line(held.kind))))
    parts = [head, people, clean_line(held.note)]
    while parts and not parts[-1]:
        parts.pop()
    return ": ".join(parts)


def _cut(text: str) -> tuple[str, str, str]:
    match = _PARTS.search(text)
    return (text[: match.start()], ":", text[match.end() :].lstrip(" \t")) if match else (text, "", "")


def _detail(words: str, *, is_address: bool) -> dict[str, str | Relation]:
    if is_address:
        if not is_email(words):
            raise BadEntry(f'"{words[:60]}" is not an e-mail address; write it like <ann@example.org>.')
        return {"email": words}
    try:
        return {"relation": Relation("-".join(words.lower().split()))}
    except ValueError:
        return {"title": words}


def _day_and_kind(text: str, as_of: date) -> tuple[date | None, str]:
    """The day that the first words say, as many of them as make one, and the words after it."""
    words = text.split()
    for number in range(min(len(words), _LONGEST_DAY), 0, -1):
        try:
            return parse_when(" ".join(words[:number]).rstrip(","), as_of, "past"), " ".join(words[number:])
        except BadWhen:
            continue
    if words and _LOOKS_LIKE_A_DAY.fullmatch(words[0]):
        raise BadEntry(f'"{text[:40]}" begins with no day that can be read; write it like 2026-05-02 panel or 2 May.')
    return None, text
