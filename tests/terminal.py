"""A program in a real pseudo-terminal, read back through a terminal emulator.

Nothing here sleeps: every wait ends at the output that was waited for, or at its time limit. The emulator is fed only
when the screen is asked for, so that reading along costs next to nothing and does not disturb a measurement.
"""

import fcntl
import os
import re
import select
import shutil
import signal
import struct
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import NamedTuple

import pyte

ENTER, TAB, ESCAPE, BACKSPACE = "\r", "\t", "\x1b", "\x7f"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
CTRL_C, CTRL_Z = "\x03", "\x1a"

_CHUNK = 1 << 16
_HISTORY = 500
_QUERIES = re.compile(
    rb"\x1b\[(?:0?c|>0?c|[56]n|\?u|>0?q|\?\d+\$p)"  # what are you, where is the cursor, which keyboard, is a mode on
    rb"|\x1b\](?:10|11);\?(?:\x07|\x1b\\)"  # which colours
)
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-9;]*[ -/]*[@-~]|\x1b[P^_][^\x1b]*\x1b\\")
_UNFINISHED = re.compile(rb"\x1b(?:[\[P\]^_][^\x1b@-~]*)?\Z")


class TerminalTimeout(AssertionError):
    """What was waited for did not come; the message has the screen as it was."""


class Painted(NamedTuple):
    """How the program answered a key: seconds to its first whole frame and to its last byte, bytes, and frames."""

    first: float
    last: float
    bytes: int
    frames: int


