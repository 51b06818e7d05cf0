"""The only way text gets on screen: cleaned, never parsed as markup, cut and padded by terminal cells.

Names, notes and pasted text come from outside. Textual parses strings as markup in some twenty places and passes
control codes through to the terminal, so every widget takes its text from here.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from rich.cells import cell_len, chop_cells, set_cell_size, split_text
from textual.content import Content

from followup_tui.model.clean import clean_text

Align = Literal["left", "right", "center"]

TAB: Final = 4
"""Cells a tab stop is wide, in lists and notes."""

_SENTENCE: Final = re.compile(r"(?<=[.!?]) (?=[A-Z0-9])")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NON_JOINER: Final = "\u200c"  # Persian spelling needs it; it is no wider than nothing and joins nothing
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MARKS_KEPT: Final = 4
"""Accents kept on one letter: no script needs more, and ten thousand of them would be sent for one cell."""


@lru_cache(maxsize=8192)
def one_line(text: str) -> str:
    """`text` as one drawable line: cleaned, line ends and tabs as spaces, no joiners (terminals disagree on them)."""
    if text.isascii() and text.isprintable():
        return text
    return _drawable(clean_text(text).replace("\n", " ").expandtabs(TAB))


def lines(text: str) -> tuple[str, ...]:
    """`text` as its drawable lines: cleaned, tabs expanded; at least one line."""
    return tuple(_drawable(line.expandtabs(TAB)) for line in clean_text(text).split("\n"))


def plain(text: str) -> Content:
    """One line of `text` for any Textual widget that takes content; brackets in it stay brackets."""
    return Content(one_line(text))


def cells(text: str) -> int:
    """Terminal cells that drawable `text` takes."""
    return cell_len(text)


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` as one line of at most `width` cells; a longer one ends with `ellipsis`."""
    line = one_line(text if len(text) <= 64 * (width + 1) else text[: 64 * (width + 1)])
    if cell_len(line) <= width:
        return line
    room = width - cell_len(ellipsis)
    if room < 0:
        return set_cell_size(line, max(width, 0))
    return split_text(line, room)[0].rstrip() + ellipsis


def fit(text: str, width: int, align: Align = "left", ellipsis: str = "…") -> str:
    """`text` as one line of exactly `width` cells, cut with `ellipsis` or padded with spaces."""
    line = cut(text, width, ellipsis)
    missing = max(width, 0) - cell_len(line)
    if align == "right":
        return " " * missing + line
    if align == "center":
        return " " * (missing // 2) + line + " " * (missing - missing // 2)
    return line + " " * missing


def wrap(text: str, width: int, most: int = 0, ellipsis: str = "…") -> tuple[str, ...]:
    """`text` broken at spaces into lines of at most `width` cells.

    With `most` > 0 no more lines than that, the last of which then ends with `ellipsis`.
    """
    width = max(width, 1)
    budget = most * width * 8 if most else len(text)
    wrapped: list[str] = []
    for paragraph in lines(text[:budget]):
        wrapped.extend(_wrap_paragraph(paragraph, width))
        if most and len(wrapped) > most:
            break
    if most and (len(wrapped) > most or len(text) > budget):
        wrapped = wrapped[:most]
        wrapped[-1] = cut(f"{wrapped[-1].rstrip()} {ellipsis}", width, ellipsis)
    return tuple(wrapped)


def whole_sentences(text: str, width: int, most: int) -> str:
    """As many sentences of a text as have room in `most` lines of `width` cells; the first one in any case."""
    said, *more = _SENTENCE.split(text)
    for sentence in more:
        longer = f"{said} {sentence}"
        if len(wrap(longer, width)) > most:
            break
        said = longer
    return said


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    if cell_len(paragraph) <= width:
        return [paragraph]
    wrapped, line, used = [], "", 0
    for word in _words(paragraph, width):
        size = cell_len(word)
        if line and used + 1 + size > width:
            wrapped.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*wrapped, line]


def _words(paragraph: str, width: int) -> list[str]:
    words: list[str] = []
    for word in paragraph.split():
        if cell_len(word) <= width:
            words.append(word)
        else:
            words.extend(piece for piece in chop_cells(word, width) if cell_len(piece) <= width)
    return words


def _drawable(line: str) -> str:
    """A cleaned line without what draws differently from terminal to terminal."""
    if line.isascii():
        return line
    kept: list[str] = []
    marks = 0
    for letter in _SELECTORS.sub("", line):
        if cell_len(letter):
            marks = 0
        else:
            marks += 1
            if marks > _MARKS_KEPT:
                continue
        if letter == _NON_JOINER or unicodedata.category(letter) not in _INVISIBLE:
            kept.append(letter)
    return "".join(kept)
