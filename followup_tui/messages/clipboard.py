"""The clipboard: the system's own tool, and beside it the terminal's, which never confirms."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol

Run = Callable[..., "subprocess.CompletedProcess[Any]"]


class Copied(Enum):
    """What is known of a copy."""

    YES = "yes"
    UNCONFIRMED = "unconfirmed"
    """Handed to the terminal (OSC 52), which does not say whether it took it."""
    NO = "no"


class Clipboard(Protocol):
    """Something that takes a text."""

    def copy(self, text: str) -> Copied:
        """Copies a text and says what is known of it; never raises."""


class SystemClipboard:
    """The clipboard tool of the system: pbcopy, clip, wl-copy, xclip or xsel."""

    def copy(self, text: str) -> Copied:
        """Copies a text; NO when there is no tool, or it failed."""
        import pyperclip  # 38 ms, and it looks for tools: only when something is copied

        try:
            pyperclip.copy(text)
        except (pyperclip.PyperclipException, OSError, UnicodeError):
            return Copied.NO
        return Copied.YES


class TmuxClipboard:
    """The clipboard of the terminal around tmux, by tmux's own word; by default tmux ignores what programs offer."""

    def __init__(self, environ: Mapping[str, str], run: Run = subprocess.run) -> None:
        self._inside = bool(environ.get("TMUX"))
        self._run = run

    def copy(self, text: str) -> Copied:
        """Puts a text into tmux's newest buffer, and with it into the terminal's clipboard where that is allowed."""
        if not self._inside:
            return Copied.NO
        try:
            done = self._run(
                ["tmux", "load-buffer", "-w", "-"], input=text.encode(), capture_output=True, timeout=2, check=False
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return Copied.NO
        return Copied.YES if done.returncode == 0 else Copied.NO


class FirstThatWorks:
    """Clipboards in order of preference."""

    def __init__(self, clipboards: Sequence[Clipboard]) -> None:
        self._clipboards = clipboards

    def copy(self, text: str) -> Copied:
        """Copies a text to the first that takes it."""
        return next((Copied.YES for one in self._clipboards if one.copy(text) is Copied.YES), Copied.NO)


class BothClipboards:
    """The system's clipboard and the terminal's: over SSH only the terminal's is the one in front of the person."""

    def __init__(self, system: Clipboard, terminal: Callable[[str], object]) -> None:
        self._system = system
        self._terminal = terminal

    def copy(self, text: str) -> Copied:
        """Copies a text to both; UNCONFIRMED when only the terminal may have it."""
        copied = self._system.copy(text)
        self._terminal(text)
        return Copied.YES if copied is Copied.YES else Copied.UNCONFIRMED
