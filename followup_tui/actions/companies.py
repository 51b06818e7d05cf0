"""Companies: add one, edit its facts, and which one somebody's words mean."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import YOU
from followup_tui.actions.still_there import still_there
from followup_tui.book import Book
from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.ids import with_prefix
from followup_tui.model.records import Company, Source

LISTS = ("aliases", "domains", "urls", "tags", "topics")
SHORTEST_PREFIX = 4


def add_company(book: Book, name: str, changes: Mapping[str, Any] | None = None) -> Done[Company]:
    """Adds a company.

    Raises:
        Refused: there is one of that name, or it has none.
        Invalid: a field does not hold.
    """
    clean = clean_line(name)
    if not any(letter.isalnum() for letter in clean):
        raise Refused("A company needs a name with a letter or a digit.")
    known = book.company_named(clean)
    if known:
        raise Refused(f"{known.name} is there already; followup company edit changes it.")
    with book.transaction(f"Add the company {clean}", "company add") as change:
        made = change.put(_changed(book, Company(name=clean), changes or {}))
    return Done(f"Added {made.name}", made, change)


def edit_company(book: Book, company: Company, changes: Mapping[str, Any]) -> Done[Company]:
    """Changes facts of a company; a former name stays as an alias, so that it is still found.

    Raises:
        Refused: it is not there any more, nothing would change, or the new name is another company's.
        Invalid: a field does not hold.
    """
    current = still_there(book, company)
    edited = _changed(book, current, changes)
    if edited.name != current.name:
        other = book.company_named(edited.name)
        if other and other.id != current.id:
            raise Refused(f"{other.name} is another company of the network; give this one another name.")
        if folded(edited.name) != folded(current.name):
            edited = replace(edited, aliases=_unique((*edited.aliases, current.name)))
    if edited == current:
        raise Refused(f"Nothing to change: {current.name} is so already.")
    with book.transaction(f"Edit the company {current.name}", "company edit") as change:
        kept = change.put(edited)
    return Done(f"Changed {kept.name}", kept, change)


def company_meant(book: Book, words: str) -> Company:
    """The company that an id, a name, an alias or a part of a name means.

    Raises:
        Refused: there is none, or more than one.
    """
    exact = book.company_named(words)
    if exact:
        return exact
    by_id = with_prefix(words.strip(), book.companies) if len(words.strip()) >= SHORTEST_PREFIX else []
    if len(by_id) == 1:
        return book.companies[by_id[0]]
    wanted = folded(clean_line(words))
    found = [
        one
        for one in book.companies.values()
        if wanted and any(wanted in folded(name) for name in (one.name, *one.aliases))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(f'There is no company "{clean_line(words)[:60]}"; followup company list shows them all.')
    names = ", ".join(one.name for one in found[:5])
    raise Refused(f'"{clean_line(words)[:60]}" can be {len(found)} companies: {names}; write more of the name.')


def _changed(book: Book, company: Company, changes: Mapping[str, Any]) -> Company:
    """The company with `changes`; every field that changes is marked as the person's own."""
    fields = {
        name: cleaned for name, value in changes.items() if (cleaned := _clean(name, value)) != getattr(company, name)
    }
    mine = {name: Source(name=YOU, on=book.as_of) for name in fields}
    return replace(company, **fields, sources={**company.sources, **mine}) if fields else company


def _clean(name: str, value: Any) -> Any:
    if name in LISTS:
        lines = (clean_line(str(one)) for one in value)
        return _unique(line.lower().lstrip("#") if name == "tags" else line for line in lines)
    if isinstance(value, str):
        return clean_text(value).strip() if name == "note" else clean_line(value)
    return value


def _unique(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
