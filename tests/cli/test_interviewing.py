"""Interviews in the shell: entered in one call, what follows, listed, shown, changed by options or in the editor."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell

PANEL = (
    "interview", "add", "Fisher", "--role", "Chief mapper",
    "--with", "Ann Lee <ann@fisher.example> (hiring manager), Bo Carr (recruiter)",
    "--round", "2026-02-10 screen: Bo", "--round", "20 Feb panel: Ann, Cy Fu: they liked the maps",
    "--outcome", "rejected", "--to", "2026-03-01", "--said-by", "Bo", "--reason", "too senior",
    "--feedback", "show more code", "--permission", "given",
    "--promise", "send the paper", "--promise-on", "2026-03-20",
)  # fmt: skip


def test_a_finished_process_in_one_call_and_what_follows(shell: Shell) -> None:
    said = shell.done(*PANEL).out.splitlines()
    assert said == [
        "Added the interview for Chief mapper at Fisher (rejected); added Ann Lee, Bo Carr and Cy Fu too",
        "Next: answer Ann Lee, Bo Carr and Cy Fu with thanks by 8 Mar; a gentle word between 31 Mar and 14 Apr"
        " and again between 30 May and 13 Jun.",
    ]
    held = shell.json("interview", "show", "chief mapper")["interview"]
    assert [one["name"] for one in held["with"]] == ["Ann Lee", "Bo Carr", "Cy Fu"]
    assert (held["said_by"]["name"], held["permission"], held["feedback"]) == ("Bo Carr", "given", "show more code")
    assert [(one["on"], one["kind"], len(one["with"])) for one in held["rounds"]] == [
        ("2026-02-10", "screen", 1), ("2026-02-20", "panel", 2),
    ]  # fmt: skip
    assert [(one["text"], one["on"]) for one in held["promises"]] == [("send the paper", "2026-03-20")]
    shown = shell.done("interview", "show", held["id"]).out
    for words in ("said by   Bo Carr", "may write yes", "promise   Fri 20 Mar: send the paper", "next      answer"):
        assert words in shown
    ann = shell.json("show", "Ann Lee")["contact"]
    assert (ann["relation"], ann["emails"]) == ("hiring-manager", ["ann@fisher.example"])
    assert ann["step"] == {
        "kind": "answer", "interview": held["id"], "opens": "2026-03-01", "latest": "2026-03-08",
        "lapses": "2026-03-15",
    }  # fmt: skip
    assert ann["reason"] == (
        "The interview for Chief mapper at Fisher ended 2 days ago (rejected); answer with thanks by 8 Mar."
    )
    plan = {one["name"]: one["kind"] for one in shell.json("today")["contacts"]}
    assert plan["Ann Lee"] == plan["Cy Fu"] == "interview"
    assert "answer        Ann Lee · Fisher" in shell.done("today").out
    shell.done("log", "Ann Lee", "Thank you for telling me")
    assert "Ann Lee" not in {one["name"] for one in shell.json("today")["contacts"]}
    assert shell.done("due", "--as-of", "2026-04-01").out.count("a gentle word until 14 Apr") == 3
    assert shell.json("undo", "2")["undo"][1]["label"] == "Add the interview for Chief mapper at Fisher"
    assert shell.json("interview", "list", "--company", "fisher")["interviews"] == []


def test_a_dry_run_says_the_same_and_keeps_nothing(shell: Shell) -> None:
    before = shell.state()
    said = shell.done(*PANEL, "--dry-run").out
    assert said.startswith("Dry run, nothing was changed: Added the interview")
    assert "Next: answer Ann Lee" in said
    assert [one["kind"] for one in shell.json(*PANEL, "--dry-run")["next"]] == ["answer", "word", "word"]
    assert shell.state() == before


def test_a_list_by_company_outcome_and_what_is_open(shell: Shell) -> None:
    shell.done(*PANEL)
    shell.done("interview", "add", "Fisher", "--role", "VP", "--with", "Ann Lee")
    companies = {one["company"] for one in shell.json("interview", "list", "--company", "FISHER")["interviews"]}
    assert companies == {"Fisher"}
    running = shell.json("interview", "list", "--open", "--company", "fisher")["interviews"]
    assert [one["role"] for one in running] == ["VP"]
    assert "no such interview" in shell.done("interview", "list", "--company", "nowhere").out
    assert "leave nothing" in shell.refused("interview", "list", "--open", "--outcome", "rejected")


def test_an_edit_by_options_adds_people_and_rounds_and_empties_texts(shell: Shell) -> None:
    shell.done(*PANEL)
    said = shell.done(
        "interview", "edit", "chief mapper", "--outcome", "runner-up", "--reason", "", "--round", "27 Feb call: Dee Os",
        "--promise", "call again",
    ).out  # fmt: skip
    assert ": outcome, people, rounds, reason, promises; added Dee Os too\n" in said
    held = shell.json("interview", "show", "chief mapper")["interview"]
    assert (held["outcome"], held["reason"], len(held["rounds"]), len(held["promises"])) == ("runner-up", "", 3, 2)
    assert "so already" in shell.refused("interview", "edit", "chief mapper", "--outcome", "runner-up")
    assert "before the interview began" in shell.refused("interview", "edit", "chief mapper", "--from", "2026-03-02")


def test_an_edit_in_the_editor(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.done(*PANEL)
    script = tmp_path / "editor"
    script.write_text(
        "#!/bin/sh\nsed -i -e 's/^outcome = .rejected./outcome = \"runner up\"/' -e 's/they liked the maps/maps/'"
        " -e 's/^said_by = .*/said_by = \"Ann Lee\"/' -e 's/^on = .2026-03-20./on = 2026-03-21/' \"$1\"\n"
    )
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    said = shell.done("interview", "edit", "chief mapper").out
    assert said.startswith("Changed the interview for Chief mapper at Fisher: outcome, rounds, who said it, promises\n")
    held = shell.json("interview", "show", "chief mapper")["interview"]
    assert (held["outcome"], held["said_by"]["name"], held["rounds"][1]["note"]) == ("runner-up", "Ann Lee", "maps")
    assert [one["on"] for one in held["promises"]] == ["2026-03-21"]
    script.write_text("#!/bin/sh\n")
    assert shell.done("interview", "edit", "chief mapper").out == "Nothing was changed.\n"
    script.write_text('#!/bin/sh\necho \'outcom = "x"\' > "$1"\n')
    assert "did you mean outcome?" in shell.refused("interview", "edit", "chief mapper")


def test_a_promise_more(shell: Shell) -> None:
    shell.done(*PANEL)
    said = shell.done("interview", "promise", "chief mapper", "send the map", "--on", "fri", "--to", "cy")
    assert said.out == "Promised to Cy Fu: send the map\n"
    assert "which interview" in shell.refused("interview", "promise", "fisher")


def test_what_cannot_be_read_is_refused_whole(shell: Shell) -> None:
    before = shell.state()
    assert "second colon" in shell.refused("interview", "add", "X", "--round", "2 Feb panel: went well")
    assert "no day that can be read" in shell.refused("interview", "add", "X", "--round", "2026-13-01 panel")
    assert "Give each --promise" in shell.refused(
        "interview", "add", "X", "--promise", "a", "--promise-on", "fri", "--promise-on", "mon"
    )
    assert "what was promised" in shell.refused("interview", "add", "X", "--promise-on", "fri")
    assert "names nobody" in shell.refused("interview", "add", "X", "--with", "")
    assert "not an e-mail" in shell.refused("interview", "add", "X", "--with", "Ann <ann>")
    said = shell("interview", "add", "X", "--with", "a")
    assert said.code == 2
    assert "can be" in said.err.splitlines()[0]
    assert len(said.err.splitlines()) > 2
    assert shell.state() == before
