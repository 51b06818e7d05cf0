"""What the app reaches outside itself for: the clipboard and other programs. Tests hand in their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported

if TYPE_CHECKING:
    from followup_tui.actions.sending import Clipboard, Opener, Ways


@dataclass(frozen=True)
class Services:
    """The outside, as the app sees it. `clipboard` takes a function that offers a text to the terminal."""

    clipboard: "Callable[[Callable[[str], object]], Clipboard]"
    opener: "Callable[[App[int]], Opener]"
    ways: "Ways"


class SuspendingOpener:
    """Opens addresses as the system does; a program that takes the terminal gets it while the app stands aside."""

    def __init__(self, app: App[int], system: "Opener") -> None:
        self._app = app
        self._system = system

    def open(self, url: str) -> bool:
        """Opens an address; whether a program took it."""
        return self._system.open(url)

    def run(self, arguments: Sequence[str]) -> bool:
        """Runs a program in the foreground. Called from a worker, as the app itself has to stand aside."""
        return bool(self._app.call_from_thread(self._run, arguments))

    def _run(self, arguments: Sequence[str]) -> bool:
        try:
            with self._app.suspend():
                ended_well = self._system.run(arguments)
        except SuspendNotSupported:  # a terminal that cannot be lent
            return False
        self._app.refresh()
        return ended_well


def system_services() -> Services:
    """The services of this machine."""
    from followup_tui.actions.sending import BothClipboards, SystemOpener, clipboard_here, ways_here

    possible = ways_here()
    return Services(
        clipboard=lambda terminal: BothClipboards(clipboard_here(), terminal),
        opener=lambda app: SuspendingOpener(app, SystemOpener(possible.opener)),
        ways=possible,
    )
