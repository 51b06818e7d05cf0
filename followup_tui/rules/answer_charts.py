"""How our messages are answered: by channel, by template, and by the silence before. What counts is in `stats`."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from followup_tui.rules.chart import ENTER, Chart, ChartKind, Point
from followup_tui.rules.stats import ENOUGH, FIRST, GAPS, LONGEST, Sent, gap_name

CHANNEL, TEMPLATE, GAP = "answers-channel", "answers-template", "answers-gap"
TITLES = {
    CHANNEL: "Answers by channel",
    TEMPLATE: "Answers by template",
    GAP: "Answers by the silence before",
}
FREELY = "written freely"
_ORDER = {name: place for place, name in enumerate((FIRST, *(name for _, name in GAPS), LONGEST))}


def answers(chart: str, sent: Sequence[Sent]) -> Chart:
    """The chart of that id: the share of messages that were answered, for each name.

    The people of a point are those whose last message of that sort brought no answer, the newest first: whom to try in
    another way.
    """
    name = _NAMES[chart]
    found: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        found[name(one)].append(one)
    in_order = sorted(found, key=lambda word: (_ORDER[word] if chart == GAP else -len(found[word]), word))
    points = tuple(_point(word, found[word]) for word in in_order)
    return Chart(chart, TITLES[chart], ChartKind.SHARES, ("answered",), points, _note(points))


_NAMES: dict[str, Callable[[Sent], str]] = {
    CHANNEL: lambda one: one.channel.value,
    TEMPLATE: lambda one: one.template or FREELY,
    GAP: lambda one: gap_name(one.gap),
}


def _point(word: str, sent: Sequence[Sent]) -> Point:
    last = {one.contact: one for one in sorted(sent, key=lambda one: one.on)}
    silent = sorted((one for one in last.values() if not one.answered), key=lambda one: one.on, reverse=True)
    return Point(word, (sum(one.answered for one in sent),), tuple(one.contact for one in silent), None, len(sent))


def _note(points: Sequence[Point]) -> str:
    sent, answered = sum(one.of for one in points), sum(one.total for one in points)
    if not sent:
        return "No message is a month old yet, so nothing can be said about answers."
    said = [f"{answered:,} of {sent:,} answered within 30 days."]
    told = [(one.share, one.label) for one in points if one.share is not None]
    if sent < ENOUGH:
        said.append(f"Below {ENOUGH} there are too few to say more.")
    elif told and min(told)[0] < max(told)[0]:
        share, label = max(told)
        said.append(f"Most: {label}, {share:.0%}.")
    said.append(f"{ENTER} whose last message of that sort brought no answer.")
    return " ".join(said)
