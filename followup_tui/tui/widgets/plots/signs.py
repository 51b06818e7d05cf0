"""The signs plots are drawn with, so that series differ without colour, and the colours that go with them."""

from typing import Final, NamedTuple

from textual.color import Color
from textual.widget import Widget

from followup_tui.actions.chart_plot import MARKS, Colour, Ink
from followup_tui.tui.widgets.glyphs import ASCII, Glyphs


class Signs(NamedTuple):
    """A fill for each series, what stands for limit and cursor, and what a bar with an interval is made of."""

    fills: tuple[str, ...]
    limit: str
    above: str
    """What is higher than the plot."""
    cursor: str
    to: str
    """A bar up to where the interval begins."""
    low: str
    between: str
    share: str
    high: str


UNICODE_SIGNS: Final = Signs(MARKS, "─", "↑", "▼", "━", "├", "─", "●", "┤")
ASCII_SIGNS: Final = Signs(("#", ":", ".", "%", "*", "+", "="), "-", "^", "v", "=", "[", "-", "o", "]")
_ASCII_FRAME: Final = str.maketrans("│┤├┼─┬┴└┘┌┐", "||||-++++++")


def signs_for(glyphs: Glyphs) -> Signs:
    """The signs that go with a set of glyphs."""
    return ASCII_SIGNS if glyphs is ASCII else UNICODE_SIGNS


def in_glyphs(drawn: str, glyphs: Glyphs) -> str:
    """A drawn plot with the frame that Plotext draws in the glyphs of the app."""
    return drawn.translate(_ASCII_FRAME) if glyphs is ASCII else drawn


_MEANINGS: Final = ("coming", "late", "quiet", "strong", "match")
"""The colours of the series in their order, when no word of theirs means something."""
_BY_WORD: Final = {
    "overdue": "very-late", "due": "late", "new": "coming",
    **dict.fromkeys(("later", "snoozed", "paused", "archived"), "quiet"),
}  # fmt: skip


def meanings_of(series: tuple[str, ...]) -> tuple[str, ...]:
    """The colours of the theme, by their names, for series of these names."""
    return tuple(_BY_WORD.get(word, _MEANINGS[place % len(_MEANINGS)]) for place, word in enumerate(series))


def ink_of(widget: Widget, series: tuple[str, ...]) -> Ink:
    """The colours of the present theme for series of these names."""
    variables = widget.app.theme_variables
    series_inks = tuple(_colour(variables[name]) for name in meanings_of(series))
    return Ink(series_inks, limit=_colour(variables["late"]), cursor=_colour(variables["match"]))


def _colour(written: str) -> Colour:
    colour = Color.parse(written)
    if colour.ansi is None:
        return colour.rgb
    return colour.ansi if colour.ansi >= 0 else "default"
