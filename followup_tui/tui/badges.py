"""The two-cell badge and the short word that stand beside a contact: every state told apart without colour (UX 4.4)."""

from datetime import date
from typing import NamedTuple

from followup_tui.model.records import Contact
from followup_tui.model.words import Status
from followup_tui.rules.calendar import days_between
from followup_tui.rules.today import Kind
from followup_tui.rules.verdict import Verdict
from followup_tui.rules.wording import DAYS, day_month

SOON = 7
"""Days within which the opening of a window is announced."""
_KINDS = {
    Kind.REPLY: ("< ", "reply", "promise"),
    Kind.TASK: ("@ ", "promise", "promise"),
    Kind.BIRTHDAY: ("& ", "b-day", "promise"),
}


class Badge(NamedTuple):
    """Sign, word and meaning (a role of the theme) of a state."""

    sign: str
    word: str
    role: str = ""


def badge(contact: Contact, verdict: Verdict, as_of: date, kind: Kind = Kind.CHECK_IN) -> Badge:
    """How a contact's state is shown."""
    if kind in _KINDS:
        return Badge(*_KINDS[kind])
    courtesy = verdict.step if verdict.step and verdict.step.is_courtesy else None
    if courtesy and kind is Kind.INTERVIEW:
        return Badge("^ ", courtesy.kind.value, "promise")
    if verdict.status is Status.OVERDUE:
        very = verdict.urgency >= 1
        return Badge("!!" if very else "! ", f"{verdict.days_overdue}d", "very-late" if very else "late")
    if verdict.owes_since and verdict.status is Status.DUE:
        return Badge(*_KINDS[Kind.REPLY])
    if courtesy and verdict.status is Status.DUE:
        return Badge("^ ", courtesy.kind.value, "promise")
    if verdict.status is Status.DUE:
        return Badge("* ", "due", "due")
    if verdict.status is Status.NEW:
        return Badge("+ ", "new", "due")
    if verdict.status is Status.SNOOZED:
        return Badge("z ", _until(verdict.returns, as_of), "quiet")
    if verdict.status is Status.PAUSED:
        return Badge("- ", "paused", "quiet")
    if verdict.status is Status.ARCHIVED:
        return Badge("# ", "archived", "quiet")
    days = days_between(as_of, verdict.opens) if verdict.opens else None
    if days is not None and days <= SOON:
        return Badge(". ", f"+{days}d", "coming")
    return Badge("  ", "", "quiet")


def done_badge(tick: str, word: str) -> Badge:
    """Somebody who was handled today."""
    return Badge(f"{tick} ", word, "quiet")


def _until(day: date | None, as_of: date) -> str:
    if day is None:
        return ""
    return DAYS[day.weekday()] if days_between(as_of, day) < SOON else day_month(day)
