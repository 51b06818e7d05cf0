"""For sharing a screen: names of people shrink to their first letter, wherever they are drawn; their addresses too.

The letters that go are replaced cell for cell, so that nothing on the screen moves. It works on what is drawn, not on
what is kept: the list, the timeline, the message and every dialog are covered without knowing of it. A line is looked
at as a whole, whatever styles it has within a word, as that of a cursor; and what is cut off in the middle of a word is
known by the piece that is to be seen.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from followup_tui.model.clean import folded
from followup_tui.tui.secrets_on_screen import WORD, Known, Secrets, bare

if TYPE_CHECKING:
    from textual.widget import Widget

_MAIL: Final = re.compile(r"[\w.+%'-]+@[\w.-]*")
_PROFILE: Final = re.compile(r"(?<=/in/)[\w%][^/?#\s…~]*", re.IGNORECASE)
_HANDLE: Final = re.compile(r"[^\s()<>\"“”„,;|…~]{3,}")
_NUMBER: Final = re.compile(r"\+?\d(?:[\d ()./-]*\d)?")
_CUT: Final = ("…", "~")
"""What stands where a word was cut off."""
_PIECE_CELLS: Final = 3
"""Cells of a piece of a word from which it tells whose it is."""
_LONG_PIECE: Final = 8
"""Letters of a piece from which it is looked up at the edges of any line, where a long word may have been broken."""
_PIECE_DIGITS: Final = 4


class _Edges(NamedTuple):
    """Where a line may be broken in the middle of a word: its first and its last drawn cell."""

    first: int
    last: int
    sure: bool
    """Whether it often is: what is typed scrolls sideways."""


class Initials(LineFilter):
    """Draws initials instead of names. `secrets` gives what is to be hidden now."""

    def __init__(self, dot: str, secrets: Callable[[], Secrets], *, typed: bool = False) -> None:
        super().__init__()
        self._dot = dot
        self._secrets = secrets
        self._typed = typed

    def where_typed(self) -> "Initials":
        """The same for what is typed into: it may be scrolled, and a name is hidden while it is begun."""
        return Initials(self._dot, self._secrets, typed=True)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without names."""
        del background
        text = "".join(segment.text for segment in segments if not segment.control)
        hidden = _hidden_letters(text, self._secrets(), self._typed)
        if not hidden:
            return segments
        shown: list[Segment] = []
        at = 0
        for segment in segments:
            if segment.control:
                shown.append(segment)
                continue
            end = at + len(segment.text)
            shown.append(Segment(_with_dots(text, range(at, end), hidden, self._dot), segment.style))
            at = end
        return shown


def filters_where_typed(widget: "Widget") -> Sequence[LineFilter]:
    """The app's filters, for a widget that one types into."""
    return [one.where_typed() if isinstance(one, Initials) else one for one in widget.app.get_line_filters()]


def initials(text: str, secrets: Secrets, dot: str, *, typed: bool = False) -> str:
    """A text with every name, address and number cut to a first letter and dots of the same width."""
    return _with_dots(text, range(len(text)), _hidden_letters(text, secrets, typed), dot)


def _with_dots(text: str, part: Iterable[int], hidden: frozenset[int], dot: str) -> str:
    return "".join(dot * cell_len(text[at]) if at in hidden else text[at] for at in part)


def _hidden_letters(text: str, secrets: Secrets, typed: bool) -> frozenset[int]:
    drawn = text.strip()
    if not drawn:
        return frozenset()
    first = text.index(drawn[0])
    last = first + len(drawn)
    edges = _Edges(first, last, typed or not any(map(str.isspace, drawn)))
    return frozenset(at for start, end in _spans(text, secrets, edges) for at in range(start + 1, end))


def _spans(text: str, secrets: Secrets, edges: _Edges) -> Iterator[tuple[int, int]]:
    """Where something is to be hidden, but for its first letter."""
    for match in WORD.finditer(text):
        if _is_known(folded(match[0]), match.span(), text, secrets.words, edges):
            yield match.span()
    if "@" in text:
        yield from (match.span() for match in _MAIL.finditer(text))
    if "/in/" in text.lower():
        yield from (match.span() for match in _PROFILE.finditer(text))
    for match in _HANDLE.finditer(text) if secrets.handles.texts else ():
        yield from _handle_spans(match, text, secrets.handles, edges)
    for match in _NUMBER.finditer(text) if secrets.phones.texts else ():
        yield from _number_spans(match, text, secrets.phones, edges)


def _handle_spans(match: re.Match[str], text: str, handles: Known, edges: _Edges) -> Iterator[tuple[int, int]]:
    """A word, and the last part of one with a slash, where it is an address or the name of a profile."""
    for begin in {match.start(), match.start() + match[0].rstrip("/").rfind("/") + 1}:
        shown = text[begin : match.end()].rstrip(".:!?'’/")
        if _is_known(bare(shown), (begin, begin + len(shown)), text, handles, edges):
            yield begin, begin + len(shown)


def _is_known(piece: str, span: tuple[int, int], text: str, known: Known, edges: _Edges) -> bool:
    """Whether a word is known, or is cut off and what there is of it is a piece of a known one."""
    if piece in known.texts:
        return True
    if cell_len(piece) < _PIECE_CELLS:
        return False
    start, end = span
    broken = edges.sure or len(piece) >= _LONG_PIECE
    if text.startswith(_CUT, end) or (broken and end == edges.last):
        if known.begin_with(piece):
            return True
        return broken and start == edges.first and known.hold(piece)
    return broken and start == edges.first and known.end_with(piece)


def _number_spans(match: re.Match[str], text: str, phones: Known, edges: _Edges) -> Iterator[tuple[int, int]]:
    places = [at for at in range(match.start(), match.end()) if text[at].isdecimal()]
    digits = "".join(text[at] for at in places)
    for start in range(len(digits)):
        for length in phones.lengths:
            if digits[start : start + length] in phones.texts:
                yield places[start] - 1, places[start + len(digits[start : start + length]) - 1] + 1
    if len(digits) < _PIECE_DIGITS:
        return
    if text.startswith(_CUT, match.end()) or (edges.sure and match.end() == edges.last):
        for start in range(len(digits) - _PIECE_DIGITS + 1):
            if phones.begin_with(digits[start:]):
                yield places[start] - 1, match.end()
    if edges.sure and match.start() == edges.first and phones.end_with(digits):
        yield match.start() - 1, match.end()
