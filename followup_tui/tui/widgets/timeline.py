"""The timeline: what happened with a person, newest first, entries of one or more lines each."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from itertools import accumulate
from typing import Final, NamedTuple

from textual import events
from textual.message import Message

from followup_tui.tui.keys import bindings
from followup_tui.tui.text import cells, fit, wrap
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_view import LineView, Piece

_WIDE: Final = 60
"""From this width on the year has a column of its own and the channel its full length (``linkedin``)."""

_NARROW: Final = 36
"""Below this width the channel is left out; the sign stays."""


class Entry(NamedTuple):
    """One thing that happened, as it is drawn."""

    key: Hashable
    year: str
    """Like ``2026``; drawn where it changes."""
    day: str
    """Like ``12 Aug``; ``Aug`` or nothing where no more is known."""
    sign: str
    """``<`` from them, ``>`` from us, ``=`` met, ``#`` note."""
    word: str
    """The channel, like ``email``."""
    text: str
    mark: str = ""
    """A word at the right end, like ``unanswered``."""
    role: str = ""
    """The meaning of the text (a name of `theme.ROLES`, or empty)."""
    mark_role: str = "late"
    """The meaning of the mark."""


class _Frame(NamedTuple):
    """Widths of the columns, the space behind each included; 0 for one that is left out."""

    year: int
    word: int
    text: int


