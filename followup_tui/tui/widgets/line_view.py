"""What the line-drawn widgets share: styles by meaning, and strips kept until style, size or data change.

One widget draws all its lines itself; a widget a line costs 2 ms each to mount (TEXTUAL.md 3.2).
"""

from collections.abc import Iterable
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from followup_tui.tui.text import cells
from followup_tui.tui.theme import ROLES
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

_KEPT_STRIPS: Final = 512
"""Lines kept drawn: several screens of the tallest terminal."""


class Piece(NamedTuple):
    """A run of drawable text and what it means (a name of `theme.ROLES`, or empty)."""

    text: str
    role: str = ""


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling view whose lines are drawn by `draw_line`; it never scrolls sideways."""

    ALLOW_SELECT = False  # drawn lines know nothing of offsets in a text
    ALLOW_MAXIMIZE = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--cursor",
        "line--cursor-blurred",
        "line--hover",
        "line--key",
        "line--rule",
        "line--rule-focus",
        *(f"role--{role}" for role in ROLES),
    }
    DEFAULT_CSS = """
    LineView {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size: 0 0;
    }
    """

    def __init__(
        self,
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self.measured_width = 0
        """The width that lines were measured for last: a hidden view has none, and is shown again at its old one."""
        self._styles_by_role: dict[tuple[str, str], Style] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT_STRIPS)

    # -- for subclasses ---------------------------------------------------------------------------------------

    def line_key(self, line: int) -> tuple[object, ...]:
        """All that the look of a line depends on besides the data, the width and the styles."""
        return (line,)

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """The pieces of a line (at most `width` cells) and the component class under all of it, or an empty name."""
        raise NotImplementedError

    def set_line_count(self, count: int) -> None:
        """How many lines there are to scroll through."""
        if self.virtual_size.height != count:
            self.virtual_size = Size(1, count)

    def forget_lines(self) -> None:
        """Draw every line anew the next time."""
        self._strips.clear()

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there are more lines than room. Textual asks its scroll bar, which learns of new lines too late."""
        return not self.disabled and self.virtual_size.height > self.size.height

    # -- Textual ----------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Forget the drawn lines: their colours may be others now."""
        super().notify_style_update()
        self._styles_by_role.clear()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Forget the drawn lines when they have another width."""
        if event.size.width != self.measured_width:
            self.measured_width = event.size.width
            self._strips.clear()
            self.width_changed()

    def width_changed(self) -> None:
        """Measure anew what depends on the width. A view that is only higher or lower draws what it has."""

    def render_line(self, y: int) -> Strip:
        """The strip at `y` of the visible part, exactly as wide as the widget."""
        line, width = y + self.scroll_offset.y, self.size.width
        key = (width, *self.line_key(line))
        strip = self._strips.get(key)
        if strip is None:
            pieces, under = self.draw_line(line, width)
            strip = self._strip(pieces, under, width)
            self._strips[key] = strip
        return strip

    def _strip(self, pieces: Iterable[Piece], under: str, width: int) -> Strip:
        segments: list[Segment] = []
        used = 0
        for text, role in pieces:
            if text:
                segments.append(Segment(text, self._style(role, under)))
                used += cells(text)
        if used < width:
            segments.append(Segment(" " * (width - used), self._style("", under)))
        return Strip(Segment.simplify(segments), max(used, width)).crop(0, width)

    def _style(self, role: str, under: str) -> Style:
        style = self._styles_by_role.get((role, under))
        if style is None:
            style = self.rich_style
            for name in (under, f"role--{role}" if role in ROLES else role):
                if name:
                    style += self.get_component_rich_style(name, partial=True)
            self._styles_by_role[role, under] = style
        return style
