"""plan, as it is typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from followup_tui.cli import waiting
from followup_tui.safekeeping import Tell
from tests.cli.shell import Shell
from tests.conftest import TODAY


def test_the_plan_begins_with_todays_list_and_counts_as_it_does(shell: Shell) -> None:
    document, today = shell.json("plan"), shell.json("today")
    assert list(document) == ["as_of", "per_day", "keeps", "breaks_on", "days", "lost"]
    assert (document["as_of"], document["per_day"], document["keeps"]) == (TODAY.isoformat(), 3, 390)
    first = document["days"][0]
    assert first["planned"] == len(today["contacts"])
    for day in ("2026-03-03", "2026-07-14", "2027-12-01"):
        (first, *_), today = shell.json("plan", "--as-of", day)["days"], shell.json("today", "--as-of", day)
        totals = (today["overdue_total"], today["due_total"], today["new_total"])
        assert (first["overdue"], first["due"], first["new"]) == totals, day
    dates = [day["date"] for day in document["days"]]
    assert dates == [(TODAY + timedelta(days=step)).isoformat() for step in range(26 * 7)]
    assert set(first) == {"date", "planned", "due", "overdue", "next", "again", "new"}
    assert all(day["next"] + day["again"] <= day["planned"] for day in document["days"])
    assert sum(day["again"] for day in document["days"]) > 0


def test_everybody_who_is_ever_due_has_a_day_or_comes_later(shell: Shell) -> None:
    """`due` lists all but the archived; among them some rest for good or are never due."""
    total = sum(day["planned"] for day in shell.json("plan", "--weeks", "60")["days"])
    active = [one for one in shell.json("due", "--all")["contacts"] if one["opens"] and one["status"] != "paused"]
    assert total >= len(active) > 0


def test_a_touch_and_a_snooze_move_somebody_in_the_plan(shell: Shell) -> None:
    who = shell.json("today")["contacts"][0]["id"]
    waiting = shell.json("plan")["days"][0]
    shell.done("snooze", who, "3w")
    later = shell.json("plan")["days"][0]
    assert later["due"] + later["overdue"] == waiting["due"] + waiting["overdue"] - 1
    shell.done("undo")
    assert shell.json("plan")["days"][0] == waiting


def test_days_away_have_nobody_planned_but_on_their_day(shell: Shell) -> None:
    first = TODAY + timedelta(days=7)
    last = first + timedelta(days=20)
    before = {day["date"]: day["planned"] for day in shell.json("plan")["days"]}
    shell.config.parent.mkdir(parents=True, exist_ok=True)
    shell.config.write_text(f"[[plan.away]]\nfirst = {first}\nlast = {last}\n", encoding="utf-8")
    after = {date.fromisoformat(day["date"]): day["planned"] for day in shell.json("plan")["days"]}
    away = [number for day, number in after.items() if first <= day <= last]
    assert sum(away) < sum(before[day.isoformat()] for day in after if first <= day <= last)


def test_the_text_says_what_the_pace_keeps_and_has_a_line_a_week(shell: Shell) -> None:
    out = shell.done("plan", "--weeks", "4").out
    assert out.startswith("3 a day, Monday to Friday, keeps about 390 people at 6 months; you have ")
    assert sum(" of " in line and "#" in line for line in out.splitlines()) >= 4
    weeks = [line for line in shell.done("plan").out.splitlines() if " of " in line]
    assert any(line.endswith("~") or "~." in line for line in weeks)
    assert f"{sum(day['again'] for day in shell.json('plan')['days'])} touches follow from these until then" in (
        " ".join(shell.done("plan").out.split())
    )
    assert "weeks" in shell.refused("plan", "--weeks", "0")


def test_a_plan_that_takes_long_says_how_far_it_is_and_ends_with_a_sentence(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []

    def interrupted(words: str, done: int = 0, total: int = 0, /) -> None:
        told.append((words, total))
        if len(told) == 20:
            raise KeyboardInterrupt

    usual = waiting.waiting

    @contextmanager
    def watched() -> Iterator[Tell]:
        with usual():
            yield interrupted

    monkeypatch.setattr(waiting, "waiting", watched)
    before = shell.state()
    assert shell.refused("plan", "--weeks", "520", code=130) == "Ended before it was done; nothing was changed."
    assert set(told) == {("Planning", 520 * 7)}
    assert shell.state() == before


def test_nobody_yet_is_said(empty: Shell) -> None:
    assert "There is nobody in" in empty.done("plan").out
    assert {day["planned"] for day in empty.json("plan")["days"]} == {0}


def test_an_import_is_new_and_neither_due_nor_a_place_less_today(empty: Shell) -> None:
    empty.done("add", "Ann Lee")
    first, today = empty.json("plan")["days"][0], empty.json("today")
    assert (first["due"], first["overdue"], first["new"]) == (0, 0, 1)
    assert (today["due_total"], today["new_total"]) == (0, 1)
    assert "0 overdue, 0 due, 1 new" in empty.done("today").out
    assert " 1 of 12 " in empty.done("plan").out, "a day holds what it holds, also where nobody else is due"


def test_whoever_has_no_turn_in_time_is_named(empty: Shell) -> None:
    empty.config.parent.mkdir(parents=True, exist_ok=True)
    empty.config.write_text("[plan]\nper_day = 1\nworkdays = ['mon']\n", encoding="utf-8")
    for name in ("Ann Lee", "Bo Carr", "Cy Dee"):
        empty.done("add", f"{name} every 1-2 weeks")
    document, words = empty.json("plan"), " ".join(empty.done("plan").out.split())
    names = [one["name"] for one in document["lost"]]
    assert document["breaks_on"]
    assert names
    assert f"no turn in time: {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}." in words


def test_replan_spreads_those_who_are_late_with_a_preview_and_one_undo(shell: Shell) -> None:
    before, late = shell.state(), ("--as-of", (TODAY + timedelta(days=40)).isoformat())
    due = {one["id"] for one in shell.json("due", "--all", *late)["contacts"]}
    overdue = shell.json("today", *late)["overdue_total"]
    assert overdue > 3
    preview = shell.done("plan", "replan", "--dry-run", *late).out
    assert preview.startswith("Dry run, nothing was changed: Spread ")
    assert shell.state() == before
    spread = shell.json("plan", "replan", *late)
    assert len(spread["contacts"]) >= overdue
    assert shell.json("today", *late)["overdue_total"] == 0
    assert {one["id"] for one in shell.json("due", "--all", *late)["contacts"]} == due
    after = shell.json("plan", *late)
    assert after["breaks_on"] is None
    assert {day["overdue"] for day in after["days"]} == {0}
    assert "nothing to spread" in shell.refused("plan", "replan", *late)
    shell.done("undo", *late)
    assert shell.json("today", *late)["overdue_total"] == overdue


def test_a_day_that_is_full_is_no_day_off(empty: Shell) -> None:
    for name in ("Ann", "Bo", "Cy", "Di"):
        empty.done("add", name)
    for name in ("Ann", "Bo", "Cy"):
        empty.done("log", name, "call")
    empty.done("task", "Di", "send the paper", "--on", "today")
    first = next(line for line in empty.done("plan").out.splitlines() if line.startswith("3 Mar"))
    assert first.split()[2:5] == ["1", "of", "10"], "the promise of today and nine places from tomorrow on"


def test_who_has_a_day_off_asks_for_no_room(empty: Shell) -> None:
    empty.done("add", "Ann Lee")
    empty.done("plan", "move", "ann", "7 mar")  # a Saturday
    first = next(line for line in empty.done("plan").out.splitlines() if line.startswith("3 Mar"))
    assert first.split()[2:6] == ["0", "of", "12", "+1"]
    assert first.endswith("............+")