class Terminal:
    """A command running in a terminal of its own, with a home folder of its own.

    Args:
        argv: the command and its arguments; the command is looked up on the PATH.
        size: columns and rows.
        env: variables on top of the clean ones (TERM, LANG, PATH, HOME and the XDG folders), or instead of them.
    """

    def __init__(
        self, argv: Sequence[str], size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None
    ) -> None:
        self._home = tempfile.mkdtemp(prefix="followup-terminal-")
        self._screen = pyte.HistoryScreen(*size, history=_HISTORY)
        self._stream = pyte.ByteStream(self._screen)
        self._unread = bytearray()
        self._tail = b""
        self._over = False
        self.raw = bytearray()
        """Every byte the program wrote."""
        self.status: int | None = None
        """The exit status once it is known; negative for a signal."""
        command = shutil.which(argv[0]) or argv[0]
        self._master, slave = os.openpty()
        try:
            self._set_size(size)
            self.started = time.perf_counter()
            self.pid = _spawn(command, argv, _clean_environment(self._home) | dict(env or {}), os.ttyname(slave))
        finally:
            os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def home(self) -> str:
        """The folder that is HOME to the program; it goes when the terminal is closed."""
        return self._home

    @property
    def bytes_written(self) -> int:
        """How many bytes the program wrote so far, as far as they were read."""
        return len(self.raw)

    def send(self, keys: str) -> None:
        """Types `keys`; see the names above for those that have no letter."""
        os.write(self._master, keys.encode())

    def wait_for(self, wanted: "str | Callable[[Terminal], bool]", timeout: float = 10.0) -> float:
        """Reads until the screen shows a text, or until a condition holds. Gives the seconds since the start.

        Raises:
            TerminalTimeout: it did not come in time, or the program ended before.
        """
        condition = (lambda terminal: wanted in terminal.screen_text()) if isinstance(wanted, str) else wanted
        deadline = time.perf_counter() + timeout
        while not condition(self):
            if not self._read(deadline - time.perf_counter()) and (self._over or time.perf_counter() >= deadline):
                raise TerminalTimeout(self._missing(wanted if isinstance(wanted, str) else "the condition", timeout))
        return time.perf_counter() - self.started

    def wait_for_bytes(self, pattern: re.Pattern[bytes], timeout: float = 30.0) -> float:
        """Reads until the raw output matches, without emulating it: for measuring. Gives the seconds since the start.

        Raises:
            TerminalTimeout: it did not come in time, or the program ended before.
        """
        deadline = time.perf_counter() + timeout
        searched = 0
        while not pattern.search(self.raw, max(searched - 200, 0)):
            searched = len(self.raw)
            if not self._read(deadline - time.perf_counter()) and (self._over or time.perf_counter() >= deadline):
                raise TerminalTimeout(self._missing(pattern.pattern.decode()[:60], timeout))
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.3, timeout: float = 10.0) -> None:
        """Reads until nothing came for `quiet` seconds; gives up at the time limit without complaint."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and self._read(quiet):
            pass

    def idle_bytes(self, seconds: float) -> int:
        """How many bytes the program writes within so many seconds when nobody does anything."""
        before, deadline = len(self.raw), time.perf_counter() + seconds
        while not self._over and (left := deadline - time.perf_counter()) > 0:
            self._read(left)
        return len(self.raw) - before

    def press(self, key: str, quiet: float = 0.15, timeout: float = 5.0) -> Painted:
        """Types a key and reads the answer until nothing came for `quiet` seconds.

        Raises:
            TerminalTimeout: no answer at all.
        """
        before, start = len(self.raw), time.perf_counter()
        self.send(key)
        if not self._read(timeout):
            raise TerminalTimeout(self._missing(f"an answer to {key!r}", timeout))
        while _FRAME_BEGINS in self.raw[before:] and _FRAME_ENDS not in self.raw[before:] and self._read(timeout):
            pass
        first = last = time.perf_counter()
        while self._read(quiet):
            last = time.perf_counter()
        frames = max(self.raw.count(_FRAME_ENDS, before), 1)
        return Painted(first - start, last - start, len(self.raw) - before, frames)

    def lines(self) -> list[str]:
        """The rows of the screen as it is now, without white space at their ends."""
        self._emulate()
        return [line.rstrip() for line in self._screen.display]

    def screen_text(self) -> str:
        """The screen as it is now, a line a row."""
        return "\n".join(self.lines())

    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        self._emulate()
        return self._screen.cursor.x, self._screen.cursor.y

    def resize(self, size: tuple[int, int]) -> None:
        """Makes the terminal so many columns and rows; the program is told as by any terminal."""
        self._emulate()
        self._set_size(size)
        self._screen.resize(lines=size[1], columns=size[0])

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends the program a signal."""
        if self.status is None:
            os.kill(self.pid, number)

    def wait_for_exit(self, timeout: float = 10.0) -> int:
        """Reads to the end and gives the exit status: 0 and up as the program said, negative for a signal.

        Raises:
            TerminalTimeout: it is still running.
        """
        deadline = time.perf_counter() + timeout
        while not self._over and (left := deadline - time.perf_counter()) > 0:
            self._read(left)
        if not self._reap(max(deadline - time.perf_counter(), 0.0)):
            raise TerminalTimeout(self._missing("the end of the program", timeout))
        assert self.status is not None
        return self.status

    def close(self) -> None:
        """Ends the program if it still runs, and removes its home folder."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if self._master >= 0:
            os.close(self._master)
            self._master, self._over = -1, True
        shutil.rmtree(self._home, ignore_errors=True)

    def _read(self, timeout: float) -> bool:
        """Takes one burst of output. False when none came in time or none will ever come."""
        if self._over or not select.select([self._master], [], [], max(timeout, 0.0))[0]:
            return False
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:  # Linux says so when the last program of a terminal has gone
            data = b""
        if not data:
            self._over = True
            return False
        self.raw += data
        self._unread += data
        self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        """Answers what programs ask a terminal, as xterm would."""
        text = self._tail + data
        for query in _QUERIES.finditer(text):
            os.write(self._master, self._reply(query[0]))
            text = text[: query.start()] + b" " * len(query[0]) + text[query.end() :]
        self._tail = text[-20:]

    def _reply(self, query: bytes) -> bytes:
        match query:
            case b"\x1b[5n":
                return b"\x1b[0n"
            case b"\x1b[6n":
                column, row = self.cursor()
                return b"\x1b[%d;%dR" % (row + 1, column + 1)
            case b"\x1b[?u":
                return b"\x1b[?0u"
            case b"\x1b[>q" | b"\x1b[>0q":
                return b"\x1bP>|followup-test\x1b\\"
            case b"\x1b[>c" | b"\x1b[>0c":
                return b"\x1b[>41;380;0c"
        if query.startswith(b"\x1b]"):
            return query[:5] + b"rgb:1616/1818/1d1d\x1b\\"
        if query.endswith(b"$p"):
            # Synchronised output (2026) is there and off; other modes are not known.
            return b"\x1b[?%s;%d$y" % (query[3:-2], 2 if query == b"\x1b[?2026$p" else 0)
        return b"\x1b[?62;22c"

    def _emulate(self) -> None:
        """Shows the emulator what came since the last time, up to the last whole control sequence."""
        unfinished = _UNFINISHED.search(self._unread)
        whole = unfinished.start() if unfinished else len(self._unread)
        data = bytes(self._unread[:whole])
        del self._unread[:whole]
        if data:
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _reap(self, timeout: float) -> bool:
        """Takes the exit status if the program ends in time."""
        if self.status is None:
            if hasattr(os, "pidfd_open"):
                handle = os.pidfd_open(self.pid)
                ended = bool(select.select([handle], [], [], timeout)[0])
                os.close(handle)
                if not ended:
                    return False
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return True

    def _missing(self, wanted: str, timeout: float) -> str:
        ended = f" (the program ended with status {self.wait_for_exit(1.0)})" if self._over else ""
        return f"No {wanted!r} within {timeout:g} s{ended}. The screen:\n{self.screen_text()}"


def _spawn(command: str, argv: Sequence[str], env: Mapping[str, str], terminal: str) -> int:
    """Starts the command as the leader of a session whose terminal is `terminal`.

    A session leader without a terminal gets the first one it opens, so no code of ours runs between fork and exec:
    a fork of a process with threads (a test runner's) may not do more.
    """
    return os.posix_spawn(
        command,
        list(argv),
        dict(env),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ],
        setsid=True,
    )


def _clean_environment(home: str) -> dict[str, str]:
    """What a program sees of the machine: a usual terminal, and none of the person's files."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "HOME": home,
        "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_DATA_HOME": f"{home}/data",
        "XDG_STATE_HOME": f"{home}/state",
        "XDG_CACHE_HOME": f"{home}/cache",
    }