class Timeline(LineView):
    """Entries, of which one is under the cursor while the timeline has the focus."""

    BINDINGS = bindings("timeline")

    class Selected(Message):
        """The cursor stands on another entry; `key` is None when there is none."""

        def __init__(self, timeline: "Timeline", key: Hashable | None) -> None:
            super().__init__()
            self.timeline = timeline
            self.key = key

        @property
        def control(self) -> "Timeline":
            """The timeline, for selectors in handlers."""
            return self.timeline

    class Opened(Selected):
        """The person wants to see this entry whole."""

    class Shown(Message):
        """Which entries are in view, for the title; `text` is like ``1-6 of 34``, or empty when there are none."""

        def __init__(self, timeline: "Timeline", text: str) -> None:
            super().__init__()
            self.timeline = timeline
            self.text = text

        @property
        def control(self) -> "Timeline":
            """The timeline, for selectors in handlers."""
            return self.timeline

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        most_lines: int = 3,
        empty: str = "Nothing yet. l logs what happened.",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """A timeline of `entries`, newest first, each drawn in at most `most_lines` lines."""
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._entries = tuple(entries)
        self._most_lines = most_lines
        self._empty = empty
        self._cursor = 0
        self._shown = ""
        self._frame = _Frame(0, 0, 1)
        self._wrapped: tuple[tuple[str, ...], ...] = ()
        self._starts: tuple[int, ...] = (0,)
        """First line of each entry, and behind the last entry the number of lines."""

    # -- what it shows ----------------------------------------------------------------------------------------

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries."""
        return self._entries

    @property
    def cursor_key(self) -> Hashable | None:
        """Key of the entry under the cursor; None when there is none."""
        return self._entries[self._cursor].key if self._entries else None

    @property
    def shown(self) -> str:
        """Which entries are in view, like ``1-6 of 34``; empty when there are none."""
        return self._shown

    def set_entries(self, entries: Iterable[Entry], *, keep: bool = False) -> None:
        """Show other entries from the top; with `keep` the cursor stays on its entry when that is still there."""
        entries = tuple(entries)
        if entries == self._entries:
            return
        key = self.cursor_key if keep else None
        self._entries = entries
        keys = [entry.key for entry in entries] if key is not None else []
        self._cursor = keys.index(key) if key in keys else 0
        if not self._cursor:
            self.scroll_to(y=0, animate=False)
        self._measure()
        self._scroll_to_cursor()

    def set_empty(self, words: str) -> None:
        """What stands there when there is no entry."""
        self._empty = words

    def set_most_lines(self, most_lines: int) -> None:
        """How many lines an entry is drawn in at most."""
        if most_lines != self._most_lines:
            self._most_lines = most_lines
            self._measure()

    def _measure(self) -> None:
        """Wrap all entries for the width there is, and count their lines."""
        self.measured_width = self.size.width
        self._frame = _frame(self.measured_width)
        self._wrapped = tuple(self._wrap(entry) for entry in self._entries)
        self._starts = tuple(accumulate((len(wrapped) for wrapped in self._wrapped), initial=0))
        self.forget_lines()
        self.set_line_count(self._starts[-1])
        self.refresh()
        self._tell_shown()

    def _wrap(self, entry: Entry) -> tuple[str, ...]:
        width, dots = self._frame.text, self.glyphs.ellipsis
        if self._most_lines == 1 and entry.mark:
            room = max(width - cells(entry.mark) - 1, 1)
            return (fit(entry.text, room, "left", dots) + " " + entry.mark,)
        wrapped = wrap(entry.text, width, self._most_lines, dots)
        if not entry.mark:
            return wrapped
        room = width - cells(wrapped[-1])
        if room > cells(entry.mark):
            return (*wrapped[:-1], wrapped[-1] + fit(entry.mark, room, "right", dots))
        return (*wrapped, fit(entry.mark, width, "right", dots))

    # -- moving -----------------------------------------------------------------------------------------------

    def action_cursor_down(self) -> None:
        """Go to the next, older entry."""
        self._move(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """Go to the entry before, a newer one."""
        self._move(self._cursor - 1)

    def action_cursor_first(self) -> None:
        """Go to the newest entry."""
        self._move(0)

    def action_cursor_last(self) -> None:
        """Go to the oldest entry."""
        self._move(len(self._entries) - 1)

    def action_cursor_page_down(self) -> None:
        """Go a view down."""
        self._move(self._entry_at(self._starts[self._cursor] + max(self.size.height - 1, 1)))

    def action_cursor_page_up(self) -> None:
        """Go a view up."""
        self._move(self._entry_at(self._starts[self._cursor] - max(self.size.height - 1, 1)))

    def action_open_entry(self) -> None:
        """Ask for the entry under the cursor to be shown whole."""
        if self._entries:
            self.post_message(self.Opened(self, self.cursor_key))

    def _move(self, index: int) -> None:
        index = min(max(index, 0), len(self._entries) - 1)
        if not self._entries or index == self._cursor:
            return
        before, self._cursor = self._cursor, index
        for entry in (before, index):
            self.refresh_lines(self._starts[entry], len(self._wrapped[entry]))
        self._scroll_to_cursor()
        self.post_message(self.Selected(self, self.cursor_key))

    def _entry_at(self, line: int) -> int:
        return min(max(bisect_right(self._starts, line) - 1, 0), max(len(self._entries) - 1, 0))

    def _scroll_to_cursor(self) -> None:
        height, top = self.size.height, self.scroll_offset.y
        if not self._entries or height <= 0:
            return
        first, after = self._starts[self._cursor], self._starts[self._cursor + 1]
        if after > top + height:
            top = after - height
        if first < top:
            top = first
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)

    def _tell_shown(self) -> None:
        shown = ""
        if self._entries and self.size.height:
            top = self.scroll_offset.y
            first, last = self._entry_at(top), self._entry_at(top + self.size.height - 1)
            shown = f"{first + 1}-{last + 1} of {len(self._entries)}"
        if shown != self._shown:
            self._shown = shown
            self.post_message(self.Shown(self, shown))

    # -- Textual ----------------------------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell which entries are in view now."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_shown()

    def width_changed(self) -> None:
        """Wrap for the new width."""
        self._measure()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view, and tell which entries are."""
        super().on_resize(event)
        self._scroll_to_cursor()
        self._tell_shown()

    def on_click(self, event: events.Click) -> None:
        """Select the entry; a second click in a row opens it."""
        offset = event.get_content_offset(self)
        line = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= line < self._starts[-1]:
            event.stop()
            self._move(self._entry_at(line))
            if event.chain == 2:
                self.action_open_entry()

    # -- drawing ----------------------------------------------------------------------------------------------

    def line_key(self, line: int) -> tuple[object, ...]:
        """A line's look depends on whether its entry is under the cursor too."""
        return (line, self._under(line))

    def draw_line(self, line: int, width: int) -> tuple[Iterable[Piece], str]:
        """One line of an entry, or of the text of the empty timeline."""
        if not self._entries:
            wrapped = wrap(self._empty, max(width - 2, 1))
            return (Piece(" " + (wrapped[line] if line < len(wrapped) else ""), "quiet"),), ""
        if not 0 <= line < self._starts[-1]:
            return (), ""
        index = self._entry_at(line)
        part = line - self._starts[index]
        head = self._head(index) if part == 0 else [Piece(" " * (width - self._frame.text))]
        return [*head, *self._text(index, part)], self._under(line)

    def _under(self, line: int) -> str:
        if self.has_focus and self._entries and self._entry_at(line) == self._cursor and line < self._starts[-1]:
            return "line--cursor"
        return ""

    def _head(self, index: int) -> list[Piece]:
        entry, frame = self._entries[index], self._frame
        new_year = index == 0 or self._entries[index - 1].year != entry.year
        pieces = [Piece(">" if self.has_focus and index == self._cursor else " ")]
        if frame.year:
            pieces.append(Piece(fit(entry.year if new_year else "", frame.year), "strong"))
        day = entry.day if frame.year or entry.year == self._entries[0].year else _with_year(entry)
        pieces.append(Piece(fit(day, 6, "right") + " ", "quiet"))
        pieces.append(Piece(fit(entry.sign, 2), "strong"))
        if frame.word:
            pieces.append(Piece(fit(entry.word, frame.word - 1, ellipsis=self.glyphs.ellipsis) + " "))
        return pieces

    def _text(self, index: int, part: int) -> list[Piece]:
        entry, line = self._entries[index], self._wrapped[index][part]
        if entry.mark and part == len(self._wrapped[index]) - 1:
            mark = fit(entry.mark, min(cells(entry.mark), self._frame.text))
            return [
                Piece(line.removesuffix(mark), entry.role),
                Piece(mark if line.endswith(mark) else "", entry.mark_role),
            ]
        return [Piece(line, entry.role)]


def _frame(width: int) -> _Frame:
    year, word = (6, 9) if width >= _WIDE else (0, 8 if width >= _NARROW else 0)
    return _Frame(year, word, max(width - 1 - year - 7 - 2 - word, 1))


def _with_year(entry: Entry) -> str:
    """The month and the year in six cells, like ``Aug'25``, where the year has no column of its own."""
    month = entry.day.split()[-1] if entry.day else ""
    return f"{month}'{entry.year[-2:]}" if month.isalpha() and len(month) == 3 else entry.year
