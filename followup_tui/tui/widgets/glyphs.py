"""The few signs that are not plain ASCII, and their stand-ins for terminals and fonts that lack them."""

from typing import Final, NamedTuple


class Glyphs(NamedTuple):
    """Signs the widgets draw; each is one cell wide."""

    rule: str
    heavy_rule: str
    soft_rule: str
    ellipsis: str
    done: str
    dot: str
    bar_full: str
    bar_empty: str


UNICODE: Final = Glyphs("─", "━", "┈", "…", "✓", "·", "█", "▁")
ASCII: Final = Glyphs("-", "=", ".", "~", "v", "-", "#", ".")


def glyphs_for(ascii_only: bool) -> Glyphs:
    """The signs to draw with; `ascii_only` is the setting `screen.ascii`."""
    return ASCII if ascii_only else UNICODE
