"""Statistics of the network: who stands where, which messages were answered, and what the relationships gave.

A message counts as answered when they wrote or talked to us within 30 days of it and before our next one. Shares come
with the interval in which the true one lies nineteen times of twenty (Wilson 1927); below ten there are too few to say.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.model.records import Contact, Interaction, Interview, Result
from followup_tui.model.words import Channel, Direction, Status
from followup_tui.rules.verdict import Verdict

ANSWERED_WITHIN = timedelta(days=30)
"""Most who answer do so in a week; after a month it is the start of something else."""
ENOUGH = 10
_Z = 1.959963984540054
"""Of the normal distribution, for nineteen times of twenty."""
_WRITTEN = frozenset({Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE, Channel.LETTER})
GAPS: tuple[tuple[int, str], ...] = (
    (30, "up to 1 month"),
    (91, "1-3 months"),
    (183, "3-6 months"),
    (365, "6-12 months"),
    (1096, "1-3 years"),
)
"""Silence before a message by its most days; longer is "over 3 years"."""
LONGEST = "over 3 years"
FIRST = "first message"


class Share(NamedTuple):
    """How many of `sent` messages were answered. `low` and `high` bound the true share, from 0 to 1."""

    name: str
    sent: int
    answered: int

    @property
    def enough(self) -> bool:
        """Whether there are enough to say anything."""
        return self.sent >= ENOUGH

    @property
    def share(self) -> float:
        """From 0 to 1; 0 without messages."""
        return self.answered / self.sent if self.sent else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval of the share."""
        return wilson(self.answered, self.sent)


class Sent(NamedTuple):
    """A message of ours, the silence in days before it (None: the first), and whether it was answered."""

    contact: int
    on: date
    channel: Channel
    template: str
    gap: int | None
    answered: bool


class Statistics(NamedTuple):
    """What `followup stats` tells. Messages younger than 30 days that nobody answered yet are not counted in shares."""

    status: Mapping[str, int]
    interactions: Mapping[str, int]
    replies: Mapping[str, tuple[Share, ...]]
    results: Mapping[str, int]
    results_by_outcome: Mapping[str, int]
    results_by_giver: tuple[tuple[int, int], ...]


def statistics(
    contacts: Mapping[int, Contact],
    verdicts: Mapping[int, Verdict],
    interviews: Callable[[int], Sequence[Interview]],
    interactions: Callable[[int], Iterable[Interaction]],
    results: Iterable[Result],
    as_of: date,
) -> Statistics:
    """The statistics of a network on a day. `interviews` and `interactions` give those of a contact."""
    sent = [one for number in contacts for one in sent_to(number, interactions(number), as_of)]
    outcomes = {number: outcome_with(interviews(number)) for number in contacts}
    found = [one for one in results if one.on <= as_of]
    status = Counter(one.status.value for one in verdicts.values())
    return Statistics(
        status={one.value: status[one.value] for one in Status},
        interactions=_by_channel(contacts, interactions, as_of),
        replies={
            "outcome": _shares(sent, lambda one: outcomes[one.contact]),
            "channel": _shares(sent, lambda one: one.channel.value),
            "template": _shares(sent, lambda one: one.template or "written freely"),
            "gap": _by_gap(sent),
        },
        results=dict(Counter(one.kind.value for one in found).most_common()),
        results_by_outcome=dict(Counter(outcomes.get(one.contact, "no interview") for one in found).most_common()),
        results_by_giver=tuple(Counter(one.contact for one in found).most_common()),
    )


def sent_to(contact: int, interactions: Iterable[Interaction], as_of: date) -> list[Sent]:
    """Our written messages to a contact that were answered, or that had a month to be; the earliest first."""
    past = sorted(
        (one for one in interactions if one.counts and one.on <= as_of and one.channel is not Channel.NOTE),
        key=lambda one: (one.on, one.id),
    )
    sent = []
    for at, one in enumerate(past):
        if one.direction is not Direction.OUT or one.channel not in _WRITTEN:
            continue
        answered = _answered(past, at)
        if answered or as_of - one.on > ANSWERED_WITHIN:
            gap = (one.on - past[at - 1].on).days if at else None
            sent.append(Sent(contact, one.on, one.channel, one.template, gap, answered))
    return sent


def outcome_with(interviews: Sequence[Interview]) -> str:
    """How the last interview with somebody ended; `interviews` come newest first."""
    return interviews[0].outcome.phrase if interviews else "no interview"


def gap_name(days: int | None) -> str:
    """The class of a silence."""
    if days is None:
        return FIRST
    return next((name for most, name in GAPS if days <= most), LONGEST)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval of a share that holds nineteen times of twenty; (0, 1) when there is nothing to go by.

    Source: E. B. Wilson, JASA 22 (1927) 209-212; unlike the textbook's it stays within 0 and 1 for few.
    """
    if of <= 0:
        return 0.0, 1.0
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(min(middle - half, share), 0.0), min(max(middle + half, share), 1.0)


def _answered(past: Sequence[Interaction], at: int) -> bool:
    until = past[at].on + ANSWERED_WITHIN
    for later in past[at + 1 :]:
        if later.on > until:
            return False
        if later.direction is not Direction.OUT:
            return True
        if later.on > past[at].on:
            return False
    return False


def _shares(sent: Iterable[Sent], name: Callable[[Sent], str]) -> tuple[Share, ...]:
    """Those with most messages first."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for one in sent:
        counts[name(one)].append(one.answered)
    shares = (Share(word, len(hits), sum(hits)) for word, hits in counts.items())
    return tuple(sorted(shares, key=lambda one: (-one.sent, one.name)))


def _by_gap(sent: Iterable[Sent]) -> tuple[Share, ...]:
    order = [FIRST, *(name for _, name in GAPS), LONGEST]
    return tuple(sorted(_shares(sent, lambda one: gap_name(one.gap)), key=lambda one: order.index(one.name)))


def _by_channel(
    contacts: Iterable[int], interactions: Callable[[int], Iterable[Interaction]], as_of: date
) -> dict[str, int]:
    """How many interactions there were by channel, one with several people counted once."""
    seen = {
        one.id: one.channel.value
        for number in contacts
        for one in interactions(number)
        if one.on <= as_of and one.counts
    }
    return dict(Counter(seen.values()).most_common())
