"""A chart of the insights: as a table with bars that need no colour, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from followup_tui.actions.chart_lines import calendar_lines
from followup_tui.book import Book
from followup_tui.cli.columns import cells, cut, padded, wrapped
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short
from followup_tui.rules.chart import TOO_FEW, Chart, ChartKind, Point

MARKS = "#=+o*x."
"""Of each series; free room in a column that has a limit is a dot."""
_BAR = 30
_LEAST_BAR = 8
_NAME = 40
"""Cells of a name on a terminal at most."""


def chart_document(book: Book, chart: Chart) -> dict[str, Any]:
    """What ``stats --chart ID --json`` prints. A share of fewer than ten is null."""
    return {
        "as_of": book.as_of,
        "chart": chart.id,
        "title": chart.title,
        "kind": chart.kind.value,
        "series": list(chart.series),
        "points": [_point(book, chart.kind, one) for one in chart.points],
        "note": chart.facts,
    }


def _point(book: Book, kind: ChartKind, one: Point) -> dict[str, Any]:
    row: dict[str, Any] = {"label": one.label, "on": one.on, "values": list(one.values)}
    if kind is ChartKind.SHARES:
        low, high = one.interval or (None, None)
        parts = {"share": one.share, "low": low, "high": high}
        row |= {"of": one.of, **{name: None if part is None else round(part, 4) for name, part in parts.items()}}
    if kind is ChartKind.COLUMNS:
        row["limit"] = one.limit
    people = [book.contacts[number] for number in one.people if number in book.contacts]
    row["people"] = [{"id": short(contact.id), "name": contact.name} for contact in people]
    return row


def chart_text(chart: Chart, on: Paper) -> list[str]:
    """The title, the rows, and what stands out."""
    lines = [on.tinted(plain(chart.title), "bold")]
    if not chart.is_empty:
        match chart.kind:
            case ChartKind.HEATMAP:
                lines += calendar_lines(chart, on.width)
            case ChartKind.SHARES:
                lines += _share_rows(chart, on)
            case _:
                lines += _count_rows(chart, on)
    return [*lines, "", *wrapped(plain(chart.facts), on.width)]


def _share_rows(chart: Chart, on: Paper) -> Iterator[str]:
    names = _names(chart, on)
    whole = max(len(f"{one.of:,}") for one in chart.points)
    for name, one in zip(names, chart.points, strict=True):
        told = f"  {name}  {one.values[0]:>{whole},} of {one.of:>{whole},}  "
        if one.share is None or one.interval is None:
            yield cut(f"{told}{TOO_FEW}", on.width)
            continue
        low, high = one.interval
        room = _BAR if on.width is None else min(max(on.width - cells(told) - 20, _LEAST_BAR), _BAR)
        filled = round(one.share * room)
        yield f"{told}{one.share:>4.0%}  {'#' * filled}{'.' * (room - filled)}  {low:.0%} to {high:.0%}"


def _count_rows(chart: Chart, on: Paper) -> Iterator[str]:
    """Numbers and a bar of all series; where a number for each leaves the bar no room, one for all of them."""
    names = _names(chart, on)
    limited = any(one.limit is not None for one in chart.points)
    columns = _columns(chart, limited=limited, whole=False)
    room = _room(names[0], columns, on)
    if room < _LEAST_BAR:
        columns = _columns(chart, limited=limited, whole=True)
        room = _room(names[0], columns, on)
    most = max(max(one.total, one.limit or 0) for one in chart.points)
    scale = room / max(most, room, 1)
    yield on.tinted(cut(f"  {' ' * cells(names[0])}{''.join(column[0] for column in columns)}", on.width), "bold")
    for place, (name, one) in enumerate(zip(names, chart.points, strict=True), 1):
        numbers = "".join(column[place] for column in columns)
        yield cut(f"  {name}{numbers}  {_bar(one, scale)}".rstrip(), on.width)
    if len(chart.series) > 1:
        meant = ", ".join(f"{mark} {word}" for mark, word in zip(MARKS, chart.series, strict=False))
        yield ""
        yield from wrapped(f"{meant}{', . free room' if limited else ''}", on.width)


def _columns(chart: Chart, *, limited: bool, whole: bool) -> list[list[str]]:
    """A column for each series, or one for the `whole`, and one for the limit; each with its head, equally wide."""
    numbers = {"all": [one.total for one in chart.points]}
    if not whole:
        numbers = {word: [one.values[at] for one in chart.points] for at, word in enumerate(chart.series)}
    if limited:
        numbers["capacity"] = [one.limit or 0 for one in chart.points]
    made = [[word, *(f"{number:,}" for number in column)] for word, column in numbers.items()]
    return [[f"  {text:>{max(map(len, column))}}" for text in column] for column in made]


def _room(name: str, columns: Sequence[Sequence[str]], on: Paper) -> int:
    """Cells that are left for bars."""
    if on.width is None:
        return _BAR
    return max(min(on.width - cells(name) - sum(len(column[0]) for column in columns) - 4, _BAR), 0)


def _bar(one: Point, scale: float) -> str:
    bar, before, total = "", 0, 0
    for mark, value in zip(MARKS, one.values, strict=False):
        total += value
        end = round(total * scale)
        bar += mark * (end - before)
        before = end
    return bar + "." * (round((one.limit or 0) * scale) - before)


def _names(chart: Chart, on: Paper) -> Sequence[str]:
    """The names of the points, equally wide; in a pipe nothing is cut."""
    names = [plain(one.label) for one in chart.points]
    names = names if on.width is None else [cut(one, _NAME) for one in names]
    wide = max(map(cells, names))
    return [padded(one, wide) for one in names]
