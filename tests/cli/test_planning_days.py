"""plan move, plan away, plan pace and plan suggest, as they are typed."""

from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui.book import Book
from followup_tui.cli import pacing, simulating
from followup_tui.cli.options import MOST_WEEKS
from followup_tui.model.settings import MOST_A_DAY
from followup_tui.rules.planner import LONGEST
from tests.cli.shell import Shell
from tests.conftest import TODAY


def write_config(shell: Shell, text: str) -> None:
    shell.config.parent.mkdir(parents=True, exist_ok=True)
    shell.config.write_text(text, encoding="utf-8")


def test_somebody_is_moved_seen_first_and_put_back(shell: Shell) -> None:
    before = shell.state()
    seen = shell.done("plan", "move", "Youssef", "next", "tue", "--dry-run").out.splitlines()
    assert seen[0] == "Dry run, nothing was changed: Moved Youssef Ben Salah to Tue 10 Mar"
    assert seen[1].startswith("Youssef Ben Salah: from ")
    assert shell.state() == before
    moved = shell.json("plan", "move", "Youssef", "10 mar")
    assert (moved["contacts"][0]["status"], moved["contacts"][0]["opens"]) == ("later", "2026-03-10")
    assert moved["consequence"]["sentences"] == seen[1:]
    assert shell.json("show", "youssef")["contact"]["planned_on"] == "2026-03-10"
    names = [one["name"] for one in shell.json("today")["contacts"]]
    (there,) = (
        one for one in shell.json("today", "--as-of", "2026-03-10")["contacts"] if one["name"] == "Youssef Ben Salah"
    )
    assert "Youssef Ben Salah" not in names
    assert (there["kind"], there["reason"][:14]) == ("check-in", "Moved to today")
    assert shell.done("plan", "move", "Youssef", "--back").out.startswith("The plan chooses the day of Youssef")
    assert "not moved" in shell.refused("plan", "move", "Youssef", "--back")
    shell.done("undo")
    assert shell.json("show", "youssef")["contact"]["planned_on"] == "2026-03-10"
    assert "is over" in shell.refused("plan", "move", "Youssef", "yesterday")
    assert "who and to which day" in shell.refused("plan", "move", "Youssef")
    assert "is not a day" in shell.refused("plan", "move", "Youssef", "someday")


def test_a_day_away_is_not_called_done(empty: Shell) -> None:
    empty.done("add", "Ann Lee")
    saturday = empty.done("today", "--as-of", "sat").out
    assert "Nobody is planned today (no work day); 1 more can wait" in saturday
    empty.done("plan", "away", "today")
    assert "Nobody is planned today (you are away); 1 more can wait" in empty.done("today").out
    assert empty.done("today", "--format", "short").out == "a day off, 1 can wait\n"
    empty.done("plan", "away", "today", "to", "8", "mar")
    week = next(line for line in empty.done("plan").out.splitlines() if line.startswith("3 Mar"))
    assert week.split() == ["3", "Mar", "1", "0", "away", "4", "days"], "and not 0 of 0"


def test_days_away_are_kept_listed_and_taken_out(shell: Shell) -> None:
    write_config(shell, "# mine\n[plan]\nper_day = 3 # enough\n")
    assert "No days away" in shell.done("plan", "away").out
    dry = shell.done("plan", "away", "3-17", "August", "--dry-run").out
    assert "That is 11 work days and 33 places less." in dry
    assert shell.config.read_text() == "# mine\n[plan]\nper_day = 3 # enough\n"
    out = shell.done("plan", "away", "3", "aug", "-", "17", "aug").out
    assert out.endswith("followup plan away remove 2026-08-03 2026-08-17 takes it back.\n")
    assert shell.done("plan", "away", "list").out == "1  3-17 Aug  15 days\n"
    kept = shell.json("plan", "away", "18 aug")
    assert kept["away"] == [{"first": "2026-08-03", "last": "2026-08-18"}]
    days = {day["date"]: day["planned"] for day in shell.json("plan")["days"]}
    assert all(days[f"2026-08-{day:02}"] == 0 for day in range(3, 19))
    assert shell.config.read_text().startswith("# mine\n[plan]\nper_day = 3 # enough\n")
    shell.done(*kept["back"].removeprefix("followup ").split())
    assert shell.json("plan", "away")["away"] == [{"first": "2026-08-03", "last": "2026-08-17"}]
    assert shell.done("plan", "away", "remove", "1").out.startswith("Not away 3-17 Aug.\n")
    assert shell.config.read_text() == "# mine\n[plan]\nper_day = 3 # enough\n"
    assert "no time away 1" in shell.refused("plan", "away", "remove", "1")
    assert "write it like 3-17 August" in shell.refused("plan", "away", "someday")


