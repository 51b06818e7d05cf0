"""Runs the program's main paths where every attempt to reach a network is refused and noted; for test_no_network.

``python -m tests.offline verbs|app|control FILE CONNECTIONS_CSV``. It prints what was attempted, which must be
nothing. The refusal is an audit hook: the interpreter itself calls it, whichever way a socket is made, and nothing can
take it out again.
"""

import asyncio
import contextlib
import io
import socket
import sys
from pathlib import Path
from typing import Any

from followup_tui.cli.program import run

NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "webbrowser.open"}
LOCAL = {getattr(socket, "AF_UNIX", None)}
"""The only family allowed: asyncio wakes its own loop through a pair of these."""
VERBS = (
    "add|Ann Lee <ann@x.example> @Fisher #vc every 3-6 months", "add|Bo Ek <bo@x.example>", "today", "today|--json",
    "due|--all", "show|ann", "find|fisher", "log|ann|call 20m", "compose|ann", "compose|ann|--list", "snooze|ann|2w",
    "skip|bo", "pause|bo", "resume|bo", "edit|ann|--tag|data", "archive|bo", "unarchive|bo",
    "interview|add|Fisher|--role|Lead|--with|Ann", "interview|list", "task|ann|send the paper|--on|fri", "task|list",
    "task|done|send the paper", "import|{csv}", "undo", "redo", "history", "templates|list", "templates|show|short-hi",
    "config|path", "config|show", "backup", "backup|{folder}/copy.json", "backup|list", "restore|{folder}/copy.json",
    "doctor", "doctor|--json", "--help", "--version",
)  # fmt: skip
"""One line a call."""
PERHAPS = (
    "export|json", "export|csv", "export|vcf", "export|ics", "export|md", "plan", "stats", "duplicates", "forget|bo",
)  # fmt: skip
"""Calls of verbs that another version may not have, or may want other words for."""


class Watch:
    """Notes and refuses what would reach out of this machine."""

    def __init__(self) -> None:
        self.attempts: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        made = event == "socket.__new__" and arguments[1] not in LOCAL
        if made or event in NAMES or event in PROGRAMS:
            self.attempts.append(f"{event} {arguments!r}"[:200])
            raise PermissionError(f"{event} was refused: this program works without a network")


def run_verbs(folder: Path, csv: str) -> None:
    """Every verb once; those that are here must succeed, or they would prove nothing."""
    for line in (*VERBS, *PERHAPS):
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run([word.format(csv=csv, folder=folder) for word in line.split("|")])
        if code and not (line in PERHAPS and code == 2):
            said.seek(0)
            raise SystemExit(f"{line} ended with {code}: {said.read()}")


async def run_app(file: Path) -> None:
    """Opens the app, sends the first message, looks at every view, undoes, and quits."""
    from tests.tui.pilot_app import running

    async with running(file, size=(120, 36)) as it:
        before = len(it.book.interactions)
        for number in it.queue:
            await it.go_to(number)
            if not it.screen.compose_pane.blanks:
                break
        await it.press("enter", "tab", "enter")
        await it.until(lambda: len(it.book.interactions) == before + 1)
        await it.press("u")
        await it.until(lambda: len(it.book.interactions) == before)
        await it.press("q")
        await it.settled()
    assert it.outside.opened, "nothing was handed to the (fake) mail program"


def main() -> None:
    """Runs one of the paths and tells what it attempted."""
    what, file, csv = sys.argv[1:4]
    if what == "app":
        import tests.tui.pilot_app  # noqa: F401  # loaded before the watch, as it is not part of the program
    watch = Watch()
    if what == "verbs":
        run_verbs(Path(file).parent, csv)
    elif what == "app":
        asyncio.run(run_app(Path(file)))
    else:
        with contextlib.suppress(OSError):
            socket.create_connection(("localhost", 9))
        with contextlib.suppress(OSError):
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    print(*watch.attempts, sep="\n")


if __name__ == "__main__":
    main()
