"""Looking again, as it is typed."""

import tomllib

from tests.cli.shell import Shell


def test_the_search_is_begun_used_in_messages_planned_and_ended(shell: Shell) -> None:
    assert "Say what you are looking for" in shell.refused("looking", "on")
    shell.done("looking", "on", "a product role in Oslo", "--now", "Head of Data at Fisher")
    settings = tomllib.loads(shell.config.read_text(encoding="utf-8"))
    assert settings["looking"]["what"] == "a product role in Oslo"
    assert settings["me"]["now"] == "Head of Data at Fisher"
    planned = shell.json("looking", "plan")["contacts"]
    assert planned
    assert all(one["reasons"] for one in planned[:5])
    companies = [one["company"] for one in planned if one["company"]]
    assert len(companies) == len(set(companies))
    asked = [one for one in planned if "looking-again" in shell.done("compose", one["id"], "--list").out]
    assert asked
    body = shell("compose", asked[0]["id"], "--template", "looking-again").out
    assert "I'm looking for something new: a product role in Oslo." in body
    shell.done("log", asked[0]["id"], "< I know somebody", "--in")
    said = shell.done("looking", "off").out
    assert said.startswith("Back to keeping warm. 2 people will hear how it ended")
    assert "Tell " in shell.done("task", "list").out
    assert "You are not looking" in shell.refused("looking", "off")
    assert "since" not in tomllib.loads(shell.config.read_text(encoding="utf-8"))["looking"]


def test_everybody_is_ranked_once_with_the_reasons_and_the_left_out_say_why(shell: Shell) -> None:
    rows = shell.json("looking", "list", "--all")["contacts"]
    assert len(rows) == len({one["id"] for one in rows}) == sum(shell.json("stats")["contacts"].values())
    points = [one["points"] for one in rows if not one["left_out"]]
    assert points == sorted(points, reverse=True)
    assert any(one["left_out"] == "archived" for one in rows)
    for one in rows:
        assert one["points"] == sum(reason["points"] for reason in one["reasons"])


def test_a_dossier_has_whom_to_ask_the_interviews_and_what_was_said(shell: Shell) -> None:
    said = shell.done("looking", "dossier", "fjord").out
    for title in ("Whom to ask first", "Interviews", "What it gave", "Last said"):
        assert title in said
    assert "There is no company" in shell.refused("looking", "dossier", "nothing at all")
    assert shell.json("looking", "dossier", "Fjordlys")["company"] == "Fjordlys Analytics"


def test_a_dry_run_begins_nothing(shell: Shell) -> None:
    shell.done("looking", "on", "anything", "--dry-run")
    assert shell.json("looking", "plan")["looking"]["since"] is None
