"""The charts of the insights: made from a book, and told as a table or as CSV.

Making them may take seconds in a large network: it is done in a worker, on a `rehearsal` of the book.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.model.records import Interaction
from followup_tui.rules import contact_calendar
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.safekeeping import Tell, untold

YEAR = 52
"""Weeks that a chart of the past shows when nobody says how many."""


class Scope(NamedTuple):
    """What a chart is asked for: so many `weeks` (None: its own span), and the people with a `tag` alone."""

    weeks: int | None = None
    tag: str = ""


def charts(book: Book, *, weeks: int | None = None, tag: str = "", tell: Tell = untold) -> tuple[Chart, ...]:
    """Every chart, in the order of `CHARTS`. `weeks` is how far those over time reach, `tag` narrows to its people.

    Raises:
        Stopped: by `tell`, which is told how far it is.
    """
    return tuple(chart_of(book, name, weeks=weeks, tag=tag, tell=tell) for name in CHARTS)


def chart_of(book: Book, name: str, *, weeks: int | None = None, tag: str = "", tell: Tell = untold) -> Chart:
    """One chart by its id.

    Raises:
        Refused: there is none of that id.
        Stopped: by `tell`.
    """
    if name not in CHARTS:
        raise Refused(f'There is no chart "{name[:40]}"; these are there: {", ".join(CHARTS)}.')
    tell(CHARTS[name])
    return _MAKERS[name](book, Scope(weeks, tag), tell)


def table_of(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The header and the rows of a chart as a table: the numbers that the plot draws."""
    match chart.kind:
        case ChartKind.SHARES:
            return _shares_table(chart)
        case _:
            limited = any(one.limit is not None for one in chart.points)
            header = (_FIRST[chart.kind], *chart.series, *(("capacity",) if limited else ()))
            return header, tuple(_numbers(one, limited=limited) for one in chart.points)


def csv_of(chart: Chart) -> str:
    """The table as CSV (RFC 4180: lines end in CR LF) that a spreadsheet takes for data and never for formulas."""
    header, rows = table_of(chart)
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([_harmless(cell) for cell in row] for row in (header, *rows))
    return out.getvalue()


_FIRST = {
    ChartKind.HEATMAP: "day",
    ChartKind.COLUMNS: "from",
    ChartKind.LINES: "day",
    ChartKind.SHARES: "name",
    ChartKind.COUNTS: "name",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet reads as the beginning of a formula (OWASP, CSV injection)."""


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _numbers(one: Point, *, limited: bool) -> tuple[str, ...]:
    name = one.on.isoformat() if one.on else one.label
    room = ("" if one.limit is None else str(one.limit),) if limited else ()
    return (name, *map(str, one.values), *room)


def _shares_table(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Percentages without a sign, so that a spreadsheet can reckon with them."""
    header = ("name", chart.series[0], "of", "share %", "low %", "high %")
    return header, tuple(_share(one) for one in chart.points)


def _share(one: Point) -> tuple[str, ...]:
    counts = (one.label, str(one.values[0]), str(one.of))
    if one.share is None or one.interval is None:
        return (*counts, TOO_FEW, "", "")
    low, high = one.interval
    return (*counts, f"{one.share:.0%}"[:-1], f"{low:.0%}"[:-1], f"{high:.0%}"[:-1])


def _tagged(book: Book, tag: str) -> Iterable[int]:
    return [number for number, one in book.contacts.items() if not tag or tag in one.tags]


def _histories(book: Book, tag: str) -> Iterator[tuple[int, tuple[Interaction, ...]]]:
    return ((number, book.interactions_of(number)) for number in _tagged(book, tag))


def _calendar(book: Book, span: Scope, tell: Tell) -> Chart:
    return contact_calendar.contacts_per_day(_histories(book, span.tag), book.as_of, span.weeks or YEAR)


_MAKERS: Mapping[str, Callable[[Book, Scope, Tell], Chart]] = {contact_calendar.ID: _calendar}
CHARTS: Mapping[str, str] = {contact_calendar.ID: contact_calendar.TITLE}
"""The title of each chart by its id."""
