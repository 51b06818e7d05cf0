"""A pace that changes on a day: another one set, and how it is said."""

from datetime import date

from msgspec.structs import replace

from followup_tui.model.settings import PaceChange, Plan
from followup_tui.rules.calendar import pace_on
from followup_tui.rules.wording import LONG_MONTHS, day_words

SOON = 300
"""Days within which the name of a month alone says which year is meant."""


def with_pace(plan: Plan, per_day: int, since: date | None, as_of: date) -> Plan:
    """The plan with so many people a day from a day after `as_of` on (None: from now on), until the next change in it.

    A change that has come becomes the pace of now, and one to what holds already is none: setting what held before
    takes a change back.
    """
    others = tuple(one for one in plan.changes if one.since > as_of and one.since != since)
    now = replace(plan, per_day=pace_on(as_of, plan) if since else per_day, changes=others)
    if since is None or pace_on(since, now) == per_day:
        return now
    changed = sorted((*others, PaceChange(since=since, per_day=per_day)), key=lambda one: one.since)
    return replace(now, changes=tuple(changed))


def per_day_words(plan: Plan, as_of: date) -> str:
    """``3 a day``, ``3 a day, 4 from 1 Mar``."""
    later = sorted((one for one in plan.changes if one.since > as_of), key=lambda one: one.since)
    return f"{pace_on(as_of, plan)} a day" + "".join(
        f", {one.per_day} from {day_words(one.since, as_of)}" for one in later
    )


def since_words(since: date | None, as_of: date) -> str:
    """``from now on``, ``from March``, ``from 12 Mar``."""
    if since is None or since <= as_of:
        return "from now on"
    if since.day == 1 and (since - as_of).days < SOON:
        return f"from {LONG_MONTHS[since.month - 1]}"
    return f"from {day_words(since, as_of)}"
