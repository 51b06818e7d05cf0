"""A morning from the shell: add, today, compose, log, undo, redo; and the history it leaves."""

import pytest

from tests.cli.shell import Shell


def test_from_nothing_to_a_logged_message_and_back(empty: Shell) -> None:
    empty.done("interview", "add", "Fisher", "--role", "Data lead", "--with", "Ann Lee", "--to", "2025-08-01",
               "--outcome", "offer-declined")  # fmt: skip
    planned = empty.json("today")["contacts"]
    assert [(one["name"], one["status"]) for one in planned] == [("Ann Lee", "due")]
    message = empty.json("compose", "ann")
    assert message["template"] == planned[0]["template"]
    assert "Ann" in message["body"]
    before = empty.json("show", "ann")
    empty.done("log", "ann", "wrote a short hello")
    after = empty.json("show", "ann")
    assert after["contact"]["last_touch"] == "2026-03-03"
    assert after["contact"]["status"] == "later"
    assert empty.json("today")["done_today"] == 1
    assert "Undone: " in empty.done("undo").out
    assert empty.json("show", "ann") == before
    assert "Done again: " in empty.done("redo").out
    assert empty.json("show", "ann") == after


def test_history_tells_when_what_and_whether_it_holds(empty: Shell) -> None:
    empty.done("add", "Ann Lee")
    empty.done("snooze", "ann", "2w")
    empty.done("undo")
    changes = empty.json("history")["changes"]
    assert [(one["command"], one["state"]) for one in changes] == [
        ("undo", "done"), ("snooze", "undone"), ("add", "done"),
    ]  # fmt: skip
    assert list(changes[0]) == ["id", "at", "label", "command", "state", "undo_of", "redo_of", "touched"]
    assert changes[0]["at"].endswith("Z")
    lines = empty.done("history").out.splitlines()
    assert "Snooze Ann Lee" in lines[1]
    assert "undone" in lines[1]
    assert len(empty.done("history", "--limit", "1").out.splitlines()) == 1


def test_undo_goes_back_over_several_changes_and_redo_forth(empty: Shell) -> None:
    for name in ("Ann Lee", "Bo Ek", "Cy Fu"):
        empty.done("add", name)
    undone = empty.json("undo", "2")
    assert [one["label"] for one in undone["undo"]] == ["Add Cy Fu", "Add Bo Ek"]
    assert [one["name"] for one in empty.json("due", "--all")["contacts"]] == ["Ann Lee"]
    empty.done("redo", "2")
    assert len(empty.json("due", "--all")["contacts"]) == 3


def test_a_dry_run_of_several_steps_names_them_in_order(empty: Shell) -> None:
    for name in ("Ann Lee", "Bo Ek", "Cy Fu"):
        empty.done("add", name)
    labels = [one["label"] for one in empty.json("undo", "2", "--dry-run")["undo"]]
    assert labels == ["Add Cy Fu", "Add Bo Ek"]
    empty.done("undo", "2")
    labels = [one["label"] for one in empty.json("redo", "2", "--dry-run")["redo"]]
    assert labels == [one["label"] for one in empty.json("redo", "2")["redo"]]


def test_undo_says_what_it_did_before_it_ran_out(empty: Shell) -> None:
    assert "undo" in empty.refused("undo", code=1)
    assert "redo" in empty.refused("redo", "--dry-run", code=1)
    empty.done("add", "Ann Lee")
    said = empty.done("undo", "5").out.splitlines()
    assert said[0].startswith("Undone: Add Ann Lee")
    assert said[1] == "Undid the one change there was; 5 were asked for."


def test_a_dry_run_of_more_steps_than_there_are_says_the_same_once(empty: Shell) -> None:
    for name in ("Ann Lee", "Bo Ek"):
        empty.done("add", name)
    dry = empty.done("undo", "50", "--dry-run").out
    assert dry.count("Dry run, nothing was changed: ") == 1
    assert dry.removeprefix("Dry run, nothing was changed: ") == empty.done("undo", "50").out
    assert dry.endswith("Undid all 2 changes there were; 50 were asked for.\n")
    assert empty.done("redo", "50").out.endswith("Did all 2 undone changes again; 50 were asked for.\n")


@pytest.mark.parametrize("steps", ["0", "-1", "x", "1001"])
def test_undo_takes_a_number_of_steps(steps: str, empty: Shell) -> None:
    empty.refused("undo", "--", steps)


def test_the_whole_path_through_processes_of_their_own(empty: Shell) -> None:
    assert empty.spawn("add", "Ann Lee <ann@x.org> @Fisher").code == 0
    assert empty.spawn("log", "ann", "call about maps").code == 0
    assert "call: about maps" in empty.spawn("show", "ann").out
    assert empty.spawn("undo").out.startswith("Undone: ")
    assert "call about maps" not in empty.spawn("show", "ann").out
    assert empty.file.stat().st_mode & 0o777 == 0o600
