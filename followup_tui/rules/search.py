"""The filter language: words that must all be found, and fields such as ``tag:vc``, ``late:``, ``last:>60d``.

Letters are folded, so that "muller" finds Müller. A minus before a term turns it round. An unknown field is an error
with a sentence; a filter that is still being typed keeps its last good result.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from followup_tui.model.cadence import BadCadence, Span, parse_span
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact
from followup_tui.model.words import Outcome, Status
from followup_tui.rules.calendar import add_span
from followup_tui.rules.verdict import Verdict

FIELDS = (
    "tag", "topic", "company", "title", "name", "email", "status", "late", "due", "new", "owe", "waiting", "has",
    "last", "met", "relation", "outcome", "cadence", "note", "via",
)  # fmt: skip


class BadQuery(ValueError):
    """A filter that cannot be read; `at` is where in the text, the message what to write."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Subject(NamedTuple):
    """What a filter looks at: a contact with its verdict, the name of its company, a folded text of its own, and how
    the interviews with it ended."""

    contact: Contact
    verdict: Verdict
    company: str
    text: str
    outcomes: tuple[Outcome, ...] = ()


Test = Callable[[Subject], bool]
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<field>[a-z]+):(?P<value>"[^"]*"|\S*)|(?P<word>"[^"]*"|\S+))')


def parse_query(query: str, as_of: date) -> Test:
    """The test that a filter stands for; an empty one lets everybody pass. ``OR`` between terms means either side.

    Raises:
        BadQuery: it has an unknown field, or a value that the field cannot use.
    """
    sides: list[list[Test]] = [[]]
    for match in _TERM.finditer(query):
        field = match["field"]
        if match["word"] == "OR" and not match["minus"]:
            sides.append([])
            continue
        if field is None:
            test = _word(folded(match["word"].strip('"')))
        elif field not in FIELDS:
            raise BadQuery(f'"{field}:" is not a field; there are {", ".join(FIELDS)}.', match.start())
        else:
            test = _field(field, match["value"].strip('"'), as_of, match.start())
        sides[-1].append(_not(test) if match["minus"] else test)
    either = [_all_of(tests) for tests in sides if tests] or [_all_of([])]
    return either[0] if len(either) == 1 else lambda subject: any(test(subject) for test in either)


def words_of(query: str) -> tuple[str, ...]:
    """The folded plain words of a filter, for marking what was found."""
    return tuple(
        folded(match["word"].strip('"'))
        for match in _TERM.finditer(query)
        if match["word"] and match["word"] != "OR" and not match["minus"]
    )


def excludes(query: str) -> bool:
    """Whether a filter has words that must not be found."""
    return any(match["minus"] and match["word"] for match in _TERM.finditer(query))


def subject_text(contact: Contact, company: str) -> str:
    """The folded text of a contact that plain words are looked for in."""
    parts: Iterable[str] = (
        contact.name, company, contact.title, *contact.emails, *(f"#{tag}" for tag in contact.tags), *contact.topics,
        contact.linkedin, contact.place,
    )  # fmt: skip
    return folded(" ".join(part for part in parts if part))


def _all_of(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]  # a filter of one word is asked of everybody at every key
    return lambda subject: all(test(subject) for test in tests)


def _word(word: str) -> Test:
    return lambda subject: word in subject.text


def _not(test: Test) -> Test:
    return lambda subject: not test(subject)


def _field(field: str, value: str, as_of: date, at: int) -> Test:
    wanted = folded(value)
    if field in _CONTAINS:
        reads = _CONTAINS[field]
        return lambda subject: any(wanted in folded(text) for text in reads(subject))
    if field == "tag":
        return lambda subject: any(folded(tag).startswith(wanted) for tag in subject.contact.tags)
    if field == "outcome":
        return _outcome(wanted, value, at)
    if field == "status":
        if wanted not in set(Status):
            raise BadQuery(f'"{value}" is not a status; there are {", ".join(Status)}.', at)
        return lambda subject: subject.verdict.status == wanted
    if field == "last":
        return _last(value, as_of, at)
    if field == "has":
        return _has(wanted, at)
    if value:
        raise BadQuery(f"{field}: takes nothing after the colon; -{field}: finds all the others.", at)
    return _STATES[field]


_CONTAINS: dict[str, Callable[[Subject], Iterable[str]]] = {
    "topic": lambda subject: subject.contact.topics,
    "company": lambda subject: (subject.company,),
    "title": lambda subject: (subject.contact.title,),
    "name": lambda subject: (subject.contact.name,),
    "email": lambda subject: subject.contact.emails,
    "met": lambda subject: (subject.contact.met_on, subject.contact.how_met),
    "relation": lambda subject: (subject.contact.relation.value,),
    "cadence": lambda subject: (subject.verdict.cadence,),
    "note": lambda subject: (subject.contact.note, subject.contact.raise_next, subject.contact.avoid_next),
    "via": lambda subject: (subject.contact.channel.value if subject.contact.channel else "",),
}
_STATES: dict[str, Test] = {
    "late": lambda subject: subject.verdict.status is Status.OVERDUE,
    "due": lambda subject: subject.verdict.status in {Status.DUE, Status.OVERDUE},
    "new": lambda subject: subject.verdict.status is Status.NEW,
    "owe": lambda subject: subject.verdict.owes_since is not None,
    "waiting": lambda subject: subject.verdict.unanswered > 0,
}


def _outcome(wanted: str, value: str, at: int) -> Test:
    outcomes = {one for one in Outcome if wanted.replace(" ", "-") in one.value}
    if not outcomes:
        raise BadQuery(f'"{value}" is no outcome; there are {", ".join(Outcome)}.', at)
    return lambda subject: not outcomes.isdisjoint(subject.outcomes)


def _last(value: str, as_of: date, at: int) -> Test:
    sign, text = (value[0], value[1:]) if value[:1] in {">", "<"} else (">", value)
    try:
        span = parse_span(text)
    except BadCadence:
        raise BadQuery("last: takes a length of time, like last:>60d or last:<2w.", at) from None
    edge = add_span(as_of, Span(-span.number, span.unit))
    if sign == ">":
        return lambda subject: subject.verdict.last_touch is None or subject.verdict.last_touch < edge
    return lambda subject: subject.verdict.last_touch is not None and subject.verdict.last_touch > edge


_HAS: dict[str, Callable[[Contact], object]] = {
    "email": lambda contact: contact.emails,
    "phone": lambda contact: contact.phones,
    "linkedin": lambda contact: contact.linkedin,
    "birthday": lambda contact: contact.birthday,
    "note": lambda contact: contact.note,
    "cadence": lambda contact: contact.cadence,
}


def _has(value: str, at: int) -> Test:
    if value not in _HAS:
        raise BadQuery(f"has: takes one of {', '.join(_HAS)}.", at)
    reads = _HAS[value]
    return lambda subject: bool(reads(subject.contact))
