"""What must hold of a record before it is kept. Each problem is one plain sentence that says what to write instead."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from followup_tui.model.cadence import BadCadence, parse_cadence
from followup_tui.model.partial_date import birthday_parts, is_partial_date
from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Part,
    Record,
    Result,
    Task,
)

NAME_LIMIT = 200
LINE_LIMIT = 500
TEXT_LIMIT = 100_000
EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 1, 1)
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]]+@[^@\s<>,;:\"()\[\]]+")
_TEXTS = frozenset({"note", "text", "story", "feedback", "raise_next", "avoid_next", "reason", "offer", "how_met"})
_PARTIAL_DATES = frozenset({"met_on", "since", "until"})


class Invalid(ValueError):
    """A record that may not be kept. `problems` has a sentence each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def check(record: Record) -> None:
    """Holds a record against the rules of its kind.

    Raises:
        Invalid: something does not hold.
    """
    problems = tuple(problems_of(record))
    if problems:
        raise Invalid(problems)


def problems_of(record: Record) -> Iterator[str]:
    """Every sentence there is to say against a record; none when it is sound."""
    yield from _lengths(record)
    yield from _days(record)
    yield from _CHECKS[type(record)](record)


def is_email(text: str) -> bool:
    """Whether `text` has the form of an e-mail address, international ones included."""
    return len(text) <= 254 and bool(_EMAIL.fullmatch(text))


# Most fields of a record are empty, and a spread or an import holds tens of thousands at once against these two: what
# is empty is passed over first.


def _lengths(record: Record) -> Iterator[str]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if not value:
            continue
        for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if not isinstance(text, str):
                continue
            limit = TEXT_LIMIT if field in _TEXTS else NAME_LIMIT if field == "name" else LINE_LIMIT
            if len(text) > limit:
                yield f"The {field.replace('_', ' ')} has {len(text):,} characters; {limit:,} are the most it can have."


def _days(record: Record) -> Iterator[str]:
    for day in _dates(record):
        if not EARLIEST <= day <= LATEST:
            yield f"The date {day.isoformat()} cannot be right; dates lie between 1900 and 2200."


def _dates(struct: Record | Part) -> Iterator[date]:
    """Every day of a record and its parts; of a moment, its day."""
    for field in struct.__struct_fields__:
        value = getattr(struct, field)
        if not value or isinstance(value, str):
            continue
        if isinstance(value, date):
            yield value.date() if isinstance(value, datetime) else value
        elif isinstance(value, tuple | dict):
            for part in value if isinstance(value, tuple) else value.values():
                if isinstance(part, Part):
                    yield from _dates(part)


def _contact(contact: Contact) -> Iterator[str]:
    if not contact.name.strip():
        yield "A contact needs a name."
    for email in contact.emails:
        if not is_email(email):
            yield f'"{email[:60]}" is not an e-mail address; write it like ann@example.org.'
    yield from _cadence(contact.cadence)
    if contact.birthday and not birthday_parts(contact.birthday):
        yield f'"{contact.birthday[:20]}" is not a birthday; write it like 1984-02-03, or --02-03 without the year.'
    if contact.met_on and not is_partial_date(contact.met_on):
        yield _not_a_date(contact.met_on)
    for position in contact.positions:
        for day in filter(None, (position.since, position.until)):
            if not is_partial_date(day):
                yield _not_a_date(day)


def _company(company: Company) -> Iterator[str]:
    if not company.name.strip():
        yield "A company needs a name."
    yield from _cadence(company.cadence)


def _interview(interview: Interview) -> Iterator[str]:
    if not interview.company:
        yield "An interview needs a company."
    if interview.began and interview.ended and interview.ended < interview.began:
        yield f"The interview ends ({interview.ended}) before it begins ({interview.began})."


def _interaction(interaction: Interaction) -> Iterator[str]:
    if not interaction.contacts:
        yield "An interaction needs somebody it was with."


def _clipping(clipping: Clipping) -> Iterator[str]:
    if not (clipping.title.strip() or clipping.url.strip() or clipping.text.strip()):
        yield "A clipping needs a title, an address or a text."


def _result(result: Result) -> Iterator[str]:
    if not result.contact:
        yield "A result needs somebody it came from."


def _task(task: Task) -> Iterator[str]:
    if not task.text.strip():
        yield "A task needs a text that says what was promised."


def _cadence(text: str) -> Iterator[str]:
    if not text:
        return
    try:
        parse_cadence(text)
    except BadCadence as error:
        yield str(error)


def _not_a_date(text: str) -> str:
    return f'"{text[:20]}" is not a date; write it like 2021, 2021-05 or 2021-05-03.'


_CHECKS: dict[type[Record], Callable[..., Iterator[str]]] = {
    Contact: _contact,
    Company: _company,
    Interview: _interview,
    Interaction: _interaction,
    Clipping: _clipping,
    Result: _result,
    Task: _task,
}
