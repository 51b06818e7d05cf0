"""Clippings on a real store: clipped once, shared once, deleted and brought back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from followup_tui.actions import people
from followup_tui.actions.clip_fits import fits, had_by
from followup_tui.actions.clippings import (
    clip,
    clipping_meant,
    delete,
    edit,
    mark_shared,
    offers_for,
    read,
    reasons_against,
    shelf,
    twin_of,
)
from followup_tui.actions.composing import proposals
from followup_tui.actions.outcome import Refused
from followup_tui.actions.sharing import proposal_sharing, proposals_sharing
from followup_tui.actions.touch import log, pause
from followup_tui.messages.library import Library, built_in
from followup_tui.model.records import Clipping, Contact
from followup_tui.model.words import Channel, ClippingKind, Direction
from tests.desk import MONDAY, Desk

LIBRARY = Library(built_in())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def clipped(desk: Desk, line: str) -> Clipping:
    return clip(desk.book, read(desk.book, line)[0]).made


def somebody(desk: Desk, line: str, *topics: str, note: str = "") -> Contact:
    return people.edit(desk.book, desk.add(line), {"topics": topics or ("data",), "note": note}).made


def fitting(desk: Desk, clipping: Clipping) -> list[str]:
    return [desk.book.contacts[one.contact].name for one in fits(desk.book, clipping).best]


def test_the_same_address_is_clipped_once(desk: Desk) -> None:
    first = clipped(desk, "https://www.example.org/queues/?utm_source=mail Why queues grow")
    with pytest.raises(Refused, match="You clipped this on 23 Nov already: “Why queues grow”"):
        clipped(desk, "http://example.org/queues")
    with pytest.raises(Refused, match="nothing to clip"):
        clipped(desk, "#data")
    with pytest.raises(Refused, match="is over"):
        clipped(desk, "Something expires 2026-01-01")
    assert twin_of(desk.book, "https://example.org/queues#part", "") == first
    edited = edit(desk.book, first, {"topics": ["data", "Data", " #teams "], "kind": ClippingKind.BOOK}).made
    assert (edited.topics, edited.kind) == (("data", "teams"), ClippingKind.BOOK)
    with pytest.raises(Refused, match="no web address"):
        edit(desk.book, edited, {"url": "javascript:alert(1)"})
    with pytest.raises(Refused, match="Nothing to change"):
        edit(desk.book, edited, {"topics": ["data", "teams"]})


def test_a_clipping_goes_to_nobody_twice_nor_to_two_at_one_company(desk: Desk) -> None:
    ann, ben = somebody(desk, "Ann Lee @Acme"), somebody(desk, "Ben Fry @Acme", note="He reads about databases.")
    kim, zoe = somebody(desk, "Kim Park @Globex"), somebody(desk, "Zoe Hall")
    somebody(desk, "Abe Low", "gardening")
    pause(desk.book, somebody(desk, "Pia Rest"))
    queues = clipped(desk, "Data queues #data #databases")
    assert fitting(desk, queues) == ["Ben Fry", "Kim Park", "Zoe Hall"]  # of Acme the one it fits best
    mark_shared(desk.book, queues, kim, on=MONDAY - timedelta(days=9))
    mark_shared(desk.book, queues, ben)
    assert fitting(desk, queues) == ["Zoe Hall"]
    assert offers_for(desk.book, ann) == ()
    assert [one.clipping for one in offers_for(desk.book, zoe)] == [queues]
    with pytest.raises(Refused, match="Ben Fry had “Data queues” on 23 Nov already; --again"):
        mark_shared(desk.book, queues, ben)
    mark_shared(desk.book, queues, ben, again=True)
    desk.book.undo()
    assert reasons_against(desk.book, ann) == {queues.id: "Ben Fry at Acme had “Data queues” already."}
    assert reasons_against(desk.book, zoe) == {}
    assert [one.contact for one in had_by(desk.book)[queues.id]] == [ben.id, kim.id]
    assert desk.book.touches(kim.id).last == MONDAY - timedelta(days=9)


def test_that_a_colleague_had_it_is_told_when_it_is_recorded_for_another(desk: Desk) -> None:
    ann, ben, zoe = desk.add("Ann Lee @Acme"), desk.add("Ben Fry @Acme"), desk.add("Zoe Hall")
    queues = clipped(desk, "Data queues #data")
    assert "at Acme" not in mark_shared(desk.book, queues, ben, on=MONDAY - timedelta(days=9)).said
    said = mark_shared(desk.book, queues, ann).said
    assert said.endswith("; Ben Fry at Acme had it on 14 Nov: better one person of a company")
    assert "at Acme" not in mark_shared(desk.book, queues, zoe).said
    assert desk.book.touches(ann.id).last == MONDAY


def test_both_directions_have_one_score(desk: Desk) -> None:
    ann = somebody(desk, "Ann Lee @Acme", "type systems", note="Asked about proofs and compilers.")
    log(desk.book, [ann], "Proofs in type systems are fun", channel=Channel.CALL, direction=Direction.BOTH)
    somebody(desk, "Ben Fry", "compilers")
    for line in ("Types as proofs #type-systems", "Compilers and their proofs #compilers", "Café proofs systems"):
        made = clipped(desk, line)
        there = {one.contact: one.match for one in fits(desk.book, made).best}
        for contact in desk.book.contacts.values():
            back = {one.clipping.id: one for one in offers_for(desk.book, contact)}
            assert there.get(contact.id) == back.get(made.id)


def test_what_they_said_is_found_in_any_script(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    log(desk.book, [ann], "Über 機械学習 und Küstenschutz", channel=Channel.EMAIL, direction=Direction.IN)
    assert fitting(desk, clipped(desk, "機械学習の現場 #機械学習 #kustenschutz")) == ["Ann Lee"]


def test_the_shelf_has_the_unused_first_and_what_expires_soon(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    late = clipped(desk, "Late expires 4 weeks")
    soon = clipped(desk, "event: Soon on fri")
    plain = clipped(desk, "Plain")
    used = clipped(desk, "Used")
    mark_shared(desk.book, used, ann)
    assert [one.clipping for one in shelf(desk.book)] == [soon, late, plain, used]
    desk.go_to(date(2026, 11, 28))
    assert [(one.clipping, one.state) for one in shelf(desk.book)][-1] == (soon, "expired")
    assert fits(desk.book, soon).total == 0
    assert "is over" in reasons_against(desk.book, ann)[soon.id]


def test_deleting_takes_it_out_of_what_was_shared_and_undo_brings_both_back(desk: Desk) -> None:
    ann = somebody(desk, "Ann Lee")
    queues = clipped(desk, "Data queues #data")
    shared = mark_shared(desk.book, queues, ann).made
    done = delete(desk.book, queues)
    assert "1 person had it" in done.said
    assert desk.book.interactions[shared.id].shared == ()
    assert not desk.book.clippings
    desk.book.undo()
    assert desk.book.interactions[shared.id].shared == (queues.id,)
    assert offers_for(desk.book, ann) == ()


def test_a_clipping_is_meant_by_id_or_by_a_part_of_its_title(desk: Desk) -> None:
    first, second = clipped(desk, "Why queues grow"), clipped(desk, "Queues, again https://example.org/again")
    assert clipping_meant(desk.book, "why") == first
    assert clipping_meant(desk.book, "example.org/again") == second
    with pytest.raises(Refused, match="can be 2 clippings"):
        clipping_meant(desk.book, "queues")
    with pytest.raises(Refused, match="no clipping"):
        clipping_meant(desk.book, "nothing")


@pytest.mark.parametrize(
    ("line", "template"),
    [
        ("job: Data Lead at Globex #data", "share-a-job"),
        ("thought: Data is people #data", "share-a-thought"),
        ("book: The Data Book #data", "share-an-article"),
        ("event: Data Day on 3 dec #data", "share-an-event"),
        ("https://example.org/x", "share-an-article"),
    ],
)
def test_every_kind_can_be_shared_and_the_message_says_what_it_is(desk: Desk, line: str, template: str) -> None:
    ann = somebody(desk, "Ann Lee <ann@acme.example>")
    rest = clipped(desk, "Another article #data")
    made = clipped(desk, line)
    chosen = proposal_sharing(desk.book, ann, made, LIBRARY)
    assert (chosen.message.template, chosen.shared) == (template, (made.id,))
    assert (made.title or made.url) in chosen.message.body
    assert chosen.message.body.count("https://") <= 1
    first, *others = proposals_sharing(desk.book, ann, made, LIBRARY)
    assert first.message == chosen.message
    assert all(one.shared == () for one in others)
    if made.title and template != "share-an-article":
        offered = {one.message.template: one.shared for one in proposals(desk.book, ann, LIBRARY)}
        assert offered[template] == (made.id,)
        assert offered["share-an-article"] == (rest.id,)
