"""export, as it is typed."""

import errno
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from followup_tui.actions.exporting import NAMES
from followup_tui.cli.exporting import FORMATS
from followup_tui.store.disk import SystemDisk
from tests.cli.shell import Shell
from tests.conftest import TODAY


def read(data: bytes) -> dict[str, Any]:
    return {str(one["uid"]).split("@")[0]: one for one in Calendar.from_ical(data).walk() if "uid" in one}


def test_everybody_has_the_day_that_the_plan_has_for_them(shell: Shell) -> None:
    shell.done("edit", "youssef", "--linkedin", "https://www.linkedin.com/in/youssef-x/")
    printed = shell.done("export", "ics").out
    events = read(printed.encode())
    touches = {uid: one for uid, one in events.items() if "." not in uid}
    days = Counter(one.decoded("dtstart").isoformat() for one in touches.values())
    planned = {day["date"]: day["planned"] for day in shell.json("plan")["days"]}
    assert days
    assert all(number <= planned[day] for day, number in days.items())
    for today in shell.json("today")["contacts"]:
        event = touches[today["id"]]
        assert event.decoded("dtstart") == TODAY
        assert today["name"] in event["summary"]
        assert str(event["description"]) == today["reason"]
    (youssef,) = (one["id"] for one in shell.json("find", "youssef")["contacts"])
    assert str(touches[youssef]["url"]) == "https://www.linkedin.com/in/youssef-x/"
    assert any(one.get("rrule") for uid, one in events.items() if uid.endswith(".birthday"))
    assert shell.done("export", "ics").out == printed


def test_after_a_touch_the_same_event_is_on_a_later_day_and_newer(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    said = shell.done("export", "ics", "-o", str(path)).out
    assert said.startswith(f"Wrote {path} (")
    assert path.stat().st_mode & 0o777 == 0o600
    first = read(path.read_bytes())
    away, *_, who = (one["id"] for one in shell.json("today")["contacts"])
    shell.done("log", who, "Hi")
    shell.done("archive", away)
    told = shell.json("export", "ics", "-o", str(path))
    second = read(path.read_bytes())
    assert second[who].decoded("dtstart") > first[who].decoded("dtstart") == TODAY
    assert second[who]["sequence"] > first[who]["sequence"]
    cancelled = {uid for uid, one in second.items() if one["status"] == "CANCELLED"}
    assert away in cancelled
    assert first.keys() - cancelled <= second.keys()
    assert (told["cancelled"], told["events"] + told["birthdays"]) == (len(cancelled), len(second) - len(cancelled))
    assert (told["as_of"], told["bytes"]) == (TODAY.isoformat(), path.stat().st_size)


def test_a_query_exports_those_whom_find_finds(shell: Shell) -> None:
    found = {one["id"] for one in shell.json("find", "tag:recruiter")["contacts"]}
    exported = {uid.split(".")[0] for uid in read(shell.done("export", "ics", "--query", "tag:recruiter").out.encode())}
    assert exported
    assert exported <= found
    shell.refused("export", "ics", "--query", "last:>never")


def test_promises_are_exported_apart(shell: Shell) -> None:
    shell.done("task", "youssef", "send the; paper", "--on", "fri")
    tasks = read(shell.done("export", "ics-tasks").out.encode())
    todo = next(one for one in tasks.values() if one["summary"] == "send the; paper")
    assert (todo.name, todo.decoded("due")) == ("VTODO", TODAY + timedelta(days=3))
    assert all(one.name == "VTODO" for one in tasks.values())
    shell.done("task", "done", "send the; paper")
    assert read(shell.done("export", "ics-tasks").out.encode())[str(todo["uid"]).split("@")[0]]["status"] == "COMPLETED"


def test_what_is_in_the_way_stays_as_it_is(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine.ics"
    mine.write_text("BEGIN:VCALENDAR")
    assert "no earlier export" in shell.refused("export", "ics", "-o", str(mine), code=1)
    assert mine.read_text() == "BEGIN:VCALENDAR"
    before = shell.state()
    assert "belongs to the network" in shell.refused("export", "ics", "-o", str(shell.file), "--force", code=1)
    assert "is a folder" in shell.refused("export", "ics", "-o", str(tmp_path), code=1)
    assert "no folder" in shell.refused("export", "ics", "-o", str(tmp_path / "a" / "b.ics"), code=1)
    assert shell.state() == before
    shell.done("export", "ics", "-o", str(mine), "--force")
    written = mine.read_bytes()
    assert "no earlier export" in shell.refused("export", "ics-tasks", "-o", str(mine), code=1)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(SystemDisk, "write", full)
        refusal = shell.refused("export", "ics", "-o", str(mine), code=1)
    assert "the disk is full" in refusal
    assert (mine.read_bytes(), [one.name for one in tmp_path.glob(".*")]) == (written, [])


def test_nobody_yet_is_an_empty_calendar(empty: Shell) -> None:
    assert read(empty.done("export", "ics").out.encode()) == {}


def test_the_call_must_make_sense(shell: Shell) -> None:
    assert "'ics'" in shell.refused("export", "pdf")
    assert "-o PATH" in shell.refused("export", "ics", "--json")
    assert FORMATS == NAMES