def test_the_pace_is_set_from_a_day_and_says_how_to_go_back(shell: Shell) -> None:
    assert shell.done("plan", "pace").out == "3 a day.\n"
    out = shell.done("plan", "pace", "4", "--from", "1 apr").out
    assert out.startswith("4 a day from April.\n3 a day, 4 from 1 Apr, Monday to Friday, keeps about 520 people")
    assert out.endswith("followup plan pace 3 --from 2026-04-01 takes it back.\n")
    assert [shell.json("today", "--as-of", day)["capacity"] for day in ("2026-03-31", "2026-04-01")] == [3, 4]
    assert shell.json("plan")["keeps"] == 520
    shell.done("plan", "pace", "3", "--from", "2026-04-01")
    assert shell.json("plan", "pace") == {"as_of": TODAY.isoformat(), "per_day": 3, "changes": []}
    assert "already" in shell.refused("plan", "pace", "3")
    assert "how many a day" in shell.refused("plan", "pace", "--from", "1 apr")


def test_what_is_suggested_can_be_taken_and_taken_back(shell: Shell) -> None:
    late = ("--as-of", (TODAY + timedelta(days=40)).isoformat())
    write_config(shell, '[plan]\nper_day = 1\nworkdays = ["mon"]\n')
    found = shell.json("plan", "suggest", *late)["suggestions"]
    assert [one["kind"] for one in found][-1] == "spread"
    text = shell.done("plan", "suggest", *late).out
    assert text.startswith(f"1  {found[0]['words']}\n   ")
    assert "\nfollowup plan suggest lists what would help.\n" in shell.done("plan", *late).out
    assert text.endswith("followup plan suggest --take N does it; --dry-run shows it first.\n")
    before, data = shell.config.read_text(), shell.state()
    for number, one in enumerate(found, 1):
        shell.done("plan", "suggest", "--take", str(number), "--dry-run", *late)
        assert (shell.config.read_text(), shell.state()) == (before, data)
        taken = shell.json("plan", "suggest", "--take", str(number), *late)
        assert taken["suggestion"] == one
        if one["kind"] == "pace":
            assert shell.json("plan", "pace", *late) != {"per_day": 1, "changes": []}
            shell.done(*taken["back"].removeprefix("followup ").split(), *late)
        else:
            assert len(taken["contacts"]) == len(one["contacts"]) > 0
            shell.done("undo", *late)
        assert shell.json("plan", "suggest", *late)["suggestions"] == found
    assert f"There is no suggestion 9; there are {len(found)}." in shell.refused(
        "plan", "suggest", "--take", "9", *late
    )


def test_a_single_suggestion_says_how_it_is_taken(shell: Shell) -> None:
    late = ("--as-of", (TODAY + timedelta(days=40)).isoformat())
    (only,) = shell.json("plan", "suggest", *late)["suggestions"]
    assert only["kind"] == "spread"
    assert "followup plan suggest --take 1 does it" in shell.done("plan", "suggest", *late).out


def test_the_limits_of_a_call_are_those_of_the_rules() -> None:
    assert pacing.MOST_A_DAY == simulating.MOST_A_DAY == MOST_A_DAY
    assert MOST_WEEKS == LONGEST


@pytest.mark.parametrize(
    "call",
    [
        ("plan", "away", "16-27 march"), ("plan", "pace", "4"), ("plan", "move", "youssef", "10 mar"),
        ("plan", "replan"), ("plan", "suggest", "--take", "1"), ("export", "ics", "-o", "plan.ics"),
    ],
    ids=lambda call: call[1],
)  # fmt: skip
def test_ctrl_c_while_it_plans_changes_nothing_and_says_so(call: tuple[str, ...], shell: Shell, tmp_path: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    shell.monkeypatch.chdir(tmp_path)
    before = shell.state()
    shell.monkeypatch.setattr(Book, "plan_ahead", interrupted)
    said = shell(*call)
    assert (said.code, said.out) == (130, "")
    assert "nothing was changed" in said.err
    assert shell.state() == before
    assert not (tmp_path / "plan.ics").exists()
    assert not shell.config.exists()
