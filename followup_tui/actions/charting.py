"""The charts of the insights: made from a book, and told as a table, as CSV or as a picture.

Making them may take seconds in a large network: it is done in a worker, on a `rehearsal` of the book.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.chart_lines import chart_lines
from followup_tui.actions.chart_plot import Size
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.exchange.chart_picture import DARK, LIGHT, svg
from followup_tui.exported_file import lies_at, put_there
from followup_tui.model.cadence import Span
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact, Result
from followup_tui.rules import answer_charts, contact_calendar, load_chart, on_time, result_charts, status_history
from followup_tui.rules.calendar import add_span
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point
from followup_tui.rules.known_then import History, history_of
from followup_tui.rules.stats import Sent, sent_to
from followup_tui.safekeeping import AlreadyThere, Tell, untold

YEAR = 52
"""Weeks that a chart of the past shows when nobody says how many ..."""
AHEAD = 26
"""... and the load to come."""
LARGE_IMPORT_DAYS = 10
"""More people added in a day than the pace holds in two work weeks: an import may have spread their first windows."""
PICTURE = Size(108, 22)
"""Columns and lines of the plot in a picture: a calendar of a year is 108 wide."""


class Scope(NamedTuple):
    """What a chart is asked for: so many `weeks` (None: its own span), and the people with a `tag` alone."""

    weeks: int | None = None
    tag: str = ""


def charts(book: Book, *, weeks: int | None = None, tag: str = "", tell: Tell = untold) -> tuple[Chart, ...]:
    """Every chart, in the order of `CHARTS`. `weeks` is how far those over time reach, `tag` narrows to its people.

    Raises:
        Stopped: by `tell`, which is told how far it is.
    """
    made: dict[str, Chart] = {}
    for name in CHARTS:
        if name not in made:
            made |= {one.id: one for one in charts_with(book, name, weeks=weeks, tag=tag, tell=tell)}
    return tuple(made[name] for name in CHARTS)


def charts_with(
    book: Book, name: str, *, weeks: int | None = None, tag: str = "", tell: Tell = untold
) -> tuple[Chart, ...]:
    """A chart by its id, and those that the same counting gives: all answers tell of the same messages.

    Raises:
        Refused: there is none of that id.
        Stopped: by `tell`.
    """
    if name not in answer_charts.TITLES:
        return (chart_of(book, name, weeks=weeks, tag=tag, tell=tell),)
    sent = _sent(book, tag, Progress(tell, answer_charts.TITLES[name]))
    return tuple(answer_charts.answers(one, sent) for one in answer_charts.TITLES)


def chart_of(book: Book, name: str, *, weeks: int | None = None, tag: str = "", tell: Tell = untold) -> Chart:
    """One chart by its id.

    Raises:
        Refused: there is none of that id.
        Stopped: by `tell`.
    """
    if name not in CHARTS:
        raise Refused(f'There is no chart "{name[:40]}"; these are there: {", ".join(CHARTS)}.')
    title, make = _MAKERS[name]
    tell(title)
    return make(book, Scope(weeks, tag), tell)


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


def svg_of(chart: Chart, size: Size = PICTURE, *, dark: bool = False) -> str:
    """The plot as a picture (SVG) that stands for itself: title, plot, what its marks mean, and the note."""
    ground = DARK if dark else LIGHT
    return svg(chart_lines(chart, size, ground), chart.title, chart.facts, chart.id, ground)


def write_chart(chart: Chart, path: Path, data_file: Path, *, force: bool = False) -> int:
    """Writes a chart to a file for the owner alone: its table (``.csv``) or its picture (``.svg``). Gives the bytes.

    Raises:
        Refused: the name says neither.
        AlreadyThere: there is a file, and no `force`.
        StoreError: it is part of the network, there is no such folder, or the disk said no.
    """
    suffix = path.suffix.lower()
    if suffix not in _CONTENTS:
        raise Refused(f"{path} does not say what to write; end it in .csv for the table or in .svg for the picture.")
    lies_at(path, data_file)
    if path.exists() and not force:
        raise AlreadyThere(f"{path} is there already; name a file that is not, or add --force.")
    data = _CONTENTS[suffix](chart).encode()
    put_there(path, data)
    return len(data)


_CONTENTS: Mapping[str, Callable[[Chart], str]] = {".csv": csv_of, ".svg": svg_of}
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
    name = one.on.isoformat() if one.on else clean_line(one.label)
    room = ("" if one.limit is None else str(one.limit),) if limited else ()
    return (name, *map(str, one.values), *room)


def _shares_table(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Percentages without a sign, so that a spreadsheet can reckon with them."""
    header = ("name", chart.series[0], "of", "share %", "low %", "high %")
    return header, tuple(_share(one) for one in chart.points)


