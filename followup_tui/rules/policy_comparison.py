"""What many worlds say of a policy, and of two of them against each other."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from followup_tui.rules.simulation import Figures


class Spread(NamedTuple):
    """A figure over all worlds: the middle one, the least and the greatest."""

    middle: float
    least: float
    most: float


class Summary(NamedTuple):
    """A policy over all worlds. `share` is of all windows of all worlds together; `shares` are those of single ones.

    `at_least` has, for every other policy, in how many worlds this one kept at least that one's share.
    """

    name: str
    windows: int
    lost: int
    shares: Spread
    most_late: Spread
    longest_list: Spread
    most_overdue: Spread
    messages: Spread
    check_ins: Spread
    near: Spread
    at_least: Mapping[str, int]

    @property
    def share(self) -> float:
        """The share of all windows that was kept, 1 when there were none."""
        return 1 - self.lost / self.windows if self.windows else 1.0


def summaries(runs: Mapping[str, Sequence[Figures]]) -> tuple[Summary, ...]:
    """One summary a policy, from its figures world by world, the worlds in the same order for each."""
    return tuple(_summary(name, mine, runs) for name, mine in runs.items())


def _summary(name: str, mine: Sequence[Figures], runs: Mapping[str, Sequence[Figures]]) -> Summary:
    lost = sum(one.lost for one in mine)
    return Summary(
        name,
        sum(one.kept for one in mine) + lost,
        lost,
        _spread([one.share for one in mine]),
        _spread([one.most_late for one in mine]),
        _spread([one.longest_list for one in mine]),
        _spread([one.most_overdue for one in mine]),
        _spread([one.messages for one in mine]),
        _spread([one.check_ins for one in mine]),
        _spread([one.near for one in mine]),
        {
            other: sum(here.share >= there.share for here, there in zip(mine, theirs, strict=True))
            for other, theirs in runs.items()
            if other != name
        },
    )


def _spread(figures: Sequence[float]) -> Spread:
    return Spread(median(figures), min(figures), max(figures))
