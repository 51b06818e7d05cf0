"""Opening another program on an address: which one there is here, and starting it without ever touching a shell."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import NamedTuple, Protocol

from followup_tui.messages.addresses import checked_url

PATIENCE = 1.5
"""Seconds in which an opener says that it failed; xdg-open does so at once, a program that stays open says nothing."""


TERMINAL_MAILERS = ("neomutt", "aerc", "himalaya")
"""The mail programs that run in this terminal and that we know how to begin a message with."""


class Ways(NamedTuple):
    """What is possible here.

    `opener` is the start of a command that opens an address, empty when there is none, and `why_none` says why.
    `mailers` are the mail programs that run in this terminal.
    """

    opener: tuple[str, ...] = ()
    why_none: str = "nothing here opens addresses"
    mailers: frozenset[str] = frozenset()


class Opener(Protocol):
    """Something that starts other programs."""

    def open(self, url: str) -> bool:
        """Opens an address; whether a program took it."""

    def run(self, arguments: Sequence[str]) -> bool:
        """Runs a program in the foreground until it ends; whether it ended well."""


def ways(environ: Mapping[str, str], which: Callable[[str], str | None], platform: str = sys.platform) -> Ways:
    """What is possible with an environment, on a platform as `sys.platform` names it; `which` is `shutil.which`.

    On Linux without a display there is no mail program, and over SSH a Mac would open it on somebody else's screen.
    """
    opener, why = _opener(environ, which, platform)
    return Ways(opener, why, frozenset(name for name in TERMINAL_MAILERS if which(name)))


def _opener(
    environ: Mapping[str, str], which: Callable[[str], str | None], platform: str
) -> tuple[tuple[str, ...], str]:
    """The start of the command that opens an address; or why there is none."""
    remote = environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")
    if platform == "win32":
        return ("rundll32", "url.dll,FileProtocolHandler"), ""
    if platform == "darwin":
        if remote:
            return (), "over SSH it would open on the other machine's screen"
        return (("open",), "") if which("open") else ((), "open is not there")
    display = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    for program, there in (
        ("termux-open-url", "TERMUX_VERSION" in environ),
        ("wslview", bool(environ.get("WSL_DISTRO_NAME"))),
        ("xdg-open", display),
    ):
        if there and which(program):
            return (program,), ""
    if display:
        return (), "xdg-open is not installed"
    return (), "no display over SSH" if remote else "no display here"


class SystemOpener:
    """Starts programs of the system. `open` may take `PATIENCE` seconds, so the app calls it from a worker."""

    def __init__(self, command: Sequence[str], patience: float = PATIENCE) -> None:
        self._command = tuple(command)
        self._patience = patience

    def open(self, url: str) -> bool:
        """Opens an address with a program of its own, cut off from this terminal.

        Raises:
            BadAddress: `url` is none that `checked_url` lets through.
        """
        arguments = [*self._command, checked_url(url)]
        if not self._command:
            return False
        quiet = subprocess.DEVNULL
        try:
            process = subprocess.Popen(  # noqa: S603 (a list of arguments; the address is checked above)
                arguments, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, cwd=Path.home()
            )
        except OSError:
            return False
        try:
            return process.wait(timeout=self._patience) == 0
        except subprocess.TimeoutExpired:
            Thread(target=process.wait, daemon=True).start()  # reaps it when it ends
            return True

    def run(self, arguments: Sequence[str]) -> bool:
        """Runs a program in this terminal until it ends; Ctrl-C there is for that program alone."""
        try:
            with _interrupts_left_alone():
                done = subprocess.run(list(arguments), check=False)  # noqa: S603 (the person's own command)
        except (OSError, ValueError):  # it is not there, or a part of it holds a NUL
            return False
        return done.returncode == 0


@contextmanager
def _interrupts_left_alone() -> Iterator[None]:
    """A handler, not `SIG_IGN`: that one the started program would inherit."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
