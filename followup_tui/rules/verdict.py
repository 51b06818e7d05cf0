"""The verdict: where a contact stands on a day. The only place where a due date is made (DESIGN, rule 1)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from followup_tui.model.cadence import BadCadence, Cadence, Span, Unit, parse_cadence
from followup_tui.model.records import Contact, Interview
from followup_tui.model.settings import Cadences, Interviews
from followup_tui.model.words import MarkKind, Outcome, Permission, Status
from followup_tui.rules.aftermath import Step, horizon, steps_after, steps_left
from followup_tui.rules.calendar import add_span, days_between
from followup_tui.rules.touches import Touches, Unanswered
from followup_tui.rules.turns import lengths_late

STRETCH = {2: 3}
"""In halves: two messages in a row without an answer make the window half as long again (DESIGN, rule 6) ..."""
STRETCH_MOST = 4
"""... three or more make it twice as long, and the screen asks once whether to let it rest."""
_HALF: dict[Unit, Span] = {
    "day": Span(1, "day"), "week": Span(4, "day"), "month": Span(15, "day"), "year": Span(6, "month"),
}  # fmt: skip
"""Half a unit, where a stretch leaves one over."""
_BY_HAND = ("contact", "tag ")
"""Where a cadence comes from that somebody chose for this person: how often is said, gentle words add nothing."""
_PUT_OFF = frozenset({Status.ARCHIVED, Status.PAUSED, Status.SNOOZED})
DEFAULT_FIGURES = Interviews()
SINGLE_GRACE = 4
"""A cadence of one span closes a quarter of it after it opened."""


class Encounter(NamedTuple):
    """The last interview with a contact: the day it was over (or its last round), how it ended, and its id.

    The outcome is open until the day it ended. `round_held` says that an open one has `on` from a round with them.
    """

    on: date | None
    outcome: Outcome
    interview: int = 0
    round_held: bool = False
    permission: Permission = Permission.NOT_ASKED


class Window(NamedTuple):
    """The days in which to be in touch, both included."""

    opens: date
    latest: date


class Verdict(NamedTuple):
    """Where a contact stands. `opens` and `latest` are None for somebody who is never due (cadence ``none``).

    They are the ordinary window of the cadence, or that of a step that follows an interview when it closes no later.
    Only the ordinary window ever makes anybody overdue. `days_overdue` counts days past `latest`, 0 when not overdue.
    `window_days` is the length of the window in days. `owes_since` is the day of their message that waits for an answer
    from us. `steps` are all that is left to do after the last interview, in order. `planned_on` is the day, today or
    later, to which somebody was moved in the plan: they are `later` until then and due on it, `opens` is that day and
    `latest` no earlier. A reply that is owed and a courtesy after an interview wait for no such day.
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
    steps: tuple[Step, ...] = ()
    planned_on: date | None = None

    @property
    def step(self) -> Step | None:
        """What follows an interview next, None when nothing does."""
        return self.steps[0] if self.steps else None

    @property
    def urgency(self) -> float:
        """How far past the window, in lengths of the window: 60 days late means more for 2 weeks than for 6 months."""
        return lengths_late(self.days_overdue, self.window_days)


def verdict(
    contact: Contact,
    touches: Touches,
    encounter: Encounter | None,
    cadences: Cadences,
    as_of: date,
    figures: Interviews = DEFAULT_FIGURES,
) -> Verdict:
    """Where `contact` stands on the day `as_of`; `figures` are those of the settings for what follows an interview."""
    cadence, words, origin = cadence_of(contact, encounter, cadences, figures)
    met = encounter.on if encounter else None
    anchor = max(filter(None, (touches.last, met)), default=None)
    owes = _owed(contact, touches, met)
    unanswered = touches.unanswered if anchor == touches.last else 0
    window = _window(contact, touches, anchor, cadence, as_of) if cadence else None
    overdue = max(days_between(window.latest, as_of), 0) if window else 0
    steps: tuple[Step, ...] = ()
    if met:
        words_fit = unanswered < 2 and not origin.startswith(_BY_HAND)
        steps = _steps(window, encounter, touches, figures, as_of, words=words_fit)
    moved = _moved_to(contact, anchor, as_of)
    status, returns = _status(contact, window, steps, anchor, owes, moved, as_of)
    if status in _PUT_OFF:
        moved = None
    if window and steps and (not moved or steps[0].is_courtesy):
        window = _forward(window, steps, as_of)
    if window and moved:
        window = Window(moved if status is Status.LATER else min(moved, window.opens), window.latest)
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
        unanswered,
        owes,
        days_between(window.opens, window.latest) + 1 if window else 0,
        returns,
        steps,
        moved,
    )


def cadence_of(
    contact: Contact, encounter: Encounter | None, cadences: Cadences, figures: Interviews = DEFAULT_FIGURES
) -> tuple[Cadence | None, str, str]:
    """The cadence that holds for a contact, its words, and where it comes from (DESIGN, rule 4).

    Who agreed to keep in touch after we declined their offer hears from us as we said then, whatever holds for the
    relation or the outcome. A cadence that was written into the file by hand and cannot be read gives way to the
    inherited one.
    """
    if contact.cadence:
        with suppress(BadCadence):
            return *_read(contact.cadence), "contact"
    tagged = [(tag, cadences.tags[tag]) for tag in contact.tags if tag in cadences.tags]
    if tagged:
        tag, words = min(tagged, key=lambda item: _length(item[1]))
        return *_read(words), f"tag {tag}"
    if figures.agreed and encounter and _agreed(encounter):
        return *_read(figures.agreed), f"outcome {encounter.outcome.value}, as agreed"
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
        for contact in interview.contacts:
            found, known = _encounter(interview, contact, as_of), last.get(contact)
            if known is None or (found.on or date.min, found.interview) > (known.on or date.min, known.interview):
                last[contact] = found
    return last


