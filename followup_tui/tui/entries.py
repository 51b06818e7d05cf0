"""The entries of a timeline: everything that happened with a contact, or with a company, in one stream."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from followup_tui.book import Book
from followup_tui.model.partial_date import first_day
from followup_tui.model.records import Contact, Interaction, Interview, Mark, Result, Task
from followup_tui.model.words import Channel, Direction, MarkKind, Outcome
from followup_tui.rules.wording import day_month, partial_day_month, shortened, weekday_words
from followup_tui.tui.widgets.timeline import Entry

Kind = Literal["talk", "interview", "result", "promise", "shared", "move", "decision"]
KIND_WORDS: Final[dict[Kind, str]] = {
    "talk": "messages and talks",
    "interview": "interviews",
    "result": "results",
    "promise": "promises",
    "shared": "clippings shared",
    "move": "moves",
    "decision": "decisions",
}
"""What a timeline can be narrowed to, in the order in which one key goes through them."""
_SIGNS = {Direction.IN: "<", Direction.OUT: ">", Direction.BOTH: "="}
_MARKS = {
    MarkKind.SKIP: "skipped",
    MarkKind.SNOOZE: "snoozed",
    MarkKind.PAUSE: "paused",
    MarkKind.RESUME: "resumed",
    MarkKind.ARCHIVE: "archived",
    MarkKind.UNARCHIVE: "brought back",
    MarkKind.NO_ANSWER_NEEDED: "no answer needed",
    MarkKind.PLAN: "moved",
    MarkKind.SPREAD: "given time",
}
_TITLE = 24
"""Characters of a clipping's title beside the message that passed it on."""
SHARED: Final = "shared:"
_CALM = ("kept", SHARED)


class Dated(NamedTuple):
    """An entry with what it is sorted and narrowed by; its key begins with a kind of record and an id."""

    on: date
    order: int
    kind: Kind
    entry: Entry


def contact_entries(book: Book, contact: Contact, only: Kind | None = None) -> tuple[Entry, ...]:
    """A contact's timeline, newest first; `only` narrows it to one kind."""
    return _sorted(_of_contact(book, contact), only)


def company_entries(book: Book, company: int, only: Kind | None = None) -> tuple[Entry, ...]:
    """What happened with a company: interviews, results, promises, moves, and what passed with anyone there."""
    return _sorted(_of_company(book, company), only)


def next_kind(stream: Sequence[Dated], now: Kind | None) -> Kind | None:
    """The kind after `now` of which a stream has something; after the last one none, which is everything."""
    there = {one.kind for one in stream}
    there |= {"shared"} if any(_is_shared(one, "shared") for one in stream) else set()
    order = list(KIND_WORDS)
    after = order[order.index(now) + 1 :] if now else order
    return next((kind for kind in after if kind in there), None)


def stream_of(book: Book, subject: Contact | int) -> list[Dated]:
    """Everything with a contact, or with the company of an id."""
    return list(_of_contact(book, subject) if isinstance(subject, Contact) else _of_company(book, subject))


def _of_contact(book: Book, contact: Contact) -> Iterator[Dated]:
    yield from _interactions(book, contact.id, book.interactions_of(contact.id))
    for held in book.interviews_of(contact.id):
        yield from _interview(book, held, with_company=True)
    yield from (_result(book, one) for one in book.results_of(contact.id))
    yield from (_task(one) for one in book.tasks_of(contact.id))
    yield from _moves(book, contact)
    yield from (_mark(one, number, book.as_of) for number, one in enumerate(contact.marks))


def _of_company(book: Book, company: int) -> Iterator[Dated]:
    held = [one for one in book.interviews.values() if one.company == company]
    people = {one.id for one in book.people_at(company)} | {number for one in held for number in one.contacts}
    for one in held:
        yield from _interview(book, one, with_company=False)
    record = book.companies.get(company)
    origin = record.came_of if record else 0
    results = [one for one in book.results.values() if one.company == company or one.id == origin]
    yield from (_result(book, one, _name(book, one.contact)) for one in results)
    yield from (_task(one, _name(book, *one.contacts)) for one in book.tasks.values() if one.company == company)
    for number in people & book.contacts.keys():
        contact = book.contacts[number]
        yield from _interactions(book, number, book.interactions_of(number), name=contact.name)
        yield from (one for one in _moves(book, contact, contact.name) if one.entry.key[2] == company)  # type: ignore[index]  # a move's key has three parts


def _name(book: Book, *contacts: int) -> str:
    return ", ".join(book.contacts[one].name for one in contacts if one in book.contacts)


def _sorted(stream: Iterable[Dated], only: Kind | None) -> tuple[Entry, ...]:
    kept = (one for one in stream if only is None or one.kind == only or _is_shared(one, only))
    ordered = sorted(kept, key=lambda one: (one.on, one.order), reverse=True)
    return tuple({one.entry.key: one.entry for one in ordered}.values())


