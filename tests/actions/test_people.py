"""Adding, editing and archiving people, on a real store."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_tui.actions import people
from followup_tui.actions.outcome import Refused
from followup_tui.model.records import Position, Source
from followup_tui.model.validation import Invalid
from followup_tui.model.words import MarkKind, Status
from followup_tui.rules.capture import parse_person
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_a_line_makes_a_person_and_their_company(desk: Desk) -> None:
    done = people.add(desk.book, parse_person("Ann Lee, CTO <ann@x.org> @Fisher #vc every 2w met 2021-05 likes tea"))
    ann = desk.now_of(done.made)
    assert (ann.name, ann.title, desk.book.company_name(ann.company)) == ("Ann Lee", "CTO", "Fisher")
    assert (ann.emails, ann.tags, ann.cadence, ann.met_on) == (("ann@x.org",), ("vc",), "2 weeks", "2021-05")
    assert (ann.note, ann.added_on) == ("likes tea", MONDAY)
    assert done.said == "Added Ann Lee · a first hello by 10 Dec"
    desk.book.undo()
    assert not desk.book.contacts
    assert not desk.book.companies


def test_nobody_is_added_twice_by_mistake(desk: Desk) -> None:
    desk.add("Ann Lee @Fisher")
    with pytest.raises(Refused, match="already"):
        desk.add("ann lee @FISHER")
    desk.add("+Ann Lee @Fisher")
    desk.add("Ann Lee @Acme")
    assert len(desk.book.contacts) == 3
    assert len(desk.book.companies) == 2


def test_options_go_before_the_line(desk: Desk) -> None:
    person = parse_person("Ann @Fisher #vc")
    made = people.add(desk.book, person, {"company": "Acme", "tags": ("Oslo", "oslo"), "cadence": "2w"}).made
    assert desk.book.company_name(made.company) == "Acme"
    assert made.tags == ("oslo",)
    assert [one.name for one in desk.book.companies.values()] == ["Acme"]


def test_what_the_person_typed_is_theirs(desk: Desk) -> None:
    ann = desk.add("Ann")
    edited = people.edit(desk.book, ann, {"place": "Oslo", "title": "CTO"}).made
    assert edited.sources["place"] == Source(name="you", on=MONDAY)
    assert edited.sources["positions"].name == "you"
    assert edited.position == Position(title="CTO")


def test_hostile_text_is_kept_as_plain_text(desk: Desk) -> None:
    ann = desk.add("Ann")
    changes = {"name": "Ann\x1b]0;x\x07\nLee", "note": "one\r\ntwo\x1b[31m", "topics": ("a\x00b", "", "ab")}
    edited = people.edit(desk.book, ann, changes).made
    assert (edited.name, edited.note, edited.topics) == ("Ann Lee", "one\ntwo", ("ab",))


def test_a_company_is_renamed_in_a_position_and_the_former_jobs_stay(desk: Desk) -> None:
    ann = desk.add("Ann, CTO @Fisher")
    with desk.book.transaction("History", "edit") as change:
        ann = change.put(
            type(ann)(
                id=ann.id, name=ann.name, positions=(*ann.positions, Position(company=9, title="Dev", until="2019"))
            )
        )
    edited = people.edit(desk.book, ann, {"company": "Acme"}).made
    assert [(held.title, held.until) for held in edited.positions] == [("CTO", ""), ("Dev", "2019")]
    assert desk.book.company_name(edited.company) == "Acme"


def test_an_edit_that_changes_nothing_is_told(desk: Desk) -> None:
    ann = desk.add("Ann, CTO @Fisher")
    with pytest.raises(Refused, match="is so already"):
        people.edit(desk.book, ann, {"name": " Ann ", "company": "fisher", "title": "CTO"})
    assert len(desk.book.history()) == 1


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"emails": ("ann at x",)}, {"cadence": "often"}, {"birthday": "3 May"}]
)
def test_what_does_not_hold_changes_nothing(desk: Desk, changes: dict[str, Any]) -> None:
    ann = desk.add("Ann")
    with pytest.raises(Invalid):
        people.edit(desk.book, ann, {**changes, "company": "Acme"})
    assert desk.now_of(ann) == ann
    assert not desk.book.companies


def test_archive_and_back_is_as_if_nothing_had_been(desk: Desk) -> None:
    ann = desk.add("Ann every 2w")
    desk.go_to(MONDAY + timedelta(days=60))
    before = desk.book.verdict(ann.id)
    people.archive(desk.book, ann)
    assert desk.book.verdict(ann.id).status is Status.ARCHIVED
    assert desk.book.today().planned == ()
    with pytest.raises(Refused, match="archived already"):
        people.archive(desk.book, ann)
    people.unarchive(desk.book, ann)
    assert desk.book.verdict(ann.id) == before
    assert [mark.kind for mark in desk.now_of(ann).marks] == [MarkKind.ARCHIVE, MarkKind.UNARCHIVE]
    with pytest.raises(Refused, match="not archived"):
        people.unarchive(desk.book, ann)


def test_fields_that_others_added_survive_an_edit(desk: Desk) -> None:
    number = desk.store.db.table("contacts").insert({"name": "Ann", "x_score": 7})
    desk.book.refresh([("contacts", number)])
    people.edit(desk.book, desk.book.contacts[number], {"note": "tea"})
    assert b'"x_score":7' in desk.store.documents("contacts")[number]