def _encounter(interview: Interview, contact: int, as_of: date) -> Encounter:
    """The interview as one of its people knows it: rounds that others held were none with them."""
    number, permission, ended = interview.id, interview.permission, interview.ended
    outcome = Outcome.OPEN if ended and ended > as_of else interview.outcome
    is_open = outcome is Outcome.OPEN
    if ended and ended <= as_of:
        return Encounter(ended, outcome, number, is_open and not interview.rounds, permission)
    began = interview.began if interview.began and interview.began <= as_of else None
    rounds = [one for one in interview.rounds if one.on and one.on <= as_of]
    theirs = [one.on for one in rounds if not one.contacts or contact in one.contacts]
    days = [began, *(theirs or [one.on for one in rounds])]
    on = max((day for day in days if day), default=None)
    return Encounter(on, outcome, number, is_open and on is not None and on in theirs, permission)


@lru_cache(maxsize=65536)
def window_after(touch: date, cadence: Cadence, unanswered: int = 0) -> Window:
    """The window that a touch on a day leads to. A later touch never leads to one that closes earlier."""
    halves = 2 if unanswered < 2 else STRETCH.get(unanswered, STRETCH_MOST)
    opens = _after(touch, cadence.least, halves)
    if cadence.is_single:
        grace = cadence.least.about_days * halves // 2 // SINGLE_GRACE
        return Window(opens, add_span(opens, Span(max(grace, 1), "day")))
    # 60 days can be longer than 2 months.
    return Window(opens, max(opens, _after(touch, cadence.most, halves)))


def _after(day: date, span: Span, halves: int) -> date:
    """The day so many halves of a span later, in whole units of the calendar as far as they go."""
    whole, half = divmod(span.number * halves, 2)
    moved = add_span(day, Span(whole, span.unit))
    return add_span(moved, _HALF[span.unit]) if half else moved


def _window(contact: Contact, touches: Touches, anchor: date | None, cadence: Cadence, as_of: date) -> Window:
    opens, latest = _ordinary(contact, touches, anchor, cadence, as_of)
    # A day that was chosen is a decision and no lateness, also when it is over.
    return Window(opens, max(latest, contact.planned_on) if contact.planned_on else latest)


def _ordinary(contact: Contact, touches: Touches, anchor: date | None, cadence: Cadence, as_of: date) -> Window:
    added = contact.added_on or (contact.created.date() if contact.created else None)
    if anchor is None:
        start = added or as_of
        return Window(start, _first_closes(contact, start, cadence))
    unanswered = touches.unanswered if anchor == touches.last else 0
    opens, latest = window_after(anchor, cadence, unanswered)
    # Nothing that is written down later takes back time once given: neither the first window of somebody new, nor a
    # window stretched because they did not answer.
    if contact.first_by or (added and added >= anchor):
        latest = max(latest, _first_closes(contact, added or anchor, cadence))
    for run in touches.stretches:
        latest = max(latest, _stretched(run, cadence))
    return Window(opens, latest)


def _forward(usual: Window, steps: Sequence[Step], as_of: date) -> Window:
    """The ordinary window, or that of the first step which has its last day still to come and closes no later."""
    ahead = next((one for one in steps if as_of <= one.latest <= usual.latest), None)
    return Window(min(ahead.opens, usual.opens), ahead.latest) if ahead else usual


def _steps(
    usual: Window | None,
    encounter: Encounter | None,
    touches: Touches,
    figures: Interviews,
    as_of: date,
    *,
    words: bool,
) -> tuple[Step, ...]:
    """What is left to do after the last interview, in order.

    A gentle word that closes after the ordinary window is none of its own: whoever writes in time has said it.
    """
    if usual is None or encounter is None or encounter.on is None:
        return ()
    if days_between(encounter.on, as_of) > horizon(figures):
        return ()
    steps = steps_after(encounter.on, encounter.outcome, figures, round_held=encounter.round_held)
    left = steps_left(steps, touches, as_of, words=words) if steps else ()
    return tuple(one for one in left if one.is_courtesy or one.latest <= usual.latest)


def _moved_to(contact: Contact, anchor: date | None, as_of: date) -> date | None:
    """The day somebody was moved to, unless it is over or they were in touch on it."""
    day = contact.planned_on
    return day if day and day >= as_of and (anchor is None or anchor < day) else None


def _agreed(encounter: Encounter) -> bool:
    return encounter.outcome is Outcome.OFFER_DECLINED and encounter.permission is Permission.GIVEN


def _first_closes(contact: Contact, start: date, cadence: Cadence) -> date:
    """The last day of the first window: the one that a big import gave, else one whole cadence after the start."""
    return max(start, contact.first_by) if contact.first_by else window_after(start, cadence).latest


def _stretched(run: Unanswered, cadence: Cadence) -> date:
    return window_after(run.last, cadence, run.number).latest


def _owed(contact: Contact, touches: Touches, met: date | None) -> date | None:
    """The day of their first message that neither an answer, an interview nor a decision of ours has settled."""
    if not touches.waiting:
        return None
    waived = max((mark.on for mark in contact.marks if mark.kind is MarkKind.NO_ANSWER_NEEDED), default=date.min)
    return next((day for day in touches.waiting if day > waived and day >= (met or day)), None)


def _status(
    contact: Contact,
    window: Window | None,
    steps: Sequence[Step],
    anchor: date | None,
    owes: date | None,
    moved: date | None,
    as_of: date,
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
    if owes or (steps and steps[0].opens <= as_of and not (moved and not steps[0].is_courtesy)):
        return Status.DUE, None
    if moved:
        return (Status.LATER if moved > as_of else Status.DUE if anchor else Status.NEW), None
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
