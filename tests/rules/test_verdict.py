"""Where a contact stands: one total, pure function, and the promises that the design makes about it."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.records import Contact, Interaction, Interview, Mark, Round
from followup_tui.model.settings import Cadences, Interviews
from followup_tui.model.words import Direction, MarkKind, Outcome, Relation, Status
from followup_tui.rules.touches import NO_TOUCHES, Touches, touches_of
from followup_tui.rules.verdict import Encounter, Verdict, cadence_of, encounters, verdict, window_after
from tests.strategies import CADENCES, FIGURES, SOME_DAYS, active_standings, processes, standings, touches_in_any_order

DAY = date(2025, 6, 1)
NO_DAYS = timedelta(0)
ORDER = (Status.LATER, Status.NEW, Status.DUE, Status.OVERDUE)
FOLLOWED = Interviews()
ALONE = Interviews(thank="", answer="", decline="", words=())
"""Nothing follows an interview: the ordinary windows alone."""
MEETINGS = st.lists(processes(), max_size=2)
IN, OUT, BOTH = Direction.IN, Direction.OUT, Direction.BOTH


def judge(
    contact: Contact,
    rows: list[Interaction],
    met: list[Interview],
    cadences: Cadences,
    as_of: date,
    figures: Interviews = FOLLOWED,
) -> Verdict:
    """The verdict as the book asks for it."""
    return verdict(contact, touches_of(rows, as_of), encounters(met, as_of).get(contact.id), cadences, as_of, figures)


def ann(**fields: object) -> Contact:
    return Contact(**{"id": 1, "name": "Ann Lee", "added_on": date(2020, 1, 1), **fields})  # type: ignore[arg-type]  # fields of a contact


def at(day: date, *, wrote: Direction = OUT) -> Touches:
    return touches_of([Interaction(id=1, on=day, direction=wrote, contacts=(1,))], day)


# Properties


@given(standings(), touches_in_any_order(), MEETINGS, CADENCES, SOME_DAYS)
def test_everybody_has_exactly_one_sound_verdict_a_day(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, as_of: date
) -> None:
    found = judge(contact, rows, met, cadences, as_of)
    assert found == judge(contact, list(reversed(rows)), met, cadences, as_of)
    assert found.contact == 1
    assert found.status in Status
    assert (found.days_overdue > 0) is (found.status is Status.OVERDUE)
    assert (found.opens is None) is (found.latest is None) is (found.cadence == "none")
    if found.opens and found.latest and found.anchor:
        assert found.opens <= found.latest
        assert found.anchor < found.opens or (found.step and found.step.opens == found.opens == found.anchor)
    assert found.window_days > 0 or found.cadence == "none"
    assert found.urgency >= 0
    assert found.cadence
    assert found.cadence_from.split()[0] in {"contact", "tag", "relation", "outcome", "default"}


@given(active_standings(), touches_in_any_order(4), MEETINGS, CADENCES, SOME_DAYS)
def test_everybody_comes_due_once_a_round_and_stays_so_until_written_to(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, start: date
) -> None:
    """Scanned forward without a touch: later, then due (or new), then overdue, each once and the last for good.

    What follows an interview comes on top of that, and is held against it in the next test.
    """
    contact = replace(contact, id=1)
    rows = [one for one in rows if one.on <= start]
    met = [
        one for one in met if all(day <= start for day in (one.began, one.ended, *(r.on for r in one.rounds)) if day)
    ]
    first = judge(contact, rows, met, cadences, start, ALONE)
    assume(first.latest is not None)
    assert first.opens
    assert first.latest
    days = {start, first.opens, first.latest, first.latest + timedelta(days=1)}
    days |= {start + timedelta(days=step) for step in (1, 30, 90, 200, 500, 1000, 4000, 8000)}
    days |= {first.opens - timedelta(days=1)}
    scanned = [judge(contact, rows, met, cadences, day, ALONE) for day in sorted(days) if day >= start]
    ranks = [ORDER.index(one.status) for one in scanned]
    assert ranks == sorted(ranks)
    assert {(one.opens, one.latest) for one in scanned} == {(first.opens, first.latest)}
    on_last_day = judge(contact, rows, met, cadences, max(first.latest, start), ALONE)
    if first.latest >= start:
        assert on_last_day.status in {Status.DUE, Status.NEW}
    day_after = max(first.latest, start) + timedelta(days=1)
    assert judge(contact, rows, met, cadences, day_after, ALONE).status is Status.OVERDUE
    late = [one.days_overdue for one in scanned]
    assert late == sorted(late)


SOON_AFTER = st.tuples(SOME_DAYS, st.integers(0, 120))


@given(standings(), touches_in_any_order(), MEETINGS, CADENCES, FIGURES, SOON_AFTER)
def test_what_follows_an_interview_only_ever_brings_somebody_forward(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, figures: Interviews,
    day: tuple[date, int],
) -> None:  # fmt: skip
    """Never later, never overdue by it, and once nothing is left of it as if it had not been."""
    ends = [one.ended for one in met if one.ended]
    as_of = (ends[0] if ends else day[0]) + timedelta(days=day[1])
    alone = Interviews(thank="", answer="", decline="", words=(), agreed=figures.agreed)
    plain, found = (judge(contact, rows, met, cadences, as_of, one) for one in (alone, figures))
    assert found.days_overdue == plain.days_overdue
    assert found.status is plain.status or (found.status, plain.status) == (Status.DUE, Status.LATER)
    if found.step is None:
        assert found == plain
    else:
        assert found.opens
        assert found.latest
        assert plain.opens
        assert plain.latest
        assert found.opens <= plain.opens
        assert found.latest <= plain.latest
        assert found.step.lapses >= as_of
        assert found.anchor
        assert found.step.opens >= found.step.follows
        assert found.latest >= min(as_of, plain.latest)


@given(standings(), touches_in_any_order(), MEETINGS, CADENCES, FIGURES, SOON_AFTER, st.sampled_from(Direction))
def test_a_touch_after_an_interview_never_makes_anybody_more_overdue(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, figures: Interviews,
    day: tuple[date, int], direction: Direction,
) -> None:  # fmt: skip
    """Close to the end, where the steps are; a message of ours leaves no courtesy behind."""
    assume(contact.added_on or contact.created)
    ends = [one.ended for one in met if one.ended]
    as_of = (ends[0] if ends else day[0]) + timedelta(days=day[1])
    before = judge(contact, rows, met, cadences, as_of, figures)
    touch = Interaction(id=999, on=as_of, direction=direction, contacts=(1,))
    after = judge(contact, [*rows, touch], met, cadences, as_of, figures)
    assert after.days_overdue <= before.days_overdue
    if direction is OUT:
        assert not (after.step and after.step.opens <= as_of)
    if before.last_touch:
        old = Interaction(id=998, on=before.last_touch - timedelta(days=9), direction=direction, contacts=(1,))
        assert judge(contact, [*rows, old], met, cadences, as_of, figures) == before


@given(standings(), touches_in_any_order(), MEETINGS, CADENCES, SOME_DAYS, SOME_DAYS, st.sampled_from(Direction))
@example(
    ann(cadence="2 months"),
    [Interaction(id=1, on=date(2024, 12, 30), contacts=(1,))],
    [], Cadences(), DAY, date(2024, 12, 31), IN,
).via("a window of one span that closes a quarter of its days later")  # fmt: skip
@example(
    ann(cadence="6 months"),
    [Interaction(id=number, on=date(2024, 8, 28 - 4 * (4 - number)), contacts=(1,)) for number in (1, 2, 3)]
    + [Interaction(id=4, on=date(2024, 8, 28), contacts=(1,))],
    [], Cadences(), date(2027, 6, 1), date(2024, 8, 31), OUT,
).via("stretched twice from the end of August")  # fmt: skip
def test_a_touch_never_makes_anybody_more_overdue(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, as_of: date, on: date,
    direction: Direction,
) -> None:  # fmt: skip
    assume(contact.added_on or contact.created)  # without a beginning the first window moves on with every day
    on = min(on, as_of)
    touch = Interaction(id=999, on=on, direction=direction, contacts=(1,))
    before = judge(contact, rows, met, cadences, as_of)
    after = judge(contact, [*rows, touch], met, cadences, as_of)
    assert after.days_overdue <= before.days_overdue
    assert after.last_touch
    assert after.last_touch >= (before.last_touch or date.min)


@given(
    standings(), touches_in_any_order().filter(bool), MEETINGS, CADENCES, SOME_DAYS, st.integers(1, 2000),
    st.sampled_from(Direction),
)  # fmt: skip
def test_writing_down_the_past_changes_nothing(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, as_of: date, earlier: int,
    direction: Direction,
) -> None:  # fmt: skip
    before = judge(contact, rows, met, cadences, as_of)
    assume(before.last_touch)
    assert before.last_touch
    old = Interaction(id=999, on=before.last_touch - timedelta(days=earlier), direction=direction, contacts=(1,))
    assert judge(contact, [*rows, old], met, cadences, as_of) == before


@given(standings(), MEETINGS, CADENCES, SOME_DAYS, st.integers(1, 2000), st.sampled_from(Direction))
def test_a_message_from_before_the_interview_changes_no_window_and_waits_for_nobody(
    contact: Contact, met: list[Interview], cadences: Cadences, as_of: date, earlier: int, direction: Direction
) -> None:
    before = judge(contact, [], met, cadences, as_of)
    assume(before.anchor)
    assert before.anchor
    old = Interaction(id=999, on=before.anchor - timedelta(days=earlier), direction=direction, contacts=(1,))
    after = judge(contact, [old], met, cadences, as_of)
    assert after == before._replace(last_touch=old.on)


@given(standings(), touches_in_any_order(), MEETINGS, CADENCES, SOME_DAYS, SOME_DAYS)
def test_archiving_and_bringing_back_is_as_if_nothing_had_been(
    contact: Contact, rows: list[Interaction], met: list[Interview], cadences: Cadences, as_of: date, on: date
) -> None:
    contact = replace(contact, archived_on=None)
    marked = (*contact.marks, Mark(on=on, kind=MarkKind.ARCHIVE), Mark(on=as_of, kind=MarkKind.UNARCHIVE))
    archived = replace(contact, archived_on=min(on, as_of))
    assert judge(archived, rows, met, cadences, as_of).status is Status.ARCHIVED
    assert judge(replace(archived, archived_on=None, marks=marked), rows, met, cadences, as_of) == judge(
        contact, rows, met, cadences, as_of
    )


@given(touches_in_any_order(), SOME_DAYS, st.integers(1, 60))
def test_putting_off_is_no_contact(rows: list[Interaction], as_of: date, days: int) -> None:
    """Skips and snoozes hide somebody for a while; the window they come back to is the one they left."""
    plain = judge(ann(), rows, [], Cadences(), as_of)
    skipped = judge(ann(marks=(Mark(on=as_of, kind=MarkKind.SKIP),)), rows, [], Cadences(), as_of)
    assert skipped == plain
    snoozed = ann(snoozed_until=as_of + timedelta(days=days))
    hidden = judge(snoozed, rows, [], Cadences(), as_of)
    assert hidden.status is Status.SNOOZED
    assert (hidden.opens, hidden.latest, hidden.last_touch) == (plain.opens, plain.latest, plain.last_touch)
    back = as_of + timedelta(days=days)
    assert judge(snoozed, rows, [], Cadences(), back) == judge(ann(), rows, [], Cadences(), back)


# Windows


def test_the_window_counts_from_the_last_touch() -> None:
    found = verdict(ann(), at(date(2025, 1, 15)), None, Cadences(), DAY)
    assert (found.anchor, found.opens, found.latest) == (date(2025, 1, 15), date(2025, 4, 15), date(2025, 7, 15))
    assert (found.status, found.days_overdue) == (Status.DUE, 0)


@pytest.mark.parametrize(
    ("as_of", "status", "late"),
    [
        (date(2025, 4, 14), Status.LATER, 0),
        (date(2025, 4, 15), Status.DUE, 0),
        (date(2025, 7, 15), Status.DUE, 0),
        (date(2025, 7, 16), Status.OVERDUE, 1),
        (date(2026, 7, 15), Status.OVERDUE, 365),
    ],
)
def test_both_ends_belong_to_the_window(as_of: date, status: Status, late: int) -> None:
    found = verdict(ann(), at(date(2025, 1, 15)), None, Cadences(), as_of)
    assert (found.status, found.days_overdue) == (status, late)


def test_half_a_year_from_the_end_of_august_is_the_end_of_february() -> None:
    assert verdict(ann(cadence="6 months"), at(date(2023, 8, 31)), None, Cadences(), DAY).opens == date(2024, 2, 29)
    assert verdict(ann(cadence="6 months"), at(date(2024, 8, 31)), None, Cadences(), DAY).opens == date(2025, 2, 28)


def test_a_single_span_opens_after_it_and_stays_open_for_a_quarter_of_it() -> None:
    found = verdict(ann(cadence="2 weeks"), at(DAY), None, Cadences(), DAY)
    assert (found.opens, found.latest) == (DAY + timedelta(days=14), DAY + timedelta(days=17))
    daily = verdict(ann(cadence="1 day"), at(DAY), None, Cadences(), DAY)
    assert (daily.opens, daily.latest) == (DAY + timedelta(days=1), DAY + timedelta(days=2))


@given(
    SOME_DAYS,
    SOME_DAYS,
    st.sampled_from(["60d-2m", "30d-1m", "2 months", "1 year", "3-6 months", "2w-3m"]),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_a_later_touch_never_closes_the_window_earlier(
    one: date, other: date, words: str, unanswered: int, more: int
) -> None:
    one, other = sorted((one, other))
    cadence = parse_cadence(words)
    assert cadence
    first, second = window_after(one, cadence, unanswered), window_after(other, cadence, unanswered)
    assert one < first.opens <= first.latest <= second.latest
    assert first.opens <= second.opens
    assert first.latest <= window_after(one, cadence, unanswered + more).latest


def test_the_last_interview_is_a_touch_for_somebody_never_written_to() -> None:
    met = Encounter(date(2025, 2, 10), Outcome.REJECTED)
    found = verdict(ann(), NO_TOUCHES, met, Cadences(), DAY)
    assert (found.status, found.last_touch, found.anchor) == (Status.DUE, None, date(2025, 2, 10))
    assert (found.opens, found.latest) == (date(2025, 5, 10), date(2025, 8, 10))


def test_an_interview_after_the_last_message_counts_anew() -> None:
    met = Encounter(date(2025, 5, 1), Outcome.OPEN)
    assert verdict(ann(), at(date(2025, 1, 1)), met, Cadences(), DAY).status is Status.LATER
    assert verdict(ann(), at(date(2025, 1, 1), wrote=IN), met, Cadences(), DAY).owes_since is None


def test_somebody_never_met_is_new_for_one_cadence_and_then_late() -> None:
    new = ann(added_on=date(2025, 6, 1))
    found = verdict(new, NO_TOUCHES, None, Cadences(), DAY)
    assert (found.status, found.opens, found.latest) == (Status.NEW, DAY, date(2025, 12, 1))
    assert verdict(new, NO_TOUCHES, None, Cadences(), date(2025, 12, 1)).status is Status.NEW
    assert verdict(new, NO_TOUCHES, None, Cadences(), date(2025, 12, 2)).days_overdue == 1


def test_a_big_import_gives_the_new_more_time() -> None:
    new = ann(added_on=DAY, first_by=date(2026, 9, 1))
    assert verdict(new, NO_TOUCHES, None, Cadences(), date(2026, 9, 1)).status is Status.NEW
    assert verdict(new, NO_TOUCHES, None, Cadences(), date(2026, 9, 2)).days_overdue == 1


def test_nobody_is_overdue_on_the_day_they_were_added() -> None:
    """Old interviews and old messages that came with an import leave a whole cadence for the first hello."""
    new = ann(added_on=DAY)
    found = verdict(new, NO_TOUCHES, Encounter(date(2019, 3, 1), Outcome.REJECTED), Cadences(), DAY)
    assert (found.status, found.latest) == (Status.DUE, date(2025, 12, 1))
    assert verdict(new, at(date(2019, 3, 1)), None, Cadences(), DAY).status is Status.DUE


def test_a_cadence_of_none_is_never_due_but_an_answer_still_is() -> None:
    never = ann(cadence="none")
    assert verdict(never, at(date(2019, 1, 1)), None, Cadences(), DAY).status is Status.LATER
    assert verdict(never, at(date(2025, 5, 30), wrote=IN), None, Cadences(), DAY).status is Status.DUE


def test_a_record_written_by_hand_with_an_unreadable_cadence_has_the_inherited_one() -> None:
    found = verdict(ann(cadence="now and then"), at(DAY), None, Cadences(), DAY)
    assert (found.cadence, found.cadence_from) == ("3-6 months", "default")


# Where the cadence comes from


@pytest.mark.parametrize(
    ("fields", "outcome", "cadence", "origin"),
    [
        ({"cadence": "1 week", "tags": ("close",)}, Outcome.REJECTED, "1 week", "contact"),
        ({"tags": ("loose", "close"), "relation": Relation.RECRUITER}, Outcome.REJECTED, "2 weeks", "tag close"),
        ({"tags": ("never", "loose")}, None, "6-12 months", "tag loose"),
        ({"tags": ("never",)}, None, "none", "tag never"),
        ({"tags": ("other",), "relation": Relation.RECRUITER}, Outcome.REJECTED, "1 month", "relation recruiter"),
        ({"relation": Relation.EXECUTIVE}, Outcome.REJECTED, "3 months", "outcome rejected"),
        ({}, Outcome.OPEN, "3-6 months", "default"),
        ({}, None, "3-6 months", "default"),
    ],
)
def test_the_cadence_is_inherited_and_says_from_where(
    fields: dict[str, object], outcome: Outcome | None, cadence: str, origin: str
) -> None:
    cadences = Cadences(
        tags={"loose": "6-12 months", "close": "2w", "never": "none"},
        relations={"recruiter": "1 month"},
        outcomes={"rejected": "3 months"},
    )
    met = Encounter(DAY, outcome) if outcome else None
    _, words, found = cadence_of(ann(**fields), met, cadences)
    assert (words, found) == (cadence, origin)


# Unanswered and owed


@pytest.mark.parametrize(
    ("attempts", "opens", "latest"),
    [
        (1, date(2025, 4, 1), date(2025, 7, 1)),
        (2, date(2025, 5, 16), date(2025, 10, 1)),
        (3, date(2025, 7, 1), date(2026, 1, 1)),
        (4, date(2025, 7, 1), date(2026, 1, 1)),
    ],
)
def test_unanswered_messages_stretch_the_window(attempts: int, opens: date, latest: date) -> None:
    """Half as long again after two, twice after three; in months of the calendar, half a month being 15 days."""
    days = [date(2025, 1, 1) - timedelta(days=100 * back) for back in reversed(range(attempts))]
    rows = [Interaction(id=number, on=day, contacts=(1,)) for number, day in enumerate(days, start=1)]
    found = judge(ann(), rows, [], Cadences(), date(2025, 1, 2))
    assert (found.unanswered, found.opens, found.latest) == (attempts, opens, latest)
    assert found.status is Status.LATER


def test_an_answer_ends_the_stretch_but_takes_no_day_away() -> None:
    rows = [
        Interaction(id=1, on=date(2024, 9, 1), contacts=(1,)),
        Interaction(id=2, on=date(2025, 1, 1), contacts=(1,)),
        Interaction(id=3, on=date(2025, 1, 5), direction=BOTH, contacts=(1,)),
    ]
    found = judge(ann(), rows, [], Cadences(), DAY)
    assert (found.unanswered, found.opens) == (0, date(2025, 4, 5))
    assert found.latest == date(2025, 10, 1)


def test_their_message_is_due_at_once_and_red_only_after_the_window() -> None:
    found = verdict(ann(), at(DAY, wrote=IN), None, Cadences(), DAY)
    assert (found.status, found.owes_since) == (Status.DUE, DAY)
    late = verdict(ann(), at(DAY, wrote=IN), None, Cadences(), DAY + timedelta(days=300))
    assert (late.status, late.owes_since) == (Status.OVERDUE, DAY)


def test_no_answer_needed_holds_until_they_write_again() -> None:
    waived = ann(marks=(Mark(on=date(2025, 5, 20), kind=MarkKind.NO_ANSWER_NEEDED),))
    rows = [Interaction(id=1, on=date(2025, 5, 19), direction=IN, contacts=(1,))]
    assert judge(waived, rows, [], Cadences(), DAY).owes_since is None
    assert judge(waived, rows, [], Cadences(), DAY).status is Status.LATER
    rows.append(Interaction(id=2, on=date(2025, 5, 25), direction=IN, contacts=(1,)))
    assert judge(waived, rows, [], Cadences(), DAY).owes_since == date(2025, 5, 25)


# Put off


def test_archived_goes_before_paused_before_snoozed() -> None:
    far = date(2030, 1, 1)
    every = ann(snoozed_until=far, paused_on=DAY, archived_on=DAY)
    late = at(date(2020, 1, 1))
    assert verdict(every, late, None, Cadences(), DAY).status is Status.ARCHIVED
    assert verdict(replace(every, archived_on=None), late, None, Cadences(), DAY).status is Status.PAUSED
    snoozed = verdict(replace(every, archived_on=None, paused_on=None), late, None, Cadences(), DAY)
    assert (snoozed.status, snoozed.returns, snoozed.days_overdue) == (Status.SNOOZED, far, 0)


@pytest.mark.parametrize("field", ["snoozed_until", "paused_until"])
def test_they_come_back_on_the_day_that_was_said(field: str) -> None:
    off = ann(**{field: date(2025, 6, 10)}, **({"paused_on": DAY} if field == "paused_until" else {}))
    days = [verdict(off, NO_TOUCHES, None, Cadences(), date(2025, 6, day)).status for day in (9, 10)]
    assert days[0] in {Status.SNOOZED, Status.PAUSED}
    assert days[1] is Status.OVERDUE


def test_a_pause_without_an_end_lasts() -> None:
    found = verdict(ann(paused_on=DAY), NO_TOUCHES, None, Cadences(), date(2050, 1, 1))
    assert (found.status, found.returns) == (Status.PAUSED, None)


# Encounters


def test_the_last_interview_counts_and_the_future_does_not() -> None:
    held = [
        Interview(id=1, company=1, contacts=(1,), ended=date(2024, 5, 1), outcome=Outcome.REJECTED),
        Interview(id=2, company=2, contacts=(1, 2), began=date(2025, 1, 1), rounds=(Round(on=date(2025, 3, 1)),)),
        Interview(id=3, company=3, contacts=(1,), began=date(2026, 1, 1), outcome=Outcome.HIRED),
    ]
    found = encounters(held, DAY)
    assert found[1] == Encounter(date(2025, 3, 1), Outcome.OPEN, 2, round_held=True)
    assert found[2].on == date(2025, 3, 1)
    assert 3 not in found


@given(st.lists(processes(), max_size=4, unique_by=lambda one: one.id), SOME_DAYS)
def test_the_order_of_interviews_in_the_file_does_not_matter(held: list[Interview], as_of: date) -> None:
    assert encounters(held, as_of) == encounters(list(reversed(held)), as_of)
