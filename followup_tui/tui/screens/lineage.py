"""Who led to what, as a tree: from the first interview over the people met there to what came of it."""

from collections.abc import Hashable, Iterable, Iterator
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.book import Book
from followup_tui.model.records import Contact, Interview, Result
from followup_tui.rules.lineage import Branch, Lineage, lineage
from followup_tui.rules.wording import counted, day_words, shortened
from followup_tui.tui.keeping import NetworkChanged
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.choice_dialog import ChoiceDialog
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

_COLUMNS: Final = (Column("day", 11, "right", drop=1), Column("what", 30, grow=True))
_NOTE: Final = 80
"""Characters of a note that the line shows."""
_ELBOWS: Final = {UNICODE: ("├ ", "└ ", "│ ", "  "), ASCII: ("|-", "`-", "| ", "  ")}


class LineageScreen(ChoiceDialog[int | None]):
    """Shows the tree; ends with the contact to go to."""

    CSS_PATH: ClassVar = ["dialog.tcss", "choice_dialog.tcss", "lineage.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Leave", show=False)]

    def __init__(self, book: Book, *, glyphs: Glyphs = UNICODE) -> None:
        empty = "Nothing was entered yet. r on a person enters what they gave: a lead, advice, an introduction."
        super().__init__("What came of it", RowList(_COLUMNS, empty=empty, glyphs=glyphs), glyphs=glyphs)
        self._book = book
        self._said = Said(id="said")
        self._people: dict[object, int] = {}

    def body(self) -> Iterable[Widget]:
        """The tree, and what is not in it."""
        yield from super().body()
        yield self._said

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        leave = Hint("Esc", "close", "leave", 9)
        return (Hint("Enter", "go to them", "take", 10), leave) if self._people else (leave,)

    def on_mount(self) -> None:
        """Draws the tree."""
        self._show()

    def on_network_changed(self, event: NetworkChanged) -> None:
        """Somebody else made a change: it may be in the tree."""
        event.stop()
        self._show()

    def take(self, key: Hashable) -> None:
        """Goes to whom the line is about."""
        contact = self._people.get(key)
        if contact:
            self.dismiss(contact)

    def _show(self) -> None:
        book = self._book
        tree = lineage(book.contacts, book.interviews, book.results)
        self._people = {}
        self._list.set_rows([row for one in tree.roots for row in self._rows(one, "", "")])
        self._said.say(_rest(tree))
        self.title_line.show(right=counted(len(book.results), "result") if book.results else "")
        self.show_hints()

    def _rows(self, branch: Branch, first: str, rest: str) -> Iterator[Row]:
        subject = branch.subject
        key = (subject.table, subject.id)
        self._people[key] = _whom(subject)
        text, role = _words(self._book, subject)
        day = day_words(branch.on, self._book.as_of) if branch.on else ""
        yield Row(key, (Cell(day, "quiet"), Cell(f"{first}{text}", role)))
        fork, last, through, space = _ELBOWS.get(self.glyphs, _ELBOWS[UNICODE])
        for at, one in enumerate(branch.grown):
            is_last = at == len(branch.grown) - 1
            yield from self._rows(one, rest + (last if is_last else fork), rest + (space if is_last else through))


def _rest(tree: Lineage) -> str:
    return f"{counted(tree.quiet, 'interview')} led to nothing yet." if tree.quiet and tree.roots else ""


def _whom(subject: Contact | Interview | Result) -> int:
    if isinstance(subject, Contact):
        return subject.id
    if isinstance(subject, Result):
        return subject.contact
    return next(iter(subject.contacts), 0)


def _words(book: Book, subject: Contact | Interview | Result) -> tuple[str, str]:
    """What a line says, and what it means."""
    if isinstance(subject, Contact):
        company = book.company_name(subject.company)
        return f"{subject.name}{f', {company}' if company else ''}", ""
    at = " at ".join(one for one in (subject.role, book.company_name(subject.company)) if one)
    if isinstance(subject, Interview):
        return f"interview: {at or 'no role'} ({subject.outcome.phrase})", "quiet"
    about = " · ".join(one for one in (at, subject.value, shortened(subject.note, _NOTE)) if one)
    return f"{subject.kind.value}{f': {about}' if about else ''}", "strong"
