"""The whole path in a real terminal, from an import to a message sent and undone; and the shell agrees."""

from pathlib import Path

from tests.conftest import TODAY
from tests.end_to_end.program import followup, followup_json, the_app
from tests.terminal import ENTER, TAB, Terminal


def ready(terminal: Terminal) -> str:
    """Waits until somebody can be written to, and gives the screen."""
    terminal.wait_for("? keys")
    terminal.wait_for("── Message ")
    terminal.wait_for("for today")
    terminal.settle(0.15)
    return terminal.screen_text()


def test_from_an_import_to_a_message_that_is_sent_logged_and_planned_anew(imported_file: Path) -> None:
    today = followup_json(imported_file, "today")
    assert "Ann Lee" in [one["name"] for one in today["contacts"]]
    assert today["overdue_total"] == 0, "nobody is overdue on the first day"
    with the_app(imported_file, (120, 36)) as terminal:
        ready(terminal)
        terminal.send("/ann" + ENTER)
        terminal.wait_for("── Ann Lee")
        terminal.settle(0.15)
        shown = terminal.screen_text()
        for fact in (
            f"[Today {len(today['contacts'])}]",
            "All 4",
            "Ann Lee",
            "offer declined",
            "why:",
            "ann@acme.example",
        ):
            assert fact in shown, fact
        terminal.send(ENTER)
        terminal.wait_for("-- WRITING --")
        terminal.send("P.S. Data Day was good." + TAB)
        terminal.wait_for("-- READY --")
        terminal.send(ENTER)
        terminal.wait_for("· logged, u if not sent · next")
        terminal.settle(0.2)
        assert "u undo (3)" in terminal.screen_text()
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
    record = followup_json(imported_file, "show", "Ann Lee")["contact"]
    assert record["last_touch"] == TODAY.isoformat()
    assert record["status"] == "later"
    assert "P.S. Data Day was good." in followup(imported_file, "show", "Ann Lee", "--json")
    after = followup_json(imported_file, "today")
    assert after["done_today"] == 1
    assert "Ann Lee" not in [one["name"] for one in after["contacts"]]
    followup(imported_file, "undo")
    assert followup_json(imported_file, "today") == today


def test_log_snooze_skip_undo_redo_and_the_shell_tells_the_same_story(own_file: Path) -> None:
    names = [one["name"] for one in followup_json(own_file, "today")["contacts"]]
    with the_app(own_file) as terminal:
        shown = ready(terminal)
        for name in names:
            assert name[:18] in shown
        terminal.send("jl")
        terminal.wait_for(f"What happened with {names[1]}?")
        terminal.send("call 20m, the cello" + ENTER)
        terminal.wait_for(f"Called {names[1]}")
        terminal.wait_for(f"── {names[2]}")
        terminal.send("sw")
        terminal.wait_for(f"Snoozed {names[2]} until")
        terminal.send("n")
        terminal.wait_for("Skipped ")
        terminal.send("u")
        terminal.wait_for("Undid: Skip")
        terminal.send("u")
        terminal.wait_for(f"Undid: Snooze {names[2]}")
        terminal.send("U")
        terminal.wait_for(f"Did again: Snooze {names[2]}")
        terminal.settle(0.2)
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
    called = followup_json(own_file, "show", names[1])["contact"]
    snoozed = followup_json(own_file, "show", names[2])["contact"]
    assert called["last_touch"] == TODAY.isoformat()
    assert snoozed["status"] == "snoozed"
    assert "the cello" in followup(own_file, "show", names[1])
    left = [one["name"] for one in followup_json(own_file, "today")["contacts"]]
    assert names[1] not in left
    assert names[2] not in left
    assert names[0] == left[0]
    with the_app(own_file) as terminal:
        shown = ready(terminal)
        assert f"[Today {len(left)}]" in shown
        for name in left:
            assert name[:18] in shown
        terminal.send("u")
        terminal.wait_for(f"Undid: Snooze {names[2]}")
        terminal.send("q")
        terminal.wait_for_exit()
    assert followup_json(own_file, "show", names[2])["contact"]["status"] != "snoozed"
