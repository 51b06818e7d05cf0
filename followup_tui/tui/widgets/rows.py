"""The rows of a list: what each says, where the row of a key is, and where the cursor stands when they change."""

from collections.abc import Hashable, Iterable
from typing import Final, Literal, NamedTuple, Protocol, runtime_checkable

_SEARCHED: Final = 500
"""How far around a row that is gone the nearest one that is still there is looked for."""


class Cell(NamedTuple):
    """The text of one column and what it means (a name of `theme.ROLES`, or empty)."""

    text: str
    role: str = ""


class Row(NamedTuple):
    """One line of a list, as it is drawn.

    A ``row`` has a cell for each column and can be selected; a ``section`` is a title in a rule and a ``note`` a quiet
    remark, both of one cell.
    """

    key: Hashable
    cells: tuple[Cell, ...]
    kind: Literal["row", "section", "note"] = "row"
    role: str = ""
    """The meaning of every cell that has none of its own."""


def section(text: str) -> Row:
    """A title between rows, like ``next 7 days: 41``."""
    return Row(("section", text), (Cell(text),), "section")


def note(text: str) -> Row:
    """A remark between rows, like ``35 more``."""
    return Row(("note", text), (Cell(text),), "note")


@runtime_checkable
class Rows(Protocol):
    """Rows made when they are looked at, for lists of tens of thousands."""

    def __len__(self) -> int:
        """How many rows there are."""

    def __getitem__(self, index: int, /) -> Row:
        """The row at `index`, from 0."""

    def index_of(self, key: Hashable, /) -> int | None:
        """Where the row of `key` is, without making every row; None when it is not there."""

    def key_at(self, index: int, /) -> Hashable | None:
        """The key of the row at `index`, without making the row; None when it cannot be selected."""


class MadeRows:
    """Rows that are there already, as `Rows`; looked up by key in one step."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(rows)
        self._index: dict[Hashable, int] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int, /) -> Row:
        return self._rows[index]

    def key_at(self, index: int, /) -> Hashable | None:
        """The key of the row at `index`; None when it cannot be selected."""
        row = self._rows[index]
        return row.key if row.kind == "row" else None

    def index_of(self, key: Hashable, /) -> int | None:
        """Where the row of `key` is; None when it is not there."""
        if self._index is None:
            self._index = {row.key: index for index, row in enumerate(self._rows)}
        return self._index.get(key)


def made(rows: Rows | Iterable[Row]) -> Rows:
    """`rows` as `Rows`, whatever they are."""
    return rows if isinstance(rows, Rows) else MadeRows(rows)


def selectable_from(rows: Rows, index: int, step: int) -> int:
    """The first row that can be selected from `index` on, step by step; -1 when there is none."""
    while 0 <= index < len(rows):
        if rows.key_at(index) is not None:
            return index
        index += step
    return -1


def index_to_keep(rows: Rows, old: Rows, cursor: int, keep: Hashable | None) -> int:
    """Where the cursor stands in `rows` after it stood at `cursor` in `old`: on the row of `keep`, else on the row it
    was on, else on the nearest of those around it that are still there; -1 when there is none to stand on."""
    for key in _candidates(old, cursor, keep):
        index = rows.index_of(key)
        if index is not None and rows.key_at(index) is not None:
            return index
    near = min(max(cursor, 0), len(rows) - 1)
    after = selectable_from(rows, near, 1)
    return after if after >= 0 else selectable_from(rows, near, -1)


def _candidates(old: Rows, cursor: int, keep: Hashable | None) -> Iterable[Hashable]:
    """Keys the cursor would like to stand on, best first: the wanted one, the former one, those after, those before."""
    if keep is not None:
        yield keep
    if cursor < 0:
        return
    for index in (
        *range(cursor, min(cursor + _SEARCHED, len(old))),
        *range(cursor - 1, max(cursor - _SEARCHED, -1), -1),
    ):
        key = old.key_at(index)
        if key is not None:
            yield key
