"""What follows an interview for everybody in it: the steps that are left, in groups, and the words for them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from followup_tui.book import Book
from followup_tui.model.records import Interview
from followup_tui.model.words import Status
from followup_tui.rules.aftermath import Step, StepKind
from followup_tui.rules.wording import day_month, day_words, together

_DO = {
    StepKind.THANK: ("thank {who}", "thanks to {who} are still welcome"),
    StepKind.ANSWER: ("answer {who} with thanks", "an answer to {who} is still welcome"),
    StepKind.TELL: ("tell {who}", "tell {who} all the same"),
}


class Following(NamedTuple):
    """A step and the contacts it is for; those who are archived or of whom another interview was later have none."""

    kind: StepKind
    contacts: tuple[int, ...]
    opens: date
    latest: date


def what_follows(book: Book, interview: Interview) -> tuple[Following, ...]:
    """The steps that are left after an interview, by their last day; people with the same one stand together."""
    groups: dict[tuple[date, date, StepKind], list[int]] = {}
    for number in interview.contacts:
        for step in _steps(book, interview, number):
            groups.setdefault((step.latest, step.opens, step.kind), []).append(number)
    return tuple(
        Following(kind, tuple(contacts), opens, latest)
        for (latest, opens, kind), contacts in sorted(groups.items(), key=lambda one: one[0])
    )


def following_words(book: Book, steps: Sequence[Following]) -> str:
    """The steps in a sentence without its full stop, empty when there are none.

    ``thank Ann Lee by tomorrow; a gentle word between 28 Dec and 11 Jan``; people are named where they change.
    """
    told: list[str] = []
    before: Following | None = None
    for one in steps:
        who = together([book.contacts[number].name for number in one.contacts])
        same = before is not None and before.contacts == one.contacts
        if same and before and before.kind is one.kind is StepKind.WORD:
            told[-1] += f" and again {_between(book, one)}"
        else:
            told.append(_words(book, one, who, named=not same))
        before = one
    return "; ".join(told)


def _steps(book: Book, interview: Interview, number: int) -> tuple[Step, ...]:
    met = book.encounter(number)
    if number not in book.contacts or met is None or met.interview != interview.id:
        return ()
    stands = book.verdict(number)
    return () if stands.status is Status.ARCHIVED else stands.steps


def _words(book: Book, one: Following, who: str, *, named: bool) -> str:
    if one.kind is StepKind.WORD:
        return f"a gentle word {f'to {who} ' if named else ''}{_between(book, one)}"
    in_time, late = _DO[one.kind]
    if one.latest < book.as_of:
        return late.format(who=who)
    left = (one.latest - book.as_of).days
    by = "today" if left == 0 else "tomorrow" if left == 1 else day_words(one.latest, book.as_of)
    return f"{in_time.format(who=who)} by {by}"


def _between(book: Book, one: Following) -> str:
    first = day_month(one.opens) if one.opens.year == one.latest.year else day_words(one.opens, book.as_of)
    return f"between {first} and {day_words(one.latest, book.as_of)}"
