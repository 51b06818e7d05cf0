"""The history as people go through it: how far away each change is, what it did, and one step after the other."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.actions import people, touch
from followup_tui.actions.change_text import FieldChange, record_changes
from followup_tui.actions.outcome import Refused
from followup_tui.actions.travelling import Way, found, in_turn, listing, searched, steps_ahead
from followup_tui.store.errors import StoreError
from tests.desk import Desk, desk_in_a_folder_of_its_own

WAYS: tuple[Way, Way] = ("undo", "redo")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["change", "change", "undo", "redo"]), min_size=1, max_size=8))
def test_each_change_is_as_many_steps_away_as_is_said(acts: list[str]) -> None:
    with desk_in_a_folder_of_its_own() as desk:
        for number, act in enumerate(acts):
            with suppress(StoreError):
                if act == "change":
                    desk.add(f"Person {number}")
                else:
                    desk.book.undo() if act == "undo" else desk.book.redo()
        before = listing(desk.book)
        assert sum(entry.steps > 0 for entry in before.entries) == before.undoable
        assert sum(entry.steps < 0 for entry in before.entries) == before.redoable
        for entry in before.entries:
            if not (steps := abs(entry.steps)):
                continue
            there, back = WAYS if entry.steps > 0 else WAYS[::-1]
            ahead = [one.label for one in steps_ahead(desk.book, there, steps)]
            assert [one.change.label for one in in_turn(desk.book, there, steps)] == ahead
            assert ahead[-1] == entry.label
            list(in_turn(desk.book, back, steps))
        assert dict(desk.book.contacts) == dict(desk.reopened().contacts)


def test_what_another_program_did_meanwhile_is_not_taken_back(desk: Desk) -> None:
    ann = desk.add("Ann")
    touch.skip(desk.book, ann)
    steps = in_turn(desk.book, "undo", 2)
    next(steps)
    desk.add("Bo")
    with pytest.raises(Refused, match="Another program changed"):
        next(steps)
    assert [one.name for one in desk.book.contacts.values()] == ["Ann", "Bo"]


def test_changes_are_found_by_name_command_and_day(desk: Desk) -> None:
    ann = desk.add("Zoë Quist")
    touch.skip(desk.book, ann)
    words = searched(listing(desk.book).entries)
    assert found(words, "zoe quist") == [0, 1]
    assert found(words, "ADD zoe") == [1]
    assert found(words, "23 nov skip") == [0]
    assert found(words, "nobody") == []


def test_what_a_change_did_is_said_in_plain_words(desk: Desk) -> None:
    ann = desk.add("[red]Ann[/] Lee @Fisher #vc")
    people.edit(desk.book, ann, {"cadence": "2w", "tags": ("data",)})
    touch.skip(desk.book, desk.now_of(ann))

    def name_of(table: str, number: int) -> str:
        held = getattr(desk.book, table).get(number)
        return held.name if held else ""

    skipped, edited, added = (list(record_changes(one.ops, name_of)) for one in desk.book.history())
    assert [(one.how, one.kind, one.name) for one in added] == [
        ("added", "company", "Fisher"), ("added", "contact", "[red]Ann[/] Lee"),
    ] or [one.kind for one in added] == ["contact", "company"]  # fmt: skip
    contact = next(one for one in added if one.kind == "contact")
    assert FieldChange("positions", "", "Fisher") in contact.fields
    assert edited[0].fields == (FieldChange("tags", "vc", "data"), FieldChange("cadence", "", "2w"))
    assert skipped[0].fields == (FieldChange("decisions", "", "skip on 2026-11-23"),)
    assert skipped[0].how == "changed"
