"""What entering an interview would do, seen before it is done: who is known, what is wrong, and what follows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.actions.following import following_words, what_follows
from followup_tui.actions.interview_people import Cast
from followup_tui.actions.interviews import add_interview, edit_interview
from followup_tui.actions.outcome import Refused
from followup_tui.actions.people import company_for
from followup_tui.actions.who import Several
from followup_tui.book import Book
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Company, Contact, Interview
from followup_tui.model.validation import Invalid
from followup_tui.model.words import Status
from followup_tui.opening import StoreError
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry
from followup_tui.rules.wording import counted, together
from followup_tui.transaction import Transaction

_NAMED = 3
"""How many of those whom a name could mean are named."""


class Recognised(NamedTuple):
    """Whom a name stands for: somebody `known`, somebody new, or, as the `problem` says, nobody in particular."""

    name: str
    known: bool = False
    about: str = ""
    problem: str = ""

    def __str__(self) -> str:
        """``Ann Lee (recruiter at Fisher)``."""
        return f"{self.name} ({self.about})" if self.about else self.name


class Foreseen(NamedTuple):
    """What would come of an entry. `refusal` says why nothing would, and `field` which field that is about."""

    people: tuple[Recognised, ...] = ()
    said_by: Recognised | None = None
    follows: str = ""
    refusal: str = ""
    field: str = ""


def foresee(
    rehearsal: Book, entry: InterviewEntry, interview: Interview | None = None, former: InterviewEntry | None = None
) -> Foreseen:
    """What would come of adding an entry, or of changing `interview`, whose `former` entry it was.

    `rehearsal` is `Book.rehearsal`, and is used up.
    """
    try:
        people, said_by = _recognised(rehearsal, entry, interview)
    except Invalid as error:
        return Foreseen(refusal=str(error), field="company")
    try:
        if interview is None:
            made = add_interview(rehearsal, entry).made
        elif former and replace(entry, stage=entry.stage or former.stage) == former:
            made = interview
        else:
            made = edit_interview(rehearsal, interview, entry, former).made
    except Refused as error:
        return Foreseen(people, said_by, refusal=str(error), field=error.field)
    except Several as error:
        where = (
            "people" if any(one.problem for one in people) else "said_by" if said_by and said_by.problem else "rounds"
        )
        return Foreseen(people, said_by, refusal=several_words(rehearsal, error), field=where)
    except StoreError as error:  # the file can only be read by now
        return Foreseen(people, said_by, refusal=str(error))
    except Invalid as error:
        return Foreseen(people, said_by, refusal=str(error), field="ended" if "ends" in str(error) else "")
    return Foreseen(people, said_by, _follows(rehearsal, made))


def several_words(book: Book, error: Several) -> str:
    """Whom a name could mean, and how to say which."""
    named = [_with_place(book, one) for one in error.matches[:_NAMED]]
    more = len(error.matches) - len(named)
    who = ", ".join([*named, *([f"{more:,} more"] if more else [])])
    return f"That can be {who}; add more of the name or <address>, or + before it for somebody new."


def _recognised(
    book: Book, entry: InterviewEntry, interview: Interview | None
) -> tuple[tuple[Recognised, ...], Recognised | None]:
    """Who is who, as far as that can be said.

    Raises:
        Invalid: no company can have that name.
    """
    change = Transaction("", book.clock.now(), book.new_id, book.get)
    place = company_for(book, change, entry.company) if clean_line(entry.company) else Company()
    cast = Cast(book, change, place, interview.contacts if interview else ())
    people = tuple(_recognise(book, cast, change, one) for one in entry.people)
    for held in entry.rounds:
        for one in held.people:
            _recognise(book, cast, change, one)
    return people, _recognise(book, cast, change, entry.said_by) if entry.said_by else None


def _recognise(book: Book, cast: Cast, change: Transaction, entry: PersonEntry) -> Recognised:
    try:
        number = cast.id_of(entry)
    except Several as error:
        return Recognised(entry.name, problem=f"{entry.name}: {several_words(book, error)}")
    except (Refused, Invalid) as error:
        return Recognised(entry.name, problem=str(error))
    known = book.contacts.get(number)
    if known is not None:
        return Recognised(known.name, known=True, about=_about(book, known))
    made = change.get(Contact, number) or Contact(name=entry.name)
    return Recognised(made.name, about=made.relation.value.replace("-", " ") or made.title)


def _about(book: Book, contact: Contact) -> str:
    what = contact.title or contact.relation.value.replace("-", " ")
    return " at ".join(filter(None, (what, book.company_name(contact.company))))


def _with_place(book: Book, contact: Contact) -> str:
    place = book.company_name(contact.company)
    return f"{contact.name} ({place})" if place else contact.name


def _follows(book: Book, made: Interview) -> str:
    """The steps and the cadence after them, in a sentence; how it goes on with those who have none."""
    people = [book.contacts[one] for one in made.contacts if one in book.contacts]
    people = [one for one in people if book.verdict(one.id).status is not Status.ARCHIVED]
    if not people:
        return "Name somebody, and it is said here what follows."
    steps = following_words(book, what_follows(book, made))
    said = f"{steps}; then {_cadences(book, people)}" if steps else f"{_cadences(book, people)} from now on"
    due = [one for one in people if book.verdict(one.id).status in {Status.DUE, Status.OVERDUE}]
    if due and not steps:
        said += f"; {_who(due)} {'is' if len(due) == 1 else 'are'} due today"
    return f"{said[:1].upper()}{said[1:]}."


def _cadences(book: Book, people: Sequence[Contact]) -> str:
    """How often each is written to, those of the usual cadence first."""
    by_words: dict[str, list[Contact]] = {}
    for one in people:
        by_words.setdefault(book.verdict(one.id).cadence, []).append(one)
    ordered = sorted(by_words.items(), key=lambda item: -len(item[1]))
    usual, *others = [(_often(words), those) for words, those in ordered]
    return ", ".join([usual[0], *(f"{_who(those)} {words}" for words, those in others)])


def _often(words: str) -> str:
    return "never by itself" if words == "none" else f"every {words}"


def _who(people: Iterable[Contact]) -> str:
    names = [one.name for one in people]
    if len(names) > _NAMED:
        return counted(len(names), "person", "people")
    return together(names)
