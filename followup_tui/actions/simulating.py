"""Years of synthetic use under several policies, in worlds that are the same for all of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from random import Random
from typing import NamedTuple

from followup_tui.exchange.stagger import Stagger
from followup_tui.model.records import Contact
from followup_tui.model.settings import Cadences, Plan
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.policies import PLACES, FixedInterval, policies
from followup_tui.rules.policy_comparison import Summary, summaries
from followup_tui.rules.simulated_world import Size, World, make_world
from followup_tui.rules.simulation import Figures, simulate
from followup_tui.rules.verdict import cadence_of, window_after

TRIED = 3
"""In so many worlds the places of a reminder are tried."""


class Comparison(NamedTuple):
    """What came of the policies; `share` is where in the window the reminders of a fixed interval fall (`PLACES`)."""

    share: float
    policies: tuple[Summary, ...]


def compare(size: Size, seed: int, worlds: int, progress: Callable[[int, int], None] | None = None) -> Comparison:
    """Runs every policy through so many worlds of that size; the same seed gives the same figures on every machine.

    The intervals of the reminders are those of five that keep the most windows in the first worlds. `progress` is told
    how many runs of how many are done.
    """
    source = Random(seed)  # noqa: S311 (a play, no secrets)
    seeds = [source.getrandbits(64) for _ in range(worlds)]
    steps = _Steps(len(PLACES) * len(seeds[:TRIED]) + len(policies(0)) * worlds, progress)
    share = _best_place(size, seeds[:TRIED], steps)
    runs: dict[str, list[Figures]] = {name: [] for name in policies(share)}
    for one in seeds:
        world = _world(size, one)
        for name, policy in policies(share).items():
            steps.begin()
            runs[name].append(simulate(world, policy))
    return Comparison(share, summaries(runs))


def _best_place(size: Size, seeds: Sequence[int], steps: "_Steps") -> float:
    """Where in the window a fixed interval keeps the largest share of them."""
    lost, counted = Counter[float](), Counter[float]()
    for one in seeds:
        world = _world(size, one)
        for share in PLACES:
            steps.begin()
            figures = simulate(world, partial(FixedInterval, share=share))
            lost[share] += figures.lost
            counted[share] += figures.kept + figures.lost
    return min(PLACES, key=lambda share: lost[share] / max(counted[share], 1))


def _world(size: Size, seed: int) -> World:
    return make_world(size, Random(seed), first_by)  # noqa: S311 (a play, no secrets)


class _Steps:
    """Tells how far it is."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def begin(self) -> None:
        """The next run begins."""
        if self._progress:
            self._progress(self._done, self._total)
        self._done += 1


def first_by(as_of: date, plan: Plan) -> Callable[[Contact], date | None]:
    """Until when the people of an import may wait, by the rule of the real one."""
    cadences = Cadences()

    def ordinary_end(contact: Contact) -> date | None:
        cadence, _, _ = cadence_of(contact, None, cadences)
        return window_after(as_of, cadence).latest if cadence else None

    return Stagger(as_of, 0, partial(capacity_on, plan=plan), ordinary_end).first_by
