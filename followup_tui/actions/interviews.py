"""Interviews: one hiring process with one company, entered when it is over or while it runs, and corrected later."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from followup_tui.actions.interview_people import Cast
from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import company_for
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Company, Interview, Result, Round, Task
from followup_tui.model.words import Outcome, Stage
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry, PromiseEntry, RoundEntry, usual_stage
from followup_tui.rules.lineage import lead_to
from followup_tui.rules.wording import day_words, together
from followup_tui.transaction import Transaction

ANSWERED_WITHIN = timedelta(days=60)
"""Without a day of its own a process ended today, unless its last round was longer ago: then it ended with that."""
_TEXTS = ("reason", "story", "feedback", "offer")
_LABELS = {"company": "company", "contacts": "people", "said_by": "who said it", "began": "beginning", "ended": "end"}


def add_interview(book: Book, entry: InterviewEntry) -> Done[Interview]:
    """Records an interview as it was entered, as one change: with its company, new people and promises.

    Somebody's lead to this company or role that nothing came of yet is credited with it, and being hired marks the
    company as one worked for.

    Raises:
        Refused: the company has no name, a day cannot be right, or somebody new has no name.
        Several: a name could be more than one contact.
        Invalid: a field does not hold.
    """
    if not clean_line(entry.company):
        raise Refused("Say which company the interview was with.", "company")
    at = _at(entry.role, entry.company)
    with book.transaction(f"Add the interview for {at}", "interview add") as change:
        place = company_for(book, change, entry.company)
        cast = Cast(book, change, place)
        made = _drawn(book, cast, Interview(company=place.id), entry)
        _check_days(book, made)
        lead = lead_to(made, made.ended or book.as_of, book.results, book.interviews.values())
        made = change.put(replace(made, came_of=lead.id if lead else 0))
        for one in entry.promises:
            _promise(change, cast, made, one)
        joined = _mark_worked_for(book, change, made, None)
    too = f"; added {together(cast.added)} too" if cast.added else ""
    return Done(f"Added the interview for {at} ({made.outcome.phrase}){too}{_credit(book, lead)}{joined}", made, change)


def edit_interview(
    book: Book, interview: Interview, entry: InterviewEntry, former: InterviewEntry | None = None
) -> Done[Interview]:
    """Changes an interview to what was entered: what differs from `former`, the entry as it was opened.

    `interview` is the record as it was opened, `former` what `entry_of` made of it then (now, where it is left out).
    What was changed elsewhere meanwhile stays so. A promise that is left out is taken out, unless it was kept.

    Raises:
        Refused: nothing differs, it is not there any more, or as for `add_interview`.
        Several: a name could be more than one contact.
        Invalid: a field does not hold.
    """
    if not clean_line(entry.company):
        raise Refused("Say which company the interview was with.", "company")
    current = still_there(book, interview)
    former = former or entry_of(book, interview)
    at = _at(entry.role, entry.company)
    with book.transaction(f"Edit the interview for {at}", "interview edit") as change:
        place = company_for(book, change, entry.company)
        cast = Cast(book, change, place, interview.contacts)
        opened = _drawn(book, cast, interview, former)
        wanted = _drawn(book, cast, replace(interview, company=place.id), entry)
        names = (name for name in interview.__struct_fields__ if getattr(wanted, name) != getattr(opened, name))
        fields = {name: getattr(wanted, name) for name in names}
        edited = replace(current, **fields)
        if fields.keys() & {"began", "ended", "rounds", "outcome"}:
            _check_days(book, edited)
        promised = _change_promises(change, cast, edited, former.promises, entry.promises)
        if edited == current and not promised:
            raise Refused(f"Nothing to change: the interview for {at} is so already.")
        edited = change.put(edited)
        joined = _mark_worked_for(book, change, edited, current)
    what = ", ".join([*(_LABELS.get(name, name) for name in fields), *(["promises"] if promised else [])])
    too = f"; added {together(cast.added)} too" if cast.added else ""
    return Done(f"Changed the interview for {at}: {what}{too}{joined}", edited, change)


def entry_of(book: Book, interview: Interview) -> InterviewEntry:
    """An interview as it would be entered, with its open promises: what a form begins with."""
    return InterviewEntry(
        company=book.company_name(interview.company),
        role=interview.role,
        people=_people(book, interview.contacts),
        rounds=tuple(
            RoundEntry(on=one.on, kind=one.kind, people=_people(book, one.contacts), note=one.note)
            for one in interview.rounds
        ),
        stage=interview.stage,
        outcome=interview.outcome,
        began=interview.began,
        ended=interview.ended,
        said_by=next(iter(_people(book, (interview.said_by,))), None),
        reason=interview.reason,
        story=interview.story,
        feedback=interview.feedback,
        offer=interview.offer,
        permission=interview.permission,
        promises=tuple(
            PromiseEntry(
                text=one.text,
                on=one.on,
                to=() if set(one.contacts) == set(interview.contacts) else _people(book, one.contacts),
                task=one.id,
            )
            for one in promises_of(book, interview)
            if not one.done_on
        ),
    )


def promises_of(book: Book, interview: Interview) -> tuple[Task, ...]:
    """What was promised in an interview, the open ones first, by day."""
    found = (one for one in book.tasks.values() if one.interview == interview.id)
    return tuple(sorted(found, key=lambda one: (one.done_on is not None, one.on or date.max, one.id)))


def promise_in(book: Book, interview: Interview, entry: PromiseEntry) -> Done[Task]:
    """Records one more promise made in an interview, to everybody in it or to those it names.

    Raises:
        Refused: it says nothing.
        Several: a name could be more than one contact.
    """
    at = _at(interview.role, book.company_name(interview.company))
    with book.transaction(f"Promise from the interview for {at}", "interview promise") as change:
        place = book.companies.get(interview.company) or Company(id=interview.company)
        task = _promise(change, Cast(book, change, place, interview.contacts), interview, entry)
    names = [book.contacts[one].name for one in task.contacts if one in book.contacts]
    return Done(f"Promised to {together(names)}: {task.text}" if names else f"Promised: {task.text}", task, change)


def _drawn(book: Book, cast: Cast, base: Interview, entry: InterviewEntry) -> Interview:
    """`base` with everything the entry says."""
    people = list(cast.ids_of(entry.people))
    rounds = tuple(
        Round(
            on=one.on,
            kind=clean_line(one.kind),
            contacts=cast.ids_in_round(one.people),
            note=clean_text(one.note).strip(),
        )
        for one in entry.rounds
    )
    people += [number for one in rounds for number in one.contacts]
    said_by = cast.id_of(entry.said_by) if entry.said_by else 0
    people += [said_by] if said_by else []
    fields: dict[str, Any] = {name: clean_text(getattr(entry, name)).strip() for name in _TEXTS}
    drawn = replace(
        base, role=clean_line(entry.role), rounds=rounds, contacts=tuple(dict.fromkeys(people)), said_by=said_by,
        outcome=entry.outcome, began=entry.began, ended=entry.ended, permission=entry.permission, **fields,
    )  # fmt: skip
    reopened = drawn.outcome is Outcome.OPEN and base.outcome is not Outcome.OPEN
    if reopened and drawn.ended == base.ended:
        drawn = replace(drawn, ended=None)
    if drawn.outcome is not Outcome.OPEN and drawn.ended is None:
        drawn = replace(drawn, ended=_end(book, rounds))
    return replace(drawn, stage=_stage(entry, reopened=reopened))


def _end(book: Book, rounds: Sequence[Round]) -> date:
    last = max((one.on for one in rounds if one.on), default=book.as_of)
    return last if last < book.as_of - ANSWERED_WITHIN else book.as_of


def _stage(entry: InterviewEntry, *, reopened: bool) -> Stage:
    if entry.stage is not None and not (reopened and entry.stage is Stage.CLOSED):
        return entry.stage
    return usual_stage(entry.outcome, entry.offer)


def _check_days(book: Book, held: Interview) -> None:
    """Refuses days that cannot be; an interview that is open may have rounds to come."""
    over = held.outcome is not Outcome.OPEN
    if over and held.ended and held.ended > book.as_of:
        raise Refused(f"The interview cannot have ended on {held.ended.isoformat()}: that is in the future.", "ended")
    for one in held.rounds:
        if one.on and held.began and one.on < held.began:
            sentence = f"The round of {one.on.isoformat()} was before the interview began ({held.began})."
            raise Refused(sentence, "rounds")
        if one.on and over and held.ended and one.on > held.ended:
            sentence = f"The round of {one.on.isoformat()} was after the interview ended ({held.ended})."
            raise Refused(sentence, "rounds")


def _credit(book: Book, lead: Result | None) -> str:
    giver = book.contacts.get(lead.contact) if lead else None
    if lead is None or giver is None:
        return ""
    return f"; it came of the {lead.kind.value} of {giver.name} on {day_words(lead.on, book.as_of)}"


def _promise(change: Transaction, cast: Cast, held: Interview, entry: PromiseEntry) -> Task:
    text = clean_line(entry.text)
    if not text:
        raise Refused("Say what was promised, not only by when.", "promises")
    to = cast.ids_of(entry.to) or held.contacts
    return change.put(Task(contacts=to, text=text, on=entry.on, interview=held.id, company=held.company))


def _change_promises(
    change: Transaction,
    cast: Cast,
    held: Interview,
    former: Sequence[PromiseEntry],
    wanted: Sequence[PromiseEntry],
) -> bool:
    """Makes the promises those that are wanted; whether anything changed."""
    if tuple(former) == tuple(wanted):
        return False
    known = {one.task: one for one in former}
    for one in wanted:
        task = change.get(Task, one.task) if one.task else None
        if task is None:
            _promise(change, cast, held, one)
        elif one != known.get(one.task):
            to = cast.ids_of(one.to) or held.contacts
            change.put(replace(task, text=clean_line(one.text), on=one.on, contacts=to))
    for number in known.keys() - {one.task for one in wanted}:
        gone = change.get(Task, number)
        if gone and not gone.done_on:
            change.remove(gone)
    return True


def _mark_worked_for(book: Book, change: Transaction, held: Interview, former: Interview | None) -> str:
    """Marks the company of a job that was taken, and says so; a corrected outcome takes the mark back."""
    before = former.company if former and former.outcome is Outcome.HIRED else 0
    now = held.company if held.outcome is Outcome.HIRED else 0
    if before == now:
        return ""
    said = ""
    left = change.get(Company, before)
    others = (one for one in book.interviews.values() if one.id != held.id and one.outcome is Outcome.HIRED)
    if left and left.worked_for and all(one.company != before for one in others):
        change.put(replace(left, worked_for=False))
        said = f"; {left.name} is marked as worked for no longer"
    joined = change.get(Company, now)
    if joined and not joined.worked_for:
        change.put(replace(joined, worked_for=True))
        said += f"; {joined.name} is marked as worked for"
    return said


def _people(book: Book, contacts: Sequence[int]) -> tuple[PersonEntry, ...]:
    found = (book.contacts.get(one) for one in contacts)
    return tuple(PersonEntry(name=one.name, contact=one.id) for one in found if one)


def _at(role: str, company: str) -> str:
    role, company = clean_line(role), clean_line(company)
    return f"{role} at {company}" if role else company
