"""What people gave, on a real store."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup_tui.actions.interviews import add_interview
from followup_tui.actions.moving import moved
from followup_tui.actions.outcome import Refused
from followup_tui.actions.results import ResultEntry, delete_result, edit_result, record_result
from followup_tui.model.records import Contact
from followup_tui.model.words import Outcome, ResultKind
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def open_promises(desk: Desk, contact: Contact) -> list[str]:
    return [one.text for one in desk.book.tasks_of(contact.id) if not one.done_on]


def test_a_lead_makes_the_company_with_its_provenance_and_promises_thanks_in_one_change(desk: Desk) -> None:
    ann = desk.add("Ann Lee @Fisher")
    before = desk.store.rev
    done = record_result(
        desk.book, ann, ResultEntry(kind=ResultKind.LEAD, company="Nova Wind", role="Head of Data", note="ask for Cy")
    )
    nova = desk.book.company_named("nova wind")
    assert nova is not None
    assert nova.came_of == done.made.id
    assert (done.made.contact, done.made.on, done.made.company) == (ann.id, MONDAY, nova.id)
    assert open_promises(desk, ann) == ["Thank Ann for the lead to Nova Wind"]
    assert done.said == (
        "Ann Lee gave: lead to Head of Data at Nova Wind · Nova Wind is new in the companies"
        " · thanks are promised for tomorrow"
    )
    assert desk.store.rev == before + 1
    desk.book.undo()
    assert (desk.book.company_named("nova wind"), desk.book.results, desk.book.tasks) == (None, {}, {})


def test_what_comes_of_a_lead_is_credited_and_telling_its_giver_is_promised(desk: Desk) -> None:
    ann, bo = desk.add("Ann Lee @Fisher"), desk.add("Bo Carr @Nova Wind")
    lead = record_result(desk.book, ann, ResultEntry(kind=ResultKind.LEAD, company="Nova Wind")).made
    held = add_interview(
        desk.book, InterviewEntry(company="Nova Wind", role="CTO", people=(PersonEntry(contact=bo.id),))
    )
    assert held.made.came_of == lead.id
    job = record_result(
        desk.book, bo, ResultEntry(kind=ResultKind.JOB, company="Nova Wind", role="CTO", interview=held.made.id)
    )
    assert open_promises(desk, ann) == [
        "Thank Ann for the lead to Nova Wind", "Tell Ann what came of their lead: job at Nova Wind",
    ]  # fmt: skip
    assert "so is telling Ann Lee" in job.said


def test_a_result_is_credited_to_the_open_lead_unless_it_is_said_to_stand_alone(desk: Desk) -> None:
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Carr")
    lead = record_result(desk.book, ann, ResultEntry(kind=ResultKind.LEAD, company="Nova")).made
    alone = ResultEntry(kind=ResultKind.CUSTOMER, company="Nova", alone=True)
    assert record_result(desk.book, bo, alone).made.came_of == 0
    desk.book.undo()
    assert record_result(desk.book, bo, ResultEntry(kind=ResultKind.CUSTOMER, company="Nova")).made.came_of == lead.id


def test_no_thanks_are_promised_where_they_were_said(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    desk.log(ann)
    record_result(desk.book, ann, ResultEntry(kind=ResultKind.ADVICE, on=date(2026, 11, 20)))
    assert open_promises(desk, ann) == []
    record_result(desk.book, ann, ResultEntry(kind=ResultKind.ADVICE, thanks=False))
    assert open_promises(desk, ann) == []


def test_a_result_is_corrected_and_taken_out_without_tearing_what_hangs_on_it(desk: Desk) -> None:
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Carr")
    lead = record_result(desk.book, ann, ResultEntry(kind=ResultKind.LEAD, company="Nova")).made
    offer = record_result(desk.book, bo, ResultEntry(kind=ResultKind.OFFER, company="Nova")).made
    with pytest.raises(Refused, match="of itself"):
        edit_result(desk.book, lead, ResultEntry(kind=ResultKind.LEAD, company="Nova", came_of=offer.id))
    edited = edit_result(desk.book, lead, ResultEntry(kind=ResultKind.INTRODUCTION, company="Nova", note="by phone"))
    assert (edited.made.kind, edited.made.note, edited.made.contact) == (ResultKind.INTRODUCTION, "by phone", ann.id)
    delete_result(desk.book, lead)
    nova = desk.book.company_named("Nova")
    assert nova is not None
    assert (desk.book.results[offer.id].came_of, nova.came_of) == (0, 0)
    desk.book.undo()
    assert desk.book.results[offer.id].came_of == lead.id


def test_somebody_who_moved_has_the_new_position_and_the_old_company_needs_a_new_contact(desk: Desk) -> None:
    ann = desk.add("Ann Lee, CTO <ann@fisher.example> @Fisher")
    done = moved(desk.book, ann, "Nova Wind", "VP Data")
    now, former = desk.now_of(ann).positions
    assert (desk.book.company_name(now.company), now.title, now.since, now.until) == (
        "Nova Wind", "VP Data", "2026-11", "",
    )  # fmt: skip
    assert (desk.book.company_name(former.company), former.until) == ("Fisher", "2026-11")
    fisher = desk.book.company_named("Fisher")
    assert fisher is not None
    assert fisher.needs_contact
    assert done.said == (
        "Ann Lee is at Nova Wind as VP Data now · congratulations are suggested · Fisher needs a new contact"
        " · ann@fisher.example was probably theirs at Fisher"
    )
    desk.book.undo()
    assert desk.now_of(ann).positions == ann.positions


def test_a_company_with_somebody_left_needs_nobody_and_one_that_gained_somebody_no_longer_does(desk: Desk) -> None:
    ann, bo = desk.add("Ann Lee @Fisher"), desk.add("Bo Carr @Fisher")
    moved(desk.book, ann, "Nova")
    fisher = desk.book.company_named("Fisher")
    assert fisher is not None
    assert not fisher.needs_contact
    moved(desk.book, bo, "Nova")
    moved(desk.book, ann, "Fisher", "CEO")
    fisher = desk.book.company_named("Fisher")
    assert fisher is not None
    assert not fisher.needs_contact


def test_a_move_that_is_none_is_refused(desk: Desk) -> None:
    ann = desk.add("Ann Lee, CTO @Fisher")
    with pytest.raises(Refused, match="already"):
        moved(desk.book, ann, "fisher", "cto")
    with pytest.raises(Refused, match="future"):
        moved(desk.book, ann, "Nova", on=date(2027, 1, 1))
    ceo = moved(desk.book, ann, "Fisher", "CEO").made
    assert ceo.title == "CEO"
    with pytest.raises(Refused, match="already"):
        moved(desk.book, ceo, "Fisher")  # no title is no other title, and must not lose the one there is


def test_being_hired_through_a_lead_shows_in_the_interview_it_came_to(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    lead = record_result(desk.book, ann, ResultEntry(kind=ResultKind.LEAD, company="Nova")).made
    held = add_interview(desk.book, InterviewEntry(company="Nova", role="CTO", outcome=Outcome.HIRED))
    assert held.made.came_of == lead.id
