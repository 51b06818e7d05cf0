"""Promises, on a real store."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui.actions.outcome import Refused
from followup_tui.actions.tasks import keep, promise
from followup_tui.model.validation import Invalid
from followup_tui.rules.today import Kind, Planned
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_a_promise_is_asked_for_from_its_day_until_it_is_kept(desk: Desk) -> None:
    ann = desk.add("Ann")
    desk.log(ann)
    task = promise(desk.book, ann, "send the\npaper\x1b[31m", MONDAY + timedelta(days=2)).made
    assert task.text == "send the paper"
    assert desk.book.today().planned == ()
    desk.go_to(MONDAY + timedelta(days=4))
    (entry,) = desk.book.today().planned
    assert entry == Planned(ann.id, Kind.TASK, task.id)
    assert desk.book.reason(entry) == "You promised: “send the paper”, for Wed 25 Nov (2 days ago)."
    assert keep(desk.book, task).said == "Kept: send the paper"
    assert desk.book.today().planned == ()
    with pytest.raises(Refused, match="already"):
        keep(desk.book, desk.book.tasks[task.id])
    with pytest.raises(Refused, match="already"):
        keep(desk.book, task)
    desk.book.undo()
    assert desk.book.today().planned == (entry,)


def test_a_promise_says_something(desk: Desk) -> None:
    with pytest.raises(Invalid):
        promise(desk.book, desk.add("Ann"), " \n", None)
    assert not desk.book.tasks
