"""A part of the screen under a title in a rule; the rule is heavy and has a ``>`` where the focus is."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.widget import Widget

from followup_tui.tui.text import cells, cut
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.one_line import OneLine, Spot


class PaneTitle(OneLine):
    """``━> Today ━━━ by urgency ━`` with the focus, ``── Today ─── by urgency ─`` without."""

    def __init__(
        self,
        title: str,
        right: str = "",
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._title = title
        self._right = right
        self._active = False

    @property
    def active(self) -> bool:
        """Whether it is drawn as the pane with the focus."""
        return self._active

    def show(self, title: str | None = None, right: str | None = None, *, active: bool | None = None) -> None:
        """Change what is given; the rest stays."""
        shown = (self._title, self._right, self._active)
        self._title = self._title if title is None else title
        self._right = self._right if right is None else right
        self._active = self._active if active is None else active
        if shown != (self._title, self._right, self._active):
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """Title left, the rest right when there is room for both, rule between."""
        rule = self.glyphs.heavy_rule if self._active else self.glyphs.rule
        style = "line--rule-focus" if self._active else "line--rule"
        title = f" {cut(self._title, max(width - 5, 1), self.glyphs.ellipsis)} " if self._title else ""
        room = width - 2 - cells(title) - 2
        right = f" {cut(self._right, room - 2, self.glyphs.ellipsis)} " if self._right and room >= 6 else ""
        yield Spot(rule + (">" if self._active else rule), style)
        yield Spot(title, "strong" if self._active else "")
        yield Spot(rule * max(width - 2 - cells(title) - cells(right) - (1 if right else 0), 0), style)
        if right:
            yield Spot(right, "quiet")
            yield Spot(rule, style)


class Pane(Vertical):
    """A titled part of the screen. Its title follows the focus by itself."""

    DEFAULT_CSS = """
    Pane {
        width: 1fr;
        height: 1fr;
    }
    """

    def __init__(
        self,
        *children: Widget,
        title: str = "",
        right: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.title_line = PaneTitle(title, right, glyphs=glyphs)
        self._parts = children

    def compose(self) -> ComposeResult:
        """The title, then what was given."""
        yield self.title_line
        yield from self._parts

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """A pane never scrolls: how much is in it calls for no second layout, which would paint all of it twice."""
        return super()._size_updated(size, virtual_size, container_size, layout=False)

    def set_title(self, title: str | None = None, right: str | None = None) -> None:
        """Change the title or the text at its right end, or both."""
        self.title_line.show(title, right)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focus came in."""
        self.title_line.show(active=True)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The focus left, or went from one part to another."""
        self.call_after_refresh(self._follow_focus)

    def on_focus(self) -> None:
        """The pane itself has the focus."""
        self.title_line.show(active=True)

    def on_blur(self) -> None:
        """The pane itself lost the focus, perhaps to one of its parts."""
        self.call_after_refresh(self._follow_focus)

    def _follow_focus(self) -> None:
        self.title_line.show(active=self.has_focus_within)
