"""Windows kept: of those that opened and have ended, how many had a touch before the verdict said overdue.

A touch that comes before the window opens only moves it: then nobody was due, and nothing was kept or missed. Of those
added by a large import the first window is left out, because the file does not keep how far it had been spread. Putting
somebody off in time is a decision and no lateness; a window that had closed before that was missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.words import MarkKind, Status
from followup_tui.rules.chart import ENTER, Chart, ChartKind, Point
from followup_tui.rules.known_then import History
from followup_tui.rules.stats import ENOUGH
from followup_tui.rules.status_history import Rules
from followup_tui.rules.verdict import Verdict, verdict, window_after
from followup_tui.rules.wording import day_words

ID = "on-time"
TITLE = "Windows kept, by tag"
ALL, NO_TAG = "all", "no tag"
_DAY = timedelta(days=1)
_BACK = frozenset({MarkKind.RESUME, MarkKind.UNARCHIVE})


class Ended(NamedTuple):
    """A window that ended: on the day of the touch that kept it, or on the last day it could have been kept."""

    contact: int
    on: date
    kept: bool


def ended_windows(history: History, rules: Rules, since: date = date.min) -> Iterator[Ended]:
    """The windows of a contact that ended from a day on, up to the history's `as_of`, the earliest first."""
    missed: date | None = None
    for day in _turns(history, since):
        stands = _morning(history, rules, day)
        if missed is None:
            missed = _closed(history, stands, day)
        touched = _is_touch(history, day)
        if (touched or day == history.as_of) and _counts(history, stands, day):
            if missed:
                if missed >= since:
                    yield Ended(history.contact.id, missed, kept=False)
            elif touched and day >= since and _had_opened(stands, day):
                yield Ended(history.contact.id, day, kept=True)
        if touched:
            missed = None


def on_time(histories: Iterable[History], rules: Rules, since: date) -> Chart:
    """The share of windows kept among those that ended since a day: of all, by tag, and without a tag.

    Somebody with several tags counts for each. The people of a point are those who missed one, the latest first.
    """
    found: dict[str, list[Ended]] = {ALL: []}
    as_of = since
    for history in histories:
        as_of = history.as_of
        ended = list(ended_windows(history, rules, since))
        if ended:
            for name in (ALL, *(dict.fromkeys(history.contact.tags) or (NO_TAG,))):
                found.setdefault(name, []).extend(ended)
    names = sorted(found, key=lambda name: (name != ALL, name == NO_TAG, -len(found[name]), name))
    points = tuple(_point(name, found[name]) for name in names if found[name])
    return Chart(ID, TITLE, ChartKind.SHARES, ("kept",), points, _note(points, day_words(since, as_of)))


def _turns(history: History, since: date) -> list[date]:
    """The days after they were added on which something happened to a contact, and the last day of all.

    Days before the last touch that comes before `since` are left out: what ended on them does not count.

    Between two of them only time passes, and whoever is overdue stays so: whoever is not overdue on the morning that
    ends such a stretch was not on any of its mornings.
    """
    added, begun = history.added or date.min, history.last_touch(since - _DAY) if since > date.min else None
    first = max(added + _DAY, begun or date.min)
    days = {*history.days, *(one.on for one in history.marks), *history.held, history.as_of}
    return sorted(day for day in days if first <= day <= history.as_of)


def _morning(history: History, rules: Rules, day: date) -> Verdict:
    """Where somebody stood on a day before anything happened on it."""
    before = day - _DAY
    return verdict(history.on(before), history.touches(before), history.met(before), rules.cadences, day, rules.figures)


def _is_touch(history: History, day: date) -> bool:
    """Whether we were in touch on a day, an interview with them included."""
    if history.last_touch(day) == day:
        return True
    before, after = history.met(day - _DAY), history.met(day)
    return after is not None and after.on is not None and (before is None or before.on != after.on)


def _closed(history: History, stands: Verdict, day: date) -> date | None:
    """The last day on which the window could have been kept, when it was over by the morning of `day`.

    Somebody put off beyond their window may be written to on the day they come back, as the plan has it.
    """
    if stands.status is not Status.OVERDUE:
        return None
    contact = history.on(day - _DAY)
    returned = [back for back in (contact.snoozed_until, contact.paused_until) if back and back <= day]
    returned += [one.on for one in history.marks if one.kind in _BACK and one.on < day]
    last = max([day - timedelta(days=stands.days_overdue), *returned])
    return last if last < day else None


def _counts(history: History, stands: Verdict, day: date) -> bool:
    """Whether it is a window that we answer for: they do not rest, and its last day is known."""
    if stands.status in {Status.ARCHIVED, Status.PAUSED}:
        return False
    return not (history.spread and history.is_first(day - _DAY))


def _had_opened(stands: Verdict, day: date) -> bool:
    """Whether the ordinary window was open; that of a step after an interview makes nobody overdue and is none."""
    cadence = parse_cadence(stands.cadence)
    if cadence is None:
        return False
    return stands.anchor is None or window_after(stands.anchor, cadence, stands.unanswered).opens <= day


def _point(name: str, ended: Sequence[Ended]) -> Point:
    missed: dict[int, date] = {}
    for one in sorted(ended, key=lambda one: one.on, reverse=True):
        if not one.kept:
            missed.setdefault(one.contact, one.on)
    return Point(name, (sum(one.kept for one in ended),), tuple(missed), None, len(ended))


def _note(points: Sequence[Point], since: str) -> str:
    """What stands out: the tag that is kept least, among those of which there are enough."""
    if not points:
        return "No window that opened has ended in this time."
    everybody = points[0]
    said = [f"{everybody.values[0]:,} of {everybody.of:,} kept since {since}."]
    if everybody.of < ENOUGH:
        said.append(f"Below {ENOUGH} there are too few to say more.")
    told = [(one.share, one.label) for one in points[1:] if one.share is not None]
    if told and min(told)[0] < max(told)[0]:
        share, label = min(told)
        said.append(f"Least: {label}, {share:.0%}.")
    said.append(f"{ENTER} whose window was missed, the latest first.")
    return " ".join(said)
