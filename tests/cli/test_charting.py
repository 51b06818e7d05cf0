"""stats --chart, as it is typed."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from followup_tui.actions.charting import CHARTS
from followup_tui.cli import telling
from tests.cli.shell import Shell
from tests.conftest import TODAY


def test_the_charts_are_listed_and_are_those_that_can_be_asked_for(shell: Shell) -> None:
    assert [one["id"] for one in shell.json("stats", "--chart", "list")["charts"]] == list(CHARTS)
    assert tuple(CHARTS) == telling.CHARTS
    assert shell.done("stats", "--chart", "list").out.startswith("contacts-per-day  Contacts per day\n")


def test_charts_and_statistics_and_plan_agree_to_the_row(shell: Shell) -> None:
    stats = shell.json("stats")
    status = shell.json("stats", "--chart", "status")
    assert dict(zip(status["series"], status["points"][-1]["values"], strict=True)) == stats["contacts"]
    late = {one["id"] for one in shell.json("due")["contacts"] if one["status"] == "overdue"}
    assert {one["id"] for one in status["points"][-1]["people"]} == late
    for chart, name in (("answers-channel", "channel"), ("answers-template", "template"), ("answers-gap", "gap")):
        points = shell.json("stats", "--chart", chart)["points"]
        told = [(one["label"], one["values"][0], one["of"], one["share"], one["low"]) for one in points]
        rows = stats["replies"][name]
        assert told == [(one["name"], one["answered"], one["sent"], one["share"], one.get("low")) for one in rows]
    results = shell.json("stats", "--chart", "results")["points"]
    assert {one["label"]: sum(one["values"]) for one in results} == stats["results_by_outcome"]
    givers = shell.json("stats", "--chart", "results-giver")["points"]
    assert {one["label"]: sum(one["values"]) for one in givers} == {
        one["name"]: one["results"] for one in stats["results_by_contact"]
    }
    load = shell.json("stats", "--chart", "load", "--weeks", "3")["points"]
    days = shell.json("plan", "--weeks", "3")["days"]
    assert [(one["on"], sum(one["values"])) for one in load] == [(one["date"], one["planned"]) for one in days]


def test_a_day_of_contacts_names_whom_was_reached(shell: Shell) -> None:
    for who in ("hannah", "grace"):
        shell.done("log", who, "a call", "--channel", "call")
    shell.done("log", "hannah", "and a letter", "--channel", "letter")
    today = shell.json("stats", "--chart", "contacts-per-day", "--weeks", "2")["points"][-1]
    assert today["on"] == TODAY.isoformat()
    assert {"Hannah Whitlock", "Grace Kim"} <= {one["name"] for one in today["people"]}
    assert today["values"] == [len(today["people"])]


def test_the_table_has_bars_that_need_no_colour_and_says_what_is_too_few(shell: Shell) -> None:
    out = shell.done("stats", "--chart", "on-time").out
    assert out.startswith("Windows kept, by tag\n")
    assert "too few to say" in out
    assert "#" in out
    assert "Enter" not in out
    load = shell.done("stats", "--chart", "load", "--weeks", "9").out
    assert "# next touch, = follow-on, + promise or birthday, . free room" in load
    week = shell.done("stats", "--chart", "contacts-per-day", "--weeks", "4").out.splitlines()
    assert [line[:3] for line in week[2:9]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert max(map(len, week[2:9])) == 4 + 2 * 4 - 1


def test_a_chart_goes_to_csv_and_to_a_picture(shell: Shell, tmp_path: Path) -> None:
    text = shell.done("stats", "--chart", "status", "--csv").out
    rows = list(csv.reader(StringIO(text, newline="")))
    assert rows[0][:3] == ["day", "later", "due"]
    assert date.fromisoformat(rows[-1][0]) == TODAY
    path = tmp_path / "load.svg"
    assert "readable by you alone" in shell.done("stats", "--chart", "load", "-o", str(path)).out
    assert path.read_text(encoding="utf-8").startswith("<svg ")
    assert "--force" in shell.refused("stats", "--chart", "load", "-o", str(path), code=1)
    done = shell.json("stats", "--chart", "load", "-o", str(path), "--force")
    assert (done["chart"], done["path"], done["bytes"]) == ("load", str(path), path.stat().st_size)
    assert ".csv" in shell.refused("stats", "--chart", "load", "-o", str(tmp_path / "load.png"))


def test_what_makes_no_sense_is_refused_in_a_sentence(shell: Shell) -> None:
    assert "contacts-per-day" in shell.refused("stats", "--chart", "pie")
    assert "--chart list" in shell.refused("stats", "--csv")
    assert "Nobody has the tag" in shell.refused("stats", "--chart", "load", "--tag", "nobody-has-it")
    assert "--csv prints" in shell.refused("stats", "--chart", "load", "--csv", "--json")
    vc = shell.json("stats", "--chart", "status", "--tag", "#executive")["points"][-1]["values"]
    assert 0 < sum(vc) < sum(shell.json("stats")["contacts"].values())


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_of_nothing_says_so(empty: Shell, chart: str) -> None:
    title, blank, said = empty.done("stats", "--chart", chart).out.splitlines()
    assert (title, blank) == (CHARTS[chart], "")
    assert said.endswith(".")
    assert empty.done("stats", "--chart", chart, "--csv").out.count("\n") >= 1
