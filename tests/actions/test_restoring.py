"""Which moment, snapshot or file a person means."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from followup_tui.actions.outcome import Refused
from followup_tui.actions.restoring import moment_meant, plan_restore, restore_meant
from followup_tui.actions.touch import skip
from tests.desk import Desk

TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("yesterday 14:00", "2026-03-02T14:00"),
        ("yesterday at 9:05", "2026-03-02T09:05"),
        ("14:00", "2026-03-03T14:00"),
        ("at 8.30", "2026-03-03T08:30"),
        ("1 Mar 23:59", "2026-03-01T23:59"),
        ("2026-03-01 14:30", "2026-03-01T14:30"),
        ("-3d", "2026-02-28T23:59"),
        ("yesterday 24:00", ""),
        ("soon 14:00", ""),
        ("[red]", ""),
        ("", ""),
    ],
)
def test_a_moment_is_written_as_people_write_it(text: str, moment: str) -> None:
    meant = moment_meant(text, TUESDAY)
    assert (f"{meant.astimezone():%Y-%m-%dT%H:%M}" if meant else "") == moment


def test_a_plan_counts_what_would_come_back_change_and_go_and_changes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee @Fisher")
    between = desk.book.history()[0].at + timedelta(microseconds=1)
    skip(desk.book, ann)
    desk.add("Bo Ek @Hinoki")
    planned = plan_restore(desk.store, between, desk.book.clock)
    assert [tuple(one) for one in planned.counts] == [("companies", 0, 0, 1), ("contacts", 0, 1, 1)]
    assert planned.version == desk.store.version
    assert len(desk.book.contacts) == 2
    with pytest.raises(Refused, match="no file, no snapshot and no moment"):
        restore_meant(tmp_path / "followup.json", "nowhere \x00", desk.book.as_of)
    desk.store.close()
