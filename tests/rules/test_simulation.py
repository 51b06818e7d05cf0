"""Synthetic years: the same world for every policy, every window counted once, and no policy beyond its capacity."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.actions.simulating import compare, first_by
from followup_tui.model.words import Direction
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.policies import DayList, Ours, Policy, fuzz, policies
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.simulated_desk import Desk
from followup_tui.rules.simulated_world import EventKind, Size, World, make_world
from followup_tui.rules.simulation import Figures, simulate
from followup_tui.rules.today import CheckIns, todays_list

POLICIES = policies(0.0)
SMALL = Size(contacts=14, per_day=1, years=1)
NAMES = st.sampled_from(list(POLICIES))


def world_of(seed: int, size: Size = SMALL) -> World:
    return make_world(size, Random(seed), first_by)


class Watched:
    """A policy, with everything that it chose, and with what happened counted anew from the records."""

    def __init__(self, name: str, world: World) -> None:
        self.lists: dict[int, DayList] = {}
        self.said: list[tuple[int, date, Direction]] = []
        self.came: list[tuple[int, date]] = []
        self.lost = self.windows = 0
        self._latest: dict[int, date | None] = {}
        self._known: Counter[int] = Counter()
        self._leaves = {
            event.contact: world.days[day]
            for day, events in enumerate(world.events)
            for event in events
            if event.kind is EventKind.LEAVES
        }
        self.figures = simulate(world, partial(self._watch, POLICIES[name]))
        for contact in list(self._latest):
            self._count(contact, world.days[-1])

    def _watch(self, policy: Callable[[Desk], Policy], desk: Desk) -> Policy:
        self.desk, self.policy = desk, policy(desk)
        return self

    def list_of(self, day: int) -> DayList:
        self.lists[day] = self.policy.list_of(day)
        return self.lists[day]

    def noted(self, contact: int) -> None:
        self.policy.noted(contact)
        if contact not in self.desk.contacts:
            self._count(contact, self._leaves[contact])
            return
        said = self.desk.history(contact)
        if contact not in self._latest:
            self.came.append((contact, self.desk.contacts[contact].added_on or date.min))
        elif len(said) > self._known[contact]:
            self._count(contact, said[-1].on)
            self.said.append((contact, said[-1].on, said[-1].direction))
        self._known[contact] = len(said)
        self._latest[contact] = self.desk.verdicts[contact].latest

    def _count(self, contact: int, day: date) -> None:
        latest = self._latest.pop(contact)
        if latest:
            self.windows += 1
            self.lost += day > latest


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), NAMES, st.integers(1, 2))
def test_every_window_counts_once_and_no_day_holds_more_than_its_capacity(seed: int, name: str, per_day: int) -> None:
    world = world_of(seed, SMALL._replace(per_day=per_day))
    watched = Watched(name, world)
    figures = watched.figures
    assert figures.kept + figures.lost + figures.renewed + figures.unfinished == watched.windows
    assert figures.lost == watched.lost
    assert figures.messages == sum(1 for *_, direction in watched.said if direction is Direction.OUT)
    for day, listed in watched.lists.items():
        assert world.capacity[day] == capacity_on(world.days[day], world.plan) > 0
        assert len(listed.check_ins) <= max(world.capacity[day] - len(listed.first), 0)
        assert len({*listed.first, *listed.check_ins}) == len(listed.first) + len(listed.check_ins) <= listed.asks
    assert figures.longest_list == max(listed.asks for listed in watched.lists.values())


@pytest.mark.parametrize("seed", [3, 4])
def test_all_policies_meet_the_same_world(seed: int) -> None:
    """The same people on the same days, at the same companies in the end, and the same messages of their own accord."""
    world = world_of(seed)
    unasked = Counter(
        (event.contact, world.days[day])
        for day, events in enumerate(world.events)
        for event in events
        if event.kind is EventKind.WRITES
    )
    seen = [Watched(name, world) for name in POLICIES]
    for one in seen:
        assert one.came == seen[0].came
        assert {number: contact.company for number, contact in one.desk.contacts.items()} == {
            number: contact.company for number, contact in seen[0].desk.contacts.items()
        }
        theirs = Counter((number, day) for number, day, direction in one.said if direction is Direction.IN)
        assert unasked <= theirs
        answered = theirs - unasked
        written = {(number, day) for number, day, direction in one.said if direction is Direction.OUT}
        promised = Counter(
            (number, world.days[answer.day])
            for number, day in written
            if (answer := world.answer(number, world.days.index(day))) and answer.day < len(world.days)
        )
        assert answered <= promised


def test_the_same_seed_gives_the_same_figures_and_another_seed_others() -> None:
    size = SMALL._replace(contacts=6)
    assert world_of(5) == world_of(5) != world_of(6)
    assert compare(size, 1, 2) == compare(size, 1, 2) != compare(size, 2, 2)


def test_more_worlds_leave_the_first_ones_as_they_are() -> None:
    told: list[tuple[int, int]] = []
    one, two = (compare(SMALL, 1, worlds, lambda *step: told.append(step)) for worlds in (1, 2))
    ours, again = one.policies[0].shares, two.policies[0].shares
    assert ours.middle in {again.least, again.most}
    assert told == [(done, 9) for done in range(9)] + [(done, 18) for done in range(18)]


class Anew(Ours):
    """The program, held every day against a roster that is made from nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk

    def list_of(self, day: int) -> DayList:
        listed = super().list_of(day)
        desk, as_of = self.desk, self.desk.world.days[day]
        roster = Roster(
            as_of,
            [
                Listed(contact, desk.stands(number, as_of), desk.touches[number].last_out == as_of)
                for number, contact in desk.contacts.items()
            ],
        )
        today = todays_list(roster, desk.contacts, (), desk.written_at, desk.world.plan)
        assert (*listed.first, *CheckIns(listed.check_ins)) == (
            *(one.contact for one in today.planned[: len(listed.first)]),
            *today.planned[len(listed.first) :],
        )
        return listed


