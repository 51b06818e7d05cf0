"""An interview for people, and which one their words mean."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from followup_tui.actions.following import following_words, what_follows
from followup_tui.actions.interviews import promises_of
from followup_tui.actions.outcome import Done, Refused
from followup_tui.book import Book
from followup_tui.cli.columns import table, wrapped
from followup_tui.cli.options import Call
from followup_tui.cli.output import Paper, block, listed, plain, say
from followup_tui.cli.profile_json import following_row, interview_row
from followup_tui.cli.profile_text import task_line
from followup_tui.cli.reporting import report
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.ids import short, with_prefix
from followup_tui.model.records import Interview
from followup_tui.model.words import Outcome, Permission, Stage
from followup_tui.rules.evidence import last_day
from followup_tui.rules.wording import day_words

SHORTEST_PREFIX = 4
_MAY_WRITE = {
    Permission.ASKED: "asked, no answer yet",
    Permission.GIVEN: "yes, they said so",
    Permission.REFUSED: "no, they would rather not",
}


def interview_meant(book: Book, words: str, *, running: bool = False) -> Interview:
    """The one interview that an id, the beginning of one, or a part of its role or company means.

    `running`: of several the only one that is still open is meant.

    Raises:
        Refused: there is none, or more than one.
    """
    wanted = folded(clean_line(words))
    found = [
        one
        for one in book.interviews.values()
        if wanted in folded(f"{one.role} at {book.company_name(one.company)}")
    ]  # fmt: skip
    by_id = with_prefix(words.strip(), book.interviews) if len(words.strip()) >= SHORTEST_PREFIX else []
    if len(by_id) == 1:
        return book.interviews[by_id[0]]
    exact = [one for one in found if folded(clean_line(one.role)) == wanted]
    still_open = [one for one in found if running and one.outcome is Outcome.OPEN]
    for candidates in (found, exact, still_open):
        if len(candidates) == 1:
            return candidates[0]
    if not found:
        raise Refused(f'There is no interview "{clean_line(words)[:60]}"; followup interview list shows them all.')
    ids = ", ".join(f"{short(one.id)} ({clean_line(one.role) or 'no role'})" for one in found[:10])
    raise Refused(f'"{clean_line(words)[:60]}" can be {len(found):,} interviews: {ids}; name one by its id.')


def interviews_with(book: Book, company: str, outcome: str | None) -> list[Interview]:
    """The interviews with companies of that name (a part is enough) that ended so, newest first."""
    wanted = folded(clean_line(company))
    found = (
        one
        for one in book.interviews.values()
        if outcome in {None, one.outcome.value} and wanted in folded(book.company_name(one.company))
    )
    return sorted(found, key=lambda one: (last_day(one) or date.min, one.id), reverse=True)


def interview_rows(book: Book, interviews: Sequence[Interview], on: Paper) -> list[str]:
    """A line each."""
    return table([row_of_interview(book, one) for one in interviews], (13, 15, 24, 24), on.width)


def report_interview(call: Call, book: Book, done: Done[Interview], on: Paper) -> None:
    """Says what was kept of an interview, and what follows from it."""
    steps = what_follows(book, done.made)
    following = [following_row(book, one) for one in steps]
    report(call, book, done, done.made.contacts, interview=interview_row(book, done.made), next=following)
    if steps and not call.json:
        say(*wrapped(plain(f"Next: {following_words(book, steps)}."), on.width))


def row_of_interview(book: Book, one: Interview) -> tuple[str, str, str, str, str]:
    """Id, outcome, company, role and days."""
    days = " to ".join(day_words(day, book.as_of) for day in dict.fromkeys((one.began, one.ended)) if day)
    company = plain(book.company_name(one.company))
    return short(one.id), one.outcome.phrase, company, plain(one.role), days


def interview_lines(book: Book, one: Interview, on: Paper) -> list[str]:
    """An interview from top to bottom."""
    number, outcome, company, role, days = row_of_interview(book, one)
    title = " at ".join(filter(None, (role, company)))
    lines = [f"{on.tinted(title, 'bold')}  {on.tinted(number, 'dim')}", f"{outcome}{f', {days}' if days else ''}"]
    fields = {
        "with": _people(book, one.contacts),
        "got to": "" if one.stage is Stage.CLOSED else one.stage.value,
        "said by": _people(book, (one.said_by,)),
        "reason": one.reason,
        "story": one.story,
        "feedback": one.feedback,
        "offer": one.offer,
        "may write": _MAY_WRITE.get(one.permission, ""),
        "came of": _lead(book, one),
    }
    for label, text in fields.items():
        if text:
            lines += _labelled(label, block(text), on)
    for stage in one.rounds:
        day = day_words(stage.on, book.as_of) if stage.on else ""
        told = " · ".join(filter(None, (day, plain(stage.kind), _people(book, stage.contacts), plain(stage.note))))
        lines += _labelled("round", told, on)
    for task in promises_of(book, one):
        lines += _labelled("promise", task_line(book, task), on)
    steps = what_follows(book, one)
    if steps:
        lines += _labelled("next", plain(following_words(book, steps)), on)
    return lines


def _people(book: Book, numbers: Iterable[int]) -> str:
    return listed(book.contacts[number].name for number in numbers if number in book.contacts)


def _lead(book: Book, one: Interview) -> str:
    result = book.results.get(one.came_of)
    if result is None:
        return ""
    who = _people(book, (result.contact,))
    return f"the {result.kind.value}{f' of {who}' if who else ''} on {day_words(result.on, book.as_of)}"


def _labelled(label: str, text: str, on: Paper) -> Iterator[str]:
    first, *rest = [part for line in text.split("\n") for part in wrapped(line, on.width, " " * 10)]
    yield f"{label:<10}{first[10:]}"
    yield from rest
