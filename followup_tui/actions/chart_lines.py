"""A chart as lines of text: title, plot, what its marks mean, and the note. In colour for a picture, or in none."""

import re
from collections.abc import Iterator
from textwrap import wrap

from followup_tui.actions.chart_plot import MARKS, Ink, Size, draw, legend
from followup_tui.exchange.chart_picture import Colour, Ground, figure, tinted
from followup_tui.model.clean import clean_line
from followup_tui.rules import contact_calendar
from followup_tui.rules.chart import Chart, ChartKind
from followup_tui.rules.wording import DAYS

_BLUE, _SKY, _ORANGE, _GREEN, _PURPLE, _RED, _GREY = (
    (0, 114, 178), (86, 180, 233), (230, 159, 0), (0, 158, 115), (204, 121, 167), (213, 94, 0), (153, 153, 153)
)  # fmt: skip
"""Colours that people who see fewer can tell apart (Okabe and Ito, Color Universal Design, 2008)."""
_CODES = re.compile(r"\x1b\[[0-9;]*m")
SERIES = (_BLUE, _ORANGE, _GREEN, _SKY, _PURPLE, _RED, _GREY)
"""Those beside each other differ in grey too."""
BY_WORD = {"later": _GREEN, "due": _ORANGE, "overdue": _RED, "new": _SKY, "snoozed": _PURPLE, "paused": _BLUE}
_DAY_NAME = 4
_LEAST = 0.25
"""How much of the colour a day with one person has; the fullest has all of it."""


def chart_lines(chart: Chart, size: Size, ground: Ground | None = None) -> list[str]:
    """The lines of a chart; those in colour have codes in them. A calendar is as wide as its weeks."""
    ink = _ink(chart, ground) if ground else None
    lines = [tinted(clean_line(chart.title), bold=ground is not None), ""]
    if chart.is_empty:
        return [*lines, *wrap(clean_line(chart.facts), size.width)]
    plot = _calendar(chart, ground) if chart.kind is ChartKind.HEATMAP else _plot(chart, size, ink)
    colours = _colours(chart) if ground else ()
    meant = "   ".join(_meaning(mark, word, at, colours) for at, (mark, word) in enumerate(_legend(chart)))
    lines += [*plot, *(["", meant] if meant else [])]
    facts = wrap(clean_line(chart.facts), size.width)
    return [*lines, *(["", *facts] if facts else [])]


def _plot(chart: Chart, size: Size, ink: Ink | None) -> list[str]:
    """The plot in no more lines than its names need."""
    if chart.kind in {ChartKind.SHARES, ChartKind.COUNTS}:
        size = size._replace(height=min(len(chart.points) + 2, size.height))
    drawn = figure(size.width, size.height)
    names = draw(chart, drawn, size, ink)
    lines = names.put_back(str(drawn.build())).rstrip("\n").split("\n")
    return lines if ink else [_CODES.sub("", line) for line in lines]


def _legend(chart: Chart) -> tuple[tuple[str, str], ...]:
    if chart.kind is ChartKind.HEATMAP:
        return (("·", "nobody"), ("1-8", "so many people"), ("9", "nine or more"))
    return legend(chart)


def _meaning(mark: str, word: str, at: int, colours: tuple[Colour, ...]) -> str:
    return f"{tinted(mark * 2, colours[at]) if colours and mark in MARKS else mark} {word}"


def _colours(chart: Chart) -> tuple[Colour, ...]:
    """The colour of each series."""
    return tuple(BY_WORD.get(word, SERIES[at % len(SERIES)]) for at, word in enumerate(chart.series))


def _ink(chart: Chart, ground: Ground) -> Ink:
    return Ink(_colours(chart), ground.ink)


def _calendar(chart: Chart, ground: Ground | None) -> Iterator[str]:
    """Weeks side by side, a digit a day; where there is colour, the stronger the more, also beyond nine."""
    laid = contact_calendar.laid_out(chart)
    most = max((one.total for one in chart.points), default=0)
    yield _months(laid.months)
    for name, row in zip(DAYS, laid.rows, strict=True):
        cells = (_day(one.total, most, ground) if one else " " for one in row)
        yield f"{name} {' '.join(cells)}".rstrip()


def calendar_lines(chart: Chart, width: int | None = None) -> list[str]:
    """A calendar in no colour: of its weeks the last ones that have room in so many columns."""
    room = len(chart.points) if width is None else max((width - _DAY_NAME) // 2, 1)
    first = max(-(-len(chart.points) // 7) - room, 0) * 7
    return list(_calendar(chart._replace(points=chart.points[first:]), None))


def _months(names: tuple[str, ...]) -> str:
    line = [" "] * (2 * len(names) + _DAY_NAME)
    for week, name in enumerate(names):
        at = _DAY_NAME + 2 * week
        line[at : at + len(name)] = name
    return "".join(line).rstrip()


def _day(number: int, most: int, ground: Ground | None) -> str:
    digit = contact_calendar.digit(number)
    if not ground or not number:
        return digit
    part = _LEAST + (1 - _LEAST) * (number - 1) / max(most - 1, 1)
    paper = _between(ground.paper, _BLUE, part)
    return tinted(digit, _readable(paper), paper, bold=True)


def _between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _readable(paper: Colour) -> Colour:
    """Black or white, whichever stands out more: by the luma of ITU-R BT.601."""
    luma = 0.299 * paper[0] + 0.587 * paper[1] + 0.114 * paper[2]
    return (0, 0, 0) if luma > 140 else (255, 255, 255)