def test_ours_is_the_list_that_the_program_makes_of_that_day() -> None:
    world = world_of(8, Size(contacts=30, per_day=1, years=1))
    assert simulate(world, Anew) == simulate(world, Ours)


def test_where_the_pace_is_too_low_ours_keeps_the_most_windows_and_no_list_is_a_wall() -> None:
    world = world_of(1, Size(contacts=140, per_day=1, years=3))
    figures: dict[str, Figures] = {name: simulate(world, policy) for name, policy in POLICIES.items()}
    ours = figures.pop("ours")
    assert ours.share > max(one.share for one in figures.values())
    assert ours.longest_list < figures["fixed interval"].longest_list / 4
    assert ours.near < min(one.near for one in figures.values())


def test_nobody_is_there_in_a_world_of_nobody_and_everything_was_kept() -> None:
    figures = simulate(world_of(1, Size(contacts=1, per_day=1, years=1))._replace(events=[[]] * 365), Ours)
    assert figures == Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert figures.share == 1


@given(st.integers(1, 800), st.floats(-1, 1))
def test_a_random_spread_stays_near_the_interval(interval: int, chance: float) -> None:
    moved = fuzz(interval, chance)
    assert abs(moved) <= 3 + interval * 0.06
    assert (moved == 0) or (moved > 0) == (chance > 0)


def test_a_random_spread_is_as_wide_as_flashcards_have_it() -> None:
    assert [fuzz(days, 1) for days in (2, 30, 90, 120, 180)] == [0, 3, 6, 8, 11]


def test_time_away_is_two_or_three_weeks_a_year_and_there_are_ten_holidays() -> None:
    plan = world_of(2, Size(1, 1, 10)).plan
    days = Counter(
        (one.first + timedelta(days=1)).year for one in plan.away for _ in range((one.last - one.first).days + 1)
    )
    assert set(days.values()) <= {16, 25}
    assert all(one.first.weekday() == 5 and one.last.weekday() == 6 for one in plan.away)
    assert 8 * 11 <= len(plan.holidays) <= 10 * 11
