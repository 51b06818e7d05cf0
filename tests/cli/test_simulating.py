"""``followup simulate``: it needs no file, says what it assumed, and prints the same every time."""

import pytest

from followup_tui.cli import simulating
from tests.cli.shell import Shell

SMALL = ("simulate", "--contacts", "8", "--per-day", "1", "--years", "1", "--seeds", "2")


def test_it_tells_every_policy_and_the_assumptions_and_touches_no_file(empty: Shell) -> None:
    said = empty.done(*SMALL, "--seed", "4")
    lines = said.out.splitlines()
    assert lines[0] == "8 people, 1 a day, 1 year, 2 worlds made from seed 4"
    assert [line.split("  ")[0] for line in lines[3:7]] == ["ours", "fixed interval", "random spread", "ratio order"]
    assert "Assumed: 76% at the default" in said.out
    assert max(map(len, lines)) <= 100
    assert empty.done(*SMALL, "--seed", "4").out == said.out
    assert not empty.file.parent.exists()
    assert not empty.config.exists()
    assert ", courtesy 0 days" in empty.done(*SMALL, "--courtesy-days", "0").out.splitlines()[0]


def test_the_document_says_the_same_as_the_page(empty: Shell) -> None:
    document = empty.json(*SMALL)
    assert (document["contacts"], document["per_day"], document["years"]) == (8, 1, 1)
    assert (document["seed"], document["seeds"]) == (1, 2)
    page = empty.done(*SMALL).out.splitlines()[3:7]
    for row, policy in zip(page, document["policies"], strict=True):
        assert row.startswith(policy["name"])
        assert f"{policy['share']:.2%}" in row
        assert f"{policy['most_late']['median']:,.0f} ({policy['most_late']['most']:,})" in row
        assert policy["shares"]["least"] <= policy["share"] <= policy["shares"]["most"]
        assert set(policy["at_least"]) == {one["name"] for one in document["policies"]} - {policy["name"]}


def test_a_terminal_is_told_how_far_it_is_and_left_clean(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "_is_shown", lambda: True)
    said = empty(*SMALL)
    assert "1 of 18 runs (6%)" in said.err
    assert said.err.endswith("\x1b[K")


def test_ctrl_c_ends_it_without_a_word(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulating, "_is_shown", lambda: True)
    monkeypatch.setattr(simulating, "_tell", stop)
    said = empty(*SMALL)
    assert (said.code, said.out, said.err.replace("\x1b[K", "").strip()) == (130, "", "")


def test_figures_that_make_no_sense_are_refused(empty: Shell) -> None:
    assert "--contacts" in empty.refused("simulate", "--contacts", "0")
    assert "--years" in empty.refused("simulate", "--years", "ten")
