"""The first line: which view this is, how far the day has got, and the date."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.message import Message

from followup_tui.tui.text import cells, one_line
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.one_line import OneLine, Spot, spots_width

_BAR = (6, 30)
"""Cells of the bar, least and most."""


class Tab(NamedTuple):
    """A view: `number` is how many are in it, or empty."""

    id: str
    title: str
    number: str = ""


class Top(NamedTuple):
    """What the line shows. Progress is drawn when `total` is not 0."""

    tabs: tuple[Tab, ...] = ()
    active: str = ""
    done: int = 0
    total: int = 0
    right: str = ""
    """Like the date; the first thing a narrow line drops."""


class TopLine(OneLine):
    """Tabs on the left, progress and date on the right. A click on a tab goes there."""

    class TabChosen(Message):
        """The person clicked on the tab of view `view`."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(
        self,
        top: Top = Top(),  # noqa: B008 - immutable
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._top = top

    def show(self, top: Top) -> None:
        """Show other tabs, progress or date."""
        if top != self._top:
            self._top = top
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """All of it when it fits; else without the date, without the bar, without the other tabs, in this order."""
        top = self._top
        tabs = self._tabs(top.tabs)
        count = f"{top.done}/{top.total}" if top.total else ""
        date = one_line(top.right)
        least_bar = _BAR[0] if count else 0
        if spots_width(tabs) + _right_width(count, least_bar, date) > width:
            date = ""
        if spots_width(tabs) + _right_width(count, least_bar, date) > width:
            least_bar = 0
        if spots_width(tabs) + _right_width(count, least_bar, date) > width:
            tabs = self._tabs(tuple(tab for tab in top.tabs if tab.id == top.active))
        spare = width - spots_width(tabs) - _right_width(count, 0, date)
        bar = min(_BAR[1], max(spare - 3, 0), width // 4) if least_bar else 0
        yield from tabs
        yield Spot(" " * max(width - spots_width(tabs) - _right_width(count, bar, date), 0))
        yield from self._right(count, bar, date)

    def _tabs(self, tabs: tuple[Tab, ...]) -> list[Spot]:
        spots = [Spot(" ")]
        for tab in tabs:
            title = one_line(f"{tab.title} {tab.number}".strip())
            if tab.id == self._top.active:
                spots.append(Spot(f"[{title}]", "strong", tab.id))
            else:
                spots.append(Spot(f" {title} ", "", tab.id))
            spots.append(Spot(" "))
        return spots

    def _right(self, count: str, bar: int, date: str) -> Iterable[Spot]:
        if count:
            yield Spot(count)
        if bar:
            full = min(bar * self._top.done // self._top.total, bar)
            yield Spot(" ")
            yield Spot(self.glyphs.bar_full * full, "line--key")
            yield Spot(self.glyphs.bar_empty * (bar - full), "line--rule")
        if date:
            yield Spot(f"  {date}" if count else date, "quiet")
        yield Spot(" ")

    def clicked(self, target: str) -> None:
        """Ask for the view."""
        self.post_message(self.TabChosen(target))


def _right_width(count: str, bar: int, date: str) -> int:
    width = cells(count) + (bar + 1 if bar else 0) + 1
    return width + (cells(date) + (2 if count else 0) if date else 0)
