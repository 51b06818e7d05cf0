"""Interviews: one hiring process with one company, entered when it is over or while it runs."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import company_for
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Contact, Interview, Position, Task
from followup_tui.model.words import Outcome, Stage


def add_interview(
    book: Book,
    company: str,
    role: str,
    *,
    contacts: Sequence[Contact] = (),
    new_people: Sequence[str] = (),
    began: date | None = None,
    ended: date | None = None,
    outcome: Outcome = Outcome.OPEN,
    why: str = "",
    promise: str = "",
    promise_on: date | None = None,
) -> Done[Interview]:
    """Records an interview, makes the company and the `new_people` it names, and the promise that came of it.

    Raises:
        Refused: the company has no name, or the interview is over but its end is in the future.
        Invalid: a field does not hold.
    """
    if not clean_line(company):
        raise Refused("Say which company the interview was with.")
    if ended and ended > book.as_of and outcome is not Outcome.OPEN:
        raise Refused(f"The interview cannot have ended on {ended.isoformat()}: that is in the future.")
    if outcome is not Outcome.OPEN and ended is None:
        ended = book.as_of
    at = f"{clean_line(role)} at {clean_line(company)}" if clean_line(role) else clean_line(company)
    with book.transaction(f"Add the interview for {at}", "interview add") as change:
        place = company_for(book, change, company)
        people = [one.id for one in contacts]
        for name in new_people:
            made = Contact(name=clean_line(name), positions=(Position(company=place.id),), added_on=book.as_of)
            people.append(change.put(made).id)
        for one in (book.contacts.get(one.id, one) for one in contacts):
            if not one.positions:
                change.put(replace(one, positions=(Position(company=place.id),)))
        interview = change.put(
            Interview(
                company=place.id,
                role=clean_line(role),
                stage=Stage.INTERVIEWS if outcome is Outcome.OPEN else Stage.CLOSED,
                outcome=outcome,
                began=began,
                ended=ended,
                contacts=tuple(dict.fromkeys(people)),
                reason=clean_text(why).strip(),
            )
        )
        if promise.strip():
            change.put(
                Task(
                    contacts=interview.contacts,
                    text=clean_line(promise),
                    on=promise_on,
                    interview=interview.id,
                    company=place.id,
                )
            )
    too = f"; added {_listed([clean_line(name) for name in new_people])} too" if new_people else ""
    return Done(f"Added the interview for {at} ({outcome.phrase}){too}", interview, change)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
