"""The verdict: where a contact stands on a day. The only place where a due date is made (DESIGN, rule 1)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from followup_tui.model.cadence import Cadence, parse_cadence
from followup_tui.model.records import Contact, Interview
from followup_tui.model.settings import Cadences
from followup_tui.model.words import MarkKind, Outcome, Status
from followup_tui.rules.calendar import add_span
from followup_tui.rules.touches import Touches, Unanswered

STRETCH = {2: 1.5}
"""Two messages in a row without an answer make the window half as long again (DESIGN, rule 6) ..."""
STRETCH_MOST = 2.0
"""... three or more make it twice as long, and the screen asks once whether to let it rest."""
SINGLE_GRACE = 4
"""A cadence of one span closes a quarter of it after it opened."""


class Encounter(NamedTuple):
    """The last interview with a contact: the day it was over (or its last round), and how it ended."""

    on: date | None
    outcome: Outcome


class Window(NamedTuple):
    """The days in which to be in touch, both included."""

    opens: date
    latest: date


class Verdict(NamedTuple):
    """Where a contact stands. `opens` and `latest` are None for somebody who is never due (cadence ``none``).

    `days_overdue` counts days past `latest`, 0 when not overdue. `window_days` is the length of the window in days.
    `owes_since` is the day of their message that waits for an answer from us.
    """

    contact: int
    status: Status
    last_touch: date | None
    anchor: date | None
    opens: date | None
    latest: date | None
    days_overdue: int
    cadence: str
    cadence_from: str
    unanswered: int
    owes_since: date | None
    window_days: int
    returns: date | None = None

    @property
    def urgency(self) -> float:
        """How far past the window, in lengths of the window: 60 days late means more for 2 weeks than for 6 months."""
        return self.days_overdue / self.window_days if self.window_days else 0.0


def verdict(
    contact: Contact, touches: Touches, encounter: Encounter | None, cadences: Cadences, as_of: date
) -> Verdict:
    """Where `contact` stands on the day `as_of`."""
    cadence, words, origin = cadence_of(contact, encounter, cadences)
    met = encounter.on if encounter else None
    anchor = max(filter(None, (touches.last, met)), default=None)
    owes = _owed(contact, touches)
    window = _window(contact, touches, anchor, cadence, as_of) if cadence else None
    overdue = max(as_of.toordinal() - window.latest.toordinal(), 0) if window else 0
    status, returns = _status(contact, window, anchor, owes, as_of)
    return Verdict(
        contact.id,
        status,
        touches.last,
        anchor,
        window.opens if window else None,
        window.latest if window else None,
        overdue if status is Status.OVERDUE else 0,
        words,
        origin,
        touches.unanswered,
        owes,
        window.latest.toordinal() - window.opens.toordinal() + 1 if window else 0,
        returns,
    )


def cadence_of(contact: Contact, encounter: Encounter | None, cadences: Cadences) -> tuple[Cadence | None, str, str]:
    """The cadence that holds for a contact, its words, and where it comes from (DESIGN, rule 4)."""
    if contact.cadence:
        return *_read(contact.cadence), "contact"
    tagged = [(tag, cadences.tags[tag]) for tag in contact.tags if tag in cadences.tags]
    if tagged:
        tag, words = min(tagged, key=lambda item: _length(item[1]))
        return *_read(words), f"tag {tag}"
    relation = cadences.relations.get(contact.relation.value)
    if relation:
        return *_read(relation), f"relation {contact.relation.value}"
    outcome = cadences.outcomes.get(encounter.outcome.value) if encounter else None
    if outcome and encounter:
        return *_read(outcome), f"outcome {encounter.outcome.value}"
    return *_read(cadences.default), "default"


def encounters(interviews: Iterable[Interview], as_of: date) -> Mapping[int, Encounter]:
    """The last interview with each contact, up to and including `as_of`."""
    last: dict[int, Encounter] = {}
    for interview in interviews:
        days = (interview.began, interview.ended, *(one.on for one in interview.rounds))
        on = max((day for day in days if day and day <= as_of), default=None)
        over = interview.ended if interview.ended and interview.ended <= as_of else on
        for contact in interview.contacts:
            known = last.get(contact)
            if known is None or (over or date.min) >= (known.on or date.min):
                last[contact] = Encounter(over, interview.outcome)
    return last


def window_after(touch: date, cadence: Cadence, unanswered: int = 0) -> Window:
    """The window that a touch on a day leads to."""
    opens = add_span(touch, cadence.least)
    if cadence.is_single:
        latest = opens + timedelta(days=max((opens - touch).days // SINGLE_GRACE, 1))
    else:
        latest = add_span(touch, cadence.most)
    if unanswered < 2:
        return Window(opens, latest)
    factor = STRETCH.get(unanswered, STRETCH_MOST)
    return Window(_scaled(touch, opens, factor), _scaled(touch, latest, factor))


def _window(contact: Contact, touches: Touches, anchor: date | None, cadence: Cadence, as_of: date) -> Window:
    added = contact.added_on or (contact.created.date() if contact.created else None)
    if anchor is None:
        start = added or as_of
        return Window(start, contact.first_by or window_after(start, cadence).latest)
    unanswered = touches.unanswered if anchor == touches.last else 0
    opens, latest = window_after(anchor, cadence, unanswered)
    # Nothing that is written down later takes back time once given: neither the first window of somebody new, nor a
    # window stretched because they did not answer.
    if contact.first_by or (added and added >= anchor):
        latest = max(latest, contact.first_by or window_after(added or anchor, cadence).latest)
    for run in touches.stretches:
        latest = max(latest, _stretched(run, cadence))
    return Window(opens, latest)


def _stretched(run: Unanswered, cadence: Cadence) -> date:
    return window_after(run.last, cadence, run.number).latest


def _scaled(start: date, end: date, factor: float) -> date:
    return start + timedelta(days=round((end - start).days * factor))


def _owed(contact: Contact, touches: Touches) -> date | None:
    if touches.owes_since is None:
        return None
    waived = any(
        mark.kind is MarkKind.NO_ANSWER_NEEDED and touches.last_in and mark.on >= touches.last_in
        for mark in contact.marks
    )
    return None if waived else touches.owes_since


def _status(
    contact: Contact, window: Window | None, anchor: date | None, owes: date | None, as_of: date
) -> tuple[Status, date | None]:
    if contact.archived_on and contact.archived_on <= as_of:
        return Status.ARCHIVED, None
    if (
        contact.paused_on
        and contact.paused_on <= as_of
        and not (contact.paused_until and contact.paused_until <= as_of)
    ):
        return Status.PAUSED, contact.paused_until
    if contact.snoozed_until and contact.snoozed_until > as_of:
        return Status.SNOOZED, contact.snoozed_until
    if window and as_of > window.latest:
        return Status.OVERDUE, None
    if owes:
        return Status.DUE, None
    if window is None:
        return Status.LATER, None
    if anchor is None:
        return Status.NEW, None
    return (Status.DUE if as_of >= window.opens else Status.LATER), None


@lru_cache(maxsize=1024)
def _read(words: str) -> tuple[Cadence | None, str]:
    cadence = parse_cadence(words)
    return cadence, str(cadence) if cadence else "none"


def _length(words: str) -> tuple[int, int]:
    cadence, _ = _read(words)
    return (cadence.most.about_days, cadence.least.about_days) if cadence else (10**6, 10**6)