def _share(one: Point) -> tuple[str, ...]:
    counts = (clean_line(one.label), str(one.values[0]), str(one.of))
    if one.share is None or one.interval is None:
        return (*counts, TOO_FEW, "", "")
    low, high = one.interval
    return (*counts, f"{one.share:.0%}"[:-1], f"{low:.0%}"[:-1], f"{high:.0%}"[:-1])


def _people(book: Book, tag: str) -> list[Contact]:
    return [one for one in book.contacts.values() if not tag or tag in one.tags]


def _calendar(book: Book, scope: Scope, tell: Tell) -> Chart:
    told = Progress(tell, contact_calendar.TITLE)
    touches = ((one.id, book.interactions_of(one.id)) for one in told(_people(book, scope.tag)))
    return contact_calendar.contacts_per_day(touches, book.as_of, scope.weeks or YEAR)


def _load(book: Book, scope: Scope, tell: Tell) -> Chart:
    weeks = scope.weeks or AHEAD
    people = {one.id for one in _people(book, scope.tag)} if scope.tag else None
    return load_chart.load_ahead(book.plan_ahead(weeks), weeks, people)


def _status(book: Book, scope: Scope, tell: Tell) -> Chart:
    days = status_history.days_back(book.as_of, scope.weeks or YEAR)
    title = status_history.TITLE
    histories = list(_histories(book, scope.tag, Progress(tell, title, measured=False)))
    return status_history.status_history(histories, _rules(book), days, lambda done: tell(title, done, len(histories)))


def _on_time(book: Book, scope: Scope, tell: Tell) -> Chart:
    since = book.as_of - timedelta(weeks=scope.weeks) if scope.weeks else add_span(book.as_of, Span(-1, "year"))
    histories = _histories(book, scope.tag, Progress(tell, on_time.TITLE))
    return on_time.on_time(histories, _rules(book), since)


def _answers(name: str) -> "Maker":
    def make(book: Book, scope: Scope, tell: Tell) -> Chart:
        return answer_charts.answers(name, _sent(book, scope.tag, Progress(tell, answer_charts.TITLES[name])))

    return make


def _sent(book: Book, tag: str, told: "Progress") -> list[Sent]:
    return [
        sent for one in told(_people(book, tag)) for sent in sent_to(one.id, book.interactions_of(one.id), book.as_of)
    ]


def _by_source(book: Book, scope: Scope, tell: Tell) -> Chart:
    return result_charts.by_source(_results(book, scope.tag), book.interviews_of, book.as_of)


def _by_giver(book: Book, scope: Scope, tell: Tell) -> Chart:
    def name_of(contact: int) -> str:
        known = book.contacts.get(contact)
        return clean_line(known.name) if known else ""

    return result_charts.by_giver(_results(book, scope.tag), name_of, book.as_of)


def _results(book: Book, tag: str) -> list[Result]:
    contacts = book.contacts
    return [
        one
        for one in book.results.values()
        if not tag or (one.contact in contacts and tag in contacts[one.contact].tags)
    ]


def _histories(book: Book, tag: str, told: "Progress") -> Iterator[History]:
    added = Counter(one.added_on for one in book.contacts.values())
    large = book.settings.plan.per_day * LARGE_IMPORT_DAYS
    for one in told(_people(book, tag)):
        spread = one.added_on is not None and added[one.added_on] > large
        yield history_of(one, book.interactions_of(one.id), book.interviews_of(one.id), book.as_of, spread=spread)


def _rules(book: Book) -> status_history.Rules:
    return status_history.Rules(book.settings.cadence, book.settings.interviews)


class Progress(NamedTuple):
    """Goes through contacts and tells now and then how many are done; not `measured`, only that it goes on."""

    tell: Tell
    words: str
    measured: bool = True

    def __call__(self, contacts: Sequence[Contact]) -> Iterator[Contact]:
        """The contacts, one by one."""
        for done, one in enumerate(contacts):
            if done % status_history.EVERY == 0:
                self.tell(self.words, done, len(contacts) if self.measured else 0)
            yield one


Maker = Callable[[Book, Scope, Tell], Chart]
_MAKERS: Mapping[str, tuple[str, Maker]] = {
    contact_calendar.ID: (contact_calendar.TITLE, _calendar),
    load_chart.ID: (load_chart.TITLE, _load),
    status_history.ID: (status_history.TITLE, _status),
    on_time.ID: (on_time.TITLE, _on_time),
    **{name: (title, _answers(name)) for name, title in answer_charts.TITLES.items()},
    result_charts.SOURCE: (result_charts.TITLES[result_charts.SOURCE], _by_source),
    result_charts.GIVER: (result_charts.TITLES[result_charts.GIVER], _by_giver),
}
CHARTS: Mapping[str, str] = {name: title for name, (title, _) in _MAKERS.items()}
"""The title of each chart by its id."""