def _is_shared(one: Dated, only: Kind) -> bool:
    return only == "shared" and one.entry.mark.startswith(SHARED)


def _interactions(book: Book, contact: int, interactions: Sequence[Interaction], name: str = "") -> Iterator[Dated]:
    touches = book.touches(contact)
    waiting = book.verdict(contact).owes_since
    for number, one in enumerate(interactions):
        mark = ""
        if number == 0 and one.counts and one.on == touches.last:
            if one.direction is Direction.OUT:
                mark = "no answer yet" if touches.unanswered else ""
            elif one.direction is Direction.IN and waiting:
                mark = "unanswered"
        yield _interaction(book, one, name, mark)


def _interaction(book: Book, one: Interaction, name: str, mark: str) -> Dated:
    note = one.channel is Channel.NOTE
    text = one.text if not one.subject else f"{one.subject}: {one.text}" if one.text else one.subject
    if name:
        text = f"{name}: {text}" if text else name
    quoted = f"“{text}”" if one.direction is Direction.IN and text and not name else text
    sign = "#" if note else _SIGNS[one.direction]
    shared = next((book.clippings[number] for number in one.shared if number in book.clippings), None)
    if shared and not mark:
        mark = f"{SHARED} {shortened(shared.title or shared.text or shared.url, _TITLE)}"
    return _dated(("interaction", one.id), one.on, one.id, "talk", sign, one.channel.value, quoted, mark)


def _interview(book: Book, one: Interview, *, with_company: bool) -> Iterator[Dated]:
    """How it ended, and its rounds on their days."""
    at = f" at {book.company_name(one.company)}" if with_company else ""
    role = one.role or "a role"
    how = "is still open" if one.outcome is Outcome.OPEN else one.outcome.phrase
    told = ". ".join(part.rstrip(".") for part in (one.reason, one.story) if part.strip())
    story = f". {told}" if told else ""
    rounds = [(number, step) for number, step in enumerate(one.rounds, 1) if step.on]
    day = one.ended or max((step.on for _, step in rounds if step.on), default=None) or one.began or date.min
    yield _dated(("interview", one.id), day, one.id, "interview", "*", "interview", f"{role}{at}: {how}{story}", "",
                 "strong")  # fmt: skip
    for number, step in rounds:
        whom = _name(book, *step.contacts)
        head = " with ".join(part for part in (step.kind or "round", whom) if part)
        text = f"{head}{at}: {step.note}" if step.note else f"{head}{at}"
        yield _dated(("interview", one.id, number), step.on or day, one.id, "interview", "*", "round", text, "")


def _result(book: Book, one: Result, name: str = "") -> Dated:
    where = f" at {book.company_name(one.company)}" if one.company else ""
    text = f"{one.role}{where}".strip() or where.strip()
    about = " · ".join(part for part in (f"from {name}" if name else "", text, one.value, one.note) if part)
    return _dated(("result", one.id), one.on, one.id, "result", "+", one.kind.value, about, "", "strong")


def _task(one: Task, name: str = "") -> Dated:
    day = one.done_on or one.on or date.min
    mark = "kept" if one.done_on else "promised"
    text = f"{name}: {one.text}" if name else one.text
    return _dated(("task", one.id), day, one.id, "promise", "@", "promise", text, mark)


def _moves(book: Book, contact: Contact, name: str = "") -> Iterator[Dated]:
    """The positions whose beginning is known, be it only by its month or year, of which no more is said then."""
    for number, held in enumerate(contact.positions):
        since = first_day(held.since) if held.since else None
        if since is None:
            continue
        whom = f"{name}: " if name else ""
        where = " at ".join(part for part in (held.title, book.company_name(held.company)) if part)
        key = ("contact", contact.id, held.company, number)
        moved = _dated(key, since, contact.id, "move", "^", "moved", f"{whom}{where or 'somewhere else'}", "")
        yield moved._replace(entry=moved.entry._replace(day=partial_day_month(held.since)))


def _mark(one: Mark, number: int, as_of: date) -> Dated:
    until = "to" if one.kind is MarkKind.PLAN else "until"
    text = f"{_MARKS[one.kind]} {until} {weekday_words(one.until, as_of)}" if one.until else _MARKS[one.kind]
    if one.kind is MarkKind.PLAN and not one.until:
        text = "a moved day taken off"
    return _dated(("mark", number), one.on, number, "decision", "-", "", text, "", "quiet")


def _dated(
    key: tuple[str | int, ...], on: date, order: int, kind: Kind, sign: str, word: str, text: str, mark: str,
    role: str = "",
) -> Dated:  # fmt: skip
    year, day = (str(on.year), day_month(on)) if on > date.min else ("", "")
    calm = "quiet" if mark.startswith(_CALM) else "late"
    return Dated(on, order, kind, Entry(key, year, day, sign, word, text, mark, role, calm))
