"""Whoever was forgotten while a dialog was open does not come back with what it ended with."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_tui.actions import forgetting, moving, moving_days, people, results, tasks, touch
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Direction, ResultKind
from tests.desk import MONDAY, Desk

SOON = MONDAY + timedelta(days=9)
DOING: dict[str, Callable[[Book, Contact], Any]] = {
    "move": lambda book, one: moving_days.move_to(book, one, SOON),
    "move back": moving_days.move_back,
    "skip": touch.skip,
    "snooze": lambda book, one: touch.snooze(book, one, SOON),
    "no answer": touch.no_answer_needed,
    "log": lambda book, one: touch.log(book, [one], "Hi", channel=Channel.EMAIL, direction=Direction.OUT),
    "edit": lambda book, one: people.edit(book, one, {"note": "sails"}),
    "archive": people.archive,
    "moved": lambda book, one: moving.moved(book, one, "Acme"),
    "result": lambda book, one: results.record_result(book, one, results.ResultEntry(kind=ResultKind.ADVICE)),
    "promise": lambda book, one: tasks.promise(book, one, "send the paper", SOON),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_who_was_forgotten_stays_so_and_one_sentence_says_it(desk: Desk) -> None:
    ann = desk.add("Ann Lee @Fisher")
    forgetting.forget(desk.book, ann)
    for do in DOING.values():
        with pytest.raises(Refused, match=r"^Ann Lee is not in the file any more; nothing was changed\.$"):
            do(desk.book, ann)
    assert not desk.book.contacts
    assert b"Ann Lee" not in desk.store.path.read_bytes()


def test_a_promise_that_was_taken_back_is_not_kept(desk: Desk) -> None:
    made = tasks.promise(desk.book, desk.add("Ann Lee"), "send the paper", SOON).made
    desk.book.undo()
    with pytest.raises(Refused, match="The promise is not there any more"):
        tasks.keep(desk.book, made)
