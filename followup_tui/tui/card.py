"""The few lines above a timeline: who this is, why now, and what to bear in mind."""

from followup_tui.actions.addressing import address_for
from followup_tui.actions.results import words_of
from followup_tui.book import Book
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Outcome
from followup_tui.rules.company_standing import Care, standing_words
from followup_tui.rules.lineage import led_to
from followup_tui.rules.reach import channel_to, channels_to, preference
from followup_tui.rules.today import Planned
from followup_tui.rules.wording import counted, day_words
from followup_tui.tui.badges import badge
from followup_tui.tui.people_rows import people_words
from followup_tui.tui.widgets.line_view import Piece

Line = tuple[Piece, ...]


def contact_card(book: Book, entry: Planned) -> tuple[Line, ...]:
    """A contact's lines, the most important first: the reason, who they are, what to raise and to avoid."""
    contact = book.contacts[entry.contact]
    shown = badge(contact, book.verdict(contact.id), book.as_of, entry.kind)
    role = "due" if shown.role == "promise" else shown.role
    lines: list[Line] = [(Piece(shown.sign.strip(), shown.role), Piece(book.reason(entry), role))]
    lines.append((Piece(_who(book, contact)),))
    if other := preference(contact, channel_to(contact, channels_to(contact), book.settings)):
        lines.append((Piece("channel ", "quiet"), Piece(other)))
    if contact.raise_next:
        lines.append((Piece("raise   ", "quiet"), Piece(contact.raise_next)))
    if contact.avoid_next:
        lines.append((Piece("avoid   ", "late"), Piece(contact.avoid_next)))
    if contact.topics:
        lines.append((Piece("topics  ", "quiet"), Piece(", ".join(contact.topics), "quiet")))
    if contact.note:
        lines.append((Piece("note    ", "quiet"), Piece(" ".join(contact.note.split()), "quiet")))
    return tuple(lines)


def looking_line(book: Book, contact: Contact) -> tuple[Line, ...]:
    """Why to ask somebody while one is looking, or why not now."""
    found = book.approach_to(contact.id)
    words = f"not now: {found.left_out}" if found.left_out else found.why
    return ((Piece("ask     ", "quiet"), Piece(words or "nothing speaks for or against it", "strong")),)


def contact_title(book: Book, contact: Contact) -> tuple[str, str]:
    """The name, and at the other end cadence and tags."""
    verdict = book.verdict(contact.id)
    origin = "" if verdict.cadence_from in {"contact", "default"} else f" ({verdict.cadence_from})"
    tags = " ".join(f"#{tag}" for tag in contact.tags)
    return contact.name, f"{verdict.cadence}{origin} {tags}".strip()


def company_card(book: Book, company: int) -> tuple[Line, ...]:
    """A company's lines: people there, how its interviews ended, and its note."""
    record = book.companies[company]
    people = book.people_at(company)
    interviews = book.interviews_at(company)
    stands = book.company_standing(company)
    said = standing_words(stands, [book.contacts[one].name for one in stands.carriers], book.as_of)
    lines: list[Line] = [(Piece(said, "late" if stands.needs_contact or stands.care is Care.OVERDUE else ""),)]
    if people:
        lines.append((Piece(f"{people_words(len(people))} there: {', '.join(map(_titled, people))}"),))
    ended = ", ".join(_ended(one.role, one.outcome) for one in interviews)
    lines.append((Piece(f"{counted(len(interviews), 'interview')}{': ' if ended else ''}{ended}", "quiet"),))
    leads = led_to(record, book.results)
    if leads:
        lines.append((Piece("results ", "quiet"), Piece(", ".join(words_of(book, one) for one in leads))))
    given = [one for held in people for one in book.results_of(held.id)]
    if given:
        lines.append((Piece("gave    ", "quiet"), Piece(", ".join(words_of(book, one) for one in given))))
    if record.topics:
        lines.append((Piece("topics  ", "quiet"), Piece(", ".join(record.topics), "quiet")))
    if record.note:
        lines.append((Piece(record.note, "quiet"),))
    return tuple(lines)


def _who(book: Book, contact: Contact) -> str:
    company = book.company_name(contact.company)
    role = f"{contact.title}, {company}" if contact.title and company else contact.title or company
    verdict = book.verdict(contact.id)
    window = ""
    if verdict.opens and verdict.latest:
        window = f"window {day_words(verdict.opens, book.as_of)} to {day_words(verdict.latest, book.as_of)}"
    channel = channel_to(contact, channels_to(contact), book.settings)
    address = address_for(contact, channel)
    if address and channel is not Channel.EMAIL:
        address = f"{channel.value} {address}"
    return " · ".join(part for part in (role, contact.place, address, window) if part)


def _titled(contact: Contact) -> str:
    return f"{contact.name} ({contact.title})" if contact.title else contact.name


def _ended(role: str, outcome: Outcome) -> str:
    return f"{role or 'a role'} ({outcome.phrase})"
