"""The reason line: why this contact, now. Always a fact and its day, never a score."""

from collections.abc import Sequence
from datetime import date

from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact, Interaction, Interview, Task
from followup_tui.model.words import Channel, Outcome, Status
from followup_tui.rules.aftermath import Step, StepKind
from followup_tui.rules.calendar import days_between
from followup_tui.rules.today import Kind
from followup_tui.rules.verdict import Verdict
from followup_tui.rules.wording import ago, day_words, length_words, quoted, shortened, weekday_words

NAME_SHOWN = 60
"""Characters of a role or a company's name that the line has room for."""


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
    warm_up: bool = False,
) -> str:
    """One line that says why `contact` stands where they stand on `as_of`, without control characters.

    `interview` is the last one with them, `company` the name of its company, `last` the last interaction. `warm_up`
    says that they come before more urgent people, as an easy one to begin with.
    """
    if kind is Kind.TASK and task:
        return clean_line(f"You promised: {quoted(task.text)}{_by(task.on, as_of)}.")
    if kind is Kind.BIRTHDAY:
        return clean_line(f"{contact.first_name}'s birthday is today.")
    if verdict.status in {Status.ARCHIVED, Status.PAUSED, Status.SNOOZED}:
        return clean_line(f"{_put_off(contact, verdict, as_of)}.")
    if verdict.owes_since:
        return clean_line(_owed(verdict, as_of, last))
    line = _by_window(contact, verdict, as_of, interview, company)
    return clean_line(f"To warm up: {line[:1].lower()}{line[1:]}" if warm_up else line)


def _put_off(contact: Contact, verdict: Verdict, as_of: date) -> str:
    if verdict.status is Status.ARCHIVED:
        return f"Archived {ago(contact.archived_on or as_of, as_of)}"
    paused = f"Paused {ago(contact.paused_on or as_of, as_of)}"
    said = paused if verdict.status is Status.PAUSED else "Snoozed"
    until = f" until {weekday_words(verdict.returns, as_of)}" if verdict.returns else ""
    owed = f"; they wrote {ago(verdict.owes_since, as_of)} and wait for your answer" if verdict.owes_since else ""
    return f"{said}{until}{owed}"


def _owed(verdict: Verdict, as_of: date, last: Interaction | None) -> str:
    since = verdict.owes_since or as_of
    waited = days_between(since, as_of)
    head = (
        f"They have waited {length_words(waited)} for your answer"
        if waited
        else "They wait for your answer since today"
    )
    if last is None or not (last.text or last.subject):
        return f"{head}."
    called = " they called" if last.channel is Channel.CALL else ""
    when = f"; last on {day_words(last.on, as_of)}{called}" if last.on != since or called else ""
    return f"{head}{when} ({quoted(last.text or last.subject)})."


def _by_window(contact: Contact, verdict: Verdict, as_of: date, interview: Interview | None, company: str) -> str:
    if verdict.planned_on and not (verdict.step and verdict.step.is_courtesy):
        since, moved = _since(contact, verdict, as_of, interview, company), _near_weekday(verdict.planned_on, as_of)
        return f"Moved to {moved}; {since[:1].lower()}{since[1:]} ({verdict.cadence})."
    if verdict.step and verdict.status in {Status.DUE, Status.LATER}:
        told = _step(verdict.step, verdict, as_of, interview, company)
        if told:
            return told
    since = _since(contact, verdict, as_of, interview, company)
    if verdict.opens is None or verdict.latest is None:
        return f"{since}; no cadence, so never due."
    if verdict.anchor is None:
        late = "was planned" if verdict.status is Status.OVERDUE else "is planned"
        return f"{since}; a first hello {late} by {day_words(verdict.latest, as_of)}."
    if verdict.status is Status.OVERDUE:
        return f"{since}; {length_words(verdict.days_overdue)} past the window ({verdict.cadence})."
    if verdict.status is Status.DUE and verdict.latest == as_of:
        return f"{since}; today is the last day of the window ({verdict.cadence})."
    if verdict.status is Status.DUE:
        return f"{since}; a good time to write is until {day_words(verdict.latest, as_of)} ({verdict.cadence})."
    return f"{since}; next from {day_words(verdict.opens, as_of)} ({verdict.cadence})."


def _since(contact: Contact, verdict: Verdict, as_of: date, interview: Interview | None, company: str) -> str:
    if verdict.anchor is None:
        added = contact.added_on or (contact.created.date() if contact.created else None)
        return f"Added {ago(added, as_of)}, never in touch yet" if added else "Never in touch yet"
    if interview and verdict.last_touch != verdict.anchor:
        held = _held(interview, company)
        if interview.outcome is Outcome.OPEN:
            return f"{held} is still open, its last step was {ago(verdict.anchor, as_of)}"
        return f"{held} ended {ago(verdict.anchor, as_of)} ({interview.outcome.phrase})"
    if verdict.unanswered > 1:
        rest = ", perhaps let it rest" if verdict.unanswered > 2 else ""
        return f"{verdict.unanswered} messages unanswered, the last {ago(verdict.anchor, as_of)}{rest}"
    return f"Last in touch {ago(verdict.anchor, as_of)}"


def _step(step: Step, verdict: Verdict, as_of: date, interview: Interview | None, company: str) -> str:
    """What follows the interview next; empty when the ordinary window is open and it is not."""
    if step.opens > as_of and verdict.status is Status.DUE:
        return ""
    held = _held(interview, company)
    since = ago(step.follows, as_of)
    if step.kind is StepKind.THANK:
        return f"{held} had a round {since}; {_until(step, as_of, 'thank them', 'a thank-you is still welcome')}."
    ended = f"{held} ended {since}{f' ({interview.outcome.phrase})' if interview else ''}"
    if step.kind is StepKind.ANSWER:
        return f"{ended}; {_until(step, as_of, 'answer with thanks', 'an answer with thanks is still welcome')}."
    if step.kind is StepKind.TELL:
        return f"{ended}; {_until(step, as_of, 'tell them', 'tell them all the same')}."
    until = f"until {_near(step.latest, as_of)}"
    if step.opens > as_of:
        until = f"from {day_words(step.opens, as_of)} to {day_words(step.latest, as_of)}"
    return f"{ended}; a gentle word {until}: the seat may be open again."


def _until(step: Step, as_of: date, do: str, late: str) -> str:
    return f"{do} by {_near(step.latest, as_of)}" if as_of <= step.latest else late


def _near(day: date, as_of: date) -> str:
    days = days_between(as_of, day)
    return "today" if days == 0 else "tomorrow" if days == 1 else day_words(day, as_of)


def _near_weekday(day: date, as_of: date) -> str:
    days = days_between(as_of, day)
    return "today" if days == 0 else "tomorrow" if days == 1 else weekday_words(day, as_of)


def _held(interview: Interview | None, company: str) -> str:
    role = f" for {shortened(interview.role, NAME_SHOWN)}" if interview and interview.role else ""
    return f"The interview{role}{f' at {shortened(company, NAME_SHOWN)}' if company else ''}"


def _by(day: date | None, as_of: date) -> str:
    if day is None:
        return ""
    if day == as_of:
        return ", for today"
    late = f" ({ago(day, as_of)})" if day < as_of else ""
    return f", for {weekday_words(day, as_of)}{late}"


def latest_of(interactions: Sequence[Interaction]) -> Interaction | None:
    """The newest interaction that counts as contact; `interactions` come newest first."""
    return next((one for one in interactions if one.counts), None)
