"""Entries of a timeline, corrected and taken out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup_tui.actions.entries import (
    delete_interaction,
    delete_interview,
    delete_task,
    edit_interaction,
    edit_task,
)
from followup_tui.actions.interviews import add_interview
from followup_tui.actions.outcome import Refused
from followup_tui.actions.results import ResultEntry, record_result
from followup_tui.actions.tasks import promise
from followup_tui.actions.who import Nobody
from followup_tui.model.words import Channel, Direction, ResultKind
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry, PromiseEntry
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_an_interaction_is_corrected_and_the_window_follows(desk: Desk) -> None:
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Carr")
    mail = desk.log(ann)
    done = edit_interaction(
        desk.book, mail,
        {"on": date(2026, 10, 1), "channel": Channel.CALL, "direction": Direction.BOTH, "people": ("bo",),
         "text": "she\x1b[31m moved"},
    )  # fmt: skip
    assert done.said == "Changed the email with Ann Lee of 23 Nov"
    assert (done.made.contacts, done.made.channel, done.made.text) == ((bo.id,), Channel.CALL, "she moved")
    assert desk.book.verdict(bo.id).anchor == date(2026, 10, 1)
    assert desk.book.verdict(ann.id).anchor is None
    desk.book.undo()
    assert desk.book.verdict(ann.id).anchor == MONDAY


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"on": date(2027, 1, 1)}, Refused),
        ({"people": ()}, Refused),
        ({"people": ("nobody at all",)}, Nobody),
        ({"text": "Hi"}, Refused),
    ],
)
def test_what_cannot_have_been_is_refused(desk: Desk, changes: dict[str, object], error: type[Exception]) -> None:
    mail = desk.log(desk.add("Ann Lee"))
    with pytest.raises(error):
        edit_interaction(desk.book, mail, changes)
    assert desk.book.interactions[mail.id] == mail


def test_a_note_never_counts_as_contact_whatever_it_was_before(desk: Desk) -> None:
    mail = desk.log(desk.add("Ann Lee"))
    assert not edit_interaction(desk.book, mail, {"channel": Channel.NOTE}).made.counts


def test_a_promise_is_corrected_kept_and_taken_out(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    task = promise(desk.book, ann, "send the paper", MONDAY).made
    assert edit_task(desk.book, task, {"text": "send two papers", "on": date(2026, 12, 1)}).made.on == date(2026, 12, 1)
    assert edit_task(desk.book, task, {"done_on": MONDAY}).made.done_on == MONDAY
    with pytest.raises(Refused):
        edit_task(desk.book, task, {"done_on": date(2027, 1, 1)})
    delete_task(desk.book, task)
    assert not desk.book.tasks


def test_nothing_refers_to_what_was_taken_out(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    held = add_interview(desk.book, InterviewEntry(
        company="Fisher", role="CTO", people=(PersonEntry(contact=ann.id),), promises=(PromiseEntry(text="the paper"),),
    )).made  # fmt: skip
    mail = desk.log(ann)
    record_result(
        desk.book, ann, ResultEntry(kind=ResultKind.ADVICE, interaction=mail.id, interview=held.id, thanks=False)
    )
    said = delete_interview(desk.book, held).said
    assert said == "Deleted the interview for CTO at Fisher"
    delete_interaction(desk.book, mail)
    (task,), (result,) = desk.book.tasks.values(), desk.book.results.values()
    assert (task.interview, result.interview, result.interaction) == (0, 0, 0)
    desk.book.undo()
    desk.book.undo()
    (task,), (result,) = desk.book.tasks.values(), desk.book.results.values()
    assert (task.interview, result.interview, result.interaction) == (held.id, held.id, mail.id)
    delete_interaction(desk.book, mail)
    with pytest.raises(Refused, match="not there any more"):
        delete_interaction(desk.book, mail)
