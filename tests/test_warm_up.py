"""The warm-up of a day, in the list, the weeks ahead and a review: it stays what it is while the day goes on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui.actions import moving_days, tasks, touch
from followup_tui.model.settings import Plan, Settings
from followup_tui.model.words import Direction
from followup_tui.tui.review import Review
from tests.desk import MONDAY, Desk

ORDER = ["Reply", "Promise", "Easy", "Late", "Later", "Friendly"]


class Street(Desk):
    """Somebody who waits for an answer, a promise, and four check-ins: two of them answered when we wrote last."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, settings=Settings(plan=Plan(per_day=6)))
        self.people = {name: self.add(name) for name in reversed(ORDER)}
        self.log(self.people["Late"], days_ago=250)
        self.log(self.people["Later"], days_ago=230)
        self.talk("Friendly", 186)
        self.talk("Easy", 120)
        self.log(self.people["Reply"], Direction.IN, days_ago=2)
        self.talk("Promise", 3)
        tasks.promise(self.book, self.people["Promise"], "send the paper", MONDAY)

    def talk(self, name: str, days_ago: int) -> None:
        self.log(self.people[name], Direction.BOTH, days_ago=days_ago)

    def listed(self, extra: int = 0) -> list[str]:
        return [self.book.contacts[one.contact].name for one in self.book.today(extra).planned]

    def warm_ups(self) -> list[str]:
        return [self.book.contacts[one.contact].name for one in self.book.today().planned if one.warm_up]


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    made = Street(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_the_easiest_comes_first_and_the_others_by_urgency(street: Street) -> None:
    assert (street.listed(), street.warm_ups()) == (ORDER, ["Easy"])
    easy, late = (street.book.reason(one) for one in street.book.today().planned[2:4])
    assert easy.startswith("To warm up: last in touch 4 months ago; a good time to write is until ")
    assert late.startswith("Last in touch 8 months ago; ")


@pytest.mark.parametrize("name", ORDER[:5])
def test_the_list_only_loses_who_was_written_to(street: Street, name: str) -> None:
    """Also when it was the warm-up itself: there is no second one, though Friendly is easy too."""
    street.log(street.people[name])
    if name == "Promise":
        tasks.keep(street.book, next(iter(street.book.tasks.values())))
    assert street.listed() == [other for other in ORDER if other != name]
    assert street.warm_ups() == ([] if name == "Easy" else ["Easy"])


def test_any_easy_one_is_the_warm_up_of_the_day(street: Street) -> None:
    street.log(street.people["Friendly"])
    assert (street.listed(), street.warm_ups()) == (["Reply", "Promise", "Late", "Later", "Easy"], [])
    street.book.undo()
    assert street.listed() == ORDER


def test_without_the_setting_and_with_one_check_in_there_is_none(street: Street) -> None:
    street.book.use_settings(Settings(plan=Plan(per_day=3)))
    assert (street.listed(), street.warm_ups()) == (["Reply", "Promise", "Late"], [])
    assert street.listed(extra=3) == ["Reply", "Promise", "Late", "Later", "Friendly", "Easy"]
    street.book.use_settings(Settings(plan=Plan(per_day=6, warm_up=False)))
    assert (street.listed(), street.warm_ups()) == (["Reply", "Promise", "Late", "Later", "Friendly", "Easy"], [])
    ahead = street.book.plan_ahead(4)
    assert ahead.days[0].planned == street.book.today().planned
    assert not [one for day in ahead.days for one in day.planned if one.warm_up]


def test_the_weeks_ahead_begin_each_day_with_an_easy_one(street: Street) -> None:
    assert street.book.plan_ahead(4).days[0].planned == street.book.today().planned
    street.go_to(MONDAY - timedelta(days=1))
    street.book.use_settings(Settings(plan=Plan(per_day=9, workdays=("mon",))))
    monday = street.book.plan_ahead(4).days[1]
    assert monday.date == MONDAY
    check_ins = [one for one in monday.planned if one.contact in {street.people[name].id for name in ORDER[2:]}]
    assert [one.warm_up for one in check_ins] == [True, False, False, False]
    assert check_ins[0].contact == street.people["Easy"].id


def test_who_was_moved_to_today_stays_before_the_warm_up(street: Street) -> None:
    moving_days.move_to(street.book, street.people["Later"], MONDAY)
    assert street.listed() == ["Reply", "Promise", "Later", "Easy", "Late", "Friendly"]
    assert street.book.plan_ahead(4).days[0].planned == street.book.today().planned
    street.log(street.people["Later"])
    assert (street.listed(), street.warm_ups()) == (["Reply", "Promise", "Easy", "Late", "Friendly"], ["Easy"])


def test_an_easy_one_who_was_moved_to_today_was_no_warm_up_when_written_to(street: Street) -> None:
    friendly = street.people["Friendly"]
    moving_days.move_to(street.book, friendly, MONDAY)
    assert street.warm_ups() == ["Easy"]
    street.log(friendly)
    assert street.warm_ups() == ["Easy"]
    street.book.undo()
    moving_days.move_back(street.book, friendly)
    street.log(friendly)
    assert street.warm_ups() == []


def test_a_review_marks_nobody_else_when_the_warm_up_was_put_off(street: Street) -> None:
    """The rows stay where they are, so that who came up for it in the plan stands in the middle."""
    review = Review(street.book, "v")
    names = [street.book.contacts[one.contact].name for one in review.queue]
    easy, friendly = street.people["Easy"], street.people["Friendly"]
    assert (names, review.entry_for(easy.id).warm_up) == (ORDER, True)
    rows = review.rows()
    assert [rows[at].cells[1].text for at in range(6)] == ["reply", "promise", "warm up", "due", "due", "due"]
    touch.snooze(street.book, easy, MONDAY + timedelta(days=7))
    review.handle(easy.id, "snoozed")
    assert street.warm_ups() == ["Friendly"]
    assert [review.entry_for(one.contact).warm_up for one in review.queue] == [False] * len(ORDER)
    review.restart()
    assert review.queue[2].contact == friendly.id
    assert review.entry_for(friendly.id).warm_up
