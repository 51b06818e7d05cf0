"""The signs plots are drawn with, so that series differ without colour, and the colours that go with them."""

from typing import Final, NamedTuple

from textual.color import Color
from textual.widget import Widget

from followup_tui.actions.chart_plot import MARKS
from followup_tui.tui.widgets.glyphs import ASCII, Glyphs

Ink = str | int | tuple[int, int, int]
"""A colour as Plotext takes it: its name, its number among the terminal's sixteen, or red, green and blue."""


class Signs(NamedTuple):
    """A fill for each series of columns, a dot for each line, and what stands for limit and cursor."""

    fills: tuple[str, ...]
    dots: tuple[str, ...]
    limit: str
    cursor: str
    to: str
    """A bar up to where the interval begins."""
    low: str
    between: str
    share: str
    high: str


UNICODE_SIGNS: Final = Signs(MARKS, ("●", "×", "○", "+", "▪", "◆", "□"), "─", "▼", "━", "├", "─", "●", "┤")
ASCII_SIGNS: Final = Signs(
    ("#", ":", ".", "%", "*", "+", "="), ("o", "x", ".", "+", "*", "#", "="), "-", "v", "=", "[", "-", "o", "]"
)
_ASCII_FRAME: Final = str.maketrans("│┤├┼─┬┴└┘┌┐", "||||-++++++")


def signs_for(glyphs: Glyphs) -> Signs:
    """The signs that go with a set of glyphs."""
    return ASCII_SIGNS if glyphs is ASCII else UNICODE_SIGNS


def in_glyphs(drawn: str, glyphs: Glyphs) -> str:
    """A drawn plot with the frame that Plotext draws in the glyphs of the app."""
    return drawn.translate(_ASCII_FRAME) if glyphs is ASCII else drawn


class Inks(NamedTuple):
    """The colours of a theme by what they mean in a plot."""

    series: tuple[Ink, ...]
    quiet: Ink
    limit: Ink
    cursor: Ink


_MEANINGS: Final = ("coming", "late", "quiet", "very-late", "due")
"""The colours of the series in their order, when no word of theirs means something."""
_BY_WORD: Final = {
    "overdue": "very-late", "due": "late", "new": "coming",
    **dict.fromkeys(("later", "snoozed", "paused", "archived"), "quiet"),
}  # fmt: skip


def inks_of(widget: Widget, series: tuple[str, ...]) -> Inks:
    """The colours of the present theme for series of these names."""
    names = [_BY_WORD.get(word, _MEANINGS[place % len(_MEANINGS)]) for place, word in enumerate(series)]
    variables = widget.app.theme_variables
    return Inks(
        tuple(_ink(variables[name]) for name in names),
        _ink(variables["quiet"]),
        _ink(variables["late"]),
        _ink(variables["match"]),
    )


def _ink(written: str) -> Ink:
    colour = Color.parse(written)
    if colour.ansi is None:
        return colour.rgb
    return colour.ansi if colour.ansi >= 0 else "default"
