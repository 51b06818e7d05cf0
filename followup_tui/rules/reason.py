"""The reason line: why this contact, now. Always a fact and its day, never a score."""

from collections.abc import Sequence
from datetime import date

from followup_tui.model.records import Contact, Interaction, Interview, Task
from followup_tui.model.words import Outcome, Status
from followup_tui.rules.today import Kind
from followup_tui.rules.verdict import Verdict
from followup_tui.rules.wording import ago, day_words, length_words, quoted, weekday_words


def reason(
    contact: Contact,
    verdict: Verdict,
    as_of: date,
    *,
    kind: Kind = Kind.CHECK_IN,
    task: Task | None = None,
    interview: Interview | None = None,
    company: str = "",
    last: Interaction | None = None,
) -> str:
    """One line that says why `contact` stands where they stand on `as_of`.

    `interview` is the last one with them, `company` the name of its company, `last` the last interaction.
    """
    if kind is Kind.TASK and task:
        return f"You promised: {quoted(task.text)}{_by(task.on, as_of)}."
    if kind is Kind.BIRTHDAY:
        return f"{contact.first_name}'s birthday is today."
    if verdict.status is Status.ARCHIVED:
        return f"Archived {ago(contact.archived_on, as_of)}." if contact.archived_on else "Archived."
    if verdict.status is Status.PAUSED:
        until = f" until {weekday_words(contact.paused_until, as_of)}" if contact.paused_until else ""
        return f"Paused{until}."
    if verdict.status is Status.SNOOZED and contact.snoozed_until:
        return f"Snoozed until {weekday_words(contact.snoozed_until, as_of)}."
    if verdict.owes_since:
        return _owed(verdict, as_of, last)
    return _by_window(contact, verdict, as_of, interview, company)


def _owed(verdict: Verdict, as_of: date, last: Interaction | None) -> str:
    since = verdict.owes_since or as_of
    said = f" {quoted(last.text or last.subject)}" if last and (last.text or last.subject) else ""
    return f"They wrote {ago(since, as_of)}{said} and wait for your answer."


def _by_window(contact: Contact, verdict: Verdict, as_of: date, interview: Interview | None, company: str) -> str:
    if verdict.opens is None or verdict.latest is None:
        return "No cadence: never due, always there."
    if verdict.anchor is None:
        added = f"Added {ago(verdict.opens, as_of)}, never in touch yet"
        return f"{added}: a first hello by {day_words(verdict.latest, as_of)}."
    since = _since(verdict, as_of, interview, company)
    if verdict.status is Status.OVERDUE:
        return f"{since}; {length_words(verdict.days_overdue)} past the {verdict.cadence} window."
    if verdict.status is Status.DUE:
        return f"{since}; a good time is now to {day_words(verdict.latest, as_of)} ({verdict.cadence})."
    return f"{since}; next from {day_words(verdict.opens, as_of)} ({verdict.cadence})."


def _since(verdict: Verdict, as_of: date, interview: Interview | None, company: str) -> str:
    anchor = verdict.anchor or as_of
    if interview and verdict.last_touch != verdict.anchor:
        how = "is still open" if interview.outcome is Outcome.OPEN else f"ended ({interview.outcome.phrase})"
        at = f" at {company}" if company else ""
        role = f" for {interview.role}" if interview.role else ""
        return f"The interview{role}{at} {how} {ago(anchor, as_of)}"
    if verdict.unanswered > 1:
        again = " Let it rest?" if verdict.unanswered > 2 else ""
        return (
            f"{verdict.unanswered} messages unanswered since {day_words(anchor, as_of)}, so the window is wider.{again}"
        )
    return f"Last in touch {ago(anchor, as_of)}"


def _by(day: date | None, as_of: date) -> str:
    if day is None:
        return ""
    if day == as_of:
        return ", for today"
    return f", for {weekday_words(day, as_of)}"


def latest_of(interactions: Sequence[Interaction]) -> Interaction | None:
    """The newest interaction that counts as contact; `interactions` come newest first."""
    return next((one for one in interactions if one.counts), None)
