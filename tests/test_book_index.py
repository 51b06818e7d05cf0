"""What is kept beside the file to start sooner: it changes nothing that is said, and is given up when it is stale."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui import book as book_module
from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.settings import Settings
from followup_tui.model.words import Direction
from followup_tui.store.places import places_of
from followup_tui.store.store import Opening, Store
from tests.desk import MONDAY, Desk, desk_in_a_folder_of_its_own

DIRECTIONS = (Direction.OUT, Direction.IN, Direction.BOTH)


@pytest.fixture(autouse=True)
def _always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "WORTH_AN_INDEX", 0)


def opening_of(desk: Desk) -> Opening:
    return Store.begin(desk.store.path, clock_now=desk.now)


def opened(desk: Desk, days: int = 0) -> Book:
    return Book(opening_of(desk), Settings(), Clock(MONDAY + timedelta(days=days), desk.now), patient=True)


def test_with_an_index_today_is_known_before_the_interactions_are_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee @Fisher")
    desk.log(ann, days_ago=200)
    without = opened(desk)
    assert without.is_complete
    said = without.today(), dict(without.verdicts()), without.interactions_of(ann.id)
    assert without.write_index()
    quick = opened(desk)
    assert (quick.today(), dict(quick.verdicts())) == said[:2]
    assert not quick.is_complete
    assert quick.interactions_of(ann.id) == said[2]
    assert quick.is_complete
    for one in (without, quick):
        one.close(5)


def test_a_change_makes_the_index_stale(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    desk.log(ann, days_ago=200)
    assert desk.book.write_index()
    desk.log(ann)
    fresh = opened(desk)
    assert fresh.is_complete
    assert fresh.verdict(ann.id).last_touch == MONDAY
    fresh.close(5)


def test_what_is_logged_while_an_index_is_written_makes_it_stale(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    desk.log(ann, days_ago=200)
    derived = desk.book.derive_index()
    desk.log(ann)
    assert not desk.book.keep_index(derived)
    assert opened(desk).verdict(ann.id).last_touch == MONDAY


def test_a_torn_index_is_not_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    desk.log(desk.add("Ann Lee"), days_ago=200)
    assert desk.book.write_index()
    file = places_of(desk.store.path).index_file
    file.write_bytes(file.read_bytes()[:-9] + b"\x00" * 9)
    fresh = opened(desk)
    assert fresh.is_complete
    fresh.close(5)


def test_an_index_that_knows_the_future_is_not_used_before_it_has_come(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    desk.log(ann, days_ago=10)
    desk.go_to(MONDAY + timedelta(days=30))
    desk.log(ann)
    assert desk.book.write_index()
    early = opened(desk)
    assert early.is_complete
    assert early.verdict(ann.id).last_touch == MONDAY - timedelta(days=10)
    early.close(5)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(DIRECTIONS), st.integers(0, 400)), max_size=12), st.data())
def test_with_and_without_an_index_the_same_is_said(
    story: list[tuple[int, Direction, int]], data: st.DataObject
) -> None:
    with desk_in_a_folder_of_its_own() as desk:
        people = [desk.add(f"Person {number} @Company {number % 2}") for number in range(4)]
        for who, direction, ago in story:
            desk.log(people[who], direction, days_ago=ago)
        later = data.draw(st.integers(0, 500))
        plain = opened(desk, later)
        expected = dict(plain.verdicts()), plain.today()
        plain.write_index()
        quick = opened(desk, later)
        assert (dict(quick.verdicts()), quick.today()) == expected
        done = desk_log_through(quick, people[0].id)
        assert quick.verdict(people[0].id).last_touch == done
        quick.undo()
        assert (dict(quick.verdicts()), quick.today()) == expected
        for one in (plain, quick):
            one.close(5)


def desk_log_through(book: Book, contact: int) -> object:
    from followup_tui.actions import touch
    from followup_tui.model.words import Channel

    made = touch.log(book, [book.contacts[contact]], "Hi", channel=Channel.EMAIL, direction=Direction.OUT).made
    return made.on
