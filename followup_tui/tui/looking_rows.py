"""Looking mode as rows: the two weeks day by day, then everybody else in their order, then who is left out and why."""

from collections.abc import Collection, Hashable, Sequence

from followup_tui.actions.looking import plan_of
from followup_tui.book import Book
from followup_tui.rules.approach import Approach
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.rows import Cell, Row, section

LOOKING_COLUMNS = (
    Column("rank", 4, "right", drop=2),
    Column("name", 15, grow=True),
    Column("company", 14, drop=1),
    Column("title", 20, drop=3),
)


class LookingRows:
    """Rows made when they are looked at; `shown` are those whom a filter leaves, None is everybody."""

    def __init__(self, book: Book, shown: Collection[int] | None = None) -> None:
        self._book = book
        found = tuple(one for one in book.approaches() if shown is None or one.contact in shown)
        self._rank = {one.contact: at for at, one in enumerate(found, 1) if not one.left_out}
        self._order: list[int | str] = []
        planned = plan_of(book, found)
        day = None
        for one in planned:
            if one.on != day:
                day = one.on
                self._order.append(weekday_words(day, book.as_of))
            self._order.append(one.contact)
        taken = {one.contact for one in planned}
        self._block("after that", [one for one in found if not one.left_out and one.contact not in taken])
        self._block("not now", [one for one in found if one.left_out])
        self._found = {one.contact: one for one in found}
        self._index: dict[Hashable, int] | None = None

    def _block(self, title: str, rest: Sequence[Approach]) -> None:
        if rest:
            self._order.append(f"{title}: {len(rest):,}")
            self._order += (one.contact for one in rest)

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: int, /) -> Row:
        number = self._order[index]
        if isinstance(number, str):
            return section(number)
        contact = self._book.contacts.get(number)
        if contact is None:
            return Row(number, ())
        one = self._found[number]
        beside = one.left_out or contact.title
        role = "quiet" if one.left_out else ""
        return Row(
            number,
            (
                Cell(str(self._rank.get(number, "")), "quiet"),
                Cell(contact.name, role),
                Cell(self._book.company_name(contact.company), "quiet"),
                Cell(beside, "quiet"),
            ),
        )

    def key_at(self, index: int, /) -> int | None:
        """The contact of a row; None for a title."""
        number = self._order[index]
        return number if isinstance(number, int) else None

    def index_of(self, key: Hashable, /) -> int | None:
        """Where the row of a contact is."""
        if self._index is None:
            self._index = {number: at for at, number in enumerate(self._order) if isinstance(number, int)}
        return self._index.get(key)
