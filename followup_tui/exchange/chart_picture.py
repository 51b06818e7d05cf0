"""A drawn chart as a picture: SVG that needs nothing else, no font from the network and no script.

Plotext draws the axes and marks as text with colour codes; Rich makes an SVG of such text. A full block becomes a
filled rectangle and a shaded one lies on its colour, so that bars have no gaps whatever font the reader has.
"""

from collections.abc import Iterator, Sequence
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rich.text import Text

Colour = tuple[int, int, int]
FULL = "█"
SHADED = frozenset("▒░▚#+.")
_LIGHT = str.maketrans("░", "=")
"""Fonts draw two shades much alike, and so does a printer without colour: the lighter one is lines."""
_FONTS = "DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace"
_ABOUT = "<!--about-->"
_FORMAT = """<svg class="{unique_id}" role="img" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<!--about-->
<style>
.{unique_id}-matrix {{ font-family: FONTS; font-size: {char_height}px; white-space: pre; }}
{styles}
</style>
<defs>
{lines}
</defs>
<rect width="100%" height="100%" fill="GROUND"/>
<g transform="translate({terminal_x}, 16)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""As Rich fills it in, without the frame of a terminal window that its own has."""


class Ground(NamedTuple):
    """What a picture stands on, and what is written on it."""

    paper: Colour
    ink: Colour


LIGHT = Ground((255, 255, 255), (34, 34, 34))
DARK = Ground((24, 24, 27), (228, 228, 231))


def figure(width: int, height: int) -> Any:
    """A fresh figure of plotext, without colours and of any size: by itself none is larger than the terminal."""
    from plotext._figure import _figure_class  # as textual-plotext does: there is no public way to a figure

    made = _figure_class()
    made._limit_size(False, False)
    made.plotsize(width, height)
    made.theme("clear")
    return made


def tinted(text: str, ink: Colour | None = None, paper: Colour | None = None, *, bold: bool = False) -> str:
    """Text with the codes of its colours."""
    codes = ["1"] if bold else []
    codes += [f"{kind};2;{';'.join(map(str, colour))}" for kind, colour in ((38, ink), (48, paper)) if colour]
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes and text else text


def svg(lines: Sequence[str], title: str, description: str, name: str, ground: Ground = LIGHT) -> str:
    """The picture of lines of text with colour codes. `name` tells its styles from those of others on one page."""
    from rich.console import Console  # with plotext 60 ms, for a picture only
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    text = Text.from_ansi("\n".join(lines))
    rows = [_filled(row, ground) for row in text.split("\n", allow_blank=True)]
    width = max((row.cell_len for row in rows), default=1)
    console = Console(
        record=True, width=width, file=StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    for row in rows:
        console.print(row, no_wrap=True, crop=True, overflow="crop", highlight=False, markup=False)
    theme = TerminalTheme(ground.paper, ground.ink, [ground.ink] * 8)
    drawn = console.export_svg(
        title="", theme=theme, code_format=_format(ground), unique_id=f"chart-{name}", font_aspect_ratio=0.6
    )
    return drawn.replace(_ABOUT, f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>", 1)


def _format(ground: Ground) -> str:
    paper = "#{:02x}{:02x}{:02x}".format(*ground.paper)
    return _FORMAT.replace("FONTS", _FONTS).replace("GROUND", paper)


def _filled(row: "Text", ground: Ground) -> "Text":
    """The row with blocks in colour as colour: a full one is all of it, a shaded one has its mark drawn over it."""
    from rich.style import Style
    from rich.text import Text

    made = Text(no_wrap=True, end="")
    for letters, style in _runs(row):
        colour = style.color
        if colour is None or not (set(letters) <= {FULL} or set(letters) <= SHADED):
            made.append(letters, style)
        elif letters[0] == FULL:
            made.append(" " * len(letters), Style(bgcolor=colour))
        else:
            made.append(
                letters.translate(_LIGHT), Style(color="#{:02x}{:02x}{:02x}".format(*ground.paper), bgcolor=colour)
            )
    return made


def _runs(row: "Text") -> "Iterator[tuple[str, Any]]":
    """Letters in a row that have the same style and are of the same sort."""
    from rich.console import Console
    from rich.style import Style

    console = Console(file=StringIO(), color_system="truecolor", force_terminal=True)
    for segment in row.render(console):
        start = 0
        text = segment.text
        for at in range(1, len(text) + 1):
            if at == len(text) or _sort(text[at]) != _sort(text[start]):
                yield text[start:at], segment.style or Style.null()
                start = at


def _sort(letter: str) -> str:
    return letter if letter == FULL or letter in SHADED else ""
