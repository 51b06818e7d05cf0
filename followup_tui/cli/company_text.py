"""Companies for people and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from followup_tui.actions.looking import dossier
from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.output import Paper, plain
from followup_tui.cli.profile_json import interview_row, result_row, task_row
from followup_tui.model.clean import folded
from followup_tui.model.ids import short
from followup_tui.model.records import Company
from followup_tui.rules.company_standing import Care, CompanyStanding, standing_words
from followup_tui.rules.lineage import led_to


def listed_companies(book: Book, *, needs_contact: bool, due: bool, worked_for: bool) -> list[Company]:
    """The companies asked for, those that need somebody first, then by name."""
    stands = {one.id: book.company_standing(one.id) for one in book.companies.values()}
    wanted = [
        one
        for one in book.companies.values()
        if (worked_for or not one.worked_for)
        and (not needs_contact or stands[one.id].needs_contact)
        and (not due or stands[one.id].care in {Care.DUE, Care.OVERDUE})
    ]
    return sorted(wanted, key=lambda one: (not _is_waiting(stands[one.id]), folded(one.name), one.id))


def _is_waiting(stands: CompanyStanding) -> bool:
    return stands.care in {Care.DUE, Care.OVERDUE}


def words_for(book: Book, company: Company) -> str:
    """Where a company stands, in one line."""
    stands = book.company_standing(company.id)
    return standing_words(stands, [book.contacts[one].name for one in stands.carriers], book.as_of)


def row_of_company(book: Book, one: Company) -> tuple[str, str, str, str]:
    """Id, name, people and where it stands."""
    number = len(book.people_at(one.id))
    people = "nobody" if not number else "1 person" if number == 1 else f"{number} people"
    return short(one.id), plain(one.name), people, plain(words_for(book, one))


def company_row(book: Book, one: Company) -> dict[str, Any]:
    """A company as JSON."""
    stands = book.company_standing(one.id) if one.id in book.companies else None
    return {
        "id": short(one.id),
        "name": one.name,
        "aliases": list(one.aliases),
        "domains": list(one.domains),
        "urls": list(one.urls),
        "place": one.place,
        "tags": list(one.tags),
        "topics": list(one.topics),
        "worked_for": one.worked_for,
        "note": one.note,
        "people": [{"id": short(each.id), "name": each.name} for each in book.people_at(one.id)],
        "care": stands.care if stands else None,
        "needs_contact": stands.needs_contact if stands else False,
        "last_touch": stands.last_touch if stands else None,
        "anchor": stands.anchor if stands else None,
        "opens": stands.opens if stands else None,
        "latest": stands.latest if stands else None,
        "cadence": stands.cadence if stands else "",
    }


def company_page(book: Book, company: Company) -> dict[str, Any]:
    """All there is to a company, as JSON."""
    held = book.interviews_at(company.id)
    tasks = [one for one in book.tasks.values() if one.company == company.id]
    return {
        **company_row(book, company),
        "interviews": [interview_row(book, one) for one in held],
        "results": [result_row(book, one) for one in led_to(company, book.results)],
        "tasks": [task_row(book, one) for one in sorted(tasks, key=lambda task: task.id)],
    }


def company_lines(book: Book, company: Company, on: Paper) -> list[str]:
    """A company from top to bottom."""
    title = f"{on.tinted(plain(company.name), 'bold')}  {on.tinted(short(company.id), 'dim')}"
    return [title, *wrapped(words_for(book, company), on.width), *_sections(book, company, on)]


def _sections(book: Book, company: Company, on: Paper) -> Iterator[str]:
    for one in dossier(book, company):
        yield ""
        yield on.tinted(one.title, "bold")
        for line in one.lines:
            yield from wrapped(plain(line), on.width, "    " if line.startswith("  ") else "  ")


def edited_list(held: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """A list with what an option adds, and without what it names with a minus before it."""
    gone = {folded(one.removeprefix("-")) for one in given if one.startswith("-")}
    kept = [one for one in held if folded(one) not in gone]
    return (*kept, *(one for one in given if not one.startswith("-")))
