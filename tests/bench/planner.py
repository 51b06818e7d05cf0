"""The plan over 26 weeks against sorting as many tuples: ``python -m tests.bench.planner [ROUNDS]``."""

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.settings import MOST_A_DAY, Plan
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.planner import Job, Turns, plan_ahead
from followup_tui.rules.verdict import window_after
from tests.bench.measuring import AS_OF, SEED, bar, heading, report

CONTACTS = 30_000
WEEKS = 26
PEOPLE_A_COMPANY = 6
CADENCES = ("1-2 months", "3-6 months", "3-6 months", "6-12 months")


def main(rounds: int) -> None:
    """Measures and prints: the usual pace, the largest that can be set, and one that would keep everybody."""
    random = Random(SEED)
    jobs = []
    for number in range(CONTACTS):
        release = AS_OF + timedelta(days=random.randrange(-60, 180))
        cadence = parse_cadence(random.choice(CADENCES))
        assert cadence
        opens, closes = window_after(release - timedelta(days=cadence.least.about_days), cadence)
        company = random.randrange(CONTACTS // PEOPLE_A_COMPANY)
        touched = opens - timedelta(days=cadence.least.about_days)
        jobs.append(Job(number, max(opens, AS_OF), closes, company, cadence=cadence, opened=opens, anchor=touched))
    tuples = [(random.random(), number) for number in range(CONTACTS)]
    for per_day, turns in product((3, MOST_A_DAY, 3 * MOST_A_DAY), Turns):
        plan = Plan(per_day=per_day)
        work = partial(
            plan_ahead, jobs, partial(capacity_on, plan=plan), (), plan.courtesy_days, AS_OF, WEEKS, turns=turns
        )
        sorting, planning = [], []
        for _ in range(rounds):
            sorting.append(_seconds(partial(sorted, tuples)))
            planning.append(_seconds(work))
        heading(f"{CONTACTS:,} contacts, {WEEKS} weeks, {per_day} a day, {turns.name.lower()}, {rounds} rounds")
        report("sorting as many tuples", sorting, sorting)
        report("the plan", planning, sorting)
        if per_day == MOST_A_DAY:
            bar("the plan at the largest pace that can be set, p50 ms", 1000 * median(planning), 150)


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
