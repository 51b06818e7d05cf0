"""A small list to choose the clipping from that a message passes on: what fits first, with why."""

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final, NamedTuple

from followup_tui.model.clean import folded
from followup_tui.tui.screens.choice_dialog import FindDialog
from followup_tui.tui.screens.dialog import PickList
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.rows import Cell, Row, note, section

_COLUMNS: Final = (Column("kind", 7), Column("title", 20, grow=True), Column("why", 24, grow=True, drop=1))


class Choosable(NamedTuple):
    """A clipping that could be passed on: `why` it fits, empty when it does not; or why it may not go there."""

    clipping: int
    kind: str
    title: str
    why: str = ""
    against: str = ""


class ClipChoice(FindDialog[int | None]):
    """Chooses a clipping; ends with its id, or None."""

    VERB: ClassVar = "share it"

    def __init__(self, name: str, clippings: Sequence[Choosable], *, glyphs: Glyphs = UNICODE) -> None:
        empty = "Nothing has all these words." if clippings else "There is no clipping yet. C clips one."
        choices = PickList(_COLUMNS, empty=empty, glyphs=glyphs)
        super().__init__(f"Share a clipping with {name}", choices, "words of a title, a kind", glyphs=glyphs)
        self._clippings = tuple(clippings)

    def take(self, key: Hashable) -> None:
        """End with the clipping."""
        if isinstance(key, int):
            self.dismiss(key)

    def show(self, query: str) -> None:
        """Show the clippings that have the words: those that fit before the others."""
        words = folded(query).split()
        shown = [one for one in self._clippings if all(word in folded(f"{one.kind} {one.title}") for word in words)]
        fitting = [one for one in shown if one.why]
        others = [one for one in shown if not one.why and not one.against]
        against = [one for one in shown if one.against]
        rows: list[Row] = []
        for title, those in (("fits", fitting), ("does not fit by its topics", others)):
            if those:
                rows += [section(title), *(_row(one) for one in those)]
        if against:
            rows += [section("not to be sent"), *(note(one.against) for one in against)]
        self._list.set_rows(rows)


def _row(one: Choosable) -> Row:
    return Row(one.clipping, (Cell(one.kind, "quiet"), Cell(one.title), Cell(one.why, "quiet")))
