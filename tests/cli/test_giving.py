"""result, moved and stats, as they are typed."""

import pytest

from tests.cli.shell import Shell


def test_a_result_is_entered_listed_shown_in_the_tree_corrected_and_deleted(shell: Shell) -> None:
    said = shell.done("result", "soren", "lead", "--company", "Nova Wind", "--role", "CTO").out
    assert said.startswith("Søren Dahl gave: lead to CTO at Nova Wind · Nova Wind is new in the companies")
    (row,) = [one for one in shell.json("result", "list", "soren")["results"] if one["company"] == "Nova Wind"]
    assert (row["kind"], row["role"], row["from"][0]["name"]) == ("lead", "CTO", "Søren Dahl")
    assert "lead: CTO at Nova Wind" in shell.done("result", "tree", "soren").out
    edited = shell.json("result", "edit", row["id"], "--role", "Head of Data", "--note", "ask for Cy")["result"]
    assert (edited["role"], edited["note"], edited["company"]) == ("Head of Data", "ask for Cy", "Nova Wind")
    shell.done("result", "delete", row["id"])
    assert row["id"] not in {one["id"] for one in shell.json("result", "list")["results"]}


def test_the_tree_has_every_result_once_and_says_what_led_to_nothing(shell: Shell) -> None:
    document = shell.json("result", "tree")
    found: list[str] = []
    waiting = list(document["tree"])
    while waiting:
        branch = waiting.pop()
        found += [branch["id"]] if branch["type"] == "result" else []
        waiting += branch["led_to"]
    assert sorted(found) == sorted(one["id"] for one in shell.json("result", "list")["results"])
    assert f"{document['quiet']} interviews led to nothing yet." in shell.done("result", "tree").out


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (["result", "soren"], "Say who and what"),
        (["result", "soren", "luck"], "Say who and what"),
        (["result", "soren", "lead", "--on", "tomorrow"], "future"),
        (["result", "edit", "nothing-like-it", "--role", "x"], "There is no result"),
        (["moved", "soren"], "Say who and to which company"),
        (["moved", "soren", "Nova", "--on", "2030-01-01"], "future"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(shell: Shell, call: list[str], sentence: str) -> None:
    assert sentence in shell.refused(*call)


def test_a_move_suggests_congratulations_and_a_dry_run_changes_nothing(shell: Shell) -> None:
    shell.done("moved", "soren", "Nova Wind", "--title", "CDO", "--dry-run")
    assert shell.json("show", "soren")["contact"]["company"] != "Nova Wind"
    shell.done("moved", "soren", "Nova Wind", "--title", "CDO")
    assert shell.json("show", "soren")["contact"]["company"] == "Nova Wind"
    assert "congratulat" in shell.done("compose", "soren", "--list").out.lower()


def test_stats_count_everybody_and_say_nothing_of_few(shell: Shell) -> None:
    document = shell.json("stats")
    everybody = shell.json("due", "--all")["contacts"]
    assert sum(document["contacts"].values()) - document["contacts"]["archived"] == len(everybody)
    assert document["interviews"] == len(shell.json("interview", "list")["interviews"])
    for shares in document["replies"].values():
        for one in shares:
            assert (one["share"] is None) == (one["sent"] < 10)
            assert one["share"] is None or one["low"] <= one["share"] <= one["high"]
    assert sum(document["results"].values()) == len(shell.json("result", "list")["results"])
    assert "too few to say" in shell.done("stats").out
