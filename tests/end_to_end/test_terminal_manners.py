"""What the app does to its terminal: sizes change, nothing is written at rest, all is put back; drafts survive."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.end_to_end.program import PROGRAM, options, the_app
from tests.end_to_end.test_the_daily_path import ready
from tests.terminal import ENTER, ESCAPE, Terminal

PUT_BACK = {
    "the other screen": b"\x1b[?1049l", "the cursor": b"\x1b[?25h", "bracketed paste": b"\x1b[?2004l",
    "the mouse": b"\x1b[?1000l",
}  # fmt: skip


def is_drawn(terminal: Terminal, rows: int) -> bool:
    """Whether the screen has so many rows, down to the hints."""
    lines = terminal.lines()
    return len(lines) == rows and lines[-1].endswith("? keys")


def drafts(file: Path) -> list[str]:
    """The texts of the drafts on disk."""
    folder = file.with_name(f"{file.name}.d") / "drafts"
    return [json.loads(one.read_bytes())["body"] for one in folder.glob("*.json")] if folder.is_dir() else []


def test_a_draft_survives_a_kill(own_file: Path) -> None:
    words = "I never found the photograph, and I still look for it"
    before = own_file.read_bytes()
    with the_app(own_file) as terminal:
        ready(terminal)
        terminal.send(ENTER)
        terminal.wait_for("-- WRITING --")
        terminal.send(words)
        terminal.wait_for(lambda _: any(words in text for text in drafts(own_file)), timeout=5)
        terminal.kill()
        assert terminal.wait_for_exit() == -9
    assert own_file.read_bytes() == before
    with the_app(own_file) as terminal:
        shown = ready(terminal)
        assert "draft" in shown
        terminal.send(ENTER)
        terminal.wait_for("-- WRITING --")
        terminal.wait_for("for it")
        terminal.send("!" + ESCAPE)
        terminal.wait_for("-- READY --")
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
    assert [words in text and "!" in text for text in drafts(own_file)] == [True]


def test_it_follows_the_size_of_its_terminal_and_writes_nothing_at_rest(own_file: Path) -> None:
    with the_app(own_file, (120, 36)) as terminal:
        ready(terminal)
        for size in ((60, 16), (200, 50), (40, 10), (80, 24)):
            terminal.resize(size)
            terminal.wait_for(partial(is_drawn, rows=size[1]))
            assert "Aoife Brennan" in terminal.screen_text()
        terminal.settle(0.4)
        assert terminal.idle_bytes(2.5) == 0, "over a look at the file (every 2 s) too"
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        end = terminal.raw[-2000:]
        for what, code in PUT_BACK.items():
            assert code in end, f"{what} is not put back"


def test_keys_that_come_faster_than_the_screen_act_on_the_row_they_led_to(own_file: Path) -> None:
    with the_app(own_file) as terminal:
        ready(terminal)
        terminal.send("jjl")
        terminal.wait_for("What happened with Priya Nair?")
        terminal.send(ESCAPE)
        terminal.settle(0.2)
        terminal.send("jY")
        terminal.wait_for("1 blank left: ")
        terminal.send("lDinner out, Quite a talk" + ENTER + "sw")
        terminal.wait_for("Snoozed ")
        assert "Undid" not in terminal.screen_text()
        terminal.send("Q")
        terminal.wait_for_exit()


def test_without_colour_not_one_colour_is_sent(own_file: Path) -> None:
    with the_app(own_file, NO_COLOR="1") as terminal:
        shown = ready(terminal)
        assert "!!     229d" in shown
        terminal.send("j?")
        terminal.wait_for("Keys here")
        terminal.send(ESCAPE)
        terminal.settle(0.2)
        coloured = re.findall(rb"\x1b\[[0-9;]*(?:3[0-7]|38;|4[0-7]|48;|9[0-7]|10[0-7])[0-9;]*m", bytes(terminal.raw))
        assert coloured == []
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"{broken", "followup.json"), (b'{"_meta": {"1": {"schema": 999}}, "contacts": [1]}', "newer")],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_exit_1(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "followup.json"
    file.write_bytes(content)
    with Terminal([*PROGRAM, *options(file)], (200, 24)) as terminal:
        if says != "newer":  # the doctor offers its help first
            terminal.wait_for("q leaves it as it is")
            terminal.send("q")
        assert terminal.wait_for_exit() == 1
        after = bytes(terminal.raw).rpartition(PUT_BACK["the other screen"])[2].decode()
    said = re.sub(r"\x1b\[[0-9;?<>]*[a-zA-Z]", "", after).strip()
    assert says in said
    assert said.startswith("followup: ")
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1, said
    assert file.read_bytes() == content


def test_a_network_begins_in_an_empty_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "followup.json"
    with the_app(file) as terminal:
        terminal.wait_for("How many people a day?")
        terminal.send("+")
        terminal.wait_for("< 4 >")
        terminal.send("2")
        terminal.wait_for("Who is it?")
        terminal.send("Ann Lee <ann@x.example> @Fisher" + ENTER)
        terminal.wait_for("Added Ann Lee")
        terminal.send(ESCAPE)
        terminal.wait_for("Your name")
        terminal.send("Sam" + ENTER)
        terminal.wait_for("Kept in the settings")
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
    settings = (tmp_path / "new" / "config.toml").read_text()
    assert "per_day = 4" in settings
    assert 'name = "Sam"' in settings
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_demo_touches_nothing_of_the_persons(own_file: Path) -> None:
    before = own_file.read_bytes()
    with Terminal([*PROGRAM, "demo", "--as-of", TODAY.isoformat()], env={"FOLLOWUP_FILE": str(own_file)}) as terminal:
        shown = ready(terminal)
        assert "[Today" in shown
        terminal.send("n")
        terminal.wait_for("Skipped ")
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
    assert own_file.read_bytes() == before
