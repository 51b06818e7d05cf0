"""All that is known about one contact, for people."""

from collections.abc import Iterator

from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.contact_text import badge, style_of
from followup_tui.cli.output import Paper, block, listed, plain
from followup_tui.model.ids import short
from followup_tui.model.records import Contact, Interaction, Interview, Position, Result, Task
from followup_tui.model.words import Direction
from followup_tui.rules.reach import channel_to, channels_to, preference
from followup_tui.rules.wording import day_words, weekday_words

LATEST = 8
"""Interactions shown; the rest is counted."""
_ARROWS = {Direction.OUT: ">", Direction.IN: "<", Direction.BOTH: "="}
_LABEL = 11


def profile_lines(book: Book, contact: Contact, on: Paper) -> list[str]:
    """The contact from top to bottom: who, where they stand and why, how to reach them, and what there was."""
    return [
        *_head(book, contact, on),
        *_fields(book, contact, on),
        *_section("Positions", [_position(book, one) for one in contact.positions], on),
        *_section("Interviews", [interview_line(book, one) for one in book.interviews_of(contact.id)], on),
        *_section("Promises", [task_line(book, one) for one in book.tasks_of(contact.id)], on),
        *_interactions(book, contact, on),
        *_section("Results", [_result(book, one) for one in book.results_of(contact.id)], on),
        *_draft(book, contact, on),
    ]


def _head(book: Book, contact: Contact, on: Paper) -> Iterator[str]:
    verdict = book.verdict(contact.id)
    place = ", ".join(filter(None, (plain(contact.title), plain(book.company_name(contact.company)))))
    title = f"{on.tinted(plain(contact.name), 'bold')}{f' · {place}' if place else ''}"
    yield f"{title}  {on.tinted(short(contact.id), 'dim')}"
    standing = [on.tinted(badge(verdict, book), style_of(verdict))]
    if verdict.opens and verdict.latest:
        standing.append(f"window {day_words(verdict.opens, book.as_of)} to {day_words(verdict.latest, book.as_of)}")
    standing.append(f"cadence {verdict.cadence} ({verdict.cadence_from})")
    yield " · ".join(standing)
    yield from wrapped(plain(book.reason_for(contact.id)), on.width)


def _fields(book: Book, contact: Contact, on: Paper) -> Iterator[str]:
    introducer = book.contacts.get(contact.introduced_by)
    met = " ".join(filter(None, (plain(contact.met_on), plain(contact.how_met))))
    fields = {
        "e-mail": listed(contact.emails),
        "phone": listed(contact.phones),
        "linkedin": plain(contact.linkedin),
        "web": listed(contact.urls),
        "channel": _written_by(book, contact),
        "place": plain(contact.place),
        "relation": contact.relation.value,
        "tags": " ".join(f"#{plain(tag)}" for tag in contact.tags),
        "topics": listed(contact.topics),
        "birthday": plain(contact.birthday),
        "met": met,
        "through": plain(introducer.name) if introducer else "",
        "raise next": block(contact.raise_next),
        "avoid": block(contact.avoid_next),
        "note": block(contact.note),
    }
    if any(fields.values()):
        yield ""
    for label, text in fields.items():
        if text:
            yield from _field(label, text, on)


def _written_by(book: Book, contact: Contact) -> str:
    """The channel of a message to somebody who prefers one, and why it is another when it is."""
    if contact.channel is None:
        return ""
    channel = channel_to(contact, channels_to(contact), book.settings)
    other = preference(contact, channel)
    return f"{channel.value} ({other})" if other else f"{channel.value} (preferred)"


def _field(label: str, text: str, on: Paper) -> Iterator[str]:
    lines = [part for line in text.split("\n") for part in wrapped(line, on.width, " " * _LABEL)]
    yield f"{label:<{_LABEL}}{lines[0][_LABEL:]}"
    yield from lines[1:]


def _section(title: str, items: list[str], on: Paper) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield on.tinted(title, "bold")
    for item in items:
        first, *rest = wrapped(item, on.width, "    ")
        yield first[2:]
        yield from rest


def _interactions(book: Book, contact: Contact, on: Paper) -> Iterator[str]:
    everything = book.interactions_of(contact.id)
    items = [_interaction(book, one) for one in everything[:LATEST]]
    if len(everything) > LATEST:
        items.append(f"and {len(everything) - LATEST:,} earlier")
    yield from _section("Interactions", items, on)


def _interaction(book: Book, one: Interaction) -> str:
    said = " · ".join(filter(None, (plain(one.subject), plain(one.text))))
    shared = [book.clippings[number].title for number in one.shared if number in book.clippings]
    extra = f" (shared {listed(shared)})" if shared else ""
    following = f" (next: {plain(one.next_step)})" if one.next_step else ""
    return f"{day_words(one.on, book.as_of)} {_ARROWS[one.direction]} {one.channel.value}: {said}{extra}{following}"


def interview_line(book: Book, one: Interview) -> str:
    """An interview in a line: when, role and company, and how it ended."""
    days = " to ".join(day_words(day, book.as_of) for day in dict.fromkeys((one.began, one.ended)) if day)
    at = " at ".join(filter(None, (plain(one.role), plain(book.company_name(one.company)))))
    told = "; ".join(plain(text) for text in (one.reason, one.story, one.feedback) if text)
    return f"{f'{days}: ' if days else ''}{at}, {one.outcome.phrase}{f' ({told})' if told else ''}"


def task_line(book: Book, task: Task) -> str:
    """A promise in a line: its day, its text, and whether it was kept."""
    if task.done_on:
        return f"{plain(task.text)} (kept {day_words(task.done_on, book.as_of)})"
    return f"{f'{weekday_words(task.on, book.as_of)}: ' if task.on else ''}{plain(task.text)}"


def _position(book: Book, one: Position) -> str:
    at = ", ".join(filter(None, (plain(one.title), plain(book.company_name(one.company)))))
    if not one.since:
        return f"{at} (to {plain(one.until)})" if one.until else at
    return f"{at} ({plain(one.since)} to {plain(one.until) or 'now'})"


def _result(book: Book, one: Result) -> str:
    details = (plain(book.company_name(one.company)), plain(one.role), plain(one.value), plain(one.note))
    return f"{day_words(one.on, book.as_of)}: {one.kind.value}{''.join(f' · {text}' for text in details if text)}"


def _draft(book: Book, contact: Contact, on: Paper) -> Iterator[str]:
    draft = book.drafts.get(contact.id)
    if draft:
        yield from _section("Draft", [plain(f"{draft.subject} {draft.body}")], on)
