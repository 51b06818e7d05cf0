"""Years of synthetic use under several policies, in worlds that are the same for all of them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random

from followup_tui.exchange.stagger import Stagger
from followup_tui.model.records import Contact
from followup_tui.model.settings import Cadences, Plan
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.policies import POLICIES
from followup_tui.rules.policy_comparison import Summary, summaries
from followup_tui.rules.simulated_world import Size, make_world
from followup_tui.rules.simulation import Figures, simulate
from followup_tui.rules.verdict import cadence_of, window_after


def compare(
    size: Size, seed: int, worlds: int, progress: Callable[[int, int], None] | None = None
) -> tuple[Summary, ...]:
    """Runs every policy through so many worlds of that size; the same seed gives the same figures on every machine.

    `progress` is told how many runs of how many are done.
    """
    source = Random(seed)  # noqa: S311 (a play, no secrets)
    runs: dict[str, list[Figures]] = {name: [] for name in POLICIES}
    for number in range(worlds):
        world = make_world(size, Random(source.getrandbits(64)), first_by)  # noqa: S311
        for place, (name, policy) in enumerate(POLICIES.items()):
            if progress:
                progress(number * len(POLICIES) + place, worlds * len(POLICIES))
            runs[name].append(simulate(world, policy))
    return summaries(runs)


def first_by(as_of: date, plan: Plan) -> Callable[[Contact], date | None]:
    """Until when the people of an import may wait, by the rule of the real one."""
    cadences = Cadences()

    def ordinary_end(contact: Contact) -> date | None:
        cadence, _, _ = cadence_of(contact, None, cadences)
        return window_after(as_of, cadence).latest if cadence else None

    return Stagger(as_of, 0, partial(capacity_on, plan=plan), ordinary_end).first_by
