"""What would let the pace do: said with its effect, taken in one step, and taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.actions import results, tasks
from followup_tui.actions.outcome import Refused
from followup_tui.actions.pacing import PaceSuggestion, SuggestionKind, set_pace, suggestions, take
from followup_tui.actions.plan_settings import take_back
from followup_tui.actions.results import ResultEntry
from followup_tui.model.records import Contact
from followup_tui.model.settings import PaceChange, Plan, Settings
from followup_tui.model.words import ResultKind
from followup_tui.opening import load_settings
from followup_tui.rules.calendar import capacity_on, lasting_pace, pace_on
from followup_tui.rules.pace_changes import per_day_words, with_pace
from tests.desk import MONDAY, Desk

WEEKS = 26


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A pace that holds 130 people, and 150 of them whose first windows are spread over a year."""
    made = Desk(tmp_path / "followup.json", settings=Settings(plan=Plan(per_day=1)))
    with made.book.transaction("Import", "import") as change:
        for number in range(150):
            first_by = MONDAY + timedelta(days=number * 365 // 150)
            change.put(Contact(name=f"Person {number}", added_on=MONDAY, first_by=first_by))
    yield made
    made.store.close()


def kinds(found: tuple[PaceSuggestion, ...]) -> list[SuggestionKind]:
    return [one.kind for one in found]


def test_a_spread_that_cannot_hold_everybody_says_for_how_many(tmp_path: Path) -> None:
    made = Desk(tmp_path / "followup.json", settings=Settings(plan=Plan(per_day=1, workdays=("mon",))))
    with made.book.transaction("Import", "import") as change:
        for number in range(600):
            change.put(Contact(name=f"Person {number}", added_on=MONDAY - timedelta(days=400)))
    (spread,) = (one for one in suggestions(made.book, WEEKS) if one.kind is SuggestionKind.SPREAD)
    assert "Nobody is late then" not in spread.effect[0]
    assert spread.effect[0].endswith(f"{600 - len(spread.people)} people have no day within ten years.")
    made.store.close()


def test_another_pace_is_set_in_the_file_and_taken_back(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[plan]\nper_day = 1 # for now\n")
    found = suggestions(desk.book, WEEKS)
    assert kinds(found) == [SuggestionKind.PACE, SuggestionKind.LOOSE]
    faster = found[0]
    assert faster.per_day == 2
    assert faster.effect[0] == "It keeps about 260 people at 6 months; you have 150."
    dry = take(desk.book.rehearsal(), config, faster)
    assert (dry.done, config.read_text()) == (None, "[plan]\nper_day = 1 # for now\n")
    taken = take(desk.book, config, faster)
    assert taken.settings
    assert lasting_pace(load_settings(config).plan) == 2
    desk.book.use_settings(taken.settings.settings)
    assert suggestions(desk.book, WEEKS) == ()
    later = date(2027, 6, 1)
    set_pace(config, 5, later, as_of=MONDAY)  # in a shell, meanwhile
    assert take(desk.book, config, faster._replace(per_day=3, since=date(2027, 2, 1))).settings
    assert {one.since.month for one in load_settings(config).plan.changes} == {2, 6}
    config.write_text(taken.settings.edit.after if taken.settings.edit else "")
    assert take_back(config, taken.settings).plan.per_day == 1
    assert config.read_text() == "[plan]\nper_day = 1 # for now\n"


def test_the_least_engaged_are_tagged_loose_in_one_step(desk: Desk, tmp_path: Path) -> None:
    everybody = list(desk.book.contacts.values())
    gave, promised, own = everybody[:3]
    results.record_result(desk.book, gave, ResultEntry(kind=ResultKind.ADVICE))
    tasks.promise(desk.book, promised, "the paper", MONDAY + timedelta(days=9))
    with desk.book.transaction("Edit", "edit") as change:
        change.put(replace(own, cadence="3-6 months"))
    looser = next(one for one in suggestions(desk.book, WEEKS) if one.kind is SuggestionKind.LOOSE)
    assert not {gave.id, promised.id, own.id} & set(looser.people)
    assert looser.words == f"The tag loose (6-12 months) for {len(looser.people)} people"
    late = {number: desk.book.verdict(number).days_overdue for number in desk.book.contacts}
    taken = take(desk.book, tmp_path / "config.toml", looser)
    assert taken.said == f"Tagged {len(looser.people)} people loose (6-12 months)"
    assert {number for number, one in desk.book.contacts.items() if "loose" in one.tags} == set(looser.people)
    assert {number: desk.book.verdict(number).days_overdue for number in late} == late
    assert SuggestionKind.LOOSE not in kinds(suggestions(desk.book, WEEKS))
    desk.book.undo()
    assert not any(one.tags for one in desk.book.contacts.values())


def test_a_pace_set_by_hand_says_how_to_go_back(tmp_path: Path) -> None:
    config, march = tmp_path / "config.toml", date(2027, 3, 1)
    done = set_pace(config, 4, march, as_of=MONDAY)
    assert (done.said, done.back) == ("4 a day from March", "followup plan pace 3 --from 2027-03-01")
    assert per_day_words(done.settings.plan, MONDAY) == "3 a day, 4 from 1 Mar 2027"
    again = set_pace(config, 3, march, as_of=MONDAY)
    assert (again.settings.plan.changes, again.back) == ((), "followup plan pace 4 --from 2027-03-01")
    for number, day, why in ((3, None, "already"), (4, MONDAY - timedelta(days=1), "is over")):
        with pytest.raises(Refused, match=why):
            set_pace(config, number, day, as_of=MONDAY)


SOON = st.integers(-30, 60).map(lambda days: MONDAY + timedelta(days=days))
CHANGES = st.lists(
    st.builds(PaceChange, since=SOON, per_day=st.integers(1, 5)), unique_by=lambda one: one.since, max_size=4
).map(tuple)


@settings(max_examples=40)
@given(CHANGES, st.integers(1, 5), st.none() | st.integers(1, 60))
def test_a_pace_holds_from_its_day_to_the_next_change_and_what_held_before_takes_it_back(
    changes: tuple[PaceChange, ...], per_day: int, days: int | None
) -> None:
    plan = Plan(per_day=2, changes=changes)
    since = None if days is None else MONDAY + timedelta(days=days)
    start = since or MONDAY
    after = with_pace(plan, per_day, since, MONDAY)
    until = min((one.since for one in changes if one.since > start), default=date.max)
    back = with_pace(after, pace_on(start, plan), since, MONDAY)
    for day in (MONDAY + timedelta(days=step) for step in range(100)):
        assert pace_on(day, after) == (per_day if start <= day < until else pace_on(day, plan))
        assert capacity_on(day, after) in {0, pace_on(day, after)}
        assert pace_on(day, back) == pace_on(day, plan)
