"""What the relationships gave: by how the interview with the giver ended, and by who gave."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from followup_tui.model.records import Interview, Result
from followup_tui.model.words import ResultKind
from followup_tui.rules.chart import ENTER, Chart, ChartKind, Point
from followup_tui.rules.stats import ENOUGH, outcome_with
from followup_tui.rules.wording import counted

SOURCE, GIVER = "results", "results-giver"
TITLES = {SOURCE: "What it gave, by outcome", GIVER: "What it gave, by who gave"}
SERIES = tuple(kind.value for kind in ResultKind)


def by_source(results: Iterable[Result], interviews: Callable[[int], Sequence[Interview]], as_of: date) -> Chart:
    """Results up to `as_of` by the outcome of the last interview with their giver, as `stats` counts them.

    `interviews` gives those with a contact, newest first. The people of a point are the givers, who gave most first.
    """
    found: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        if one.on <= as_of:
            found[outcome_with(interviews(one.contact))].append(one)
    return _chart(SOURCE, found)


def by_giver(results: Iterable[Result], name_of: Callable[[int], str], as_of: date) -> Chart:
    """Results up to `as_of` by the contact who gave them; `name_of` is empty for one who is not there any more."""
    found: dict[int, list[Result]] = defaultdict(list)
    for one in results:
        if one.on <= as_of and name_of(one.contact):
            found[one.contact].append(one)
    in_order = sorted(found, key=lambda number: (-len(found[number]), name_of(number), number))
    points = tuple(_point(name_of(number), found[number]) for number in in_order)
    return Chart(GIVER, TITLES[GIVER], ChartKind.COUNTS, SERIES, points, _note(points))


def _chart(name: str, found: dict[str, list[Result]]) -> Chart:
    in_order = sorted(found, key=lambda word: (-len(found[word]), word))
    points = tuple(_point(word, found[word]) for word in in_order)
    return Chart(name, TITLES[name], ChartKind.COUNTS, SERIES, points, _note(points))


def _point(label: str, found: Sequence[Result]) -> Point:
    number = Counter(one.kind for one in found)
    givers = Counter(one.contact for one in found)
    people = sorted(givers, key=lambda contact: (-givers[contact], contact))
    return Point(label, tuple(number[kind] for kind in ResultKind), tuple(people))


def _note(points: Sequence[Point]) -> str:
    total = sum(one.total for one in points)
    if not total:
        return "Nothing was entered yet."
    givers = {one for at in points for one in at.people}
    said = [f"{counted(total, 'result')} from {counted(len(givers), 'person', 'people')}."]
    if total < ENOUGH:
        said.append(f"Below {ENOUGH} there are too few to say more.")
    elif len(points) > 1:
        said.append(f"Most: {points[0].label}, {points[0].total:,}.")
    said.append(f"{ENTER} who gave.")
    return " ".join(said)
