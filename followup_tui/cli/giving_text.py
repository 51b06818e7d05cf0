"""Results for people and as JSON: a row, the tree, and which result somebody's words mean."""

from collections.abc import Iterator, Sequence
from typing import Any

from followup_tui.actions.outcome import Refused
from followup_tui.actions.results import words_of
from followup_tui.book import Book
from followup_tui.cli.output import plain
from followup_tui.cli.profile_json import result_row
from followup_tui.model.clean import clean_line, folded
from followup_tui.model.ids import short, with_prefix
from followup_tui.model.records import Contact, Interview, Result
from followup_tui.rules.lineage import Branch
from followup_tui.rules.wording import day_words, quoted

SHORTEST_PREFIX = 4


def result_meant(book: Book, words: str) -> Result:
    """The one result that an id, the beginning of one, or a part of what it says means.

    Raises:
        Refused: there is none, or more than one.
    """
    by_id = with_prefix(words.strip(), book.results) if len(words.strip()) >= SHORTEST_PREFIX else []
    if len(by_id) == 1:
        return book.results[by_id[0]]
    wanted = folded(clean_line(words))
    found = [one for one in book.results.values() if wanted and wanted in folded(f"{words_of(book, one)} {one.note}")]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(f'There is no result "{clean_line(words)[:60]}"; followup result list shows them all.')
    raise Refused(f'"{clean_line(words)[:60]}" can be {len(found)} results; name one by its id (followup result list).')


def row_of_result(book: Book, one: Result) -> tuple[str, str, str, str, str]:
    """Id, day, kind, giver, and what it is about."""
    giver = book.contacts.get(one.contact)
    what = " at ".join(filter(None, (plain(one.role), plain(book.company_name(one.company)))))
    about = " · ".join(filter(None, (what, plain(one.value), quoted(one.note) if one.note else "")))
    return short(one.id), day_words(one.on, book.as_of), one.kind.value, plain(giver.name) if giver else "", about


def tree_lines(book: Book, branches: Sequence[Branch]) -> list[str]:
    """The tree from top to bottom; indented with spaces and plain signs, so that it pipes well."""
    return [line for one in branches for line in _lines(book, one, "", "")]


def _lines(book: Book, branch: Branch, first: str, rest: str) -> Iterator[str]:
    yield first + subject_words(book, branch)
    for at, one in enumerate(branch.grown):
        last = at == len(branch.grown) - 1
        yield from _lines(book, one, f"{rest}{'`- ' if last else '|- '}", f"{rest}{'   ' if last else '|  '}")


def subject_words(book: Book, branch: Branch) -> str:
    """What stands on a branch: the interview, the person, or the result with its day."""
    subject, as_of = branch.subject, book.as_of
    if isinstance(subject, Contact):
        company = plain(book.company_name(subject.company))
        return plain(subject.name) + (f", {company}" if company else "")
    day = day_words(branch.on, as_of) if branch.on else "no day"
    if isinstance(subject, Interview):
        at = " at ".join(filter(None, (plain(subject.role), plain(book.company_name(subject.company)))))
        return f"{day}  interview for {at} ({subject.outcome.phrase})" if at else f"{day}  interview"
    _, _, kind, _, about = row_of_result(book, subject)
    return f"{day}  {kind}{f': {about}' if about else ''}"


def branch_row(book: Book, branch: Branch) -> dict[str, Any]:
    """A branch as JSON."""
    subject = branch.subject
    row: dict[str, Any] = {"type": subject.table.rstrip("s"), "id": short(subject.id), "on": branch.on}
    if isinstance(subject, Contact):
        row |= {"name": subject.name, "company": book.company_name(subject.company)}
    elif isinstance(subject, Interview):
        company = book.company_name(subject.company)
        row |= {"company": company, "role": subject.role, "outcome": subject.outcome}
    else:
        row |= result_row(book, subject)
    return row | {"led_to": [branch_row(book, one) for one in branch.grown]}
