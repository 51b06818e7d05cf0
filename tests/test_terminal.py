"""The terminal harness, tried on the smallest Textual app there is."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal import CTRL_C, Terminal, TerminalTimeout

HELLO = [sys.executable, str(Path(__file__).parent / "bench" / "hello.py")]


def test_an_app_is_seen_used_and_ended() -> None:
    with Terminal(HELLO, size=(100, 20)) as terminal:
        terminal.wait_for("hello, world")
        terminal.wait_for("Søren Łukasz Zoë 佐藤 美咲 end")
        assert terminal.lines()[1].startswith("0 presses")
        answer = terminal.press("j")
        assert answer.bytes > 0
        assert answer.first <= answer.last
        assert answer.frames >= 1
        terminal.wait_for("1 presses")
        terminal.resize((60, 10))
        terminal.wait_for(lambda shown: len(shown.lines()) == 10 and shown.lines()[0] == "hello, world")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.bytes_written > 1000
        assert b"\x1b[?1049l" in terminal.raw


def test_a_raw_text_is_found_without_the_emulator() -> None:
    with Terminal(HELLO) as terminal:
        seconds = terminal.wait_for_bytes(re.compile(b"hello, world"))
        assert 0 < seconds < 30
        assert "hello, world" in terminal.screen_text()


def test_the_home_folder_is_new_and_goes_again() -> None:
    with Terminal(["sh", "-c", 'echo "[$HOME]" "[$XDG_DATA_HOME]" "[$NO_COLOR]"'], env={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait_for_exit() == 0
        assert f"[{terminal.home}] [{terminal.home}/data] [1]" in terminal.screen_text()
        assert Path(terminal.home).is_dir()
    assert not Path(terminal.home).exists()


def test_a_program_that_ends_is_reported_with_its_screen() -> None:
    with (
        Terminal(["sh", "-c", "echo over; exit 3"]) as terminal,
        pytest.raises(TerminalTimeout, match=r"status 3[\s\S]*over"),
    ):
        terminal.wait_for("never")


def test_control_c_reaches_the_program_as_a_signal() -> None:
    with Terminal(["sh", "-c", "echo ready; exec cat"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(CTRL_C)
        assert terminal.wait_for_exit() == -signal.SIGINT


def test_what_a_program_asks_a_terminal_is_answered() -> None:
    ask = r"stty raw -echo; printf 'ab\033[6n'; head -c 6 | od -c; printf '\033[c'; head -c 9 | od -c; stty sane"
    with Terminal(["sh", "-c", ask]) as terminal:
        terminal.wait_for_exit()
        shown = " ".join(terminal.screen_text().split())
    assert "[ 1 ; 3 R" in shown
    assert "[ ? 6 2 ; 2 2 c" in shown
