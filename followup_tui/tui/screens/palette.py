"""The palette: find a command, a person, a company or a view by words of its name."""

from collections.abc import Hashable, Sequence
from typing import Final, Literal, NamedTuple

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.tui.keys import COMMANDS, HelpRow
from followup_tui.tui.screens.choice_dialog import FindDialog
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.rows import Cell, Row, section

Kind = Literal["command", "contact", "company", "view"]
MOST: Final = 50
"""Hits shown of one kind; whoever is not among them needs another word."""
_TITLES: Final[dict[Kind, str]] = {
    "command": "commands",
    "view": "views",
    "contact": "people",
    "company": "companies",
}


class Pick(NamedTuple):
    """What was picked: a command id, a contact's or company's id, or the name of a view."""

    kind: Kind
    key: str | int


class Entry(NamedTuple):
    """Something to be found. `haystack` is what it is found by, folded, each word with a space before it."""

    pick: Pick
    title: str
    note: str
    haystack: str


class Found(NamedTuple):
    """The first hits, those whose words begin as typed before the others, and how many there are in all."""

    hits: tuple[Entry, ...]
    total: int


def entry(pick: Pick, title: str, note: str = "", also: str = "") -> Entry:
    """An entry found by its title, its note and the words of `also`."""
    return Entry(pick, title, note, f" {folded(f'{title} {note} {also}')}")


def people_entries(book: Book) -> tuple[Entry, ...]:
    """Everybody in the book by name, with their company. Folding 10,000 names takes 20 ms: make it once."""
    people = sorted(book.contacts.values(), key=lambda one: (one.archived_on is not None, folded(one.name)))
    return tuple(
        entry(Pick("contact", one.id), one.name, book.company_name(one.company), "archived" if one.archived_on else "")
        for one in people
    )


def company_entries(book: Book) -> tuple[Entry, ...]:
    """Every company of the book by name."""
    companies = sorted(book.companies.values(), key=lambda one: folded(one.name))
    return tuple(entry(Pick("company", one.id), one.name, one.place, " ".join(one.aliases)) for one in companies)


def view_entries() -> tuple[Entry, ...]:
    """The views by their names, as the commands that go there know them."""
    views = (command for command in COMMANDS if command.action.startswith("view("))
    return tuple(entry(Pick("view", view.id.removeprefix("view-")), view.title, view.description) for view in views)


def search(entries: Sequence[Entry], query: str, most: int = MOST) -> Found:
    """The entries that hold every word of `query`; all of them when it has none."""
    words = folded(query).split()
    found: Sequence[Entry] = entries
    for word in words:
        found = [one for one in found if word in one.haystack]
    for begun in [f" {word}" for word in reversed(words)]:
        found = [one for one in found if begun in one.haystack] + [one for one in found if begun not in one.haystack]
    named = [one for one in found if all(word in folded(one.title) for word in words)]
    found = [*named, *(one for one in found if one not in named)] if len(found) <= most * 4 else found
    return Found(tuple(found[:most]), len(found))


class PaletteScreen(FindDialog[Pick | None]):
    """Shows commands; with words also people, companies and views. Ends with what was picked, or None.

    The entries of people and companies are handed in, because making them takes longer than a key press may.
    """

    def __init__(
        self,
        commands: Sequence[HelpRow],
        people: Sequence[Entry] = (),
        companies: Sequence[Entry] = (),
        views: Sequence[Entry] = (),
        *,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        choices = PickList(_COLUMNS, empty="Nothing has all these words. Backspace takes letters back.", glyphs=glyphs)
        super().__init__("Go to, or do", choices, "a command, a person, a company or a view", glyphs=glyphs)
        self._keys = {row.id: row.keys for row in commands}
        self._entries: dict[Kind, Sequence[Entry]] = {
            "command": tuple(entry(Pick("command", row.id), row.title, row.description, row.keys) for row in commands),
            "view": views,
            "contact": people,
            "company": companies,
        }

    def take(self, key: Hashable) -> None:
        """End with the entry."""
        if isinstance(key, Pick):
            self.dismiss(key)

    def show(self, query: str) -> None:
        """Show the commands; with words, everything that has them."""
        kinds: tuple[Kind, ...] = tuple(_TITLES) if query.strip() else ("command",)
        rows: list[Row] = []
        total = 0
        for kind in kinds:
            found = search(self._entries[kind], query, MOST if query.strip() else len(self._entries[kind]))
            total += found.total
            if found.hits:
                shown = f"{len(found.hits)} of {found.total:,}" if len(found.hits) < found.total else f"{found.total}"
                rows.append(section(f"{_TITLES[kind]}: {shown}"))
                rows.extend(self._drawn(hit) for hit in found.hits)
        first = next((row.key for row in rows if row.kind == "row"), None)
        self._list.set_rows(rows, keep=first)
        self.title_line.show(right=f"{total:,} found" if query.strip() else "")

    def _drawn(self, hit: Entry) -> Row:
        keys = self._keys.get(str(hit.pick.key), "") if hit.pick.kind == "command" else ""
        return Row(hit.pick, (Cell(hit.title), Cell(hit.note, "quiet"), Cell(keys, "line--key")))


_COLUMNS: Final = (
    Column("title", 18, grow=True),
    Column("note", 26, grow=True, drop=1),
    Column("keys", 10, "right"),
)
