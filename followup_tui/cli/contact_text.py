"""A contact for people: the badge that says where they stand, and who they are."""

from followup_tui.book import Book
from followup_tui.cli.output import plain
from followup_tui.model.records import Contact
from followup_tui.model.words import Status
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.verdict import Verdict
from followup_tui.rules.wording import day_words

BADGE_CELLS = 14
"""The widest badge: ``later 12 Aug``, with a year when it is far away."""
NAME_CELLS = 24
COMPANY_CELLS = 24


def badge(verdict: Verdict, book: Book) -> str:
    """Where somebody stands in one or two words: ``overdue 72d``, ``due``, ``later 12 Aug``, ``snoozed 1 Dec``."""
    status = verdict.status
    if status is Status.OVERDUE:
        return f"overdue {verdict.days_overdue:,}d"
    if status is Status.LATER and verdict.opens:
        return f"later {day_words(verdict.opens, book.as_of)}"
    if verdict.returns:
        return f"{status.value} {day_words(verdict.returns, book.as_of)}"
    return status.value


def planned_badge(planned: Planned, book: Book) -> str:
    """Why somebody is on today's list: a reply, a promise, thanks, a birthday, or where they stand."""
    if planned.kind is Kind.CHECK_IN:
        return badge(book.verdict(planned.contact), book)
    step = book.verdict(planned.contact).step
    if planned.kind is Kind.INTERVIEW and step:
        return step.kind.value
    return {Kind.REPLY: "reply", Kind.TASK: "promise", Kind.BIRTHDAY: "birthday"}.get(planned.kind, planned.kind.value)


def style_of(verdict: Verdict) -> str:
    """The colour of a badge; the words say the same without it. Very late is more than a window past its end."""
    if verdict.status is Status.OVERDUE:
        return "red" if verdict.urgency >= 1 else "yellow"
    return "bold" if verdict.status in {Status.DUE, Status.NEW} else "dim"


def name_and_place(book: Book, contact: Contact) -> tuple[str, str]:
    """Name and company."""
    return plain(contact.name), plain(book.company_name(contact.company))
