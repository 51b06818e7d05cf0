"""What a pace keeps in the long run, and what to change before it breaks."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import NamedTuple

from followup_tui.model.cadence import Cadence, Span, parse_cadence
from followup_tui.model.settings import MOST_A_DAY, WEEKDAYS, Plan, Weekday
from followup_tui.rules.calendar import capacity_on, lasting_pace, pace_on
from followup_tui.rules.pace_changes import per_day_words, with_pace
from followup_tui.rules.planner import PlanAhead
from followup_tui.rules.verdict import SINGLE_GRACE
from followup_tui.rules.wording import LONG_MONTHS, counted, month_words, together, weekday_words

TOO_MUCH = 2
"""More than so many times the pace of the long run is no pace but a wave, which is better worked off late."""
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0}
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROUNDING = 1e-9


class Advice(NamedTuple):
    """What would keep every window that can be kept: `per_day` from the day `since` on.

    It was tried: with that pace taken, no more than `lost` windows close unserved within the weeks of the plan, in any
    round. The day of the plan itself stays as its list is.
    `per_day` is None when the network needs more than the settings take. So many people `looser` would do for the long
    run instead (0: that is no way). `lost` windows close unserved at any pace: today, or over a weekend. `at_once`: too
    much comes together for any pace that could be kept up; then `per_day` is that of the long run.
    """

    per_day: int | None
    since: date
    looser: int
    lost: int
    at_once: bool = False


class Pace(NamedTuple):
    """A pace against a network. `keeps` is None when the default cadence is ``none``; `people` are those ever due."""

    plan: Plan
    default: str
    keeps: int | None
    people: int
    needed: float
    """So many a day hold everybody in the long run, each at their own cadence."""
    advice: Advice | None


def keeps(per_day: int, workdays: Collection[Weekday], holidays: Iterable[date], cadence: Cadence) -> int:
    """About how many people a pace keeps in touch: as many as it has places in the longest time the cadence allows.

    Three a day on five days keep 3 * 5 * 26 = 390 at six months, a month being a twelfth of 52 weeks. Holidays on work
    days count with the number an average year of those given has.
    """
    return floor(per_day * _places(workdays, holidays, cadence) + _ROUNDING)


def keeps_of(plan: Plan, cadence: str) -> int | None:
    """About how many people a plan keeps at a cadence; None for the cadence ``none``, which needs no pace."""
    read = parse_cadence(cadence)
    return keeps(lasting_pace(plan), plan.workdays, plan.holidays, read) if read else None


def _places(workdays: Collection[Weekday], holidays: Iterable[date], cadence: Cadence) -> float:
    """Work days in the longest time that the cadence allows."""
    weeks = _weeks(cadence.most)
    if cadence.is_single:
        weeks += max(weeks / SINGLE_GRACE, 1 / 7)
    a_year = Counter(day.year for day in set(holidays) if WEEKDAYS[day.weekday()] in workdays)
    off = a_year.total() / len(a_year) if a_year else 0.0
    return max(weeks * (len(set(workdays)) - off / 52), 0.0)


def _weeks(span: Span) -> float:
    return span.number * _WEEKS[span.unit]


def pace_of(
    cadences: Sequence[str],
    plan: Plan,
    default: str,
    loose: str,
    ahead: PlanAhead,
    plan_with: Callable[[Callable[[date], int]], PlanAhead],
) -> Pace:
    """What the pace of `plan` keeps, against the cadences of all who are ever due, and what to change if it breaks.

    `default` and `loose` are the words of the default cadence and of the tag ``loose`` (empty: there is none).
    `ahead` is the plan as it is; `plan_with` plans the same weeks with another capacity.
    """
    needed = sum(number * _share(words, plan) for words, number in Counter(cadences).items())
    advice = None
    if ahead.breaks_on or needed > lasting_pace(plan) + _ROUNDING:
        advice = _advice(cadences, plan, default, loose, ahead, needed, plan_with)
    return Pace(plan, default, keeps_of(plan, default), len(cadences), needed, advice)


def _share(words: str, plan: Plan) -> float:
    """Which part of a person a day somebody at this cadence takes."""
    cadence = parse_cadence(words)
    places = _places(plan.workdays, plan.holidays, cadence) if cadence else 0.0
    return 1 / places if places else 0.0


def _advice(
    cadences: Sequence[str],
    plan: Plan,
    default: str,
    loose: str,
    ahead: PlanAhead,
    needed: float,
    plan_with: Callable[[Callable[[date], int]], PlanAhead],
) -> Advice | None:
    as_of = ahead.as_of

    def unserved(per_day: int, since: date) -> int:
        changed = with_pace(plan, per_day, since if since > as_of else None, as_of)
        return plan_with(lambda day: capacity_on(day, changed if day > as_of else plan)).unserved

    low, high = max(pace_on(as_of, plan) + 1, ceil(needed - _ROUNDING)), MOST_A_DAY
    looser = _looser(cadences, plan, default, loose, needed)
    if low > MOST_A_DAY:
        return Advice(None, as_of, looser, 0)
    if not ahead.breaks_on:  # so many weeks are not the long run: the plan cannot say when
        lasts_from = max((one.since for one in plan.changes), default=as_of)
        return Advice(ceil(needed - _ROUNDING), max(lasts_from, as_of), looser, 0)
    lost, steady = unserved(MOST_A_DAY, as_of), max(lasting_pace(plan), ceil(needed - _ROUNDING))
    if lost >= ahead.unserved and needed <= lasting_pace(plan) + _ROUNDING:  # no pace would keep one window more
        return None
    while low < high:
        near = min((low + high) // 2, low * 2)  # the pace that does is seldom far off
        low, high = (low, near) if unserved(near, as_of) <= lost else (near + 1, high)
    if low > TOO_MUCH * steady:
        return Advice(steady, as_of, looser, lost, at_once=True)
    since = as_of
    for first in _first_days(as_of, ahead.days[-1].date):
        if unserved(low, first) > lost:
            break
        since = first
    return Advice(low, since, looser, lost)


def _first_days(after: date, last: date) -> Iterable[date]:
    """The first days of the months after a day, up to another."""
    day = after
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= last:
        yield day


def _looser(cadences: Sequence[str], plan: Plan, default: str, loose: str, needed: float) -> int:
    """How many people at the default cadence would have to be `loose` for the pace to do; 0 when that is no way."""
    gain = _share(default, plan) - _share(loose, plan) if loose else 0.0
    over = needed - lasting_pace(plan)
    if gain <= 0 or over <= 0 or not _share(loose, plan):
        return 0
    number = ceil(over / gain - _ROUNDING)
    return number if number <= cadences.count(str(parse_cadence(default))) else 0


def pace_words(pace: Pace, ahead: PlanAhead, loose: str) -> list[str]:
    """What the pace keeps, when it breaks and what to do, in sentences."""
    plan = pace.plan
    said = [_keeps_words(pace, ahead.as_of)]
    if ahead.breaks_on:
        day = weekday_words(ahead.breaks_on, ahead.as_of)
        said.append(f"On {day} the first window closes with nobody written to.")
    else:
        said.append(f"No window closes unserved in these {len(ahead.days) // 7} weeks.")
    if pace.advice is None:
        return said
    said.append(_way_out(pace, pace.advice, ahead))
    if pace.advice.looser:
        number = counted(pace.advice.looser, "more person", "more people")
        said.append(
            f"Or the tag loose ({loose}) for {number}: then {lasting_pace(plan)} a day will do in the long run."
        )
    return said


def _way_out(pace: Pace, advice: Advice, ahead: PlanAhead) -> str:
    if advice.per_day is None:
        return f"It takes {ceil(pace.needed):,} a day, which is more than the {MOST_A_DAY} that can be set."
    if advice.at_once:
        more = (
            f" In the long run {advice.per_day} a day keep everybody."
            if advice.per_day > lasting_pace(pace.plan)
            else ""
        )
        return (
            "Too much comes at once to keep every window. Each day keeps first whom it still can; "
            f"what room is left goes to the late.{more}"
        )
    every = "every other window" if advice.lost else "every window"
    if not ahead.breaks_on:
        return f"In the long run it takes {advice.per_day} a day."
    return f"To keep {every}: {advice.per_day} a day {_since_words(advice.since, ahead.as_of)}."


def _keeps_words(pace: Pace, as_of: date) -> str:
    plan = pace.plan
    start = f"{per_day_words(plan, as_of)}, {workdays_words(plan.workdays)},"
    cadence = parse_cadence(pace.default)
    if pace.keeps is None or cadence is None:
        return f"{start} for {counted(pace.people, 'person', 'people')}; the default cadence is none."
    at = f"at {cadence.most}"
    return f"{start} keeps about {counted(pace.keeps, 'person', 'people')} {at}; you have {pace.people:,}."


def _since_words(day: date, as_of: date) -> str:
    if day == as_of:
        return "from now on"
    return f"from {LONG_MONTHS[day.month - 1] if (day - as_of).days < 300 else month_words(day)}"


def workdays_words(workdays: Collection[Weekday]) -> str:
    """``Monday to Friday``, ``Monday, Wednesday and Friday``, ``Mondays``, ``every day``."""
    days = [number for number, name in enumerate(WEEKDAYS) if name in workdays]
    if len(days) == len(WEEKDAYS):
        return "every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_NAMES[days[0]]} to {_NAMES[days[-1]]}"
    return f"{_NAMES[days[0]]}s" if len(days) == 1 else together([_NAMES[day] for day in days])
