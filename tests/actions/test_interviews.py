"""Interviews, on a real store."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from followup_tui.actions.interviews import add_interview
from followup_tui.actions.outcome import Refused
from followup_tui.model.validation import Invalid
from followup_tui.model.words import Outcome, Stage, Status
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_an_interview_brings_its_people_company_and_promise_in_one_change(desk: Desk) -> None:
    ann = desk.add("Ann")
    done = add_interview(
        desk.book, "Fisher", "CTO", contacts=(ann,), new_people=("Bo Carr",), began=date(2026, 9, 1),
        ended=date(2026, 10, 1), outcome=Outcome.OFFER_DECLINED, why="too far away", promise="send the paper",
        promise_on=MONDAY,
    )  # fmt: skip
    assert done.said == "Added the interview for CTO at Fisher (offer declined); added Bo Carr too"
    held = done.made
    assert (held.stage, held.reason, len(held.contacts)) == (Stage.CLOSED, "too far away", 2)
    for number in held.contacts:
        assert desk.book.verdict(number).anchor == date(2026, 10, 1)
        assert desk.book.company_name(desk.book.contacts[number].company) == "Fisher"
    (task,) = desk.book.tasks_of(ann.id)
    assert (task.text, task.on, task.interview) == ("send the paper", MONDAY, held.id)
    desk.book.undo()
    assert [one.name for one in desk.book.contacts.values()] == ["Ann"]
    assert desk.now_of(ann) == ann
    assert not desk.book.companies
    assert desk.book.verdict(ann.id).status is Status.NEW


def test_one_that_is_over_ended_today_unless_said_otherwise(desk: Desk) -> None:
    assert add_interview(desk.book, "Fisher", "", outcome=Outcome.REJECTED).made.ended == MONDAY
    running = add_interview(desk.book, "Fisher", "").made
    assert (running.ended, running.stage) == (None, Stage.INTERVIEWS)
    assert len(desk.book.companies) == 1


def test_somebody_who_moved_on_keeps_their_present_job(desk: Desk) -> None:
    ann = desk.add("Ann @Acme")
    add_interview(desk.book, "Fisher", "CTO", contacts=(ann, ann), ended=date(2020, 1, 1), outcome=Outcome.REJECTED)
    assert desk.book.company_name(desk.now_of(ann).company) == "Acme"
    assert next(iter(desk.book.interviews.values())).contacts == (ann.id,)


def test_what_cannot_be_is_refused_and_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(Refused, match="which company"):
        add_interview(desk.book, " ", "CTO")
    with pytest.raises(Refused, match="future"):
        add_interview(desk.book, "Fisher", "", ended=MONDAY + timedelta(days=1), outcome=Outcome.REJECTED)
    with pytest.raises(Invalid, match="before it begins"):
        add_interview(desk.book, "Fisher", "", began=MONDAY, ended=date(2026, 1, 1), outcome=Outcome.REJECTED)
    with pytest.raises(Invalid, match="needs a name"):
        add_interview(desk.book, "Fisher", "", new_people=(" ",))
    assert not desk.book.companies
    assert not desk.book.interviews
