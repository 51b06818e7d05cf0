"""What the plan view stands on: plans made in threads, of which any may be the last to be done."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from followup_tui.book import Book
from followup_tui.safekeeping import untold
from followup_tui.tui.plan_desk import PlanDesk
from tests.desk import Desk

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen


class _Screen:
    def __init__(self, book: Book) -> None:
        self.book = book


def test_a_plan_that_is_done_late_is_not_taken_for_the_one_after_a_change(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann every 1w")
    plan = PlanDesk(cast("ReviewScreen", _Screen(desk.book)))
    late = plan.planning()
    desk.log(ann)
    after = plan.planning()(untold)
    assert plan.known is after
    before = late(untold)
    assert (before.ahead.days[0].load, after.ahead.days[0].load) == (1, 0)
    assert plan.known is after
    assert plan.planning()(untold) is after
    assert plan.pacing()(untold)
    desk.add("Bo")
    assert plan.known is None
    desk.store.close()
