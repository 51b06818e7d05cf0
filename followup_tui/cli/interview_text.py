"""An interview for people, and which one their words mean."""

from collections.abc import Iterator

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.output import Paper, block, listed, plain
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.ids import short, with_prefix
from followup_tui.model.records import Interview
from followup_tui.rules.wording import day_words

SHORTEST_PREFIX = 4


def interview_meant(book: Book, words: str) -> Interview:
    """The one interview that an id, the beginning of one, or a part of its role or company means.

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
    for candidates in (found, exact):
        if len(candidates) == 1:
            return candidates[0]
    if not found:
        raise Refused(f'There is no interview "{clean_line(words)[:60]}"; followup interview list shows them all.')
    ids = ", ".join(f"{short(one.id)} ({clean_line(one.role) or 'no role'})" for one in found[:10])
    raise Refused(f'"{clean_line(words)[:60]}" can be {len(found):,} interviews: {ids}; name one by its id.')


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
    people = [book.contacts[number].name for number in one.contacts if number in book.contacts]
    fields = {"with": listed(people), "reason": one.reason, "story": one.story, "feedback": one.feedback}
    for label, text in {**fields, "offer": one.offer}.items():
        if text:
            lines += _labelled(label, block(text), on)
    for stage in one.rounds:
        who = listed(book.contacts[number].name for number in stage.contacts if number in book.contacts)
        day = day_words(stage.on, book.as_of) if stage.on else ""
        told = " · ".join(filter(None, (day, plain(stage.kind), who, plain(stage.note))))
        lines += _labelled("round", told, on)
    return lines


def _labelled(label: str, text: str, on: Paper) -> Iterator[str]:
    first, *rest = [part for line in text.split("\n") for part in wrapped(line, on.width, " " * 10)]
    yield f"{label:<10}{first[10:]}"
    yield from rest
