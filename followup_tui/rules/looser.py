"""Whom to write to less often, when a pace cannot keep everybody: those with whom least is going on."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from followup_tui.model.records import Contact
from followup_tui.model.words import Permission, Status
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Encounter, Verdict

RULE = (
    "They have the default cadence and have not written for longest; nobody who gave you a result, was promised "
    "something, waits for an answer or agreed to keep in touch is among them."
)
"""The rule in words, for those who are to decide by it."""
_RESTING = frozenset({Status.ARCHIVED, Status.PAUSED})


class Candidate(NamedTuple):
    """What is known of somebody; `engaged`: they gave a result, or something is promised to them."""

    contact: Contact
    verdict: Verdict
    touches: Touches
    encounter: Encounter | None
    engaged: bool


def least_engaged(candidates: Iterable[Candidate], number: int) -> tuple[int, ...]:
    """The `number` people, or as many as there are, who may be written to less often (see `RULE`).

    The longest without a word from them come first (who never wrote before all others), then the longest without a
    touch, then the one added first. Who has a cadence of their own, of a tag, a relation or an outcome is never one.
    """
    fit = [one for one in candidates if _may_be_looser(one)]
    fit.sort(key=lambda one: (one.touches.last_in or date.min, one.touches.last or date.min, one.contact.id))
    return tuple(one.contact.id for one in fit[:number])


def _may_be_looser(one: Candidate) -> bool:
    stands = one.verdict
    return (
        stands.cadence_from == "default"
        and stands.status not in _RESTING
        and not one.engaged
        and stands.owes_since is None
        and stands.planned_on is None
        and not (stands.step and stands.step.is_courtesy)
        and not (one.encounter and one.encounter.permission is Permission.GIVEN)
    )
