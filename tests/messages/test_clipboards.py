"""The clipboards: tmux is asked where there is no tool of the system, and nothing is claimed that nobody confirmed."""

import subprocess
from typing import Any

import pytest

from followup_tui.messages.clipboard import BothClipboards, Copied, FirstThatWorks, TmuxClipboard


class Tmux:
    """Stands in for the program: keeps what it was given."""

    def __init__(self, status: int = 0, error: Exception | None = None) -> None:
        self.status, self.error = status, error
        self.given: list[tuple[Any, ...]] = []

    def __call__(self, arguments: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
        self.given.append((arguments, options["input"]))
        if self.error:
            raise self.error
        return subprocess.CompletedProcess(arguments, self.status)


class Fixed:
    """A clipboard that always says the same."""

    def __init__(self, says: Copied) -> None:
        self.says = says
        self.texts: list[str] = []

    def copy(self, text: str) -> Copied:
        self.texts.append(text)
        return self.says


def test_inside_tmux_its_buffer_takes_the_text() -> None:
    tmux = Tmux()
    assert TmuxClipboard({"TMUX": "/tmp/tmux-0/default,1,0"}, tmux).copy("Grüße") is Copied.YES
    assert tmux.given == [(["tmux", "load-buffer", "-w", "-"], "Grüße".encode())]


def test_outside_tmux_it_is_not_started() -> None:
    tmux = Tmux()
    assert TmuxClipboard({}, tmux).copy("Hi") is Copied.NO
    assert tmux.given == []


@pytest.mark.parametrize(
    "tmux", [Tmux(status=1), Tmux(error=FileNotFoundError()), Tmux(error=subprocess.TimeoutExpired("tmux", 2))]
)
def test_a_tmux_that_fails_took_nothing(tmux: Tmux) -> None:
    assert TmuxClipboard({"TMUX": "x"}, tmux).copy("Hi") is Copied.NO


def test_the_first_that_works_is_enough() -> None:
    broken, works, spare = Fixed(Copied.NO), Fixed(Copied.YES), Fixed(Copied.YES)
    assert FirstThatWorks((broken, works, spare)).copy("Hi") is Copied.YES
    assert (works.texts, spare.texts) == (["Hi"], [])


def test_what_only_the_terminal_may_have_is_not_confirmed() -> None:
    offered: list[str] = []
    assert BothClipboards(FirstThatWorks((Fixed(Copied.NO),)), offered.append).copy("Hi") is Copied.UNCONFIRMED
    assert offered == ["Hi"]
