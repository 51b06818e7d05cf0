"""The charts' numbers against slow and obvious counting, day by day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.cadence import parse_cadence
from followup_tui.model.records import Contact, Interaction, Interview, Mark, Result
from followup_tui.model.settings import Cadences, Interviews
from followup_tui.model.words import Channel, Direction, MarkKind, Outcome, ResultKind, Status
from followup_tui.rules.answer_charts import CHANNEL, GAP, answers
from followup_tui.rules.chart import ChartKind, Point
from followup_tui.rules.contact_calendar import contacts_per_day, laid_out, longest_gap
from followup_tui.rules.known_then import history_of
from followup_tui.rules.load_chart import load_ahead
from followup_tui.rules.on_time import ALL, NO_TAG, Ended, ended_windows, on_time
from followup_tui.rules.planner import Day, PlanAhead
from followup_tui.rules.result_charts import by_source
from followup_tui.rules.stats import sent_to
from followup_tui.rules.status_history import ORDER, Rules, days_back, status_history
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import Verdict, encounters, verdict, window_after

START = date(2025, 12, 20)
DAYS = 110
AS_OF = START + timedelta(days=DAYS)
RULES = Rules(Cadences(default="2-3 weeks"), Interviews())
DAY = timedelta(days=1)
RESTS = (MarkKind.SNOOZE, MarkKind.PAUSE, MarkKind.PLAN)
"""Ways to put somebody off until a day; each takes the place of another."""
UNTIL = {*RESTS, MarkKind.SPREAD}


def offsets(most: int = DAYS) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda days: START + timedelta(days=days))


class Past(NamedTuple):
    """What happened to contact 1: interactions, interviews, and decisions in the order in which they were made."""

    contact: Contact
    interactions: tuple[Interaction, ...]
    interviews: tuple[Interview, ...]

    def state(self, day: date) -> Contact:
        """The contact at the end of a day, replayed: of one day a spread comes first, then touches, then decisions."""
        contact = Contact(id=1, name="Ann Lee", added_on=self.contact.added_on, cadence=self.contact.cadence)
        touched = [(one.on, 0, "touch", None) for one in self.interactions if one.counts]
        decided = [
            (one.on, -1 if one.kind is MarkKind.SPREAD else 1 + place, one.kind, one.until)
            for place, one in enumerate(self.contact.marks)
        ]
        for on, _, what, until in sorted([*touched, *decided], key=lambda event: event[:2]):
            if on > day:
                break
            if what == "touch":
                contact = replace(contact, snoozed_until=None, planned_on=None, first_by=None)
            elif what is MarkKind.SPREAD:
                contact = replace(contact, first_by=until)
            elif what in {MarkKind.RESUME, *RESTS}:
                contact = replace(contact, snoozed_until=None, planned_on=None, paused_on=None, paused_until=None)
                if what is MarkKind.SNOOZE:
                    contact = replace(contact, snoozed_until=until)
                elif what is MarkKind.PLAN:
                    contact = replace(contact, planned_on=until)
                elif what is MarkKind.PAUSE:
                    contact = replace(contact, paused_on=on, paused_until=until)
            elif what is MarkKind.ARCHIVE:
                contact = replace(contact, archived_on=on)
            elif what is MarkKind.UNARCHIVE:
                contact = replace(contact, archived_on=None)
        return replace(contact, marks=tuple(one for one in self.contact.marks if one.on <= day))

    def stands(self, known: date, as_of: date) -> Verdict:
        """Where they stand on a day by what was known at the end of another."""
        touches = touches_of([one for one in self.interactions if one.on <= known], as_of)
        met = encounters(self.interviews, known).get(1)
        return verdict(self.state(known), touches, met, RULES.cadences, as_of, RULES.figures)


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """Some months of a contact who is written to, put off, archived and interviewed."""
    added = draw(offsets(20))
    touches = draw(
        st.lists(st.tuples(offsets(), st.sampled_from(Direction), st.booleans() | st.just(True)), max_size=7)
    )
    interactions = tuple(
        Interaction(id=number, on=on, direction=direction, counts=counts, contacts=(1,))
        for number, (on, direction, counts) in enumerate(sorted(touches, key=lambda one: one[0]), 1)
    )
    kinds = [*RESTS, MarkKind.RESUME, MarkKind.ARCHIVE, MarkKind.UNARCHIVE, MarkKind.SPREAD]
    kinds += [MarkKind.SKIP, MarkKind.NO_ANSWER_NEEDED]
    decided = sorted(draw(st.lists(st.tuples(offsets(), st.sampled_from(kinds), st.integers(1, 40)), max_size=4)))
    marks = tuple(
        Mark(on=on, kind=kind, until=on + timedelta(days=days) if kind in UNTIL else None) for on, kind, days in decided
    )
    held = draw(st.lists(st.tuples(offsets(), offsets(), st.sampled_from(Outcome)), max_size=1))
    interviews = tuple(
        Interview(id=5, company=1, contacts=(1,), began=min(one, other), ended=max(one, other), outcome=outcome)
        for one, other, outcome in held
    )
    cadence = draw(st.sampled_from(["", "6 days", "10 days", "1 month", "none"]))
    past = Past(Contact(id=1, name="Ann Lee", added_on=added, cadence=cadence, marks=marks), interactions, interviews)
    return past._replace(contact=replace(past.state(AS_OF), marks=marks))


def day_by_day(past: Past) -> Iterator[Ended]:
    """The windows that ended, found by looking at every single morning."""
    added = past.contact.added_on or date.min
    missed: date | None = None
    day = added
    while day < AS_OF:
        day += DAY
        morning, contact = past.stands(day - DAY, day), past.state(day - DAY)
        late = morning.status is Status.OVERDUE and day not in {contact.snoozed_until, contact.paused_until}
        if late and missed is None:
            missed = day - DAY
        met, former = (encounters(past.interviews, one).get(1) for one in (day, day - DAY))
        touched = any(one.counts and one.on == day for one in past.interactions)
        touched |= bool(met and met.on and met.on != (former.on if former else None))
        if (touched or day == AS_OF) and morning.status not in {Status.ARCHIVED, Status.PAUSED}:
            cadence = parse_cadence(morning.cadence)
            opened = cadence and (
                morning.anchor is None or window_after(morning.anchor, cadence, morning.unanswered).opens <= day
            )
            if missed:
                yield Ended(1, missed, kept=False)
            elif touched and opened:
                yield Ended(1, day, kept=True)
        if touched:
            missed = None


@settings(max_examples=100)
@given(pasts())
def test_windows_kept_are_those_that_looking_at_every_morning_finds(past: Past) -> None:
    history = history_of(past.contact, past.interactions, past.interviews, AS_OF)
    slow = list(day_by_day(past))
    assert list(ended_windows(history, RULES)) == slow
    since = AS_OF - timedelta(days=40)
    assert list(ended_windows(history, RULES, since)) == [one for one in slow if one.on >= since]


@settings(max_examples=60)
@given(pasts(), st.integers(1, 9))
def test_status_over_time_is_the_verdict_by_what_was_known_then(past: Past, apart: int) -> None:
    history = history_of(past.contact, past.interactions, past.interviews, AS_OF)
    days = [AS_OF - timedelta(days=back) for back in range(0, DAYS, apart)]
    chart = status_history([history], RULES, days[::-1])
    for point in chart.points:
        assert point.on is not None
        known = (past.contact.added_on or date.min) <= point.on
        expected = [past.stands(point.on, point.on).status] if known else []
        assert [status for status, number in zip(ORDER, point.values, strict=True) if number] == expected
        assert point.people == ((1,) if expected == [Status.OVERDUE] else ())
    now = verdict(
        past.contact, touches_of(past.interactions, AS_OF), encounters(past.interviews, AS_OF).get(1),
        RULES.cadences, AS_OF, RULES.figures,
    )  # fmt: skip
    assert chart.points[-1].values[ORDER.index(now.status)] == 1


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.integers(1, 4),
        st.lists(st.tuples(offsets(DAYS + 9), st.booleans() | st.just(True)), max_size=8),
    ),
    st.integers(1, 30),
)
def test_contacts_per_day_count_each_person_once_a_day(spoken: dict[int, list[tuple[date, bool]]], weeks: int) -> None:
    touches = [
        (number, [Interaction(id=place, on=on, counts=counts) for place, (on, counts) in enumerate(rows, 1)])
        for number, rows in spoken.items()
    ]
    chart = contacts_per_day(touches, AS_OF, weeks)
    day = chart.points[0].on
    assert day is not None
    assert day.weekday() == 0
    assert AS_OF - timedelta(weeks=weeks) < day <= AS_OF - timedelta(weeks=weeks - 1)
    for point in chart.points:
        assert point.on == day
        people = sorted(number for number, rows in spoken.items() if (day, True) in rows)
        assert (point.people, point.values) == (tuple(people), (len(people),))
        day += DAY
    assert day == AS_OF + DAY
    rows = laid_out(chart).rows
    assert [one for week in zip(*rows, strict=True) for one in week if one] == list(chart.points)


def test_an_interaction_with_several_people_counts_each_and_a_note_counts_none() -> None:
    dinner = Interaction(id=1, on=AS_OF, channel=Channel.MEETING, contacts=(1, 2))
    note = Interaction(id=2, on=AS_OF, channel=Channel.NOTE, counts=False, contacts=(3,))
    chart = contacts_per_day([(1, [dinner]), (2, [dinner]), (3, [note])], AS_OF, 1)
    assert (chart.points[-1].values, chart.points[-1].people) == ((2,), (1, 2))
    assert "too few to say more" in chart.note


def test_the_longest_gap_counts_from_the_first_contact_until_today() -> None:
    assert longest_gap([], AS_OF) == 0
    assert longest_gap([AS_OF], AS_OF) == 0
    assert longest_gap([AS_OF - 9 * DAY, AS_OF - 3 * DAY], AS_OF) == 5
    assert longest_gap([AS_OF - 30 * DAY, AS_OF - 29 * DAY], AS_OF) == 29


def a_contact(number: int, *days: int, tags: Sequence[str] = (), added: int = 90) -> tuple[Contact, list[Interaction]]:
    """Somebody every two weeks, with touches so many days ago."""
    contact = Contact(
        id=number, name=f"No {number}", added_on=AS_OF - timedelta(days=added), cadence="2 weeks", tags=tuple(tags)
    )
    on = (AS_OF - timedelta(days=ago) for ago in days)
    return contact, [
        Interaction(id=number * 100 + at, on=day, direction=Direction.BOTH, contacts=(number,))
        for at, day in enumerate(on, 1)
    ]


def test_on_time_counts_by_tag_and_leads_to_those_who_missed_one() -> None:
    kept, late, fresh = (
        a_contact(1, 60, 45, 30, 15, tags=["vc"]),
        a_contact(2, 60, 30, tags=["vc", "loose"]),
        a_contact(3, 25, 10, 7),
    )
    histories = [history_of(*one, (), AS_OF) for one in (kept, late, fresh)]
    chart = on_time(histories, RULES, AS_OF - timedelta(days=59))
    points = {one.label: one for one in chart.points}
    assert (points["vc"].values, points["vc"].of, points["vc"].people) == ((3,), 5, (2,))
    assert (points["loose"].values, points["loose"].of) == ((0,), 2)
    assert (points[NO_TAG].values, points[NO_TAG].of) == ((1,), 1)
    assert points[ALL].of == points["vc"].of + points[NO_TAG].of
    assert chart.points[0].label == ALL
    assert chart.points[-1].label == NO_TAG
    assert all(one.share is None for one in chart.points)
    assert "too few to say more" in chart.note


def test_the_first_window_of_a_large_import_is_left_out() -> None:
    contact, touches = a_contact(1, 40, added=90)
    assert [one.kept for one in ended_windows(history_of(contact, touches, (), AS_OF), RULES)] == [False, False]
    spread = history_of(contact, touches, (), AS_OF, spread=True)
    assert [one.kept for one in ended_windows(spread, RULES)] == [False]
    assert spread.on(AS_OF - timedelta(days=60)).first_by == touches[0].on


def test_answers_lead_to_those_who_were_silent_last() -> None:
    def letters(number: int, *answered: bool) -> list[Interaction]:
        rows = []
        for at, one in enumerate(answered):
            on = START + timedelta(days=40 * at)
            rows.append(Interaction(id=number * 100 + 10 * at, on=on, channel=Channel.EMAIL, contacts=(number,)))
            if one:
                rows.append(Interaction(id=rows[-1].id + 1, on=on + DAY, direction=Direction.IN, contacts=(number,)))
        return rows

    people = {1: letters(1, True, False), 2: letters(2, False, True), 3: letters(3, False)}
    sent = [one for number, rows in people.items() for one in sent_to(number, rows, AS_OF)]
    (email,) = answers(CHANNEL, sent).points
    assert (email.label, email.values, email.of, email.people) == ("email", (2,), 5, (1, 3))
    gaps = answers(GAP, sent).points
    assert [one.label for one in gaps] == ["first message", "1-3 months"]
    assert sum(one.of for one in gaps) == email.of


def test_results_are_counted_by_how_the_interview_with_the_giver_ended() -> None:
    held = Interview(id=5, company=1, contacts=(1,), outcome=Outcome.OFFER_DECLINED)
    found = [
        Result(id=1, kind=ResultKind.LEAD, contact=1, on=START), Result(id=2, kind=ResultKind.JOB, contact=1, on=START),
        Result(id=3, kind=ResultKind.LEAD, contact=2, on=START), Result(id=4, contact=2, on=AS_OF + DAY),
    ]  # fmt: skip
    chart = by_source(found, lambda number: (held,) if number == 1 else (), AS_OF)
    totals = {one.label: (one.total, one.people) for one in chart.points}
    assert totals == {Outcome.OFFER_DECLINED.phrase: (2, (1,)), "no interview": (1, (2,))}
    assert chart.kind is ChartKind.COUNTS


@pytest.mark.parametrize(("weeks", "points"), [(2, 14), (9, 10)])
def test_the_load_is_shown_by_day_or_by_week_and_loses_nobody(weeks: int, points: int) -> None:
    monday = date(2026, 9, 7)
    first = monday + 2 * DAY
    days = tuple(
        Day(first + step * DAY, 3, (Planned(step, Kind.CHECK_IN),), (Planned(900 + step, Kind.BIRTHDAY),), 0, 0, (7, 8))
        for step in range(weeks * 7)
    )
    chart = load_ahead(PlanAhead(first, days, (), None, 0, 0, False), weeks)
    assert len(chart.points) == points
    assert sum(one.total for one in chart.points) == sum(one.load for one in days)
    assert sum(one.limit or 0 for one in chart.points) == 3 * len(days)
    assert [one.on for one in chart.points[1:3]] == (
        [first + DAY, first + 2 * DAY] if weeks < 9 else [monday + 7 * DAY, monday + 14 * DAY]
    )
    assert "Over what the pace holds" in chart.note
    mine = load_ahead(PlanAhead(first, days, (), None, 0, 0, False), weeks, {7})
    assert Counter(one.values[1] for one in mine.points).total() == points
    assert {number for one in mine.points for number in one.people} == {7}


def test_nothing_is_charted_as_nothing() -> None:
    empty = [
        contacts_per_day([], AS_OF, 4), status_history([], RULES, days_back(AS_OF, 52)), on_time([], RULES, START),
        answers(CHANNEL, []), by_source([], lambda number: (), AS_OF),
    ]  # fmt: skip
    assert all(chart.is_empty and chart.note for chart in empty)
    assert Point("x", (0,), of=10).share == 0.0
