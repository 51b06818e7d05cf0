"""The clipboard: the system's own tool, and beside it the terminal's, which never confirms."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol


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
