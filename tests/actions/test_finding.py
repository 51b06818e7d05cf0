"""Finding everything that was ever typed."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.actions import people, touch
from followup_tui.actions.finding import find, narrow
from followup_tui.actions.interviews import add_interview
from followup_tui.actions.tasks import promise
from followup_tui.model.words import Channel, Direction, Outcome
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry
from followup_tui.rules.search import BadQuery
from tests.desk import MONDAY, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(tmp_path_factory.mktemp("find") / "followup.json")
    ann, bo, cy = made.add("Ann Lee @Fisher #vc"), made.add("Bo Carr #vc every 2w"), made.add("Cy Dahl")
    text = "We talked about the type system workshop in Zürich, and about " + "many things " * 20
    touch.log(made.book, [ann], text, channel=Channel.CALL, direction=Direction.BOTH)
    people.edit(made.book, bo, {"note": "Climbs in Zurich"})
    add_interview(made.book, InterviewEntry(
        company="Müller", role="Head of Compilers", people=(PersonEntry(contact=bo.id),), outcome=Outcome.REJECTED,
        reason="no budget",
    ))  # fmt: skip
    promise(made.book, cy, "send the sourdough recipe", MONDAY)
    dee = made.add("Dee Zurich")
    people.archive(made.book, dee)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("workshop", ["Ann Lee"]),
        ("zurich", ["Ann Lee", "Bo Carr", "Dee Zurich"]),
        ("Zürich", ["Ann Lee", "Bo Carr", "Dee Zurich"]),
        ("compilers", ["Bo Carr"]),
        ("muller budget", ["Bo Carr"]),
        ("sourdough", ["Cy Dahl"]),
        ("tag:vc", ["Ann Lee", "Bo Carr"]),
        ("tag:vc workshop", ["Ann Lee"]),
        ("tag:vc -workshop", ["Bo Carr"]),
        ("-zurich", ["Cy Dahl"]),
        ("ann workshop", ["Ann Lee"]),
        ("nowhere", []),
        ("", ["Ann Lee", "Bo Carr", "Cy Dahl", "Dee Zurich"]),
    ],
)
def test_words_are_found_wherever_they_were_typed(desk: Desk, query: str, names: list[str]) -> None:
    assert [desk.book.contacts[one.contact].name for one in find(desk.book, query)] == names


def test_what_was_found_elsewhere_is_shown_around_the_word(desk: Desk) -> None:
    (found,) = find(desk.book, "workshop")
    assert "type system workshop in Zürich" in found.where
    assert len(found.where) < 100
    assert find(desk.book, "ann")[0].where == ""


def test_a_list_that_narrows_looks_at_the_peoples_own_line(desk: Desk) -> None:
    assert [desk.book.contacts[number].name for number in narrow(desk.book, "zurich")] == ["Dee Zurich"]
    assert narrow(desk.book, "workshop") == ()


def test_a_query_that_cannot_be_read_says_so(desk: Desk) -> None:
    for search in (find, narrow):
        with pytest.raises(BadQuery):
            search(desk.book, "tags:vc")


@given(st.text(max_size=20))
def test_any_query_finds_or_is_refused(desk: Desk, query: str) -> None:
    with suppress(BadQuery):
        assert set(narrow(desk.book, query)) >= {one.contact for one in find(desk.book, query) if not one.where}


@pytest.mark.parametrize("ready", ["before", "after", "never"])
def test_a_list_that_narrows_knows_what_changed_since_it_was_made_ready(tmp_path: Path, ready: str) -> None:
    """Whenever the loader has got to it: names, companies, who came and who went, what a touch or a day changes."""
    desk = Desk(tmp_path / "followup.json")
    book = desk.book

    def names(query: str) -> set[str]:
        return {book.contacts[number].name for number in narrow(book, query)}

    ann, bo, cy = desk.add("Ann Lee @Fisher"), desk.add("Bo Carr @Fisher"), desk.add("Cy Dahl every 2w")
    make_ready = book.readying_subjects()
    if ready == "before":
        make_ready()
        assert names("fisher") == {"Ann Lee", "Bo Carr"}
    people.edit(book, ann, {"name": "Anna Lind"})
    with book.transaction("Forget", "forget") as change:
        change.remove(bo)
    desk.add("Eve Fox @Fisher")
    desk.log(cy)
    if ready == "after":
        make_ready()
    assert (names("lee"), names("lind"), names("fisher")) == (set(), {"Anna Lind"}, {"Anna Lind", "Eve Fox"})
    assert names("last:<1d") == {"Cy Dahl"}
    with book.transaction("Rename", "edit") as change:
        change.put(replace(book.companies[desk.now_of(ann).company], name="Weaver"))
    assert (names("fisher"), names("weaver")) == (set(), {"Anna Lind", "Eve Fox"})
    desk.go_to(MONDAY + timedelta(days=60))
    assert names("late:") == {"Cy Dahl"}
    book.undo()
    assert names("fisher") == {"Anna Lind", "Eve Fox"}
    desk.store.close()
